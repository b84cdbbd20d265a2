"""Text that was taken out of a PDF or a web page: lines with tabulators become rows, each at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.formats.registry import read_tables, write_table
from perfeval.formats.text_read import read_text
from perfeval.source import Place, ProblemError
from tests.formats.tables import simple

PUBLISHED = "wuhan-12333-forms-2024.txt"


def read(text: str) -> list[tuple[tuple[str | None, ...], ...]]:
    """Return the rows of each table of a text."""
    return [table.rows for table in read_text(text.encode(), "a.txt")]


def test_the_published_forms(cases: Path) -> None:
    """Both forms of the published document stand below their headings, each cell as the scan left it."""
    assert_two_forms(cases / PUBLISHED, place="46:35")


def assert_two_forms(document: Path, place: str) -> None:
    """Read a document whose last tables are the two published forms, with one of the cells at *place*."""
    tables = read_text(document.read_bytes(), document.name)
    whole, project = tables[-2:]

    assert whole.above == (
        "第六部分 附件",
        "一、2024年度武汉市人力资源和社会保障投诉咨询中心整体绩效自 评表",
        "武汉市人力资源和社会保障投诉咨询中心整体绩效自评表",
        "单位名称: 武汉市人力资源和社会保障投诉咨询中心",
        "填报日期: 2025年5月20日",
    )
    assert whole.below == project.below == ()
    assert project.above[:2] == ("二、2024年度服务运行经费项目绩效自评表", "服务运行经费项目自评表")
    assert (len(whole.rows), len(project.rows)) == (16, 18)
    assert whole.rows[2][:8] == ("预算执行情况 (万元) (20分)", None, "部门整体", "预算数 (A) 执行数 (B)", None, "执行率 (B/A)", "得分 (20分 * 执行率)", None)  # fmt: skip
    assert project.rows[10][:8] == (None, None, None, "12333电话端、微信端服务综合接通率 (8分)", None, "≥80%", "83. 2%", "8")  # fmt: skip
    assert str(project.locate(10, 6)) == f"{document.name}:{place}"


def test_no_line_of_the_published_document_is_lost(cases: Path) -> None:
    """Every line with a tabulator and a text is a row of exactly one table, in order and with all its cells."""
    assert_no_line_lost((cases / PUBLISHED).read_bytes())


def assert_no_line_lost(data: bytes) -> None:
    """Read a document, and look for each of its lines in the tables."""
    tables = read_text(data, "a.txt")
    lines = data.decode().split("\n")
    wanted = [number for number, line in enumerate(lines, 1) if "\t" in line and line.strip()]
    found = [table.locate(row, 0).line for table in tables for row in range(len(table.rows))]

    assert found == wanted
    for table in tables:
        for number, row in enumerate(table.rows):
            line = lines[table.locate(number, 0).line - 1]
            assert sum(map(bool, row)) == sum(bool(cell.strip()) for cell in line.split("\t"))


def test_a_wrapped_label_is_a_row_of_one_cell() -> None:
    """A line without a tabulator between two rows is a row; below the last row it is text."""
    text = "项目\t甲\n偏差大或目标\n未完成原因\t无\n结束\n"
    (table,) = read_text(text.encode(), "a.txt")

    assert table.rows == (("项目", "甲"), ("偏差大或目标", None), ("未完成原因", "无"))
    assert table.below == ("结束",)


def test_what_parts_two_tables() -> None:
    """A heading or a text between rows begins a new table; empty lines, as between two pages, do not."""
    text = "a\tb\n\n \t \nc\td\n# 二\n单位: 甲\ne\tf\n\n备注\n\ng\th\n说明: 这一行是文字\ni\tj\n一\n二\n三\nk\tl\n余\n\nm\tn"
    tables = read_text(text.encode(), "a.txt")

    assert [table.rows for table in tables] == [
        (("a", "b"), ("c", "d")),
        (("e", "f"),),
        (("g", "h"),),
        (("i", "j"),),
        (("k", "l"),),
        (("m", "n"),),
    ]
    assert [table.above for table in tables] == [(), ("二", "单位: 甲"), ("备注",), ("说明: 这一行是文字",), ("一", "二", "三"), ("余",)]  # fmt: skip
    assert [table.below for table in tables] == [(), ("备注",), ("说明: 这一行是文字",), ("一", "二", "三"), ("余",), ()]  # fmt: skip


def test_headings_that_stand_together() -> None:
    """Only the headings directly before a table are above it; a heading with a tabulator is still a heading."""
    text = "# 一\n正文\n# 二\n## 三\t四\n\n单位: 甲\na\tb\n"
    (table,) = read_text(text.encode(), "a.txt")

    assert table.above == ("二", "三\t四", "单位: 甲")


def test_marks_of_type_are_no_text() -> None:
    """Bold and other marks that extraction left are taken out; a sign that only looks like one stays."""
    assert read('20分<b>*</b>执行率\t<SUP class="x">2</SUP>\n<5件\ta<br>b\n') == [
        (("20分*执行率", "2"), ("<5件", "a\nb"))
    ]
    assert read("<b></b>\t <i> </i>\n") == []


def test_no_cell_is_made_up() -> None:
    """Nothing between two tabulators is None, as is what a shorter row does not have."""
    assert read("\ta\t\tb\nc\n\td\t\n") == [
        ((None, "a", None, "b"), ("c", None, None, None), (None, "d", None, None))
    ]


def test_places_are_lines_and_columns() -> None:
    """A place is the line in the file, CRLF and page breaks or not, and the column where the cell's text begins."""
    (table,) = read_text("表\r\n\fa\t  b\r\n\tc\r\n".encode(), "a.txt")

    assert table.locate(0, 1) == Place("a.txt", 2, 6)
    assert table.locate(1, 1) == Place("a.txt", 3, 2)
    assert table.locate(1, 0) == Place("a.txt", 3, 1)
    assert table.above == ("表",)


