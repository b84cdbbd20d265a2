"""What a rule set wants explained: a reason for a lost point, for an unspent budget, for a low total."""

from __future__ import annotations

import attrs

from perfeval.exact import Decimal, Fraction, digits
from perfeval.model import ExplainRule, Filing, Line, RuleSet, Trigger
from perfeval.rules import codes
from perfeval.source import Origin, Problem

__all__ = ["wanted_of_budget", "wanted_of_form", "with_reasons"]

_Found = tuple[str, Problem]
"""A problem, and which text of a row it is about: reason, measures or actual."""
_KEYS = {"reason": "deviation_reason", "measures": "improvement_measures"}
"""What the texts of a row are called in a form."""


def with_reasons(line: Line, rules: RuleSet) -> Line:
    """Return a row with what it lacks of the texts that the rule set wants beside it.

    Args:
        line: The scored row.
        rules: The rule set.
    """
    rule = rules.explain
    found: list[_Found] = []
    if rule.place == "row" and rule.score_below_points is not None and _lost(line):
        fact = f"得 {line.score} 分，未得满分 {digits(line.points or Fraction(0))}"
        found += _texts(rule.score_below_points, *_of_row(line), fact)
    if rule.qualitative is not None and line.rule.startswith("tiers.") and _empty(line):
        found.append(("actual", codes.RN03.problem(codes.RN03.what)))
    if not found:
        return line
    origin = line.entry.origin if line.entry else None
    placed = tuple(problem.at(origin, key, line.leaf.key) for key, problem in found)
    return attrs.evolve(line, problems=(*line.problems, *placed))


def _lost(line: Line) -> bool:
    """Return whether a row was scored below its points."""
    points = line.leaf.indicator.points
    if line.ratio is None or points is None:
        return False
    # In integers: every row of every form is asked.
    (earned, part), (due, share) = line.ratio, points.value.as_integer_ratio()
    return earned * share < due * part


def _empty(line: Line) -> bool:
    """Return whether a row has no text in its actual."""
    return line.actual is None or line.actual.kind == "blank"


def _of_row(line: Line) -> tuple[str, str]:
    """Return reason and measures of a row."""
    entry = line.entry
    return (entry.reason or "", entry.measures or "") if entry else ("", "")


def _of_form(filing: Filing) -> tuple[str, str]:
    """Return reason and measures of the form."""
    return filing.deviation_reason or "", filing.improvement_measures or ""


def _texts(trigger: Trigger, reason: str, measures: str, fact: str) -> list[_Found]:
    """Return what is missing of the texts that a trigger wants, and which are too long."""
    wanted = [("reason", "原因", reason)]
    if trigger.need == "require_both":
        wanted.append(("measures", "改进措施", measures))
    missing = [(key, name) for key, name, text in wanted if not text.strip()]
    found: list[_Found] = []
    if missing:
        names = "和".join(name for _, name in missing)
        found.append((missing[0][0], codes.RN01.problem(f"{fact}，没有写{names}")))
    for key, name, text in wanted:
        if trigger.limit is not None and len(text) > trigger.limit:
            found.append((key, codes.RN02.problem(f"{name}有 {len(text)} 字，规则限 {trigger.limit} 字")))
    return found


def wanted_of_budget(rate: Fraction | None, filing: Filing, rule: ExplainRule) -> tuple[Problem, ...]:
    """Return what the budget execution lacks: a reason for a low rate, and for a changed budget.

    Args:
        rate: The execution rate, None where there is none.
        filing: The filing.
        rule: What the rule set wants explained.
    """
    own = filing.budget.reason if filing.budget else None
    reason, measures = (own or "", "") if rule.place == "row" else _of_form(filing)
    found: list[_Found] = []
    low, changed = rule.execution_below, rule.budget_changed
    if low is not None and low.at is not None and rate is not None and rate < low.at.value:
        fact = f"执行率 {digits(rate * 100, 2)}%，低于 {low.at.text}"
        found += _texts(low, reason, measures, fact)
    if changed is not None and changed.total_above is None:
        found += _of_change(changed, filing, reason, measures)
    origin: Origin | None = filing.budget.origin if filing.budget else filing.origin
    return tuple(problem.at(origin, "reason", "预算执行情况") for _, problem in found)


def _of_change(trigger: Trigger, filing: Filing, reason: str, measures: str) -> list[_Found]:
    """Return what a changed budget lacks."""
    moved = _moved(filing)
    if not moved or (trigger.at is not None and moved < trigger.at.value):
        return []
    return _texts(trigger, reason, measures, f"预算调整了 {digits(moved * 100, 2)}%")


def _moved(filing: Filing) -> Fraction:
    """Return by which share of the initial budget the adjusted one differs; 0 where one is not known."""
    plan, filed = filing.definition.budget, filing.budget
    initial = (filed.initial if filed else None) or (plan.initial if plan else None)
    adjusted = filed.adjusted if filed else None
    if initial is None or initial.quantity is None or adjusted is None or adjusted.quantity is None:
        return Fraction(0)
    if not initial.quantity.value:
        return Fraction(int(adjusted.quantity.value != 0))
    return abs(adjusted.quantity.value / initial.quantity.value - 1)


def wanted_of_form(
    lines: tuple[Line, ...], total: Decimal | None, filing: Filing, rule: ExplainRule
) -> tuple[Problem, ...]:
    """Return what the form lacks: one reason for all lost points, and for a low total.

    Args:
        lines: The scored rows.
        total: The total, None where there is none.
        filing: The filing.
        rule: What the rule set wants explained.
    """
    reason, measures = _of_form(filing)
    found: list[_Found] = []
    lost = [line for line in lines if _lost(line)]
    if rule.place == "form" and rule.score_below_points is not None and lost:
        names = "、".join(f"“{line.leaf.indicator.name}”" for line in lost[:5])
        found += _texts(rule.score_below_points, reason, measures, f"{names}未得满分")
    changed = rule.budget_changed
    if changed is not None and changed.total_above is not None and total is not None:
        own = filing.budget.reason if filing.budget else None
        if Fraction(total) > changed.total_above.value:
            found += _of_change(changed, filing, own or reason, measures)
    low = rule.total_below
    if low is not None and low.at is not None and total is not None and Fraction(total) < low.at.value:
        found += _texts(low, reason, measures, f"总分 {total}，低于 {low.at.text}")
    return tuple(problem.at(filing.origin, _KEYS[key]) for key, problem in found)
