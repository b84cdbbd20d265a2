"""Scoring shapes written in Python: a function, registered under a name that rule sets use."""

from __future__ import annotations

from collections.abc import Callable

from perfeval.exact import Fraction
from perfeval.notation import Sign

__all__ = ["Function", "call", "register", "registered"]

Function = Callable[[Fraction, Fraction, Sign | None, Fraction], Fraction | int]
"""Takes target, actual (in one unit), the sign and the points; returns the exact score."""

_FUNCTIONS: dict[str, Function] = {}


def register(name: str, function: Function) -> Function:
    """Register a scoring function, so that a rule set can name it: `methods: {ours: {shape: custom, function: name}}`.

    Args:
        name: What the rule set calls it.
        function: Takes target and actual as fractions in one unit, the sign (None where there is none) and the
            points; returns the exact score as a Fraction or an int.

    Returns:
        The function itself.

    Raises:
        ValueError: For a name that another function has.

    >>> half = register("half-when-missed", lambda target, actual, sign, points: points / 2)
    >>> registered()
    ('half-when-missed',)
    """
    if _FUNCTIONS.get(name, function) is not function:
        message = f"another scoring function is registered as {name!r}"
        raise ValueError(message)
    _FUNCTIONS[name] = function
    return function


def registered() -> tuple[str, ...]:
    """Return the names of the registered functions, sorted."""
    return tuple(sorted(_FUNCTIONS))


def call(name: str, target: Fraction, actual: Fraction, sign: Sign | None, points: Fraction) -> Fraction:
    """Return what the registered function called *name* gives to a row.

    Args:
        name: What the rule set calls it.
        target: The target.
        actual: The actual, in the target's unit.
        sign: The sign of the row.
        points: Its points.

    Raises:
        TypeError: For a function that returns anything but a Fraction or an int: a float is not exact.
    """
    score = _FUNCTIONS[name](target, actual, sign, points)
    if isinstance(score, bool) or not isinstance(score, Fraction | int):
        message = (
            f"the scoring function {name!r} returned {score!r}; return a Fraction or an int, which are exact"
        )
        raise TypeError(message)
    return Fraction(score)
