"""Scoring a number against a number: met or missed, the edges that a rule set must name, and the shape."""

from __future__ import annotations

from collections.abc import Callable

from perfeval.model import Bands, Deduct, Piecewise, Ratio, Shape
from perfeval.notation import SIGN_TEXT, Measure, Pair, Sign, align
from perfeval.scoring import codes, tell
from perfeval.scoring.ladder import climb
from perfeval.scoring.outcome import Case, Outcome, Teller, failed, full
from perfeval.scoring.shapes import apply
from perfeval.source import Code, has_errors

__all__ = ["score_missed", "score_quantity"]

_LOOKED_UP = (Bands, Piecewise, Deduct)
"""The shapes that may be asked with a ratio, and are not always."""
_MET: dict[Sign, Callable[[int], bool]] = {
    "at_least": lambda difference: difference >= 0,
    "above": lambda difference: difference > 0,
    "equal": lambda difference: difference == 0,
    "at_most": lambda difference: difference <= 0,
    "below": lambda difference: difference < 0,
}


def score_quantity(target: Measure, actual: Measure, case: Case) -> Outcome:
    """Score an actual against a target, both of kind number.

    Args:
        target: The target; its own sign is already in the case.
        actual: The actual; it may carry a sign, and is then a set of possible values.
        case: The row; its target and actual are set here.
    """
    goal, done = target.quantity, actual.quantity
    if goal is None or done is None:
        message = "score_quantity takes measures of kind number"
        raise TypeError(message)
    if actual.sign is None and done.unit == goal.unit and (done.unit or done.scale == goal.scale):
        # Nine rows of ten: one value against another in the same unit.
        return _score_point(case._replace(target=goal.value, actual=done.value, unit=done.unit))
    pair = align(target, actual)
    if has_errors(pair.problems):
        # A target without direction must be asked for in the same go, not in the next one.
        asked = () if case.sign is not None else failed(codes.SC01).problems
        return Outcome("error", tell.failed, problems=(*pair.problems, *asked))
    outcome = _score_set(pair, case._replace(target=pair.target, unit=pair.unit))
    return outcome._replace(problems=(*pair.problems, *outcome.problems)) if pair.problems else outcome


def _score_set(pair: Pair, case: Case) -> Outcome:
    """Score a set of possible values: met when the whole set is, else by its worst end."""
    if pair.actual.low is not None and pair.actual.low == pair.actual.high:
        return _score_point(case._replace(actual=pair.actual.low))
    if case.sign is None:
        return failed(codes.SC01, "目标值没有符号，完成值是一个范围，无法判断是否达到")
    asked = case.method or _shape(case)[0]
    if asked is not None and asked.whole:
        return failed(codes.SC17, "完成值是一个范围，这种计分形状要一个确切的值")
    if pair.met(case.sign):
        return _full(case)
    worst = pair.worst(case.sign)
    if worst is None:
        return failed(codes.SC17)
    return _missed(case._replace(actual=worst))


def _score_point(case: Case) -> Outcome:
    """Score one value against the target, then look whether it lies far above it."""
    outcome = _by_target(case)
    ladder = case.rules.over_fulfilment
    return climb(outcome, ladder, case) if ladder is not None and outcome.ratio is not None else outcome


def _by_target(case: Case) -> Outcome:
    """Score one value: a shape that is whole decides alone, else met earns all points."""
    if case.method is not None and case.method.whole:
        return _whole(case.method, "method", case)
    sign = case.sign
    # Without a sign, only an actual that equals the target is beyond doubt.
    if sign == "equal" and not _met(case, sign) and _tolerated(case):
        return _full(case, tell.tolerated)
    if _met(case, sign or "equal"):
        shape, rule = _shape(case) if case.method is None and sign not in (None, "equal") else (None, "")
        return _full(case) if shape is None or not shape.whole else _whole(shape, rule, case)
    return failed(codes.SC01) if sign is None else _missed(case)


def _met(case: Case, sign: Sign) -> bool:
    """Return whether the target is met under a sign."""
    # In integers: comparing two fractions costs ten times as much.
    (done, share), (due, part) = case.actual.as_integer_ratio(), case.target.as_integer_ratio()
    return _MET[sign](done * part - due * share)


