"""The command as people type it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from perfeval import __version__
from perfeval.cli.explain import all_codes

ROOT = Path(__file__).parents[2]
PROJECT = str(ROOT / "examples/wuhan-12333-project-2024.yaml")
FORM = "格式: perfeval-form-1\n项目名称: 示例\n评价年度: 2024\n规则: hubei-2020\n指标: [{名称: a, 分值: 80, 目标值: ≥5}]\n"


def test_score_prints_form_and_explanations(run) -> None:
    """One filing is printed as its form, with every score explained and 99.17 at the bottom."""
    status, out, err = run("score", PROJECT)

    assert (status, err) == (0, "")
    assert "服务质量提升率: 87.5% ÷ 90% × 30 = 29.1666… → 29.17(四舍五入)" in out
    assert out.rstrip().endswith("总分: 20 + 8 + 8 + 8 + 8 + 8 + 29.17 + 10 = 99.17")


def test_score_a_folder(run) -> None:
    """A folder prints one line per filing; definitions in it are no filings."""
    status, out, _ = run("score", str(ROOT / "examples"))

    assert status == 0
    assert out.count("99.17") == 3
    assert "共 3 份，3 份有总分" in out


def test_one_broken_filing_does_not_stop_the_rest(run, tmp_path: Path) -> None:
    """In a folder a broken file, a form in error, one without points and a good one each have their line."""
    (tmp_path / "a.yaml").write_text("title：坏\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "c.yaml").write_text(FORM.replace(", 分值: 80", "") + "完成值: {a: 5}\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text(
        FORM.replace("hubei", "cn").replace("80", "90")
        + "预算: {分值: 10, 预算数: 1元, 执行数: 1元}\n完成值: {a: 5}\n",
        encoding="utf-8",
    )
    (tmp_path / "rules.yaml").write_text("id: my\nextends: cn-2020\n", encoding="utf-8")
    status, out, err = run("score", str(tmp_path))
    outcomes = [line.split("  ")[-1] for line in out.split("\n")[:4]]

    assert status == 1
    assert outcomes == ["读不出", "总分未定，错误 2 个", "不计分的表", "100.00 优"]
    assert "YM12" in err


def test_json(run, tmp_path: Path) -> None:
    """JSON of one filing, of several, and of what cannot be read, each names its format."""
    broken = tmp_path / "a.yaml"
    broken.write_text("a: [", encoding="utf-8")
    one = json.loads(run("score", PROJECT, "--format", "json")[1])
    several = json.loads(run("score", PROJECT, str(broken), "--format", "json")[1])
    checked = json.loads(run("check", str(broken), "--format", "json")[1])

    assert (one["format"], one["total"]) == ("perfeval-report-1", "99.17")
    assert several["format"] == "perfeval-reports-1"
    assert [entry["format"] for entry in several["reports"]] == ["perfeval-report-1", "perfeval-problems-1"]
    assert checked["problems"][0]["code"] == "YM05"


def test_another_rule_set(run) -> None:
    """--ruleset scores by other rules; the form's points no longer fit and there is no total."""
    status, out, err = run("score", PROJECT, "--ruleset", "cn-2020", "--layout", "hubei-project")

    assert status == 1
    assert "PT22" in err
    assert "总分未定" in out


def test_a_rule_set_without_layout(run, tmp_path: Path) -> None:
    """Without a layout a form is scored in lines; a table needs one, and the way out is printed."""
    form = tmp_path / "a.yaml"
    text = (
        FORM.replace("hubei-2020", "bare.yaml").replace("80", "90")
        + "完成值: {a: 4.5}\n预算: {分值: 10, 预算数: 1元, 执行数: 1元}\n"
    )
    form.write_text(text, encoding="utf-8")
    (tmp_path / "bare.yaml").write_text("id: bare\nextends: cn-2020\nlayouts: null\n", encoding="utf-8")
    status, out, err = run("score", str(form))
    assert (status, err) == (0, "")
    assert "没有指定表样，只列得分" in out
    assert out.rstrip().endswith("总分: 10 + 81 = 91")
    assert "LY01" in run("score", str(form), "--layout", "没有")[2]

    status, _, err = run("render", str(form), "-o", str(tmp_path / "a.html"))
    assert status == 2
    assert "LY04" in err


