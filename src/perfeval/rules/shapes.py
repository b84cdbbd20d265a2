"""One function per scoring shape: it writes the branches by which a row earns its score."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from perfeval.model import (
    Band,
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
    RuleSet,
    Shape,
    Share,
    TiersShape,
    Zero,
)
from perfeval.notation import SIGN_TEXT, Sign
from perfeval.rules import codes
from perfeval.rules.expressions import (
    ACTUAL,
    FILED,
    POINTS,
    TARGET,
    ZERO,
    Expression,
    Given,
    Registered,
    Test,
    called,
    ceil,
    constant,
    floor,
    greatest,
    least,
    named,
    size,
)
from perfeval.rules.plan import Branch, earns, escaped, stops, under
from perfeval.source import Code

__all__ = [
    "Asked",
    "apply",
    "by_hand",
    "by_shape",
    "decided",
    "edges",
    "lost",
    "most",
    "most_points",
    "share",
    "within",
]


class Asked(NamedTuple):
    """What branches are written for: a rule set, and what is the same for all rows of one kind.

    `sign` is the effective one, None where neither form nor rule set gives one; `method` is the shape that the
    indicator asks for; `percent` says that target and actual are percentages; `goal` is what the actual is held
    against: the target, or the end of an interval that it passed.
    """

    rules: RuleSet
    sign: Sign | None
    method: Shape | None = None
    percent: bool = False
    goal: Expression = TARGET


def apply(shape: Shape, rule: str, asked: Asked) -> list[Branch]:
    """Return what a row earns under *shape*; one that is not `whole` is asked only where the target was missed.

    Args:
        shape: The shape.
        rule: Where in the rule set it stands.
        asked: The row. Where the shape needs a ratio, zero and negative numbers were sorted out before.
    """
    return _WRITTEN[type(shape)](shape, rule, asked)


def by_shape(shape: Shape, rule: str, asked: Asked) -> list[Branch]:
    """Return what a row earns under *shape*; where that needs a ratio, what has none needs a rule that names it.

    Args:
        shape: The shape.
        rule: Where in the rule set it stands.
        asked: The row.
    """
    on_the_edge = edges(asked) if needs_a_ratio(shape) else []
    return on_the_edge + apply(shape, rule, asked)


def needs_a_ratio(shape: Shape) -> bool:
    """Return whether a shape divides by the target, so that a target of zero or below it is an edge."""
    looked_up = isinstance(shape, Bands | Piecewise | Deduct) and shape.of != "actual"
    return isinstance(shape, Ratio) or looked_up


def edges(asked: Asked) -> list[Branch]:
    """Return the branches of a ratio that would divide by zero or has no meaning below zero.

    Args:
        asked: The row.
    """
    rules = asked.rules
    negative, below = "完成值是负数", "目标值是负数"
    zero = "目标值为零而没有达到"
    return [
        *under(
            [ACTUAL < ZERO], decided(rules.negative_actual, "negative_actual", asked, codes.SC04, negative)
        ),
        *under(
            [asked.goal < ZERO], decided(rules.negative_target, "negative_target", asked, codes.SC04, below)
        ),
        *under([asked.goal.equals(ZERO)], decided(rules.zero_target, "zero_target", asked, codes.SC03, zero)),
    ]


def decided(shape: Shape | None, rule: str, asked: Asked, code: Code, fact: str) -> list[Branch]:
    """Return what a rule set says of an edge, or (where it says nothing) the problem.

    Args:
        shape: What the rule set says; no ratio, which the edge does not have.
        rule: Where in the rule set it says so.
        asked: The row.
        code: The problem of an edge that is not named.
        fact: What is on the edge.
    """
    if shape is None or isinstance(shape, Ratio):
        return stops(code, f"{escaped(fact)}，规则 {escaped(asked.rules.id)} 没有写明怎么计分")
    return apply(shape, rule, asked)


def _clash(asked: Asked) -> list[Branch]:
    """Return the problem of a shape that makes no sense of the target's sign."""
    if asked.sign is None:
        return stops(codes.SC01)
    return stops(codes.SC08, f"计分形状不适用于“{SIGN_TEXT[asked.sign]}”的目标")


def _upward(asked: Asked) -> bool:
    """Return whether more is better."""
    return asked.sign not in ("at_most", "below")


def share(written: Share, whole: Expression = POINTS) -> Expression:
    """Return a share of the points (80%), or the number itself (7).

    Args:
        written: As the rule set writes it.
        whole: What a percentage is a share of.
    """
    return constant(written.value) * whole if written.percent else constant(written.value)


