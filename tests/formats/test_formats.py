"""Bytes: HTML that is well-formed and safe, CSV as spreadsheets save it, JSON, text for a terminal."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest

import perfeval
from perfeval.doors import form_of
from perfeval.formats import (
    parse_tables,
    read_csv,
    read_html,
    read_tables,
    write_csv,
    write_file,
    write_html,
    write_json,
    write_table,
    write_text,
)
from perfeval.formats.report_json import report_data
from perfeval.forms import Cell, Explanation, Table, recognise
from perfeval.model import Report
from perfeval.source import ProblemError, width
from tests.forms.build import all_layouts, back, example, table_of

NASTY = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "'=1", "''", '"', "a,b", "a\nb", "<script>alert(1)</script>", "a|b", "&lt;", " 前后 ", "😀", "=100%", '="=100%"', "'=\"=100%\"", " =1", "-", "--", "-5", "]]>"]  # fmt: skip


def one_cell(text: str) -> Table:
    """Return a table of one row: a label and a text."""
    return Table("表", (), ((Cell("项目名称", "label"), Cell(text, "text")),), (1, 3))


def page(name: str) -> ET.Element:
    """Return an example's HTML as parsed by an XML parser."""
    html = write_html(form_of(example(name), explained=True)).decode()
    return ET.fromstring(html.removeprefix("<!DOCTYPE html>\n"))


@pytest.mark.parametrize("name", ["project", "whole"])
def test_html_is_well_formed(name: str) -> None:
    """An XML parser reads it; it is one file without scripts, pictures or addresses, in Chinese, with a title."""
    root = page(name)
    tags = {element.tag for element in root.iter()}
    links = [element.get("href", "") for element in root.iter("a")]

    assert root.get("lang") == "zh-CN"
    assert not tags & {"script", "img", "link", "iframe", "object"}
    assert links
    assert all(link.startswith("#") for link in links)


def test_every_score_reaches_its_explanation_and_back() -> None:
    """Each score links to an explanation that exists, and each explanation back to its score; all are linked once."""
    root = page("project")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    targets = [element.get("href", "").removeprefix("#") for element in root.iter("a")]

    assert len(ids) == len(set(ids)) == 2 * 9
    assert sorted(targets) == sorted(ids)


def test_header_cells_have_their_scope() -> None:
    """Labels and heads are th with a scope: row, rowgroup over several rows, col."""
    heads = {"".join(element.itertext()): element.get("scope") for element in page("project").iter("th")}

    assert heads["总分"] == "row"
    assert heads["数量指标(24分)"] == "rowgroup"
    assert heads["实际完成值(B)"] == "col"


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_comes_back(text: str) -> None:
    """Whatever a person typed reads back the same from HTML and from CSV under either policy."""
    table = one_cell(text)
    (html,) = read_html(write_html(table), "a.html")

    assert html.rows == (("项目名称", text),)
    for merged in ("repeat", "blank"):
        rows = read_csv(write_csv(table, merged), "a.csv")[0].rows  # type: ignore[arg-type]
        assert rows[-1] == ("项目名称", text)


@pytest.mark.parametrize(("text", "written"), [("=1+1", "'=1+1"), ("=100%", '"=""=100%"""'), ("=5件", '"=""=5件"""'), ("-5", "-5"), ("-", "-"), ("=5+5", "'=5+5"), (" =1", "' =1"), ("+5%", "+5%"), ("-5人", "'-5人"), ("83. 2%", "83. 2%"), ("'=1", "''=1"), ("'a", "''a")])  # fmt: skip
def test_formulas_are_guarded(text: str, written: str) -> None:
    """A cell that a spreadsheet would run gets a guard; plain numbers, dashes and signs look as printed."""
    assert write_csv(one_cell(text)).decode("utf-8-sig").endswith(f"项目名称,{written}\r\n")


