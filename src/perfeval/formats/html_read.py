"""HTML → tables: every cell of the grid as its text, with the lines above each table."""

from __future__ import annotations

import re
from functools import partial
from html.parser import HTMLParser

from perfeval.forms import ReadTable
from perfeval.reading.files import decode
from perfeval.source import Place

__all__ = ["read_html"]

_LIMIT = 200_000
"""Cells that a table may have: a form has some hundreds, a hostile span asks for millions."""
_SILENT = frozenset(("script", "style", "title", "template"))
_PARTS = frozenset(("p", "h1", "h2", "h3", "h4", "div", "li", "span"))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BLANK_RUNS = re.compile(" +")
_AROUND_BREAKS = re.compile(r" *\n[ \n]*")


def read_html(data: bytes, name: str) -> tuple[ReadTable, ...]:
    """Return the tables of an HTML file, in their order.

    Args:
        data: The HTML, in UTF-8.
        name: What the file is called.

    Raises:
        ProblemError: For another encoding.

    >>> read_html("<p>单位: 甲</p><table><tr><td rowspan=2>a<td>b<tr><td>c</table>".encode(), "f.html")[0].rows
    (('a', 'b'), (None, 'c'))
    """
    parser = _Tables()
    parser.feed(decode(data, name))
    parser.close()
    lines = [*(above for above, _ in parser.tables), parser.rest()]
    several = len(parser.tables) > 1
    return tuple(
        ReadTable(
            name,
            rows,
            above=above,
            below=lines[number + 1],
            exact=parser.exact,
            place=partial(_place, number + 1 if several else 0),
        )
        for number, (above, rows) in enumerate(parser.tables)
    )


def _place(number: int, name: str, row: int, _column: int) -> Place:
    """Return the place of a cell: which table of the page, where it has several, and which row."""
    return Place(name, cell=f"{f'表{number}' if number else ''}第{row + 1}行")


class _Tables(HTMLParser):
    """Collects rows of cells; a table inside a cell is read as text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[tuple[str, ...], tuple[tuple[str | None, ...], ...]]] = []
        self._above: list[str] = []
        self._part: list[str] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._rows: list[list[tuple[str, int, int]]] = []
        self._depth = 0
        self._silent = 0
        # Our own files keep every blank that was typed; others are indented and wrapped as their programs like.
        self._exact = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, row or cell."""
        if tag == "meta" and ("content", "perfeval") in attrs:
            self._exact = True
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._end_part()
                self._rows = []
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._rows.append([])
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            spans = {name: value for name, value in attrs if name in ("rowspan", "colspan")}
            self._span = (_number(spans.get("rowspan")), _number(spans.get("colspan")))
            self._cell = []
        elif tag == "br":
            self._break()
        elif tag in _PARTS and not self._depth:
            self._end_part()
        elif tag in _PARTS and tag != "span" and not self._exact:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """Close a table, row, cell or part."""
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
                self.tables.append((tuple(self._above), _expanded(self._rows)))
                self._above = []
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag in _PARTS and not self._depth:
            self._end_part()

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if not self._exact:
            data = _BLANKS.sub(" ", data)
        self._add(data)

    def _break(self) -> None:
        """Begin a new line of the cell or of the text above a table."""
        self._add("\n")

    def _add(self, data: str) -> None:
        """Add text to what is open."""
        if self._silent:
            return
        if self._cell is not None:
            self._cell.append(data)
        elif not self._depth:
            self._part.append(data)

    def _end_cell(self) -> None:
        """Finish the open cell."""
        if self._cell is not None:
            if not self._rows:
                self._rows.append([])
            self._rows[-1].append((self._text(self._cell), *self._span))
            self._cell = None

    @property
    def exact(self) -> bool:
        """Return whether the file is one of ours."""
        return self._exact

    def rest(self) -> tuple[str, ...]:
        """Return the lines below the last table."""
        self._end_part()
        return tuple(self._above)

    def _end_part(self) -> None:
        """Finish the open piece of text above a table."""
        text = self._text(self._part)
        if text.strip():
            self._above.append(text)
        self._part = []

    def _text(self, parts: list[str]) -> str:
        """Return collected text as a reader sees it."""
        text = "".join(parts)
        return text if self._exact else _AROUND_BREAKS.sub("\n", _BLANK_RUNS.sub(" ", text)).strip(" \n")


def _number(text: str | None) -> int:
    """Return a span; anything that is no number spans one."""
    return min(max(int(text), 1), 1000) if text and text.isascii() and text.isdigit() else 1


def _expanded(rows: list[list[tuple[str, int, int]]]) -> tuple[tuple[str | None, ...], ...]:
    """Return every cell of the grid: a merged area has its text in its first cell, None in the others."""
    cells: dict[tuple[int, int], str | None] = {}
    for top, row in enumerate(rows):
        left = 0
        for text, high, wide in row:
            while (top, left) in cells:
                left += 1
            for down in range(min(high, len(rows) - top)):
                for right in range(wide):
                    cells[top + down, left + right] = None if down or right else text
            if len(cells) > _LIMIT:
                return ()
    width = max((column for _, column in cells), default=-1) + 1
    if len(rows) * width > _LIMIT:
        return ()
    return tuple(tuple(cells.get((top, left)) for left in range(width)) for top in range(len(rows)))
