"""Forms as PDF, set with a real Chinese font and read back."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfeval.formats.pdf.write import write_pdf
from perfeval.forms import Cell, Table, fill, layout_ids, load_layout
from perfeval.reading import load_ruleset
from perfeval.scoring import score
from tests.effort import tries
from tests.forms.build import back
from tests.forms.strategy import NASTY, filings

pytestmark = pytest.mark.real

# What a Chinese font has glyphs for: an emoji is printed as a box. A page would cut a heading of two hundred letters.
PRINTABLE = (
    st.text(
        st.characters(codec="gb2312", exclude_categories=("Cc", "Zs"), exclude_characters="★"),
        min_size=1,
        max_size=12,
    )
    | st.sampled_from([text for text in NASTY if text.isprintable() and "😀" not in text and len(text) < 99])
).filter(lambda text: "分)" not in text and not text.startswith(("其中：", "备注", "改进措施")))


@pytest.mark.parametrize("name", layout_ids())
@given(data=st.data())
@settings(max_examples=tries(5), suppress_health_check=list(HealthCheck))
def test_a_form_in_pdf_reads_back_as_it_was_filed(name: str, data: st.DataObject) -> None:
    """Definition, actuals, amounts, texts and printed values come back equal from the pages."""
    layout = load_layout(name)
    filing = data.draw(filings(layout, texts=PRINTABLE))
    report = score(filing, load_ruleset("hubei-2020"))
    form = back(fill(report, layout), "pdf")

    assert form.layout == name
    assert attrs.evolve(form.filing, printed=None) == filing


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "$x$",
        "\\",
        "<script>",
        "a  b",
        " 前后 ",
        "一\n二",
        "x" * 150,
        "≥80%",
        "中文 english 中文" * 9,
    ],
)
def test_nasty_text_is_data(text: str) -> None:
    """What a person typed is never a command to the typesetter, and comes back as it was typed."""
    from perfeval.formats.pdf.read import read_pdf

    table = Table(
        "表",
        (),
        ((Cell("项目名称", "label"), Cell(text, "text")), (Cell("甲", "label"), Cell("乙", "text"))),
        (1, 3),
    )
    (read,) = read_pdf(write_pdf(table), "a.pdf")

    assert read.rows == (("项目名称", text), ("甲", "乙"))


def test_the_same_bytes_and_an_archive_mark() -> None:
    """The same table gives the same bytes, marked as PDF/A, with a Chinese font inside."""
    table = Table("表", (), ((Cell("项目名称", "label"), Cell("甲", "text")),), (1, 3))
    data = write_pdf(table)

    assert data == write_pdf(table)
    assert b"pdfaid:part" in data
