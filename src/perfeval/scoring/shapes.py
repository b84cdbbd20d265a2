"""One function per scoring shape: what a case earns under it, as one exact fraction."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from perfeval.exact import Fraction, digits
from perfeval.model import (
    Bands,
    Count,
    Custom,
    Deduct,
    Full,
    Linear,
    Manual,
    PassFail,
    Piecewise,
    Proportional,
    Ratio,
    Reciprocal,
    Shape,
    Share,
    TiersShape,
    Zero,
)
from perfeval.notation import SIGN_TEXT
from perfeval.scoring import codes, tell
from perfeval.scoring.bands import find_band, on_line, written_in_percent
from perfeval.scoring.custom import call
from perfeval.scoring.outcome import Case, Outcome, Teller, failed, full, scored, zero

__all__ = ["NUMBERLESS", "apply", "by_hand", "steps_missing"]

NUMBERLESS = Full | Zero | PassFail | Manual
"""The shapes that ask for no numbers: they fit a date or a yes as well as 87.5%."""


def apply(shape: Shape, rule: str, case: Case) -> Outcome:
    """Return what *case* earns under *shape*.

    Args:
        shape: The shape; one that is not `whole` is asked only where the target was missed.
        rule: Where in the rule set the shape stands.
        case: Target, actual and the rest. Zero and negative targets were sorted out before, where a ratio is due.
    """
    return _APPLY[type(shape)](shape, rule, case)


def _upward(case: Case) -> bool:
    """Return whether more is better."""
    return case.sign not in ("at_most", "below")


def _clash(case: Case) -> Outcome:
    """Return the outcome of a shape that makes no sense of the target's sign."""
    if case.sign is None:
        return failed(codes.SC01)
    return failed(codes.SC08, f"计分形状不适用于“{SIGN_TEXT[case.sign]}”的目标")


def _times(points: Fraction, over: Fraction, under: Fraction) -> tuple[int, int]:
    """Return points × over ÷ under as numerator and denominator."""
    (a, b), (c, d), (e, f) = points.as_integer_ratio(), over.as_integer_ratio(), under.as_integer_ratio()
    return (a * c * f, b * d * e)


def _by_ratio(shape: Ratio, rule: str, ratio: tuple[int, int], case: Case, say: Teller) -> Outcome:
    """Return the outcome of a score in proportion: held at its cap, and nothing below its floor."""
    cap = shape.most(case.points)
    # In integers: nine rows of ten are below their cap, and a fraction costs ten times as much.
    if ratio[0] * cap.denominator > cap.numerator * ratio[1]:
        return full(cap, partial(tell.capped, raw=Fraction(*ratio), shape=shape), rule, shape.clause)
    if shape.floor is not None and Fraction(*ratio) < shape.floor.of(case.points):
        say = partial(tell.floored, floor=shape.floor.text, raw=Fraction(*ratio))
        return zero(say, rule, shape.clause)
    return scored(ratio, say, rule, shape.clause)


def _proportional(shape: Proportional, rule: str, case: Case) -> Outcome:
    """Points × actual ÷ target."""
    if not _upward(case) or case.sign is None:
        return _clash(case)
    return _by_ratio(shape, rule, _times(case.points, case.actual, case.target), case, tell.proportional)


def _reciprocal(shape: Reciprocal, rule: str, case: Case) -> Outcome:
    """Points × target ÷ actual."""
    if _upward(case):
        return _clash(case)
    if not case.actual:
        # Nothing at all of what should stay small: the quotient is beyond every cap.
        return full(shape.most(case.points), tell.nothing_left, rule, shape.clause)
    return _by_ratio(shape, rule, _times(case.points, case.target, case.actual), case, tell.reciprocal)


def _linear(shape: Linear, rule: str, case: Case) -> Outcome:
    """Points × (2 × target − actual) ÷ target, not below zero."""
    if _upward(case):
        return _clash(case)
    left = max(2 * case.target - case.actual, Fraction(0))
    return _by_ratio(shape, rule, _times(case.points, left, case.target), case, tell.linear)


def _looked_up(of: str, case: Case) -> Fraction:
    """Return what a table is asked with: the actual (a percentage as a share), the ratio, or the deviation."""
    if of == "actual":
        return case.actual / 100 if case.unit == "%" else case.actual
    difference = abs(case.actual - case.target) if of == "deviation" else case.actual
    return difference / abs(case.target)


def _unit_clash(of: str, percent: set[bool], case: Case) -> bool:
    """Return whether a table of actuals is written in percent and the actual is none, or the other way round."""
    return of == "actual" and bool(percent - {case.unit == "%"})


def _bands(shape: Bands, rule: str, case: Case) -> Outcome:
    """Score by the first band that holds the value."""
    if _unit_clash(shape.of, written_in_percent(shape.bands), case):
        return failed(codes.SC18)
    band = find_band(shape.bands, _looked_up(shape.of, case))
    if band is None:
        return failed(codes.SC21)
    return full(band.score.of(case.points), tell.bands, rule, shape.clause)


