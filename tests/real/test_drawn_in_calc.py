"""LibreOffice judges a sample of the drawn rows: what the calculator says of them, a spreadsheet program must say too."""

from __future__ import annotations

import shutil
from pathlib import Path

import attrs
import openpyxl
import pytest

from perfeval.reading import ruleset_ids
from tests.effort import proof
from tests.real.calc import opened, recalculated
from tests.spreadsheet.judged import Met, Tally, verdict
from tests.spreadsheet.trials import drawn_trials, shipped_trials
from tests.spreadsheet.values import Value
from tests.spreadsheet.workbook import cells_of, named_in

pytestmark = pytest.mark.real
RULE_SETS, FORMS = proof(quick=40, thorough=600), proof(quick=1, thorough=12)


def sample(folder: Path) -> list[tuple[Met, str, dict[str, Value]]]:
    """Return judged cells, each with its formula and the cells that it names."""
    found = []
    shipped = (pair for name in ruleset_ids() for pair in shipped_trials(folder, name, FORMS))
    for trials in (drawn_trials(folder, 5000, RULE_SETS), shipped):
        for trial, draw in trials:
            for digits, times in ((8, 12), (11, 3), (15, 3)):
                for typing in trial.typings(draw, times, digits):
                    sheet = trial.after(typing)[-1]
                    for met in trial.judged(typing):
                        formula = trial.written.cells.get(met.at)
                        if isinstance(formula, str) and formula.startswith("="):
                            found.append(
                                (met, formula, {name: sheet.value(name) for name in named_in(formula)})
                            )
    return found


def test_no_drawn_row_shows_another_digit_in_libreoffice(tmp_path: Path) -> None:
    """Thousands of formulas with what was typed beside them, in one sheet: right, or left to the program."""
    cells, tally = sample(tmp_path), Tally()
    said = recalculated(tmp_path, [(formula, named) for _, formula, named in cells])
    for (met, _, _), value in zip(cells, said, strict=True):
        tally.add(attrs.evolve(met, verdict=verdict(met.expected, (value,)), found=(value, *met.found)))
    differ = [
        (formula, value, met.found)
        for (met, formula, _), value in zip(cells, said, strict=True)
        if value != met.found[-1]
    ]
    print(f"\n{len(cells)} formulas\n{tally.table()}")

    assert len(cells) > 10_000
    assert not differ, f"the calculator's dialect is not LibreOffice's: {len(differ)}, {differ[:5]}"
    assert not tally.wrong, tally.failures()


def test_a_workbook_that_a_clerk_fills_in_shows_what_the_engine_says(tmp_path: Path) -> None:
    """Blank workbooks, opened, numbers typed into their cells, saved, computed and saved by LibreOffice."""
    asked: list[tuple[Path, list[Met]]] = []
    for number, (trial, draw) in enumerate(drawn_trials(tmp_path, 9000, 30)):
        path = tmp_path / f"filled{number}.xlsx"
        shutil.copy(tmp_path / "blank.xlsx", path)
        (typing,) = trial.typings(draw, 1, 8)
        book = openpyxl.load_workbook(path)
        for address, value in trial.cells(typing).items():
            book.worksheets[0][address].value = value
        book.save(path)
        asked.append((path, trial.judged(typing)))
    out, tally = opened(tmp_path, [path for path, _ in asked], "xlsx"), Tally()
    for path, cells in asked:
        said = cells_of(out / path.name, computed=True)
        for met in cells:
            value = said.get(met.at)
            tally.add(attrs.evolve(met, verdict=verdict(met.expected, (value,)), found=(value, *met.found)))

    assert tally.of("") > 200
    assert not tally.wrong, tally.failures()
