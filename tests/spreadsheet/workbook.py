"""What a written workbook holds: its cells as openpyxl reads them, and where the rows of the form stand."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import attrs
import openpyxl

from perfeval.formats.spreadsheets.xlsx_write import write_xlsx
from perfeval.forms import Table, placed
from tests.spreadsheet.calculator import Sheet
from tests.spreadsheet.syntax import parsed, walk
from tests.spreadsheet.values import Dialect, Value

__all__ = ["Form", "cells_of", "named_in", "places", "sheet_of"]


def cells_of(book: Path | bytes, *, computed: bool = False) -> dict[str, Value]:
    """Return what stands in the cells of the first sheet of a workbook, by their addresses; formulas begin with `=`.

    Args:
        book: The file, or its bytes.
        computed: Whether the stored results are asked for instead of the formulas.
    """
    opened = openpyxl.load_workbook(io.BytesIO(book) if isinstance(book, bytes) else book, data_only=computed)
    found: dict[str, Value] = {}
    for row in opened.worksheets[0].iter_rows():
        for cell in row:
            held: Any = cell.value
            if held is not None:
                found[cell.coordinate] = float(held) if type(held) is int else held
    return found


def named_in(formula: str) -> list[str]:
    """Return the addresses of the single cells that a formula names."""
    return list(dict.fromkeys(node.value for node in walk(parsed(formula)) if node.kind == "cell"))


def places(table: Table) -> dict[str, str]:
    """Return the addresses at which the cells of a table are written, by their keys."""
    top = 2 + bool(table.subtitle) + len(table.above)
    return {
        cell.key: f"{openpyxl.utils.get_column_letter(left + 1)}{top + row}"
        for row, begun in enumerate(placed(table))
        for left, cell in begun
        if cell.key
    }


def sheet_of(table: Table, dialect: Dialect = "strict") -> Sheet:
    """Return a table as the sheet of a workbook that was written and opened again."""
    return Sheet(cells_of(write_xlsx(table)), dialect)


@attrs.frozen
class Form:
    """A form in the layout `cn-project`: the addresses of what is typed and of what is computed.

    They are found by what is printed, as a person finds them: nothing here knows how a form is made.
    """

    cells: dict[str, Value]
    actuals: tuple[str, ...]
    scores: tuple[str, ...]
    budget: dict[str, str]
    total: str

    @classmethod
    def of(cls, book: Path | bytes, names: list[str]) -> Form:
        """Return the form of a workbook with one row for each name."""
        cells = cells_of(book)
        at = {value: address for address, value in cells.items() if isinstance(value, str)}
        rows = [_row(at[name]) for name in names]
        line = _row(at["年度资金总额"]) if "年度资金总额" in at else ""
        heads = {"initial": "年初预算数", "adjusted": "全年预算数(A)", "executed": "全年执行数(B)", "rate": "执行率(B/A)"}  # fmt: skip
        budget = {key: _column(at[head]) + line for key, head in heads.items() if head in at}
        # The head of the column stands above the amounts, and again above the indicators.
        heads_of_scores = [_column(address) for address, value in cells.items() if value == "得分"]
        return cls(
            cells,
            tuple(_column(at["实际完成值"]) + row for row in rows),
            tuple(heads_of_scores[-1] + row for row in rows),
            {**budget, "score": heads_of_scores[0] + line},
            heads_of_scores[-1] + _row(at["总分"]),
        )

    def formulas(self) -> dict[str, str]:
        """Return the formulas by their addresses."""
        return {
            address: held
            for address, held in self.cells.items()
            if isinstance(held, str) and held.startswith("=")
        }


def _row(address: str) -> str:
    """Return the number of the row of an address."""
    return address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _column(address: str) -> str:
    """Return the letters of the column of an address."""
    return address.rstrip("0123456789")
