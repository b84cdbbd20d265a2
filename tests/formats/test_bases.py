"""The clauses that scores stand on: said once below the explanations, whatever the format."""

from __future__ import annotations

import io
import re
from pathlib import Path

import attrs
import openpyxl
import pytest
from docx import Document

import perfeval
from perfeval.doors import form_of
from perfeval.formats import write_csv, write_html
from perfeval.formats.docx.write import write_docx
from perfeval.formats.markdown import write_markdown
from perfeval.formats.pdf.page import open_pdf, pages_of
from perfeval.formats.pdf.write import write_pdf
from perfeval.formats.spreadsheets.xlsx_write import write_xlsx
from perfeval.forms import Cell, Explanation, Table
from perfeval.reading import load_ruleset
from tests.formats.pdfs import NO_FONT, has_font

ROOT = Path(__file__).parents[2]
CLAUSE = "定量指标：目标为≥的，得分＝分值×完成值÷目标值"


def seed() -> Table:
    """Return the seed's project form with its explanations, without the notes that repeat the clauses."""
    filing = perfeval.load_filing(ROOT / "examples/wuhan-12333-project-2024.yaml")
    return form_of(perfeval.score(filing), explained=True)._replace(notes=())


def of_docx(data: bytes) -> str:
    """Return the text of a Word file."""
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)


def of_xlsx(data: bytes) -> str:
    """Return the text of the sheet of explanations."""
    rows = openpyxl.load_workbook(io.BytesIO(data))["计分说明"].iter_rows(values_only=True)
    return "\n".join(str(text) for row in rows for text in row if text is not None)


def of_pdf(data: bytes) -> str:
    """Return the text of a PDF file."""
    return "".join(glyph.text for page in pages_of(open_pdf(data, "a.pdf"), "a.pdf") for glyph in page.glyphs)


TEXTS = {
    "html": lambda table: re.sub("<[^>]*>", "", write_html(table).decode()),
    "markdown": lambda table: write_markdown(table).decode(),
    "docx": lambda table: of_docx(write_docx(table)),
    "xlsx": lambda table: of_xlsx(write_xlsx(table)),
    "pdf": lambda table: of_pdf(write_pdf(table)),
}


def test_each_rule_names_its_clause_by_a_mark() -> None:
    """Eight rows stand on two clauses: each names the mark of its own, and the table lists two."""
    table = seed()
    rules = [one.rule for one in table.explanations]

    assert rules[:3] == [
        "规则 budget（预算执行的计分），依据①",
        "规则 met（达到目标得满分），依据②",
        "规则 met（达到目标得满分），依据②",
    ]
    assert rules[6:] == ["规则 at_least（≥ 的计分），依据②", "规则 met（达到目标得满分），依据②", ""]
    assert [basis[:24] for basis in table.bases] == [
        "依据①：表后备注1（表后备注，已核对）：预算数为",
        "依据②：表后备注2（表后备注，已核对）：定量指标",
    ]


def test_the_sentence_is_that_of_the_line() -> None:
    """What stands beside the form is what `explain()` says of the line."""
    filing = perfeval.load_filing(ROOT / "examples/wuhan-12333-project-2024.yaml")
    report = perfeval.score(filing)
    said = [one.sentence for one in form_of(report, explained=True).explanations[:-1]]

    assert report.budget is not None
    assert said == [report.budget.explain(), *(line.explain() for line in report)]


def test_a_rule_without_a_clause_names_none() -> None:
    """Where the rule set has no clauses, each row names its rule and nothing is listed."""
    filing = perfeval.load_filing(ROOT / "examples/wuhan-12333-project-2024.yaml")
    rules = attrs.evolve(load_ruleset("hubei-2020"), clauses={})
    table = form_of(perfeval.score(filing, rules), explained=True)

    assert [one.rule for one in table.explanations][:2] == [
        "规则 budget（预算执行的计分）",
        "规则 met（达到目标得满分）",
    ]
    assert table.bases == ()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.skipif(name == "pdf" and not has_font(), reason=NO_FONT))
        for name in TEXTS
    ],
)
def test_a_clause_is_said_once(name: str) -> None:
    """Each format prints the mark beside every row and the clause once, below the last explanation."""
    text = TEXTS[name](seed())

    assert text.count(CLAUSE) == 1
    assert text.count("依据②") == 8
    assert (
        text.index("20 + 8 + 8 + 8 + 8 + 8 + 29.17 + 10")
        < text.index("依据②：表后备注2")
        < text.index(CLAUSE)
    )


def test_a_form_alone_lists_no_clauses() -> None:
    """A table without explanations, and a format without them, have no clauses to list."""
    assert "依据" not in write_html(seed()._replace(explanations=())).decode()
    assert "依据" not in write_csv(seed()).decode()


def test_a_long_clause_has_the_height_it_needs() -> None:
    """In a workbook a clause goes over all columns, in a row high enough for its lines."""
    why = (Explanation("a", "甲", "1", "规则，依据①", "依据①：" + "长" * 400),)
    sheet = openpyxl.load_workbook(
        io.BytesIO(write_xlsx(Table("表", (), ((Cell("甲", "value"),),), (1,), (), why)))
    )["计分说明"]

    assert [str(area) for area in sheet.merged_cells.ranges] == ["A3:C3"]
    assert sheet.row_dimensions[3].height > 5 * sheet.row_dimensions[2].height / 2
