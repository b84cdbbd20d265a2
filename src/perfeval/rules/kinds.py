"""The plans of rows that are no number against a number: intervals, deadlines, yes or no, tiers, scores by hand."""

from __future__ import annotations

from perfeval.exact import Rounding
from perfeval.model import (
    Bands,
    Count,
    Deduct,
    Full,
    Manual,
    PassFail,
    Piecewise,
    Ratio,
    RuleSet,
    Shape,
    TierRule,
    Zero,
)
from perfeval.model.filing import TIERS
from perfeval.rules import codes
from perfeval.rules.expressions import (
    ACTUAL,
    DAYS,
    DEDUCTION,
    EARNED,
    FILED,
    HIGH,
    LOW,
    POINTS,
    ZERO,
    Compare,
    Expression,
    Given,
    Says,
    constant,
    greatest,
    named,
    rounded,
)
from perfeval.rules.plan import Branch, Stage, earns, escaped, stops, under
from perfeval.rules.shapes import Asked, apply, by_hand, by_shape, lost, most, most_points, share

__all__ = [
    "WORDLESS",
    "alone",
    "deadline",
    "deducted",
    "filed",
    "holds",
    "interval",
    "not_applicable",
    "tier",
    "yes_no",
]

NUMBERLESS = Full | Zero | PassFail | Manual
"""The shapes that ask for no numbers: they fit a date or a yes as well as 87.5%."""
WORDLESS = Manual | Full | Zero
"""The shapes that ask neither target nor actual: they fit words as well as numbers."""


def alone(asked: Asked) -> Stage:
    """Return what a row earns by a method that asks neither target nor actual.

    Args:
        asked: The row, with its method.
    """
    return Stage("base", tuple(apply(asked.method, "method", asked)) if asked.method is not None else ())


def interval(asked: Asked, *, low_closed: bool, high_closed: bool) -> Stage:
    """Return what a row earns whose target is an interval: inside is met, outside the end that was passed counts.

    Args:
        asked: The row.
        low_closed: Whether the low end belongs to the interval.
        high_closed: Whether the high end does.
    """
    edge = stops(codes.SC05, "目标值“{target_text}”不含端点，实际恰等于端点，规则没有写明怎么计分")
    return Stage(
        "base",
        (
            *under([ACTUAL < LOW], _outside("below", asked._replace(sign="at_least", goal=LOW))),
            *under([ACTUAL > HIGH], _outside("above", asked._replace(sign="at_most", goal=HIGH))),
            *(under([ACTUAL.equals(LOW)], edge) if not low_closed else ()),
            *(under([ACTUAL.equals(HIGH)], edge) if not high_closed else ()),
            *_inside(asked),
        ),
    )


def _inside(asked: Asked) -> list[Branch]:
    """Return what is earned inside an interval: all points, unless the method says itself what it earns."""
    method = asked.method
    if method is None or not method.whole:
        return earns(POINTS, "met", "met", clause=asked.rules.interval.clause)
    if isinstance(method, Ratio):
        return earns(most_points(most(method)), "method", "held", method)
    if isinstance(method, Count) or (isinstance(method, Bands | Piecewise) and method.of == "actual"):
        return apply(method, "method", asked)
    return stops(codes.SC08, "计分形状要一个目标值，不适用于区间“{target_text}”")


def _outside(end: str, asked: Asked) -> list[Branch]:
    """Return what is earned outside an interval, against the end that was passed."""
    rule = asked.rules.interval
    shape = asked.method or (rule.below if end == "below" else rule.above)
    if shape is None:
        side = "低于下限" if end == "below" else "高于上限"
        return stops(codes.SC06, f"规则 {escaped(asked.rules.id)} 没有写完成值{side}时怎么计分")
    branches = by_shape(shape, "method" if asked.method else f"interval.{end}", asked)
    return [branch._replace(clause=branch.clause or rule.clause) for branch in branches]


def deadline(asked: Asked) -> Stage:
    """Return what a date against a deadline earns: in time all points, late as the method or the rule set says.

    Args:
        asked: The row. A deadline may be missed by no working day: whether it was kept is not a matter of days.
    """
    shape, rule = (asked.method, "method") if asked.method is not None else (asked.rules.deadline, "deadline")
    if not isinstance(shape, NUMBERLESS | Deduct | None):
        return Stage("base", tuple(stops(codes.SC08, "计分形状不适用于日期目标“{target_text}”")))
    none = f"规则 {escaped(asked.rules.id)} 没有写逾期怎么计分"
    if isinstance(shape, Deduct):
        late = lost(shape, DAYS, rule, "late")
    else:
        late = stops(codes.SC06, none) if shape is None else apply(shape, rule, asked)
    return Stage("base", (*under([Says("deadline", "kept")], _met(shape)), *late))


def _met(shape: Shape | None) -> list[Branch]:
    """Return all points, with the clause of the rule that a miss would be scored by."""
    return earns(POINTS, "met", "met", clause=shape.clause if shape is not None else None)


def yes_no(asked: Asked) -> Stage:
    """Return what a yes or a no earns: the same is met, else as the method or the rule set says.

    Args:
        asked: The row; its answer is `same` where target and actual say the same.
    """
    shape, rule = (asked.method, "method") if asked.method is not None else (asked.rules.yes_no, "yes_no")
    if not isinstance(shape, NUMBERLESS | None):
        return Stage("base", tuple(stops(codes.SC08, "计分形状不适用于是否类目标“{target_text}”")))
    none = f"规则 {escaped(asked.rules.id)} 没有写是否类目标未达到时怎么计分"
    missed = stops(codes.SC06, none) if shape is None else apply(shape, rule, asked)
    return Stage("base", (*under([Says("answer", "same")], _met(shape)), *missed))


