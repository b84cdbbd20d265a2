"""The report on the mutants: it counts, and it does not pass what it should not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.mutation.report import ROOMS, function_of, reasons, report, results

NAME = "perfeval.scoring.words.x__outside__mutmut_"


def write(path: Path, codes: dict[str, int | None]) -> None:
    """Write what became of the mutants of one file."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"exit_code_by_key": codes}), encoding="utf-8")


def others(folder: Path, *rooms: str) -> None:
    """Write one killed mutant for each room."""
    for room in rooms:
        path = folder / room if room.endswith(".py") else folder / room / "other.py"
        write(path.with_name(f"{path.name}.meta"), {f"perfeval.{path.stem}.x_one__mutmut_1": 1})


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
        (97, 3, "- `scoring.words._outside` × 3: equivalent", True),
        (97, 3, "- `scoring.words._outside` × 2: one\n- `scoring.words._outside` × 1: another", True),
        (88, 12, "- `scoring.words._outside` × 12: equivalent", False),
        (98, 2, "- `scoring.words._outside` × 1: equivalent", False),
        (98, 2, "- `scoring.words._outside` × 2:", False),
    ],
)
def test_what_passes(tmp_path: Path, killed: int, alive: int, reason: str, good: bool) -> None:
    """Ninety-seven of a hundred must be killed, and each survivor needs its reason."""
    codes = {f"{NAME}{number}": int(number < killed) for number in range(killed + alive)}
    others(tmp_path, *ROOMS)
    write(tmp_path / "scoring" / "words.py.meta", codes)

    assert report(results(tmp_path), reasons(reason))[1] is good


@pytest.mark.parametrize("moved", ROOMS)
def test_a_room_that_moved_away(tmp_path: Path, moved: str) -> None:
    """A room without a mutant is named and fails: its code has moved, and the list of what is changed has not."""
    others(tmp_path, *(room for room in ROOMS if room != moved))
    lines, good = report(results(tmp_path), reasons(""))

    assert not good
    assert [line for line in lines if "no mutant" in line] == [
        f"{moved}: no mutant at all; see [tool.mutmut] in pyproject.toml"
    ]
    others(tmp_path, moved)
    assert report(results(tmp_path), reasons(""))[1]
    assert not report({}, reasons(""))[1]


def test_mutants_that_were_not_run_live(tmp_path: Path) -> None:
    """A mutant that no test runs, or that was not run, is told by name and is not counted as killed."""
    codes = {f"{NAME}{number}": code for number, code in enumerate((1, -24, 33, None))}
    (tmp_path / "words.py.meta").write_text(json.dumps({"exit_code_by_key": codes}), encoding="utf-8")
    lines, good = report(results(tmp_path), reasons(""))

    assert not good
    assert lines[0].split() == ["2", "/", "4", "words.py"]
    assert [line.split()[-1] for line in lines if "mutmut show" in line] == [f"{NAME}2", f"{NAME}3"]
