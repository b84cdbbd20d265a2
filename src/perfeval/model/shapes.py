"""How a row is scored: the closed set of shapes, as data.

A rule set names a shape for each sign, and further ones as `methods` that single indicators may ask for.
"""

from __future__ import annotations

import re

import attrs

from perfeval.exact import Fraction, exact
from perfeval.model.keys import key

__all__ = [
    "SHAPES",
    "Band",
    "Bands",
    "Linear",
    "PassFail",
    "Proportional",
    "Range",
    "Reciprocal",
    "Shape",
    "Share",
    "TiersShape",
]

_NUMBER = r"\s*(-?[0-9]+(?:\.[0-9]+)?)\s*(%?)\s*"
_RANGE = re.compile(rf"\s*([\[(]){_NUMBER},{_NUMBER}([\])])\s*\Z")
_SHARE = re.compile(rf"{_NUMBER}\Z")


def _value(number: str, percent: str) -> Fraction:
    """Return the value of a number with or without a percent sign."""
    return exact(number) / 100 if percent else exact(number)


@attrs.frozen
class Range:
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
        return cls(*ends, left == "[", right == "]", text)

    def holds(self, value: Fraction) -> bool:
        """Return whether *value* lies in the range."""
        above = value >= self.low if self.low_closed else value > self.low
        return above and (value <= self.high if self.high_closed else value < self.high)


@attrs.frozen
class Share:
    """A score written as a share of the points (`80%`) or as points (`7`)."""

    value: Fraction
    of_points: bool
    text: str = attrs.field(eq=False)

    @classmethod
    def parse(cls, text: str) -> Share:
        """Return the share written as *text*.

        Raises:
            ValueError: With a Chinese sentence that says what is expected.

        >>> Share.parse("80%").of(Fraction(5))
        Fraction(4, 1)
        """
        found = _SHARE.match(text)
        if not found:
            message = f"“{text}”不是分值；请写成百分数（80%，占分值的比例）或数（7，即 7 分）"
            raise ValueError(message)
        return cls(_value(*found.groups()), bool(found[2]), text)

    def of(self, points: Fraction) -> Fraction:
        """Return the score for a row of *points*."""
        return self.value * points if self.of_points else self.value


def _clause() -> str | None:
    """Return the field that names the clause a rule stands on."""
    return key("text", "依据", doc="所依据的条款，在 clauses 中说明")  # type: ignore[no-any-return]


@attrs.frozen
class PassFail:
    """直接赋分: met → all points, else 0."""

    clause: str | None = _clause()


@attrs.frozen
class Proportional:
    """完成比例赋分: points × actual ÷ target, not above the points."""

    cap: str = key("choice", "上限", doc="得分上限", choices={"points": ("分值",)}, default="points")
    clause: str | None = _clause()


@attrs.frozen
class Reciprocal:
    """反向指标 by ratio: points × target ÷ actual where the actual is above the target."""

    clause: str | None = _clause()


@attrs.frozen
class Linear:
    """反向指标 linear: points × (1 − (actual − target) ÷ target), 0 from twice the target on."""

    clause: str | None = _clause()


@attrs.frozen
class Band:
    """One step of a band table: from this value on (itself included), this score."""

    start: Share | None = key("parsed", "起", doc="从该值起（含）；最后一档不写", of=Share, en="from")
    score: Share = key("parsed", "得分", doc="得分：百分数为占分值的比例，数为分", of=Share, required=True)


@attrs.frozen
class Bands:
    """分档赋分: the first band whose start is reached gives the score.

    `of` says what is looked up: the actual itself, or the ratio actual ÷ target.
    """

    of: str = key(
        "choice",
        "依",
        doc="按实际值还是按完成比例分档",
        choices={"actual": ("实际值",), "ratio": ("完成比例",)},
        default="actual",
    )
    bands: tuple[Band, ...] = key("records", "档", doc="由高到低的各档", of=Band, required=True, default=())
    clause: str | None = _clause()


@attrs.frozen
class TiersShape:
    """评判等级赋分: the filing gives the tier and, inside it, the score."""

    clause: str | None = _clause()


Shape = PassFail | Proportional | Reciprocal | Linear | Bands | TiersShape

SHAPES: dict[str, type[Shape]] = {
    "pass_fail": PassFail,
    "proportional": Proportional,
    "reciprocal": Reciprocal,
    "linear": Linear,
    "bands": Bands,
    "tiers": TiersShape,
}
