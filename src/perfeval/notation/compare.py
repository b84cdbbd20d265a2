"""Target against actual: one unit for both, and the actual as a set of possible values."""

from __future__ import annotations

from typing import NamedTuple

from perfeval.exact import Fraction, digits
from perfeval.notation import codes
from perfeval.notation.tables import SCALES, UNIT_OF
from perfeval.notation.text import format_value
from perfeval.notation.values import Measure, Quantity, Sign
from perfeval.source import Problem

__all__ = ["Pair", "Span", "align"]


class Span(NamedTuple):
    """The values that an actual may have: one point (`87.5%`), or a half-line (`≤5个工作日`)."""

    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = True

    @classmethod
    def of(cls, sign: Sign | None, value: Fraction) -> Span:
        """Return the set of values that *sign* and *value* describe.

        >>> Span.of("below", Fraction(5))
        Span(low=None, high=Fraction(5, 1), low_closed=True, high_closed=False)
        """
        if sign in ("at_least", "above"):
            return cls(value, None, low_closed=sign == "at_least")
        if sign in ("at_most", "below"):
            return cls(None, value, high_closed=sign == "at_most")
        return cls(value, value)


class Pair(NamedTuple):
    """Target and actual in one unit; with a problem of severity error they must not be compared."""

    target: Fraction
    actual: Span
    unit: str | None
    problems: tuple[Problem, ...] = ()

    def met(self, sign: Sign) -> bool:
        """Return whether every value that the actual may have meets the target under *sign*."""
        low, high, target = self.actual.low, self.actual.high, self.target
        if sign == "at_least":
            return low is not None and low >= target
        if sign == "above":
            return low is not None and (low > target or (low == target and not self.actual.low_closed))
        if sign == "at_most":
            return high is not None and high <= target
        if sign == "below":
            return high is not None and (high < target or (high == target and not self.actual.high_closed))
        return low == high == target

    def worst(self, sign: Sign) -> Fraction | None:
        """Return the end of the actual that is worst under *sign*, None where the set has none."""
        if sign in ("at_least", "above"):
            return self.actual.low
        if sign in ("at_most", "below"):
            return self.actual.high
        return self.actual.low if self.actual.low == self.actual.high else None


def align(target: Measure, actual: Measure) -> Pair:
    """Bring two measures of kind number to one unit.

    Args:
        target: The target; its unit is kept where both have one.
        actual: The actual.

    Returns:
        The pair. A bare number inherits the other's unit with a note; a bare number between 0 and 1 beside a % has
        two readings and is an error, as is one beside a scale word that it may or may not share, as are units that
        neither agree nor convert.

    >>> from perfeval.notation import read_actual, read_target
    >>> align(read_target("≤2小时"), read_actual("90分钟")).actual.low
    Fraction(3, 2)
    """
    goal, done = target.quantity, actual.quantity
    if goal is None or done is None:
        message = "align takes measures of kind number"
        raise TypeError(message)
    if goal.unit == done.unit and _bare(goal) == _bare(done):
        return Pair(goal.value, Span.of(actual.sign, done.value), goal.unit)
    if _bare(goal) or _bare(done):
        return _inherited(target, actual, goal, done)
    factor = _factor(done.unit, goal.unit)
    if factor is None:
        fact = f"目标值的单位是“{_unit(goal)}”，完成值的单位是“{_unit(done)}”，无法比较"
        problem = codes.UNIT_CLASH.problem(fact, shown=actual.text, spans=((0, len(actual.text)),))
        return Pair(goal.value, Span.of(actual.sign, done.value), goal.unit, (problem,))
    return Pair(goal.value, Span.of(actual.sign, done.value * factor), goal.unit)


def _bare(quantity: Quantity) -> bool:
    """Return whether a quantity has neither unit nor scale word."""
    return quantity.unit is None and not quantity.scale


def _unit(quantity: Quantity) -> str:
    """Return scale word and unit as printed."""
    return f"{quantity.scale}{quantity.unit or ''}"


def _factor(unit: str | None, into: str | None) -> Fraction | None:
    """Return what one *unit* is in *into*, None where they do not convert."""
    own, other = UNIT_OF.get(unit or ""), UNIT_OF.get(into or "")
    if own is None or other is None or not own.dimension or own.dimension != other.dimension:
        return None
    return own.factor / other.factor


_SHARES: dict[str | None, int] = {"%": 100, "‰": 1000}
"""What a share of one is in a unit: a spreadsheet shows 0.875 where the form means 87.5%."""


def _inherited(target: Measure, actual: Measure, goal: Quantity, done: Quantity) -> Pair:
    """Return the pair where one of both is a bare number: it means the other's unit, unless that is in doubt."""
    bare, full = (goal, done) if _bare(goal) else (done, goal)
    scale = SCALES.get(full.scale, 1)
    typed = (target if bare is goal else actual).text
    span = ((0, len(typed)),)
    if full.unit in _SHARES and 0 < abs(bare.value) <= 1:
        share = f"{digits(bare.value * _SHARES[full.unit])}{full.unit}"
        sign = "百分号" if full.unit == "%" else "千分号"
        fact = f"“{typed}”没有{sign}，可能是 {digits(bare.value)}{full.unit}，也可能是 {share}"
        repair = f"写上{sign}：{digits(bare.value)}{full.unit} 或 {share}"
        problem = codes.PERCENT_OR_SHARE.problem(fact, repair, shown=typed, spans=span)
    elif scale > 1 and abs(bare.value) * 100 >= abs(full.value):
        fact = f"“{typed}”没有写单位，可能是 {digits(bare.value)}{_unit(full)}，也可能是 {digits(bare.value)}{full.unit or ''}"
        problem = codes.SCALE_OR_NOT.problem(fact, shown=typed, spans=span)
    else:
        measure, other = (target, actual) if bare is goal else (actual, target)
        fact = f"“{typed}”没有单位，按另一格读作 {format_value(measure, other)}"
        problem = codes.UNIT_INHERITED.problem(fact, shown=typed, spans=span)
    value = goal.value * (scale if bare is goal else 1)
    return Pair(
        value, Span.of(actual.sign, done.value * (scale if bare is done else 1)), full.unit, (problem,)
    )
