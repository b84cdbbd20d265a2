"""One row of a form: what bars it, by what it is scored, and what the filing itself changes."""

from __future__ import annotations

import re

from perfeval.exact import Fraction
from perfeval.model import (
    SHAPES,
    Definition,
    Entry,
    Full,
    Leaf,
    Manual,
    RuleSet,
    Shape,
    TiersShape,
    Zero,
)
from perfeval.notation import Measure, Sign
from tests.oracle.numbers import score_number
from tests.oracle.shapes import ask, given_by_hand, left_after
from tests.oracle.verdict import Found, Row, earned, refused
from tests.oracle.words import days_taken, score_words

CHINESE = {
    "直接赋分": "pass_fail",
    "完成比例赋分": "proportional",
    "反比": "reciprocal",
    "线性扣减": "linear",
    "评判等级赋分": "tiers",
    "人工定分": "manual",
}
"""The shapes that an indicator may name without more, by their Chinese names."""
WORDLESS = (Manual, Full, Zero)
IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]\s*$")


def score_row(
    leaf: Leaf, entry: Entry | None, rules: RuleSet, definition: Definition, readings: frozenset[str]
) -> tuple[Found, Sign | None]:
    """Return what a row comes to, and the sign that it is scored by."""
    own = entry.target if entry is not None else None
    target = own if own is not None else leaf.indicator.target
    sign = sign_of(leaf, target, rules)
    if not definition.scored:
        return Found("unscored"), sign
    found = _scored(leaf, entry, target, sign, rules, definition.fiscal_year, readings)
    if own is not None and entry is not None and entry.approval is None:
        found = found._replace(codes=(*found.codes, "SC23"))
    return found, sign


def sign_of(leaf: Leaf, target: Measure | None, rules: RuleSet) -> Sign | None:
    """Return the sign of a row: printed, the indicator's own direction, or that of its headings where they agree."""
    if target is None:
        return None
    if target.sign is not None:
        return target.sign
    direction = leaf.indicator.direction
    if direction is not None:
        return direction  # type: ignore[return-value]
    names = {IN_BRACKETS.sub("", node.name.strip()).strip() for node in leaf.path}
    signs = {rules.default_sign[name] for name in names if name in rules.default_sign}
    if len(signs) != 1:
        return None
    sign = signs.pop()
    is_zero = target.quantity is not None and target.quantity.value == 0
    return None if sign == "at_least" and is_zero else sign  # type: ignore[return-value]


def _scored(
    leaf: Leaf,
    entry: Entry | None,
    target: Measure | None,
    sign: Sign | None,
    rules: RuleSet,
    year: int | None,
    readings: frozenset[str],
) -> Found:
    """Score a row of a form with points."""
    indicator = leaf.indicator
    if indicator.points is None or indicator.points.value < 0:
        return refused("PT23" if indicator.points is None else "PT24")
    points = indicator.points.value
    method = named_method(indicator.method, rules)
    if indicator.method is not None and method is None:
        return refused("SC07")
    barred = _barred(entry, target, points, rules)
    if barred is not None or entry is None or target is None:
        return barred or refused("SC16")
    row = Row(Fraction(0), Fraction(0), None, sign, points, rules, entry, method, readings)
    return _by_hand(_by_content(target, row, year), row)


def named_method(asked: str | Shape | None, rules: RuleSet) -> Shape | None:
    """Return the shape that an indicator asks for, None where it asks for none or for one that is not there."""
    if not isinstance(asked, str):
        return asked
    if asked in rules.methods:
        return rules.methods[asked]
    name = CHINESE.get(asked, asked)
    return SHAPES[name]() if name in CHINESE.values() else None


def _barred(entry: Entry | None, target: Measure | None, points: Fraction, rules: RuleSet) -> Found | None:
    """Return what bars a row whatever its method: it does not apply, was not filed, or cannot be read."""
    actual = entry.actual if entry is not None else None
    said = actual is not None and actual.kind == "not_applicable"
    if entry is not None and (said or entry.not_applicable is not None):
        return _not_applicable(entry, points, rules)
    if target is None or target.kind == "blank":
        return refused("SC16")
    empty = actual is None or actual.kind == "blank"
    if entry is None or (empty and entry.tier is None and entry.finished is None):
        return Found("missing", codes=("AC31",))
    unread = tuple(
        problem.code
        for cell in (target, actual)
        if cell is not None and any(problem.severity == "error" for problem in cell.problems)
        for problem in cell.problems
    )
    return refused(*unread) if unread else None


def _not_applicable(entry: Entry, points: Fraction, rules: RuleSet) -> Found:
    """Return what becomes of a row that does not apply."""
    policy = rules.not_applicable
    if policy.do == "problem":
        return Found("not_applicable", codes=("SC15",))
    if not entry.not_applicable:
        return refused("SC35")
    if policy.do == "full":
        return earned(points, "not_applicable", policy.clause)
    return Found("not_applicable", None, "not_applicable", policy.clause)


def _by_content(target: Measure, row: Row, year: int | None) -> Found:
    """Score by what stands in the two cells."""
    actual = row.entry.actual
    if isinstance(row.method, WORDLESS):
        return ask(row.method, "method", row)
    if row.entry.started is not None or row.entry.finished is not None:
        counted = days_taken(target, row)
        return counted if isinstance(counted, Found) else score_number(target, counted, row)
    numbers = actual is not None and actual.kind == target.kind == "number"
    if actual is not None and numbers and not isinstance(row.method, TiersShape):
        return score_number(target, actual, row)
    return score_words(target, actual, row, year)


def _by_hand(found: Found, row: Row) -> Found:
    """Return what the filing itself makes of a score, as far as the rule set lets it."""
    entry, rules = row.entry, row.rules
    noted = () if "notes-lost-by-hand" in row.readings else found.codes
    if found.value is None:
        return found
    if not found.by_hand and (entry.score is not None or entry.tier is not None):
        if entry.tier is not None or rules.filed_score.do != "with_reason":
            return refused(*noted, "SC14")
        found = given_by_hand("filed_score", rules.filed_score.clause, row)
        found = found._replace(codes=(*noted, *found.codes))
    if entry.deduction is None or found.value is None:
        return found
    noted = () if "notes-lost-by-hand" in row.readings else found.codes
    if rules.deduction.do != "with_reason":
        return refused(*noted, "SC34")
    if entry.deduction.value < 0:
        return refused(*noted, "SC25")
    if not entry.score_reason:
        return refused(*noted, "SC26")
    left = left_after(found.value, entry.deduction.value)
    return found._replace(value=left, rule="deduction", clause=rules.deduction.clause)
