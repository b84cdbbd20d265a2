"""What a rule says in numbers, as data: expressions over the cells of a row, and tests between them.

Nothing is computed here. Each reader of a plan walks the same expressions: exact numbers, the values that an
expression can take, words for people, spreadsheet formulas.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import attrs

from perfeval.exact import Fraction, Rounding
from perfeval.model.keys import Keyed
from perfeval.notation import Sign

__all__ = [
    "ACTUAL",
    "BASE",
    "DAYS",
    "DEDUCTION",
    "EARNED",
    "EXECUTED",
    "FILED",
    "HIGH",
    "LOW",
    "ONE",
    "POINTS",
    "TARGET",
    "ZERO",
    "Compare",
    "Comparison",
    "Expression",
    "Given",
    "Operation",
    "Registered",
    "Says",
    "Test",
    "called",
    "ceil",
    "constant",
    "floor",
    "greatest",
    "inputs",
    "least",
    "named",
    "rounded",
    "size",
]

Operation = Literal[
    "constant",  # `number`, with the `unit` it was written in
    "input",  # what the row brings under `name`
    "named",  # an intermediate result that a sentence can print by its `name`
    "rounded",  # rounded once by `rounding`
    "called",  # what the Python function registered as `name` returns: only the exact reader can tell
    "+",
    "-",
    "*",
    "/",
    "min",
    "max",
    "abs",
    "floor",
    "ceil",
]
Comparison = Literal["<", "<=", "=", ">=", ">"]


@attrs.frozen(eq=False, repr=False)
class Expression(Keyed):
    """A number that is worked out from the cells of a row; arithmetic with expressions gives expressions.

    >>> TARGET * constant(2) == Expression("*", (TARGET, constant(2)))
    True
    """

    operation: Operation
    over: tuple[Expression, ...] = ()
    number: Fraction | None = None
    name: str = ""
    unit: str | None = None
    rounding: Rounding | None = None
    sign: Sign | None = None

    def __add__(self, other: Expression) -> Expression:
        return Expression("+", (self, other))

    def __sub__(self, other: Expression) -> Expression:
        return Expression("-", (self, other))

    def __mul__(self, other: Expression) -> Expression:
        return Expression("*", (self, other))

    def __truediv__(self, other: Expression) -> Expression:
        return Expression("/", (self, other))

    def __lt__(self, other: Expression) -> Compare:
        return Compare(self, "<", other)

    def __le__(self, other: Expression) -> Compare:
        return Compare(self, "<=", other)

    def __gt__(self, other: Expression) -> Compare:
        return Compare(self, ">", other)

    def __ge__(self, other: Expression) -> Compare:
        return Compare(self, ">=", other)

    def equals(self, other: Expression) -> Compare:
        """Return the test that both are the same number; `==` asks whether they are written alike."""
        return Compare(self, "=", other)


class Compare(NamedTuple):
    """A test between two numbers."""

    left: Expression
    comparison: Comparison
    right: Expression


class Given(NamedTuple):
    """A test whether the filing gives something: a score, a reason."""

    name: str


class Says(NamedTuple):
    """A test whether a word of the row is this one: its tier, its answer."""

    name: str
    word: str


class Registered(NamedTuple):
    """A test whether a Python function is registered under a name."""

    function: str


Test = Compare | Given | Says | Registered


def _input(name: str) -> Expression:
    """Return what a row brings under a name."""
    return Expression("input", name=name)


TARGET, ACTUAL, POINTS = _input("target"), _input("actual"), _input("points")
EARNED = _input("earned")
"""What the stage before earned."""
LOW, HIGH, DAYS = _input("low"), _input("high"), _input("days")
FILED, DEDUCTION = _input("filed"), _input("deduction")
BASE, EXECUTED = _input("base"), _input("executed")


def constant(value: Fraction | int, unit: str | None = None) -> Expression:
    """Return a number that the rule set names.

    Args:
        value: The number, exactly.
        unit: The unit it was written in, where it was.
    """
    return Expression("constant", number=Fraction(value), unit=unit)


ZERO, ONE = constant(0), constant(1)


def named(name: str, expression: Expression) -> Expression:
    """Return an intermediate result that a sentence can print.

    Args:
        name: Its name.
        expression: How it is worked out.
    """
    return Expression("named", (expression,), name=name)


def rounded(expression: Expression, rounding: Rounding) -> Expression:
    """Return a number rounded once.

    Args:
        expression: The number.
        rounding: To how many decimals, and how.
    """
    return Expression("rounded", (expression,), rounding=rounding)


def called(function: str, sign: Sign | None, goal: Expression) -> Expression:
    """Return what a registered function gives to a row.

    Args:
        function: Its name.
        sign: The sign of the row.
        goal: What the actual is held against.
    """
    return Expression("called", (goal, ACTUAL, POINTS), name=function, sign=sign)


def least(*expressions: Expression) -> Expression:
    """Return the least of some numbers."""
    return Expression("min", expressions)


def greatest(*expressions: Expression) -> Expression:
    """Return the greatest of some numbers."""
    return Expression("max", expressions)


def size(expression: Expression) -> Expression:
    """Return a number without its sign."""
    return Expression("abs", (expression,))


def floor(expression: Expression) -> Expression:
    """Return the greatest whole number that is not above a number."""
    return Expression("floor", (expression,))


def ceil(expression: Expression) -> Expression:
    """Return the least whole number that is not below a number."""
    return Expression("ceil", (expression,))


def inputs(expression: Expression) -> frozenset[str]:
    """Return the names of what a row must bring.

    >>> sorted(inputs(POINTS * ACTUAL / TARGET))
    ['actual', 'points', 'target']
    """
    if expression.operation == "input":
        return frozenset((expression.name,))
    return frozenset().union(*(inputs(inner) for inner in expression.over))
