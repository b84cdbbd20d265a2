"""Which values the steps of a table hold: gaps, overlaps and steps that nothing reaches, found exactly.

Between two neighbouring bounds every step holds all values or none, so that each bound and one value between each
two neighbours stand for all numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from perfeval.exact import Fraction, digits
from perfeval.model import Band, Range

__all__ = ["Coverage", "Step", "covered"]


class Step(NamedTuple):
    """A step of a table as a range of numbers; None is an open side."""

    name: str
    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = True

    @classmethod
    def of_range(cls, name: str, held: Range) -> Step:
        """Return the step of a range."""
        return cls(name, held.low, held.high, held.low_closed, held.high_closed)

    @classmethod
    def of_band(cls, band: Band) -> Step:
        """Return the step of a band: its range, or everything from or above its bound."""
        name = (band.range or band.start or band.above or band.score).text
        if band.range is not None:
            return cls.of_range(name, band.range)
        if band.above is not None:
            return cls(name, band.above.value, None, low_closed=False)
        return cls(name, band.start.value if band.start else None, None)

    def holds(self, value: Fraction) -> bool:
        """Return whether *value* lies in the step."""
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        return above and (self.high is None or value < self.high or (self.high_closed and value == self.high))


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

    >>> found = covered([Step("优", Fraction(90), Fraction(100)), Step("良", Fraction(0), Fraction(89))],
    ...                 Fraction(0), Fraction(100), percent=False)
    >>> found.gaps
    ('89 与 90 之间（如 89.5）',)
    """
    gaps: list[list[_Sample]] = []
    overlaps: dict[tuple[str, str], str] = {}
    reached: set[int] = set()
    in_gap = False
    for sample in _samples(steps, low, high):
        holding = [number for number, step in enumerate(steps) if step.holds(sample.value)]
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
    ends = {end for step in steps for end in (step.low, step.high) if end is not None}
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
