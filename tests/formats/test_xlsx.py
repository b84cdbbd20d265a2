"""XLSX: what is written looks like the form, holds numbers and formulas, and reads back exactly."""

from __future__ import annotations

import io
import warnings
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

from perfeval.exact import Fraction
from perfeval.formats.spreadsheets.xlsx_read import read_xlsx
from perfeval.formats.spreadsheets.xlsx_write import write_xlsx
from perfeval.forms import Cell, Explanation, Figure, ReadTable, Table
from perfeval.forms.computed import cell_of, when
from perfeval.rules.expressions import constant
from perfeval.source import ProblemError
from tests.effort import tries
from tests.formats.packages import packed, parts
from tests.formats.tables import NASTY, expected, forms, indicators, simple

SHEET = "xl/worksheets/sheet1.xml"
TOTAL = cell_of("a") + cell_of("b")


def scored() -> Table:
    """Return a form with numbers, a formula, a choice and a cell to fill in."""
    rows = (
        (Cell("指标", "head"), Cell("目标值", "head"), Cell("得分", "head")),
        (
            Cell("甲", "name"),
            Cell("≥80%", "value", figure=Figure(Fraction(4, 5), '"≥"0%')),
            Cell("29.17", "score", key="a", figure=Figure(Fraction(2917, 100), "0.00"), explained="why"),
        ),
        (
            Cell("乙", "name"),
            Cell("达到预期", "value", open=True, options=("达到预期", "部分达到")),
            Cell("10.00", "score", key="b", figure=Figure(Fraction(10), "0.00")),
        ),
        (
            Cell("总分", "label", 1, 2),
            Cell("39.17分", "score", figure=Figure(Fraction(3917, 100), '0.00"分"'), formula=TOTAL),
        ),
        (
            Cell("未定", "label", 1, 2),
            Cell(
                "",
                "score",
                figure=Figure(None, "0.00"),
                formula=when([cell_of("a") > constant(99)], cell_of("a")),
            ),
        ),
    )
    why = (Explanation("why", "甲", "0.875 ÷ 0.9 × 30", "附注二"),)
    return Table(
        "自评表", (("单位", "某局"),), rows, (3, 2, 1), ("写清楚",), why, "(2024年度)", (("填表人", "乙"),)
    )