def test_csv_opens_in_excel_on_windows() -> None:
    """UTF-8 with a mark, CRLF everywhere."""
    data = write_csv(table_of("project"))

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_merged_cells_under_both_policies() -> None:
    """A merged heading is repeated, or stays blank; an empty heading is a single blank, so that nothing is lost."""
    rows = (
        (Cell("甲", "heading", rows=2), Cell("x", "name")),
        (Cell("y", "name"),),
        (Cell("", "heading"), Cell("z", "name")),
    )
    table = Table("", (), rows, (1, 1))

    assert write_csv(table, "repeat").decode("utf-8-sig").split("\r\n")[1:4] == ["甲,x", "甲,y", ",z"]
    assert write_csv(table, "blank").decode("utf-8-sig").split("\r\n")[1:4] == ["甲,x", ",y", " ,z"]


def test_csv_saved_by_a_chinese_excel() -> None:
    """GB18030 reads back with a note; where ☑ and ≪ were lost as ? each cell is a problem."""
    text = write_csv(table_of("project")).decode("utf-8-sig")
    (whole,) = recognise(read_csv(text.encode("gb18030"), "a.csv")[0], all_layouts())
    (damaged,) = recognise(read_csv(text.encode("gbk", "replace"), "a.csv")[0], all_layouts())

    assert whole is not None
    assert [problem.code for problem in whole.problems] == ["TB04"]
    assert whole.filing == back(table_of("project"), "csv-repeat").filing
    assert damaged is not None
    lost = [problem for problem in damaged.problems if problem.code == "TB03"]
    assert any("?5个工作日" in problem.fact for problem in lost)
    assert any("部门预算项目?" in problem.fact for problem in lost)
    assert all(problem.place is not None and problem.place.cell for problem in lost)


def test_csv_saved_as_unicode_text() -> None:
    """UTF-16 with tabs, as Excel saves Unicode text, reads the same."""
    text = write_csv(table_of("project")).decode("utf-8-sig").replace(",", "\t")
    (form,) = recognise(read_csv(text.encode("utf-16"), "a.csv")[0], all_layouts())

    assert form is not None
    assert form.filing.printed == back(table_of("project"), "csv-repeat").filing.printed


@pytest.mark.parametrize(("data", "code"), [(b"\xff\xfe\xff\xff\x81", None), (b"\x81\xff\xff", "TB07"), (b'"' + b"a" * 200_000, "TB07")])  # fmt: skip
def test_bytes_that_are_no_csv(data: bytes, code: str | None) -> None:
    """Bytes in no known encoding, or no CSV, are one problem."""
    if code is None:
        assert read_csv(data, "a.csv")[0].rows
    else:
        with pytest.raises(ProblemError, match=code):
            read_csv(data, "a.csv")


def test_html_as_other_programs_write_it() -> None:
    """Missing end tags, nested tables, scripts, a table without rows and absurd spans are read without harm."""
    text = (
        "<title>不读</title><p>单位: 甲<table><td>没有行<tr><th rowspan=2 colspan=x>a<td>b<table><td>内</table>c"
        "<tr><td>d<script>x()</script></table>尾<p>后<table></table>"
    )
    first, second = read_html(text.encode(), "a.html")

    assert first.above == ("单位: 甲",)
    assert first.rows == (("没有行", None), ("a", "b内c"), (None, "d"))
    assert (second.above, second.rows) == (("尾", "后"), ())
    assert (
        read_html(
            ('<table><tr><td rowspan="1000" colspan="1000">x' + "<tr>" * 999 + "</table>").encode(), "a"
        )[0].rows
        == ()
    )
    assert read_html(b"<table>" + b"<tr><td>a" * 3000 + b"<tr><td colspan=1000>b</table>", "a")[0].rows == ()


def test_what_a_table_is_not() -> None:
    """A table without the labels of a form is none."""
    assert recognise(read_csv(b"a,b\r\n1,2\r\n", "a.csv")[0], all_layouts()) == ()
    assert recognise(read_csv(b"", "a.csv")[0], all_layouts()) == ()


