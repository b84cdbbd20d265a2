"""What an expression is worth, worked out with Fractions by its definition: no line, no pair of integers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil, floor

from hypothesis import strategies as st

from perfeval.exact import Fraction
from perfeval.rules.expressions import Compare, Expression, constant, named

_DEFINED: dict[str, Callable[..., Fraction]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
    "min": lambda *numbers: min(numbers),
    "max": lambda *numbers: max(numbers),
    "abs": abs,
    "floor": lambda number: Fraction(floor(number)),
    "ceil": lambda number: Fraction(ceil(number)),
    "named": lambda number: number,
}
CELL = "actual"
NUMBERS = st.fractions(min_value=-20, max_value=20, max_denominator=12)


def worth(expression: Expression, row: Mapping[str, Fraction]) -> Fraction:
    """Return the value of an expression for what a row brings."""
    if expression.operation == "input":
        return row[expression.name]
    if expression.operation == "constant":
        assert expression.number is not None
        return expression.number
    over = [worth(inner, row) for inner in expression.over]
    if expression.operation == "rounded":
        assert expression.rounding is not None
        return expression.rounding.apply(over[0])
    return _DEFINED[expression.operation](*over)


def holds(test: Compare, row: Mapping[str, Fraction]) -> bool:
    """Return whether a comparison holds for what a row brings."""
    left, right = worth(test.left, row), worth(test.right, row)
    return {
        "<": left < right,
        "<=": left <= right,
        "=": left == right,
        ">=": left >= right,
        ">": left > right,
    }[test.comparison]


def _joined(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Return expressions over drawn ones."""
    two = st.tuples(inner, inner)
    return st.one_of(
        st.builds(Expression, st.sampled_from("+-*/"), two),
        st.builds(
            Expression, st.sampled_from(("min", "max")), st.lists(inner, min_size=1, max_size=3).map(tuple)
        ),
        st.builds(Expression, st.just("abs"), st.tuples(inner)),
        st.builds(named, st.sampled_from(("raw", "lost")), inner),
    )


LEAVES = st.one_of(
    NUMBERS.map(constant),
    st.sampled_from((CELL, CELL, "target", "points")).map(lambda n: Expression("input", name=n)),
)
EXPRESSIONS = st.recursive(LEAVES, _joined, max_leaves=7)
"""Expressions over the cell, the target and the points, without steps."""
STEPPED = st.recursive(
    LEAVES,
    lambda inner: (
        _joined(inner) | st.builds(Expression, st.sampled_from(("floor", "ceil")), st.tuples(inner))
    ),
    max_leaves=7,
)
"""The same, with steps."""
ROWS = st.fixed_dictionaries({CELL: NUMBERS, "target": NUMBERS, "points": NUMBERS})
