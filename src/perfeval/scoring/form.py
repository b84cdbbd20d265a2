"""Scoring a whole form: its rows, its budget execution, and a total only where nothing stands in the way."""

from __future__ import annotations

from functools import partial

import attrs

from perfeval.exact import Decimal, Fraction, digits, of_units, total_of
from perfeval.model import Definition, Filing, Parts, Report, RuleSet
from perfeval.rules import codes
from perfeval.rules.plan import Branch
from perfeval.scoring.budget import ABOUT, Execution, budget_line
from perfeval.scoring.exactly import Pair
from perfeval.scoring.outcome import Outcome
from perfeval.scoring.readers import Rules
from perfeval.scoring.reasons import wanted_of_form, with_reasons
from perfeval.scoring.rows import Prepared, heading
from perfeval.source import Problem, has_errors

__all__ = ["form_problems", "score"]

_RULESETS = 64
"""Rule sets that a definition is kept prepared for."""
_UNSCORED = Outcome("unscored", Branch((), say="unscored"))
_ZERO: Pair = (0, 1)


class _Form:
    """A definition under a rule set: its rows, and what is wrong with it whatever is filed."""

    __slots__ = ("barred", "budget", "points", "problems", "rows", "rules", "ruleset", "scored")

    def __init__(self, definition: Definition, ruleset: RuleSet) -> None:
        self.ruleset, self.scored = ruleset, definition.scored
        self.rules = rules = Rules.of(ruleset)
        self.rows = tuple([Prepared(leaf, rules, definition.fiscal_year) for leaf in definition.leaves])
        self.budget = Execution(definition, rules)
        self.problems = form_problems(definition, ruleset) if definition.scored else ()
        self.barred = has_errors(self.problems)
        self.points = definition.points.as_integer_ratio()


def _prepared(definition: Definition, rules: RuleSet) -> _Form:
    """Return a definition under a rule set, worked out once and kept beside the definition."""
    kept = definition.kept
    form = kept.get(id(rules))
    if form is None or form.ruleset is not rules:
        form = _Form(definition, rules)
        if len(kept) >= _RULESETS:
            kept.clear()
        kept[id(rules)] = form
    return form


