"""DOCX: what is written is a real Word table, looks like a form and reads back exactly."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval.formats.docx.read import read_docx
from perfeval.formats.docx.write import write_docx
from perfeval.forms import Cell, Explanation, Table
from tests.effort import tries
from tests.formats.packages import parts
from tests.formats.tables import NASTY, TEXTS, expected, forms, indicators, lines, simple

MAIN = "word/document.xml"


@settings(max_examples=tries(20))
@given(forms())
def test_any_form_comes_back(table: Table) -> None:
    """Every cell and covered cell of areas in three layers reads back exactly, with the lines around the table."""
    (read,) = read_docx(write_docx(table), "a.docx")
    noted = (
        ("备注:", *(f"{number}. {note}" for number, note in enumerate(table.notes, 1))) if table.notes else ()
    )

    assert read.rows == expected(table)
    if not any("\t" in text for text in (table.title, table.subtitle, *table.notes)):
        assert read.above == lines(table)
        assert read.below == (*(f"{label}: {text}" for label, text in table.below), *noted)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_comes_back(text: str) -> None:
    """Blanks at the ends, line breaks, tabulators, formulas and tags stay what was typed."""
    (read,) = read_docx(write_docx(simple(text)._replace(above=((text, "x"),))), "a.docx")

    assert read.rows == (("栏目", text),)
    assert read.above == ("表", f"{text}: x")


@settings(max_examples=tries(15))
@given(st.integers(1, 120), st.integers(1, 2), TEXTS)
def test_a_form_of_any_length_comes_back_as_one(count: int, heads: int, text: str) -> None:
    """However many pages it takes, and however its heads are built, a form reads back as one table."""
    table = indicators(count, heads=heads)
    rows = (*table.rows[:-1], (Cell(text, "label", 1, 2), Cell(text, "score", 1, 3)))
    (read,) = read_docx(write_docx(table._replace(rows=rows)), "a.docx")

    assert read.rows == expected(table._replace(rows=rows))
    assert read.above == ("自评表", "单位: 甲", "日期: 乙")
    assert read.below == ("备注:", "1. 写清楚")


@pytest.mark.parametrize("heads", [1, 2])
def test_the_heads_of_a_long_form_stand_on_every_page(heads: int) -> None:
    """Word repeats only the first rows of a table: a second one begins at the heads, and nothing hangs out of them."""
    main = parts(write_docx(indicators(60, heads=heads)))[MAIN].decode()
    first, second = re.findall(r"<w:tbl>.*?</w:tbl>", main, re.DOTALL)
    rows = re.findall(r"<w:tr>.*?</w:tr>", second, re.DOTALL)

    assert "tblHeader" not in first
    # The last row before the cut stays on the page of the heads, whose upper line is the line between them.
    above = first.rpartition("<w:tr>")
    assert "keepNext" not in above[0]
    assert above[2].count("<w:keepNext/>") == above[2].count('<w:bottom w:val="nil"/>') == 4
    assert ["tblHeader" in row for row in rows] == [number < heads for number in range(len(rows))]
    assert "年度目标" in rows[0]
    # The label over heads and indicators is cut below the heads: there it begins again, without a line above.
    below = rows[heads].split("</w:tc>")[0]
    assert '<w:vMerge w:val="restart"/>' in below
    assert '<w:top w:val="nil"/>' in below
    assert '<w:bottom w:val="nil"/>' in rows[heads - 1].split("</w:tc>")[0]


def test_heads_over_a_wide_name_keep_their_lines() -> None:
    """Only an area that hangs out of the heads loses its line there: not a head over the middle of a wide cell."""
    rows = [
        tuple(Cell(text, "head") for text in "甲乙丙"),
        *((Cell(f"{n}", "name", 1, 2), Cell("8", "score")) for n in range(80)),
    ]
    main = parts(write_docx(Table("表", (), tuple(rows), (1, 1, 1))))[MAIN].decode()

    assert main.count("<w:tblHeader/>") == 1
    assert "nil" not in main


def test_a_short_form_is_one_table() -> None:
    """A form that fits on its page is not cut, and its merged areas are whole."""
    main = parts(write_docx(indicators(8)))[MAIN].decode()

    assert main.count("<w:tbl>") == 1
    assert "nil" not in main
    assert main.count('<w:vMerge w:val="restart"/>') == 2
    assert main.count("<w:vMerge/>") == 8 + 7
    assert main.count('<w:gridSpan w:val="2"/>') == 3


def test_a_list_of_indicators_repeats_its_first_rows() -> None:
    """A long table that begins with its heads is not cut: its first rows are repeated."""
    rows = (
        (Cell("指标", "head"), Cell("得分", "head")),
        *((Cell(f"{n}", "name"), Cell("8", "score")) for n in range(80)),
    )
    data = write_docx(Table("表", (), rows, (3, 1)))
    main = parts(data)[MAIN].decode()

    assert main.count("<w:tbl>") == 1
    assert main.count("<w:tblHeader/>") == 1
    assert read_docx(data, "a.docx")[0].rows[1] == ("0", "8")


def test_an_area_over_the_cut_stays_whole() -> None:
    """Where an area hangs from the rows above into the indicators, the form is not cut."""
    rows = [(Cell("甲", "label", 62), Cell("乙", "text")), (Cell("指标", "head"),)]
    table = Table("表", (), (*rows, *((Cell(f"{n}", "name"),) for n in range(60))), (1, 1))
    data = write_docx(table)

    assert parts(data)[MAIN].count(b"<w:tbl>") == 1
    assert read_docx(data, "a.docx")[0].rows == expected(table)


def test_how_it_looks() -> None:
    """A4, a Song face for Chinese too, fixed columns, no row over two pages, labels centred and texts left."""
    table = indicators(3)
    content = parts(write_docx(table))
    main, styles = content[MAIN].decode(), content["word/styles.xml"].decode()
    wide = parts(write_docx(table._replace(landscape=True)))[MAIN].decode()
    columns = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', main)]

    assert re.search(r'<w:pgSz w:w="11906" w:h="16838"[^>]*/>', main)
    assert re.search(r'<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>', wide)
    assert 'w:eastAsia="宋体"' in styles
    assert 'w:eastAsia="zh-CN"' in styles
    assert '<w:tblLayout w:type="fixed"/>' in main
    assert main.count("<w:cantSplit/>") == len(table.rows)
    assert sum(columns) == 11906 - 2 * 907
    assert [round(column / sum(columns) * 15) for column in columns] == list(table.widths)
    assert re.search(r'<w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">总分', main)
    assert re.search(r'<w:jc w:val="left"/></w:pPr><w:r><w:t xml:space="preserve">服务运行经费', main)


def test_labels_above_stand_side_by_side_where_they_fit() -> None:
    """Two or three short lines share one paragraph; long ones have one each."""
    pairs = (("单位", "甲"), ("日期", "乙"), ("金额", "万元"))
    short = write_docx(simple("x")._replace(above=pairs))
    long = write_docx(simple("x")._replace(above=(("单位", "甲" * 60), ("日期", "乙" * 60))))

    assert parts(short)[MAIN].decode().count('<w:tab w:val="') == 2
    assert read_docx(short, "a.docx")[0].above == ("表", "单位: 甲", "日期: 乙", "金额: 万元")
    assert '<w:tab w:val="' not in parts(long)[MAIN].decode()
    assert read_docx(long, "a.docx")[0].above == ("表", "单位: " + "甲" * 60, "日期: " + "乙" * 60)


def test_explanations_begin_a_page() -> None:
    """Explanations follow on a page of their own and are no lines below the table."""
    why = (Explanation("a", "接通率", "83.2 ÷ 80", "规则"), Explanation("b", "二", "三"))
    data = write_docx(simple("x")._replace(explanations=why, below=(("填表人", "甲"),)))
    main = parts(data)[MAIN].decode()

    assert main.index("pageBreakBefore") < main.index("计分说明") < main.index("1. 接通率: 83.2 ÷ 80")
    assert read_docx(data, "a.docx")[0].below == ("填表人: 甲",)


def test_what_xml_cannot_hold_is_replaced() -> None:
    """A control character or half a sign becomes U+FFFD, in the title of the properties too."""
    table = simple("a\x00b\ud800c\x0c")._replace(title="甲\x01" * 200)
    (read,) = read_docx(write_docx(table), "a.docx")

    assert read.rows == (("栏目", "a\ufffdb\ufffdc\ufffd"),)


def test_nobody_and_no_moment_is_named() -> None:
    """The same table gives the same bytes; no author, no clock, no link to anything outside."""
    data = write_docx(indicators(3))
    core = parts(data)["docProps/core.xml"].decode()
    dates = {info.date_time for info in zipfile.ZipFile(io.BytesIO(data)).infolist()}

    assert data == write_docx(indicators(3))
    assert "python-docx" not in core
    assert re.search(r"<dc:creator>\s*</dc:creator>|<dc:creator/>", core)
    assert set(re.findall(r">(\d{4}-[^<]*)<", core)) == {"2000-01-01T00:00:00Z"}
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert not any(
        b'TargetMode="External"' in part for path, part in parts(data).items() if path.endswith(".rels")
    )


def test_a_form_without_rows() -> None:
    """A form that has no rows is a document without a table."""
    data = write_docx(Table("表", (("a", "b"),), (), ()))

    assert "a: b" in parts(data)[MAIN].decode()
    assert read_docx(data, "a.docx") == ()
