"""The commands about forms: render many, blank, read, layouts check."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

import perfeval
from perfeval.reading import load_filing

ROOT = Path(__file__).parents[2]
PROJECT = str(ROOT / "examples/wuhan-12333-project-2024.yaml")
DEFINITION = str(ROOT / "indicators/wuhan-12333/service-operation-2024.yaml")


def folder_of(path: Path, count: int) -> Path:
    """Return a folder with so many filings, each a project of its own."""
    path.mkdir()
    shutil.copytree(ROOT / "indicators", path.parent / "indicators", dirs_exist_ok=True)
    text = Path(PROJECT).read_text(encoding="utf-8")
    for number in range(count):
        (path / f"{number:02}.yaml").write_text(
            text.replace("\nunit: ", f"\nunit: {number}号"), encoding="utf-8"
        )
    return path


@pytest.mark.parametrize("suffix", ["html", "csv", "xlsx", "docx", "md", "json"])
def test_a_form_goes_there_and_back(run, tmp_path: Path, suffix: str) -> None:
    """What render writes in a format, read turns into a filing that scores the same."""
    file = tmp_path / f"表.{suffix}"
    assert run("render", PROJECT, "-o", str(file))[0] == 0
    status, out, err = run(
        "read", str(file), "-o", str(tmp_path / "读"), "--ruleset", "hubei-2020", "--year", "2024"
    )
    (written,) = (tmp_path / "读").iterdir()

    assert (status, err) == (0, "共读出 1 张表\n")
    assert "表上印的总分 99.17，按 hubei-2020 计分 99.17" in out
    assert perfeval.score(load_filing(written)).total == perfeval.score(load_filing(PROJECT)).total


def test_many_forms_in_one_command(run, tmp_path: Path) -> None:
    """A folder is rendered by a pattern of names, several at a time; what fails is listed and stops nothing."""
    folder = folder_of(tmp_path / "填报", 10)
    (folder / "03.yaml").write_text("format: perfeval-filing-1\ndefinition: 没有.yaml\n", encoding="utf-8")
    shutil.copy(folder / "05.yaml", folder / "06.yaml")
    status, out, err = run(
        "render", str(folder), "-o", str(tmp_path / "出"), "--name", "{year}-{unit}-{title}.csv"
    )
    files = sorted(file.name for file in (tmp_path / "出").iterdir())

    assert status == 1
    assert len(files) == out.count(".csv") == 8
    assert files[0].startswith("2024-0号武汉市")
    assert "10 份中有 2 份没有写出：" in err
    assert "03.yaml：没有写出，原因见上" in err
    assert "没有覆盖" in err


def test_a_pattern_with_an_unknown_place(run, tmp_path: Path) -> None:
    """A place that nothing fills is told with those that are."""
    status, _, err = run("render", PROJECT, "-o", str(tmp_path), "--name", "{yera}.csv")

    assert status == 2
    assert "{yera}" in err
    assert "{year}、{unit}、{title}、{name}" in err


def test_charts_are_added_where_they_were_asked_for(run, tmp_path: Path) -> None:
    """--charts puts pictures on the page, without scripts."""
    run("render", PROJECT, "-o", str(tmp_path / "a.html"), "--charts")
    run("render", PROJECT, "-o", str(tmp_path / "b.html"))

    assert (tmp_path / "a.html").read_text(encoding="utf-8").count("<svg") > 0
    assert "<svg" not in (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "<script" not in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_blank_workbook_filled_in_and_read(run, tmp_path: Path) -> None:
    """Blank → filled in in the spreadsheet → read --definition: the filing scores as the YAML does, what a blank sheet never computed is noted."""
    file = tmp_path / "填报.xlsx"
    assert run("blank", DEFINITION, "-o", str(file))[0] == 0
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    values = iter([51, 187.72, 0.832, 1, 5, 0.875, 1])
    for row in sheet.iter_rows():
        if row[3].value and str(row[3].value).endswith("分)"):
            row[5].value = next(values)
        if row[1].value == "年度财政资金总额":
            row[3].value = row[4].value = 337.12
        if row[0].value in ("偏差大或目标未完成原因分析", "改进措施及结果应用方案"):
            row[1].value = "见说明"
    book.save(file)
    out = tmp_path / "读"
    status, told, err = run("read", str(file), "-o", str(out), "--definition", DEFINITION)

    assert "按 hubei-2020 计分 99.17" in told
    assert status == 0, err


def test_changes_against_the_definition_are_listed(run, tmp_path: Path) -> None:
    """A changed target, changed points, a new name, a missing and an added row are each told."""
    file = tmp_path / "表.csv"
    run("render", PROJECT, "-o", str(file))
    text = file.read_text(encoding="utf-8-sig")
    text = (
        text.replace("≥90%", "≥80%")
        .replace("(30分),≥", "(40分),≥")
        .replace("投诉咨询问题回复满意度", "满意程度")
    )
    text = text.replace("服务外包人员人数", "外包合同份数").replace(",44人,", ",45份,")
    file.write_text(text, encoding="utf-8")
    status, _, err = run("read", str(file), "-o", str(tmp_path / "读"), "--definition", DEFINITION)

    assert status == 1
    for code in ("TB25", "TB26", "TB27", "TB28", "TB29"):
        assert code in err, code


def test_a_rule_set_that_nothing_implies_must_be_named(run, tmp_path: Path) -> None:
    """The national form is used under several rule sets: none is guessed, and the way out is told."""
    file = tmp_path / "表.csv"
    run("render", PROJECT, "-o", str(file), "--layout", "cn-project")
    status, out, _ = run("read", str(file), "-o", str(tmp_path / "读"))

    assert status == 0
    assert "不知道用哪个计分规则" in out


@pytest.mark.parametrize("name", ["表.doc", "表.et", "表.wps", "表.ofd", "扫描.jpg"])
def test_files_that_cannot_be_read(run, tmp_path: Path, name: str) -> None:
    """Each gives one problem with what to save it as."""
    (tmp_path / name).write_bytes(b"x")
    status, _, err = run("read", str(tmp_path / name), "-o", str(tmp_path / "读"))

    assert status == 2
    assert err.count("TB05") == 2  # the problem, and where it is explained
    assert "另存" in err or "原来的" in err


def test_layouts_are_checked(run, tmp_path: Path) -> None:
    """A layout of one's own is told to be in order, or what is wrong with line and column."""
    shipped = (ROOT / "src/perfeval/layouts/cn-project.yaml").read_text(encoding="utf-8")
    good, bad = tmp_path / "好.yaml", tmp_path / "坏.yaml"
    good.write_text(shipped, encoding="utf-8")
    bad.write_text(shipped.replace("年度指标值: target", "年度指标值: traget"), encoding="utf-8")

    assert run("layouts", "check", str(good))[:2] == (0, f"{good}：没有发现问题（cn-project，9 列）\n")
    status, out, _ = run("layouts", "check", str(bad))
    assert status == 1
    assert "坏.yaml:20:62: LY05" in out
    assert "是不是 target？" in out
    assert run("layouts", "check")[0] == 2


def test_an_approved_target_table_becomes_a_definition(run, tmp_path: Path) -> None:
    """A table of targets, written from a definition, is read as that definition; forms of it can be made at once."""
    table, out = tmp_path / "批复目标表.xlsx", tmp_path / "定义"
    run("blank", DEFINITION, "-o", str(table), "--layout", "cn-targets-points")
    status, told, err = run("read", str(table), "-o", str(out), "--ruleset", "hubei-2020")
    (written,) = out.iterdir()
    read, known = perfeval.load_definition(written), perfeval.load_definition(DEFINITION)

    assert (status, err) == (0, "共读出 1 张表\n")
    assert "7 项指标，没有填报，写成定义" in told
    assert [(leaf.indicator.name, leaf.indicator.target, leaf.indicator.points) for leaf in read.leaves] == [
        (leaf.indicator.name, leaf.indicator.target, leaf.indicator.points) for leaf in known.leaves
    ]
    assert (read.fiscal_year, read.ruleset, read.points) == (2024, "hubei-2020", known.points)
    assert run("blank", str(written), "-o", str(tmp_path / "填报.html"))[0] == 0
