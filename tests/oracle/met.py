"""What a run met, counted: a law that meets no case proves nothing."""

from __future__ import annotations

from collections import Counter

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
    total, _, grade, codes = verdict.form
    met[f"total {rules.rounding.total if total else 'none'}"] += 1
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
        value = target.quantity.value
        met[f"target {'zero' if value == 0 else 'positive' if value > 0 else 'negative'}"] += 1
    if actual is not None and actual.quantity is not None:
        value = actual.quantity.value
        met[f"actual {'zero' if value == 0 else 'positive' if value > 0 else 'negative'}"] += 1
        met[f"bound {actual.sign or 'none'}"] += 1
    _codes(codes, met)


def _codes(codes: str, met: Counter[str]) -> None:
    """Count codes."""
    for code in codes.split():
        met[f"code {code}"] += 1