def most(shape: Ratio) -> Expression:
    """Return the most that a row may earn under a shape in proportion: a cap in points only ever lowers it."""
    if shape.cap is None:
        return POINTS
    return share(shape.cap) if shape.cap.percent else most_points(constant(shape.cap.value))


def most_points(expression: Expression) -> Expression:
    """Return a score that is not above the points."""
    return least(expression, POINTS)


def _in_proportion(shape: Ratio, rule: str, asked: Asked, score: Expression, say: str) -> list[Branch]:
    """Return a score in proportion: held at its cap, and nothing below its floor."""
    raw = named("raw", score)
    branches = []
    # Without a cap of its own a shape is asked of missed targets only, which earn less than all points; only with `=`
    # the target may be missed on the far side.
    if shape.cap is not None or asked.sign == "equal":
        branches += under([raw > most(shape)], earns(most(shape), rule, "capped", shape))
    if shape.floor is not None:
        branches += under([raw < share(shape.floor)], earns(ZERO, rule, "floored", shape))
    return branches + earns(raw, rule, say, shape)


def _proportional(shape: Proportional, rule: str, asked: Asked) -> list[Branch]:
    """Points × actual ÷ target."""
    if not _upward(asked) or asked.sign is None:
        return _clash(asked)
    return _in_proportion(shape, rule, asked, POINTS * ACTUAL / asked.goal, "proportional")


def _reciprocal(shape: Reciprocal, rule: str, asked: Asked) -> list[Branch]:
    """Points × target ÷ actual; of nothing at all the quotient is beyond every cap."""
    if _upward(asked):
        return _clash(asked)
    nothing = under([ACTUAL.equals(ZERO)], earns(most(shape), rule, "nothing_left", shape))
    return nothing + _in_proportion(shape, rule, asked, POINTS * asked.goal / ACTUAL, "reciprocal")


def _linear(shape: Linear, rule: str, asked: Asked) -> list[Branch]:
    """Points × (2 × target − actual) ÷ target, not below zero."""
    if _upward(asked):
        return _clash(asked)
    left = greatest(constant(2) * asked.goal - ACTUAL, ZERO)
    return _in_proportion(shape, rule, asked, POINTS * left / asked.goal, "linear")


def _looked_up(of: str, asked: Asked) -> Expression:
    """Return what a table is asked with: the actual (a percentage as a share), the ratio, or the deviation."""
    if of == "actual":
        return ACTUAL / constant(100) if asked.percent else ACTUAL
    if of == "deviation":
        return named("deviation", size(ACTUAL - asked.goal) / size(asked.goal))
    return named("ratio", ACTUAL / size(asked.goal))


def _unit_clash(of: str, percent: Iterable[bool], asked: Asked) -> bool:
    """Return whether a table of actuals is written in percent and the actual is none, or the other way round."""
    return of == "actual" and bool(set(percent) - {asked.percent})


def within(band: Band, value: Expression) -> list[Test]:
    """Return the tests that a band holds a value: from it on, above it, in its range, or whatever is left.

    Args:
        band: The band.
        value: What is looked up.
    """
    if band.range is not None:
        low, high = constant(band.range.low), constant(band.range.high)
        return [
            value >= low if band.range.low_closed else value > low,
            value <= high if band.range.high_closed else value < high,
        ]
    if band.above is not None:
        return [value > constant(band.above.value)]
    return [value >= constant(band.start.value)] if band.start is not None else []


def _bands(shape: Bands, rule: str, asked: Asked) -> list[Branch]:
    """Score by the first band that holds the value."""
    ends = [end for band in shape.bands if (end := band.start or band.above or band.range) is not None]
    if _unit_clash(shape.of, (end.percent for end in ends), asked):
        return stops(codes.SC18)
    value = _looked_up(shape.of, asked)
    branches = []
    for band in shape.bands:
        branches += under(within(band, value), earns(share(band.score), rule, "bands", shape))
    return branches + stops(codes.SC21)


