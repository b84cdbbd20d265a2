"""What a target or an actual says once its text is read: frozen values, no parsing."""

from __future__ import annotations

from typing import Literal

import attrs

from perfeval.exact import Fraction
from perfeval.source import Problem, Record

__all__ = ["Frequency", "Interval", "Kind", "Measure", "PartialDate", "Quantity", "Sign"]

Sign = Literal["at_least", "above", "equal", "at_most", "below"]
"""≥ > = ≤ <, under the names that the files use."""

Kind = Literal[
    "number",  # one quantity, with or without a sign
    "interval",  # 80%-90%, ±10%
    "date",  # 2024年12月底前
    "frequency",  # 1次/季度
    "yes_no",  # 是, 否
    "text",  # qualitative words: their tiers are the rule set's
    "blank",  # an empty cell, or a dash that stands for one
    "not_applicable",  # 不适用
    "unclear",  # damaged or with two readings: never a value, `problems` says why
]


@attrs.frozen(repr=False)
class Quantity(Record):
    """An exact value in its canonical unit: 万 and 亿 multiplied out, money in 元, percent as printed (80 %).

    `scale` keeps the word that was printed between number and unit (万): a bare number beside it means the same.
    """

    value: Fraction
    unit: str | None = None
    scale: str = attrs.field(default="", eq=False)


@attrs.frozen(repr=False)
class Interval(Record):
    """A range of quantities of one unit, its ends closed or open."""

    low: Fraction
    high: Fraction
    low_closed: bool = True
    high_closed: bool = True
    unit: str | None = None


@attrs.frozen(repr=False)
class PartialDate(Record):
    """A date as far as it was written: year, month or day may be missing; `until` for 前, 底前, 之前."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: bool = False

    @property
    def iso(self) -> str:
        """Return `2024-12-31`, `2024-12`, `2024` or, without a year, `--12` and `--12-31`.

        >>> PartialDate(None, 6).iso
        '--06'
        """
        parts = [f"{self.year:04}" if self.year else "-"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


@attrs.frozen(repr=False)
class Frequency(Record):
    """So many times per period: `1次/季度`."""

    count: Fraction
    unit: str
    per: str


@attrs.frozen(repr=False)
class Measure(Record):
    """A target or an actual: its text as typed, and what it says.

    `quantity` is there for kind number, `special` for interval, date, frequency and yes_no.
    A printed sign is kept; a missing one stays None: which way is better is the indicator's or the rule set's.
    `problems` carry spans into `text`; notes and warnings may accompany a clear value.
    """

    text: str
    kind: Kind
    sign: Sign | None = None
    quantity: Quantity | None = None
    special: Interval | PartialDate | Frequency | bool | None = None
    problems: tuple[Problem, ...] = attrs.field(default=(), eq=False, repr=False)
