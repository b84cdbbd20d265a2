"""Expressions along one cell: with everything else known, most are a straight line or its reciprocal.

`(a × x + b) ÷ (c × x + d)` in integers is exact, says where it is zero and where it has no value, and how many digits
x may have before a spreadsheet's doubles can no longer tell two results apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import gcd
from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.rules.expressions import Expression

__all__ = ["Bent", "Line", "along", "substituted"]


class Bent(Exception):  # noqa: N818  # a caller that can do without a line catches it
    """An expression that is no line along the cell: it has steps, or multiplies the cell with itself."""


class Line(NamedTuple):
    """The function (a × x + b) ÷ (c × x + d), its numbers without a common divisor."""

    a: int
    b: int
    c: int = 0
    d: int = 1

    @classmethod
    def of(cls, a: int, b: int, c: int, d: int) -> Line:
        """Return a line in lowest terms.

        Raises:
            ZeroDivisionError: Where the divisor is zero everywhere.
        """
        if not c and not d:
            message = "a divisor that is zero everywhere"
            raise ZeroDivisionError(message)
        if a * d == b * c:
            # The same value everywhere.
            a, b, c, d = (0, b, 0, d) if d else (0, a, 0, c)
        common = gcd(a, b, c, d)
        if (d or c) < 0:
            common = -common
        return cls(a // common, b // common, c // common, d // common)

    @classmethod
    def constant(cls, value: Fraction) -> Line:
        """Return the line that has one value everywhere."""
        return cls(0, value.numerator, 0, value.denominator)

    @property
    def value(self) -> Fraction | None:
        """Return the value that the line has everywhere, None where it has not one."""
        return None if self.a or self.c else Fraction(self.b, self.d)

    def at(self, x: Fraction) -> Fraction:
        """Return the value at a point.

        Raises:
            ZeroDivisionError: Where there is none.
        """
        n, m = x.as_integer_ratio()
        return Fraction(self.a * n + self.b * m, self.c * n + self.d * m)

    def turns(self) -> list[Fraction]:
        """Return where the line is zero, and where it has no value: only there can its sign change."""
        found = [Fraction(-self.b, self.a)] if self.a else []
        return [*found, Fraction(-self.d, self.c)] if self.c else found

    def plus(self, other: Line) -> Line:
        """Return the sum of two lines of which one is straight and the other straight or without slope.

        Raises:
            Bent: For two reciprocals.
        """
        if self.c and (other.a or other.c):
            raise Bent
        if other.c and self.a:
            raise Bent
        if other.c:
            return other.plus(self)
        # self is any line, other is straight, and without slope where self is no straight line.
        return Line.of(
            self.a * other.d + other.b * self.c + other.a * self.d,
            self.b * other.d + other.b * self.d,
            self.c * other.d,
            self.d * other.d,
        )

    def times(self, other: Line) -> Line:
        """Return the product of a line and a number.

        Raises:
            Bent: For two lines with a slope.
        """
        line, value = (self, other.value) if other.value is not None else (other, self.value)
        if value is None:
            raise Bent
        n, m = value.as_integer_ratio()
        return Line.of(line.a * n, line.b * n, line.c * m, line.d * m)

    def inverse(self) -> Line:
        """Return one divided by the line.

        Raises:
            ZeroDivisionError: For a line that is zero everywhere.
        """
        return Line.of(self.c, self.d, self.a, self.b)

    def over(self, other: Line) -> Line:
        """Return the quotient of two lines.

        Raises:
            Bent: Where both have a slope.
            ZeroDivisionError: For a divisor that is zero everywhere.
        """
        return self.times(other.inverse())


Kinks = Callable[[Line], None]
"""Is told of each line whose sign decides which part of an expression counts."""


def along(expression: Expression, known: Mapping[str, Line], at: Fraction, kinks: Kinks) -> Line:
    """Return an expression as a line, as it runs near a point.

    Args:
        expression: The expression.
        known: The lines of what the row brings: the cell is `x` itself, all else a constant.
        at: The point: on which side of a kink of `abs`, `min` and `max` the line is taken.
        kinks: Is told of the lines that decide it.

    Raises:
        Bent: For an expression that is no line.
        ZeroDivisionError: For one that has no value anywhere near the point.

    >>> from perfeval.rules.expressions import ACTUAL, POINTS, TARGET
    >>> known = {"actual": Line(1, 0), "target": Line(0, 90), "points": Line(0, 30)}
    >>> along(POINTS * ACTUAL / TARGET, known, Fraction(80), lambda line: None)
    Line(a=1, b=0, c=0, d=3)
    """
    operation = expression.operation
    if expression.name in known:
        return known[expression.name]
    if operation == "constant":
        return Line.constant(expression.number or Fraction(0))
    over = [along(inner, known, at, kinks) for inner in expression.over]
    if operation in ("min", "max"):
        return _chosen(over, at, kinks, 1 if operation == "min" else -1)
    if operation == "abs":
        kinks(over[0])
        return over[0] if over[0].at(at) >= 0 else over[0].times(Line(0, -1))
    if operation == "named":
        return over[0]
    if operation not in _ARITHMETIC:
        raise Bent
    return _ARITHMETIC[operation](*over)


def _chosen(lines: list[Line], at: Fraction, kinks: Kinks, sign: int) -> Line:
    """Return the least of some lines at a point, or (with sign −1) the greatest."""
    best = lines[0]
    for line in lines[1:]:
        difference = line.plus(best.times(Line(0, -1)))
        kinks(difference)
        if sign * difference.at(at) < 0:
            best = line
    return best


_ARITHMETIC: dict[str, Callable[[Line, Line], Line]] = {
    "+": Line.plus,
    "-": lambda left, right: left.plus(right.times(Line(0, -1))),
    "*": Line.times,
    "/": Line.over,
}


def substituted(expression: Expression, put: Mapping[str, Expression]) -> Expression:
    """Return an expression with something else in the place of some inputs or named parts.

    Args:
        expression: The expression.
        put: What stands for which name.
    """
    if expression.name in put:
        return put[expression.name]
    if not expression.over:
        return expression
    over = tuple(substituted(inner, put) for inner in expression.over)
    return Expression(
        expression.operation, over, name=expression.name, rounding=expression.rounding, sign=expression.sign
    )
