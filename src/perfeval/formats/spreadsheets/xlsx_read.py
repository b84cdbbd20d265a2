"""Excel workbook → tables: every cell as it is displayed."""

from __future__ import annotations

import io
import re
import warnings
from functools import partial
from typing import Any

import attrs
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS

from perfeval.formats.encoding import storable
from perfeval.formats.package import MARK, Package, open_package, refused
from perfeval.formats.spreadsheets.display import shown
from perfeval.formats.spreadsheets.moments import BUILTIN
from perfeval.formats.spreadsheets.sheets import cell_place, trimmed_rows
from perfeval.formats.spreadsheets.xlsx_scan import scan
from perfeval.forms import ReadTable, codes
from perfeval.source import Place, Problem

__all__ = ["read_xlsx"]

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read_xlsx(data: bytes, name: str) -> tuple[ReadTable, ...]:
    """Return the visible sheets of a workbook that hold anything.

    Args:
        data: The bytes of the file.
        name: What it is called.

    Returns:
        A table per sheet: each cell as displayed, whatever number and format lie behind it. A merged area has its text
        in its first cell, None in the others. A formula that was never computed is told and read as empty.

    Raises:
        ProblemError: For a file that is damaged, encrypted, too large, or has macros.

    >>> read_xlsx(b"", "a.xlsx")
    Traceback (most recent call last):
      ...
    perfeval.source.problem.ProblemError: a.xlsx: TB10 文件已损坏，或不是后缀所说的格式
      用 Excel、WPS 或 Word 打开，另存一份再读        perfeval explain TB10
    """
    package = open_package(data, name)
    formulas = scan(package)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that a form does not need
        try:
            reader = _Reader(data, package)
            reader.read()
            paths = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
            exact = MARK in str(reader.wb.properties.keywords or "").split()
            sheets = [
                (sheet.title, _cells(sheet, exact=exact))
                for sheet in reader.wb.worksheets
                if sheet.sheet_state == "visible"
            ]
        except MemoryError:
            raise
        except Exception:  # openpyxl raises whatever a broken file makes of its reading
            raise refused(codes.DAMAGED, name) from None
    tables: list[ReadTable] = []
    for title, cells in sheets:
        rows = trimmed_rows(cells, name)
        lost = _lost(title, formulas.get(paths.get(title, ""), ()), name)
        if lost or any(text for row in rows for text in row):
            problems = (*(package.problems if not tables else ()), *lost)
            place = partial(cell_place, title)
            tables.append(ReadTable(name, rows, exact=exact, problems=problems, place=place))
    return tuple(tables)


class _Reader(ExcelReader):
    """Loads a workbook with the texts as they were typed: openpyxl leaves `_x000D_` in them, and loses `x005F_`."""

    def __init__(self, data: bytes, package: Package) -> None:
        super().__init__(io.BytesIO(data), data_only=True, keep_links=False)
        self._texts = package

    def read_strings(self) -> None:
        """Read the texts that cells share."""
        part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        root = self._texts.part(part.PartName[1:]) if part is not None else None
        self.shared_strings = [_typed(item) for item in root] if root is not None else []


def _typed(item: Any) -> str:
    """Return a text of the workbook: its parts without how they are pronounced, its escaped signs as themselves."""
    parts = []
    for part in item:
        kind = part.tag.rpartition("}")[2]
        if kind == "t":
            parts.append(part.text or "")
        elif kind == "r":
            parts += (run.text or "" for run in part if run.tag.rpartition("}")[2] == "t")
    text = "".join(parts)
    return storable(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)) if "_x" in text else text


def _cells(sheet: Any, *, exact: bool) -> dict[tuple[int, int], str | None]:
    """Return the cells of a sheet as displayed."""
    cells: dict[tuple[int, int], str | None] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                text = shown(cell.value, _format(cell))
                # Elsewhere a return beside a line break is nothing that anybody sees.
                cells[cell.row - 1, cell.column - 1] = text if exact else text.replace("\r\n", "\n")
    for area in sheet.merged_cells.ranges:
        for down in range(area.min_row - 1, area.max_row):
            for right in range(area.min_col - 1, area.max_col):
                if (down, right) != (area.min_row - 1, area.min_col - 1):
                    cells[down, right] = None
                else:
                    cells.setdefault((down, right), "")
    return cells


def _format(cell: Any) -> str:
    """Return the number format of a cell."""
    # The number of the format: openpyxl knows none of those that only a Chinese spreadsheet has.
    return BUILTIN.get(cell._style.numFmtId) or cell.number_format or "General"  # noqa: SLF001


def _lost(title: str, cells: tuple[str, ...], name: str) -> tuple[Problem, ...]:
    """Return a problem where formulas were never computed: the first of them, and how many there are."""
    if not cells:
        return ()
    more = f" 等 {len(cells)} 格" if len(cells) > 1 else ""
    fact = f"{cells[0]}{more}是公式，文件里没有存它的结果，按空读"
    return (attrs.evolve(codes.NOT_COMPUTED.problem(fact), place=Place(name, cell=f"{title}!{cells[0]}")),)
