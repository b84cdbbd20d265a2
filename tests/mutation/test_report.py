"""The report on the mutants: it counts, and it does not pass what it should not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.mutation.report import function_of, reasons, report, results

NAME = "perfeval.scoring.words.x__outside__mutmut_"


@pytest.mark.parametrize(
    ("mutant", "function"),
    [
        (f"{NAME}10", "scoring.words._outside"),
        ("perfeval.scoring.form.x_score__mutmut_1", "scoring.form.score"),
        ("perfeval.exact.xǁRoundingǁdecimal__mutmut_5", "exact.Rounding.decimal"),
    ],
)
def test_the_function_of_a_mutant(mutant: str, function: str) -> None:
    """A mutant is counted for the function that it changes, private ones and methods included."""
    assert function_of(mutant) == function


@pytest.mark.parametrize(
    ("killed", "alive", "reason", "good"),
    [
        (90, 10, "- `scoring.words._outside` × 10: equivalent", True),
        (90, 10, "- `scoring.words._outside` × 6: one\n- `scoring.words._outside` × 4: another", True),
        (89, 11, "- `scoring.words._outside` × 11: equivalent", False),
        (95, 5, "- `scoring.words._outside` × 4: equivalent", False),
        (95, 5, "- `scoring.words._outside` × 5:", False),
        (0, 0, "", False),
    ],
)
def test_what_passes(tmp_path: Path, killed: int, alive: int, reason: str, good: bool) -> None:
    """Nine of ten must be killed, and each survivor needs its reason; nothing at all is no pass."""
    codes = {f"{NAME}{number}": int(number < killed) for number in range(killed + alive)}
    folder = tmp_path / "scoring"
    folder.mkdir()
    (folder / "words.py.meta").write_text(json.dumps({"exit_code_by_key": codes}), encoding="utf-8")

    assert report(results(tmp_path), reasons(reason))[1] is good


def test_mutants_that_were_not_run_live(tmp_path: Path) -> None:
    """A mutant that no test runs, or that was not run, is told by name and is not counted as killed."""
    codes = {f"{NAME}{number}": code for number, code in enumerate((1, -24, 33, None))}
    (tmp_path / "words.py.meta").write_text(json.dumps({"exit_code_by_key": codes}), encoding="utf-8")
    lines, good = report(results(tmp_path), reasons(""))

    assert not good
    assert lines[0].split() == ["2", "/", "4", "words.py"]
    assert [line.split()[-1] for line in lines if "mutmut show" in line] == [f"{NAME}2", f"{NAME}3"]
