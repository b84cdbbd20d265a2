"""Our own PDF files: the form as its tags tell it, cell for cell, with the text that is printed there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import attrs
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

from perfeval.formats.package import refused
from perfeval.formats.pdf.page import Page
from perfeval.forms import ReadTable, codes
from perfeval.source import Place

__all__ = ["read_tags"]

_DEPTH = 60
_NODES = 1_000_000
_CELLS = 200_000
_EMPTY = " \u200b"
_BREAK = "\u200b"


@attrs.define
class _Node:
    """An element of the tree: what it is, what it says of itself, its elements, and the parts of pages that it names."""

    kind: str
    said: dict[str, Any]
    children: list[_Node] = attrs.field(factory=list)
    parts: list[tuple[int, int]] = attrs.field(factory=list)


def read_tags(document: PDFDocument, pages: Sequence[Page], name: str) -> tuple[ReadTable, ...]:
    """Return the tables of a document that perfeval wrote; none where its tags are gone.

    Args:
        document: The opened document.
        pages: What is printed on its pages.
        name: What the file is called.

    Raises:
        ProblemError: For more cells than a form ever has.
    """
    root = resolve1(document.catalog.get("StructTreeRoot"))
    if not isinstance(root, dict):
        return ()
    tree = _Tree({page.id: page.number for page in pages}).node(root, 0, None)
    reader = _Reader(pages, name)
    reader.read(tree)
    return reader.tables()


class _Tree:
    """Builds the elements, and counts them."""

    def __init__(self, numbers: dict[int, int]) -> None:
        self._numbers = numbers
        self._count = 0

    def node(self, element: dict[str, Any], depth: int, page: int | None) -> _Node:
        """Return an element with what is below it."""
        kind = element.get("S")
        here = _Node(str(kind.name) if isinstance(kind, PSLiteral) else "", _said(element))
        self._take(here, element.get("K"), depth, self._page(element, page))
        return here

    def _page(self, element: dict[str, Any], page: int | None) -> int | None:
        """Return on which page an element stands."""
        named = element.get("Pg")
        return self._numbers.get(named.objid) if isinstance(named, PDFObjRef) else page

    def _take(self, here: _Node, content: Any, depth: int, page: int | None) -> None:
        """Take in what an element holds: marked parts by number, elements, and lists of both."""
        self._count += 1
        if depth > _DEPTH or self._count > _NODES:
            return
        found = resolve1(content)
        if isinstance(found, int):
            if page is not None:
                here.parts.append((page, found))
        elif isinstance(found, list):
            for one in found:
                self._take(here, one, depth + 1, page)
        elif isinstance(found, dict) and "MCID" in found:
            self._take(here, found["MCID"], depth + 1, self._page(found, page))
        elif isinstance(found, dict) and "S" in found:
            here.children.append(self.node(found, depth + 1, page))


def _said(element: dict[str, Any]) -> dict[str, Any]:
    """Return the attributes of an element."""
    attributes = resolve1(element.get("A"))
    found: dict[str, Any] = {}
    for one in attributes if isinstance(attributes, list) else [attributes]:
        plain = resolve1(one)
        if isinstance(plain, dict):
            found |= {key: resolve1(value) for key, value in plain.items()}
    return found


class _Reader:
    """Takes lines and tables out of the tree, in their order, up to the pages of charts and explanations."""

    def __init__(self, pages: Sequence[Page], name: str) -> None:
        self._name = name
        texts: dict[tuple[int, int], list[str]] = {}
        for page in pages:
            for glyph in page.glyphs:
                if glyph.part is not None:
                    texts.setdefault((page.number, glyph.part), []).append(glyph.text)
        self._texts = {key: "".join(found) for key, found in texts.items()}
        self._lines: list[str] = []
        self._found: list[tuple[tuple[str, ...], list[_Node], list[str]]] = []
        self._ended = False

    def read(self, node: _Node) -> None:
        """Read an element and what is below it."""
        if self._ended or node.kind in ("H1", "H2", "H3"):
            self._ended = True
        elif node.kind == "Table":
            rows = [one for one in _below(node) if one.kind == "TR"]
            above, self._lines = tuple(self._lines), []
            self._found.append((above, rows, self._lines))
        elif node.parts or (node.children and all(child.kind == "P" for child in node.children)):
            text = self._text(node)
            if text.strip():
                self._lines.append(text)
        else:
            for child in node.children:
                self.read(child)

    def _text(self, node: _Node) -> str:
        """Return the text of a cell or line: its paragraphs are its lines."""
        own = self._run(node)
        paragraphs = [self._run(child, deep=True) for child in node.children]
        texts = paragraphs if paragraphs and not own else ["".join((own, *paragraphs))]
        return "\n".join("" if text == _EMPTY else text.replace(_BREAK, "") for text in texts)

    def _run(self, node: _Node, *, deep: bool = False) -> str:
        """Return the text that is printed for an element."""
        found = "".join(self._texts.get(part, "") for part in node.parts)
        return found + "".join(self._run(child, deep=True) for child in node.children) if deep else found

    def tables(self) -> tuple[ReadTable, ...]:
        """Return the tables."""
        made = []
        for number, (above, rows, below) in enumerate(self._found, 1):
            table = self._rows(rows)
            place = partial(_place, tuple(_pages(rows)), number)
            made.append(
                ReadTable(self._name, table, above=above, below=tuple(below), exact=True, place=place)
            )
        return tuple(made)

    def _rows(self, rows: list[_Node]) -> tuple[tuple[str | None, ...], ...]:
        """Return every cell of the grid: a merged area has its text in its first cell, None in the others."""
        cells: dict[tuple[int, int], str | None] = {}
        for top, row in enumerate(rows):
            left = 0
            for cell in (one for one in row.children if one.kind in ("TD", "TH")):
                while (top, left) in cells:
                    left += 1
                high, wide = _span(cell.said.get("RowSpan")), _span(cell.said.get("ColSpan"))
                text: str | None = self._text(cell)
                if top and _open(cell, 0):
                    # The area was cut below the heads, which stand on every page: its text is below.
                    self._give(cells, top, left, text)
                    text = None
                for down in range(min(high, len(rows) - top)):
                    for right in range(wide):
                        cells[top + down, left + right] = None if down or right else text
                if len(cells) > _CELLS:
                    raise refused(codes.BOMB, self._name)
        width = max((column for _, column in cells), default=-1) + 1
        if len(rows) * width > _CELLS:
            raise refused(codes.BOMB, self._name)
        return tuple(tuple(cells.get((top, left)) for left in range(width)) for top in range(len(rows)))

    def _give(self, cells: dict[tuple[int, int], str | None], top: int, left: int, text: str | None) -> None:
        """Give the text of the lower part of a cut area to its first cell."""
        above = next((row for row in range(top - 1, -1, -1) if cells.get((row, left)) is not None), None)
        if above is not None and not cells[above, left]:
            cells[above, left] = text


def _below(node: _Node) -> Iterator[_Node]:
    """Return the rows of a table: its groups of rows are looked through."""
    for child in node.children:
        yield child
        if child.kind in ("THead", "TBody", "TFoot"):
            yield from child.children


def _span(value: Any) -> int:
    """Return a span; anything that is no number spans one."""
    return min(max(value, 1), 1000) if isinstance(value, int) else 1


def _open(cell: _Node, side: int) -> bool:
    """Return whether a cell has no line at a side: 0 is above."""
    styles = cell.said.get("BorderStyle")
    return isinstance(styles, list) and len(styles) == 4 and getattr(styles[side], "name", "") == "None"


def _pages(rows: list[_Node]) -> Iterator[tuple[int, int]]:
    """Return on which page each row stands, and as which row of that page."""
    page, number = 1, 0
    for row in rows:
        named = [_first(cell) for cell in row.children if _span(cell.said.get("RowSpan")) == 1]
        here = max((one for one in named if one), default=page)
        number = number + 1 if here == page else 1
        page = max(page, here)
        yield page, number


def _first(node: _Node) -> int:
    """Return the page on which an element begins, 0 where it shows nothing."""
    pages = [page for page, _ in node.parts] or [found for child in node.children if (found := _first(child))]
    return min(pages, default=0)


def _place(rows: tuple[tuple[int, int], ...], number: int, name: str, row: int, _column: int) -> Place:
    """Return the place of a cell: page, table and row."""
    page, line = rows[row] if row < len(rows) else (1, row + 1)
    return Place(name, cell=f"第{page}页表{number}第{line}行")
