"""DOCX → tables: every cell of the grid as its text, with the lines around each table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import accumulate
from xml.etree import ElementTree as ET

import attrs

from perfeval.formats.around import Around
from perfeval.formats.docx.text import PAGE, attribute, cell_text, children, is_on, kind, paragraph_text
from perfeval.formats.package import MARK, Package, open_package, refused
from perfeval.forms import ReadTable, codes
from perfeval.source import Place

__all__ = ["read_docx"]

_LIMIT = 200_000
"""Cells that a table may have: a form has some hundreds."""
_MAIN = "word/document.xml"
_TAB = "\0"
"""Stands for a tabulator: no XML holds this sign."""
_ROUNDED = 40
"""Twips by which the same edge may differ in two parts of a table."""
_TINY = 4
"""Half points: nobody can read a paragraph of this size, it only keeps two parts of a table from touching."""

_Grid = list[list[str | None]]
_Above = dict[int, tuple[bool, bool]]
"""By the column where a cell begins: whether it is merged with what is below, and whether it has no line there."""


def read_docx(data: bytes, name: str) -> tuple[ReadTable, ...]:
    """Return the tables of a Word document.

    Args:
        data: The bytes of the file.
        name: What it is called.

    Returns:
        The tables of the document's text, in their order; two of them between which nothing stands are one. The lines
        between two tables are below the first and above the second, a page break ends both. A merged area has its text
        in its first cell and None in the others.

    Raises:
        ProblemError: For a file that is no document, damaged, encrypted, with macros, or far larger than it looks.

    >>> read_docx(b"", "a.docx")
    Traceback (most recent call last):
      ...
    perfeval.source.problem.ProblemError: a.docx: TB10 文件已损坏，或不是后缀所说的格式
      用 Excel、WPS 或 Word 打开，另存一份再读        perfeval explain TB10
    """
    package = open_package(data, name)
    try:
        tables = _Tables(name)
        for block in children(_body(package)):
            tables.add(block)
    except RecursionError:
        # Parts inside parts, thousands deep: no program writes this.
        raise refused(codes.BOMB, name) from None
    exact = _is_ours(package)
    return tuple(attrs.evolve(table, exact=exact, problems=package.problems) for table in tables.done())


def _is_ours(package: Package) -> bool:
    """Return whether the document is one of ours, in which an empty cell is one."""
    core = package.part("docProps/core.xml")
    words = "".join(part.text or "" for part in core if kind(part) == "keywords") if core is not None else ""
    return MARK in words.split()


def _body(package: Package) -> ET.Element:
    """Return the body of the document, wherever the package keeps it."""
    links = package.part("_rels/.rels")
    targets = (attribute(link, "Target") or "" for link in links or () if _is_main(link))
    root = package.part(next(targets, _MAIN).lstrip("/"))
    body = next((child for child in root if kind(child) == "body"), None) if root is not None else None
    if body is None:
        raise refused(codes.DAMAGED, package.name, "文件里没有 Word 的正文")
    for control in body.iter():
        if kind(control) == "sdt" and is_on(control, "sdtPr", "showingPlcHdr"):
            # “单击此处输入文字” was typed by nobody.
            for part in control.iter():
                part.text = ""
    return body


def _is_main(link: ET.Element) -> bool:
    """Return whether a relationship leads to the document itself."""
    return (attribute(link, "Type") or "").endswith("/officeDocument")


class _Tables:
    """Collects the tables of a body with the lines between them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._tables: list[tuple[_Grid, tuple[str, ...], list[str]]] = []
        self._around = Around()
        self._touches = False
        self._edges: list[int] = []
        self._cells = 0

    def add(self, block: ET.Element) -> None:
        """Take in the next paragraph or table."""
        if kind(block) == "tbl":
            self._add_table(block)
        elif kind(block) == "p":
            self._add_paragraph(block)

    def done(self) -> Iterator[ReadTable]:
        """Return the tables."""
        for number, (rows, above, below) in enumerate(self._tables, 1):
            width = max(map(len, rows), default=0)
            if len(rows) * width > _LIMIT:
                raise refused(codes.BOMB, self._name)
            full = tuple((*row, *(None,) * (width - len(row))) for row in rows)
            yield ReadTable(self._name, full, above, tuple(below), place=partial(_place, number))

    def _add_table(self, table: ET.Element) -> None:
        """Add a table, or rows to the table that it touches."""
        rows = list(self._rows(table))
        edges = _edges(table)
        if self._touches and edges and self._edges:
            upper = self._tables[-1][0]
            self._edges, both = _united(self._edges, edges)
            upper[:] = [
                _spread(row, at) for at, part in zip(both, (upper, rows), strict=True) for row in part
            ]
        else:
            self._tables.append((rows, *self._around.table()))
            self._edges = edges
        self._touches = True

    def _rows(self, table: ET.Element) -> Iterator[list[str | None]]:
        """Return the rows of a table."""
        above: _Above = {}
        look = _child(table, "tblPr")
        lined = _child(look, "tblBorders") is not None or _child(look, "tblStyle") is not None
        for row in children(table):
            if kind(row) == "tr" and not _deleted(row):
                cells = _row(row, above, lined)
                self._cells += len(cells)
                if self._cells > _LIMIT:
                    raise refused(codes.BOMB, self._name)
                yield cells

    def _add_paragraph(self, paragraph: ET.Element) -> None:
        """Add the lines of a paragraph; a tabulator stands between two that are printed side by side."""
        properties = _child(paragraph, "pPr")
        text = paragraph_text(paragraph, tab=_TAB)
        if is_on(properties, "pageBreakBefore"):
            text = PAGE + text
        if not text.strip(_TAB + " ") and _size(properties) <= _TINY:
            return
        self._touches = False
        for number, page in enumerate(text.split(PAGE)):
            if number:
                self._around.end()
            for line in page.split(_TAB):
                self._around.line(line)
        if _child(properties, "sectPr") is not None:
            self._around.end()


