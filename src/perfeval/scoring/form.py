"""Scoring a whole form: its rows, its budget execution, and a total only where nothing stands in the way."""

from __future__ import annotations

import attrs

from perfeval.exact import Decimal, Fraction, add, digits, round_ratio
from perfeval.model import BudgetLine, Definition, Filing, Line, Report, RuleSet
from perfeval.scoring import codes
from perfeval.scoring.budget import ABOUT, score_budget
from perfeval.scoring.reasons import wanted_of_form, with_reasons
from perfeval.scoring.rows import heading, score_row
from perfeval.source import Problem, has_errors

__all__ = ["form_problems", "score"]


def score(filing: Filing, rules: RuleSet) -> Report:
    """Score one filing by one rule set. Pure: the same records give the same report.

    Args:
        filing: What was filed; it knows its definition.
        rules: The rule set.

    Returns:
        The report with one line per row, in the order of the form. User data never raises: a row in error has no
        score and the form no total, and the problems say why.

    >>> from perfeval.exact import Number
    >>> from perfeval.model import Definition, Entry, Indicator, Proportional
    >>> from perfeval.notation import read_actual, read_target
    >>> rate = Indicator(name="服务质量提升率", points=Number.of("100"), target=read_target("≥90%"))
    >>> filing = Filing(
    ...     definition=Definition(title="示例", fiscal_year=2024, indicators=(rate,)),
    ...     actuals={"服务质量提升率": Entry(actual=read_actual("87.5%"))},
    ... )
    >>> score(filing, RuleSet(id="mine", at_least=Proportional())).total
    Decimal('97.22')
    """
    definition = filing.definition
    lines = tuple(
        score_row(leaf, filing.actuals.get(leaf.key), rules, definition) for leaf in definition.leaves
    )
    budget = score_budget(filing, rules)
    if not definition.scored:
        return Report(filing, rules, lines, budget, None, None, None, ())
    if rules.explain.of_rows:
        lines = tuple(with_reasons(line, rules) for line in lines)
    problems = form_problems(definition, rules)
    parts: list[Line | BudgetLine] = [*lines, *([] if budget is None else [budget])]
    total, at_most = _totals(parts, rules) if not has_errors(problems) else (None, None)
    if total is None and at_most is None and not has_errors(problems):
        problems = (*problems, codes.PT26.problem(codes.PT26.what).at(filing.origin, "actuals"))
    return Report(
        filing,
        rules,
        lines,
        budget,
        total,
        at_most,
        None if total is None else _grade(total, rules),
        (*problems, *wanted_of_form(lines, total, filing, rules.explain)),
    )


def form_problems(definition: Definition, rules: RuleSet) -> tuple[Problem, ...]:
    """Return what is wrong with a form as a whole, whatever is filed: its points against the rule set's, and its year.

    Args:
        definition: A form that carries points.
        rules: The rule set.
    """
    found = []
    if definition.fiscal_year is not None and not rules.years.holds(definition.fiscal_year):
        fact = f"评价年度 {definition.fiscal_year} 不在规则 {rules.id} 适用的年度（{rules.years}）之内"
        found.append(codes.RS31.problem(fact).at(definition.origin, "fiscal_year"))
    plan = definition.budget
    own = plan.points if plan else None
    due = rules.budget.points if rules.budget else None
    if (own.value if own else Fraction(0)) != (due.value if due else Fraction(0)):
        said = f"预算执行的分值是 {own.text}" if own else "没有写预算执行的分值"
        fact = f"{said}，规则 {rules.id} 规定为 {due.text if due else '0'}"
        found.append(codes.PT22.problem(fact).at(plan.origin if plan else definition.origin, "points", ABOUT))
    if definition.points != rules.total.value:
        fact = f"全表分值合计 {digits(definition.points)}，规则 {rules.id} 的总分是 {rules.total.text}"
        found.append(codes.PT21.problem(fact).at(definition.origin, "indicators"))
    return (*found, *_weights(definition, rules))


