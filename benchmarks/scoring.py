"""Scoring whole forms, against a Decimal loop that a careful programmer writes by hand over the same numbers."""

from __future__ import annotations

import itertools
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from benchmarks.forms import RULES, Form, definition, filing, forms
from benchmarks.ratio import Case, timed
from perfeval.model import Filing
from perfeval.reading import load_ruleset
from perfeval.scoring import score

__all__ = ["cases"]

CENT = Decimal("0.01")
# The median of what the engine of 2026-11-29 came to (118, 136, 138, 138, 140) before it was written anew.
SENTENCES = 138.0
# What was filed under one number is scored once: each turn takes the next.
_FILED = itertools.count(1)


class Numbers(NamedTuple):
    """A form as ready Decimals: sign, points, target and actual of each row, and the budget."""

    rows: list[tuple[str, Decimal, Decimal, Decimal]]
    points: Decimal
    adjusted: Decimal
    executed: Decimal


def cases(count: int = 500) -> list[Case]:
    """Return the cases.

    Args:
        count: How many forms are scored in one turn.
    """
    texts = list(forms(count))
    numbers = [_numbers(form) for form in texts]
    known = [definition(form) for form in texts]

    def anew() -> list[Filing]:
        """Return other filings for the same definitions: what was filed was never scored before."""
        filed = forms(count, filed=next(_FILED))
        return [filing(form, of) for form, of in zip(filed, known, strict=True)]

    def fresh() -> list[Filing]:
        """Return filings whose definitions were never scored before."""
        filed = forms(count, filed=next(_FILED))
        return [filing(form, definition(form)) for form in filed]

    _prove(texts)
    baseline = timed(lambda _: [_total(form) for form in numbers])
    return [
        Case("scoring: total", 10, timed(totals, anew), baseline, aim=7),
        Case("scoring: total, definition new", 20, timed(totals, fresh), baseline, aim=14),
        Case("scoring: total and all lines", 20, timed(lines, anew), baseline),
        Case("scoring: total and all sentences", SENTENCES, timed(sentences, anew), baseline),
    ]


def totals(filings: list[Filing]) -> None:
    """Score filings and read their totals."""
    rules = load_ruleset(RULES)
    for one in filings:
        assert score(one, rules).total is not None


def lines(filings: list[Filing]) -> None:
    """Score filings, and read totals, and score, status and problems of every line."""
    rules = load_ruleset(RULES)
    for one in filings:
        report = score(one, rules)
        assert report.total is not None
        for line in report.lines:
            assert line.score is not None
            assert line.status == "scored"
            assert line.problems is not None
        assert report.budget is not None
        assert report.budget.score is not None
        assert report.budget.status == "scored"
        assert report.budget.problems is not None


def sentences(filings: list[Filing]) -> None:
    """Score filings, and read totals and the sentence of every line."""
    rules = load_ruleset(RULES)
    for one in filings:
        report = score(one, rules)
        assert report.total is not None
        for line in report.lines:
            assert line.explain()


def _numbers(form: Form) -> Numbers:
    """Return a form as ready Decimals."""
    rows = [(row.sign, Decimal(row.points), Decimal(row.target), Decimal(row.actual)) for row in form.rows]
    return Numbers(rows, Decimal(20), Decimal(form.adjusted), Decimal(form.executed))


def _total(form: Numbers) -> Decimal:
    """Score a form as it is done by hand: no places, no problems, no explanation."""
    spent = min(form.points * form.executed / form.adjusted, form.points)
    total = spent.quantize(CENT, ROUND_HALF_UP)
    for sign, points, target, actual in form.rows:
        value = points
        if sign == "≤" and actual > target:
            value = points * target / actual
        elif sign != "≤" and actual < target:
            value = points * actual / target
        total += value.quantize(CENT, ROUND_HALF_UP)
    return total


def _prove(texts: list[Form]) -> None:
    """Make sure that both come to the same totals: what is compared must be the same work.

    Raises:
        RuntimeError: Where they do not.
    """
    rules = load_ruleset(RULES)
    for form in texts:
        total = score(filing(form, definition(form)), rules).total
        if total != _total(_numbers(form)):
            message = f"engine and loop disagree: {total} and {_total(_numbers(form))} of {form}"
            raise RuntimeError(message)
