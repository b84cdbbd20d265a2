"""Intervals: `80%-90%`, `3至5天`, `±10%`, `[80%,90%)`."""

from __future__ import annotations

import re
from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.notation.numerals import DIGITS
from perfeval.notation.quantities import read_quantity
from perfeval.notation.values import Interval, Quantity

__all__ = ["Ranged", "read_interval"]

# interval = "±", quantity, ["以内"] | [bracket], quantity, ("-" | "至" | "到" | ","), quantity, [bracket]
_ABOUT_ZERO = re.compile(r"(?:±|正负)(.+?)(?:以内|之内|内)?\Z")
_TWO_ENDS = re.compile(rf"({DIGITS}[^-—~至到,\[\]()]*)(?:-|—|~|至|到)({DIGITS}[^-—~至到,\[\]()]*)\Z")
_BRACKETS = re.compile(rf"([\[(])({DIGITS}[^-—~至到,\[\]()]*),({DIGITS}[^-—~至到,\[\]()]*)([\])])\Z")


class Ranged(NamedTuple):
    """A text that is written as an interval; `interval` is None where its ends do not fit."""

    interval: Interval | None


def read_interval(chars: str) -> Ranged | None:
    """Return the interval that *chars* write, or None where they write none.

    >>> read_interval("80-90%").interval
    Interval(low=Fraction(80, 1), high=Fraction(90, 1), low_closed=True, high_closed=True, unit='%')
    """
    found = _ABOUT_ZERO.match(chars)
    if found:
        read = read_quantity(found[1])
        if read is None or read.approximate:
            return None
        half = read.quantity
        return Ranged(Interval(-half.value, half.value, unit=half.unit) if half.value >= 0 else None)
    found = _TWO_ENDS.match(chars)
    if found:
        return _between(found[1], found[2], low_closed=True, high_closed=True)
    found = _BRACKETS.match(chars)
    if found:
        return _between(found[2], found[3], low_closed=found[1] == "[", high_closed=found[4] == "]")
    return None


def _between(low: str, high: str, *, low_closed: bool, high_closed: bool) -> Ranged | None:
    """Return the interval between two ends; a first end without unit has that of the second (80-90%)."""
    top = read_quantity(high)
    if top is None or top.approximate:
        return None
    unit = re.sub(rf"\A{DIGITS}", "", high)
    bottom = read_quantity(low + unit if re.fullmatch(DIGITS, low) else low)
    if bottom is None or bottom.approximate:
        return None
    ends = bottom.quantity, top.quantity
    fits = ends[0].unit == ends[1].unit and (
        ends[0].value < ends[1].value or (ends[0].value == ends[1].value and low_closed and high_closed)
    )
    return Ranged(_interval(*ends, low_closed=low_closed, high_closed=high_closed) if fits else None)


def _interval(low: Quantity, high: Quantity, *, low_closed: bool, high_closed: bool) -> Interval:
    """Return the interval between two quantities of one unit."""
    ends: tuple[Fraction, Fraction] = (low.value, high.value)
    return Interval(*ends, low_closed, high_closed, high.unit)
