"""Reading a plan in exact numbers: each stage becomes a function over pairs of integers.

A number is a numerator and a positive denominator, not reduced: a Fraction costs sixteen times as much.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from perfeval.exact import Fraction, Rounding, round_units
from perfeval.rules import custom
from perfeval.rules.expressions import Compare, Expression, Given, Registered, Says, Test
from perfeval.rules.plan import Branch, Note, Plan, Stage

__all__ = ["Pair", "Reader", "Values", "value_of"]

Pair = tuple[int, int]
"""A number: numerator and positive denominator."""
Values = tuple[Any, ...]
"""What a row brings, in the order of its plan's inputs: pairs, words, None for what is not given."""
_Number = Callable[[Values], Pair]
_Holds = Callable[[Values], bool]


class _Compiled(NamedTuple):
    """A branch with its tests and what it earns as functions."""

    tests: tuple[_Holds, ...]
    branch: Branch
    earns: _Number | None


class _Told(NamedTuple):
    """A note with its tests as functions."""

    tests: tuple[_Holds, ...]
    note: Note


class Reader:
    """A plan as functions over what a row brings.

    `base` gives the first branch that holds and what it earns (None where a problem stands in the way), `ladder` what
    becomes of that.
    """

    __slots__ = ("_ladder", "_notes", "base", "inputs", "plan", "rounding")

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.inputs = (*plan.inputs, "earned")
        self.rounding = plan.rounding
        stages = {stage.name: stage for stage in plan.stages}
        first, ladder = plan.stages[0], stages.get("over_fulfilment")
        # What every row asks: the first branch that holds, and what it earns; None where a problem stands in the way.
        self.base: Callable[[Values], tuple[Branch, Pair | None]] = partial(_first, self._branches(first))  # type: ignore[assignment]  # it has a branch for every row
        self._ladder = self._branches(ladder) if ladder else ()
        self._notes = tuple(_Told(self._tests(note.tests), note) for note in ladder.notes) if ladder else ()

    def _branches(self, stage: Stage) -> tuple[_Compiled, ...]:
        """Return the branches of a stage as functions."""
        return tuple(
            _Compiled(
                self._tests(branch.tests),
                branch,
                None if branch.earns is None else _number(branch.earns, self.inputs),
            )
            for branch in stage.branches
        )

    def _tests(self, tests: Sequence[Test]) -> tuple[_Holds, ...]:
        """Return tests as functions."""
        return tuple(_test(test, self.inputs) for test in tests)

    def ladder(self, values: Values, earned: Pair) -> tuple[Branch, Pair] | None:
        """Return the branch of over-fulfilment that changes a score, and what it leaves; None where none does.

        Args:
            values: What the row brings.
            earned: What it earned before.
        """
        return _first(self._ladder, (*values, earned)) if self._ladder else None  # type: ignore[return-value]

    def notes(self, values: Values) -> tuple[Note, ...]:
        """Return the notes that hold.

        Args:
            values: What the row brings.
        """
        return tuple(note for tests, note in self._notes if all(test(values) for test in tests))

    @property
    def climbs(self) -> bool:
        """Return whether there is a ladder."""
        return bool(self._ladder or self._notes)

    def units(self, pair: Pair) -> int:
        """Return a score in units of the last decimal that the rule set keeps."""
        return round_units(*pair, self.rounding.places, self.rounding.mode)


def _first(branches: tuple[_Compiled, ...], values: Values) -> tuple[Branch, Pair | None] | None:
    """Return the first branch whose tests hold, and what it earns; None where no branch holds."""
    for tests, branch, earns in branches:
        for test in tests:
            if not test(values):
                break
        else:
            return branch, None if earns is None else earns(values)
    return None


def value_of(expression: Expression, inputs: tuple[str, ...], values: Values) -> Fraction:
    """Return the value of an expression, worked out anew: for sentences, which few ask for.

    Args:
        expression: The expression.
        inputs: The names of the values.
        values: What the row brings.
    """
    return Fraction(*_number(expression, inputs)(values))


def _number(expression: Expression, inputs: tuple[str, ...]) -> _Number:
    """Return an expression as a function over what a row brings."""
    operation = expression.operation
    if operation == "input":
        return itemgetter(inputs.index(expression.name))
    if operation == "constant":
        pair = (expression.number or Fraction(0)).as_integer_ratio()
        return lambda values: pair
    over = tuple(_number(inner, inputs) for inner in expression.over)
    if operation == "named":
        return over[0]
    if operation == "rounded" and expression.rounding is not None:
        return _rounded(over[0], expression.rounding)
    if operation == "called":
        return _called(expression, over)
    if operation in ("min", "max"):
        return _chosen(over, 1 if operation == "min" else -1)
    return _OPERATIONS[operation](*over)


def _plus(left: _Number, right: _Number) -> _Number:
    """Return the sum of two numbers."""

    def plus(values: Values) -> Pair:
        (a, b), (c, d) = left(values), right(values)
        return (a * d + c * b, b * d)

    return plus


