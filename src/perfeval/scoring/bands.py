"""Looking a value up: in a band table, or on the straight line between two anchors."""

from __future__ import annotations

from itertools import pairwise

from perfeval.exact import Fraction
from perfeval.model import Anchor, Band

__all__ = ["find_band", "holds", "on_line", "written_in_percent"]


def holds(band: Band, value: Fraction) -> bool:
    """Return whether a band holds *value*: from it on, above it, in its range, or (the last one) whatever is left."""
    if band.range is not None:
        return band.range.holds(value)
    if band.above is not None:
        return value > band.above.value
    return band.start is None or value >= band.start.value


def find_band(bands: tuple[Band, ...], value: Fraction) -> Band | None:
    """Return the first of *bands*, written from high to low, that holds *value*, or None.

    >>> from perfeval.model import Share
    >>> bands = (Band(start=Share.parse("90%"), score=Share.parse("10")), Band(score=Share.parse("5")))
    >>> find_band(bands, Fraction(9, 10)).score.text
    '10'
    """
    return next((band for band in bands if holds(band, value)), None)


def written_in_percent(bands: tuple[Band, ...]) -> set[bool]:
    """Return whether the bounds of *bands* are percentages: both answers where they are mixed."""
    ends = (band.start or band.above or band.range for band in bands)
    return {end.percent for end in ends if end is not None}


def on_line(anchors: tuple[Anchor, ...], value: Fraction, points: Fraction) -> Fraction | None:
    """Return the score on the line between the anchors next to *value*; None outside the first and the last.

    Args:
        anchors: From low to high.
        value: What is looked up, in the anchors' unit.
        points: The points of the row, for scores that are shares of them.
    """
    for left, right in pairwise(anchors):
        if left.at.value <= value <= right.at.value:
            low, high = left.score.of(points), right.score.of(points)
            return low + (high - low) * (value - left.at.value) / (right.at.value - left.at.value)
    return None