def _piecewise(shape: Piecewise, rule: str, asked: Asked) -> list[Branch]:
    """Score on the straight line between two anchors."""
    anchors = shape.anchors
    if _unit_clash(shape.of, (anchor.at.percent for anchor in anchors), asked):
        return stops(codes.SC18)
    value = _looked_up(shape.of, asked)

    def end(says: str, score: Share) -> list[Branch]:
        """Return what lies beyond an end."""
        if says == "problem":
            return stops(codes.SC21)
        return earns(share(score) if says == "hold" else ZERO, rule, "piecewise", shape)

    first, last = anchors[0], anchors[-1]
    branches = under([value < constant(first.at.value)], end(shape.below, first.score))
    branches += under([value > constant(last.at.value)], end(shape.above, last.score))
    for left, right in pairwise(anchors):
        low, high = share(left.score), share(right.score)
        run = constant(right.at.value - left.at.value)
        line = low + (high - low) * (value - constant(left.at.value)) / run
        branches += under([value <= constant(right.at.value)], earns(line, rule, "piecewise", shape))
    return branches


def _steps(each: Share, part: str, gap: Expression) -> Expression:
    """Return how many times *each* goes into *gap*: exactly, in whole ones, or with a begun one counted."""
    steps = gap / constant(each.value)
    return floor(steps) if part == "drop" else ceil(steps) if part == "whole" else steps


def lost(shape: Deduct, gap: Expression, rule: str, say: str) -> list[Branch]:
    """Return all points less so much for every step of a gap, not below zero.

    Args:
        shape: How much is lost for how much.
        gap: What is missing.
        rule: Where in the rule set the shape stands.
        say: Which sentence tells of it.
    """
    away = named("lost", _steps(shape.each, shape.part, gap) * share(shape.score))
    return earns(greatest(POINTS - away, ZERO), rule, say, shape)


def _deduct(shape: Deduct, rule: str, asked: Asked) -> list[Branch]:
    """Score all points less so much for every step missed, not below zero."""
    if _unit_clash(shape.of, (shape.each.percent,), asked):
        return stops(codes.SC18)
    gap = size(asked.goal - ACTUAL)
    if shape.of == "ratio":
        return lost(shape, gap / size(asked.goal), rule, "deducted")
    return lost(shape, gap / constant(100) if asked.percent else gap, rule, "deducted")


def _count(shape: Count, rule: str, asked: Asked) -> list[Branch]:
    """Score so much for every step done, not above the points."""
    if _unit_clash("actual", (shape.each.percent,), asked):
        return stops(codes.SC18)
    negative = under([ACTUAL < ZERO], stops(codes.SC04, "完成值是负数，不能按数累加"))
    done = _steps(shape.each, shape.part, _looked_up("actual", asked)) * share(shape.score)
    return negative + earns(most_points(done), rule, "counted", shape)


def _pass_fail(shape: PassFail, rule: str, asked: Asked) -> list[Branch]:
    """Score nothing, or what the rule states for a miss."""
    return earns(share(shape.missed) if shape.missed is not None else ZERO, rule, "pass_fail", shape)


def _full(shape: Full, rule: str, asked: Asked) -> list[Branch]:
    """Score all points."""
    return earns(POINTS, rule, "policy_full", shape)


def _zero(shape: Zero, rule: str, asked: Asked) -> list[Branch]:
    """Score nothing."""
    return earns(ZERO, rule, "policy_zero", shape)


def by_hand(rule: str, clause: str | None) -> list[Branch]:
    """Return the score that the filing gives: inside the points, and with its reason.

    Args:
        rule: Where in the rule set a filed score is asked for or admitted.
        clause: The clause of that rule.
    """
    outside = stops(codes.SC25, "得分 {filed_text} 不在 0 与分值 {points} 之间")
    filed, reason = Given("filed"), Given("reason")
    return [
        *under([filed, FILED < ZERO], outside),
        *under([filed, FILED > POINTS], outside),
        *under([filed, reason], earns(FILED, rule, "manual", clause=clause, by_hand=True)),
        *under([filed], stops(codes.SC26)),
        *stops(codes.SC24),
    ]


def _manual(shape: Manual, rule: str, asked: Asked) -> list[Branch]:
    """Score what the filing gives."""
    return by_hand(rule, shape.clause)


def _custom(shape: Custom, rule: str, asked: Asked) -> list[Branch]:
    """Score what a registered function returns."""
    scored = earns(called(shape.function, asked.sign, asked.goal), rule, "custom", shape)
    missing = stops(codes.SC28, f"没有登记名为“{escaped(shape.function)}”的计分函数")
    return under([Registered(shape.function)], scored) + missing


def _tiers(shape: TiersShape, rule: str, asked: Asked) -> list[Branch]:
    """Tell that a tier is chosen by an indicator, not by an edge of the rule set."""
    return _clash(asked)


_WRITTEN: dict[type[Shape], Callable[[Any, str, Asked], list[Branch]]] = {
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