def _tolerated(case: Case) -> bool:
    """Return whether a target with `=` is missed by no more than the rule set tolerates."""
    tolerance = case.rules.equal.tolerance
    return tolerance is not None and abs(case.actual - case.target) <= tolerance.of(abs(case.target))


def _full(case: Case, say: Teller = tell.met) -> Outcome:
    """Return all points for a met target, with the clause of the rule for its sign; no ratio is needed."""
    shape = _shape(case)[0] if case.sign is not None else None
    return full(case.points, say, "met", shape.clause if shape is not None else None)


def _whole(shape: Shape, rule: str, case: Case) -> Outcome:
    """Score by a shape that says itself what a met target earns."""
    if isinstance(shape, Ratio) and case.target <= 0 and case.sign is not None and _met(case, case.sign):
        most = min(shape.most(case.points), case.points)
        # A met target needs no ratio, but a cap in points holds the row all the same.
        return _full(case) if most == case.points else full(most, tell.held, rule, shape.clause)
    return score_missed(shape, rule, case)


def _missed(case: Case) -> Outcome:
    """Score an actual that missed the target, by the indicator's own method or by the rule set's."""
    if case.method is not None:
        return score_missed(case.method, "method", case)
    sign, equal = case.sign, case.rules.equal
    if sign == "equal" and case.target.numerator == 0:
        return _edge(case) or failed(codes.SC03)
    if sign == "equal" and case.actual > case.target:
        return _named(equal.exceeded, "equal.exceeded", case, codes.SC02, codes.SC02.what)
    if case.actual == case.target:
        return _named(case.rules.strict_edge, "strict_edge", case, codes.SC05, codes.SC05.what)
    shape, rule = _shape(case)
    if shape is None and sign is not None:
        # An edge that has no rule either is the nearer cause.
        return _edge(case) or failed(
            codes.SC06, f"规则 {case.rules.id} 没有写“{SIGN_TEXT[sign]}”的目标怎么计分"
        )
    return score_missed(shape, rule, case) if shape is not None else failed(codes.SC01)


def score_missed(shape: Shape, rule: str, case: Case) -> Outcome:
    """Score by *shape*; where that needs a ratio, what lies on an edge needs a rule that names it."""
    if isinstance(shape, Ratio) or (isinstance(shape, _LOOKED_UP) and shape.of != "actual"):
        edge = _edge(case)
        if edge is not None:
            return edge
    return apply(shape, rule, case)


def _edge(case: Case) -> Outcome | None:
    """Return the outcome of a ratio that would divide by zero or has no meaning below zero, or None."""
    rules = case.rules
    if case.actual.numerator < 0:
        return _named(rules.negative_actual, "negative_actual", case, codes.SC04, "完成值是负数")
    if case.target.numerator < 0:
        return _named(rules.negative_target, "negative_target", case, codes.SC04, "目标值是负数")
    if case.target.numerator == 0:
        return _named(rules.zero_target, "zero_target", case, codes.SC03, "目标值为零而没有达到")
    return None


def _named(shape: Shape | None, rule: str, case: Case, code: Code, fact: str) -> Outcome:
    """Return what a rule set says of an edge, or (where it says nothing) a problem."""
    by_ratio = isinstance(shape, Ratio)
    if shape is None or (by_ratio and rule != "equal.exceeded"):
        return failed(code, f"{fact}，规则 {case.rules.id} 没有写明怎么计分")
    if by_ratio:
        # More than was to be exactly met is too much: it is scored like a target with ≤.
        return score_missed(shape, rule, case._replace(sign="at_most"))
    return apply(shape, rule, case)


def _shape(case: Case) -> tuple[Shape | None, str]:
    """Return the shape that the rule set gives to a row of this sign, and where in the rule set it stands."""
    rules = case.rules
    if case.sign == "equal" and rules.equal.missed is not None:
        return rules.equal.missed, "equal.missed"
    if case.sign in ("at_most", "below"):
        return rules.at_most, "at_most"
    return rules.at_least, "at_least"
