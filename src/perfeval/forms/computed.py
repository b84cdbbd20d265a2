"""What a cell computes, as data: cases over other cells. How that is written is a matter of the spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from perfeval.exact import Fraction, Rounding
from perfeval.rules.expressions import Compare, Expression, constant, rounded
from perfeval.rules.lines import Line
from perfeval.rules.regions import Region

__all__ = ["AnyOf", "Cases", "CellTest", "Computed", "IsNumber", "Reads", "cell_of", "chained", "when"]


class IsNumber(NamedTuple):
    """A test whether a cell holds a number."""

    key: str


class Reads(NamedTuple):
    """A test whether a cell holds just this text."""

    key: str
    text: str


class AnyOf(NamedTuple):
    """A test of which one part must hold."""

    tests: tuple[CellTest, ...]


CellTest: TypeAlias = Compare | IsNumber | Reads | AnyOf


class Cases(NamedTuple):
    """The first case whose tests all hold counts, else `otherwise`."""

    cases: tuple[tuple[tuple[CellTest, ...], Computed], ...]
    otherwise: Computed = None


Computed: TypeAlias = Expression | Cases | None
"""A number over cells, which are inputs by their keys; None is a cell that shows nothing."""


def cell_of(key: str, rounding: Rounding | None = None) -> Expression:
    """Return the number in a cell.

    Args:
        key: The key of the cell.
        rounding: How the number was rounded, where it was: it then has few decimals.
    """
    return Expression("input", name=key, rounding=rounding)


def when(tests: Iterable[CellTest], then: Computed, otherwise: Computed = None) -> Computed:
    """Return what a cell shows where some tests hold, and what else.

    Args:
        tests: All must hold.
        then: What it shows then.
        otherwise: What it shows else.
    """
    if then is None and otherwise is None:
        return None
    return Cases(((tuple(tests), then),), otherwise)


def chained(regions: Iterable[Region], cell: Expression, points: Fraction, rounding: Rounding) -> Computed:
    """Return what a row earns, rounded, as cases of its cell from the least value to the greatest.

    Args:
        regions: The regions of the row's plan along the cell.
        cell: The cell, as the regions count it.
        points: The points of the row.
        rounding: How scores are rounded.
    """
    cases: list[tuple[tuple[CellTest, ...], Computed]] = []
    for region in regions:
        earned = _earned(region, cell, points, rounding)
        if region.high is None:
            return Cases(tuple(cases), earned) if cases else earned
        end = constant(region.high)
        cases.append((((cell <= end) if region.high_closed else (cell < end),), earned))
    return None


def _earned(region: Region, cell: Expression, points: Fraction, rounding: Rounding) -> Computed:
    """Return what is earned in a region, rounded once."""
    if region.line is not None:
        value = region.line.value
        if value is not None:
            return constant(rounding.apply(value))
        return rounded(_written(region.line, cell, points), rounding)
    return None if region.earns is None else rounded(region.earns, rounding)


def _written(line: Line, cell: Expression, points: Fraction) -> Expression:
    """Return a line as people write it: actual × points ÷ target, points × target ÷ actual, or with a slope."""
    a, b, c, d = (constant(number) for number in line)
    if points and not line.b and not line.c:
        return cell * constant(points) / constant(points * Fraction(line.d, line.a))
    if points and not line.a and not line.d:
        return constant(Fraction(line.b, line.c) / points) * constant(points) / cell
    if not line.c:
        return (a * cell + b) / d
    return (a * cell + b) / (c * cell + d)
