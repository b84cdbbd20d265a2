"""One function per scoring shape, in plain fractions: what a row earns that the shape is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from math import ceil, floor
from typing import Any

from perfeval.exact import Fraction
from perfeval.model import (
    Band,
    Bands,
    Count,
    Custom,
    Deduct,
    Full,
    Linear,
    Manual,
    PassFail,
    Piecewise,
    Proportional,
    Ratio,
    Reciprocal,
    Shape,
    Share,
    TiersShape,
    Zero,
)
from perfeval.notation import Sign
from tests.oracle.verdict import Found, Row, earned, refused

NOTHING = Fraction(0)
ASKED: Counter[str] = Counter()
"""How often each shape was asked: what a run met."""


def half(target: Fraction, actual: Fraction, sign: Sign | None, points: Fraction) -> Fraction:
    """Give half the points: the first custom function of the drawn rule sets."""
    return points / 2


def third(target: Fraction, actual: Fraction, sign: Sign | None, points: Fraction) -> Fraction:
    """Give a third of the points and a bit of the actual: the second custom function."""
    return points / 3 + (Fraction(1, 7) if actual > target else 0)


CUSTOM: dict[str, Callable[[Fraction, Fraction, Sign | None, Fraction], Fraction]] = {
    "oracle-half": half,
    "oracle-third": third,
}
"""The functions that the driver registers with every engine."""


def part_of(share: Share, whole: Fraction) -> Fraction:
    """Return 80% of something, or the 7 that is written."""
    return share.value * whole if "%" in share.text else share.value


def most(shape: Ratio, points: Fraction) -> Fraction:
    """Return the upper limit of a row: its points, a bonus above them, or fewer points."""
    if shape.cap is None:
        return points
    if "%" in shape.cap.text:
        return shape.cap.value * points
    return min(shape.cap.value, points)


def _limited(shape: Ratio, value: Fraction, rule: str, row: Row) -> Found:
    """Hold a score in proportion at its cap and drop it below its floor."""
    limit = most(shape, row.points)
    if value > limit:
        return earned(limit, rule, shape.clause)
    below = shape.floor is not None and value < part_of(shape.floor, row.points)
    return earned(NOTHING if below else value, rule, shape.clause)


def _other_way(row: Row) -> Found:
    """Refuse a shape that does not fit the direction; where there is none, ask for it."""
    return refused("SC01" if row.sign is None else "SC08")


def proportional(shape: Proportional, rule: str, row: Row) -> Found:
    """Give points × actual ÷ target, where more is better."""
    if row.sign is None or row.less_is_better:
        return _other_way(row)
    return _limited(shape, row.points * row.actual / row.target, rule, row)


def reciprocal(shape: Reciprocal, rule: str, row: Row) -> Found:
    """Give points × target ÷ actual, where less is better; nothing at all is better than any cap."""
    if not row.less_is_better:
        return _other_way(row)
    if row.actual == 0:
        return earned(most(shape, row.points), rule, shape.clause)
    return _limited(shape, row.points * row.target / row.actual, rule, row)


def linear(shape: Linear, rule: str, row: Row) -> Found:
    """Give points × (1 − (actual − target) ÷ target), where less is better, and nothing from twice the target on."""
    if not row.less_is_better:
        return _other_way(row)
    value = row.points * (1 - (row.actual - row.target) / row.target)
    return _limited(shape, max(value, NOTHING), rule, row)


def _asked_with(of: str, row: Row) -> Fraction:
    """Return the number that a table is asked with; 87.5 % is asked as 0.875."""
    if of == "actual":
        return row.actual / 100 if row.unit == "%" else row.actual
    size = abs(row.target)
    return row.actual / size if of == "ratio" else abs(row.actual - row.target) / size


def _two_readings(texts: list[str], row: Row) -> bool:
    """Return whether the bounds of a table of actuals and the actual are not all percentages, or all numbers."""
    return len({"%" in text for text in texts} | {row.unit == "%"}) > 1


def band_texts(bands: tuple[Band, ...]) -> list[str]:
    """Return the bounds of a band table as they are written."""
    ends = [end for band in bands for end in (band.start, band.above, band.range)]
    return [end.text for end in ends if end is not None]


def in_band(band: Band, value: Fraction) -> bool:
    """Return whether a band holds a value."""
    if band.range is not None:
        low, high = band.range.low, band.range.high
        inside = low < value < high
        return (
            inside or (value == low and band.range.low_closed) or (value == high and band.range.high_closed)
        )
    if band.above is not None:
        return value > band.above.value
    return band.start is None or value >= band.start.value


def first_band(bands: tuple[Band, ...], value: Fraction) -> Band | None:
    """Return the first band that holds a value, or None."""
    for band in bands:
        if in_band(band, value):
            return band
    return None


def bands(shape: Bands, rule: str, row: Row) -> Found:
    """Give the score of the first band that holds the value."""
    texts = band_texts(shape.bands)
    if shape.of == "actual" and texts and _two_readings(texts, row):
        return refused("SC18")
    band = first_band(shape.bands, _asked_with(shape.of, row))
    return refused("SC21") if band is None else earned(part_of(band.score, row.points), rule, shape.clause)


def piecewise(shape: Piecewise, rule: str, row: Row) -> Found:
    """Give the score on the straight line through the anchors, and beyond them what is named."""
    if shape.of == "actual" and _two_readings([anchor.at.text for anchor in shape.anchors], row):
        return refused("SC18")
    value = _asked_with(shape.of, row)
    knots = [(anchor.at.value, part_of(anchor.score, row.points)) for anchor in shape.anchors]
    beyond = None
    if value < knots[0][0]:
        beyond = {"zero": NOTHING, "hold": knots[0][1]}.get(shape.below)
    elif value > knots[-1][0]:
        beyond = {"zero": NOTHING, "hold": knots[-1][1]}.get(shape.above)
    else:
        at = next(number for number, (x, _) in enumerate(knots) if number and value <= x)
        (x1, y1), (x2, y2) = knots[at - 1], knots[at]
        beyond = (y1 * (x2 - value) + y2 * (value - x1)) / (x2 - x1)
    return refused("SC21") if beyond is None else earned(beyond, rule, shape.clause)


def times(each: Fraction, part: str, gap: Fraction) -> Fraction:
    """Return how often *each* goes into *gap*: begun ones dropped, counted whole, or in proportion."""
    exactly = gap / each
    if part == "drop":
        return Fraction(floor(exactly))
    return Fraction(ceil(exactly)) if part == "whole" else exactly


def left_after(points: Fraction, lost: Fraction) -> Fraction:
    """Return what is left of the points, not below nothing."""
    return points - lost if lost < points else NOTHING


def deduct(shape: Deduct, rule: str, row: Row) -> Found:
    """Take so many points for every step missed."""
    if shape.of == "actual" and _two_readings([shape.each.text], row):
        return refused("SC18")
    gap = abs(row.target - row.actual)
    if shape.of == "ratio":
        gap /= abs(row.target)
    elif row.unit == "%":
        gap /= 100
    lost = times(shape.each.value, shape.part, gap) * part_of(shape.score, row.points)
    return earned(left_after(row.points, lost), rule, shape.clause)


def count(shape: Count, rule: str, row: Row) -> Found:
    """Give so many points for every step done, not above those of the row."""
    if _two_readings([shape.each.text], row):
        return refused("SC18")
    if row.actual < 0:
        return refused("SC04")
    done = times(shape.each.value, shape.part, _asked_with("actual", row))
    return earned(min(done * part_of(shape.score, row.points), row.points), rule, shape.clause)


def pass_fail(shape: PassFail, rule: str, row: Row) -> Found:
    """Give what a miss is worth: nothing, unless it is named."""
    value = NOTHING if shape.missed is None else part_of(shape.missed, row.points)
    return earned(value, rule, shape.clause)


def full(shape: Full, rule: str, row: Row) -> Found:
    """Give all points."""
    return earned(row.points, rule, shape.clause)


def zero(shape: Zero, rule: str, row: Row) -> Found:
    """Give nothing."""
    return earned(NOTHING, rule, shape.clause)


def given_by_hand(rule: str, clause: str | None, row: Row) -> Found:
    """Give the score that was filed, if it lies inside the points and has a reason."""
    filed = row.entry.score
    if filed is None:
        code = "SC24"
    elif filed.value < 0 or filed.value > row.points:
        code = "SC25"
    elif not row.entry.score_reason:
        code = "SC26"
    else:
        return Found("scored", filed.value, rule, clause, by_hand=True)
    return refused(code)._replace(by_hand=True)


def manual(shape: Manual, rule: str, row: Row) -> Found:
    """Give what a person gave."""
    return given_by_hand(rule, shape.clause, row)


def custom(shape: Custom, rule: str, row: Row) -> Found:
    """Give what the registered function gives."""
    function = CUSTOM.get(shape.function)
    if function is None:
        return refused("SC28")
    return earned(Fraction(function(row.target, row.actual, row.sign, row.points)), rule, shape.clause)


def tiers(shape: TiersShape, rule: str, row: Row) -> Found:
    """Refuse to find a tier for a number."""
    return _other_way(row)


SHAPES: dict[type[Shape], Callable[[Any, str, Row], Found]] = {
    Full: full,
    Zero: zero,
    PassFail: pass_fail,
    Proportional: proportional,
    Reciprocal: reciprocal,
    Linear: linear,
    Bands: bands,
    Piecewise: piecewise,
    Deduct: deduct,
    Count: count,
    TiersShape: tiers,
    Manual: manual,
    Custom: custom,
}


def whole(shape: Shape) -> bool:
    """Return whether a shape says what a met target earns too: not pass/fail, deduction, and proportion up to the points."""
    if isinstance(shape, Ratio):
        return shape.cap is not None
    return not isinstance(shape, PassFail | Deduct)


def divides(shape: Shape) -> bool:
    """Return whether a shape forms a ratio to the target."""
    if isinstance(shape, Ratio):
        return True
    return isinstance(shape, Bands | Piecewise | Deduct) and shape.of != "actual"


def ask(shape: Shape, rule: str, row: Row) -> Found:
    """Ask a shape what a row earns."""
    found = SHAPES[type(shape)](shape, rule, row)
    ASKED[f"{type(shape).__name__} {'scored' if found.value is not None else 'refused'}"] += 1
    return found
