"""How large numerator and denominator of an expression can become.

That is what the integers of a column must hold, and up to how many digits the doubles of a spreadsheet can tell two
results apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.rules.expressions import Expression

__all__ = ["Size", "size_of"]


class Size(NamedTuple):
    """The most that a numerator, without its sign, and a denominator can be."""

    above: int
    below: int


def size_of(expression: Expression, known: Mapping[str, Size]) -> Size:
    """Return how large an expression can become, unreduced, as its operations are carried out one by one.

    Args:
        expression: The expression.
        known: How large what the row brings can be, by its name.

    >>> from perfeval.rules.expressions import ACTUAL, POINTS, TARGET
    >>> cells = {"points": Size(999, 10), "actual": Size(10**8, 100), "target": Size(10**8, 100)}
    >>> size_of(POINTS * ACTUAL / TARGET, cells)
    Size(above=9990000000000, below=100000000000)
    """
    operation = expression.operation
    if operation == "input":
        return known[expression.name]
    if operation == "constant":
        above, below = (expression.number or Fraction(0)).as_integer_ratio()
        return Size(abs(above), below)
    over = [size_of(inner, known) for inner in expression.over]
    if expression.rounding is not None:
        unit = 10**expression.rounding.places
        return Size(over[0].above * unit + 1, unit)
    return _GROWN[operation](*over)


def _added(*over: Size) -> Size:
    """Return how large a sum or a difference can become."""
    above, below = over[0]
    for size in over[1:]:
        above, below = above * size.below + size.above * below, below * size.below
    return Size(above, below)


def _chosen(*over: Size) -> Size:
    """Return how large the least or the greatest of some numbers can be."""
    return Size(max(size.above for size in over), max(size.below for size in over))


def _same(inner: Size) -> Size:
    """Return how large a number is whatever its name or its sign."""
    return inner


def _whole(inner: Size) -> Size:
    """Return how large a whole number beside a number can be."""
    return Size(inner.above + 1, 1)


_GROWN: dict[str, Callable[..., Size]] = {
    "+": _added,
    "-": _added,
    "*": lambda left, right: Size(left.above * right.above, left.below * right.below),
    "/": lambda left, right: Size(left.above * right.below, left.below * right.above),
    "min": _chosen,
    "max": _chosen,
    "abs": _same,
    "named": _same,
    "floor": _whole,
    "ceil": _whole,
}
