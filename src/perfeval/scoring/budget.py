"""Scoring the budget-execution row: what was filed, what the plan gives, and how it is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from perfeval.exact import Fraction, digits, of_units, trimmed
from perfeval.model import BudgetFiled, BudgetLine, Definition, Filing, RuleSet, Step
from perfeval.notation import Measure, Quantity, format_number, format_quantity, parse_quantity
from perfeval.rules import codes
from perfeval.rules.plan import Branch
from perfeval.scoring.outcome import Outcome, barred, stopped
from perfeval.scoring.readers import Rules
from perfeval.scoring.reasons import wanted_of_budget
from perfeval.scoring.steps import MODE_TEXT, arrow, exact_data, rule_steps, typed
from perfeval.source import Problem

__all__ = ["ABOUT", "Execution", "budget_line"]

ABOUT = "预算执行情况"
_UNSCORED = Outcome("unscored", Branch((), say="unscored"))


class Execution:
    """The budget execution of a definition under a rule set; without points or without a rule it is shown unscored.

    The rate is executed ÷ base; which budget is the base, whether the rate is rounded first, and what happens
    above 100 % or on a zero base is the rule set's.
    """

    __slots__ = ("base", "plan", "points", "reader")

    def __init__(self, definition: Definition, rules: Rules) -> None:
        plan, rule = definition.budget, rules.ruleset.budget
        self.plan = plan
        self.points = plan.points.value.as_integer_ratio() if plan and plan.points else (0, 1)
        self.base = rule.base if rule else "adjusted"
        scored = definition.scored and rule is not None and plan is not None and plan.points is not None
        self.reader = rules.execution if scored else None

    def scored(self, filing: Filing) -> Outcome | None:
        """Return what the execution earns; None where neither definition nor filing has one.

        Args:
            filing: The filing.
        """
        reader = self.reader
        if reader is None:
            return None if self.plan is None and filing.budget is None else _UNSCORED
        base, executed = _amounts(filing, self.base)
        if base is None or executed is None or base.quantity is None or executed.quantity is None:
            return _unfiled(filing, self.base, base, executed)
        if base.problems or executed.problems:
            unread = _unread(filing, self.base, base, executed)
            if unread:
                return barred(unread)
        values = (
            base.quantity.value.as_integer_ratio(),
            executed.quantity.value.as_integer_ratio(),
            self.points,
        )
        branch, ratio = reader.base(values)
        if ratio is None:
            return stopped(branch, reader, values, {"base_text": base.text, "executed_text": executed.text})
        return Outcome("scored", branch, ratio=ratio, units=reader.units(ratio))


def budget_line(filing: Filing, rules: RuleSet, outcome: Outcome | None) -> BudgetLine | None:
    """Return the line of the budget execution; None where neither definition nor filing has one.

    Args:
        filing: The filing.
        rules: The rule set.
        outcome: What it earns, None where there is none.
    """
    plan, rule, filed = filing.definition.budget, rules.budget, filing.budget
    if outcome is None:
        return None
    base, executed = _amounts(filing, rule.base if rule else "adjusted")
    ratio, scored = outcome.ratio, outcome.status != "unscored"
    rate = _rate(base, executed)
    problems: tuple[Problem, ...] = ()
    if scored:
        origin = filed.origin if filed else filing.origin
        own = tuple(
            problem if problem.place else problem.at(origin, outcome.branch.key, ABOUT)
            for problem in outcome.problems
        )
        # A rate that no band holds was read all the same: its reasons are asked for in the same go.
        rated = ratio is not None or any(problem.code == "SC21" for problem in outcome.problems)
        wanted = wanted_of_budget(rate, filing, rules.explain) if rated else ()
        problems = (*own, *_rows(filing), *wanted)
    return BudgetLine(
        outcome.status,
        plan.points.value if plan and plan.points else None,
        base,
        executed,
        rate,
        rules,
        rule="budget" if scored else "",
        clause_id=rule.clause if rule and scored else None,
        value=Fraction(*ratio) if ratio else None,
        score=of_units(outcome.units, rules.rounding.score.places) if ratio else None,
        problems=problems,
        tell=partial(_told, outcome),
    )


def _amounts(filing: Filing, base: str) -> tuple[Measure | None, Measure | None]:
    """Return the base of the rate, as the rule set names it, and what was executed."""
    filed, plan = filing.budget, filing.definition.budget
    planned = plan.initial if plan and base == "initial" else None
    if filed is None:
        return planned, None
    own: Measure | None = getattr(filed, base)
    return own or planned or _summed(filed, base), filed.executed or _summed(filed, "executed")


def _rate(base: Measure | None, executed: Measure | None) -> Fraction | None:
    """Return executed ÷ base, exactly; None where one is not known or the base is zero."""
    if base is None or base.quantity is None or executed is None or executed.quantity is None:
        return None
    spent, part = executed.quantity.value.as_integer_ratio()
    due, share = base.quantity.value.as_integer_ratio()
    return Fraction(spent * share, part * due) if due else None


def _unread(filing: Filing, key: str, base: Measure | None, executed: Measure | None) -> tuple[Problem, ...]:
    """Return the errors of the amounts, each at its place.

    Where there is no total, the rows were to be added: the one that is not clear is what stands in the way.
    """
    filed = filing.budget
    origin = filed.origin if filed else filing.origin
    found: list[Problem] = []
    for total, name in ((base, key), (executed, "executed")):
        rows = filed.rows if filed and total is None else ()
        amounts = (
            [(origin, total)]
            if total
            else [(row.origin, getattr(row, name)) for row in rows if row.role != "of_which"]
        )
        found += [
            problem.at(place, name, ABOUT)
            for place, amount in amounts
            for problem in (amount.problems if amount else ())
            if problem.severity == "error"
        ]
    return tuple(found)


def _unfiled(filing: Filing, key: str, base: Measure | None, executed: Measure | None) -> Outcome:
    """Return the outcome of an execution of which an amount was not filed or not read: no score, and not zero."""
    unread = _unread(filing, key, base, executed)
    if unread:
        return barred(unread)
    name = "执行数"
    if base is None or base.quantity is None:
        name = "年初预算数" if key == "initial" else "预算数"
    else:
        key = "executed"
    problem = codes.FD01.problem(f"没有填{name}，预算执行不计分，全表没有总分")
    return Outcome("missing", Branch((), say="missing", key=key), problems=(problem,))


def _summed(filed: BudgetFiled, key: str) -> Measure | None:
    """Return the sum of the fund rows where no total was filed: 其中 rows are part of another and are not added."""
    amounts = [getattr(row, key) for row in filed.rows if row.role != "of_which"]
    if not amounts or any(amount is None or amount.quantity is None for amount in amounts):
        return None
    total = sum((amount.quantity.value for amount in amounts), Fraction(0))
    scale = amounts[0].quantity.scale
    text = digits(total / parse_quantity(f"1{scale}元").value)
    return Measure(text, "number", None, Quantity(total, "元", scale))


def _rows(filing: Filing) -> tuple[Problem, ...]:
    """Return whether the fund rows make up their total: 其中 rows are part of another and are not added."""
    filed = filing.budget
    if filed is None or not filed.rows:
        return ()
    found: list[Problem] = []
    for key, name in (("initial", "年初预算数"), ("adjusted", "预算数"), ("executed", "执行数")):
        total = getattr(filed, key)
        if total is None or total.quantity is None:
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


def _told(outcome: Outcome, line: BudgetLine) -> tuple[Step, ...]:
    """Tell of the budget execution: the branch that counted names its sentence."""
    cells = {"base": typed(line.base), "executed": typed(line.executed)}
    inputs = Step("inputs", f"预算数“{cells['base']}”，执行数“{cells['executed']}”", cells)
    return (
        inputs,
        *rule_steps(line.rule, line.clause),
        Step("formula", _SENTENCES[outcome.branch.say](line), exact_data(line.value)),
    )


def _quotient(line: BudgetLine) -> str:
    """Return `executed ÷ base`; with their units only where these differ."""
    amounts = [one.quantity for one in (line.executed, line.base) if one is not None and one.quantity]
    same = len({amount.scale for amount in amounts}) == 1
    return " ÷ ".join(format_number(amount) if same else format_quantity(amount) for amount in amounts)


def _rated(line: BudgetLine) -> str:
    """Return the rate with its numbers, and as it is rounded where the rule set rounds it."""
    rate = line.rate or Fraction(0)
    said = f"{_quotient(line)} = {digits(rate * 100)}%"
    rounding = line.ruleset.rounding.rate
    if rounding is None or rounding.mode == "none":
        return said
    return f"{said} → {digits(rounding.rounding.apply(rate * 100))}%({MODE_TEXT[rounding.mode]})"


def _executed(line: BudgetLine) -> str:
    """Tell of a score in proportion to the rate."""
    held = "，超过 100% 按 100% 计" if line.rate is not None and line.rate > 1 else ""
    points, mode = digits(line.points or Fraction(0)), line.ruleset.rounding.score.mode
    return f"{_rated(line)}{held}；× {points}{arrow(line.value or Fraction(0), _score(line), mode)}"


def _below_floor(line: BudgetLine) -> str:
    """Tell of a rate below the floor."""
    rule = line.ruleset.budget
    floor = rule.floor.text if rule and rule.floor else ""
    return f"{_rated(line)}，低于门槛 {floor}，得 0 分"


def _failed(line: BudgetLine) -> str:
    """Tell of an execution that has no score because of its problems."""
    return "不计分：" + "；".join(problem.fact for problem in line.problems)


def _score(line: BudgetLine) -> str:
    """Return the score without zeros at its end."""
    return "" if line.score is None else trimmed(line.score)


_SENTENCES: dict[str, Callable[[BudgetLine], str]] = {
    "below_floor": _below_floor,
    "beyond": lambda line: f"{_rated(line)}，超过 100%，规则写明得 0 分",
    "executed": _executed,
    "failed": _failed,
    "in_band": lambda line: f"{_rated(line)}，按分档得 {_score(line)} 分",
    "missing": _failed,
    "unscored": lambda line: "本表没有预算执行的分值，不计分",
    "without_base": lambda line: f"预算数为零，规则写明得 {_score(line)} 分",
}
"""The sentence of each way in which the execution can come to its score."""
