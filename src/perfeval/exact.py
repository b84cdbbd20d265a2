"""Exact numbers: text → fraction, rounding by name, fraction → text.

The only module that imports `decimal` and `fractions`.
Decimal text comes in, exact rationals are used inside, `Decimal` goes out.
Nothing here depends on the ambient decimal context, and binary floats are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import ROUND_DOWN, Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Literal

import attrs

__all__ = [
    "Decimal",
    "Fraction",
    "Mode",
    "Number",
    "Rounding",
    "ambient",
    "digits",
    "exact",
    "of_units",
    "plain",
    "round_ratio",
    "round_units",
    "total_of",
    "trimmed",
]

Mode = Literal["half_up", "half_even", "down", "none"]

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")


def exact(value: int | str | Decimal | Fraction) -> Fraction:
    """Return *value* as an exact fraction.

    Args:
        value: An integer, a decimal text such as `"87.5"`, a finite `Decimal` or a `Fraction`.

    Raises:
        TypeError: For a float or a bool; a binary float cannot hold 0.1, so its digits are not what was typed.
        ValueError: For a text that is not a plain decimal number, and for a NaN or an infinity.

    >>> exact("87.5")
    Fraction(175, 2)
    >>> exact(87.5)
    Traceback (most recent call last):
      ...
    TypeError: a float is not exact (0.1 is stored as 0.1000000000000000055…); pass the text '87.5' or a Decimal
    """
    if isinstance(value, float):
        message = (
            "a float is not exact (0.1 is stored as 0.1000000000000000055…); "
            f"pass the text {str(value)!r} or a Decimal"
        )
        raise TypeError(message)
    if isinstance(value, bool):
        message = f"a bool is not a number: {value!r}"
        raise TypeError(message)
    if isinstance(value, str):
        if not _PLAIN.match(value):
            message = f"not a plain decimal number: {value!r}"
            raise ValueError(message)
        return Fraction(value)
    if isinstance(value, Decimal) and not value.is_finite():
        message = f"not a finite number: {value}"
        raise ValueError(message)
    return Fraction(value)


@attrs.frozen
class Number:
    """An exact number that remembers how it was typed: `22.50` stays `22.50` in print.

    >>> Number.of("22.50")
    Number(value=Fraction(45, 2), text='22.50')
    """

    value: Fraction
    text: str

    @classmethod
    def of(cls, value: int | str | Decimal | Fraction) -> Number:
        """Return the number for *value*, with a decimal text as it was typed.

        Raises:
            TypeError: For a float.
            ValueError: For a text that is not a plain decimal number.
        """
        number = exact(value)
        return cls(number, value if isinstance(value, str) else digits(number))


def total_of(ratios: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Return the sum of numbers that are numerators and positive denominators.

    Those with one denominator, as nearly all are, are added as integers: fractions cost ten times as much.

    >>> total_of([(2917, 100), (8, 1)])
    (3717, 100)
    """
    above, below = 0, 1
    for over, under in ratios:
        if under == below:
            above += over
        else:
            common = lcm(below, under)
            above, below = above * (common // below) + over * (common // under), common
    return above, below


def round_units(numerator: int, denominator: int, places: int, mode: Mode) -> int:
    """Return numerator ÷ denominator, rounded once, in units of the last decimal kept.

    Args:
        numerator: Any integer.
        denominator: A positive integer.
        places: Decimals kept, 0 or more.
        mode: `half_up` (a half goes away from zero), `half_even` or `down` (cut off).

    >>> round_units(30 * 875, 900, 2, "half_up")
    2917
    """
    scaled: int = abs(numerator) * 10**places
    if mode == "half_up":
        units = (2 * scaled + denominator) // (2 * denominator)
    else:
        units, rest = divmod(scaled, denominator)
        if mode == "half_even":
            up = 2 * rest > denominator or (2 * rest == denominator and units % 2 == 1)
            units += 1 if up else 0
    return -units if numerator < 0 else units


@lru_cache(maxsize=4096)
def of_units(units: int, places: int) -> Decimal:
    """Return so many units of the last decimal as a number with so many decimals.

    >>> of_units(2917, 2)
    Decimal('29.17')
    """
    # Built from text: Decimal arithmetic would round to the precision of the ambient context.
    text = str(abs(units)).rjust(places + 1, "0")
    sign = "-" if units < 0 else ""
    return Decimal(f"{sign}{text[:-places]}.{text[-places:]}" if places else f"{sign}{text}")


def round_ratio(numerator: int, denominator: int, places: int, mode: Mode) -> Decimal:
    """Return numerator ÷ denominator, rounded once to *places* decimals.

    Args:
        numerator: Any integer.
        denominator: A positive integer.
        places: Decimals kept, 0 or more.
        mode: As for `round_units`.

    >>> round_ratio(30 * 875, 900, 2, "half_up")
    Decimal('29.17')
    >>> round_ratio(1, 8, 2, "half_even")
    Decimal('0.12')
    """
    return of_units(round_units(numerator, denominator, places, mode), places)


@attrs.frozen
class Rounding:
    """How many decimals are kept, and what happens to the rest; mode `none` keeps the exact value.

    >>> Rounding(2, "half_up").apply(Fraction(175, 6))
    Fraction(2917, 100)
    """

    places: int = 2
    mode: Mode = "half_up"

    def apply(self, value: Fraction) -> Fraction:
        """Return *value* rounded, still as an exact fraction."""
        if self.mode == "none":
            return value
        return Fraction(round_ratio(value.numerator, value.denominator, self.places, self.mode))

    def decimal(self, value: Fraction) -> Decimal:
        """Return *value* rounded, as a Decimal with exactly `places` decimals.

        Raises:
            ValueError: For mode `none`; a fraction such as 1/3 has no exact Decimal.
        """
        if self.mode == "none":
            message = "rounding 'none' keeps the exact fraction; it gives no Decimal"
            raise ValueError(message)
        return round_ratio(value.numerator, value.denominator, self.places, self.mode)


@contextmanager
def ambient(precision: int) -> Iterator[None]:
    """Run a block in another ambient decimal context: nothing here may notice.

    Args:
        precision: Digits that decimal arithmetic keeps in the block; the rest is cut off.

    >>> with ambient(3):
    ...     round_ratio(30 * 875, 900, 2, "half_up"), Decimal("29.17") + 0
    (Decimal('29.17'), Decimal('29.1'))
    """
    with localcontext(Context(prec=precision, rounding=ROUND_DOWN)):
        yield


def plain(value: Decimal) -> str:
    """Return the digits of *value* without an exponent and as many decimals as it has.

    >>> plain(Decimal("8.00"))
    '8.00'
    """
    return f"{value:f}"


def trimmed(value: Decimal) -> str:
    """Return the digits of *value* without an exponent and without zeros at the end of its decimals.

    >>> trimmed(Decimal("8.00")), trimmed(Decimal("29.17")), trimmed(Decimal("100"))
    ('8', '29.17', '100')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def digits(value: Fraction, places: int = 4) -> str:
    """Return *value* as decimal text: whole where it ends, else cut after *places* decimals with `…`.

    >>> digits(Fraction(175, 2)), digits(Fraction(175, 6)), digits(Fraction(1, 1024))
    ('87.5', '29.1666…', '0.0009765625')
    """
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest == 1:
        return plain(round_ratio(value.numerator, value.denominator, max(twos, fives), "down"))
    return plain(round_ratio(value.numerator, value.denominator, places, "down")) + "…"
