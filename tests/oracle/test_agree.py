"""Oracle, engine and the engine as it was agree on drawn rows; a planted fault is seen; the run meets every rule."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from perfeval.exact import Decimal, Fraction
from perfeval.model import SHAPES, Deduct, Linear, Piecewise, Reciprocal, Report, TiersShape
from perfeval.scoring import CODES
from tests.effort import ENGINE_ROWS
from tests.oracle import agree, before, engine, form, funds, numbers, rounding, rows, shapes, words
from tests.oracle.draw import forms
from tests.oracle.verdict import Found, earned

SEED = "house"
FEW = 1_500
RULES = (
    "at_least at_most deadline deduction equal.exceeded equal.missed filed_score interval.above interval.below met method "
    "negative_actual negative_target none not_applicable over_fulfilment strict_edge tiers.met tiers.not_met "
    "tiers.partly_met yes_no zero_target"
)
OTHERS = (
    "status error,status missing,status not_applicable,status scored,status unscored,sign at_least,sign above,sign equal,"
    "sign at_most,sign below,sign none,target negative,target zero,target positive,actual negative,actual zero,"
    "actual positive,bound at_least,bound above,bound equal,bound at_most,bound below,bound none,budget error,"
    "budget missing,budget scored,budget unscored,kind number/number,kind interval/number,kind date/date,"
    "kind yes_no/yes_no,kind frequency/frequency,kind frequency/number,kind text/text,kind number/none,score tie-down,"
    "score tie-half_up,score tie-half_even,score bonus,score full,score none,score partial,total sum_of_scores,"
    "total exact_sum,total scores_and_exact_budget,total at-most-only,total rescaled,method inline,method named"
)


@pytest.fixture(scope="module")
def tally() -> agree.Tally:
    """Return what the run found: some seconds, or the proof of a million rows."""
    source = before.extracted()
    print("engine as it was:", source or f"left out, for git does not know the commit {before.COMMIT} here")
    found = agree.run(ENGINE_ROWS, SEED, 1, source)
    print(agree.told(found))
    return found


def test_they_agree(tally: agree.Tally) -> None:
    """Not one digit, status, code, rule or clause differs without a name."""
    assert tally.met["rows"] >= ENGINE_ROWS
    assert tally.wrong == []


def unmet(tally: agree.Tally) -> list[str]:
    """Return which shapes, codes, rules, signs and statuses a run did not meet."""
    wanted = [f"code {code.code}" for code in CODES]
    wanted += [f"rule {name}" for name in RULES.split()]
    wanted += OTHERS.split(",")
    wanted += [f"shape {cls.__name__} scored" for cls in SHAPES.values() if cls is not TiersShape]
    wanted.append("shape TiersShape refused")

    return [name for name in wanted if not tally.met[name]]


def test_every_rule_is_met(tally: agree.Tally) -> None:
    """A run meets every shape, code, rule, sign and status: what meets no case proves nothing."""
    assert unmet(tally) == []


def _held_at_twice(shape: Linear, rule: str, row: Any) -> Found:
    """Give nothing only beyond twice the target and half a point at it."""
    return (
        earned(Fraction(1, 2), rule, shape.clause)
        if row.actual >= 2 * row.target
        else shapes.linear(shape, rule, row)
    )


def _other_clause(shape: Reciprocal, rule: str, row: Any) -> Found:
    """Give the right score on the wrong clause."""
    return shapes.reciprocal(shape, rule, row)._replace(clause="other")


PLANTED: tuple[tuple[Any, Any, Any], ...] = (
    (shapes.SHAPES, Linear, _held_at_twice),
    (shapes.SHAPES, Reciprocal, _other_clause),
    (shapes.SHAPES, Piecewise, lambda shape, rule, row: shapes.piecewise(attrs.evolve(shape, above="hold"), rule, row)),
    (shapes.SHAPES, Deduct, lambda shape, rule, row: shapes.deduct(attrs.evolve(shape, part="proportional"), rule, row)),
    (numbers, "_tolerated", lambda row: False),
    (numbers, "_climbed", lambda found, row: found),
    (words, "workdays", lambda start, end, own: (end - start).days),
    (words, "_inside", lambda rule, score, row, rounded: True),
    (rows, "_not_applicable", lambda *_: Found("not_applicable")),
    (funds, "_value", lambda points, rate, *_: points * (rate or 0)),
    (form, "_grade", lambda total, rules: "良"),
    (rounding, "units", lambda value, places, mode: int(abs(value) * 10**places) * (-1 if value < 0 else 1)),
)  # fmt: skip


@pytest.mark.parametrize(("place", "name", "wrong"), PLANTED)
def test_a_fault_of_the_oracle_is_seen(
    place: Any, name: Any, wrong: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One wrong function of the oracle makes the comparison red: nothing that it says is left unread."""
    if isinstance(place, dict):
        monkeypatch.setitem(place, name, wrong)
    else:
        monkeypatch.setattr(place, name, wrong)

    assert agree.run(FEW, SEED).wrong != []


