"""A form as a workbook: writing against bare XlsxWriter, reading against bare openpyxl, on the same cells."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from unittest import mock

import openpyxl
import xlsxwriter

from benchmarks.ratio import Case, timed
from perfeval.doors import form_of
from perfeval.formats.spreadsheets.xlsx_read import read_xlsx
from perfeval.formats.spreadsheets.xlsx_write import write_xlsx
from perfeval.forms import Table
from perfeval.reading import load_filing, ruleset_of
from perfeval.scoring import score

__all__ = ["cases"]

FILING = Path(__file__).parents[1] / "examples" / "wuhan-12333-project-2024.yaml"
Call = tuple[int, str, list[Any], dict[str, Any]]


def cases() -> list[Case]:
    """Return the cases: a form with its formulas written, and the same file read as displayed."""
    filed = load_filing(FILING)
    table = form_of(score(filed, ruleset_of(filed)), live=True)
    calls, data = recorded(table), write_xlsx(table)
    return [
        Case(
            "one form written as XLSX",
            1.3,
            timed(lambda _: write_xlsx(table), times=3),
            timed(lambda _: replayed(calls), times=3),
        ),
        # Between 1.09 and 1.17 in the runs of 2026-11-29: no worse than that.
        Case(
            "one XLSX form read",
            1.2,
            timed(lambda _: read_xlsx(data, "a.xlsx"), times=3),
            timed(lambda _: read(data), times=3),
        ),
    ]


class Recorded:
    """Stands for a workbook, and writes down every call that is made of it and of its sheets and formats."""

    def __init__(self, own: Any, number: int, calls: list[Call]) -> None:
        self.own, self.number, self._calls = own, number, calls

    def __getattr__(self, name: str) -> Any:
        """Return a method that is written down as it is called."""

        def called(*arguments: Any, **named: Any) -> Recorded:
            """Write the call down: what it gives is called by the number of the call."""
            self._calls.append((self.number, name, list(arguments), named))
            given = [one.own if isinstance(one, Recorded) else one for one in arguments]
            return Recorded(getattr(self.own, name)(*given, **named), len(self._calls), self._calls)

        return called


def recorded(table: Table) -> list[Call]:
    """Return what is asked of XlsxWriter to write a form."""
    calls: list[Call] = []
    whole = xlsxwriter.Workbook
    with mock.patch.object(
        xlsxwriter, "Workbook", lambda out, options: Recorded(whole(out, options), 0, calls)
    ):
        write_xlsx(table)
    return calls


def replayed(calls: list[Call]) -> bytes:
    """Return the workbook that XlsxWriter alone makes of the same calls."""
    out = io.BytesIO()
    objects: list[Any] = [xlsxwriter.Workbook(out, {"in_memory": True})]
    for number, name, arguments, named in calls:
        given = [objects[one.number] if isinstance(one, Recorded) else one for one in arguments]
        objects.append(getattr(objects[number], name)(*given, **named))
    return out.getvalue()


def read(data: bytes) -> list[tuple[object, str]]:
    """Return the cells of a workbook with their formats, and its merged areas, as openpyxl gives them."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    found: list[tuple[object, str]] = []
    for sheet in book.worksheets:
        found += [(cell.value, cell.number_format) for row in sheet.iter_rows() for cell in row]
        found += [(str(area), "") for area in sheet.merged_cells.ranges]
    return found
