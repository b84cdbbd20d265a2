"""The grid of a table that is being read: which cells have been understood, and which have not."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from perfeval.forms.recognition.words import matches, plain
from perfeval.forms.table import ReadTable
from perfeval.source import Place

__all__ = ["Grid"]


@attrs.frozen
class Grid:
    """Cells by row and column from 0; what is taken is noted, so that nothing vanishes without a word."""

    table: ReadTable
    used: set[tuple[int, int]] = attrs.field(factory=set)

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.table.rows)

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.table.rows[0]) if self.table.rows else 0

    def cell(self, row: int, column: int) -> str | None:
        """Return a cell: None where a place has none of its own."""
        return self.table.rows[row][column] if column < self.width else None

    def take(self, row: int, column: int) -> str:
        """Return the text of a cell, and note that it has been understood."""
        self.used.add((row, column))
        return self.cell(row, column) or ""

    def mark(self, row: int, columns: range | None = None) -> None:
        """Note that cells of a row have been understood: labels, heads, what repeats them."""
        self.used.update((row, column) for column in (range(self.width) if columns is None else columns))

    def place(self, row: int, column: int) -> Place:
        """Return where a cell stands in its file."""
        return self.table.locate(row, column)

    def find(self, label: str, rows: range) -> tuple[int, int] | None:
        """Return the first cell in a range of rows that is a label and has not been used."""
        wanted = plain(label) if "{" not in label else ""
        for row in rows:
            for column, text in enumerate(self.table.rows[row]):
                if not text or (row, column) in self.used:
                    continue
                if plain(text) == wanted if wanted else matches(label, text):
                    return row, column
        return None

    def end_of(self, row: int, column: int) -> int:
        """Return the column behind a cell: its own text may go on over covered places or be repeated."""
        text, after = self.cell(row, column), column + 1
        while after < self.width and (
            self.cell(row, after) is None or (self.table.repeats and self.cell(row, after) == text)
        ):
            after += 1
        return after

    def beside(self, row: int, column: int, stop: int) -> list[tuple[int, str]]:
        """Return the cells of their own at the right of a cell, up to a column, each with its column."""
        found: list[tuple[int, str]] = []
        last = self.cell(row, column)
        for after in range(column + 1, stop):
            text = self.cell(row, after)
            if text is not None and not (self.table.repeats and text == last):
                found.append((after, text))
            if text is not None:
                last = text
        return found

    def unread(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows with texts that were not understood, and those texts."""
        for row, cells in enumerate(self.table.rows):
            texts = [
                text
                for column, text in enumerate(cells)
                if text and text.strip() and (row, column) not in self.used
            ]
            if texts:
                yield row, list(dict.fromkeys(texts))
