"""Reading a plan along one cell: between which values of it, ends open or closed, which branch counts.

What a formula tests, what a decision table lists and where a rule set leaves a gap are these regions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from types import MappingProxyType
from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.rules.expressions import Compare, Expression, Given, Says, Test
from perfeval.rules.lines import Bent, Line, along, substituted
from perfeval.rules.plan import Branch, Stage

__all__ = ["Outside", "Region", "Row", "reached", "regions"]


class Outside(Exception):  # noqa: N818  # a caller that can do without catches it
    """A plan that only the exact reader can read: it asks a Python function."""


class Row(NamedTuple):
    """What is known of a row: numbers by their names, words by theirs, and which input is the cell.

    `factor` is what one in the cell is in the unit of that input.
    """

    numbers: Mapping[str, Fraction]
    cell: str
    factor: Fraction = Fraction(1)
    words: Mapping[str, str] = MappingProxyType({})

    def lines(self) -> dict[str, Line]:
        """Return the lines of what the row brings."""
        own = Line.of(self.factor.numerator, 0, 0, self.factor.denominator)
        return {**{name: Line.constant(value) for name, value in self.numbers.items()}, self.cell: own}


class Region(NamedTuple):
    """The values of a cell for which one branch counts; None is an open side.

    `earns` is what the row earns there, before it is rounded: a line along the cell where it is one, else the
    expression. Both are None where a problem stands in the way.
    """

    low: Fraction | None
    high: Fraction | None
    low_closed: bool
    high_closed: bool
    branch: Branch
    line: Line | None = None
    earns: Expression | None = None


def regions(stages: Sequence[Stage], row: Row) -> tuple[Region, ...]:
    """Return what a row earns for every value of one cell, from the least to the greatest.

    Args:
        stages: The stages of the plan before the rounding.
        row: What is known of the row.

    Raises:
        Outside: Where a test asks what no cell tells.
        Bent: Where a test is no line along the cell.
    """
    lines = row.lines()
    stages = [stage._replace(branches=tuple(_possible(stage.branches, row))) for stage in stages]
    return _merged([_read(stages, row, lines, *piece) for piece in _pieces(_turns(stages, lines))])


def reached(stage: Stage, row: Row) -> frozenset[int]:
    """Return which branches of a stage count for some value of one cell, by their numbers.

    Args:
        stage: The stage.
        row: What is known of the row.

    Raises:
        Outside: Where a test asks what no cell tells.
        Bent: Where a test is no line along the cell.
    """
    lines = row.lines()
    asked = stage._replace(branches=tuple(_possible(stage.branches, row)))
    taken = {id(next(_taken(asked, lines, at), None)) for at, _, _ in _pieces(_turns([asked], lines))}
    return frozenset(number for number, branch in enumerate(stage.branches) if id(branch) in taken)


def _possible(branches: Sequence[Branch], row: Row) -> Iterator[Branch]:
    """Yield the branches that hold for some number: their words are those of the row."""
    for branch in branches:
        if all(isinstance(test, Compare) or _said(test, row) for test in branch.tests):
            yield branch


def _said(test: Test, row: Row) -> bool:
    """Return whether a test that compares no numbers holds.

    Raises:
        Outside: Where it asks for a Python function.
    """
    if isinstance(test, Says):
        return row.words.get(test.name) == test.word
    if isinstance(test, Given):
        return test.name in row.numbers or test.name in row.words or test.name == row.cell
    raise Outside


def _turns(stages: Sequence[Stage], lines: Mapping[str, Line]) -> list[Fraction]:
    """Return every value of the cell at which a test or what is earned may change.

    An expression without kinks is one line. Behind each kink it is another, so each new one is looked at from both
    sides, until there is no new one.
    """
    differences = [
        test.left - test.right
        for stage in stages
        for branch in stage.branches
        for test in branch.tests
        if isinstance(test, Compare)
    ]
    turns: set[Fraction] = set()
    for expression in differences:
        if not _has_kinks(expression):
            turns.update(_tested(expression, lines, Fraction(0), turns))
    bent = [expression for expression in (*differences, *_earned(stages)) if _has_kinks(expression)]
    while bent:
        found: set[Fraction] = set()
        for sample, low, high in _pieces(sorted(turns)):
            if low is None or low != high:
                for expression in bent:
                    found.update(_tested(expression, lines, sample, found))
        if found <= turns:
            break
        turns |= found
    return sorted(turns)


def _earned(stages: Sequence[Stage]) -> Iterator[Expression]:
    """Yield what the branches earn, and what the later stages make of it where that has kinks of its own."""
    base = [branch.earns for branch in stages[0].branches if branch.earns is not None]
    yield from base
    for stage in stages[1:]:
        for later in stage.branches:
            if later.earns is not None and _has_kinks(later.earns):
                yield from (substituted(later.earns, {"earned": earned}) for earned in base)


def _tested(
    expression: Expression, lines: Mapping[str, Line], at: Fraction, turns: set[Fraction]
) -> list[Fraction]:
    """Return where an expression turns near a point; its kinks are added to *turns*.

    One that has no value is sorted out by the tests before it. What is earned in steps has kinks, and is no line.
    """
    try:
        return along(expression, lines, at, lambda line: turns.update(line.turns())).turns()
    except ZeroDivisionError:
        return []
    except Bent:
        if _has_kinks(expression):
            return []
        raise


def _has_kinks(expression: Expression) -> bool:
    """Return whether an expression is another line elsewhere."""
    return expression.operation in ("abs", "min", "max") or any(map(_has_kinks, expression.over))


def _pieces(turns: Sequence[Fraction]) -> list[tuple[Fraction, Fraction | None, Fraction | None]]:
    """Return a sample of every piece that some values cut the numbers into, with its ends: stretches and points."""
    if not turns:
        return [(Fraction(1), None, None)]
    pieces: list[tuple[Fraction, Fraction | None, Fraction | None]] = [(turns[0] - 1, None, turns[0])]
    for left, right in pairwise(turns):
        pieces += [(left, left, left), ((left + right) / 2, left, right)]
    last = turns[-1]
    return [*pieces, (last, last, last), (last + 1, last, None)]


def _read(
    stages: Sequence[Stage],
    row: Row,
    lines: Mapping[str, Line],
    at: Fraction,
    low: Fraction | None,
    high: Fraction | None,
) -> Region:
    """Return one piece with the branch that counts there and what it earns."""
    branch = next(_taken(stages[0], lines, at))
    earns = branch.earns
    if earns is not None:
        for stage in stages[1:]:
            later = next(_taken(stage, lines, at), None)
            if later is not None and later.earns is not None:
                branch, earns = later, substituted(later.earns, {"earned": earns})
    point = low is not None and low == high
    line = None
    if earns is not None:
        try:
            line = along(earns, lines, at, lambda line: None)
        except Bent:
            earns = substituted(earns, {name: _constant(value) for name, value in row.numbers.items()})
        else:
            earns = None
    return Region(low, high, point, point, branch, line, earns)


def _constant(value: Fraction) -> Expression:
    """Return a number as an expression."""
    return Expression("constant", number=value)


def _taken(stage: Stage, lines: Mapping[str, Line], at: Fraction) -> Iterator[Branch]:
    """Yield the branches of a stage that hold at a point, in their order."""
    for branch in stage.branches:
        if all(_holds(test, lines, at) for test in branch.tests):
            yield branch


def _holds(test: Test, lines: Mapping[str, Line], at: Fraction) -> bool:
    """Return whether a test holds at a point; those that compare no numbers hold in every branch that is left."""
    if not isinstance(test, Compare):
        return True
    left, right = (along(side, lines, at, lambda line: None).at(at) for side in (test.left, test.right))
    return {
        "<": left < right,
        "<=": left <= right,
        "=": left == right,
        ">=": left >= right,
        ">": left > right,
    }[test.comparison]


def _merged(pieces: Sequence[Region]) -> tuple[Region, ...]:
    """Return pieces with neighbours that earn the same as one region.

    A point that lies on a slope and beside a level belongs to the level: at the target a row has met it.
    """
    found: list[Region] = []
    for piece, after in zip_longest(pieces, pieces[1:]):
        last = found[-1] if found else None
        steps_up = last is not None and not _level(last) and _is_point(piece) and _level(after)
        if last is not None and _alike(last, piece) and not (steps_up and _alike(piece, after)):
            kept = piece if _is_point(last) else last
            found[-1] = kept._replace(
                low=last.low, low_closed=last.low_closed, high=piece.high, high_closed=piece.high_closed
            )
        else:
            found.append(piece)
    return tuple(found)


def _level(region: Region | None) -> bool:
    """Return whether a region earns one value everywhere."""
    return region is not None and region.line is not None and region.line.value is not None


def _is_point(region: Region) -> bool:
    """Return whether a region is one value."""
    return region.low is not None and region.low == region.high


def _alike(left: Region, right: Region) -> bool:
    """Return whether two neighbours earn the same: by one rule, or one value that lies on the line of the other."""
    if left.line is None or right.line is None:
        return (left.line, left.earns, left.branch.code) == (right.line, right.earns, right.branch.code)
    if left.line == right.line:
        return True
    point, line = (left, right.line) if _is_point(left) else (right, left.line)
    if not _is_point(point) or point.low is None or point.line is None:
        return False
    try:
        return point.line.at(point.low) == line.at(point.low)
    except ZeroDivisionError:
        return False
