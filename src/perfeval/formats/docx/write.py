"""Table → DOCX: one A4 document as Word and WPS open it, with real merged cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import accumulate, pairwise
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Written
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, Twips

from perfeval.formats.encoding import storable
from perfeval.formats.package import MARK
from perfeval.forms import Cell, Table, grid
from perfeval.source import width

__all__ = ["write_docx"]

_FACE = "宋体"
_SHORT, _LONG = 11906, 16838
"""The sides of A4, in twips (twentieths of a point)."""
_MARGIN = 907
"""16 mm."""
_SIZE = 19
"""Half points: 9.5 pt in the cells."""
_SMALL = 17
_PADDING = 70
_LINE = 260
"""Twips of a line of a cell, for the estimate of how many pages there will be."""
_NEVER = (1980, 1, 1, 0, 0, 0)
_DATE = datetime(2000, 1, 1)  # noqa: DTZ001  the format stores it without a zone
_LEFT = frozenset(("text", "name"))

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
# Word shows tables that touch as one and repeats the head of the first only: between two parts of a form stands a
# paragraph one twentieth of a line high, by whose size the reader knows that the form goes on.
_GOES_ON = (
    '<w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
)
_END = _GOES_ON.replace("<w:keepNext/>", "")


def write_docx(table: Table) -> bytes:
    """Return a table as a Word document.

    A form that needs a second page is written as two tables that touch, so that the heads of the indicators stand on
    every page; it reads back as one.

    Args:
        table: The form; explanations begin a new page.

    Returns:
        The bytes, the same for the same table: no name, no clock, no macros, nothing from elsewhere.

    >>> write_docx(Table("表", (), ((Cell("甲", "value"),),), (1,)))[:2]
    b'PK'
    """
    document = Document()
    across = _page(document, landscape=table.landscape) - 2 * _MARGIN
    _style(document, table)
    body = document.element.body
    for block in _blocks(table, across):
        section = body[-1]
        section.addprevious(parse_xml(block.replace(">", f" {nsdecls('w')}>", 1)))
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _page(document: Written, *, landscape: bool) -> int:
    """Set the page to A4 and return how wide it is."""
    section = document.sections[0]
    across, down = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.page_width, section.page_height = Twips(across), Twips(down)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(_MARGIN)
    section.header_distance = section.footer_distance = Twips(_MARGIN // 2)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    return across


def _style(document: Written, table: Table) -> None:
    """Set the face of all text, and take out what would name a person or a moment."""
    normal = document.styles["Normal"]
    font = normal.font
    font.name, font.size = _FACE, Pt(_SIZE / 2)
    # Without a face of its own for Chinese each program takes whichever it likes.
    faces = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:eastAsia", "w:cs"):
        faces.set(qn(attribute), _FACE)
    for language in document.styles.element.iter(qn("w:lang")):
        # One sign has other strokes in a Japanese face: programs choose by the language.
        language.set(qn("w:eastAsia"), "zh-CN")
    spacing = normal.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing = 1.0
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = ""
    core.keywords = MARK
    core.title = storable(table.title)[:255]
    core.language = "zh-CN"
    core.created = core.modified = _DATE
    core.revision = 1


def _blocks(table: Table, across: int) -> Iterator[str]:
    """Return the paragraphs and tables of the document, each as XML."""
    yield _paragraph(
        table.title, size=32, bold=True, after=120, more='<w:outlineLvl w:val="0"/>', place="center"
    )
    if table.subtitle:
        yield _paragraph(table.subtitle, size=22, after=80, place="center")
    yield from _lines(table.above, across)
    if table.rows:
        yield from _tables(table, across)
        yield _END
    yield from _lines(table.below, across)
    if table.notes:
        yield _paragraph("备注:", size=_SMALL, before=80)
    for number, note in enumerate(table.notes, 1):
        yield _paragraph(f"{number}. {note}", size=_SMALL)
    if table.explanations:
        yield _paragraph("计分说明", size=24, bold=True, after=80, first="<w:pageBreakBefore/>")
    for number, one in enumerate(table.explanations, 1):
        rule = f"\n{one.rule}" if one.rule else ""
        yield _paragraph(f"{number}. {one.name}: {one.sentence}{rule}", size=_SMALL, after=60)
    for basis in table.bases:
        yield _paragraph(basis, size=_SMALL, before=60)


def _lines(pairs: Sequence[tuple[str, str]], across: int) -> Iterator[str]:
    """Return labels with texts: on one line where they fit, else one below the other."""
    texts = [f"{label}: {text}" for label, text in pairs]
    room = across // (_SIZE * 5)
    one_row = 1 < len(texts) <= 3 and sum(map(width, texts)) + 4 * len(texts) <= room
    if not one_row or any(sign in text for text in texts for sign in "\t\n\r"):
        # A tab parts two lines where it is an element; one that was typed stays a sign of the text.
        yield from (_paragraph(text, before=20, after=40, tab="\t") for text in texts)
        return
    stops = f'<w:tab w:val="right" w:pos="{across}"/>'
    if len(texts) == 3:
        stops = f'<w:tab w:val="center" w:pos="{across // 2}"/>{stops}'
    yield _paragraph("\t".join(texts), before=20, after=60, stops=f"<w:tabs>{stops}</w:tabs>")


def _paragraph(  # noqa: PLR0913  what a paragraph may have
    text: str,
    *,
    size: int = _SIZE,
    bold: bool = False,
    before: int = 0,
    after: int = 0,
    place: str = "left",
    first: str = "",
    stops: str = "",
    more: str = "",
    tab: str = "<w:tab/>",
) -> str:
    """Return a paragraph outside the table."""
    look = f'{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return (
        f'<w:p><w:pPr>{first}{stops}<w:spacing w:before="{before}" w:after="{after}"/><w:jc w:val="{place}"/>{more}'
        f"</w:pPr>{_run(text, look, tab)}</w:p>"
    )


def _run(text: str, look: str = "", tab: str = "<w:tab/>") -> str:
    """Return a text as one run: line breaks and tabs are elements, every blank stays."""
    if not text:
        return ""
    shown = escape(storable(text), {"\r": "&#13;"})
    opened, closed = '<w:t xml:space="preserve">', "</w:t>"
    if "\n" in shown or "\t" in shown:
        shown = shown.replace("\n", f"{closed}<w:br/>{opened}")
        if tab != "\t":
            shown = shown.replace("\t", f"{closed}{tab}{opened}")
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}{opened}{shown}{closed}</w:r>"


def _tables(table: Table, across: int) -> Iterator[str]:
    """Return the table; or, of a form of several pages, the part before the indicators and the one that repeats heads."""
    cells = grid(table)
    edges = _edges(table.widths, across)
    head, body = _heads(table)
    page = (_SHORT if table.landscape else _LONG) - 2 * _MARGIN
    if _height(table, edges) < page * 9 // 10:
        yield _table(cells, edges)
        return
    if head:
        yield _table(cells[:head], edges, goes_on=True)
        yield _GOES_ON
    yield _table(cells[head:], edges, heads=body - head)


def _edges(widths: Sequence[int], across: int) -> list[int]:
    """Return where each column begins, and where the last one ends."""
    total = sum(widths)
    return [sum_ * across // total for sum_ in accumulate(widths, initial=0)]


def _heads(table: Table) -> tuple[int, int]:
    """Return the first row of the heads above the indicators and the row after them; the same twice where none are."""
    named = (number for number, row in enumerate(table.rows) if any(cell.role == "name" for cell in row))
    body = first = next(named, 0)
    while first and any(cell.role == "head" for cell in table.rows[first - 1]):
        first -= 1
    whole = all(
        row + cell.rows <= first for row, cells in enumerate(table.rows[:first]) for cell in cells
    )  # no area reaches over the cut
    return (first, body) if whole else (0, 0)


def _height(table: Table, edges: list[int]) -> int:
    """Return about how high the form is, in twips: how many lines its cells take in their columns."""
    rows = []
    for row in grid(table):
        lines = [1]
        for left, cell, first in _begin(row):
            room = max((edges[left + cell.columns] - edges[left] - 2 * _PADDING) // (_SIZE * 5), 2)
            if first and cell.rows == 1:
                lines.append(sum(max(-(-width(line) // room), 1) for line in cell.text.split("\n")))
        rows.append(max(lines) * _LINE + _PADDING)
    texts = len(table.above) + len(table.below) + len(table.notes)
    return sum(rows) + texts * _LINE + 3 * _LINE


def _table(
    cells: list[list[tuple[Cell, bool]]], edges: list[int], *, heads: int = 0, goes_on: bool = False
) -> str:
    """Return rows as a table.

    Args:
        cells: The grid.
        edges: Where its columns begin and end.
        heads: How many rows stand on every page.
        goes_on: Whether another part of the form touches it from below, on the same page.
    """
    columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    margins = "".join(
        f'<w:{side} w:w="{room}" w:type="dxa"/>'
        for side, room in (("top", 20), ("left", _PADDING), ("bottom", 20), ("right", _PADDING))
    )
    # Programs do not repeat a row out of which a merged area hangs: such an area is cut below the heads, without a
    # line, so that it looks whole; the reader takes an empty cell without a line above it for a part of the upper one.
    hanging = {left for left, _, first in _begin(cells[heads]) if not first} if heads else set()
    rows = []
    for number, row in enumerate(cells):
        parts = []
        kept = goes_on and number == len(cells) - 1
        for left, cell, first in _begin(row):
            cut = number == heads and left in hanging
            borders = "top" if cut else "bottom" if number < heads and left in hanging else ""
            if kept:
                borders = "bottom"  # the line of the part below is enough
            wide = edges[left + cell.columns] - edges[left]
            parts.append(_cell(cell, wide, first, cut, borders, kept))
        repeated = "<w:tblHeader/>" if number < heads else ""
        low = '<w:trHeight w:val="340" w:hRule="atLeast"/>'
        rows.append(f"<w:tr><w:trPr><w:cantSplit/>{low}{repeated}</w:trPr>{''.join(parts)}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _begin(row: list[tuple[Cell, bool]]) -> Iterator[tuple[int, Cell, bool]]:
    """Return the areas that a row of the grid cuts, with their first columns and whether they begin in it."""
    left = 0
    while left < len(row):
        yield left, *row[left]
        left += row[left][0].columns


def _cell(cell: Cell, wide: int, first: bool, cut: bool, border: str, kept: bool) -> str:  # noqa: FBT001
    """Return a cell or a further part of it; *border* has no line, what is *kept* stays on the page of the next row."""
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merged = ""
    if cell.rows > 1:
        merged = '<w:vMerge w:val="restart"/>' if first or cut else "<w:vMerge/>"
    bare = f'<w:tcBorders><w:{border} w:val="nil"/></w:tcBorders>' if border else ""
    place = "left" if cell.role in _LEFT else "center"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{span}{merged}{bare}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{"<w:keepNext/>" if kept else ""}<w:jc w:val="{place}"/></w:pPr>'
        f"{_run(cell.text) if first else ''}</w:p></w:tc>"
    )


def _undated(data: bytes) -> bytes:
    """Return a package whose parts carry no time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for path in old.namelist():
            part = zipfile.ZipInfo(path, _NEVER)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 3  # else it tells the system it was written on
            new.writestr(part, old.read(path))
    return out.getvalue()
