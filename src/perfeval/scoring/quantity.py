"""Scoring a number against a number: met or missed, the edges that a rule set must name, and the ratio."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.model import Bands, Linear, PassFail, Proportional, Reciprocal, RuleSet, Shape
from perfeval.notation import SIGN_TEXT, Measure, Pair, Sign, align
from perfeval.scoring import codes, tell
from perfeval.scoring.bands import score_bands
from perfeval.scoring.outcome import Outcome, failed, full, scored, zero
from perfeval.source import Code, has_errors

__all__ = ["score_quantity"]

_MET: dict[Sign, Callable[[int], bool]] = {
    "at_least": lambda difference: difference >= 0,
    "above": lambda difference: difference > 0,
    "equal": lambda difference: difference == 0,
    "at_most": lambda difference: difference <= 0,
    "below": lambda difference: difference < 0,
}


class _Row(NamedTuple):
    """What a row is scored by, beside target and actual. `method` is the shape that the indicator asks for."""

    sign: Sign | None
    points: Fraction
    rules: RuleSet
    method: Shape | None


def score_quantity(
    target: Measure,
    actual: Measure,
    sign: Sign | None,
    points: Fraction,
    rules: RuleSet,
    method: Shape | None,
) -> Outcome:
    """Score an actual against a target, both of kind number.

    Args:
        target: The target; its own sign is already in *sign*.
        actual: The actual; it may carry a sign, and is then a set of possible values.
        sign: The effective sign, None where neither form nor rule set gives one.
        points: The points of the row.
        rules: The rule set.
        method: The shape that the indicator asks for, if any.
    """
    goal, done = target.quantity, actual.quantity
    if goal is None or done is None:
        message = "score_quantity takes measures of kind number"
        raise TypeError(message)
    row = _Row(sign, points, rules, method)
    if actual.sign is None and done.unit == goal.unit and (done.unit or done.scale == goal.scale):
        # Nine rows of ten: one value against another in the same unit.
        return _score_point(goal.value, done.value, done.unit, row)
    pair = align(target, actual)
    if has_errors(pair.problems):
        # A target without direction must be asked for in the same go, not in the next one.
        asked = () if sign is not None else failed(codes.SC01, codes.SC01.what).problems
        return Outcome("error", tell.failed, problems=(*pair.problems, *asked))
    outcome = _score_set(pair, row)
    return outcome._replace(problems=(*pair.problems, *outcome.problems)) if pair.problems else outcome


def _score_set(pair: Pair, row: _Row) -> Outcome:
    """Score a set of possible values: met when the whole set is, else by its worst end."""
    if pair.actual.low is not None and pair.actual.low == pair.actual.high:
        return _score_point(pair.target, pair.actual.low, pair.unit, row)
    if row.sign is None:
        return failed(codes.SC01, "目标值没有符号，完成值是一个范围，无法判断是否达到")
    if isinstance(row.method, Bands):
        return failed(codes.SC17, "完成值是一个范围，不能按分档计分")
    if pair.met(row.sign):
        return _full(row)
    worst = pair.worst(row.sign)
    if worst is None:
        return failed(codes.SC17, codes.SC17.what)
    return _missed(pair.target, worst, row.sign, row)


def _score_point(target: Fraction, actual: Fraction, unit: str | None, row: _Row) -> Outcome:
    """Score one value against the target."""
    if isinstance(row.method, Bands):
        return _score_by_bands(row.method, target, actual, unit, row)
    # In integers: comparing two fractions costs ten times as much.
    (done, share), (due, part) = actual.as_integer_ratio(), target.as_integer_ratio()
    difference = done * part - due * share
    # Without a sign, only an actual that equals the target is beyond doubt.
    if _MET[row.sign or "equal"](difference):
        return _full(row)
    if row.sign is None:
        return failed(codes.SC01, codes.SC01.what)
    return _missed(target, actual, row.sign, row)


def _full(row: _Row) -> Outcome:
    """Return all points for a met target, with the clause of the rule for its sign; no ratio is needed."""
    shape, _ = _shape(row.sign, row.rules) if row.sign is not None else (None, "")
    return full(row.points, tell.met, "met", shape.clause if shape is not None else None)


def _score_by_bands(shape: Bands, target: Fraction, actual: Fraction, unit: str | None, row: _Row) -> Outcome:
    """Score by a band table, which itself says what a met target earns."""
    if shape.of == "actual":
        return score_bands(shape, actual, unit, row.points)
    edge = _edge(target, actual, row)
    return edge if edge is not None else score_bands(shape, actual / target, None, row.points)


def _missed(target: Fraction, actual: Fraction, sign: Sign, row: _Row) -> Outcome:
    """Score an actual that missed the target; what lies on an edge needs a rule that names it."""
    if isinstance(row.method, PassFail):
        return zero(tell.pass_fail, "method", row.method.clause)
    edge = _edge(target, actual, row)
    if edge is not None:
        return edge
    if row.method is not None:
        return _ratio(row.method, "method", target, actual, sign, row.points)
    if sign == "equal" and actual > target:
        equal = row.rules.equal
        return _policy(equal.exceeded, "equal.exceeded", equal.clause, row, codes.SC02, codes.SC02.what)
    if actual == target:
        return _policy(row.rules.strict_edge, "strict_edge", None, row, codes.SC05, codes.SC05.what)
    shape, rule = _shape(sign, row.rules)
    if shape is None:
        fact = f"规则 {row.rules.id} 没有写“{SIGN_TEXT[sign]}”的目标未达到时怎么计分"
        return failed(codes.SC06, fact)
    return _ratio(shape, rule, target, actual, sign, row.points)


def _edge(target: Fraction, actual: Fraction, row: _Row) -> Outcome | None:
    """Return the outcome of a ratio that would divide by zero or has no meaning below zero, or None."""
    if actual.numerator < 0:
        return _policy(row.rules.negative_actual, "negative_actual", None, row, codes.SC04, "完成值是负数")
    if target.numerator < 0:
        return failed(codes.SC04, "目标值是负数，按比例计分没有意义")
    return _zero_target(row.rules) if target.numerator == 0 else None


def _policy(policy: str, rule: str, clause: str | None, row: _Row, code: Code, fact: str) -> Outcome:
    """Return what a rule set says of an edge: full, zero, or (where it says nothing) a problem."""
    if policy == "full":
        return full(row.points, tell.policy_full, rule, clause)
    if policy == "zero":
        return zero(tell.policy_zero, rule, clause)
    return failed(code, f"{fact}，规则 {row.rules.id} 没有写明怎么计分")


def _zero_target(rules: RuleSet) -> Outcome:
    """Return the outcome of a zero target that was missed: no ratio exists, only pass or fail."""
    if isinstance(rules.zero_target, PassFail):
        return zero(tell.pass_fail, "zero_target", rules.zero_target.clause)
    return failed(codes.SC03, f"目标值为零而没有达到，规则 {rules.id} 没有写明怎么计分")


def _shape(sign: Sign, rules: RuleSet) -> tuple[Shape | None, str]:
    """Return the shape that the rule set gives to a miss under *sign*, and where in the rule set it stands."""
    if sign == "equal" and rules.equal.missed is not None:
        return rules.equal.missed, "equal.missed"
    if sign in ("at_most", "below"):
        return rules.at_most, "at_most"
    return rules.at_least, "at_least"


def _ratio(
    shape: Shape, rule: str, target: Fraction, actual: Fraction, sign: Sign, points: Fraction
) -> Outcome:
    """Return points × ratio for a target above zero and an actual not below: one exact fraction."""
    upward = sign not in ("at_most", "below")
    if isinstance(shape, Proportional) and upward:
        return scored(_times(points, actual, target), tell.proportional, rule, shape.clause)
    if isinstance(shape, Reciprocal) and not upward:
        return scored(_times(points, target, actual), tell.reciprocal, rule, shape.clause)
    if isinstance(shape, Linear) and not upward:
        left = 2 * target - actual
        return scored(_times(points, max(left, Fraction(0)), target), tell.linear, rule, shape.clause)
    if isinstance(shape, PassFail):
        return zero(tell.pass_fail, rule, shape.clause)
    if isinstance(shape, Bands) and shape.of == "ratio":
        return score_bands(shape, actual / target, None, points, rule)
    return failed(codes.SC08, f"计分形状不适用于“{SIGN_TEXT[sign]}”的目标")


def _times(points: Fraction, over: Fraction, under: Fraction) -> tuple[int, int]:
    """Return points × over ÷ under as numerator and denominator."""
    (a, b), (c, d), (e, f) = points.as_integer_ratio(), over.as_integer_ratio(), under.as_integer_ratio()
    return (a * c * f, b * d * e)
