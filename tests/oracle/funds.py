"""The budget execution: executed ÷ budget, and what a rule set says of its edges."""

from __future__ import annotations

from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.model import BudgetFiled, BudgetRule, Filing, RuleSet
from perfeval.notation import Measure
from tests.oracle.rounding import to_places
from tests.oracle.shapes import first_band, part_of
from tests.oracle.verdict import Found, refused


class Funds(NamedTuple):
    """The budget line: its points, its exact rate, and what it comes to."""

    found: Found
    points: Fraction | None
    rate: Fraction | None


def score_funds(filing: Filing, rules: RuleSet) -> Funds | None:
    """Score the budget execution; None where the form has none."""
    plan, filed, rule = filing.definition.budget, filing.budget, rules.budget
    if plan is None and filed is None:
        return None
    base_key = rule.base if rule else "adjusted"
    base, executed = _amount(filing, base_key), _amount(filing, "executed")
    rate = None if not base or executed is None else executed / base
    points = plan.points.value if plan and plan.points else None
    if rule is None or points is None or not filing.definition.scored:
        return Funds(Found("unscored"), points, rate)
    found = _unread(filing, base_key) or _edge(base, executed, rule)
    if found is None:
        value = _value(points, rate, bool(executed), rule, rules)
        found = Found("scored", value) if value is not None else refused("SC21")
    return Funds(found._replace(rule="budget", clause=rule.clause), points, rate)


def _total(filing: Filing, key: str) -> Measure | None:
    """Return the total that was filed, or planned for the initial budget."""
    filed, plan = filing.budget, filing.definition.budget
    own = getattr(filed, key) if filed else None
    return own or (plan.initial if plan and key == "initial" else None)


def _amount(filing: Filing, key: str) -> Fraction | None:
    """Return an amount in 元: the total, else the sum of the rows that make it up, all of them known."""
    total = _total(filing, key)
    if total is not None:
        return total.quantity.value if total.quantity else None
    parts = [getattr(row, key) for row in _parts(filing.budget)]
    if not parts or any(part is None or part.quantity is None for part in parts):
        return None
    return sum((part.quantity.value for part in parts), Fraction(0))


def _parts(filed: BudgetFiled | None) -> list:
    """Return the fund rows that are not part of another."""
    return [row for row in (filed.rows if filed else ()) if row.role != "of_which"]


def _unread(filing: Filing, base: str) -> Found | None:
    """Return the codes of amounts that could not be read, where they are needed."""
    codes = []
    for key in (base, "executed"):
        total = _total(filing, key)
        cells = [total] if total else [getattr(row, key) for row in _parts(filing.budget)]
        codes += [p.code for cell in cells if cell for p in cell.problems if p.severity == "error"]
    return refused(*codes) if codes else None


def _edge(base: Fraction | None, executed: Fraction | None, rule: BudgetRule) -> Found | None:
    """Return what is missing, or is on an edge that no rule names."""
    if base is None or executed is None:
        return Found("missing", codes=("FD01",))
    if base < 0 or executed < 0:
        return refused("FD04")
    if rule.shape == "problem":
        return refused("FD07")
    if base == 0:
        policy = rule.zero_base_spent if executed > 0 else rule.zero_base
        return refused("FD02") if policy.do == "problem" else None
    return refused("FD03") if executed > base and rule.above_100.do == "problem" else None


def _value(
    points: Fraction, rate: Fraction | None, spent: bool, rule: BudgetRule, rules: RuleSet
) -> Fraction | None:
    """Return the exact score, None where no band holds the rate."""
    if rate is None:
        return points if rule.zero_base.do == "full" and not spent else Fraction(0)
    if rate > 1 and rule.above_100.do == "zero":
        return Fraction(0)
    printed = rate if rules.rounding.rate is None else to_places(rate * 100, rules.rounding.rate) / 100
    if rate > 1:
        printed = Fraction(1)
    if rule.floor is not None and printed < rule.floor.value:
        return Fraction(0)
    if rule.shape == "bands":
        band = first_band(rule.bands, printed)
        return None if band is None else part_of(band.score, points)
    return points * printed


def fund_rows(filing: Filing) -> list[str]:
    """Return the codes of totals that their rows do not make up, and of parts greater than their whole."""
    codes: list[str] = []
    for key in ("initial", "adjusted", "executed"):
        total = getattr(filing.budget, key, None)
        if filing.budget is None or total is None or total.quantity is None:
            continue
        whole = total.quantity.value
        within = [getattr(row, key) for row in filing.budget.rows if row.role == "of_which"]
        codes += ["FD06" for cell in within if cell and cell.quantity and cell.quantity.value > whole]
        parts = [getattr(row, key) for row in _parts(filing.budget)]
        known = [cell.quantity.value for cell in parts if cell and cell.quantity]
        if known and len(known) == len(parts) and sum(known) != whole:
            codes.append("FD05")
    return codes
