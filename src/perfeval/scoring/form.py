"""Scoring a whole form: its rows, its budget execution, and a total only where nothing stands in the way."""

from __future__ import annotations

from perfeval.exact import Decimal, Fraction, add, digits, round_ratio
from perfeval.model import BudgetLine, Filing, Line, Report, RuleSet
from perfeval.scoring import codes
from perfeval.scoring.budget import ABOUT, score_budget
from perfeval.scoring.rows import score_row
from perfeval.source import Problem

__all__ = ["score"]


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
    scored = definition.scored
    lines = tuple(
        score_row(leaf, filing.actuals.get(leaf.key), rules, scored_form=scored) for leaf in definition.leaves
    )
    budget = score_budget(filing, rules)
    problems = _form_problems(filing, rules) if scored else ()
    parts: list[Line | BudgetLine] = [*lines]
    if budget is not None:
        parts.append(budget)
    whole = scored and not problems
    complete = whole and all(part.status == "scored" for part in parts)
    total = _total(parts, rules) if complete else None
    return Report(
        filing,
        rules,
        lines,
        budget,
        total,
        total if complete else _at_most(parts, rules) if whole else None,
        None if total is None else _grade(total, rules),
        problems,
    )


def _form_problems(filing: Filing, rules: RuleSet) -> tuple[Problem, ...]:
    """Return what is wrong with the form as a whole: its points against the rule set's, and its year."""
    definition = filing.definition
    found = []
    if definition.fiscal_year is not None and not rules.years.holds(definition.fiscal_year):
        fact = f"评价年度 {definition.fiscal_year} 不在规则 {rules.id} 适用的年度（{_years(rules)}）之内"
        found.append(codes.RS31.problem(fact).at(definition.origin, "fiscal_year"))
    plan = definition.budget
    own = plan.points if plan else None
    due = rules.budget.points if rules.budget else None
    if (own.value if own else Fraction(0)) != (due.value if due else Fraction(0)):
        fact = (
            f"预算执行的分值是 {own.text if own else '空'}，规则 {rules.id} 规定为 {due.text if due else '0'}"
        )
        found.append(codes.PT22.problem(fact).at(plan.origin if plan else definition.origin, "points", ABOUT))
    if definition.points != rules.total.value:
        fact = f"全表分值合计 {digits(definition.points)}，规则 {rules.id} 的总分是 {rules.total.text}"
        found.append(codes.PT21.problem(fact).at(definition.origin, "indicators"))
    return tuple(found)


def _years(rules: RuleSet) -> str:
    """Return the years of a rule set as text: `2020 起`, `2016–2019`."""
    start, end = rules.years.start, rules.years.end
    return f"{start} 起" if end is None else f"{start or ''}–{end}"


def _total(parts: list[Line | BudgetLine], rules: RuleSet) -> Decimal:
    """Return the total of parts that all have a score: their sum as printed, or the exact sum rounded once."""
    if rules.rounding.total == "sum_of_scores":
        return add(part.score for part in parts if part.score is not None)
    exact = sum((part.value for part in parts if part.value is not None), Fraction(0))
    places = rules.rounding.score
    return round_ratio(exact.numerator, exact.denominator, places.places, places.mode)


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
