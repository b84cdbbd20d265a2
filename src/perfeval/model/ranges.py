"""Small values that rule sets are written with: a range with open and closed ends, and a share of the points."""

from __future__ import annotations

import re

import attrs

from perfeval.exact import Fraction, exact
from perfeval.source import Record

__all__ = ["Range", "Share"]

_NUMBER = r"\s*(-?[0-9]+(?:\.[0-9]+)?)\s*(%?)\s*"
_RANGE = re.compile(rf"\s*([\[(]){_NUMBER},{_NUMBER}([\])])\s*\Z")
_SHARE = re.compile(rf"{_NUMBER}\Z")


def _value(number: str, percent: str) -> Fraction:
    """Return the value of a number with or without a percent sign."""
    return exact(number) / 100 if percent else exact(number)


@attrs.frozen(repr=False)
class Range(Record):
    """A range with open and closed ends, `[80%, 100%)`: percentages become shares of one.

    >>> Range.parse("[80, 90)").holds(Fraction(90))
    False
    """

    low: Fraction
    high: Fraction
    low_closed: bool
    high_closed: bool
    text: str = attrs.field(eq=False)

    @classmethod
    def parse(cls, text: str) -> Range:
        """Return the range written as *text*.

        Raises:
            ValueError: With a Chinese sentence that says what a range looks like.
        """
        found = _RANGE.match(text)
        if not found:
            message = f"“{text}”不是区间；请写成 '[80, 90)'：方括号含端点，圆括号不含"
            raise ValueError(message)
        left, low, low_percent, high, high_percent, right = found.groups()
        if low_percent != high_percent:
            message = f"“{text}”一端有百分号一端没有；请写成 '[80%, 100%]' 或 '[80, 100]'"
            raise ValueError(message)
        ends = _value(low, low_percent), _value(high, high_percent)
        if ends[0] > ends[1]:
            message = f"“{text}”的下限大于上限"
            raise ValueError(message)
        if ends[0] == ends[1] and (left, right) != ("[", "]"):
            message = f"“{text}”里一个数也没有；只含一个数的区间两端都用方括号"
            raise ValueError(message)
        return cls(*ends, left == "[", right == "]", text)

    @property
    def percent(self) -> bool:
        """Return whether the ends are written in percent."""
        return "%" in self.text

    def holds(self, value: Fraction) -> bool:
        """Return whether *value* lies in the range."""
        above = value >= self.low if self.low_closed else value > self.low
        return above and (value <= self.high if self.high_closed else value < self.high)


@attrs.frozen(repr=False)
class Share(Record):
    """A number written as a share (`80%`, of the points, of the target) or as it is (`7`).

    >>> Share.parse("80%").of(Fraction(5)), Share.parse("7").of(Fraction(5))
    (Fraction(4, 1), Fraction(7, 1))
    """

    value: Fraction
    percent: bool
    text: str = attrs.field(eq=False)

    @classmethod
    def parse(cls, text: str) -> Share:
        """Return the share written as *text*.

        Raises:
            ValueError: With a Chinese sentence that says what is expected.
        """
        found = _SHARE.match(text)
        if not found:
            message = f"“{text}”不是数；请写成百分数（80%，占分值的比例）或数（7，即 7 分）"
            raise ValueError(message)
        return cls(_value(*found.groups()), bool(found[2]), text)

    def of(self, whole: Fraction) -> Fraction:
        """Return the share of *whole*, or the number itself where it is no percentage."""
        return self.value * whole if self.percent else self.value