@pytest.mark.parametrize(
    ("encoding", "codes"), [("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("gb18030", ["TB04"])]
)
def test_encodings(encoding: str, codes: list[str]) -> None:
    """What office programs save is read; only GB18030, which is guessed, is told."""
    (table,) = read_text("项目\t☑\n".encode(encoding), "a.txt")

    assert table.rows == (("项目", "☑"),)
    assert [problem.code for problem in table.problems] == codes


@pytest.mark.parametrize(
    ("data", "code"), [(b"\x81\xff\xff", "TB07"), (b"\t" * 1000 + b"a\n" + b"a\tb\n" * 500, "TB12")]
)
def test_texts_that_are_refused(data: bytes, code: str) -> None:
    """Another encoding, or more cells than any form has, is a problem."""
    with pytest.raises(ProblemError, match=code):
        read_text(data, "a.txt")


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_files_by_suffix(tmp_path: Path, suffix: str) -> None:
    """The registry finds the writer and the reader of a suffix; a text file is only read."""
    path = tmp_path / f"表{suffix}"
    path.write_bytes(write_table(simple("甲"), suffix))
    text = tmp_path / "表.txt"
    text.write_text("栏目\t甲\n", encoding="utf-8")

    assert read_tables(path)[0].rows == read_tables(text)[0].rows == (("栏目", "甲"),)
    with pytest.raises(ProblemError, match="TB05"):
        write_table(simple("甲"), ".txt")


@given(st.text(st.sampled_from("a甲 \t\n\r#<b>/:")))
def test_any_text_is_read(text: str) -> None:
    """Whatever stands in a file, each row is as long as the others, holds a text, and its place holds that text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for table in read_text(text.encode(), "a.txt"):
        assert len(set(map(len, table.rows))) == 1
        for number, row in enumerate(table.rows):
            assert any(row)
            for column, cell in enumerate(row):
                place = table.locate(number, column)
                if cell:
                    assert lines[place.line - 1][place.column - 1 :].startswith(("<", cell[0]))
