"""The plan of the budget execution: 预算执行率 × points, or bands of the rate, and what happens at its edges."""

from __future__ import annotations

from perfeval.model import BudgetRule, Policy, RuleSet
from perfeval.rules import codes
from perfeval.rules.expressions import (
    BASE,
    EXECUTED,
    ONE,
    POINTS,
    ZERO,
    Expression,
    constant,
    least,
    named,
    rounded,
)
from perfeval.rules.plan import Branch, Stage, earns, stops, under
from perfeval.rules.shapes import share, within
from perfeval.source import Code

__all__ = ["RATE", "execution"]

RATE = named("rate", EXECUTED / BASE)
"""The execution rate: 1 is 100 %."""


def execution(rules: RuleSet) -> Stage:
    """Return what the budget execution earns; without a rule it is shown and not scored.

    Args:
        rules: The rule set.
    """
    rule = rules.budget
    if rule is None:
        return Stage("base", ())
    negative = "金额是负数：预算数“{base_text}”，执行数“{executed_text}”"
    branches = under([BASE < ZERO], stops(codes.FD04, negative, key=rule.base))
    branches += under([EXECUTED < ZERO], stops(codes.FD04, negative, key="executed"))
    if rule.shape == "problem":
        branches += stops(codes.FD07, key="executed")
    else:
        branches += [*_without_base(rule), *_beyond(rule), *_rated(rule, _used(rules))]
    return Stage("base", tuple(branch._replace(clause=rule.clause) for branch in branches))


def _policy(policy: Policy, say: str, code: Code, fact: str, key: str) -> list[Branch]:
    """Return what a policy gives: all points, nothing, or a problem."""
    if policy.do == "problem":
        return stops(code, fact, key=key)
    return earns(POINTS if policy.do == "full" else ZERO, "budget", say)


def _without_base(rule: BudgetRule) -> list[Branch]:
    """Return the branches of a budget of zero, which has no rate."""
    fact = "预算数为零，执行率要除以零（执行数“{executed_text}”）"
    unspent = under(
        [EXECUTED.equals(ZERO)], _policy(rule.zero_base, "without_base", codes.FD02, fact, rule.base)
    )
    spent = _policy(rule.zero_base_spent, "without_base", codes.FD02, fact, rule.base)
    return under([BASE.equals(ZERO)], unspent + spent)


def _beyond(rule: BudgetRule) -> list[Branch]:
    """Return the branch of a budget that was overspent, where that is not held at 100 %."""
    if rule.above_100.do == "cap":
        return []
    fact = "执行数“{executed_text}”大于预算数“{base_text}”，执行率超过 100%"
    return under([EXECUTED > BASE], _policy(rule.above_100, "beyond", codes.FD03, fact, "executed"))


def _used(rules: RuleSet) -> Expression:
    """Return the rate that is scored: rounded as it is printed, in percent, and not above 100 %."""
    places, hundred = rules.rounding.rate, constant(100)
    if places is None or places.mode == "none":
        return named("used", least(RATE, ONE))
    return named("used", least(rounded(RATE * hundred, places.rounding) / hundred, ONE))


def _rated(rule: BudgetRule, used: Expression) -> list[Branch]:
    """Return what a rate earns: nothing below the floor, else by its bands or in proportion."""
    branches: list[Branch] = []
    if rule.floor is not None:
        branches += under([used < constant(rule.floor.value)], earns(ZERO, "budget", "below_floor"))
    if rule.shape != "bands":
        return branches + earns(used * POINTS, "budget", "executed")
    for band in rule.bands:
        branches += under(within(band, used), earns(share(band.score), "budget", "in_band"))
    return branches + stops(codes.SC21)
