"""The table that every format writes and reads: cells with text, role and span. It knows nothing of layouts."""

from __future__ import annotations

from typing import Literal, NamedTuple

import attrs

from perfeval.source import Problem

__all__ = ["OPEN", "Cell", "Explanation", "ReadTable", "Role", "Table", "grid"]

OPEN = "未定"
"""What a format prints where a score is not there but an explanation is; it reads back as no score."""

Role = Literal[
    "label",  # what stands beside it or below it
    "head",  # the head of a column
    "heading",  # a level of the indicator tree, merged over its rows
    "name",  # the name of an indicator
    "text",  # a text that a person wrote
    "value",  # a target, an actual, an amount
    "score",  # a number that the engine computed
]


class Cell(NamedTuple):
    """One cell of the form; `rows` and `columns` are its spans, `explained` the id of its explanation."""

    text: str
    role: Role
    rows: int = 1
    columns: int = 1
    explained: str = ""


class Explanation(NamedTuple):
    """Why a score is what it is: the sentence with its numbers, and the rule with its clause."""

    id: str
    name: str
    sentence: str
    rule: str = ""


class Table(NamedTuple):
    """A form as it is printed.

    `rows` holds the cells that begin in each row, as HTML does; `above` the lines between title and table, `notes`
    the numbered lines below it. `widths` are the shares of the columns.
    """

    title: str
    above: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    notes: tuple[str, ...] = ()
    explanations: tuple[Explanation, ...] = ()


@attrs.frozen
class ReadTable:
    """A table as a file gives it back: every cell of the grid, the lines above it, and where it stood.

    `merged` says what a cell of a merged area holds besides its first one: the text again (`repeat`) or nothing
    (`blank`).
    """

    name: str
    above: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    merged: Literal["repeat", "blank"]
    problems: tuple[Problem, ...] = ()


def grid(table: Table) -> list[list[tuple[Cell, bool]]]:
    """Return every cell of the grid, and whether it is the first of its area.

    >>> rows = ((Cell("a", "label", rows=2), Cell("b", "text")), (Cell("c", "text"),))
    >>> [[cell.text for cell, _ in row] for row in grid(Table("", (), rows, (1, 1)))]
    [['a', 'b'], ['a', 'c']]
    """
    columns = len(table.widths)
    cells: list[list[tuple[Cell, bool] | None]] = [[None] * columns for _ in table.rows]
    for top, row in enumerate(table.rows):
        left = 0
        for cell in row:
            while left < columns and cells[top][left] is not None:
                left += 1
            for down in range(cell.rows):
                for right in range(cell.columns):
                    cells[top + down][left + right] = (cell, not down and not right)
    return [[cell for cell in row if cell is not None] for row in cells]