def opened(table: Table, *, values: bool = False) -> Any:
    """Return a written form as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(table)), data_only=values)


def body(read: ReadTable, table: Table) -> tuple[tuple[str | None, ...], ...]:
    """Return the rows of the table itself in a sheet that was read, empty ones at the ends filled up."""
    first, wide = 1 + bool(table.subtitle) + len(table.above), len(table.widths)
    rows = [(*row, *("",) * (wide - len(row))) for row in read.rows[first : first + len(table.rows)]]
    return (*rows, *(("",) * wide for _ in range(len(table.rows) - len(rows))))


@settings(max_examples=tries(20))
@given(forms())
def test_any_form_comes_back(table: Table) -> None:
    """Every cell and covered cell of areas in three layers reads back exactly."""
    (read,) = read_xlsx(write_xlsx(table._replace(title="表")), "a.xlsx")

    assert read.exact
    assert body(read, table) == expected(table)


@pytest.mark.parametrize("text", [*NASTY, "'abc", "_x000D_", "x005F_", "_x005F_x000D_", "http://a.b/c", "mailto:a@b", "<r><t>x</t></r>", "<r>&</r>", "<r>_x000D_</r>", "_x0041_x0042_x0043_", "1", "1e5", "TRUE", "#N/A", "a" * 5000])  # fmt: skip
def test_nasty_text_comes_back(text: str) -> None:
    """Blanks at the ends, line breaks, escapes, formulas, addresses and numbers typed as text stay what was typed."""
    table = simple(text, "end")
    cell = opened(table).worksheets[0]["B2"]

    assert body(read_xlsx(write_xlsx(table), "a.xlsx")[0], table) == (("栏目", text), ("栏目", "end"))
    assert cell.data_type == "s" or cell.value is None
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ud800b", "a\uffffb"])
def test_signs_that_no_file_can_hold(text: str) -> None:
    """A sign that may not stand in XML is shown as one that was lost."""
    table = simple(text)

    assert body(read_xlsx(write_xlsx(table), "a.xlsx")[0], table) == (("栏目", "a\ufffdb"),)


def test_everything_around_the_table_is_in_the_sheet() -> None:
    """Title, subtitle, lines and notes stand over the whole width, in their order."""
    read, _ = read_xlsx(write_xlsx(scored()), "a.xlsx")
    firsts = [row[0] for row in read.rows]

    assert firsts[:3] == ["自评表", "(2024年度)", "单位: 某局"]
    assert firsts[-3:] == ["填表人: 乙", "备注:", "1. 写清楚"]
    assert all(row[1:] == (None, None) for row in (*read.rows[:3], *read.rows[-3:]))
    assert read.locate(4, 2).cell == "自评表!C5"


def test_numbers_are_numbers() -> None:
    """A spreadsheet finds the exact number behind a text, and shows it as the text."""
    sheet = opened(scored(), values=True).worksheets[0]

    assert (sheet["B5"].value, sheet["B5"].number_format) == (0.8, '"≥"0%')
    assert (sheet["C5"].value, sheet["C7"].value, sheet["C7"].number_format) == (29.17, 39.17, '0.00"分"')
    assert body(read_xlsx(write_xlsx(scored()), "a.xlsx")[0], scored()) == expected(scored())


@pytest.mark.parametrize(
    ("text", "figure", "stored"),
    [
        ("187.723456789012", Figure(Fraction("187.723456789012")), 187.723456789012),
        ("12345678901234567", Figure(Fraction(12345678901234567), "0"), "12345678901234567"),
        ("83. 2%", Figure(Fraction("0.832"), "0.0%"), "83. 2%"),
        ("0.5", Figure(Fraction(1, 2)), 0.5),
    ],
)
def test_a_number_shows_its_text_or_is_none(text: str, figure: Figure, stored: object) -> None:
    """Digits that a spreadsheet would not show are given a format that does, or stay a text."""
    table = Table("表", (), ((Cell("栏", "label"), Cell(text, "value", figure=figure)),), (1, 1))

    assert opened(table).worksheets[0]["B2"].value == stored
    assert read_xlsx(write_xlsx(table), "a.xlsx")[0].rows[1] == ("栏", text)


def test_formulas_compute_from_cells() -> None:
    """A formula names the cells of its keys and holds its result; one without a result holds an empty text."""
    table = scored()
    sheet, cached = opened(table).worksheets[0], opened(table, values=True).worksheets[0]
    first = read_xlsx(write_xlsx(table), "a.xlsx")[0]

    assert sheet["C7"].value == "=C5+C6"
    assert sheet["C8"].value == '=IF(AND(LEN(C5)>14,ABS(C5/99-1)<1E-12),"",IF(C5>99,C5,""))'
    assert (cached["C7"].value, cached["C8"].value) == (39.17, None)
    assert first.problems == ()
    with pytest.raises(ValueError, match="not there: c"):
        write_xlsx(Table("", (), ((Cell("", "score", formula=cell_of("c") + constant(1)),),), (1,)))


def test_only_what_is_filled_in_can_be_changed() -> None:
    """Open cells are unlocked and tinted, all others locked, without a password."""
    sheet = opened(scored()).worksheets[0]

    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not sheet.protection.formatRows
    assert not sheet.protection.formatColumns
    assert [sheet[cell].protection.locked for cell in ("B5", "B6", "C7")] == [True, False, True]
    assert sheet["B6"].fill.start_color.rgb == "FFF2F2F2"


def test_choices_are_offered_and_not_forced() -> None:
    """A cell offers its choices; something else can be typed after a warning; commas and long lists are kept."""
    long = tuple(f"选项{n},甲" for n in range(60))
    rows = (
        (Cell("甲", "label"), Cell("", "value", open=True, options=("达到预期", "部分达到"))),
        (Cell("乙", "label"), Cell("", "value", open=True, options=long)),
        (Cell("丙", "label"), Cell("", "value", open=True, options=long)),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        book = opened(Table("表", (), rows, (1, 1)))
    rules = book.worksheets[0].data_validations.dataValidation
    hidden = book["选项"]

    assert [rule.formula1 for rule in rules] == ['"达到预期,部分达到"', "选项!$A$1:$A$60", "选项!$A$1:$A$60"]
    assert {rule.errorStyle for rule in rules} == {"warning"}
    assert hidden.sheet_state == "hidden"
    assert [cell.value for (cell,) in hidden.iter_rows()] == list(long)
    assert len(read_xlsx(write_xlsx(Table("表", (), rows, (1, 1))), "a.xlsx")) == 1


def test_a_score_points_to_its_explanation() -> None:
    """Who selects a score sees why it is so; the sheet of explanations has it in the row that is named."""
    table = scored()
    book = opened(table)
    (why,) = (rule for rule in book.worksheets[0].data_validations.dataValidation if str(rule.sqref) == "C5")

    assert (why.promptTitle, why.prompt) == ("见“计分说明”第 2 行", "0.875 ÷ 0.9 × 30")
    assert [cell.value for cell in book["计分说明"][2]] == ["甲", "0.875 ÷ 0.9 × 30", "附注二"]
    assert opened(table._replace(explanations=())).sheetnames == ["自评表"]


def test_the_page_is_set_up() -> None:
    """A4, as wide as the page, the way the form lies, with page numbers."""
    for landscape in (False, True):
        sheet = opened(scored()._replace(landscape=landscape)).worksheets[0]
        wide = sum(sheet.column_dimensions[column].width for column in "ABC")

        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (
            9,
            "landscape" if landscape else "portrait",
        )
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.center.text
        assert 85 < wide < 145
        assert (wide > 120) == landscape


@pytest.mark.parametrize("rows", [1, 2, 4])
def test_a_long_text_prints_whole(rows: int) -> None:
    """The rows under a merged text are together as high as its lines need, and none is higher than Excel allows."""
    text = "因招标流程延长，设备到货晚于计划。" * 12
    cells = [(Cell("原因", "label", rows), Cell(text, "text", rows, 2))] + [() for _ in range(rows - 1)]
    sheet = opened(Table("表", (), tuple(cells), (1, 1, 1))).worksheets[0]
    heights = [sheet.row_dimensions[row].height for row in range(2, 2 + rows)]
    lines = -(-len(text) * 2 // (92 * 2 // 3))

    assert sum(heights) >= lines * 13
    assert max(heights) <= 409


def test_a_text_that_no_row_holds_is_written_smaller() -> None:
    """Excel cuts what is higher than its highest row: such a text has smaller letters, others keep theirs."""
    rows = tuple((Cell("原因", "label"), Cell("设备到货晚于计划。" * count, "text")) for count in (5, 300))
    sheet = opened(Table("表", (), rows, (1, 2))).worksheets[0]

    assert sheet["B3"].font.sz < sheet["B2"].font.sz == sheet["A3"].font.sz
    assert sheet.row_dimensions[3].height <= 409


def test_heads_stand_on_every_printed_page() -> None:
    """The heads of the indicators are repeated, whether they have one row or two; a form without heads repeats none."""
    assert opened(indicators(60)).worksheets[0].print_title_rows == "$6:$6"
    assert opened(indicators(60, heads=2)).worksheets[0].print_title_rows == "$6:$7"
    assert opened(simple("a")).worksheets[0].print_title_rows is None


def test_an_explanation_leads_back_to_its_score() -> None:
    """Each explanation is a link to the cell whose score it is about."""
    book = opened(scored())
    why = book["计分说明"]
    links = [why.cell(row, 1).hyperlink for row in range(2, why.max_row + 1)]

    assert all(link is not None and link.location.startswith("'自评表'!") for link in links)
    assert links


def test_a_text_longer_than_a_cell_is_told() -> None:
    """Nothing is cut off in silence at 32,767 signs, of which an emoji is two."""
    for text in ("长" * 32_768, "😀" * 16_384):
        with pytest.raises(ProblemError, match="TB30"):
            write_xlsx(simple(text))
    (read,) = read_xlsx(write_xlsx(simple("长" * 32_767)), "a.xlsx")

    assert read.rows[-1][1] == "长" * 32_767


def test_bytes_are_the_same_and_name_nobody() -> None:
    """The same form is the same file, whenever and by whomever it is written."""
    first = write_xlsx(scored())
    core = parts(first)["docProps/core.xml"].decode()

    assert write_xlsx(scored()) == first
    assert "<dc:creator></dc:creator>" in core
    assert "2020-01-01" in core
    assert "<cp:keywords>perfeval</cp:keywords>" in core


def test_a_sheet_that_others_wrote() -> None:
    """Numbers are read as displayed, hidden sheets not at all, what is empty at the ends is cut off."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表 一"
    sheet["A1"], sheet["C2"], sheet["B2"] = "甲\r\n乙", 0.832, True
    sheet["C2"].number_format = "0.0%"
    sheet["A3"], sheet["B3"] = 45356, "#N/A"
    sheet["A3"].number_format = "mm-dd-yy"
    sheet["C3"] = "=1+1"
    sheet["E9"].number_format = "0.00"
    sheet.merge_cells("A1:B1")
    hidden = book.create_sheet("藏")
    hidden["A1"], hidden.sheet_state = "x", "hidden"
    book.create_sheet("空")
    out = io.BytesIO()
    book.save(out)
    (read,) = read_xlsx(out.getvalue(), "a.xlsx")

    assert read.rows == (("甲\n乙", None, ""), ("", "TRUE", "83.2%"), ("2024/3/5", "#N/A", ""))
    assert not read.exact
    assert [(problem.code, problem.place and problem.place.cell) for problem in read.problems] == [
        ("TB19", "表 一!C3")
    ]
    assert read.locate(1, 2).cell == "表 一!C2"


def test_numbered_formats_of_a_chinese_excel() -> None:
    """A date whose format the file only numbers is a date, not a number of days."""
    table = Table(
        "表", (), ((Cell("x", "label"), Cell("45356", "value", figure=Figure(Fraction(45356)))),), (1, 1)
    )
    content = parts(write_xlsx(table))
    styles = content["xl/styles.xml"].decode().replace('numFmtId="0"', 'numFmtId="31"')
    (read,) = read_xlsx(packed(content | {"xl/styles.xml": styles.encode()}), "a.xlsx")

    assert read.rows[1] == ("x", "2024年3月5日")


def test_how_a_name_is_pronounced_is_no_part_of_it() -> None:
    """Runs of a text are joined; the reading of its signs, which Excel keeps beside them, is left out."""
    content = parts(write_xlsx(simple("甲")))
    strings = content["xl/sharedStrings.xml"].decode()
    rich = "<r><t>甲</t></r><r><rPr><b/></rPr><t>乙</t></r><rPh sb='0' eb='1'><t>jia</t></rPh>"
    content["xl/sharedStrings.xml"] = strings.replace("<t>甲</t>", rich).encode()

    assert read_xlsx(packed(content), "a.xlsx")[0].rows[1] == ("栏目", "甲乙")
