"""What readers of spreadsheets share: how large a sheet may be, where a cell stands, the rows of a sheet."""

from __future__ import annotations

from perfeval.formats.package import refused
from perfeval.forms import codes
from perfeval.source import Place

__all__ = ["LIMIT", "cell_place", "trimmed_rows"]

LIMIT = 200_000
"""Cells that a sheet may span: a form has some hundreds."""


def cell_place(sheet: str, name: str, row: int, column: int) -> Place:
    """Return the place of a cell of a sheet.

    Args:
        sheet: The name of the sheet.
        name: The file.
        row: The row, from 0.
        column: The column, from 0.

    >>> cell_place("自评表", "a.xlsx", 11, 27).cell
    '自评表!AB12'
    """
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return Place(name, cell=f"{sheet}!{letters}{row + 1}")


def trimmed_rows(cells: dict[tuple[int, int], str | None], name: str) -> tuple[tuple[str | None, ...], ...]:
    """Return cells as rows of one length, without empty rows and columns behind the last text.

    Args:
        cells: The cells by row and column; a place that is not there is an empty cell.
        name: The file.

    Raises:
        ProblemError: For cells that lie so far apart that the rows would fill the memory.

    >>> trimmed_rows({(0, 0): "a", (1, 1): None, (2, 2): ""}, "a.xlsx")
    (('a', ''), ('', None))
    """
    bottom = max((row for (row, _), text in cells.items() if text or text is None), default=-1)
    right = max((column for (_, column), text in cells.items() if text or text is None), default=-1)
    if (bottom + 1) * (right + 1) > LIMIT:
        raise refused(codes.BOMB, name)
    return tuple(
        tuple(cells.get((row, column), "") for column in range(right + 1)) for row in range(bottom + 1)
    )
