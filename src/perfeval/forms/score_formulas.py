"""What the cells of scores compute: the plans of rows and of the budget execution, read along the cells that are filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.forms.computed import AnyOf, Cases, CellTest, Computed, IsNumber, Reads, cell_of, chained, when
from perfeval.forms.figures import figure_of
from perfeval.forms.table import Figure
from perfeval.model import BudgetLine, Entry, Line
from perfeval.model.filing import TIERS
from perfeval.notation import Interval, Measure, Quantity, align, read_actual
from perfeval.rules import Plan, plans_of
from perfeval.rules.budget import RATE
from perfeval.rules.expressions import ONE, ZERO, Compare, Expression, constant, rounded, size
from perfeval.rules.kinds import WORDLESS
from perfeval.rules.lines import Bent, substituted
from perfeval.rules.regions import Outside, Row, regions
from perfeval.scoring.rows import method_of
from perfeval.source import Problem, has_errors

__all__ = ["execution_rate", "execution_score", "number_in", "row_score", "tier_choices"]

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?", re.ASCII)


class _Read(NamedTuple):
    """A plan and what is known of a row, for a cell with a number; `doubtful`: up to 1 it may be a share or a percentage."""

    plan: Plan
    row: Row
    doubtful: bool


def row_score(line: Line, number: str, keys: set[str]) -> Computed:
    """Return what a row earns, rounded as the rule set says; None where nothing can be computed.

    Args:
        line: The row.
        number: Its number on the form.
        keys: The cells that the form has.
    """
    key = f"row{number}.actual"
    entry = line.entry
    if key not in keys or not line.points:
        return None
    kept = _kept(line, key)
    if entry is not None and (
        entry.tier
        or entry.score
        or entry.deduction
        or entry.started
        or entry.finished
        or entry.not_applicable
    ):
        return kept
    read = _plan_of(line)
    scored = _along(read, line, cell_of(key)) if read is not None else None
    if read is None or scored is None:
        return _tiers(line, key, kept)
    tests: list[CellTest] = [IsNumber(key)]
    if read.doubtful:
        tests.append(AnyOf((cell_of(key).equals(ZERO), size(cell_of(key)) > ONE)))
    return when(tests, scored, None if number_in(entry) else kept)


def _along(read: _Read, line: Line, cell: Expression) -> Computed:
    """Return what the plan gives for every number in the cell, None where only the program can tell."""
    try:
        found = regions(read.plan.earning, read.row)
    except (Outside, Bent):
        return None
    put = {"actual": cell if read.row.factor == 1 else cell * constant(read.row.factor)}
    placed = [r if r.earns is None else r._replace(earns=substituted(r.earns, put)) for r in found]
    return chained(placed, cell, line.points or Fraction(0), read.plan.rounding)


def _plan_of(line: Line) -> _Read | None:
    """Return the plan of a row and what is known of it, None where its actual cannot be a number beside its target."""
    target, rules = line.target, line.ruleset
    asked = line.leaf.indicator.method
    method = method_of(asked, rules) if asked is not None else None
    if target is None or line.points is None or has_errors(target.problems) or isinstance(method, Problem):
        return None
    goal = _end(target)
    if goal is None:
        return None
    sample = _sample(goal, line.actual)
    shown = figure_of(sample.text)
    if sample.kind != "number" or shown is None or not shown.value:
        return None
    pair = align(goal, sample)
    if has_errors(pair.problems) or pair.actual.low is None:
        return None
    if pair.problems and goal.quantity is not None and goal.quantity.scale:
        return None
    factor, percent = pair.actual.low / shown.value, pair.unit == "%"
    doubtful = bool(pair.problems) and pair.unit in ("%", "‰")
    held = target.special
    if isinstance(held, Interval):
        plan = plans_of(rules).interval(
            method, percent=percent, low_closed=held.low_closed, high_closed=held.high_closed
        )
        numbers = {"low": held.low, "high": held.high, "points": line.points}
    else:
        plan = plans_of(rules).number(line.sign, method, percent=percent)
        numbers = {"target": pair.target, "points": line.points}
    if isinstance(method, WORDLESS):
        plan = plans_of(rules).alone(line.sign, method)
    return _Read(plan, Row(numbers, "actual", factor), doubtful)


def _end(target: Measure) -> Measure | None:
    """Return a number that stands for the target: itself, or the end of an interval; None where it has none."""
    held = target.special
    if isinstance(held, Interval):
        return Measure(target.text, "number", None, Quantity(held.high, held.unit))
    return target if target.kind == "number" and target.quantity is not None else None


def _sample(goal: Measure, actual: Measure | None) -> Measure:
    """Return an actual of the kind that the cell holds: the filed one, or a one in the target's unit."""
    if actual is not None and actual.kind == "number" and actual.sign is None and figure_of(actual.text):
        return (
            actual
            if actual.quantity and actual.quantity.value
            else read_actual(_NUMBER.sub("1", actual.text))
        )
    quantity = goal.quantity
    assert quantity is not None
    return read_actual(f"1{quantity.scale}{quantity.unit or ''}")


