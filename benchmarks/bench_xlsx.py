"""A form as a workbook: writing against bare XlsxWriter, reading against bare openpyxl, on the same cells."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from perfeval.doors import form_of
from perfeval.formats.spreadsheets.xlsx_read import read_xlsx
from perfeval.formats.spreadsheets.xlsx_write import write_xlsx
from perfeval.forms import Table
from perfeval.reading import load_filing, ruleset_of
from perfeval.scoring import score

FILING = Path(__file__).parents[1] / "examples" / "wuhan-12333-project-2024.yaml"
WRITING = "one form with formulas as XLSX (at most 1.3x the baseline)"
READING = "one XLSX form read as displayed (at most 2x the baseline)"


def form() -> Table:
    """Return the form with its formulas."""
    filing = load_filing(FILING)
    return form_of(score(filing, ruleset_of(filing)), live=True)


Call = tuple[int, str, list[Any], dict[str, Any]]


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


def recorded(table: Table, patch: pytest.MonkeyPatch) -> list[Call]:
    """Return what is asked of XlsxWriter to write a form."""
    calls: list[Call] = []
    whole = xlsxwriter.Workbook
    patch.setattr(xlsxwriter, "Workbook", lambda out, options: Recorded(whole(out, options), 0, calls))
    write_xlsx(table)
    patch.undo()
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


@pytest.mark.benchmark(group=WRITING)
def test_baseline_xlsxwriter(benchmark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The baseline: XlsxWriter alone, told to write the same cells in the same formats."""
    calls = recorded(form(), monkeypatch)
    assert benchmark(replayed, calls)[:2] == b"PK"


@pytest.mark.benchmark(group=WRITING)
def test_write_xlsx(benchmark: Any) -> None:
    """The form: page, heights of rows, protection, choices, formulas with the addresses of their cells."""
    assert benchmark(write_xlsx, form())[:2] == b"PK"


@pytest.mark.benchmark(group=READING)
def test_baseline_openpyxl(benchmark: Any) -> None:
    """The baseline: openpyxl alone, cells with formats and merged areas."""
    assert benchmark(read, write_xlsx(form()))


@pytest.mark.benchmark(group=READING)
def test_read_xlsx(benchmark: Any) -> None:
    """The form: looked through for harm, loaded, every cell as displayed."""
    assert benchmark(read_xlsx, write_xlsx(form()), "a.xlsx")[0].problems == ()
