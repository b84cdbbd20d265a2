"""What a rule set wants explained, and what is missing of it."""

from __future__ import annotations

from perfeval.exact import Fraction
from perfeval.model import Entry, Filing, Leaf, RuleSet, Trigger
from tests.oracle.funds import fund_rows
from tests.oracle.verdict import Found


def _texts(trigger: Trigger, reason: str | None, measures: str | None) -> list[str]:
    """Return RN01 where a wanted text is missing, and RN02 for each that is too long."""
    wanted = [reason or ""] + ([measures or ""] if trigger.need == "require_both" else [])
    codes = ["RN01"] if any(not text.strip() for text in wanted) else []
    return codes + ["RN02" for text in wanted if trigger.limit is not None and len(text) > trigger.limit]


def _lost(found: Found, leaf: Leaf) -> bool:
    """Return whether a row was scored and lost points."""
    points = leaf.indicator.points
    return found.value is not None and points is not None and found.value < points.value


def of_row(found: Found, leaf: Leaf, entry: Entry | None, rules: RuleSet) -> list[str]:
    """Return what a row lacks of the texts that are due beside it."""
    rule, codes = rules.explain, []
    if rule.place == "row" and rule.score_below_points is not None and _lost(found, leaf):
        reason, measures = (entry.reason, entry.measures) if entry else ("", "")
        codes += _texts(rule.score_below_points, reason, measures)
    empty = entry is None or entry.actual is None or entry.actual.kind == "blank"
    if rule.qualitative is not None and found.rule.startswith("tiers.") and empty:
        codes.append("RN03")
    return codes


def of_budget(found: Found, rate: Fraction | None, filing: Filing, rules: RuleSet) -> Found:
    """Return the budget line with what its rows and its reasons lack."""
    told = fund_rows(filing)
    # An edge or an amount that is missing is told alone: reasons are asked for once there is a rate to explain.
    if found.status == "scored" or found.codes == ("SC21",):
        rule = rules.explain
        own = filing.budget.reason if filing.budget else None
        form = filing.deviation_reason, filing.improvement_measures
        reason, measures = (own, None) if rule.place == "row" else form
        low, changed = rule.execution_below, rule.budget_changed
        if low is not None and low.at is not None and rate is not None and rate < low.at.value:
            told += _texts(low, reason, measures)
        if changed is not None and changed.total_above is None and _moved(changed, filing):
            told += _texts(changed, reason, measures)
    return found._replace(codes=(*found.codes, *told))


def _moved(trigger: Trigger, filing: Filing) -> bool:
    """Return whether the budget was changed by as much as must be explained."""
    plan, filed = filing.definition.budget, filing.budget
    initial = (filed.initial if filed else None) or (plan.initial if plan else None)
    adjusted = filed.adjusted if filed else None
    if initial is None or adjusted is None or initial.quantity is None or adjusted.quantity is None:
        return False
    before, after = initial.quantity.value, adjusted.quantity.value
    if before == after:
        return False
    by = Fraction(1) if before == 0 else abs(after / before - 1)
    return trigger.at is None or by >= trigger.at.value


def of_form(rows: list[tuple[Leaf, Found]], total: str, filing: Filing, rules: RuleSet) -> list[str]:
    """Return what the form lacks of the texts that are due once."""
    rule = rules.explain
    reason, measures = filing.deviation_reason, filing.improvement_measures
    codes: list[str] = []
    lost = any(_lost(found, leaf) for leaf, found in rows)
    if rule.place == "form" and rule.score_below_points is not None and lost:
        codes += _texts(rule.score_below_points, reason, measures)
    changed, low = rule.budget_changed, rule.total_below
    if total and changed is not None and changed.total_above is not None:
        own = filing.budget.reason if filing.budget else None
        if Fraction(total) > changed.total_above.value and _moved(changed, filing):
            codes += _texts(changed, own or reason, measures)
    if total and low is not None and low.at is not None and Fraction(total) < low.at.value:
        codes += _texts(low, reason, measures)
    return codes
