"""Mutants that put a form together carelessly: totals, grades, budgets, years, what is written and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import attrs

from perfeval.exact import Decimal, Fraction, Number, Rounding
from perfeval.model import Filing, Indicator, Line, Policy, Report, RuleSet, Step, Years
from perfeval.reading import dump_form
from perfeval.scoring import score
from perfeval.testing.mutants.mutant import (
    Mutant,
    Scorer,
    by_line,
    numbers_of,
    read_otherwise,
    rebuilt,
    rescored,
    scoring,
)
from perfeval.testing.trial import Engine, print_form

__all__ = ["FORMS"]


def _gap_at_90(filing: Filing, rules: RuleSet) -> Report:
    """Grade with > 90 at the top and 80 to < 90 below: 90.00 has no grade."""
    report = score(filing, rules)
    return attrs.evolve(report, grade=None) if report.total == 90 else report


def _whole_grades(filing: Filing, rules: RuleSet) -> Report:
    """Grade by 90–100, 80–89, 60–79: 89.5 has no grade."""
    report = score(filing, rules)
    between = report.total is not None and any(bound - 1 < report.total < bound for bound in (60, 80, 90))
    return attrs.evolve(report, grade=None) if between else report


def _gap_is_best(filing: Filing, rules: RuleSet) -> Report:
    """Look a total up in bands of whole numbers; what lies between two of them falls to the last one asked."""
    report = score(filing, rules)
    between = report.total is not None and any(bound - 1 < report.total < bound for bound in (60, 80, 90))
    return attrs.evolve(report, grade=next(iter(rules.grades), None)) if between else report


def _normalised(filing: Filing, rules: RuleSet) -> Report:
    """Scale points that add up to 110 down to 100."""
    report = score(filing, rules)
    points = filing.definition.points
    if report.total is not None or not points or any(line.value is None for line in report):
        return report
    values = [line.value or Fraction(0) for line in report]
    earned = sum(values, Fraction(0)) + ((report.budget.value or Fraction(0)) if report.budget else 0)
    return attrs.evolve(report, total=Rounding().decimal(earned * rules.total.value / points))


def _exact_total(filing: Filing, rules: RuleSet) -> Report:
    """Add the exact values, and round once at the end."""
    report = score(filing, rules)
    if report.total is None:
        return report
    values = [line.value or Fraction(0) for line in report]
    own = (report.budget.value or Fraction(0)) if report.budget else Fraction(0)
    return attrs.evolve(report, total=Rounding().decimal(sum(values, own)))


def _divides_by_one(filing: Filing, rules: RuleSet) -> Report:
    """Divide by 1 where the budget is zero: what was spent becomes the rate."""
    report = score(filing, rules)
    line = report.budget
    if line is None or line.base is None or line.base.quantity is None or line.base.quantity.value:
        return report
    points = line.points or Fraction(0)
    spent = line.executed.quantity.value if line.executed and line.executed.quantity else Fraction(0)
    value = min(spent, Fraction(1)) * points
    return rebuilt(
        report,
        report.lines,
        attrs.evolve(line, value=value, score=Rounding().decimal(value), status="scored"),
    )


def _execution_rate_first(filing: Filing, rules: RuleSet) -> Report:
    """Round the execution rate to 0.01 % before multiplying."""
    report = score(filing, rules)
    line = report.budget
    if line is None or line.rate is None or line.value is None or line.points is None or line.rate > 1:
        return report
    value = Rounding(4).apply(line.rate) * line.points
    return rebuilt(report, report.lines, attrs.evolve(line, value=value, score=Rounding().decimal(value)))


def _amounts_without_unit(filing: Filing, rules: RuleSet) -> Report:
    """Read an amount in the unit of its column, whatever unit it carries."""
    budget = filing.budget
    executed = budget.executed if budget else None
    if budget is None or executed is None or executed.quantity is None or executed.quantity.scale:
        return score(filing, rules)
    more = attrs.evolve(
        executed, quantity=attrs.evolve(executed.quantity, value=executed.quantity.value * 10000)
    )
    return score(attrs.evolve(filing, budget=attrs.evolve(budget, executed=more)), rules)


def _other_base(filing: Filing, rules: RuleSet) -> Report:
    """Take the initial budget wherever there is one."""
    budget = filing.budget
    if budget is None or budget.initial is None or budget.adjusted is None:
        return score(filing, rules)
    return score(attrs.evolve(filing, budget=attrs.evolve(budget, adjusted=budget.initial)), rules)


def _policy(name: str, do: str) -> Callable[[RuleSet], RuleSet]:
    """Return what fills in a policy of the budget that a rule set leaves open."""
    policy: dict[str, Any] = {name: Policy(do=do)}

    def change(rules: RuleSet) -> RuleSet:
        """Return the rules with the policy."""
        return attrs.evolve(rules, budget=attrs.evolve(rules.budget, **policy)) if rules.budget else rules

    return change


def _parts_added(filing: Filing, rules: RuleSet) -> Report:
    """Add the 其中 rows of the funds to what was spent."""
    budget = filing.budget
    parts = [row.executed for row in budget.rows if row.role == "of_which" and row.executed] if budget else []
    if budget is None or budget.executed is None or budget.executed.quantity is None or not parts:
        return score(filing, rules)
    more = sum((part.quantity.value for part in parts if part.quantity), budget.executed.quantity.value)
    executed = attrs.evolve(budget.executed, quantity=attrs.evolve(budget.executed.quantity, value=more))
    return score(attrs.evolve(filing, budget=attrs.evolve(budget, executed=executed)), rules)


def _part_scored(line: Line) -> Line:
    """Share the points of a row among itself and its 其中 rows."""
    parts = len(line.leaf.indicator.of_which)
    return rescored(line, line.value / (parts + 1)) if parts and line.value is not None else line


def _any_year(filing: Filing, rules: RuleSet) -> Report:
    """Score a form of any year."""
    return score(filing, attrs.evolve(rules, years=Years()))


def _in_ambient_decimals(line: Line) -> Line:
    """Work out a row in decimals of whatever precision the program has."""
    numbers = numbers_of(line)
    if numbers is None or line.score is None:
        return line
    return attrs.evolve(line, score=line.score + Decimal(0))


def _by_the_others(filing: Filing, rules: RuleSet) -> Report:
    """Mark rows on the curve: the best row of the form sets the scale."""
    report = score(filing, rules)
    shares = [line.value / line.points for line in report if line.value is not None and line.points]
    best = max(shares, default=Fraction(0))
    if not 0 < best < 1:
        return report
    return rebuilt(
        report, tuple(rescored(line, line.value / best) if line.value else line for line in report)
    )


def _first_row_full(filing: Filing, rules: RuleSet) -> Report:
    """Give the first row its points, as a loop does that begins at 1."""
    report = score(filing, rules)
    first, *others = report.lines
    if first.value is None or first.points is None or first.value == first.points:
        return report
    return rebuilt(report, (rescored(first, first.points), *others))


def _numbered(runs: Iterator[int]) -> Scorer:
    """Return a scorer whose sentences carry a running number."""

    def change(line: Line) -> Line:
        """Return the line with the number of this run behind its sentence."""
        steps = (*line.steps, Step("note", f"第 {next(runs)} 次计算"))
        return attrs.evolve(line, tell=lambda own: steps)

    return by_line(change)


def _to_one_place(filing: Filing) -> str:
    """Write points with one decimal: 22.25 becomes 22.3."""
    definition = filing.definition
    rounded = tuple(_one_place(node) for node in definition.indicators)
    return dump_form(attrs.evolve(filing, definition=attrs.evolve(definition, indicators=rounded)))


def _one_place(node: Indicator) -> Indicator:
    """Return a node with its points rounded to one decimal."""
    points = None if node.points is None else Number.of(Rounding(1).apply(node.points.value))
    return attrs.evolve(node, points=points, children=tuple(_one_place(child) for child in node.children))


def _print_one_place(report: Report, layout: str) -> bytes:
    """Print scores with one decimal."""
    lines = tuple(
        attrs.evolve(line, score=Rounding(1).decimal(Fraction(line.score)))
        if line.score is not None
        else line
        for line in report
    )
    return print_form(report.with_parts(lines=lines), layout)


FORMS: tuple[Mutant, ...] = (
    scoring("grade_gap_at_90", "> 90 is the best grade and < 90 the next: 90 has none", "grade_partition", _gap_at_90),
    scoring("whole_grades", "90–100, 80–89, 60–79: 89.5 has no grade", "grade_partition", _whole_grades),
    scoring("gap_is_best", "a total between two whole grades falls to the best one", "grade_partition", _gap_is_best),
    scoring("normalised", "points of 110 are scaled to 100", "points_not_normalised", _normalised),
    scoring("exact_total", "the total adds what the rows do not show", "printed_rows_add_up", _exact_total),
    scoring("zero_budget_divides_by_one", "spending becomes the rate where the budget is zero", "named_or_problem", _divides_by_one),
    scoring("zero_of_zero_is_full", "nothing spent of nothing is 100 %, unasked", "named_or_problem",
            read_otherwise(rules=_policy("zero_base", "full"))),
    scoring("over_execution_falls_through", "more than 100 % falls through the steps to 0", "named_or_problem",
            read_otherwise(rules=_policy("above_100", "zero")), "jiangxi-2024"),
    scoring("execution_rate_first", "the execution rate is rounded to 0.01 % before it is multiplied", "exact_ratio", _execution_rate_first),
    scoring("amounts_without_unit", "元 in a column of 万元 are read as 万元", "unit_invariant", _amounts_without_unit),
    scoring("other_base", "the rate is taken of the initial budget", "execution_by_base", _other_base),
    scoring("fund_parts_added", "其中 rows of the funds are added once more", "of_which_not_counted", _parts_added),
    scoring("part_scored", "其中 rows of an indicator take part of its points", "of_which_not_counted", by_line(_part_scored)),
    scoring("any_year", "a form of any year is scored", "years_respected", _any_year),
    scoring("ambient_decimals", "decimals of whatever precision the program has", "context_free", by_line(_in_ambient_decimals)),
    scoring("on_the_curve", "the best row of the form sets the scale", "independent", _by_the_others),
    scoring("first_row_full", "the first row is passed over and keeps its points", "order_invariant", _first_row_full),
    scoring("remembering", "each sentence carries a running number", "deterministic", _numbered(count(1))),
    Mutant("written_to_one_place", "points are written with one decimal", "text_round_trip", "cn-2020",
           Engine(dump=_to_one_place)),
    Mutant("printed_to_one_place", "scores are printed with one decimal", "render_round_trip", "cn-2020",
           Engine(render=_print_one_place)),
)  # fmt: skip
"""The careless ways to put a form together."""