def test_render(run, tmp_path: Path) -> None:
    """One form goes into the file, several into a folder; the files are named."""
    status, out, _ = run("render", PROJECT, "-o", str(tmp_path / "a.csv"), "--merged", "repeat")
    assert (status, out) == (0, f"{tmp_path / 'a.csv'}\n")
    assert "产出指标(40分),数量指标(24分),电话投诉咨询服务人数(8分)" in (tmp_path / "a.csv").read_text(
        encoding="utf-8-sig"
    )

    status, out, _ = run("render", str(ROOT / "examples"), "-o", str(tmp_path / "多份"), "--format", "csv")
    assert status == 0
    assert sorted(path.name for path in (tmp_path / "多份").iterdir()) == [
        "wuhan-12333-project-2024-oneform.csv",
        "wuhan-12333-project-2024.csv",
        "wuhan-12333-whole-2024.csv",
    ]


def test_render_what_cannot_be_written(run, tmp_path: Path) -> None:
    """An unknown suffix, an unreadable input and a folder that cannot be made leave with 2 and a way out."""
    assert run("render", PROJECT, "-o", str(tmp_path / "a.doc"))[0] == 2
    assert run("render", str(tmp_path / "none.yaml"), "-o", str(tmp_path / "a.html"))[0] == 2
    (tmp_path / "文件").write_text("", encoding="utf-8")
    status, _, err = run("render", PROJECT, "-o", str(tmp_path / "文件" / "a.html"))
    assert status == 2
    assert err.startswith("写不了文件")


def test_blank(run, tmp_path: Path) -> None:
    """A definition gives an empty form: targets, no actuals, no scores."""
    definition = str(ROOT / "indicators/wuhan-12333/service-operation-2024.yaml")
    status, out, err = run("blank", definition, "-o", str(tmp_path / "空.csv"))
    text = (tmp_path / "空.csv").read_text(encoding="utf-8-sig")

    assert (status, err, out) == (0, "", f"{tmp_path / '空.csv'}\n")
    assert "服务质量提升率(30分),≥90%,,\n" in text
    assert "总分,,,,,,\n" in text


def test_init_scores_at_once(run, tmp_path: Path) -> None:
    """The starter files score and check clean as they are, and are never written over."""
    folder = str(tmp_path / "新")
    status, out, _ = run("init", folder)
    assert status == 0
    assert "试一试：perfeval score" in out
    assert run("check", folder)[1] == "检查了 3 个文件：错误 0，提醒 0，提示 0\n"
    assert run("score", folder)[1].count("98.00") == 2

    status, _, err = run("init", folder)
    assert status == 2
    assert "没有改动任何文件" in err


def test_check_files_of_every_kind(run, tmp_path: Path) -> None:
    """Definitions, filings, rule sets and layouts are checked together."""
    import perfeval

    shipped = Path(perfeval.__file__).parent
    status, out, _ = run(
        "check",
        str(ROOT / "indicators"),
        str(ROOT / "examples"),
        str(shipped / "rulesets"),
        str(shipped / "layouts"),
    )

    folders = (ROOT / "indicators", ROOT / "examples", shipped / "rulesets", shipped / "layouts")
    count = sum(len(list(folder.rglob("*.yaml"))) for folder in folders)
    assert status == 0
    assert out == f"检查了 {count} 个文件：错误 0，提醒 0，提示 0\n"


def test_a_folder_without_filings(run, tmp_path: Path) -> None:
    """An empty folder is nothing readable."""
    status, _, err = run("score", str(tmp_path))

    assert status == 2
    assert "文件夹里没有填报文件" in err


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        ("tg03", "TG03 目标值有两个同向的界限（错误）"),
        ("hubei-2020", "依据："),
        ("hubei-2020.at_most", "依据表后备注2"),
        ("cn-2020.grades.优", "[90, 100]"),
        ("hubei-2020.years", "from: 2020"),
    ],
)
def test_explain(run, what: str, shown: str) -> None:
    """A code, a rule set and a single rule are explained."""
    status, out, _ = run("explain", what)

    assert status == 0
    assert shown in out


def test_explain_own_rules(run, tmp_path: Path) -> None:
    """A user's rule set file is explained too."""
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\nextends: hubei-2020\nyears: {from: 2016, to: 2018}\n", encoding="utf-8")

    assert "mine  湖北省绩效自评计分规则  湖北省  2016–2018" in run("explain", str(path))[1]


@pytest.mark.parametrize(
    ("what", "near"), [("TG33", "TG"), ("hubei-2020.at_mots", "at_most"), ("完全不是", "perfeval rulesets")]
)
def test_explain_the_unknown(run, what: str, near: str) -> None:
    """What is neither code nor rule is answered with the nearest one."""
    status, _, err = run("explain", what)

    assert status == 2
    assert near in err


def test_every_code_is_explained_and_unique(run) -> None:
    """Each code of every room has a record that says what, why and how to mend it; none is used twice."""
    codes = all_codes()

    assert len(codes) > 100
    for code in codes.values():
        assert code.what
        assert code.why
        assert code.repair
        assert run("explain", code.code)[0] == 0


