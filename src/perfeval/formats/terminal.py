"""Table → text for a terminal: wide characters take two columns, merged cells show their text once."""

from __future__ import annotations

from perfeval.forms import Cell, Table, grid
from perfeval.source import pad, width

__all__ = ["write_text"]

_Row = list[tuple[Cell, bool]]


def write_text(table: Table, columns: int = 110) -> str:
    """Return a table as text.

    Args:
        table: The form.
        columns: How wide a line may be, in terminal columns.

    >>> print(write_text(Table("表", (), ((Cell("总分", "label"), Cell("99.17", "score")),), (1, 1)), 20), end="")
    表
    +---------+--------+
    | 总分    | 99.17  |
    +---------+--------+
    """
    cells = grid(table)
    widths = _widths(table.widths, columns)
    lines = [table.title, *(f"{label}: {text}" for label, text in table.above)]
    for number, row in enumerate(cells):
        lines.append(_rule(cells[number - 1] if number else None, row, widths))
        lines += _lines(row, widths)
    lines.append(_rule(cells[-1] if cells else None, None, widths))
    if table.notes:
        lines.append("备注:")
        lines += [f"{number}. {note}" for number, note in enumerate(table.notes, 1)]
    return "\n".join(lines) + "\n"


def _widths(shares: tuple[int, ...], columns: int) -> list[int]:
    """Return the inner width of each column: the line less its borders, by the shares."""
    room = max(columns - 3 * len(shares) - 1, 4 * len(shares))
    widths = [max(room * share // sum(shares), 4) for share in shares]
    widths[0] += max(room - sum(widths), 0)
    return widths


def _pieces(row: _Row, widths: list[int]) -> list[tuple[str, int]]:
    """Return the areas of a row from left to right: the text where it begins here, and the room it has."""
    pieces: list[tuple[str, int]] = []
    last: Cell | None = None
    for (cell, first), room in zip(row, widths, strict=True):
        if cell is last and not first:
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + room + 3)
        else:
            pieces.append((cell.text if first else "", room))
        last = cell
    return pieces


def _lines(row: _Row, widths: list[int]) -> list[str]:
    """Return the lines of a row: as many as its longest text needs."""
    wrapped = [(_wrapped(text, room), room) for text, room in _pieces(row, widths)]
    return [
        "| " + " | ".join(pad(text[line] if line < len(text) else "", room) for text, room in wrapped) + " |"
        for line in range(max(len(text) for text, _ in wrapped))
    ]


def _rule(above: _Row | None, below: _Row | None, widths: list[int]) -> str:
    """Return the line between two rows; it is open where a cell goes through."""
    line, through = "", False
    for column, room in enumerate(widths):
        before = through
        through = above is not None and below is not None and above[column][0] is below[column][0]
        line += ("|" if before and through else "+") if column else ("|" if through else "+")
        line += (" " if through else "-") * (room + 2)
    return line + ("|" if through else "+")


def _wrapped(text: str, room: int) -> list[str]:
    """Return a text in lines of at most *room* terminal columns."""
    lines = []
    for part in text.split("\n"):
        line, used = "", 0
        for char in part.replace("\t", " "):
            wide = width(char)
            if used + wide > room:
                # (40分) stays together where it can.
                bracket = line.rfind("(")
                kept = line[bracket:] if bracket > 0 and width(line[bracket:]) + wide <= room // 2 else ""
                lines.append(line.removesuffix(kept))
                line, used = kept, width(kept)
            line, used = line + char, used + wide
        lines.append(line)
    return lines
