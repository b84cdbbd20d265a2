"""Target against actual: one unit for both, and the actual as a set of possible values."""

from __future__ import annotations

import attrs

from perfeval.exact import Fraction
from perfeval.notation.values import Measure
from perfeval.source import Problem

__all__ = ["Pair", "Span", "align"]


@attrs.frozen
class Span:
    """The values that an actual may have: one point (`87.5%`), or a half-line (`≤5个工作日`)."""

    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = True


@attrs.frozen
class Pair:
    """Target and actual in one unit; with a problem of severity error they must not be compared."""

    target: Fraction
    actual: Span
    unit: str | None
    problems: tuple[Problem, ...] = ()


def align(target: Measure, actual: Measure) -> Pair:
    """Bring two measures of kind number to one unit.

    A bare number inherits the other's unit with a note; a bare number between 0 and 1 for a % target has two
    readings and is an error, as are units that neither agree nor convert.
    """
    raise NotImplementedError
