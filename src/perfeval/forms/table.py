"""The table that every format writes and reads: cells with text, role and span. It knows nothing of layouts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

import attrs

from perfeval.exact import Fraction
from perfeval.source import Place, Problem, Record

if TYPE_CHECKING:
    from perfeval.forms.computed import Computed

__all__ = [
    "OPEN",
    "Cell",
    "Explanation",
    "Figure",
    "ReadTable",
    "Role",
    "Table",
    "grid",
    "placed",
    "row_by_row",
]

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


class Figure(NamedTuple):
    """The number of a cell and the number format by which a spreadsheet shows it as the cell's text.

    `value` is exact, a percentage is a share of 1; it is None in a cell that waits to be filled in.

    >>> Figure(Fraction(7, 8), "0.0%")
    Figure(value=Fraction(7, 8), format='0.0%')
    """

    value: Fraction | None
    format: str = "General"


class Cell(NamedTuple):
    """One cell of the form.

    `rows` and `columns` are its spans, `explained` is the id of its explanation. A format with live cells takes the
    number from `figure`, and computes `formula`, whose inputs are the keys of other cells; `open` cells are those that a
    unit fills in, `options` what it may choose from.
    """

    text: str
    role: Role
    rows: int = 1
    columns: int = 1
    explained: str = ""
    key: str = ""
    figure: Figure | None = None
    formula: Computed = None
    open: bool = False
    options: tuple[str, ...] = ()


class Explanation(NamedTuple):
    """Why a score is what it is: the sentence with its numbers, the rule, and the clause that the rule names.

    Many rows stand on one clause: `rule` names it by a mark (依据①), `basis` is the clause with its mark.
    """

    id: str
    name: str
    sentence: str
    rule: str = ""
    basis: str = ""


class Table(NamedTuple):
    """A form as it is printed.

    `rows` holds the cells that begin in each row, as HTML does; `above` the labels with texts between title and table,
    `below` those after it, `notes` the numbered lines at the end. `widths` are the shares of the columns. `charts` are
    SVG pictures for the formats that show pictures.
    """

    title: str
    above: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    notes: tuple[str, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    subtitle: str = ""
    below: tuple[tuple[str, str], ...] = ()
    landscape: bool = False
    charts: tuple[str, ...] = ()

    @property
    def bases(self) -> tuple[str, ...]:
        """Return the clauses that the explanations name, each once, in the order of their marks."""
        return tuple(dict.fromkeys(one.basis for one in self.explanations if one.basis))


def row_by_row(name: str, row: int, _column: int) -> Place:
    """Return the place of a cell in a file of which only the rows can be named.

    Args:
        name: The file.
        row: The row, from 0.
    """
    return Place(name, cell=f"第{row + 1}行")


@attrs.frozen(repr=False)
class ReadTable(Record):
    """A table as a file gives it back.

    `rows` holds every cell of the grid, all rows of one length: "" is an empty cell of its own, None a place that has
    none because a merged cell covers it, or of which the format cannot tell. `repeats` says that the further cells of
    merged areas hold their text again, `exact` that an empty cell is one, and never a way to say "as above", as in our own
    files. `above` and `below` are the lines before and after the table; `place` names the
    place of a cell by its row and column, from 0.
    """

    name: str
    rows: tuple[tuple[str | None, ...], ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    repeats: bool = False
    exact: bool = False
    problems: tuple[Problem, ...] = ()
    place: Callable[[str, int, int], Place] = attrs.field(default=row_by_row, eq=False, repr=False)

    def locate(self, row: int, column: int) -> Place:
        """Return where a cell stands.

        Args:
            row: The row, from 0.
            column: The column, from 0.
        """
        return self.place(self.name, row, column)


def grid(table: Table) -> list[list[tuple[Cell, bool]]]:
    """Return every cell of the grid, and whether it is the first of its area.

    >>> rows = ((Cell("a", "label", rows=2), Cell("b", "text")), (Cell("c", "text"),))
    >>> [[cell.text for cell, _ in row] for row in grid(Table("", (), rows, (1, 1)))]
    [['a', 'b'], ['a', 'c']]
    """
    cells: list[list[tuple[Cell, bool] | None]] = [[None] * len(table.widths) for _ in table.rows]
    for top, row in enumerate(placed(table)):
        for left, cell in row:
            for down in range(cell.rows):
                for right in range(cell.columns):
                    cells[top + down][left + right] = (cell, not down and not right)
    return [[cell for cell in row if cell is not None] for row in cells]


def placed(table: Table) -> list[list[tuple[int, Cell]]]:
    """Return the cells that begin in each row, each with the column that it begins in.

    >>> rows = ((Cell("a", "label", rows=2), Cell("b", "text")), (Cell("c", "text"),))
    >>> [[(column, cell.text) for column, cell in row] for row in placed(Table("", (), rows, (1, 1)))]
    [[(0, 'a'), (1, 'b')], [(1, 'c')]]
    """
    free = [0] * len(table.widths)  # from which row on each column is free
    found = []
    for top, row in enumerate(table.rows):
        begun = []
        left = 0
        for cell in row:
            while left < len(free) and free[left] > top:
                left += 1
            begun.append((left, cell))
            free[left : left + cell.columns] = [top + cell.rows] * cell.columns
        found.append(begun)
    return found