def _minus(left: _Number, right: _Number) -> _Number:
    """Return the difference of two numbers."""

    def minus(values: Values) -> Pair:
        (a, b), (c, d) = left(values), right(values)
        return (a * d - c * b, b * d)

    return minus


def _times(left: _Number, right: _Number) -> _Number:
    """Return the product of two numbers."""

    def times(values: Values) -> Pair:
        (a, b), (c, d) = left(values), right(values)
        return (a * c, b * d)

    return times


def _over(left: _Number, right: _Number) -> _Number:
    """Return the quotient of two numbers."""

    def over(values: Values) -> Pair:
        (a, b), (c, d) = left(values), right(values)
        if c > 0:
            return (a * d, b * c)
        if c < 0:
            return (-a * d, -b * c)
        message = "division by zero: a plan sorts a zero out before it divides"
        raise ZeroDivisionError(message)

    return over


def _size(inner: _Number) -> _Number:
    """Return a number without its sign."""

    def size(values: Values) -> Pair:
        a, b = inner(values)
        return (abs(a), b)

    return size


def _floor(inner: _Number) -> _Number:
    """Return the greatest whole number that is not above a number."""

    def floor(values: Values) -> Pair:
        a, b = inner(values)
        return (a // b, 1)

    return floor


def _ceil(inner: _Number) -> _Number:
    """Return the least whole number that is not below a number."""

    def ceil(values: Values) -> Pair:
        a, b = inner(values)
        return (-(-a // b), 1)

    return ceil


_OPERATIONS: dict[str, Callable[..., _Number]] = {
    "+": _plus,
    "-": _minus,
    "*": _times,
    "/": _over,
    "abs": _size,
    "floor": _floor,
    "ceil": _ceil,
}


def _chosen(over: tuple[_Number, ...], sign: int) -> _Number:
    """Return the least of some numbers, or (with sign −1) the greatest."""

    def chosen(values: Values) -> Pair:
        best = over[0](values)
        for number in over[1:]:
            pair = number(values)
            if sign * (pair[0] * best[1] - best[0] * pair[1]) < 0:
                best = pair
        return best

    return chosen


def _rounded(inner: _Number, rounding: Rounding) -> _Number:
    """Return a number rounded once."""
    unit = 10**rounding.places

    def rounded(values: Values) -> Pair:
        return (round_units(*inner(values), rounding.places, rounding.mode), unit)

    return rounded


def _called(expression: Expression, over: tuple[_Number, ...]) -> _Number:
    """Return what a registered Python function gives."""

    def calls(values: Values) -> Pair:
        target, actual, points = (Fraction(*number(values)) for number in over)
        return custom.call(expression.name, target, actual, expression.sign, points).as_integer_ratio()

    return calls


def _test(test: Test, inputs: tuple[str, ...]) -> _Holds:
    """Return a test as a function over what a row brings."""
    if isinstance(test, Given):
        given = itemgetter(inputs.index(test.name))
        return lambda values: given(values) is not None
    if isinstance(test, Says):
        said, word = itemgetter(inputs.index(test.name)), test.word
        return lambda values: bool(said(values) == word)
    if isinstance(test, Registered):
        return lambda values: test.function in custom.registered()
    return _compared(test, inputs)


def _compared(test: Compare, inputs: tuple[str, ...]) -> _Holds:
    """Return a test between two numbers as a function: products of integers, no quotient.

    Each comparison is written out: a further call for each would make up a tenth of a row.
    """
    left, right = _number(test.left, inputs), _number(test.right, inputs)
    if test.right.operation == "constant" and not test.right.number:
        return _SIGNS[test.comparison](left)
    return _COMPARISONS[test.comparison](left, right)


def _less(left: _Number, right: _Number) -> _Holds:
    """Return whether a number is below another."""

    def less(values: Values) -> bool:
        (a, b), (c, d) = left(values), right(values)
        return a * d < c * b

    return less


def _at_most(left: _Number, right: _Number) -> _Holds:
    """Return whether a number is not above another."""

    def at_most(values: Values) -> bool:
        (a, b), (c, d) = left(values), right(values)
        return a * d <= c * b

    return at_most


def _same(left: _Number, right: _Number) -> _Holds:
    """Return whether two numbers are the same."""

    def same(values: Values) -> bool:
        (a, b), (c, d) = left(values), right(values)
        return a * d == c * b

    return same


_COMPARISONS: dict[str, Callable[[_Number, _Number], _Holds]] = {
    "<": _less,
    "<=": _at_most,
    "=": _same,
    ">=": lambda left, right: _at_most(right, left),
    ">": lambda left, right: _less(right, left),
}
_SIGNS: dict[str, Callable[[_Number], _Holds]] = {
    "<": lambda number: lambda values: number(values)[0] < 0,
    "<=": lambda number: lambda values: number(values)[0] <= 0,
    "=": lambda number: lambda values: number(values)[0] == 0,
    ">=": lambda number: lambda values: number(values)[0] >= 0,
    ">": lambda number: lambda values: number(values)[0] > 0,
}
"""Tests against zero, which need no product."""
