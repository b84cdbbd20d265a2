"""LibreOffice Calc as a judge: workbooks, or thousands of formulas in one sheet, computed anew and read back."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from tests.effort import PATIENCE
from tests.real.parts import program
from tests.spreadsheet.values import Error, Value

__all__ = ["opened", "recalculated"]

# Read what the file stores and compute everything anew: what stands in the cells is then LibreOffice's own result.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
_REFERENCE = re.compile(r'"(?:[^"]|"")*"|(?<![A-Za-z0-9.])\$?([A-Z]{1,3})\$?([0-9]+)(?![A-Za-z0-9(.])')
"""A text, which is passed over, or the address of a cell."""


def opened(folder: Path, files: list[Path], kind: str) -> Path:
    """Return the folder with files as LibreOffice computes and saves them."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user/registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    out = folder / f"out-{kind.partition(':')[0]}"
    arguments = [
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
    ]
    subprocess.run(
        [program("soffice"), *arguments, *map(str, files)], check=True, capture_output=True, timeout=PATIENCE
    )
    return out


def recalculated(folder: Path, cases: Sequence[tuple[str, Mapping[str, Value]]]) -> list[Value]:
    """Return what LibreOffice makes of formulas, each beside cells of its own: a hundred thousand take a minute.

    All of them stand in one sheet. A formula that names single cells gets one row, into which its cells are moved; one
    with a range gets as many rows as its addresses reach down.

    Args:
        folder: Where the workbook is written.
        cases: Formulas as openpyxl reads them, with the cells that they name.
    """
    path = folder / "cases.xlsx"
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    rows, row = [], 0
    for formula, cells in cases:
        text, moved, height = _moved(formula, cells, row)
        sheet.write_formula(row, 0, text, None, -1)
        for (down, right), value in moved:
            _write(sheet, down, right, value)
        rows.append(row)
        row += height
    book.close()
    out = opened(folder, [path], "xlsx") / path.name
    read = openpyxl.load_workbook(out, data_only=True, read_only=True)
    column = [held[0] for held in read.worksheets[0].iter_rows(max_col=1, max_row=row, values_only=True)]
    read.close()
    column += [None] * (row - len(column))
    return [_found(column[at]) for at in rows]


def _write(sheet: Any, row: int, column: int, value: Value) -> None:
    """Write a value as what it is."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value)


def _moved(
    formula: str, cells: Mapping[str, Value], row: int
) -> tuple[str, Iterable[tuple[tuple[int, int], Value]], int]:
    """Return a formula with its addresses moved to a row, its cells by their new places, and how many rows it takes."""
    named = dict.fromkeys(found[0].replace("$", "") for found in _REFERENCE.finditer(formula) if found[1])
    if ":" in _REFERENCE.sub(lambda found: "" if found[0].startswith('"') else "A1", formula):
        # One column is left of every cell: the formula stands there.
        text = _replaced(formula, lambda name: _shifted(name, row))
        moved = [(_place(_shifted(name, row)), value) for name, value in cells.items()]
        return text, moved, max(int(re.sub("[A-Z]", "", name)) for name in (*named, *cells))
    columns = {name: at for at, name in enumerate(named, 1)}
    text = _replaced(formula, lambda name: f"{xl_col_to_name(columns[name])}{row + 1}")
    return text, [((row, at), cells.get(name)) for name, at in columns.items()], 1


def _replaced(formula: str, name: Any) -> str:
    """Return a formula with other addresses."""
    return _REFERENCE.sub(lambda found: name(found[0].replace("$", "")) if found[1] else found[0], formula)


def _shifted(address: str, rows: int) -> str:
    """Return an address one column to the right and some rows down."""
    row, column = _place(address)
    return f"{xl_col_to_name(column + 1)}{row + rows + 1}"


def _place(address: str) -> tuple[int, int]:
    """Return row and column of an address, from 0."""
    return openpyxl.utils.cell.coordinate_to_tuple(address)[0] - 1, openpyxl.utils.cell.coordinate_to_tuple(
        address
    )[1] - 1


def _found(value: Any) -> Value:
    """Return a value as the calculator gives it."""
    if isinstance(value, str) and value.startswith("#"):
        return Error(value)
    return float(value) if type(value) is int else "" if value is None else value
