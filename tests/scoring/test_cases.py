"""The numeric cases of tests/cases, as far as they are about scoring."""

from __future__ import annotations

import csv
from pathlib import Path

import attrs
import pytest

from perfeval.exact import Decimal, Fraction, Number, exact, round_ratio
from perfeval.model import (
    Band,
    BudgetRule,
    Full,
    PassFail,
    Places,
    Policy,
    Proportional,
    RoundingRule,
    RuleSet,
    Share,
    Zero,
)
from tests.scoring.build import LINEAR, NATIONAL, budget_form, codes, line

SIGNS = {"ge": "≥", "le_linear": "≤", "le_reciprocal": "≤", "le_any": "≤", "eq": "=", "lt": "<"}
STEPS = tuple(
    Band(start=Share.parse(start) if start else None, score=Share.parse(score))
    for start, score in (("100%", "10"), ("80%", "7"), ("60%", "5"), (None, "0"))
)


def rows(cases: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of one case file, and never none."""
    with (cases / name).open(encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    assert found
    return found


def test_the_published_form(cases: Path) -> None:
    """Every row of the published form, and the budget row, computes what was printed."""
    total = Decimal(0)
    for row in rows(cases, "01-wuhan-2024.csv"):
        if row["row"] == "TOTAL":
            assert total == Decimal(row["expected"]), row
        elif row["row"] == "S08":
            report = budget_form(row["target"], row["actual"], row["weight"])
            assert report.budget is not None
            assert report.budget.score == Decimal(row["expected"]), row
            total += report.budget.score
        else:
            rules = attrs.evolve(NATIONAL, default_sign={"数量指标": "at_least"})
            scored = line(row["target"], row["actual"], row["weight"], "数量指标", rules)
            assert scored.score == Decimal(row["expected"]), row
            total += scored.score


def test_other_ratios_of_the_document(cases: Path) -> None:
    """The percentages that the document prints are the exact ratio, rounded half up to the places it prints."""
    for row in rows(cases, "01b-wuhan-2024-ratios.csv"):
        part, whole = exact(row["part"]), exact(row["whole"])
        places = len(row["expected_percent"].partition(".")[2])
        percent = round_ratio(*(part / whole * 100).as_integer_ratio(), places, "half_up")
        assert percent == Decimal(row["expected_percent"]), row


def test_positive_reverse_equal(cases: Path) -> None:
    """≥, ≤ (both formulas) and = give the computed score; what needs a policy is a problem without one."""
    for row in rows(cases, "02-positive-reverse-equal.csv"):
        rules = LINEAR if row["rule"] == "le_linear" else NATIONAL
        scored = line(SIGNS[row["rule"]] + row["target"], row["actual"], row["weight"], rules=rules)
        if row["expected"] == "POLICY":
            assert scored.score is None, row
            assert len(codes(scored)) == 1, row
        else:
            assert scored.score == Decimal(row["expected"]), row
            assert not codes(scored), row


@pytest.mark.parametrize(
    ("case", "policy", "expected"),
    [
        ("02-19", {"zero_target": PassFail()}, "0.00"),
        ("02-21", {"equal": Full()}, "8.00"),
        ("02-21", {"equal": Zero()}, "0.00"),
        ("02-22", {"negative_actual": Zero()}, "0.00"),
        ("02-23", {"strict_edge": Full()}, "8.00"),
        ("02-23", {"strict_edge": Zero()}, "0.00"),
    ],
)
def test_a_named_policy_decides(cases: Path, case: str, policy: dict[str, object], expected: str) -> None:
    """A POLICY row is scored as soon as the rule set names what happens, and as it says."""
    row = next(row for row in rows(cases, "02-positive-reverse-equal.csv") if row["id"] == case)
    if "equal" in policy:
        policy = {"equal": attrs.evolve(NATIONAL.equal, exceeded=policy["equal"])}
    rules = attrs.evolve(NATIONAL, **policy)
    scored = line(SIGNS[row["rule"]] + row["target"], row["actual"], row["weight"], rules=rules)

    assert scored.score == Decimal(expected)


def test_budget_execution(cases: Path) -> None:
    """Points × rate and the 10/7/5/0 steps; above 100 % and a zero base are problems unless named."""
    for row in rows(cases, "04-budget-execution.csv"):
        points = "20" if row["variant"] == "rate20" else "10"
        rule = BudgetRule(points=Number.of(points))
        if row["variant"] == "step":
            rule = attrs.evolve(rule, shape="bands", bands=STEPS)
        rules = RuleSet(id="test", at_least=Proportional(), budget=rule)
        budget = budget_form(row["budget"], row["executed"], points, rules).budget
        assert budget is not None
        if row["expected_score"] == "POLICY":
            assert budget.score is None, row
            assert [problem.code for problem in budget.problems] in (["FD02"], ["FD03"]), row
        else:
            assert budget.rate is not None
            assert round_ratio(*(budget.rate * 100).as_integer_ratio(), 2, "half_up") == Decimal(
                row["expected_rate"]
            )
            assert budget.score == Decimal(row["expected_score"]), row


@pytest.mark.parametrize(
    ("case", "policy", "expected"),
    [
        ("04-09", {"above_100": Policy(do="cap")}, "10.00"),
        ("04-10", {"zero_base": Policy(do="full")}, "10.00"),
        ("04-10", {"zero_base": Policy(do="zero")}, "0.00"),
    ],
)
def test_a_named_budget_policy_decides(
    cases: Path, case: str, policy: dict[str, Policy], expected: str
) -> None:
    """A POLICY row of the budget is scored as soon as the rule set names what happens."""
    row = next(row for row in rows(cases, "04-budget-execution.csv") if row["id"] == case)
    rules = RuleSet(
        id="test", at_least=Proportional(), budget=BudgetRule(points=Number.of("10"), bands=STEPS, **policy)
    )
    if row["variant"] == "step":
        assert rules.budget is not None
        rules = attrs.evolve(rules, budget=attrs.evolve(rules.budget, shape="bands"))
    budget = budget_form(row["budget"], row["executed"], "10", rules).budget

    assert budget is not None
    assert budget.score == Decimal(expected)


def test_rate_rounded_first_or_not(cases: Path) -> None:
    """Rounding the rate to 0.01 % first and rounding once are two rules; a rule set says which."""
    for row in rows(cases, "05-rounding.csv"):
        for column, rate in (("one_step", None), ("two_step", Places())):
            rules = RuleSet(
                id="test",
                at_least=Proportional(),
                rounding=RoundingRule(rate=rate),
                budget=BudgetRule(points=Number.of(row["points"])),
            )
            budget = budget_form(row["budget"], row["executed"], row["points"], rules).budget
            assert budget is not None
            assert budget.score == Decimal(row[column]), (row, column)


def test_float_traps(cases: Path) -> None:
    """Half up on the exact value, where a binary float or half-even rounding prints another cent."""
    for row in rows(cases, "05b-float-traps.csv"):
        if row["id"] == "05b-08":
            continue
        ratio = row["value"].removesuffix("×2").split("/")
        value = exact(ratio[0]) if len(ratio) == 1 else 2 * Fraction(int(ratio[0]), int(ratio[1]))
        assert round_ratio(*value.as_integer_ratio(), int(row["places"]), "half_up") == Decimal(
            row["half_up"]
        ), row


@pytest.mark.parametrize(("policy", "expected"), [("sum_of_scores", "9.99"), ("exact_sum", "10.00")])
def test_three_thirds(policy: str, expected: str) -> None:
    """05b-08: rows of 3.33 add up to 9.99, their exact values to 10.00; the rule set says which is the total."""
    from perfeval.model import Definition, Entry, Filing, Indicator
    from perfeval.notation import read_actual, read_target
    from perfeval.scoring import score

    third = [
        Indicator(name=f"行{number}", points=Number.of("10"), target=read_target("≥3"))
        for number in (1, 2, 3)
    ]
    definition = Definition(title="三行", fiscal_year=2024, indicators=tuple(third))
    filing = Filing(
        definition=definition, actuals={f"行{n}": Entry(actual=read_actual("1")) for n in (1, 2, 3)}
    )
    rules = RuleSet(
        id="test", total=Number.of("30"), at_least=Proportional(), rounding=RoundingRule(total=policy)
    )

    assert score(filing, rules).total == Decimal(expected)