def test_rows_that_are_not_recognised_are_listed() -> None:
    """A row that no label of the layout explains is a warning, not lost in silence."""
    text = (
        write_csv(table_of("project"))
        .decode("utf-8-sig")
        .replace("总分,", "单位主要负责人签批意见,同意,,,,,\r\n总分,")
    )
    (form,) = recognise(read_csv(text.encode(), "a.csv")[0], all_layouts())

    assert form is not None
    assert [problem.code for problem in form.problems] == ["TB02"]
    assert "签批意见" in form.problems[0].fact


def test_files_by_suffix(tmp_path: Path) -> None:
    """A suffix names the format, in both directions; others are problems."""
    path = perfeval.render(example("project"), tmp_path / "a.csv", merged="repeat")

    assert read_tables(path)[0].repeats
    with pytest.raises(ProblemError, match="TB05"):
        write_table(table_of("project"), ".doc")
    for name, fact in (("a.doc", "读不了“.doc”文件"), ("none.csv", "没有这个文件")):
        with pytest.raises(ProblemError, match=fact):
            read_tables(tmp_path / name)
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(51_000_000)
    with pytest.raises(ProblemError, match="超过 50 MB"):
        read_tables(large)


@pytest.mark.parametrize(
    ("truly", "called"),
    [(".html", "系统导出.xls"), (".xlsx", "改名.xls"), (".docx", "改名.xlsx"), (".pdf", "改名.docx"), (".xlsx", "改名.csv")],
)  # fmt: skip
def test_a_form_under_another_suffix_is_told_what_to_be_called(truly: str, called: str) -> None:
    """A web page that a system exports as .xls, and a renamed workbook: one problem that names the right suffix."""
    data = b"%PDF-1.7 ..." if truly == ".pdf" else write_table(table_of("project"), truly)
    with pytest.raises(ProblemError) as raised:
        parse_tables(data, called)

    (problem,) = raised.value.problems
    assert (problem.code, problem.fact) == (
        "TB10",
        f"文件其实是 {truly} 格式，后缀却是 {Path(called).suffix}",
    )
    assert problem.repair == f"改名为 {Path(called).stem}{truly} 再读"


def test_a_page_in_a_text_stays_a_text() -> None:
    """Markdown may begin with a table of HTML: its suffix is not doubted."""
    assert parse_tables(b"<table><tr><td>x</table>\n\n| a | b |\n| --- | --- |\n| c | d |\n", "a.md")


def test_several_forms_in_a_file(tmp_path: Path) -> None:
    """read_forms finds each form between other tables; read_form wants exactly one."""
    path = tmp_path / "公开.html"
    pages = [write_html(table_of(name)).decode() for name in ("project", "whole")]
    path.write_text("<table><tr><td>别的表</table>".join(pages), encoding="utf-8")

    assert [form.layout for form in perfeval.read_forms(path)] == ["hubei-project", "hubei-whole"]
    with pytest.raises(ProblemError, match="TB06"):
        perfeval.read_form(path)
    path.write_text("<p>没有表", encoding="utf-8")
    with pytest.raises(ProblemError, match="TB01"):
        perfeval.read_form(path)


def test_writing_is_atomic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption leaves the old file whole and no temporary one; the new file is an ordinary one."""
    path = tmp_path / "新" / "a.html"
    write_file(path, b"old")
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(path, b"new")

    assert path.read_bytes() == b"old"
    assert [entry.name for entry in path.parent.iterdir()] == ["a.html"]


def _umask() -> int:
    """Return the umask of the process."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_terminal_lines_are_equally_wide() -> None:
    """Every line of the table takes the same columns, and no text is lost on the way."""
    table = table_of("project")
    lines = write_text(table, 100).split("\n")
    body = [line for line in lines if line[:1] in "+|" and line]
    letters = "".join(line for line in body).replace("|", "").replace(" ", "")

    assert len({width(line) for line in body}) == 1
    assert width(body[0]) <= 100
    assert "偏差大或目标" in letters
    for cell in ("83.2%", "29.17", "99.17分"):
        assert cell in letters


