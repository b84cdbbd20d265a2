"""Scoring by a band table: the first band whose start is reached gives the score."""

from __future__ import annotations

from perfeval.exact import Fraction
from perfeval.model import Bands
from perfeval.model.shapes import Band
from perfeval.scoring import codes, tell
from perfeval.scoring.outcome import Outcome, failed, scored

__all__ = ["find_band", "score_bands"]


def find_band(bands: tuple[Band, ...], value: Fraction) -> Band | None:
    """Return the first of *bands*, written from high to low, whose start *value* reaches."""
    for band in bands:
        if band.start is None or value >= band.start.value:
            return band
    return None


def score_bands(
    shape: Bands, value: Fraction, unit: str | None, points: Fraction, rule: str = "method"
) -> Outcome:
    """Score a value by the bands of *shape*.

    Args:
        shape: The bands; those of the ratio are looked up with a pure number as *value*, 1 for 100 %.
        value: The actual in its unit (80 for 80 %), or the ratio actual ÷ target.
        unit: The unit of the value, None for a bare number or a ratio.
        points: The points of the row.
        rule: Where in the rule set the shape stands.
    """
    if shape.of == "actual":
        percent = unit == "%"
        if any(band.start is not None and band.start.of_points != percent for band in shape.bands):
            return failed(codes.SC18, codes.SC18.what)
        value = value / 100 if percent else value
    band = find_band(shape.bands, value)
    if band is None:
        return failed(codes.SC21, codes.SC21.what)
    score = band.score.of(points)
    return scored((score.numerator, score.denominator), tell.bands, rule, shape.clause)