def _edges(table: ET.Element) -> list[int]:
    """Return where the columns of a table begin and end, in twips; nothing where it does not say."""
    widths = [attribute(column, "w") or "" for column in _child(table, "tblGrid") or ()]
    if not all(width.isascii() and width.isdigit() and len(width) < 6 for width in widths):
        return []
    return list(accumulate(map(int, widths), initial=0)) if widths else []


def _united(upper: list[int], lower: list[int]) -> tuple[list[int], tuple[list[int], list[int]]]:
    """Return the edges of two tables that touch, and which of them the edges of each are.

    Programs leave out a column that no row of a table ends at, and round widths.
    """
    snapped = [min(upper, key=lambda edge: abs(edge - own)) for own in lower]
    near = [edge if abs(edge - own) <= _ROUNDED else own for edge, own in zip(snapped, lower, strict=True)]
    if near != sorted(set(near)):
        near = lower
    edges = sorted({*upper, *near})
    return edges, ([edges.index(edge) for edge in upper], [edges.index(edge) for edge in near])


def _spread(row: list[str | None], at: list[int]) -> list[str | None]:
    """Return a row whose cells begin at other columns; what lies outside the grid stays at the end."""
    cells: list[str | None] = [None] * at[-1]
    for column, text in zip(at[:-1], row, strict=False):
        cells[column] = text
    return cells + row[len(at) - 1 :]


def _place(number: int, name: str, row: int, _column: int) -> Place:
    """Return the place of a cell: the table of the document and its row."""
    return Place(name, cell=f"表{number}第{row + 1}行")


def _size(properties: ET.Element | None) -> int:
    """Return the size of an empty paragraph, in half points."""
    return _number(_child(_child(properties, "rPr"), "sz"), 0) or 24


def _child(element: ET.Element | None, name: str) -> ET.Element | None:
    """Return the first child of a name."""
    return next((child for child in element if kind(child) == name), None) if element is not None else None


def _deleted(row: ET.Element) -> bool:
    """Return whether a row was deleted while changes were tracked."""
    return _child(_child(row, "trPr"), "del") is not None


def _row(row: ET.Element, above: _Above, lined: bool) -> list[str | None]:  # noqa: FBT001
    """Return the cells of a row.

    Args:
        row: The element of the row.
        above: What may reach down into this row; afterwards, what may reach down into the next.
        lined: Whether the table gives its cells lines, so that only a cell that says so has none.
    """
    properties = _child(row, "trPr")
    cells: list[str | None] = [None] * _number(_child(properties, "gridBefore"), 0)
    here: _Above = {}
    for cell in children(row):
        if kind(cell) != "tc":
            continue
        left, about = len(cells), _child(cell, "tcPr")
        merge, beside = _child(about, "vMerge"), _child(about, "hMerge")
        reaches, bare = above.get(left, (False, False))
        text: str | None = cell_text(cell)
        if (
            (reaches and merge is not None and attribute(merge, "val") != "restart")
            or (beside is not None and attribute(beside, "val") != "restart" and cells)
            # Without a line between them an empty cell looks like a part of the cell above it.
            or (bare and not text and _is_bare(about, "top", lined))
        ):
            text = None
        here[left] = (merge is not None, _is_bare(about, "bottom", lined))
        cells += [text, *[None] * (_number(_child(about, "gridSpan"), 1) - 1)]
    above.clear()
    above.update(here)
    return cells + [None] * _number(_child(properties, "gridAfter"), 0)


def _is_bare(about: ET.Element | None, side: str, lined: bool) -> bool:  # noqa: FBT001
    """Return whether a cell that has lines of its own has none at a side."""
    lines = _child(about, "tcBorders")
    line = _child(lines, side)
    if line is None:
        return lines is not None and not lined
    return attribute(line, "val") in ("nil", "none")


def _number(element: ET.Element | None, otherwise: int) -> int:
    """Return a count of columns; anything that is no number counts as said."""
    text = attribute(element, "val") or ""
    return (
        min(max(int(text), otherwise), 1000)
        if text.isascii() and text.isdigit() and len(text) < 9
        else otherwise
    )