def tier(rules: RuleSet) -> Stage:
    """Return what a tier earns: the score that the rule set fixes, else the filed one, which must lie in its range.

    Args:
        rules: The rule set; the row brings the tier that it is in.
    """
    branches: list[Branch] = []
    for name, rule in rules.tiers.items():
        branches += under([Says("tier", name)], _in_tier(rule, name, rules))
    return Stage(
        "base", (*branches, *stops(codes.SC20, f"规则 {escaped(rules.id)} 没有写“{{tier_text}}”这一档"))
    )


def _in_tier(rule: TierRule, name: str, rules: RuleSet) -> list[Branch]:
    """Return what one tier earns."""
    where, clause, filed = f"tiers.{name}", rule.clause, Given("filed")
    given = earns(FILED, where, "tier", clause=clause, by_hand=True)
    if rule.score is not None:
        fixed = named("fixed", share(rule.score))
        other = stops(codes.SC13, "该档得分由规则定为 {fixed}，填报写的是 {filed_text}", shows=(fixed,))
        own = earns(fixed, where, "tier", clause=clause, by_hand=True)
        return [*under([filed, FILED.equals(fixed)], own), *under([filed], other), *own]
    low = named("low", constant(rule.range.low) * POINTS)
    high = named("high", constant(rule.range.high) * POINTS)
    said = f"“{TIERS[name][0]}”"
    missing = f"写了档次{said}，没有写得分；该档的得分在 {{low}}～{{high}} 之间"
    outside = f"得分 {{filed_text}} 不在{said}档内：分值 {{points}} 的 {escaped(rule.range.text)}，即 {{low}}～{{high}}"
    rounding = (rules.rounding.tier_bounds or rules.rounding.score).rounding
    below, above = _printed("low_rounded", low, rounding), _printed("high_rounded", high, rounding)
    rounds = holds(rule, below, above)
    refused = stops(codes.SC13, outside, shows=(low, high))
    if rules.rounding.tier_bounds is not None:
        inside = under([filed, *rounds], given)
    else:
        # Whether bounds are rounded is not said: only a score that both readings admit or refuse is beyond doubt.
        two = (
            f"得分 {{filed_text}} 是否在{said}档内，要看界限是否舍入："
            "精确为 {low}～{high}，舍入为 {low_rounded}～{high_rounded}"
        )
        doubtful = stops(codes.SC29, two, shows=(low, high, below, above))
        exactly = holds(rule, low, high)
        inside = [
            *under([filed, *exactly, *rounds], given),
            *under([filed, *exactly], doubtful),
            *under([filed, *rounds], doubtful),
        ]
    return [*inside, *under([filed], refused), *stops(codes.SC12, missing, shows=(low, high))]


def _printed(name: str, bound: Expression, rounding: Rounding) -> Expression:
    """Return a bound as the rule set rounds it."""
    return named(name, bound if rounding.mode == "none" else rounded(bound, rounding))


def holds(rule: TierRule, low: Expression, high: Expression) -> list[Compare]:
    """Return the tests that the filed score lies between two bounds, which belong to the tier as its range says.

    Args:
        rule: The tier.
        low: Its lower bound, in points.
        high: Its upper one.
    """
    return [
        low <= FILED if rule.range.low_closed else low < FILED,
        high >= FILED if rule.range.high_closed else high > FILED,
    ]


def filed(rules: RuleSet) -> Stage:
    """Return what becomes of a computed score where the filing gives another: the rule set admits it, or not.

    Args:
        rules: The rule set.
    """
    fact = "定量指标的得分由规则计算，填报里不能写 "
    tiered = stops(codes.SC14, f"{fact}tier", "删去 tier：定量指标没有档次", key="tier")
    if rules.filed_score.do != "with_reason":
        refused = stops(codes.SC14, f"{fact}score", key="score")
        return Stage("filed", (*under([Given("filed")], refused), *tiered))
    by_person = by_hand("filed_score", rules.filed_score.clause)
    return Stage("filed", (*under([Given("tier")], tiered), *by_person))


def not_applicable(rules: RuleSet) -> Stage:
    """Return what becomes of the points of a row that does not apply: all of them, or none and the rest counts for all.

    Args:
        rules: The rule set; one that names no way leaves a problem, which is told of with the filing.
    """
    policy = rules.not_applicable
    if policy.do == "full":
        return Stage("base", tuple(earns(POINTS, "not_applicable", "policy_full", clause=policy.clause)))
    return Stage("base", (Branch((), None, "not_applicable", policy.clause, "left_out"),))


def deducted(rules: RuleSet) -> Stage:
    """Return what is left of a score from which the filing takes points away, as far as the rule set admits it.

    Args:
        rules: The rule set.
    """
    if rules.deduction.do != "with_reason":
        return Stage("deduction", tuple(stops(codes.SC34)))
    negative = stops(codes.SC25, "扣减的分数是负数：{deduction_text}", key="deduction")
    left = greatest(EARNED - DEDUCTION, ZERO)
    return Stage(
        "deduction",
        (
            *under([DEDUCTION < ZERO], negative),
            *under(
                [Given("reason")], earns(left, "deduction", "deducted_by_hand", clause=rules.deduction.clause)
            ),
            *stops(codes.SC26),
        ),
    )
