"""Rows as published forms print them, which careless engines score wrongly."""

from __future__ import annotations

import attrs
import pytest

from perfeval.exact import Decimal, Number
from perfeval.model import Definition, Entry, Filing, Indicator
from perfeval.notation import read_actual, read_amount
from perfeval.reading import load_ruleset
from perfeval.scoring import score
from tests.scoring.build import budget_form, codes, line

NATIONAL = load_ruleset("cn-2020")


@pytest.mark.parametrize(
    ("target", "actual", "points", "expected"),
    [
        ("38508人", "37442人", "3", "2.92"),
        ("214人", "203人", "2", "1.90"),
        ("120人", "69人", "2", "1.15"),
        ("24694人", "22584人", "2", "1.83"),
    ],
)
def test_missed_counts_of_a_health_project(target: str, actual: str, points: str, expected: str) -> None:
    """Rows printed with full or cut-off scores compute points × actual ÷ target."""
    assert line(target, actual, points, "数量指标", NATIONAL).score == Decimal(expected)


@pytest.mark.parametrize(("target", "actual"), [("0.9 %", "0"), ("0.4 %", "0.1")])
def test_unsigned_loss_rate_asks_for_its_direction(target: str, actual: str) -> None:
    """A loss rate without a sign and without a heading is never scored as 0 or 2.5: it asks."""
    asked = line(target, actual, "10", "绩效指标", NATIONAL)

    assert asked.score is None
    assert "SC01" in codes(asked)


def test_a_row_with_two_readings_says_so() -> None:
    """0.1 beside 0.4 % is 0.1 % or 10 %: even with its direction the row asks which."""
    asked = line("0.4 %", "0.1", "10", "绩效指标", NATIONAL, direction="at_most")

    assert asked.score is None
    assert codes(asked) == ["AC19"]


def test_unsigned_cost_under_its_heading() -> None:
    """36.2 of 38.75 under 成本指标 is a met cost and earns all points, never 9.34."""
    met = line("38.75", "36.2", "10", "成本指标(必填硬性指标)", NATIONAL)

    assert met.sign == "at_most"
    assert met.score == Decimal("10.00")


def test_the_rate_of_beijing_is_rounded_to_whole_percent() -> None:
    """49.88 % is printed as 50 % and scored 5: exactly what the rule set of that form computes."""
    initial = read_amount("310.2", "万元")
    budget = budget_form(None, "154.74", "10", load_ruleset("beijing-2016"), initial=initial).budget

    assert budget is not None
    assert budget.score == Decimal("5.00")


@pytest.mark.parametrize("heading", ["", "数量指标"])
@pytest.mark.parametrize("actual", ["51人", None])
def test_a_row_whose_target_was_not_available(heading: str, actual: str | None) -> None:
    """A row without any target has no sign by its heading and no score; it is never met by default."""
    leaf = Indicator(name="行", points=Number.of("100"))
    tree = Indicator(name=heading, children=(leaf,)) if heading else leaf
    definition = Definition(title="一行", fiscal_year=2024, indicators=(tree,))
    filed = {} if actual is None else {"行": Entry(actual=read_actual(actual))}
    report = score(Filing(definition=definition, actuals=filed), attrs.evolve(NATIONAL, budget=None))

    assert (report.lines[0].sign, report.lines[0].score, report.total) == (None, None, None)
    assert codes(report)
