"""The workbook and the engine give the same digits, whatever the rule set says and whatever is typed.

How many rule sets and forms are drawn is said in tests/effort.py; each part prints what it met with `-s`.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest

from perfeval.reading import ruleset_ids
from tests.effort import FORMS, RULE_SETS
from tests.spreadsheet.drawn import Form, Row, Rules
from tests.spreadsheet.judged import Tally, Trial, Typing
from tests.spreadsheet.trials import drawn_trials, shipped_trials, tallied, trial_of
from tests.spreadsheet.values import DIALECTS

PARTS = max(1, RULE_SETS // 100)
LEFT = 0.05
"""The share of rows of up to eight digits that shipped rule sets may leave to the program."""
SHAPES = {"proportional", "reciprocal", "linear", "bands", "piecewise", "deduct", "count", "pass_fail", "full", "zero"}  # fmt: skip


@pytest.mark.parametrize("part", range(PARTS))
def test_no_drawn_row_shows_another_digit_than_the_engine(part: int, tmp_path: Path) -> None:
    """Every shape, edge, ladder and rounding, beside its ties and ends: right, or left to the program, and never wrong."""
    tally = tallied(drawn_trials(tmp_path, part, RULE_SETS // PARTS))
    print(f"\n{tally.table()}")

    assert {kind.split()[0] for kind, _, _ in tally.counts} >= SHAPES | {"budget", "total"}
    assert all(tally.nears[near] > 50 for near in ("on", "<1e-9", "<1e-6", "<1e-3", "far"))
    assert not tally.wrong, tally.failures()


@lru_cache(maxsize=32)
def shipped(name: str) -> Tally:
    """Return what forms under a shipped rule set come to."""
    with TemporaryDirectory() as folder:
        return tallied(shipped_trials(Path(folder), name, FORMS))


@pytest.mark.parametrize("name", ruleset_ids())
def test_no_row_under_a_shipped_rule_set_shows_another_digit(name: str) -> None:
    """The same of every rule set that is shipped, with its methods."""
    tally = shipped(name)

    assert tally.of("right") > 100
    assert not tally.wrong, tally.failures()


def test_shipped_rule_sets_leave_few_rows_to_the_program() -> None:
    """Of the rows of up to eight digits, at most one in twenty shows nothing where the engine has a score."""
    tallies = {name: shipped(name) for name in ruleset_ids()}
    left = {name: tally.of("left", "≤8", rows=True) for name, tally in tallies.items()}
    all_rows = sum(tally.of("", "≤8", rows=True) for tally in tallies.values())
    print(f"\n{sum(left.values())} of {all_rows} rows of up to eight digits are left to the program: {left}")

    assert sum(left.values()) <= LEFT * all_rows, left


def rules(**sections: object) -> Rules:
    """Return a small rule set."""
    base: Rules = {
        "id": "named", "years": {"from": 2020}, "total": "100", "rounding": {"score": {"places": 2, "mode": "half_up"}},
        "at_least": {"shape": "proportional"}, "at_most": {"shape": "reciprocal"}, "equal": {"exceeded": "problem"},
    }  # fmt: skip
    return {**base, **sections}


def judge(folder: Path, given: Rules, row: Row, actual: str, budget: dict[str, str] | None = None) -> Tally:
    """Return what one filled-in form comes to."""
    form = Form((attrs.evolve(row, points="90" if budget else "100"),), "10" if budget else None)
    tally = Tally()
    for met in trial_of(folder, given, form).judged(Typing((actual,), budget or {})):
        tally.add(met)
    return tally


ROW = Row("指标01", "100", "at_least", "5", "件", "其他指标")


def test_a_met_target_of_zero_is_held_at_a_cap_in_points(tmp_path: Path) -> None:
    """反比 with a cap of 5 points, a target of ＜0 that is met by −1: 5 points and not all of them."""
    given = rules(at_most={"shape": "reciprocal", "cap": "5"}, zero_target={"shape": "zero"})
    tally = judge(tmp_path, given, attrs.evolve(ROW, sign="below", target="0"), "-1")

    assert not tally.wrong, tally.failures()


def test_a_rate_is_cut_before_it_is_scored_where_the_rule_set_cuts(tmp_path: Path) -> None:
    """执行率 99.999 % cut to two places is 99.99 %: 10.00 points cut to three places are 9.999, not 10."""
    rounding = {"score": {"places": 3, "mode": "half_up"}, "rate": {"places": 2, "mode": "down"}}
    given = rules(rounding=rounding, budget={"points": "10", "base": "adjusted", "above_100": "cap"})
    tally = judge(tmp_path, given, ROW, "5", {"adjusted": "100000", "executed": "99999"})

    assert not tally.wrong, tally.failures()


def test_a_ladder_gives_no_score_to_a_row_that_has_a_problem(tmp_path: Path) -> None:
    """`=` exceeded is a problem under this rule set: the ladder's zero from 150 % on must not turn it into a score."""
    ladder = {"measure": "ratio", "steps": [{"from": "150%", "do": "zero"}]}
    tally = judge(tmp_path, rules(over_fulfilment=ladder), attrs.evolve(ROW, sign="equal"), "10")

    assert not tally.wrong, tally.failures()


def test_dust_of_what_is_taken_away_is_rounded_off(tmp_path: Path) -> None:
    """8443.595 against ≥8448, 100 points less 1 for each 1: exactly 95.595, of which 8443.595 − 8348 has lost digits."""
    deduct = {"shape": "deduct", "each": "1", "score": "1", "part": "proportional"}
    row = attrs.evolve(ROW, target="8448", method="扣")
    for actual in ("8443.595", "8447.005", "8440.115", "8443.595001"):
        tally = judge(tmp_path, rules(methods={"扣": deduct}), row, actual)

        assert not tally.wrong, tally.failures()


PLANTED = {
    "a wrong constant": ("=IFERROR(ROUND({}+0.01,2),\"\")", "wrong: another number"),
    "a number for a problem": ('=IF(ISNUMBER({0}),{0},7)', "wrong: a number where the engine has none"),
    "a number in one dialect": ("=IF(0.1+0.2=0.3,{0},{0}+1)", "wrong: another number in one dialect"),
    "an error": ("=1/({}-{})", "wrong: an error or a text"),
    "nothing": ('=IF(ISNUMBER({}),"","")', "left"),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_failure_is_seen(planted: str, tmp_path: Path) -> None:
    """The gate: a formula that was tampered with is told as what it is, and the untouched one is right."""
    text, verdict = PLANTED[planted]
    trial: Trial = trial_of(tmp_path, rules(), Form((ROW,), None))
    typing = Typing(("" if "none" in verdict else "4",) if "none" not in verdict else (None,), {})
    address = trial.written.scores[0]
    good = str(trial.written.cells[address]).removeprefix("=")
    before = {met.verdict for met in trial.judged(typing) if met.at == address}
    for sheet in trial.sheets:
        sheet.cells[address] = text.format(*[f"({good})"] * 2)
    after = {met.verdict for met in trial.judged(typing) if met.at == address}

    assert len(trial.sheets) == len(DIALECTS)
    assert (before, after) == ({"right"}, {verdict})
