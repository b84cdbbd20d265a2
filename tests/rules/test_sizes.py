"""How large numerator and denominator of an expression can become: never less than what its operations come to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval.exact import Fraction, Rounding
from perfeval.rules.expressions import (
    ACTUAL,
    POINTS,
    TARGET,
    Expression,
    ceil,
    constant,
    floor,
    greatest,
    least,
    named,
    rounded,
    size,
)
from perfeval.rules.sizes import Size, size_of
from perfeval.scoring.exactly import value_of
from tests.effort import tries

CELLS = ("points", "actual", "target")
GAP = size(TARGET - ACTUAL) / size(TARGET)
EXPRESSIONS: tuple[Expression, ...] = (
    POINTS * ACTUAL / TARGET,
    POINTS * greatest(constant(2) * TARGET - ACTUAL, constant(0)) / TARGET,
    greatest(POINTS - floor(GAP / constant(Fraction(1, 20))) * constant(Fraction(1, 2)), constant(0)),
    least(ceil(ACTUAL / constant(3)) * constant(2), POINTS),
    rounded(ACTUAL / TARGET * constant(100), Rounding(2, "half_up")) / constant(100) * POINTS,
    named("line", POINTS + (ACTUAL - constant(80)) * constant(Fraction(2, 3)) - TARGET),
)


def cells() -> st.SearchStrategy[Fraction]:
    """Return numbers of cells: so many digits, two of them decimals."""
    return st.integers(1, 10**6).map(lambda cents: Fraction(cents, 100))


@pytest.mark.parametrize("expression", EXPRESSIONS)
@settings(max_examples=tries(50), deadline=None)
@given(values=st.tuples(cells(), cells(), cells()))
def test_no_value_is_larger_than_its_size(
    expression: Expression, values: tuple[Fraction, Fraction, Fraction]
) -> None:
    """In lowest terms a value has no larger numerator and denominator than its size says."""
    given_cells = tuple(value.as_integer_ratio() for value in values)
    found = value_of(expression, CELLS, given_cells)
    bound = size_of(expression, dict.fromkeys(CELLS, Size(10**6, 100)))

    assert abs(found.numerator) <= bound.above
    assert found.denominator <= bound.below


def test_sizes_worked_out_by_hand() -> None:
    """Each operation says how far its numbers grow."""
    known = {"actual": Size(100, 10), "target": Size(50, 2), "points": Size(8, 1)}

    assert size_of(ACTUAL + TARGET, known) == Size(100 * 2 + 50 * 10, 20)
    assert size_of(ACTUAL * TARGET, known) == Size(5000, 20)
    assert size_of(ACTUAL / TARGET, known) == Size(200, 500)
    assert size_of(least(ACTUAL, TARGET), known) == Size(100, 10)
    assert size_of(floor(ACTUAL), known) == Size(101, 1)
    assert size_of(rounded(POINTS, Rounding(2, "half_up")), known) == Size(801, 100)
    assert size_of(constant(Fraction(-2, 3)), known) == Size(2, 3)
