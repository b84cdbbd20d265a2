"""HTML holds whatever a person typed, stays well-formed, and reads files that other programs indented."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.formats import read_html, write_html
from perfeval.forms import Cell, Table, recognise
from tests.forms.build import all_layouts, table_of

# What may stand in XML, blanks and line ends of every kind included.
_PRINTABLE = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r ")
)


def page(text: str) -> Table:
    """Return a table that holds a text everywhere a text may stand."""
    rows = ((Cell(text, "label", rows=2), Cell(text, "text")), (Cell(text, "value"),))
    return Table(text, ((text, text),), rows, (1, 1), (text,))


@given(st.text(st.characters()))
def test_any_text_gives_well_formed_html(text: str) -> None:
    """An XML parser reads the file, whatever was typed: control signs and half surrogates included."""
    root = ET.fromstring(write_html(page(text)).decode().removeprefix("<!DOCTYPE html>"))

    assert len(root.findall(".//td")) == 2


@given(_PRINTABLE)
def test_any_text_reads_back_as_typed(text: str) -> None:
    """Blanks at the ends, tabs and bare returns included; an empty cell is told from a merged one."""
    (read,) = read_html(write_html(page(text)), "a.html")

    assert read.rows == ((text, text), (None, text))
    assert read.above[-1] == f"{text}: {text}"


def test_a_title_of_two_lines_is_one_in_the_tab() -> None:
    """Where no markup may stand, a line break is a blank; in the heading it is one."""
    html = write_html(page("甲\n乙")).decode()

    assert "<title>甲 乙</title>" in html
    assert '<table aria-label="甲 乙">' in html
    assert "<h1>甲<br/>乙</h1>" in html


@pytest.mark.parametrize(
    "blank", [r"\1\n      \2\n    \3", r"\1<p>\2</p>\3", r"\1<div>\n\t<span>\2</span> </div>\3"]
)
def test_html_that_another_program_laid_out(blank: str) -> None:
    """Indents, line ends and blocks inside the cells of a foreign file are not part of what was typed."""
    html = write_html(table_of("project")).decode()
    foreign = html.replace('<meta name="generator" content="perfeval"/>', "").replace("</head>", "")
    foreign = re.sub(r"(<t[dh][^>]*>)(.*?)(</t[dh]>)", blank, foreign)
    (ours,), (theirs,) = read_html(html.encode(), "a.html"), read_html(foreign.encode(), "a.html")
    form, expected = recognise(theirs, all_layouts()), recognise(ours, all_layouts())

    assert form is not None
    assert form == expected


def test_lines_inside_a_foreign_cell() -> None:
    """Two paragraphs of a cell are two lines; a wrapped line is one; pages without an end of their head are read."""
    text = "<head><title>不读</title><p>\n  单位: 甲\n</p><table><tr><td>\n <p>一\n   二</p>\n <p>三</p></td><td>&nbsp;</td></table>"
    (read,) = read_html(text.encode(), "a.html")

    assert read.above == ("单位: 甲",)
    assert read.rows == (("一 二\n三", "\xa0"),)
