"""Rows that are not a number against a number: yes and no, words, and the tier that the unit files."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from perfeval.exact import Decimal, Number
from perfeval.model import Policy, Range, Share, TierRule, TiersShape
from tests.scoring.build import NATIONAL, codes, line

TIERED = attrs.evolve(
    NATIONAL,
    tiers={
        "met": TierRule(range=Range.parse("[80%, 100%]"), words=("达成预期指标",)),
        "partly_met": TierRule(range=Range.parse("[50%, 80%)")),
        "not_met": TierRule(range=Range.parse("[0%, 50%)"), score=Share.parse("0%")),
    },
)


def test_yes_and_no() -> None:
    """The same answer is met; another needs pass_fail."""
    assert line("是", "是").score == Decimal("100.00")
    assert codes(line("是", "否")) == ["SC06"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"tier": "met", "score": Number.of("85.5")}, "85.50"),
        ({"tier": "met", "score": Number.of("80")}, "80.00"),
        ({"tier": "partly_met", "score": Number.of("79.99")}, "79.99"),
        ({"tier": "not_met"}, "0.00"),
        ({"tier": "not_met", "score": Number.of("0")}, "0.00"),
    ],
)
def test_tier_and_score(entry: dict[str, Any], expected: str) -> None:
    """The unit's score stands where it lies inside its tier; a tier with a fixed score needs none."""
    assert line("效果明显", "较好", rules=TIERED, entry=entry).score == Decimal(expected)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"tier": "met"}, "SC12"),
        ({"tier": "met", "score": Number.of("79.99")}, "SC13"),
        ({"tier": "met", "score": Number.of("100.01")}, "SC13"),
        ({"tier": "partly_met", "score": Number.of("80")}, "SC13"),
        ({"tier": "not_met", "score": Number.of("10")}, "SC13"),
        ({}, "SC11"),
    ],
)
def test_tier_and_score_that_disagree(entry: dict[str, Any], code: str) -> None:
    """A tier without a score, or a score outside its tier, is a problem."""
    assert codes(line("效果明显", "较好", rules=TIERED, entry=entry)) == [code]


def test_tier_that_the_rule_set_does_not_have() -> None:
    """A tier without a range cannot be checked."""
    assert codes(line("效果明显", "较好", entry={"tier": "met", "score": Number.of("90")})) == ["SC20"]


def test_tier_by_its_words() -> None:
    """An actual that is a tier's own word names the tier; the score is still the unit's."""
    filed = {"score": Number.of("90")}

    assert line("效果明显", "达成预期指标", rules=TIERED, entry=filed).score == Decimal("90.00")
    assert codes(line("效果明显", "达成预期指标", rules=TIERED)) == ["SC12"]


def test_tier_of_a_target_that_only_a_person_can_judge() -> None:
    """A date, or a number against words, is scored by the tier that the unit files."""
    filed = {"tier": "met", "score": Number.of("90")}

    assert line("2024年12月底前", "2024年11月", rules=TIERED, entry=filed).score == Decimal("90.00")
    assert line("≥30万元", "完成", rules=TIERED, entry=filed).score == Decimal("90.00")
    assert line("效果明显", None, rules=TIERED, entry=filed).score == Decimal("90.00")
    assert line("效果明显", "是", rules=TIERED, entry=filed).score == Decimal("90.00")


def test_tiers_as_a_method_for_a_number() -> None:
    """An indicator may ask for tiers although both cells are numbers."""
    filed = {"tier": "met", "score": Number.of("90")}

    assert line("≥5", "4", rules=TIERED, entry=filed, method="tiers").score == Decimal("90.00")
    assert codes(line("≥5", "4", rules=TIERED, method="tiers")) == ["SC11"]
    assert codes(line("是", "否", rules=attrs.evolve(TIERED, methods={"档": TiersShape()}), method="档")) == [
        "SC11"
    ]
    assert codes(line("效果明显", "是", rules=TIERED)) == ["SC11"]


@pytest.mark.parametrize("entry", [{"tier": "met"}, {"score": Number.of("9")}])
def test_number_rows_take_no_filed_score(entry: dict[str, Any]) -> None:
    """A computed score and a filed one could disagree."""
    assert codes(line("≥5", "4", rules=TIERED, entry=entry)) == ["SC14"]


def test_words_and_tier_that_disagree() -> None:
    """An actual that says one tier's own word cannot be filed as another tier."""
    entry = {"tier": "partly_met", "score": Number.of("70")}

    assert codes(line("效果明显", "达成预期指标", rules=TIERED, entry=entry)) == ["SC22"]


def test_text_that_repeats_the_target_where_that_counts() -> None:
    """Under `same_text: met` a repeated text is met, and a tier that the unit files is not contradicted by it."""
    rules = attrs.evolve(TIERED, same_text=Policy(do="met"))

    assert line("效果明显", "效果明显", rules=rules, entry={"score": Number.of("90")}).score == Decimal(
        "90.00"
    )
    assert line(
        "效果明显", "效果明显", rules=rules, entry={"tier": "partly_met", "score": Number.of("70")}
    ).score == Decimal("70.00")
