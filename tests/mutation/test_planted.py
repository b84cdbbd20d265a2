"""The mistakes that are planted by hand are seen by the oracle; what was not planted is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutation.mistakes import MISTAKES, Mistake
from tests.mutation.planted import ROWS, copied, found, plant, see

QUICK = [one for one in MISTAKES if one.quick]
SLOW = [one for one in MISTAKES if not one.quick]


def named(mistake: Mistake) -> str:
    """Return a mistake as the name of its test."""
    return f"{Path(mistake.file).stem}: {mistake.what}"


def test_there_are_enough_and_no_two_are_one() -> None:
    """At least thirty different mistakes in the rules, of which every day meets five or more."""
    assert len({(one.file, one.old, one.new) for one in MISTAKES}) == len(MISTAKES) >= 30
    assert len({one.what for one in MISTAKES}) == len(MISTAKES)
    assert len(QUICK) >= 5
    assert all(one.file.startswith("rules/") or one.file == "scoring/exactly.py" for one in MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=named)
def test_a_mistake_can_be_planted(mistake: Mistake) -> None:
    """What is to be changed is still there, once, and Python can read what it becomes."""
    with copied(only=mistake.file) as folder:
        path = folder / "perfeval" / mistake.file
        right = path.read_text(encoding="utf-8")
        plant(folder, mistake)
        wrong = path.read_text(encoding="utf-8")

    assert wrong == right.replace(mistake.old, mistake.new) != right
    assert compile(wrong, mistake.file, "exec")


@pytest.mark.parametrize("mistake", QUICK, ids=named)
def test_a_planted_mistake_is_seen(mistake: Mistake) -> None:
    """The comparison with the oracle turns red on the rows that every day draws."""
    assert found(mistake, 3_000).red


@pytest.mark.slow
@pytest.mark.parametrize("mistake", SLOW, ids=named)
def test_every_planted_mistake_is_seen(mistake: Mistake) -> None:
    """So it does for all the others, on ten times as many."""
    assert found(mistake).red


def test_the_package_without_a_mistake_is_not_red() -> None:
    """A copy that was not touched agrees with the oracle on the same rows: what is red is the mistake."""
    with copied() as folder:
        seen = see(folder, 3_000)

    assert not seen.red, seen.told
    assert seen.rows >= 3_000


@pytest.mark.slow
def test_the_package_without_a_mistake_is_not_red_on_any_row() -> None:
    """The same of all the rows on which mistakes are looked for."""
    with copied() as folder:
        seen = see(folder)

    assert not seen.red, seen.told
    assert seen.rows >= ROWS


@pytest.mark.parametrize(
    ("file", "old"),
    [("rules/numbers.py", "no such text"), ("rules/numbers.py", "ZERO"), ("rules/nowhere.py", "ZERO")],
)
def test_a_gate_that_is_empty_says_so(file: str, old: str) -> None:
    """A text that is gone, or stands there more than once, is no mistake that was seen: it must move with the code."""
    with (
        copied(only="rules/numbers.py") as folder,
        pytest.raises(LookupError, match="the gate is empty: move it"),
    ):
        plant(folder, Mistake(file, old, "ONE", "something else"))


def test_a_copy_that_cannot_run_was_not_seen() -> None:
    """A mistake that keeps the package from being imported proves nothing about the oracle."""
    broken = Mistake("rules/plan.py", "class Branch(NamedTuple):", "class Branch(Missing):", "no rule at all")
    with pytest.raises(RuntimeError, match="NameError"):
        found(broken, 100)