def _weights(definition: Definition, rules: RuleSet) -> tuple[Problem, ...]:
    """Return whether the points of the headings are those of one of the rule set's variants."""
    due = rules.weights
    named = {name for variant in due.variants for name in variant} if due else set()
    own = {name: points for name, points in _headings(definition).items() if name in named}
    if due is None or not own:
        return ()
    if any(own == {name: points.value for name, points in variant.items()} for variant in due.variants):
        return ()
    shown = "、".join(f"{name} {digits(points)}" for name, points in own.items())
    rule = "；或 ".join(
        "、".join(f"{name} {points.text}" for name, points in variant.items()) for variant in due.variants
    )
    problem = codes.PT25.problem(f"一级指标的分值是 {shown}，规则 {rules.id} 为 {rule}")
    if due.binding:
        problem = attrs.evolve(problem, severity="error")
    return (problem.at(definition.origin, "indicators"),)


def _headings(definition: Definition) -> dict[str, Fraction]:
    """Return the points below each first-level heading; none where an indicator stands without one."""
    found: dict[str, Fraction] = {}
    for leaf in definition.leaves:
        if not leaf.path:
            return {}
        name = heading(leaf.path[0].name)
        points = leaf.indicator.points.value if leaf.indicator.points else Fraction(0)
        found[name] = found.get(name, Fraction(0)) + points
    return found


def _totals(parts: list[Line | BudgetLine], rules: RuleSet) -> tuple[Decimal | None, Decimal | None]:
    """Return the total (None where a part has no score) and what it could at most become.

    Rows that do not apply and whose points the rule set leaves out are no part of either: the rest counts for all.
    """
    counted = [part for part in parts if not _left_out(part)]
    points = sum((part.points for part in counted if part.points is not None), Fraction(0))
    if not points:
        return None, None
    share = rules.total.value / points if len(counted) < len(parts) else None
    best = _rescaled(Fraction(_at_most(counted, rules)), share, rules)
    if any(part.status != "scored" for part in counted):
        return None, best
    total = _rescaled(_sum(counted, rules), share, rules)
    return total, total


def _left_out(part: Line | BudgetLine) -> bool:
    """Return whether a row does not apply and the rule set takes its points out."""
    return part.status == "not_applicable" and part.rule == "not_applicable"


def _sum(parts: list[Line | BudgetLine], rules: RuleSet) -> Fraction:
    """Return the sum that the rule set makes the total of: of scores as printed, of exact values, or of both."""
    kind = rules.rounding.total
    return sum(
        (
            part.value or Fraction(0)
            if kind == "exact_sum" or (kind == "scores_and_exact_budget" and isinstance(part, BudgetLine))
            else Fraction(part.score or 0)
            for part in parts
        ),
        Fraction(0),
    )


def _rescaled(total: Fraction, share: Fraction | None, rules: RuleSet) -> Decimal:
    """Return a sum as the form prints it, rescaled where rows were left out.

    The sum of rounded scores has their places already; anything else is rounded here, once.
    """
    places = rules.rounding.score
    value = total if share is None else total * share
    return round_ratio(value.numerator, value.denominator, places.places, places.mode)


def _at_most(parts: list[Line | BudgetLine], rules: RuleSet) -> Decimal:
    """Return what the total could at most become: what is scored, and full points for the rest."""
    places = rules.rounding.score
    best = [
        part.score
        if part.score is not None
        else round_ratio(*(part.points or Fraction(0)).as_integer_ratio(), places.places, places.mode)
        for part in parts
    ]
    return add(best)


def _grade(total: Decimal, rules: RuleSet) -> str | None:
    """Return the label of the grade that holds the total, or None where the rule set has no grades."""
    value = Fraction(total)
    return next((label for label, held in rules.grades.items() if held.holds(value)), None)
