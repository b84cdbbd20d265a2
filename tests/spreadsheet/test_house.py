"""What every formula of every form keeps to, so that Excel 2010, WPS and LibreOffice take it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import perfeval
from perfeval.reading import load_filing, ruleset_ids
from tests.spreadsheet.calculator import Sheet
from tests.spreadsheet.functions import FUNCTIONS
from tests.spreadsheet.syntax import depth, functions_in, longest_number, longest_text
from tests.spreadsheet.trials import drawn_trials, shipped_trials
from tests.spreadsheet.values import Error
from tests.spreadsheet.workbook import cells_of

ALLOWED = frozenset(
    (
        "ABS", "AND", "CEILING", "COUNT", "COUNTA", "EXACT", "FLOOR", "IF", "IFERROR", "INT", "ISBLANK", "ISERROR", "ISNUMBER", "ISTEXT",
        "LEN", "LOG10", "MAX", "MIN", "MOD", "N", "NOT", "OR", "ROUND", "ROUNDDOWN", "ROUNDUP", "SIGN", "SUM", "SUMPRODUCT", "TRUNC",
    )
)  # fmt: skip
"""Functions of Excel 2010 that WPS and LibreOffice have under the same name and with the same meaning."""
DEEPEST, LONGEST = 60, 8000
"""Excel takes 64 levels of functions and 8,192 signs."""
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def broken(formula: str) -> list[str]:
    """Return which rules of the house a formula breaks."""
    found = [f"calls {name}" for name in sorted(functions_in(formula) - ALLOWED)]
    measures = {"levels": (depth(formula), DEEPEST), "signs": (len(formula), LONGEST), "digits": (longest_number(formula), 15), "signs of a text": (longest_text(formula), 255)}  # fmt: skip
    return found + [
        f"has {had} {name}, at most {most}" for name, (had, most) in measures.items() if had > most
    ]


def kept(formulas: Iterator[str]) -> int:
    """Return how many formulas there were; each keeps to the rules of the house."""
    count = 0
    for formula in formulas:
        count += 1
        assert broken(formula) == [], formula[:400]
    return count


@pytest.mark.parametrize("name", ruleset_ids())
def test_formulas_under_a_shipped_rule_set_keep_to_the_house(name: str, tmp_path: Path) -> None:
    """Blank forms of one row and of many, with every method of the rule set."""
    trials = shipped_trials(tmp_path, name, 6)

    assert kept(one for trial, _ in trials for one in trial.written.formulas().values()) > 20


def test_formulas_under_drawn_rule_sets_keep_to_the_house(tmp_path: Path) -> None:
    """Bands of five steps, lines between five anchors, ladders of three steps, and all of them at once."""
    trials = drawn_trials(tmp_path, 77, 25)

    assert kept(one for trial, _ in trials for one in trial.written.formulas().values()) > 200


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_formulas_of_filled_in_examples_keep_to_the_house(path: Path, tmp_path: Path) -> None:
    """Words, days and filed scores have formulas too; computed anew, none of them is an error."""
    book = perfeval.render(perfeval.score(load_filing(path)), tmp_path / "a.xlsx")
    cells = cells_of(book)
    formulas = {key: held for key, held in cells.items() if isinstance(held, str) and held.startswith("=")}
    sheet = Sheet(cells)

    assert kept(iter(formulas.values())) == len(formulas) > 0
    assert not [key for key in formulas if isinstance(sheet.value(key), Error)]


def test_the_calculator_knows_every_allowed_function() -> None:
    """What a form may call, the judge can compute."""
    assert ALLOWED - set(FUNCTIONS) == set()


def test_a_formula_that_breaks_the_house_is_seen() -> None:
    """The gate: another function, too deep, too long, too many digits."""
    deep = "IF(A1," * 61 + "1" + ",0)" * 61
    long = "+".join(["1"] * (LONGEST // 2 + 1))

    assert broken("=LET(A1)") == ["calls LET"]
    assert broken("=XLOOKUP(A1,B1,C1)") == ["calls XLOOKUP"]
    assert broken(deep) == ["has 61 levels, at most 60"]
    assert broken(long) == ["has 8001 signs, at most 8000"]
    assert broken("=0.1234567890123456") == ["has 16 digits, at most 15"]