def test_json_of_a_report() -> None:
    """perfeval-report-1 holds what a machine needs: exact fractions, decimals as text, steps, places of problems."""
    report = example("project")
    data = json.loads(write_json(report))
    line = next(line for line in data["lines"] if line["name"] == "服务质量提升率")

    assert (data["format"], data["ruleset"], data["total"]) == ("perfeval-report-1", "hubei-2020", "99.17")
    assert (line["score"], line["exact"], line["rule"], line["clause"]) == (
        "29.17",
        "175/6",
        "at_least",
        "n2",
    )
    assert line["explanation"] == "87.5% ÷ 90% × 30 = 29.1666… → 29.17(四舍五入)"
    assert [step["step"] for step in line["steps"]] == ["inputs", "values", "rule", "formula", "rounding"]
    assert data["budget"]["rate"] == "1"
    assert write_json(report) == write_json(example("project"))


def test_json_of_a_report_with_problems() -> None:
    """A problem has its place; what is not there is null."""
    report = example("project")
    filing = attrs.evolve(report.filing, actuals={}, budget=None)
    data = report_data(perfeval.score(filing))

    assert data["total"] is None
    assert data["lines"][0]["score"] is None
    assert data["problems"][0]["code"] == "AC31"
    assert data["problems"][0]["line"]
    definition = attrs.evolve(filing.definition, budget=None, indicators=())
    empty: Report = perfeval.score(attrs.evolve(filing, definition=definition))
    assert report_data(empty)["budget"] is None


def test_explanation_without_a_rule() -> None:
    """An explanation may have no rule, and a total that is not there is said to be open."""
    rows = ((Cell("总分", "label"), Cell("", "score", explained="total")),)
    table = Table("表", (), rows, (1, 1), (), (Explanation("total", "总分", "未定"),))

    assert "未定</a>" in write_html(table).decode()


def test_the_money_unit_of_the_heading_counts() -> None:
    """A form whose heading says 元 is read in 元."""
    text = (
        write_csv(table_of("project"))
        .decode("utf-8-sig")
        .replace("(万元)", "(元)")
        .replace("337. 12", "3371200")
    )
    (form,) = recognise(read_csv(text.encode(), "a.csv")[0], all_layouts())

    assert form is not None
    assert form.filing.budget is not None
    assert form.filing.budget.adjusted is not None
    assert form.filing.budget.adjusted.quantity is not None
    assert form.filing.budget.adjusted.quantity.value == 3371200


def test_two_forms_in_one_csv_are_both_read() -> None:
    """Two forms one below the other are two forms, each with its own cells and places."""
    second = write_csv(table_of("whole")).removeprefix(b"\xef\xbb\xbf")
    first, whole = recognise(
        read_csv(write_csv(table_of("project")) + b"\r\n" + second, "a.csv")[0], all_layouts()
    )

    assert (first.layout, whole.layout) == ("hubei-project", "hubei-whole")
    assert first.problems == whole.problems == ()
    assert first.filing == back(table_of("project"), "csv-blank").filing
    assert whole.filing == back(table_of("whole"), "csv-blank").filing


def test_points_of_a_read_form_are_checked(tmp_path: Path) -> None:
    """A form that is read back is checked for its points as YAML is."""
    path = perfeval.render(example("project"), tmp_path / "a.csv")
    path.write_text(
        path.read_text(encoding="utf-8-sig").replace("数量指标(24分)", "数量指标(30分)"), encoding="utf-8"
    )

    assert {problem.code for problem in perfeval.read_form(path).problems} == {"PT01"}


def test_score_takes_a_filing() -> None:
    """A path where a filing is wanted is misuse with a sentence."""
    with pytest.raises(TypeError, match="score takes a Filing"):
        perfeval.score("a.yaml")  # type: ignore[arg-type]
