"""Values as text: what a value is printed as reads back as the same value."""

from __future__ import annotations

import re

from perfeval.exact import digits
from perfeval.notation.tables import SCALES
from perfeval.notation.values import Frequency, Interval, Measure, PartialDate, Quantity, Sign

__all__ = [
    "SIGN_TEXT",
    "YEAR_OR_NUMBER",
    "format_measure",
    "format_number",
    "format_quantity",
    "format_value",
]

YEAR_OR_NUMBER = re.compile(r"(?:19|20)[0-9][0-9]\.(?:0?[1-9]|1[0-2])\Z")
SIGN_TEXT: dict[Sign, str] = {"at_least": "≥", "above": ">", "equal": "=", "at_most": "≤", "below": "<"}


def format_measure(measure: Measure) -> str:
    """Return a measure in its normal form; it reads back as an equal value.

    Args:
        measure: Any measure; words and unclear cells are given as typed.

    >>> from perfeval.notation import read_target
    >>> format_measure(read_target("不低于８３. ２％"))
    '≥83.2%'
    """
    sign = SIGN_TEXT[measure.sign] if measure.sign else ""
    if measure.quantity is not None:
        text = sign + format_quantity(measure.quantity)
        # 1900.20 is a number, but 1900.2 might be a month: a third decimal keeps them apart.
        return f"{text}{'0' * (4 - len(text) + text.index('.'))}" if YEAR_OR_NUMBER.match(text) else text
    special = measure.special
    if isinstance(special, PartialDate):
        return _date(special)
    if isinstance(special, Frequency):
        return f"{sign}{digits(special.count)}{special.unit}/{special.per}"
    if isinstance(special, Interval):
        return _interval(special)
    return measure.text.strip()


def format_quantity(quantity: Quantity) -> str:
    """Return a quantity with its scale word and unit: `187.72万人次`.

    >>> from perfeval.notation import parse_quantity
    >>> format_quantity(parse_quantity("９０ 万元"))
    '90万元'
    """
    return f"{format_number(quantity)}{_unit(quantity)}"


def format_number(quantity: Quantity) -> str:
    """Return the number of a quantity as it stands before its scale word and unit.

    >>> from perfeval.notation import parse_quantity
    >>> format_number(parse_quantity("187.72万人次"))
    '187.72'
    """
    return digits(quantity.value / SCALES.get(quantity.scale, 1))


def _unit(quantity: Quantity) -> str:
    """Return scale word and unit as people write them behind a number: 5个工作日."""
    counted = "个" if quantity.unit in ("工作日", "自然日", "百分点") and not quantity.scale else ""
    return f"{quantity.scale}{counted}{quantity.unit or ''}"


def format_value(measure: Measure, other: Measure) -> str:
    """Return the number of a measure without its sign; a bare one takes the unit of the *other*.

    Raises:
        ValueError: For a measure that is not a number.

    >>> from perfeval.notation import read_actual, read_target
    >>> format_value(read_actual("90"), read_target("≤90万元"))
    '90万元'
    """
    own, beside = measure.quantity, other.quantity
    if own is None:
        message = f"not a number: {measure.text!r}"
        raise ValueError(message)
    if own.unit is None and not own.scale and beside is not None:
        return f"{digits(own.value)}{_unit(beside)}"
    return format_quantity(own)


def _date(date: PartialDate) -> str:
    """Return a date in Chinese: `2024年12月31日前`."""
    parts = ((date.year, "年"), (date.month, "月"), (date.day, "日"))
    text = "".join(f"{number}{word}" for number, word in parts if number is not None)
    if not date.until:
        return text
    # 6月前 is before June began, 6月底前 before it ended: the end is what a form means.
    return f"{text}底前" if date.month and not date.day else f"{text}前"


def _interval(interval: Interval) -> str:
    """Return an interval: `±10%`, `80%-90%`, or with brackets where an end is open."""
    unit = interval.unit or ""
    low, high = (digits(end) + unit for end in (interval.low, interval.high))
    if interval.low == -interval.high and interval.high:
        return f"±{high}"
    if interval.low_closed and interval.high_closed:
        return f"{low}-{high}"
    return f"{'[' if interval.low_closed else '('}{low},{high}{']' if interval.high_closed else ')'}"
