"""The plan of a form: what is added, how it is rescaled and rounded, and its grade."""

from __future__ import annotations

import pytest

from perfeval.exact import Fraction, Number
from perfeval.model import Places, Range, RoundingRule, RuleSet
from perfeval.rules import Plans
from perfeval.rules.form import Adds, adds
from tests.rules.reading import Said, read


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        ("sum_of_scores", Adds(printed_rows=True, printed_budget=True)),
        ("exact_sum", Adds(printed_rows=False, printed_budget=False)),
        ("scores_and_exact_budget", Adds(printed_rows=True, printed_budget=False)),
    ],
)
def test_what_a_total_is_the_sum_of(kind: str, due: Adds) -> None:
    """Scores as printed, exact values, or the rows as printed and the budget exactly."""
    assert adds(RuleSet(id="form", rounding=RoundingRule(total=kind))) == due


@pytest.mark.parametrize(
    ("added", "counted", "left_out", "due"),
    [
        ("75.555", "90", "1", Said("1679/20", "", "not_applicable")),
        ("75.555", "90", "0", Said("1889/25", "", "total")),
        ("90", "90", "2", Said("100", "", "not_applicable")),
        ("100", "100", "0", Said("100", "", "total")),
    ],
)
def test_a_total(added: str, counted: str, left_out: str, due: Said) -> None:
    """It is rescaled only where rows were left out, and rounded once."""
    plan = Plans(RuleSet(id="form")).total()
    assert read(plan, sum=added, counted=counted, left_out=left_out) == due
    assert len(plan.stages) == 1


def test_a_total_of_another_size_is_rounded_as_scores_are() -> None:
    """The whole of 120 points counts, with the decimals of the rule set."""
    score = Places(places=1, mode="down")
    plan = Plans(RuleSet(id="form", total=Number.of("120"), rounding=RoundingRule(score=score))).total()
    assert read(plan, sum="70", counted="90", left_out="1") == Said("933/10", "", "not_applicable")
    assert read(plan, sum="69.99", counted="90", left_out="0").score == str(Fraction("69.9"))


GRADES = {
    "优": Range.parse("[90, 100]"),
    "良": Range.parse("[80, 90)"),
    "中": Range.parse("(60, 80)"),
    "差": Range.parse("(0, 60)"),
}


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60.01", "中"),
        ("59.99", "差"),
    ],
)
def test_a_grade(total: str, grade: str) -> None:
    """The label is that of the range that holds the total, ends in or out as they are written."""
    rules = RuleSet(id="form", grades=GRADES, grades_clause="g")
    assert read(Plans(rules).grade(), total=total) == Said(str(Fraction(total)), "", f"grades.{grade}", "g")


@pytest.mark.parametrize("total", ["60", "0", "100.01"])
def test_a_total_without_a_grade(total: str) -> None:
    """A total that no range holds has no label."""
    with pytest.raises(TypeError):
        read(Plans(RuleSet(id="form", grades=GRADES)).grade(), total=total)
