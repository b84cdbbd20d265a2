"""Scoring the budget-execution row: 预算执行率 × points, or bands of the rate."""

from __future__ import annotations

import attrs

from perfeval.exact import Fraction, digits, round_ratio
from perfeval.model import BudgetFiled, BudgetLine, BudgetRule, Filing, RuleSet, Status
from perfeval.notation import Measure, Quantity, parse_quantity
from perfeval.scoring import codes, tell
from perfeval.scoring.bands import find_band
from perfeval.scoring.reasons import wanted_of_budget
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
    if problems:
        status: Status = "error" if has_errors(problems) else "missing"
        return attrs.evolve(line, status=status, problems=(*problems, *_rows(filing)))
    told = (*_rows(filing), *wanted_of_budget(line, filing, rules.explain))
    line = _scored(line, rule)
    return attrs.evolve(line, problems=(*line.problems, *told))


def _amounts(filing: Filing, base: str) -> tuple[Measure | None, Measure | None]:
    """Return the base of the rate, as the rule set names it, and what was executed."""
    filed, plan = filing.budget, filing.definition.budget
    planned = plan.initial if plan and base == "initial" else None
    if filed is None:
        return planned, None
    return getattr(filed, base) or planned or _summed(filed, base), filed.executed or _summed(
        filed, "executed"
    )


def _summed(filed: BudgetFiled, key: str) -> Measure | None:
    """Return the sum of the fund rows where no total was filed: 其中 rows are part of another and are not added."""
    amounts = [getattr(row, key) for row in filed.rows if row.role != "of_which"]
    if not amounts or any(amount is None or amount.quantity is None for amount in amounts):
        return None
    total = sum((amount.quantity.value for amount in amounts), Fraction(0))
    scale = amounts[0].quantity.scale
    text = digits(total / parse_quantity(f"1{scale}元").value)
    return Measure(text, "number", None, Quantity(total, "元", scale))


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
    rows = filing.budget.rows if filing.budget else ()
    unread = [
        problem.at(place, key, ABOUT)
        for total, key in ((base, rule.base), (executed, "executed"))
        # Where there is no total, the rows were to be added: the one that is not clear is what stands in the way.
        for place, amount in (
            ((origin, total),)
            if total
            else ((row.origin, getattr(row, key)) for row in rows if row.role != "of_which")
        )
        for problem in (amount.problems if amount else ())
        if problem.severity == "error"
    ]
    if unread:
        return tuple(unread)
    found = _edge(base, executed, rule)
    return (found[0].problem(found[1]).at(origin, found[2], ABOUT),) if found else ()


def _rows(filing: Filing) -> tuple[Problem, ...]:
    """Return whether the fund rows make up their total: 其中 rows are part of another and are not added."""
    filed = filing.budget
    found: list[Problem] = []
    for key, name in (("initial", "年初预算数"), ("adjusted", "预算数"), ("executed", "执行数")):
        total = getattr(filed, key, None)
        if filed is None or total is None or total.quantity is None:
            continue
        amounts = [(row, getattr(row, key)) for row in filed.rows]
        known = [(row, amount.quantity.value) for row, amount in amounts if amount and amount.quantity]
        found += [
            codes.FD06.problem(
                f"{name}的其中项“{row.name}”{digits(value)} 元，大于总额 {digits(total.quantity.value)} 元"
            ).at(row.origin, key, ABOUT)
            for row, value in known
            if row.role == "of_which" and value > total.quantity.value
        ]
        parts = [value for row, value in known if row.role != "of_which"]
        if (
            parts
            and len(parts) == sum(row.role != "of_which" for row, _ in amounts)
            and sum(parts) != total.quantity.value
        ):
            fact = (
                f"{name}的明细合计 {digits(Fraction(sum(parts)))} 元，总额 {digits(total.quantity.value)} 元"
            )
            found.append(codes.FD05.problem(fact).at(filed.origin, key, ABOUT))
    return tuple(found)


def _edge(base: Measure | None, executed: Measure | None, rule: BudgetRule) -> tuple[Code, str, str] | None:
    """Return code, fact and key of amounts that are missing or on an edge that the rule set does not name."""
    if base is None or base.quantity is None:
        name = "年初预算数" if rule.base == "initial" else "预算数"
        return codes.FD01, f"没有填{name}，预算执行不计分，全表没有总分", rule.base
    if executed is None or executed.quantity is None:
        return codes.FD01, "没有填执行数，预算执行不计分，全表没有总分", "executed"
    planned, spent = base.quantity.value, executed.quantity.value
    if planned < 0 or spent < 0:
        key = rule.base if planned < 0 else "executed"
        return codes.FD04, f"金额是负数：预算数“{base.text}”，执行数“{executed.text}”", key
    if rule.shape == "problem":
        return codes.FD07, codes.FD07.what, "executed"
    policy = rule.zero_base_spent if spent else rule.zero_base
    if planned == 0 and policy.do == "problem":
        return codes.FD02, f"预算数为零，执行率要除以零（执行数“{executed.text}”）", rule.base
    if spent > planned > 0 and rule.above_100.do == "problem":
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
        spent = (
            line.executed is not None and line.executed.quantity is not None and line.executed.quantity.value
        )
        return points if not spent and rule.zero_base.do == "full" else Fraction(0)
    rate = line.rate
    if line.ruleset.rounding.rate is not None:
        # The rate is rounded as it is printed: in percent.
        rate = line.ruleset.rounding.rate.rounding.apply(rate * 100) / 100
    if line.rate > 1:
        if rule.above_100.do == "zero":
            return Fraction(0)
        rate = Fraction(1)
    if rule.floor is not None and rate < rule.floor.value:
        return Fraction(0)
    if rule.shape == "bands":
        band = find_band(rule.bands, rate)
        return band.score.of(points) if band else None
    return rate * points