def score(filing: Filing, rules: RuleSet) -> Report:
    """Score one filing by one rule set. Pure: the same records give the same report.

    Args:
        filing: What was filed; it knows its definition.
        rules: The rule set.

    Returns:
        The report with one line per row, in the order of the form. User data never raises: a row in error has no
        score and the form no total, and the problems say why. Lines and problems are put together when asked for.

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
    form, actuals = _prepared(filing.definition, rules), filing.actuals
    budget = form.budget.scored(filing)
    if not form.scored:
        outcomes = (_UNSCORED,) * len(form.rows)
        return Report(
            filing, rules, None, None, None, partial(_parts, filing, rules, outcomes, budget, None, ())
        )
    outcomes = tuple([row.scored(actuals.get(row.key)) for row in form.rows])
    total, at_most = (None, None) if form.barred else _total(form, outcomes, budget)
    grade = None if total is None else _grade(total, form)
    problems = form.problems
    if total is None and at_most is None and not form.barred:
        problems = (*problems, codes.PT26.problem(codes.PT26.what).at(filing.origin, "actuals"))
    work = partial(_parts, filing, rules, outcomes, budget, total, problems)
    return Report(filing, rules, total, at_most, grade, work)


def _parts(
    filing: Filing,
    rules: RuleSet,
    outcomes: tuple[Outcome, ...],
    budget: Outcome | None,
    total: Decimal | None,
    problems: tuple[Problem, ...],
) -> Parts:
    """Return the lines of a report, and what is wrong with the form as a whole."""
    scored = filing.definition.scored
    lines = tuple(
        row.line(filing.actuals.get(row.key), outcome, scored=scored)
        for row, outcome in zip(_prepared(filing.definition, rules).rows, outcomes, strict=True)
    )
    if scored and rules.explain.of_rows:
        lines = tuple(with_reasons(line, rules) for line in lines)
    wanted = wanted_of_form(lines, total, filing, rules.explain) if scored else ()
    return Parts(lines, budget_line(filing, rules, budget), (*problems, *wanted))


def _total(
    form: _Form, outcomes: tuple[Outcome, ...], budget: Outcome | None
) -> tuple[Decimal | None, Decimal | None]:
    """Return the total (None where a part has no score) and what it could at most become.

    Rows that do not apply and whose points the rule set leaves out are no part of either: the rest counts for all.
    """
    left_out: list[Pair] = []
    scored, units = True, 0
    for row, outcome in zip(form.rows, outcomes, strict=True):
        if outcome.ratio is not None:
            units += outcome.units
        elif _left_out(outcome):
            left_out.append(row.points)
        else:
            scored = False
            units += row.full
    if budget is not None:
        scored = scored and budget.ratio is not None
        units += budget.units if budget.ratio is not None else form.rules.full(form.budget.points)
    counted = _counted(form, left_out, budget)
    if not counted[0]:
        return None, None
    printed = units, 10**form.rules.places
    if not scored:
        return None, _rescaled(form, printed, counted, len(left_out))
    total = _rescaled(form, _added(form, outcomes, budget, printed), counted, len(left_out))
    return total, total


def _counted(form: _Form, left_out: list[Pair], budget: Outcome | None) -> Pair:
    """Return the points that count: those of all rows and of the budget execution, less those that are left out."""
    if not left_out and (budget is not None or not form.budget.points[0]):
        return form.points
    own = [form.budget.points] if budget is not None else []
    return total_of([*own, *(row.points for row in form.rows), *((-over, under) for over, under in left_out)])


def _left_out(outcome: Outcome) -> bool:
    """Return whether a row does not apply and the rule set takes its points out."""
    return outcome.status == "not_applicable" and outcome.branch.rule == "not_applicable"


def _added(form: _Form, outcomes: tuple[Outcome, ...], budget: Outcome | None, printed: Pair) -> Pair:
    """Return the sum that the rule set makes the total of: of scores as printed, of exact values, or of both."""
    if form.rules.adds.printed_budget:
        return printed  # the rows are, wherever the budget is
    own = (budget.ratio or _ZERO) if budget is not None else _ZERO
    unit = printed[1]
    return total_of(
        [
            *((o.units, unit) if form.rules.adds.printed_rows else o.ratio or _ZERO for o in outcomes),
            own,
        ]
    )


def _rescaled(form: _Form, added: Pair, points: Pair, left_out: int) -> Decimal:
    """Return a sum as the form prints it, rescaled where rows were left out."""
    _, total = form.rules.total.base((added, points, (left_out, 1)))
    assert total is not None  # every sum has a total
    return of_units(total[0], form.rules.places)


def _grade(total: Decimal, form: _Form) -> str | None:
    """Return the label of the grade that holds the total, or None where the rule set has no grades."""
    found = form.rules.grades.base((total.as_integer_ratio(),))
    return found[0].rule.removeprefix("grades.") if found else None


def form_problems(definition: Definition, rules: RuleSet) -> tuple[Problem, ...]:
    """Return what is wrong with a definition as a whole: its points against the rule set's, and its year.

    Args:
        definition: The definition.
        rules: The rule set.

    Returns:
        RS31 (the year), PT22 (the points of the budget execution), PT21 (the points of the form) and PT25 (those of
        the headings), as far as they are there.
    """
    found = []
    if definition.fiscal_year is not None and not rules.years.holds(definition.fiscal_year):
        fact = f"评价年度 {definition.fiscal_year} 不在规则 {rules.id} 适用的年度（{rules.years}）之内"
        found.append(codes.RS31.problem(fact).at(definition.origin, "fiscal_year"))
    plan = definition.budget
    own = plan.points if plan else None
    due = rules.budget.points if rules.budget else None
    if (own.value if own else 0) != (due.value if due else 0):
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
    if due is None:
        return ()
    named = {name for variant in due.variants for name in variant}
    own = {name: points for name, points in _headings(definition).items() if name in named}
    if not own or any(
        own == {name: points.value for name, points in variant.items()} for variant in due.variants
    ):
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