def test_lists(run) -> None:
    """Rule sets and layouts are listed with what they stand on."""
    assert (
        "hubei-2020  湖北省绩效自评计分规则  湖北省  2020 年起  文号不详（原文未核对）" in run("rulesets")[1]
    )
    assert "hubei-whole  ……整体绩效自评表  金额单位 万元" in run("layouts")[1]


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ((), "缺少参数：命令"),
        (("scor",), "不能是“scor”"),
        (("score",), "缺少参数：文件"),
        (("score", "a", "--fromat", "json"), "不认识的参数：--fromat"),
        (("score", "a", "--format"), "--format 后面缺少内容"),
        (("render", "a"), "缺少参数：-o/--output"),
    ],
)
def test_misuse_is_told_in_chinese(run, arguments: tuple[str, ...], shown: str) -> None:
    """Wrong arguments leave with 2 and one Chinese sentence."""
    status, _, err = run(*arguments)

    assert status == 2
    assert shown in err
    assert "--help 显示用法" in err


def test_help_and_version(run) -> None:
    """Help is Chinese and names every command; the version is the package's."""
    status, out, _ = run("--help")

    assert status == 0
    assert out.startswith("用法：perfeval")
    assert all(
        name in out
        for name in ("score", "render", "blank", "check", "explain", "rulesets", "layouts", "init")
    )
    assert run("--version")[1] == f"perfeval {__version__}\n"


def command(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own."""
    environment = {**os.environ, **more}
    return subprocess.run(
        [sys.executable, "-m", "perfeval", *arguments], capture_output=True, check=False, env=environment
    )


def test_a_gbk_console_gets_a_replacement() -> None:
    """A stdout that cannot encode ≪ or ☑ gets a replacement, never a traceback."""
    done = command("score", PROJECT, PYTHONIOENCODING="gbk:strict")

    assert (done.returncode, done.stderr) == (0, b"")
    assert "?5个工作日" in done.stdout.decode("gbk")


def test_output_to_a_pipe_is_plain_and_may_be_cut() -> None:
    """No control characters; a reader that closes the pipe early causes no traceback."""
    assert b"\x1b" not in command("score", PROJECT).stdout
    done = subprocess.run(
        f'"{sys.executable}" -m perfeval score "{PROJECT}" | head -1',
        shell=True,
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""


def test_interrupted(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C leaves with 130 and a word."""
    from perfeval.cli import commands

    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "rulesets", interrupted)

    assert run("rulesets") == (130, "", "已中断\n")


def test_progress_on_a_terminal_only(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Many forms show how far they are on a terminal."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    _, _, err = run("render", str(ROOT / "examples"), "-o", str(tmp_path))

    assert "3/3" in err


def test_forms_of_one_name_are_not_written_over(run, tmp_path: Path) -> None:
    """A folder keeps its sub-folders; two files of one name are not written into one."""
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "填报.yaml").write_text(FORM.replace("示例", name), encoding="utf-8")
    run("render", str(tmp_path), "-o", str(tmp_path / "出"))
    assert sorted(str(path.relative_to(tmp_path / "出")) for path in (tmp_path / "出").rglob("*.html")) == [
        "乙/填报.html",
        "甲/填报.html",
    ]

    status, out, err = run(
        "render", str(tmp_path / "甲/填报.yaml"), str(tmp_path / "乙/填报.yaml"), "-o", str(tmp_path / "出2")
    )
    assert status == 1
    assert out.count(".html") == 1
    assert "没有覆盖" in err


def test_what_the_form_has_no_place_for_is_told(run, tmp_path: Path) -> None:
    """Texts that the layout does not print, and a choice that it does not offer, are noted."""
    form = tmp_path / "a.yaml"
    more = "预算: {分值: 20, 金额单位: 万元, 预算数: 1, 执行数: 1, 原因: 无, 资金明细: [{名称: 财政拨款}]}\n年度总体目标: 目标甲\n总体目标完成情况: 完成乙\n其他栏目: {评价结论: 好, 项目类别: 随便}\n完成值: {a: {actual: 6, 偏差原因: 丙, 改进措施: 丁}}\n"
    form.write_text(FORM + more, encoding="utf-8")
    _, _, err = run("score", str(form))

    assert (
        "没有地方印：年度总体目标、总体目标完成情况、评价结论、预算执行的原因、各行的偏差原因、各行的改进措施"
        in err
    )
    assert "“项目类别”填的“随便”不在表样的选项里" in err


def test_no_file_name_is_no_folder(run) -> None:
    """An empty name is not the working directory."""
    assert "没有写文件名" in run("score", "")[2]
