"""Workbook of Excel 97 → tables: every cell as it is displayed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

import xlrd
from xlrd.compdoc import CompDoc, CompDocError

from perfeval.formats.package import COMPOUND, refused
from perfeval.formats.spreadsheets.display import shown
from perfeval.formats.spreadsheets.moments import BUILTIN
from perfeval.formats.spreadsheets.sheets import LIMIT, cell_place, trimmed_rows
from perfeval.forms import ReadTable, codes
from perfeval.source import ProblemError

__all__ = ["read_xls"]

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def read_xls(data: bytes, name: str) -> tuple[ReadTable, ...]:
    """Return the visible sheets of a workbook that hold anything, as `read_xlsx` does.

    Args:
        data: The bytes of the file.
        name: What it is called.

    Raises:
        ProblemError: For a file that is damaged, encrypted or too large.

    >>> read_xls(b"<html>", "a.xls")
    Traceback (most recent call last):
      ...
    perfeval.source.problem.ProblemError: a.xls: TB10 文件已损坏，或不是后缀所说的格式
      用 Excel、WPS 或 Word 打开，另存一份再读        perfeval explain TB10
    """
    if data.startswith(COMPOUND) and "EncryptedPackage".encode("utf-16-le") in data:
        # An encrypted .xlsx under the suffix .xls: a compound file without a workbook in it.
        raise refused(codes.ENCRYPTED, name)
    try:
        _Chains(data).through()
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        tables = tuple(_tables(book, name))
    except xlrd.XLRDError as error:
        raise refused(codes.ENCRYPTED if "encrypted" in str(error) else codes.DAMAGED, name) from None
    except (ProblemError, MemoryError):
        raise
    except Exception:  # xlrd raises whatever a broken file makes of its reading
        raise refused(codes.DAMAGED, name) from None
    return tables


class _Chains(CompDoc):  # type: ignore[misc]  # xlrd has no types
    """The container of a workbook, looked through first: xlrd follows a chain of sectors that bites its tail for ever."""

    def __init__(self, data: bytes) -> None:
        self._plain = not data.startswith(COMPOUND)
        if not self._plain:
            super().__init__(data, io.StringIO())

    def through(self) -> None:
        """Go along the chains that xlrd will go along."""
        for stream in () if self._plain else ("Workbook", "Book"):
            self.locate_named_stream(stream)

    def _get_stream(self, mem: bytes, base: int, sat: Any, *rest: Any, **named: Any) -> Any:
        """Return the bytes of a chain of sectors."""
        at, seen = named.get("start_sid", rest[1] if len(rest) > 1 else -1), set()
        while 0 <= at < len(sat):
            if at in seen:
                message = "the sectors bite their tail"
                raise CompDocError(message)
            seen.add(at)
            at = sat[at]
        return super()._get_stream(mem, base, sat, *rest, **named)


def _tables(book: Any, name: str) -> Iterator[ReadTable]:
    """Return the visible sheets that hold anything."""
    for sheet in book.sheets():
        if sheet.visibility:
            continue
        areas = (max(low - top, 0) * max(east - west, 0) for top, low, west, east in sheet.merged_cells)
        if sheet.nrows * sheet.ncols > LIMIT or sum(areas) > LIMIT:
            raise refused(codes.BOMB, name)
        rows = trimmed_rows(_cells(book, sheet), name)
        if any(text for row in rows for text in row):
            yield ReadTable(name, rows, place=partial(cell_place, sheet.name))


def _cells(book: Any, sheet: Any) -> dict[tuple[int, int], str | None]:
    """Return the cells of a sheet as displayed."""
    cells: dict[tuple[int, int], str | None] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            cells[row, column] = _shown(book, cell)
    for top, bottom, left, right in sheet.merged_cells:
        for row in range(top, bottom):
            for column in range(left, right):
                if (row, column) != (top, left):
                    cells[row, column] = None
                else:
                    cells.setdefault((row, column), "")
    return cells


def _shown(book: Any, cell: Any) -> str:
    """Return a cell as displayed."""
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return _ERRORS.get(cell.value, "#N/A")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value))
    key = book.xf_list[cell.xf_index].format_key if cell.xf_index is not None else 0
    style = book.format_map.get(key)
    code = BUILTIN.get(key) or (style.format_str if style else "General")
    value = cell.value
    if cell.ctype == xlrd.XL_CELL_DATE and book.datemode:
        # Workbooks of old Macintoshes count the days from 1904.
        value += 1462
    return shown(value, code)