def _piecewise(shape: Piecewise, rule: str, case: Case) -> Outcome:
    """Score on the straight line between two anchors."""
    if _unit_clash(shape.of, {anchor.at.percent for anchor in shape.anchors}, case):
        return failed(codes.SC18)
    value, first, last = _looked_up(shape.of, case), shape.anchors[0], shape.anchors[-1]
    if value < first.at.value and shape.below != "problem":
        score = first.score.of(case.points) if shape.below == "hold" else Fraction(0)
    elif value > last.at.value and shape.above != "problem":
        score = last.score.of(case.points) if shape.above == "hold" else Fraction(0)
    else:
        found = on_line(shape.anchors, value, case.points)
        if found is None:
            return failed(codes.SC21)
        score = found
    return full(score, tell.piecewise, rule, shape.clause)


def steps_missing(each: Share, part: str, gap: Fraction) -> Fraction:
    """Return how many times *each* goes into *gap*: exactly, in whole ones, or with a begun one counted.

    >>> steps_missing(Share.parse("5"), "whole", Fraction(12))
    Fraction(3, 1)
    """
    steps = gap / each.value
    if part == "drop":
        return Fraction(steps.numerator // steps.denominator)
    return Fraction(-(-steps.numerator // steps.denominator)) if part == "whole" else steps


def _deduct(shape: Deduct, rule: str, case: Case) -> Outcome:
    """Score all points less so much for every step missed, not below zero."""
    if _unit_clash(shape.of, {shape.each.percent}, case):
        return failed(codes.SC18)
    gap = abs(case.target - case.actual)
    gap = gap / abs(case.target) if shape.of == "ratio" else gap / 100 if case.unit == "%" else gap
    lost = steps_missing(shape.each, shape.part, gap) * shape.score.of(case.points)
    say = partial(tell.deducted, lost=lost, each=shape.each.text, off=shape.score.text)
    return full(max(case.points - lost, Fraction(0)), say, rule, shape.clause)


def _count(shape: Count, rule: str, case: Case) -> Outcome:
    """Score so much for every step done, not above the points."""
    if _unit_clash("actual", {shape.each.percent}, case):
        return failed(codes.SC18)
    if case.actual < 0:
        return failed(codes.SC04, "完成值是负数，不能按数累加")
    done = steps_missing(shape.each, shape.part, _looked_up("actual", case))
    score = min(done * shape.score.of(case.points), case.points)
    say = partial(tell.counted, each=shape.each.text, more=shape.score.text)
    return full(score, say, rule, shape.clause)


def _pass_fail(shape: PassFail, rule: str, case: Case) -> Outcome:
    """Score nothing, or what the rule states for a miss."""
    lost = Fraction(0) if shape.missed is None else shape.missed.of(case.points)
    return full(lost, tell.pass_fail, rule, shape.clause)


def _full(shape: Full, rule: str, case: Case) -> Outcome:
    """Score all points."""
    return full(case.points, tell.policy_full, rule, shape.clause)


def _zero(shape: Zero, rule: str, case: Case) -> Outcome:
    """Score nothing."""
    return zero(tell.policy_zero, rule, shape.clause)


def by_hand(rule: str, clause: str | None, case: Case) -> Outcome:
    """Return the score that the filing gives: inside the points, and with its reason.

    Args:
        rule: Where in the rule set a filed score is asked for or admitted.
        clause: The clause of that rule.
        case: The case; its entry holds the score.
    """
    entry = case.entry
    if entry.score is None:
        return failed(codes.SC24)._replace(by_hand=True)
    if not 0 <= entry.score.value <= case.points:
        fact = f"得分 {entry.score.text} 不在 0 与分值 {digits(case.points)} 之间"
        return failed(codes.SC25, fact)._replace(by_hand=True)
    if not entry.score_reason:
        return failed(codes.SC26)._replace(by_hand=True)
    return full(entry.score.value, tell.manual, rule, clause)._replace(by_hand=True)


def _manual(shape: Manual, rule: str, case: Case) -> Outcome:
    """Score what the filing gives."""
    return by_hand(rule, shape.clause, case)


def _custom(shape: Custom, rule: str, case: Case) -> Outcome:
    """Score what a registered function returns."""
    score = call(shape.function, case)
    if score is None:
        fact = f"没有登记名为“{shape.function}”的计分函数"
        return failed(codes.SC28, fact)
    return full(score, partial(tell.custom, function=shape.function), rule, shape.clause)


def _tiers(shape: TiersShape, rule: str, case: Case) -> Outcome:
    """Tell that a tier is chosen by an indicator, not by an edge of the rule set."""
    return _clash(case)


_APPLY: dict[type[Shape], Callable[[Any, str, Case], Outcome]] = {
    Full: _full,
    Zero: _zero,
    PassFail: _pass_fail,
    Proportional: _proportional,
    Reciprocal: _reciprocal,
    Linear: _linear,
    Bands: _bands,
    Piecewise: _piecewise,
    Deduct: _deduct,
    Count: _count,
    TiersShape: _tiers,
    Manual: _manual,
    Custom: _custom,
}
