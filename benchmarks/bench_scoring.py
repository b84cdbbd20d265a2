"""Scoring ten realistic rows, against a hand-written Decimal loop over the same rows."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import Any

import attrs
import pytest

from benchmarks.rows import Row, realistic
from perfeval.exact import Number
from perfeval.model import Definition, Entry, Filing, Indicator, Proportional, Reciprocal, RuleSet
from perfeval.notation import read_actual, read_target
from perfeval.scoring import score

CENT = Decimal("0.01")
ROWS: list[Row] = list(islice(realistic(10), 10))


def decimal_loop(rows: list[tuple[str, Decimal, Decimal, Decimal]]) -> Decimal:
    """Score the rows as a careful programmer writes it by hand: no places, no problems, no explanation."""
    total = Decimal(0)
    for sign, points, target, actual in rows:
        value = points
        if sign == "≤" and actual > target:
            value = points * target / actual
        elif sign != "≤" and actual < target:
            value = points * actual / target
        total += value.quantize(CENT, ROUND_HALF_UP)
    return total


def filing() -> Filing:
    """Return the ten rows as a filing, read and ready to be scored."""
    leaves = tuple(
        Indicator(
            name=f"指标{n}",
            points=Number.of(row.points),
            target=read_target(row.sign + row.target + row.unit),
        )
        for n, row in enumerate(ROWS)
    )
    actuals = {f"指标{n}": Entry(actual=read_actual(row.actual + row.unit)) for n, row in enumerate(ROWS)}
    return Filing(definition=Definition(title="十行", fiscal_year=2024, indicators=leaves), actuals=actuals)


@pytest.mark.benchmark(group="score ten rows (at most 20x the baseline, aim 10x)")
def test_baseline_decimal_loop(benchmark: Any) -> None:
    """The baseline: the same rows as ready Decimals."""
    rows = [(row.sign, Decimal(row.points), Decimal(row.target), Decimal(row.actual)) for row in ROWS]
    assert benchmark(decimal_loop, rows) > 0


@pytest.mark.benchmark(group="score ten rows (at most 20x the baseline, aim 10x)")
def test_score(benchmark: Any) -> None:
    """The engine on a filing that is already read; the total must be the loop's."""
    form = filing()
    rules = RuleSet(id="bench", at_least=Proportional(), at_most=Reciprocal())
    rules = attrs.evolve(rules, total=Number.of(form.definition.points))
    report = benchmark(score, form, rules)
    rows = [(row.sign, Decimal(row.points), Decimal(row.target), Decimal(row.actual)) for row in ROWS]
    assert report.total == decimal_loop(rows)
