"""`make bench` fails where something became slow, and says when its written figures are of older code."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from benchmarks import __main__ as command
from benchmarks import results, scoring
from benchmarks.forms import definition, filing, forms
from benchmarks.ratio import Case, Figure, measure, started, table, timed


def busy(times: int) -> Callable[[object], int]:
    """Return work that takes *times* as long as that of `busy(1)`."""
    return lambda _: sum(range(20_000 * times))


def test_a_planted_slow_down_is_red(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An engine that scores each form again and again breaks the limit: the command says which and ends with 1."""
    engine = scoring.score
    own = next(case for case in scoring.cases(5) if case.name == "scoring: total")
    kept = own._replace(limit=5 * measure(own, 5).ratio)
    monkeypatch.setattr(scoring, "cases", lambda: [kept])
    assert command.main(["scoring", "--rounds", "5"]) == 0
    assert "kept" in capsys.readouterr().out

    def slow(*given: Any) -> Any:
        """Score a form forty times."""
        for _ in range(40):
            report = engine(*given)
        return report

    monkeypatch.setattr(scoring, "score", slow)
    assert command.main(["scoring", "--rounds", "5"]) == 1
    out = capsys.readouterr().out
    assert "TOO SLOW" in out
    assert out.rstrip().endswith("too slow: scoring: total")


def test_a_ratio_is_that_of_the_work() -> None:
    """Four times the work is about four times the baseline, whatever else the machine does."""
    figure = measure(Case("four", 5, timed(busy(4)), timed(busy(1)), aim=2), rounds=15)

    assert 2.5 < figure.ratio < 6
    assert figure._replace(ratio=4).verdict == "kept (aim 2)"
    assert figure._replace(ratio=2).verdict == "kept"
    assert figure._replace(ratio=6).verdict == "TOO SLOW"


def test_the_turns_alternate() -> None:
    """The measured thing and its baseline take turns, after one of each that does not count."""
    order: list[str] = []

    def turn(name: str) -> float:
        """Note who had the turn."""
        order.append(name)
        return 1.0

    measure(Case("x", 1, lambda: turn("A"), lambda: turn("B")), rounds=3)

    assert "".join(order) == "AB" * 4


def test_what_is_made_ready_is_not_timed() -> None:
    """The time of a turn is that of the work, for which everything is made anew each time."""
    made: list[int] = []
    turn = timed(busy(1), lambda: made.append(busy(40)(None)))
    whole = timed(busy(40))

    assert min(turn() for _ in range(5)) < min(whole() for _ in range(5)) / 4
    assert len(made) == 5


def test_a_fresh_python_is_timed_by_its_own_work() -> None:
    """A child's processor time is counted; one that fails is an error, not a fast one."""
    assert started("-c", "sum(range(3_000_000))")() > started("-c", "pass")()
    with pytest.raises(RuntimeError, match="ended with 3"):
        started("-c", "raise SystemExit(3)")()


def test_the_table_has_a_line_for_each() -> None:
    """Name, ratio, limit and verdict stand in columns."""
    shown = table([Figure("short", 1.25, 2), Figure("a longer name", 30, 20)])

    assert shown.splitlines() == [
        "               ratio  limit",
        "short           1.25      2  kept",
        "a longer name  30.00     20  TOO SLOW",
    ]


def test_forms_are_different_and_add_up() -> None:
    """Five hundred forms have different definitions of 100 points; other filings leave the definitions as they are."""
    texts, again = list(forms(500)), list(forms(500, filed=1))
    definitions = [definition(form) for form in texts]

    assert all(one.points == 100 for one in definitions)
    assert len({tuple(row[:3] for row in form.rows) for form in texts}) == 500
    assert [definition(form) for form in again] == definitions
    assert filing(again[0], definitions[0]).actuals != filing(texts[0], definitions[0]).actuals


def test_written_figures_become_stale(tmp_path: Path) -> None:
    """Figures are of the code while src is as it was, and stale once it has changed or a commit of it is newer."""

    def git(*arguments: str) -> None:
        """Run git in the checkout."""
        named = ("-c", "user.name=a", "-c", "user.email=a@b")
        subprocess.run(["git", "-C", str(tmp_path), *named, *arguments], check=True, capture_output=True)

    assert "nothing is written down" in results.recorded(tmp_path)
    code = tmp_path / "src" / "a.py"
    code.parent.mkdir()
    code.write_text("1\n", encoding="utf-8")
    git("init", "-q")
    git("add", "src")
    git("commit", "-qm", "one")
    path = results.write([Figure("x", 1.2345, 2)], tmp_path)

    assert '"ratio": 1.234' in path.read_text(encoding="utf-8")
    assert "of this code\n" in results.recorded(tmp_path)
    code.write_text("2\n", encoding="utf-8")
    assert "STALE, src was changed" in results.recorded(tmp_path)
    git("commit", "-qam", "two")
    assert "STALE, 1 commits of src are newer" in results.recorded(tmp_path)
    code.write_text("3\n", encoding="utf-8")
    results.write([Figure("x", 1, 2)], tmp_path)
    assert "STALE, of code that was not committed" in results.recorded(tmp_path)


def test_a_subject_that_is_not_there() -> None:
    """A subject that does not exist is misuse, not a clean run."""
    with pytest.raises(SystemExit, match="2"):
        command.main(["nothing"])
