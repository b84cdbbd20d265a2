"""What a run met, counted: a law that meets no case proves nothing."""

from __future__ import annotations

from collections import Counter

from perfeval.exact import Fraction
from perfeval.model import Entry, Leaf, RuleSet
from tests.oracle.draw import Form
from tests.oracle.form import Verdict


def met_with(form: Form, verdict: Verdict, met: Counter[str]) -> None:
    """Count what one form met: its rows by kind, sign, status, rule and code, its funds, its total."""
    met["forms"] += 1
    rules = form.rules
    met[f"rounding {rules.rounding.score.mode}/{rules.rounding.score.places}"] += 1
    for leaf, row in zip(form.filing.definition.leaves, verdict.rows, strict=False):
        met["rows"] += 1
        _row(leaf, form.filing.actuals.get(leaf.key), rules, row, met)
    if verdict.budget is not None:
        status, _, _, _, _, codes, _ = verdict.budget
        met[f"budget {status}"] += 1
        _codes(codes, met)
    total, best, grade, codes = verdict.form
    met[f"total {rules.rounding.total if total else 'at-most-only' if best else 'none'}"] += 1
    left_out = any(row[0] == row[3] == "not_applicable" for row in verdict.rows)
    if left_out and total:
        met["total rescaled"] += 1
    met[f"grade {grade or 'none'}"] += 1
    _codes(codes, met)


def _row(leaf: Leaf, entry: Entry | None, rules: RuleSet, row: tuple[str, ...], met: Counter[str]) -> None:
    """Count what one row met."""
    status, _, _, rule, _, codes, sign = row
    target = (entry.target if entry else None) or leaf.indicator.target
    actual = entry.actual if entry else None
    met[f"status {status}"] += 1
    met[f"sign {sign or 'none'}"] += 1
    met[f"kind {target.kind if target else 'none'}/{actual.kind if actual else 'none'}"] += 1
    method = leaf.indicator.method
    met[f"method {'none' if method is None else 'named' if isinstance(method, str) else 'inline'}"] += 1
    met[f"rule {rule or 'none'}"] += 1
    if target is not None and target.quantity is not None:
        met[f"target {_size(target.quantity.value)}"] += 1
    if actual is not None and actual.quantity is not None:
        met[f"actual {_size(actual.quantity.value)}"] += 1
        met[f"bound {actual.sign or 'none'}"] += 1
    if value := row[1]:
        _score(Fraction(value), leaf, rules, met)
    _codes(codes, met)


def _size(value: Fraction) -> str:
    """Return whether a value is above, below or at zero."""
    return "zero" if value == 0 else "positive" if value > 0 else "negative"


def _score(value: Fraction, leaf: Leaf, rules: RuleSet, met: Counter[str]) -> None:
    """Count what is particular about an exact score: a tie of the rounding, the points or a bonus, nothing."""
    places = rules.rounding.score.places
    points = leaf.indicator.points
    if (value * 2 * 10**places).denominator == 1 and (value * 10**places).denominator == 2:
        met[f"score tie-{rules.rounding.score.mode}"] += 1
    if points is not None:
        whole = points.value
        met[
            f"score {'none' if value == 0 else 'full' if value == whole else 'bonus' if value > whole else 'partial'}"
        ] += 1


def _codes(codes: str, met: Counter[str]) -> None:
    """Count codes."""
    for code in codes.split():
        met[f"code {code}"] += 1
