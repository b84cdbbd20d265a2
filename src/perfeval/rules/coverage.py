"""Which values the branches of a table hold: gaps, overlaps and steps that nothing reaches, found exactly.

What a step holds is read off the tests that the plan writers write for it, so that a check and a score cannot disagree.
Between two neighbouring bounds every step holds all values or none, so that each bound and one value between each
two neighbours stand for all numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from perfeval.exact import Fraction, digits
from perfeval.model import Band, Ladder, LadderStep, RuleSet
from perfeval.rules import form, kinds, numbers
from perfeval.rules.expressions import Compare, Expression, Test, constant
from perfeval.rules.lines import Line, along
from perfeval.rules.shapes import within

__all__ = [
    "Coverage",
    "Span",
    "Step",
    "band_steps",
    "covered",
    "grade_steps",
    "overtaken",
    "span",
    "tier_steps",
]

_VALUE = Expression("input", name="value")
"""Any number that a table is asked with."""
_ITSELF = Line(1, 0)
"""A cell along itself."""


class Span(NamedTuple):
    """A range of numbers; None is an open side."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = True
    high_closed: bool = True

    def holds(self, value: Fraction) -> bool:
        """Return whether *value* lies in the range."""
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        return above and (self.high is None or value < self.high or (self.high_closed and value == self.high))


class Step(NamedTuple):
    """A step of a table: its name, and the numbers that it holds."""

    name: str
    span: Span


def span(tests: Iterable[Test], cell: str) -> Span:
    """Return the values of a cell for which all tests hold: at most one from below, and one from above.

    Args:
        tests: Tests of the cell against constants; those that compare no numbers say nothing about it.
        cell: The input.

    >>> span([_VALUE >= constant(80), _VALUE < constant(90)], "value")
    Span(low=Fraction(80, 1), high=Fraction(90, 1), low_closed=True, high_closed=False)
    """
    found = Span()
    for test in tests:
        if not isinstance(test, Compare):
            continue
        line = along(test.left - test.right, {cell: _ITSELF}, Fraction(0), lambda line: None)
        end, closed = Fraction(-line.b, line.a), "=" in test.comparison
        # The difference rises with the cell where the cell stands on the left.
        if (line.a > 0) == (test.comparison in (">", ">=")):
            found = found._replace(low=end, low_closed=closed)
        else:
            found = found._replace(high=end, high_closed=closed)
    return found


def band_steps(bands: Sequence[Band]) -> list[Step]:
    """Return the steps of a band table, each named as its bound is written.

    Args:
        bands: The bands, in the order in which they are asked.
    """
    names = ((band.range or band.start or band.above or band.score).text for band in bands)
    return [Step(name, span(within(band, _VALUE), "value")) for name, band in zip(names, bands, strict=True)]


def grade_steps(rules: RuleSet) -> list[Step]:
    """Return the steps of the grades.

    Args:
        rules: The rule set.
    """
    return [
        Step(branch.rule.removeprefix("grades."), span(branch.tests, "total"))
        for branch in form.grade(rules).branches
    ]


def tier_steps(rules: RuleSet) -> list[Step]:
    """Return the steps of the tiers, as shares of the points.

    Args:
        rules: The rule set.
    """
    return [
        Step(name, span(kinds.holds(rule, constant(rule.range.low), constant(rule.range.high)), "filed"))
        for name, rule in rules.tiers.items()
    ]


def overtaken(ladder: Ladder) -> Iterator[LadderStep]:
    """Yield the steps that change a score, and that a later one overtakes because it begins where they do.

    Args:
        ladder: The ladder of over-fulfilment.
    """
    changing = [step for step in ladder.steps if step.do in numbers.CHANGES]
    begins = [span(numbers.reached(step, _VALUE), "value") for step in changing]
    yield from (step for step, (own, later) in zip(changing, pairwise(begins), strict=False) if own == later)


class Coverage(NamedTuple):
    """What a table leaves out, holds twice, and never uses; values as a person would name them."""

    gaps: tuple[str, ...]
    overlaps: tuple[tuple[str, str, str], ...]
    unreached: tuple[str, ...]


def covered(steps: Sequence[Step], low: Fraction, high: Fraction | None, *, percent: bool) -> Coverage:
    """Return the coverage of the values from *low* to *high*, both included, by *steps*.

    Args:
        steps: In the order in which they are asked; the first that holds a value wins.
        low: The least value that can occur.
        high: The greatest, None where there is none.
        percent: Whether values are shares that people read as percentages.

    >>> steps = [Step("优", Span(Fraction(90), Fraction(100))), Step("良", Span(Fraction(0), Fraction(89)))]
    >>> found = covered(steps, Fraction(0), Fraction(100), percent=False)
    >>> found.gaps
    ('89 与 90 之间（如 89.5）',)
    """
    gaps: list[list[_Sample]] = []
    overlaps: dict[tuple[str, str], str] = {}
    reached: set[int] = set()
    in_gap = False
    for sample in _samples(steps, low, high):
        holding = [number for number, step in enumerate(steps) if step.span.holds(sample.value)]
        if not holding:
            gaps = [*gaps[:-1], [*gaps[-1], sample]] if in_gap else [*gaps, [sample]]
        in_gap = not holding
        reached.update(holding[:1])
        for left, right in pairwise(holding):
            overlaps.setdefault((steps[left].name, steps[right].name), _stretch([sample], percent=percent))
    return Coverage(
        tuple(_stretch(gap, percent=percent) for gap in gaps),
        tuple((left, right, value) for (left, right), value in overlaps.items()),
        tuple(step.name for number, step in enumerate(steps) if number not in reached),
    )


class _Sample(NamedTuple):
    """A bound, or a value between two bounds that stands for all in between; `high` None for all above `low`."""

    value: Fraction
    low: Fraction
    high: Fraction | None

    @property
    def bound(self) -> bool:
        """Return whether this is a bound."""
        return self.low == self.high


def _samples(steps: Iterable[Step], low: Fraction, high: Fraction | None) -> Iterator[_Sample]:
    """Yield every bound, and a value between each two."""
    ends = {end for step in steps for end in (step.span.low, step.span.high) if end is not None}
    bounds = sorted({low, *(end for end in ends if end > low and (high is None or end < high))})
    if high is not None:
        bounds.append(high)
    yield _Sample(bounds[0], bounds[0], bounds[0])
    for left, right in pairwise(bounds):
        yield _Sample((left + right) / 2, left, right)
        yield _Sample(right, right, right)
    if high is None:
        yield _Sample(bounds[-1] + 1, bounds[-1], None)


def _stretch(samples: list[_Sample], *, percent: bool) -> str:
    """Return neighbouring samples as a person names the stretch that they stand for."""
    first, last = samples[0], samples[-1]
    low = _shown(first.low, percent=percent)
    if last.high is None:
        return f"{low} {'起' if first.bound else '以上'}"
    high = _shown(last.high, percent=percent)
    if first.bound and last.bound and first is last:
        return low
    inside = _shown(next(sample.value for sample in samples if not sample.bound), percent=percent)
    if not first.bound and not last.bound:
        return f"{low} 与 {high} 之间（如 {inside}）"
    return (
        f"{low if first.bound else f'高于 {low}'} {'到' if last.bound else '起、不到'} {high}（如 {inside}）"
    )


def _shown(value: Fraction, *, percent: bool) -> str:
    """Return a value with its percent sign."""
    return f"{digits(value * 100)}%" if percent else digits(value)
