"""Exact numbers: what is admitted, what is refused, and how it is rounded and printed."""

from __future__ import annotations

import decimal
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.exact import Number, Rounding, digits, exact, plain, round_ratio, total_of, trimmed

MODES = {"half_up": decimal.ROUND_HALF_UP, "half_even": decimal.ROUND_HALF_EVEN, "down": decimal.ROUND_DOWN}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, Fraction(7)),
        ("87.5", Fraction(175, 2)),
        ("-0.10", Fraction(-1, 10)),
        ("+3", Fraction(3)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        (Decimal("22.50"), Fraction(45, 2)),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_exact_admits(value: object, expected: Fraction) -> None:
    """Integers, plain decimal texts, Decimals and fractions come in as the number they write."""
    assert exact(value) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "1e3",
        "1_000",
        "1,000",
        "８",
        "abc",
        "0x10",
        "1.2.3",
        "-",
        " 1",
        "1\n",
        Decimal("NaN"),
        Decimal("Infinity"),
    ],
)
def test_exact_refuses_what_is_no_plain_number(value: object) -> None:
    """A text with a second reading, and a Decimal that is no number, are refused."""
    with pytest.raises(ValueError, match="not a"):
        exact(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [87.5, True, float("nan")])
def test_exact_refuses_floats_and_bools(value: object) -> None:
    """A float is refused with the reason, a bool is no number."""
    with pytest.raises(TypeError, match=r"not exact|not a number"):
        exact(value)  # type: ignore[arg-type]


def test_the_refusal_of_a_float_says_what_to_pass() -> None:
    """The message holds the reason and the text that can be passed instead."""
    with pytest.raises(TypeError) as refused:
        exact(87.5)  # type: ignore[arg-type]
    assert str(refused.value) == (
        "a float is not exact (0.1 is stored as 0.1000000000000000055…); pass the text '87.5' or a Decimal"
    )


def test_number_keeps_its_text() -> None:
    """A number prints as it was typed, and one given as a value prints its digits."""
    assert Number.of("22.50") == Number(Fraction(45, 2), "22.50")
    assert Number.of(Decimal("22.50")).text == "22.5"


@given(
    numerator=st.integers(-(10**12), 10**12),
    denominator=st.integers(1, 10**9),
    places=st.integers(0, 6),
    mode=st.sampled_from(sorted(MODES)),
    precision=st.integers(1, 60),
)
def test_round_ratio_equals_a_wide_decimal(
    numerator: int, denominator: int, places: int, mode: str, precision: int
) -> None:
    """Rounding equals decimal's own on a ratio held in enough digits, whatever the ambient context."""
    wide = decimal.Context(prec=80)
    # 80 digits decide every tie: a ratio of such integers that is not a tie differs from one by more than 1e-20.
    quotient = wide.divide(Decimal(numerator), Decimal(denominator))
    expected = quotient.quantize(Decimal(1).scaleb(-places), rounding=MODES[mode], context=wide)

    with localcontext() as ambient:
        ambient.prec = precision
        actual = round_ratio(numerator, denominator, places, mode)  # type: ignore[arg-type]

    assert actual == expected
    assert -actual.as_tuple().exponent == places  # type: ignore[operator]


def test_rounding_by_name() -> None:
    """Each mode does to a half what its name says, and `none` keeps the fraction and gives no Decimal."""
    half = Fraction(1, 8)

    assert Rounding(2, "half_up").decimal(half) == Decimal("0.13")
    assert Rounding(2, "half_even").decimal(half) == Decimal("0.12")
    assert Rounding(2, "down").decimal(Fraction(199, 1000)) == Decimal("0.19")
    assert Rounding(2, "half_up").decimal(-half) == Decimal("-0.13")
    assert Rounding(2, "none").apply(Fraction(1, 3)) == Fraction(1, 3)
    assert Rounding(1, "half_up").apply(Fraction(1, 3)) == Fraction(3, 10)
    with pytest.raises(ValueError, match="exact fraction"):
        Rounding(2, "none").decimal(half)


def test_no_negative_zero() -> None:
    """What rounds to nothing prints 0.00, never -0.00."""
    assert str(round_ratio(-1, 1000, 2, "half_up")) == "0.00"


@given(st.lists(st.tuples(st.integers(), st.integers(1, 10**9))))
def test_a_total_is_exact(ratios: list[tuple[int, int]]) -> None:
    """A sum of numbers with any denominators is that of the fractions."""
    assert Fraction(*total_of(ratios)) == sum((Fraction(*ratio) for ratio in ratios), Fraction(0))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(-7, 2), "-3.5"),
        (Fraction(1, 3), "0.3333…"),
        (Fraction(29), "29"),
        (Fraction(1, 160), "0.00625"),
        (Fraction(200, 3), "66.6666…"),
        (Fraction(1, 2 * 5**30), "0.000000000000000000000536870912"),
    ],
)
def test_digits(value: Fraction, text: str) -> None:
    """A value that ends prints whole, one that does not is cut with an ellipsis."""
    assert digits(value) == text


def test_plain_and_trimmed() -> None:
    """Print never shows an exponent, and trimmed drops only zeros behind the point."""
    assert plain(Decimal("1E+2")) == "100"
    assert [trimmed(Decimal(text)) for text in ("8.00", "29.17", "100", "0.50", "1E+2")] == [
        "8",
        "29.17",
        "100",
        "0.5",
        "100",
    ]
