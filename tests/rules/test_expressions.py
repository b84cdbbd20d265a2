"""Expressions: arithmetic that is written down, not worked out, and what it is worth when it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.exact import Fraction, Rounding
from perfeval.rules import custom
from perfeval.rules.expressions import (
    ACTUAL,
    POINTS,
    TARGET,
    ZERO,
    Compare,
    Expression,
    Given,
    Registered,
    Says,
    called,
    ceil,
    constant,
    floor,
    greatest,
    inputs,
    least,
    named,
    rounded,
    size,
)
from perfeval.rules.plan import Branch, Plan, Stage
from perfeval.scoring.exactly import Reader, value_of
from tests.rules.reference import CELL, NUMBERS, ROWS, STEPPED, holds, worth

NAMES = (CELL, "target", "points")
TWO = constant(2)
WRITTEN = (
    (ACTUAL + TWO, "+", (ACTUAL, TWO)),
    (ACTUAL - TWO, "-", (ACTUAL, TWO)),
    (ACTUAL * TWO, "*", (ACTUAL, TWO)),
    (ACTUAL / TWO, "/", (ACTUAL, TWO)),
    (least(ACTUAL, TWO), "min", (ACTUAL, TWO)),
    (greatest(ACTUAL, TWO), "max", (ACTUAL, TWO)),
    (size(ACTUAL), "abs", (ACTUAL,)),
    (floor(ACTUAL), "floor", (ACTUAL,)),
    (ceil(ACTUAL), "ceil", (ACTUAL,)),
)


@pytest.mark.parametrize(("expression", "operation", "over"), WRITTEN)
def test_arithmetic_is_written_down(
    expression: Expression, operation: str, over: tuple[Expression, ...]
) -> None:
    """An operation keeps its name and its parts in their order, and nothing else."""
    assert expression == Expression(operation, over)  # type: ignore[arg-type]


def test_what_else_an_expression_says() -> None:
    """A constant keeps its unit, a name, a rounding and a call what belongs to them."""
    assert constant(3, "天") == Expression("constant", number=Fraction(3), unit="天")
    assert constant(3).unit is None
    assert named("raw", ACTUAL) == Expression("named", (ACTUAL,), name="raw")
    assert rounded(ACTUAL, Rounding(1, "down")) == Expression(
        "rounded", (ACTUAL,), rounding=Rounding(1, "down")
    )
    assert called("ours", "at_most", TWO) == Expression(
        "called", (TWO, ACTUAL, POINTS), name="ours", sign="at_most"
    )


def test_comparisons_are_written_down() -> None:
    """A comparison is a test; equality of two expressions asks whether they are written alike."""
    assert (ACTUAL < TWO) == Compare(ACTUAL, "<", TWO)
    assert (ACTUAL <= TWO) == Compare(ACTUAL, "<=", TWO)
    assert (ACTUAL > TWO) == Compare(ACTUAL, ">", TWO)
    assert (ACTUAL >= TWO) == Compare(ACTUAL, ">=", TWO)
    assert ACTUAL.equals(TWO) == Compare(ACTUAL, "=", TWO)
    assert constant(1) + constant(1) != TWO


def test_the_inputs_of_an_expression() -> None:
    """Inputs are found at any depth; a name that is given to a part is none."""
    assert inputs(named("raw", greatest(ZERO, TARGET - size(ACTUAL)) / TWO)) == {"target", "actual"}
    assert inputs(TWO) == frozenset()


@given(STEPPED, ROWS)
def test_the_exact_reader_works_out_what_the_definition_says(
    expression: Expression, row: dict[str, Fraction]
) -> None:
    """Pairs of integers come to what Fractions come to, a division by zero included."""
    values = tuple(row[name].as_integer_ratio() for name in NAMES)
    try:
        due = worth(expression, row)
    except ZeroDivisionError:
        with pytest.raises(ZeroDivisionError):
            value_of(expression, NAMES, values)
    else:
        assert value_of(expression, NAMES, values) == due


def test_a_division_by_zero_says_whose_fault_it_is() -> None:
    """No plan divides by zero; one that did would be told so."""
    with pytest.raises(
        ZeroDivisionError, match=r"^division by zero: a plan sorts a zero out before it divides$"
    ):
        value_of(TWO / (ACTUAL - ACTUAL), NAMES, ((1, 2), (3, 1), (4, 1)))


@given(NUMBERS, st.integers(0, 3), st.sampled_from(("half_up", "half_even", "down")))
def test_a_rounded_expression(value: Fraction, places: int, mode: str) -> None:
    """A rounded number is the number rounded once, as the Rounding itself rounds it."""
    rounding = Rounding(places, mode)  # type: ignore[arg-type]
    assert value_of(
        rounded(ACTUAL, rounding), NAMES, (value.as_integer_ratio(), None, None)
    ) == rounding.apply(value)


def first(*tests: object, values: tuple[object, ...]) -> bool:
    """Return whether the exact reader finds that all tests hold."""
    plan = Plan((*NAMES, "tier"), (Stage("base", (Branch(tests, ZERO, "yes"), Branch((), ZERO, "no"))),))  # type: ignore[arg-type]
    return Reader(plan).base(values)[0].rule == "yes"


@given(STEPPED, STEPPED, st.sampled_from(("<", "<=", "=", ">=", ">")), ROWS)
def test_the_exact_reader_compares_as_the_definition_says(
    left: Expression, right: Expression, comparison: str, row: dict[str, Fraction]
) -> None:
    """Products of integers decide as Fractions do; against zero, where no product is needed, too."""
    values = (*(row[name].as_integer_ratio() for name in NAMES), None)
    for other in (right, left, ZERO, constant(Fraction(-1, 3))):
        test = Compare(left, comparison, other)  # type: ignore[arg-type]
        try:
            due = holds(test, row)
        except ZeroDivisionError:
            continue
        assert first(test, values=values) is due


def test_tests_that_compare_no_numbers() -> None:
    """What is given is not None, what is said is the word itself, what is registered may come later."""
    values = ((1, 1), None, (0, 1), "met")
    assert first(Given("points"), values=values)
    assert not first(Given("target"), values=values)
    assert first(Says("tier", "met"), values=values)
    assert not first(Says("tier", "not_met"), values=values)
    assert not first(Given("points"), Says("tier", "not_met"), values=values)
    assert not first(Registered("rules-later"), values=values)
    custom.register("rules-later", lambda target, actual, sign, points: points)
    assert first(Registered("rules-later"), values=values)
