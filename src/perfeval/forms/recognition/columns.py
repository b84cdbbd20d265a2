"""Which column of a table holds what, by its heads."""

from __future__ import annotations

from typing import NamedTuple

from perfeval.forms.layout import Column
from perfeval.forms.recognition.grid import Grid
from perfeval.forms.recognition.meanings import meaning_of
from perfeval.forms.recognition.words import matches, plain

__all__ = ["Heads", "find_heads"]


class Heads(NamedTuple):
    """The heads of a block: their rows, and the columns of the table by what they hold.

    `fused` are columns whose head is that of several columns in one cell, with what each of them holds.
    """

    row: int
    rows: int
    columns: dict[str, int]
    fused: dict[int, tuple[str, ...]]

    @property
    def first(self) -> int:
        """Return the first column that a head stands over."""
        return min((*self.columns.values(), *self.fused))


def find_heads(grid: Grid, columns: tuple[Column, ...], needed: int, start: int = 0) -> Heads | None:
    """Return where the heads of a block stand: the row with most of them, the first of equals.

    Args:
        grid: The table.
        columns: The columns of the layout.
        needed: How many of them must be there.
        start: The first row to look at.
    """
    best: Heads | None = None
    for row in range(start, grid.height):
        heads = _heads_in(grid, columns, row)
        count = len(heads.columns) + sum(map(len, heads.fused.values()))
        if count >= needed and (
            best is None or count > len(best.columns) + sum(map(len, best.fused.values()))
        ):
            best = heads
    return best


def _heads_in(grid: Grid, columns: tuple[Column, ...], row: int) -> Heads:
    """Return the heads that stand in a row; those of a group stand one row lower."""
    grouped = any(column.group for column in columns)
    found: dict[str, int] = {}
    for column in columns:
        where = _group_cells(grid, column, row) if column.group else _own_cells(grid, row)
        at = next((at for at, text in where if at not in found.values() and matches(column.head, text)), None)
        if at is not None:
            found[column.source] = at
    fused = _fused(grid, columns, row, found) if len(found) > 1 else {}
    return Heads(row, 2 if grouped else 1, found, fused)


def _own_cells(grid: Grid, row: int) -> list[tuple[int, str]]:
    """Return the texts of a row with their columns."""
    return [
        (column, text)
        for column in range(grid.width)
        if (text := grid.cell(row, column)) and (row, column) not in grid.used
    ]


def _group_cells(grid: Grid, column: Column, row: int) -> list[tuple[int, str]]:
    """Return the texts below the head that a column shares with its neighbours."""
    if row + 1 >= grid.height:
        return []
    for at, text in _own_cells(grid, row):
        if matches(column.group, text):
            return [pair for pair in _own_cells(grid, row + 1) if at <= pair[0] < grid.end_of(row, at)]
    return []


def _fused(
    grid: Grid, columns: tuple[Column, ...], row: int, found: dict[str, int]
) -> dict[int, tuple[str, ...]]:
    """Return the cells that hold two or three heads of neighbouring columns at once, as scanned tables do."""
    fused: dict[int, tuple[str, ...]] = {}
    missing = [column for column in columns if column.source not in found]
    for at, text in _own_cells(grid, row):
        for count in (2, 3):
            for first in range(len(missing) - count + 1):
                run = missing[first : first + count]
                if plain("".join(column.head for column in run)) == plain(text):
                    fused[at] = tuple(column.source for column in run)
    return fused


def more_heads(grid: Grid, heads: Heads) -> dict[str, int]:
    """Return the columns whose heads the layout does not know, but the trade does.

    Args:
        grid: The table.
        heads: The heads that the layout knows.
    """
    found: dict[str, int] = {}
    taken = {*heads.columns.values(), *heads.fused}
    for at, text in _own_cells(grid, heads.row):
        source = meaning_of(text)
        if (
            at > heads.first
            and at not in taken
            and source
            and source not in heads.columns
            and source not in found
        ):
            found[source] = at
    return found
