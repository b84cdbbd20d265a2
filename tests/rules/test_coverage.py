"""Which values the branches of a table hold: gaps, overlaps, unreached steps."""

from __future__ import annotations

from itertools import pairwise

import attrs
import pytest

from perfeval.exact import Fraction
from perfeval.model import Band, Ladder, LadderStep, Range, Share, TierRule
from perfeval.reading import load_ruleset
from perfeval.rules.coverage import (
    Span,
    Step,
    band_steps,
    covered,
    grade_steps,
    overtaken,
    span,
    tier_steps,
)
from perfeval.rules.expressions import ACTUAL, Compare, Given, constant

RANGES = ("[80, 90)", "(80, 90]", "[80, 80]", "(80, 90)", "[80, 90]")
AROUND = [Fraction(number, 2) for number in range(158, 183)]


@pytest.mark.parametrize("text", RANGES)
def test_the_steps_of_a_range_hold_what_the_range_holds(text: str) -> None:
    """Band, grade and tier are read off their tests, and hold the numbers of the range that they are written with."""
    held = Range.parse(text)
    rules = attrs.evolve(
        load_ruleset("cn-2020"), grades={"优": held}, tiers={"met": TierRule(range=held, words=())}
    )
    (band,) = band_steps([Band(range=held, score=Share.parse("5"))])
    (grade,) = grade_steps(rules)
    (tier,) = tier_steps(rules)

    assert (band.name, grade.name, tier.name) == (text, "优", "met")
    for value in AROUND:
        assert band.span.holds(value) is held.holds(value)
    assert grade.span == tier.span == band.span


def test_bands_begin_at_or_above_their_bound() -> None:
    """A band from a value holds it, one above a value does not, the last without a bound holds the rest."""
    steps = band_steps(
        [
            Band(above=Share.parse("90%"), score=Share.parse("100%")),
            Band(start=Share.parse("60%"), score=Share.parse("50%")),
            Band(score=Share.parse("0%")),
        ]
    )

    assert steps == [
        Step("90%", Span(Fraction(9, 10), None, low_closed=False)),
        Step("60%", Span(Fraction(6, 10))),
        Step("0%", Span()),
    ]


@pytest.mark.parametrize(
    ("test", "found"),
    [
        (Compare(ACTUAL, "<", constant(5)), Span(high=Fraction(5), high_closed=False)),
        (constant(5) > ACTUAL, Span(high=Fraction(5), high_closed=False)),
        (constant(5) <= ACTUAL, Span(Fraction(5))),
        (constant(10) - ACTUAL > constant(4), Span(high=Fraction(6), high_closed=False)),
        (Given("filed"), Span()),
    ],
)
def test_a_test_is_a_span_on_whichever_side_the_cell_stands(test: Compare, found: Span) -> None:
    """The side of a bound is that on which the test holds; a test without numbers bounds nothing."""
    assert span([test], "actual") == found


def test_a_gap_is_named_as_a_person_would() -> None:
    """A gap between two steps, below the first and above the last is told with a value inside."""
    steps = [
        Step("b", Span(Fraction(2), Fraction(3), high_closed=False)),
        Step("a", Span(Fraction(1), Fraction(1))),
    ]
    found = covered(steps, Fraction(0), Fraction(5), percent=False)

    assert found.gaps == ("0 起、不到 1（如 0.5）", "1 与 2 之间（如 1.5）", "3 到 5（如 4）")
    assert found.overlaps == ()
    assert found.unreached == ()
    assert covered(steps[:1], Fraction(2), None, percent=False).gaps == ("3 起",)
    assert covered([Step("a", Span(high=Fraction(2)))], Fraction(2), None, percent=False).gaps == ("2 以上",)
    assert covered([Step("a", Span(Fraction(1)))], Fraction(1), Fraction(1), percent=False).gaps == ()
    assert covered([], Fraction(0), None, percent=True).gaps == ("0% 起",)
    point = [
        Step("low", Span(high=Fraction(1), high_closed=False)),
        Step("high", Span(Fraction(1), low_closed=False)),
    ]
    assert covered(point, Fraction(0), Fraction(2), percent=True).gaps == ("100%",)
    wide = [Step("low", Span(high=Fraction(1))), Step("high", Span(Fraction(2), low_closed=False))]
    assert covered(wide, Fraction(0), Fraction(3), percent=False).gaps == ("高于 1 到 2（如 1.5）",)


def test_overlaps_and_steps_that_nothing_reaches() -> None:
    """Two steps with a common value overlap; a step whose values all go to earlier ones is never reached."""
    steps = [Step("all", Span(Fraction(0))), Step("high", Span(Fraction(9)))]
    found = covered(steps, Fraction(0), None, percent=False)

    assert found.overlaps == (("all", "high", "9"),)
    assert found.unreached == ("high",)


def test_a_ladder_step_is_overtaken_by_one_that_begins_where_it_does() -> None:
    """Of two changing steps with one bound the first is idle; a warning changes nothing and overtakes nothing."""

    def step(start: str, do: str, *, above: bool = False) -> LadderStep:
        bound = {"above" if above else "start": Share.parse(start)}
        return LadderStep(**bound, do=do, by=Share.parse("80%") if do == "multiply" else None)

    first, second = step("120%", "multiply"), step("120%", "zero")

    assert list(overtaken(Ladder(measure="ratio", steps=(first, second)))) == [first]
    assert list(overtaken(Ladder(measure="ratio", steps=(first, step("120%", "warn"))))) == []
    assert list(overtaken(Ladder(measure="ratio", steps=(first, step("120%", "zero", above=True))))) == []


def test_the_shipped_tables_hold_every_value_once() -> None:
    """Grades and tiers of a shipped rule set meet without a gap."""
    rules = load_ruleset("system-2024")
    for steps, high in ((grade_steps(rules), Fraction(100)), (tier_steps(rules), Fraction(1))):
        assert covered(steps, Fraction(0), high, percent=False) == ((), (), ())
        assert all(lower.span.high == upper.span.low for upper, lower in pairwise(steps))