@pytest.mark.parametrize("key", ["score", "rule", "status", "problems"])
def test_a_fault_of_the_engine_is_seen(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One row in a form that the engine gets wrong makes the comparison red."""
    changed = {"score": Decimal("3.14"), "rule": "elsewhere", "status": "missing", "problems": ()}
    right = engine.score

    def wrong(filing: Any, rules: Any) -> Report:
        """Score, and change the first row."""
        report = right(filing, rules)
        lines = (attrs.evolve(report.lines[0], **{key: changed[key]}), *report.lines[1:])
        return attrs.evolve(report, lines=lines)

    monkeypatch.setattr(engine, "score", wrong)

    assert agree.run(FEW // 10, SEED).wrong != []


def test_an_engine_that_raises_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """No filing may make an engine raise."""
    monkeypatch.setattr(engine, "score", lambda filing, rules: 1 / 0)

    assert any("division by zero" in one for one in agree.run(10, SEED).wrong)


@pytest.mark.parametrize("key", ["explain", "steps", "problems", "compared"])
def test_another_word_than_before_is_seen(key: str) -> None:
    """A sentence, step or fact that differs from the engine as it was is a difference, with what draws it again."""
    drawn = next(forms(SEED, 1, 2))
    said = engine.as_line(engine.report_of(drawn.filing, drawn.rules))
    other = json.loads(said)
    other["row 0"][key] = "别的说法"
    nothing = agree.Tally(agree.Counter(), agree.Counter(), [])
    found = list(agree.against_before(drawn, said, json.dumps(other), nothing))

    assert [(one.where, one.engines) for one in found] == [("row 0", "engine / engine as it was")]
    assert f"seed '{SEED}' form 1 row 0" in str(found[0])
    assert "别的说法" in str(found[0])
    assert list(agree.against_before(drawn, said, said, nothing)) == []


def test_a_name_explains_nothing_else() -> None:
    """SC21 may say now where the amounts are; another fact, code or number beside it is a difference all the same."""
    old = {"line": ["error"], "problems": ["SC21 error 没有覆盖 | 补上 | 预算执行情况 | None  ()"]}
    new = {
        "line": ["error"],
        "problems": [old["problems"][0].replace("None  ()", "抽样.yaml:410:1  ((0, 1),)")],
    }
    name = next(one for one in before.NAMED if one.name == "no place")

    assert name.explains(old, new)
    assert not name.explains(old, {**new, "line": ["scored"]})
    assert not name.explains(old, {**new, "problems": [*new["problems"], "FD04"]})
    for was, said in (("没有", "已经"), ("SC21", "SC20"), ("补上", "删去")):
        assert not name.explains(old, {**new, "problems": [new["problems"][0].replace(was, said)]})
        if was == "SC21":
            assert not name.explains({**old, "problems": [old["problems"][0].replace(was, said)]}, new)


def test_an_amount_that_was_a_month_is_named_and_no_other() -> None:
    """Of the budget only an amount that looks like a month, of the form only that it follows; a row never."""
    name = next(one for one in before.NAMED if one.name == "no month")
    told = "FD12 error 金额“{}”没有读清 | 只写数字"
    was = {"line": ["error"], "problems": [told.format("2024.12")]}

    assert name.explains(was, {"line": ["scored"], "problems": []})
    assert not name.explains(was, {**was, "line": ["scored"]})
    shown, read = ({"line": [], "amounts": [None, f"1980.01 {value}"]} for value in (None, "Quantity()"))
    assert name.explains(shown, read)
    assert not name.explains(shown, {**shown, "line": ["scored"]})
    assert not name.explains({**was, "problems": [told.format("2024.13")]}, {"line": [], "problems": []})
    assert name.explains({"own": [], "problems": ["FD12"]}, {"own": [], "problems": ["FD03"]})
    assert not name.explains({"own": [], "problems": ["SC13"]}, {"own": [], "problems": ["FD03"]})


def test_without_the_commit_the_engine_as_it_was_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git does not know the commit, the other two are compared all the same."""
    monkeypatch.setattr(before, "FOLDER", tmp_path)
    monkeypatch.setattr(before, "COMMIT", "0000000000")

    assert before.extracted() is None


def test_the_same_seed_draws_the_same_forms() -> None:
    """Two processes can draw the same forms: seed and index are all that a form depends on."""
    first, second = ([one.filing for one in forms(SEED, 16, 24)] for _ in range(2))

    assert first == second
    assert first[3:] == [one.filing for one in forms(SEED, 19, 24)]
    assert first != [one.filing for one in forms("another", 16, 24)]