def _kept(line: Line, key: str) -> Computed:
    """Return the score that the row has now, for as long as its actual stays as it is."""
    entry = line.entry
    typed = entry.actual.text if entry and entry.actual else ""
    if not typed.strip() or line.score is None:
        return None
    figure = number_in(entry)
    same: CellTest = Reads(key, typed)
    if figure is not None and figure.value is not None:
        same = cell_of(key).equals(constant(figure.value))
    return when([same], constant(Fraction(line.score)))


def number_in(entry: Entry | None) -> Figure | None:
    """Return the number that the cell of an actual holds; one with a sign is a range, which no number says.

    Args:
        entry: What was filed for the row.
    """
    actual = entry.actual if entry else None
    return figure_of(actual.text) if actual and actual.kind == "number" and actual.sign is None else None


def tier_choices(line: Line) -> tuple[str, ...]:
    """Return what a unit may choose from in the row of a target that is no number.

    Args:
        line: The row.
    """
    qualitative = line.target is not None and line.target.kind == "text"
    return tuple(words[0] for words in TIERS.values()) if qualitative and line.ruleset.tiers else ()


def _tiers(line: Line, key: str, otherwise: Computed) -> Computed:
    """Return the scores of the words of tiers that have one, else what stands now."""
    if line.target is None or line.target.kind != "text" or line.points is None:
        return otherwise
    plan = plans_of(line.ruleset).tier()
    cases: list[tuple[tuple[CellTest, ...], Computed]] = []
    for name, rule in line.ruleset.tiers.items():
        row = Row({"points": line.points}, "actual", words={"tier": name})
        fixed = chained(regions(plan.earning, row), cell_of(key), line.points, plan.rounding)
        words = dict.fromkeys((*TIERS[name], *rule.words))
        if fixed is not None:
            cases.append(((AnyOf(tuple(Reads(key, word) for word in words)),), fixed))
    return Cases(tuple(cases), otherwise) if cases else otherwise


def execution_rate(line: BudgetLine, amounts: dict[str, str]) -> Computed:
    """Return the execution rate by the cells of the amounts; None where they are not on the form.

    Args:
        line: The execution row.
        amounts: The texts of the amounts by their keys.
    """

    def rated(keys: tuple[str, str]) -> Computed:
        """Return executed ÷ base, where there is a base."""
        base, executed = map(cell_of, keys)
        tests = (IsNumber(keys[0]), IsNumber(keys[1]), base > ZERO, executed >= ZERO)
        return when(tests, substituted(RATE.over[0], {"base": base, "executed": executed}))

    return _of_amounts(line, amounts, line.rate, rated)


def execution_score(line: BudgetLine, amounts: dict[str, str]) -> Computed:
    """Return what the execution earns by the cells of the amounts, rounded; None where they are not on the form.

    Args:
        line: The execution row.
        amounts: The texts of the amounts by their keys.
    """

    def scored(keys: tuple[str, str]) -> Computed:
        """Return the branches of the plan one by one: two cells have no line along which to read it."""
        if line.ruleset.budget is None or not line.points:
            return None
        base, executed = map(cell_of, keys)
        put = {"base": base, "executed": executed, "points": constant(line.points)}
        plan = plans_of(line.ruleset).execution()
        cases: list[tuple[tuple[CellTest, ...], Computed]] = []
        for branch in plan.earning[0].branches:
            tests = tuple(
                Compare(substituted(test.left, put), test.comparison, substituted(test.right, put))
                for test in branch.tests
                if isinstance(test, Compare)
            )
            earned = None if branch.earns is None else rounded(substituted(branch.earns, put), plan.rounding)
            cases.append((tests, earned))
        return when([IsNumber(key) for key in keys], Cases(tuple(cases)))

    return _of_amounts(line, amounts, None if line.score is None else Fraction(line.score), scored)


def _of_amounts(
    line: BudgetLine,
    amounts: dict[str, str],
    filed: Fraction | None,
    computed: Callable[[tuple[str, str]], Computed],
) -> Computed:
    """Return what is computed of base and executed; where one is a text that is no number, what was filed stands."""
    keys = _amounts(line, amounts)
    if keys is None:
        return None
    return _as_filed(keys, amounts, filed) if _unread(keys, amounts) else computed(keys)


def _amounts(line: BudgetLine, amounts: dict[str, str]) -> tuple[str, str] | None:
    """Return the keys of base and executed, None where they are not on the form."""
    rule = line.ruleset.budget
    keys = (f"budget.{rule.base if rule else 'adjusted'}", "budget.executed")
    return keys if all(key in amounts for key in keys) else None


def _unread(keys: tuple[str, str], amounts: dict[str, str]) -> bool:
    """Return whether an amount stands in its cell as a text that is no number."""
    return any(amounts[key].strip() and figure_of(amounts[key]) is None for key in keys)


def _as_filed(keys: tuple[str, str], amounts: dict[str, str], value: Fraction | None) -> Computed:
    """Return a number that holds as long as the amounts say what they say now."""
    if value is None:
        return None
    tests: list[CellTest] = []
    for key in keys:
        figure = figure_of(amounts[key])
        if figure is not None and figure.value is not None:
            tests.append(cell_of(key).equals(constant(figure.value)))
        else:
            tests.append(Reads(key, amounts[key]))
    return when(tests, constant(value))
