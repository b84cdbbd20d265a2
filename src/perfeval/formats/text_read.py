"""Text taken out of a PDF or a web page → tables: runs of lines whose cells are parted by tabulators."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from perfeval.formats.around import Around
from perfeval.formats.encoding import decoded
from perfeval.formats.package import refused
from perfeval.forms import ReadTable, codes
from perfeval.source import Place

__all__ = ["MARKUP", "read_text"]

MARKUP = r"</?(?:b|i|u|s|em|strong|del|ins|sup|sub|span|font)(?:\s[^<>]*)?>"
"""Marks of type that extraction leaves in a text; they are no part of what was printed."""

_LIMIT = 200_000
"""Cells that a table may have: a form has some hundreds."""
_MARKUP = re.compile(MARKUP, re.IGNORECASE)
_WRAP = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")
"""The blank between two Chinese characters where extraction joined two lines of a cell: Chinese is written without."""
_LINE_END = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BREAK = re.compile(r"\r\n|\r|\n")
_HEADING = re.compile(r"\A {0,3}#{1,6}(?:[ \t]+|$)")
_APART = re.compile("[:：]")
"""In a line such as 单位: 甲, which stands above a table; a wrapped label has none."""
_WRAPPED = 2
"""Lines without a tabulator that may follow each other inside a table."""
_EDGES = " \u3000\xa0\f\ufeff"


class _Line(NamedTuple):
    """A line of a table: its number, its cells, and the column of the file at which each begins."""

    number: int
    cells: tuple[str | None, ...]
    columns: tuple[int, ...]


class _Found(NamedTuple):
    """A table with the lines around it."""

    above: tuple[str, ...]
    rows: list[_Line]
    below: list[str]


def read_text(data: bytes, name: str) -> tuple[ReadTable, ...]:
    r"""Return the tables of a text.

    Args:
        data: The bytes: UTF-8 with or without a mark, UTF-16 with a mark, else GB18030 (with a note).
        name: What the file is called.

    Returns:
        The tables. Lines with tabulators that no other text parts are one table, across the empty lines that a page
        leaves; a line of one cell directly between them is a row of it. A place that holds nothing is None: the text
        does not tell an empty cell from a merged one, nor in which column a cell stood. Above are the headings that
        stand together before the table and what follows them.

    Raises:
        ProblemError: For bytes in another encoding, and for a table of too many cells.

    >>> read_text("## 表\n单位: 甲\n\n项目\t\t乙\n\t<b>*</b>\n".encode(), "f.txt")[0].rows
    (('项目', None, '乙'), (None, '*', None))
    """
    text, problems = decoded(data, name)
    tables = []
    collected = _Tables()
    for number, line in enumerate(_BREAK.split(text), 1):
        collected.add(number, line)
    collected.settle()
    for found in collected.found:
        width = max(len(line.cells) for line in found.rows)
        if len(found.rows) * width > _LIMIT:
            raise refused(codes.BOMB, name)
        rows = tuple((*line.cells, *(None,) * (width - len(line.cells))) for line in found.rows)
        places = tuple((line.number, line.columns) for line in found.rows)
        tables.append(
            ReadTable(
                name,
                rows,
                found.above,
                tuple(found.below),
                problems=tuple(problems),
                place=partial(_place, places),
            )
        )
    return tuple(tables)


class _Tables:
    """Collects tables line by line."""

    def __init__(self) -> None:
        self.found: list[_Found] = []
        self._around = Around()
        self._open = False  # whether the next row goes on with the last table
        self._gap = False
        self._waiting: list[_Line] = []

    def add(self, number: int, line: str) -> None:
        """Take in a line."""
        cells = _cells(number, line)
        if not cells.cells:
            self._gap = True
            return
        if _HEADING.match(line):
            self.settle()
            self._around.heading(_HEADING.sub("", _plain(line)))
            self._open = False
        elif "\t" in line:
            self._row(cells)
        elif self._open and not self._gap and not _APART.search(line) and len(self._waiting) < _WRAPPED:
            # A label that extraction wrapped, or the first line after the table: the next line tells.
            self._waiting.append(cells)
        else:
            self.settle()
            self._text(cells)
        self._gap = False

    def settle(self) -> None:
        """No row follows: the lines that waited for one are text."""
        waiting, self._waiting = self._waiting, []
        for line in waiting:
            self._text(line)

    def _row(self, line: _Line) -> None:
        """Add a row, to the last table where no text stands between."""
        if self._gap:
            self.settle()
        if not self._open:
            above, below = self._around.table()
            self.found.append(_Found(above, [], below))
        self.found[-1].rows.extend((*self._waiting, line))
        self._waiting, self._open = [], True

    def _text(self, line: _Line) -> None:
        """Add a line that belongs to no table."""
        self._around.line(str(line.cells[0]))
        self._open = False


def _plain(text: str) -> str:
    """Return a text without marks of type and the blanks around it."""
    return _MARKUP.sub("", _LINE_END.sub("\n", text)).strip(_EDGES)


def _cells(number: int, line: str) -> _Line:
    """Return the cells of a line, as they are but for marks of type, and blanks around them and at line ends."""
    cells, columns, column = [], [], 1
    for cell in line.split("\t"):
        text = _WRAP.sub("", _plain(cell))
        cells.append(text or None)
        columns.append(column + len(cell) - len(cell.lstrip(_EDGES)) if text else column)
        column += len(cell) + 1
    while cells and cells[-1] is None:
        cells.pop()
    return _Line(number, tuple(cells), tuple(columns))


def _place(places: tuple[tuple[int, tuple[int, ...]], ...], name: str, row: int, column: int) -> Place:
    """Return the line of the file in which a cell stands, and the column at which it begins."""
    line, columns = places[row]
    return Place(name, line, columns[column] if column < len(columns) else 1)
