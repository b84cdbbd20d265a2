"""Scoring the budget-execution row: 预算执行率 × points, or bands of the rate."""

from __future__ import annotations

import attrs

from perfeval.exact import Fraction, round_ratio
from perfeval.model import BudgetLine, BudgetRule, Filing, RuleSet
from perfeval.notation import Measure
from perfeval.scoring import codes, tell
from perfeval.scoring.bands import find_band
from perfeval.source import Code, Problem, has_errors

__all__ = ["score_budget"]

ABOUT = "预算执行情况"


def score_budget(filing: Filing, rules: RuleSet) -> BudgetLine | None:
    """Return the line of the budget execution; None where neither definition nor filing has one.

    The rate is executed ÷ base; which budget is the base, whether the rate is rounded first, and what happens
    above 100 % or on a zero base is the rule set's. Without points or without a rule the row is shown unscored.
    """
    plan, rule = filing.definition.budget, rules.budget
    if plan is None and filing.budget is None:
        return None
    base, executed = _amounts(filing, rule.base if rule else "adjusted")
    points = plan.points.value if plan and plan.points else None
    line = BudgetLine("unscored", points, base, executed, _rate(base, executed), rules, tell=tell.budget)
    if rule is None or points is None or not filing.definition.scored:
        return line
    line = attrs.evolve(line, rule="budget", clause_id=rule.clause)
    problems = _problems(filing, rule, base, executed)
    if not problems:
        return _scored(line, rule)
    return attrs.evolve(line, status="error" if has_errors(problems) else "missing", problems=problems)


def _amounts(filing: Filing, base: str) -> tuple[Measure | None, Measure | None]:
    """Return the base of the rate, as the rule set names it, and what was executed."""
    filed, plan = filing.budget, filing.definition.budget
    if base == "adjusted":
        return (filed.adjusted, filed.executed) if filed else (None, None)
    planned = plan.initial if plan else None
    return ((filed.initial or planned), filed.executed) if filed else (planned, None)


def _rate(base: Measure | None, executed: Measure | None) -> Fraction | None:
    """Return executed ÷ base, exactly; None where one is not known or the base is zero."""
    if base is None or base.quantity is None or executed is None or executed.quantity is None:
        return None
    return executed.quantity.value / base.quantity.value if base.quantity.value else None


def _problems(
    filing: Filing, rule: BudgetRule, base: Measure | None, executed: Measure | None
) -> tuple[Problem, ...]:
    """Return what stands between the amounts and a score, each at its place."""
    origin = filing.budget.origin if filing.budget else filing.origin
    unread = [
        problem.at(origin, key, ABOUT)
        for measure, key in ((base, rule.base), (executed, "executed"))
        for problem in (measure.problems if measure else ())
        if problem.severity == "error"
    ]
    if unread:
        return tuple(unread)
    found = _edge(base, executed, rule)
    return (found[0].problem(found[1]).at(origin, found[2], ABOUT),) if found else ()


def _edge(base: Measure | None, executed: Measure | None, rule: BudgetRule) -> tuple[Code, str, str] | None:
    """Return code, fact and key of amounts that are missing or on an edge that the rule set does not name."""
    if base is None or base.quantity is None:
        name = "年初预算数" if rule.base == "initial" else "预算数"
        return codes.FD01, f"没有填{name}，预算执行不计分，全表没有总分", rule.base
    if executed is None or executed.quantity is None:
        return codes.FD01, "没有填执行数，预算执行不计分，全表没有总分", "executed"
    planned, spent = base.quantity.value, executed.quantity.value
    if planned < 0 or spent < 0:
        return codes.FD04, f"金额是负数：预算数“{base.text}”，执行数“{executed.text}”", "executed"
    if planned == 0 and (rule.zero_base == "problem" or spent > 0):
        return codes.FD02, f"预算数为零，执行率要除以零（执行数“{executed.text}”）", rule.base
    if spent > planned and rule.above_100 == "problem":
        return codes.FD03, f"执行数“{executed.text}”大于预算数“{base.text}”，执行率超过 100%", "executed"
    return None


def _scored(line: BudgetLine, rule: BudgetRule) -> BudgetLine:
    """Return the line with its score, rounded once as the rule set says."""
    value = _value(line, rule)
    if value is None:
        problem = codes.SC21.problem(codes.SC21.what, about=ABOUT)
        return attrs.evolve(line, status="error", problems=(problem,))
    places = line.ruleset.rounding.score
    score = round_ratio(value.numerator, value.denominator, places.places, places.mode)
    return attrs.evolve(line, status="scored", value=value, score=score)


def _value(line: BudgetLine, rule: BudgetRule) -> Fraction | None:
    """Return the exact score; None where no band holds the rate."""
    points = line.points or Fraction(0)
    if line.rate is None:
        return points if rule.zero_base == "full" else Fraction(0)
    rate = line.rate
    if line.ruleset.rounding.rate is not None:
        # The rate is rounded as it is printed: in percent.
        rate = line.ruleset.rounding.rate.rounding.apply(rate * 100) / 100
    if rule.shape == "bands":
        band = find_band(rule.bands, rate)
        return band.score.of(points) if band else None
    return min(rate, Fraction(1)) * points
