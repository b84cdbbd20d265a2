"""A whole form: its rows, its funds, what must be explained, its total and its grade."""

from __future__ import annotations

from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.model import Filing, Leaf, RuleSet
from tests.oracle.funds import score_funds
from tests.oracle.reasons import of_budget, of_form, of_row
from tests.oracle.rounding import printed, to_places
from tests.oracle.rows import IN_BRACKETS, score_row
from tests.oracle.verdict import Found


class Verdict(NamedTuple):
    """What the oracle says of a form, as plain texts: one tuple per row, one for the funds, one for the form.

    A row is (status, exact value, score, rule, clause, codes in order of their names, sign).
    """

    rows: tuple[tuple[str, ...], ...]
    budget: tuple[str, ...] | None
    form: tuple[str, ...]


class _Part(NamedTuple):
    """A row or the funds as a part of the total."""

    points: Fraction | None
    found: Found
    funds: bool


def said(found: Found, rules: RuleSet, *more: str) -> tuple[str, ...]:
    """Return a finding as texts."""
    value = "" if found.value is None else str(found.value)
    score = "" if found.value is None else printed(found.value, rules.rounding.score)
    return (found.status, value, score, found.rule, found.clause or "", " ".join(sorted(found.codes)), *more)


def judge(filing: Filing, rules: RuleSet, readings: frozenset[str] = frozenset()) -> Verdict:
    """Return what a filing comes to under a rule set."""
    definition = filing.definition
    rows: list[tuple[Leaf, Found, str]] = []
    for leaf in definition.leaves:
        entry = filing.actuals.get(leaf.key)
        found, sign = score_row(leaf, entry, rules, definition, readings)
        if definition.scored:
            found = found._replace(codes=(*found.codes, *of_row(found, leaf, entry, rules)))
        rows.append((leaf, found, sign or ""))
    funds = score_funds(filing, rules)
    if funds is not None and funds.found.status != "unscored":
        funds = funds._replace(found=of_budget(funds.found, funds.rate, filing, rules))
    lines = tuple(said(found, rules, sign) for _, found, sign in rows)
    money = None if funds is None else said(funds.found, rules, "" if funds.rate is None else str(funds.rate))
    if not definition.scored:
        return Verdict(lines, money, ("", "", "", ""))
    parts = [
        _Part(leaf.indicator.points.value if leaf.indicator.points else None, found, False)
        for leaf, found, _ in rows
    ]
    if funds is not None:
        parts.append(_Part(funds.points, funds.found, True))
    return Verdict(lines, money, _whole(filing, rules, rows, parts, readings))


def _whole(
    filing: Filing,
    rules: RuleSet,
    rows: list[tuple[Leaf, Found, str]],
    parts: list[_Part],
    readings: frozenset[str],
) -> tuple[str, ...]:
    """Return total, at_most, grade and the codes of the form as a whole."""
    codes, barred = _own(filing, rules)
    total = best = ""
    if not barred:
        if "unscored-budget-bars-total" not in readings:
            parts = [part for part in parts if part.found.status != "unscored"]
        counted = [part for part in parts if (part.found.status, part.found.rule) != ("not_applicable",) * 2]
        points = sum((part.points for part in counted if part.points is not None), Fraction(0))
        if points == 0:
            codes.append("PT26")
        else:
            share = Fraction(1) if len(counted) == len(parts) else rules.total.value / points
            best = printed(
                share * sum(_best(part, rules, readings) for part in counted), rules.rounding.score
            )
            if all(part.found.status == "scored" for part in counted):
                summed = sum((_counted(part, rules) for part in counted), Fraction(0))
                total = best = printed(share * summed, rules.rounding.score)
    grade = _grade(total, rules) if total else ""
    codes += of_form([(leaf, found) for leaf, found, _ in rows], total, filing, rules)
    return (total, best, grade, " ".join(sorted(codes)))


def _counted(part: _Part, rules: RuleSet) -> Fraction:
    """Return what a part adds to the total: its score (or its points) as printed, or exactly."""
    value = part.points if part.found.value is None else part.found.value
    kind = rules.rounding.total
    exact = kind == "exact_sum" or (kind == "scores_and_exact_budget" and part.funds)
    return (value or Fraction(0)) if exact else to_places(value or Fraction(0), rules.rounding.score)


def _best(part: _Part, rules: RuleSet, readings: frozenset[str]) -> Fraction:
    """Return what a part can at most add: no less than what it would add were it scored."""
    if "at-most-of-rounded" not in readings:
        return _counted(part, rules)
    value = part.points if part.found.value is None else part.found.value
    return to_places(value or Fraction(0), rules.rounding.score)


def _grade(total: str, rules: RuleSet) -> str:
    """Return the grade that holds a total."""
    value = Fraction(total)
    for label, held in rules.grades.items():
        inside = held.low < value < held.high
        if inside or (value == held.low and held.low_closed) or (value == held.high and held.high_closed):
            return label
    return ""


def _own(filing: Filing, rules: RuleSet) -> tuple[list[str], bool]:
    """Return the codes of the form's points and year, and whether they bar a total."""
    definition, years = filing.definition, rules.years
    year = definition.fiscal_year
    codes = []
    if year is not None and not (years.start or year) <= year <= (years.end or year):
        codes.append("RS31")
    plan = definition.budget.points.value if definition.budget and definition.budget.points else Fraction(0)
    if plan != (rules.budget.points.value if rules.budget else 0):
        codes.append("PT22")
    points = [leaf.indicator.points.value for leaf in definition.leaves if leaf.indicator.points]
    if sum(points, plan) != rules.total.value:
        codes.append("PT21")
    barred = bool(codes)
    if _off_weights(filing, rules):
        codes.append("PT25")
        barred = barred or bool(rules.weights and rules.weights.binding)
    return codes, barred


def _off_weights(filing: Filing, rules: RuleSet) -> bool:
    """Return whether the points of the first-level headings are those of none of the variants."""
    variants = rules.weights.variants if rules.weights else ()
    names = {name for variant in variants for name in variant}
    own: dict[str, Fraction] = {}
    for leaf in filing.definition.leaves:
        if not leaf.path:
            return False
        name = IN_BRACKETS.sub("", leaf.path[0].name.strip()).strip()
        points = leaf.indicator.points
        if name in names:
            own[name] = own.get(name, Fraction(0)) + (points.value if points else 0)
    due = [{name: points.value for name, points in variant.items()} for variant in variants]
    return bool(own) and own not in due


__all__ = ["Verdict", "judge"]
