"""Where a row is hard: the ends of its bands, floors, anchors and ladders, and the actuals that score half a last place.

They are worked out backwards from what the rule set's file says, by school algebra and not by the engine; a mark that is
none for the row at hand is just another number to try.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.spreadsheet.drawn import Row, Rules

__all__ = ["amounts", "beside", "digits_of", "typed"]


def typed(value: Fraction) -> str:
    """Return a decimal as a person types it."""
    text = format((Decimal(value.numerator) / Decimal(value.denominator)).normalize(), "f")
    return text if text != "-0" else "0"


def digits_of(text: str) -> int:
    """Return how many significant digits a typed number has."""
    return len(text.lstrip("-").replace(".", "").lstrip("0")) or 1


def beside(draw: random.Random, value: Fraction, digits: int) -> list[str]:
    """Return the decimals next to a number, on it where it has no more digits, and one last place beside it.

    Args:
        draw: The generator.
        value: The number.
        digits: Significant digits at most.
    """
    whole = len(str(abs(int(value)))) if abs(value) >= 1 else 0
    places = max(min(digits - whole, 15), 0)
    if draw.random() < 0.5:
        places = draw.randint(0, places)
    unit = Fraction(1, 10**places)
    low = value // unit * unit
    found = [low - unit, low, low + unit] if low == value else [low, low + unit]
    texts = [typed(one) for one in found]
    return [text for text in texts if digits_of(text) <= digits]


def _amount(text: str) -> Fraction:
    """Return the number of a share or a number of a rule set."""
    return Fraction(text.rstrip("%")) / (100 if text.endswith("%") else 1)


def _of(text: str, whole: Fraction) -> Fraction:
    """Return a share of a whole, or the number itself."""
    return _amount(text) * (whole if text.endswith("%") else 1)


def _ends(shape: dict[str, Any]) -> list[Fraction]:
    """Return the ends of bands, or the places of anchors."""
    texts: list[str] = [anchor["at"] for anchor in shape.get("anchors", ())]
    for band in shape.get("bands", ()):
        if "range" in band:
            texts += [part.strip(" [])(") for part in band["range"].split(",")]
        elif "from" in band or "above" in band:
            texts.append(band.get("from") or band["above"])
    return [_amount(text) for text in texts]


class _Case:
    """A row with the scores that are looked for."""

    def __init__(self, row: Row, scores: list[Fraction]) -> None:
        """Read the numbers of the row."""
        self.target, self.points, self.scores = Fraction(row.target), Fraction(row.points), scores
        self.percent = row.unit == "%"

    def looked_up(self, of: str, at: Fraction) -> list[Fraction]:
        """Return the actuals that a table is asked with for a value."""
        if of == "actual":
            return [at * 100 if self.percent else at]
        if of == "deviation":
            return [self.target * (1 + at), self.target * (1 - at)]
        return [self.target * at]


def _marks(shape: Any, case: _Case) -> Iterator[Fraction]:
    """Return the hard actuals of a row under a shape."""
    if not isinstance(shape, dict):
        return
    name, target, points = shape["shape"], case.target, case.points
    if name in ("proportional", "reciprocal", "linear"):
        held = [_of(shape[key], points) for key in ("cap", "floor") if shape.get(key, "points") != "points"]
        for score in (*case.scores, *held):
            share = score / points
            if name == "reciprocal" and not share:
                continue
            yield target * (share if name == "proportional" else 2 - share if name == "linear" else 1 / share)
    for end in _ends(shape):
        yield from case.looked_up(shape["of"], end)
    if name == "piecewise":
        yield from _on_lines(shape, case)
    if name == "deduct":
        yield from _deducted(shape, case)
    if name == "count":
        yield from _counted(shape, case)


def _on_lines(shape: dict[str, Any], case: _Case) -> Iterator[Fraction]:
    """Return the actuals that earn the looked-for scores between two anchors."""
    anchors = [(_amount(one["at"]), _of(one["score"], case.points)) for one in shape["anchors"]]
    for (left, low), (right, high) in pairwise(anchors):
        for score in case.scores:
            if low != high and min(low, high) <= score <= max(low, high):
                at = left + (score - low) * (right - left) / (high - low)
                yield from case.looked_up(shape["of"], at)


def _deducted(shape: dict[str, Any], case: _Case) -> Iterator[Fraction]:
    """Return the actuals at which another step is lost, or the looked-for scores are left."""
    each, lost = _amount(shape["each"]), _of(shape["score"], case.points)
    if shape["of"] == "ratio":
        each *= abs(case.target)
    elif case.percent:
        each *= 100
    steps = [Fraction(number) for number in (1, 2, 3, 7)]
    steps += [(case.points - score) / lost for score in case.scores] if lost else []
    for number in steps:
        yield from (case.target - number * each, case.target + number * each)


def _counted(shape: dict[str, Any], case: _Case) -> Iterator[Fraction]:
    """Return the actuals at which another step is earned, or the looked-for scores are."""
    each, more = _amount(shape["each"]) * (100 if case.percent else 1), _of(shape["score"], case.points)
    steps = [Fraction(number) for number in (1, 2, 3, 7)]
    yield from (number * each for number in steps)
    if more:
        yield from (score / more * each for score in case.scores)


def amounts(draw: random.Random, row: Row, rules: Rules, count: int, digits: int) -> list[str]:
    """Return actuals to type into a row: beside its marks, on its target, and some of no meaning.

    Args:
        draw: The generator.
        row: The row.
        rules: The rule set as its file has it.
        count: How many.
        digits: Significant digits at most.
    """
    places, mode = rules["rounding"]["score"]["places"], rules["rounding"]["score"]["mode"]
    last, points = 10**places, Fraction(row.points)
    half = Fraction(0) if mode == "down" else Fraction(1, 2)
    top = max(int(points * last) - 1, 1)
    scores = [(draw.randint(0, top) + half) / last for _ in range(4)]
    ladder = rules.get("over_fulfilment")
    for step in ladder["steps"] if ladder else ():
        if step["do"] == "multiply":
            scores += [score / _amount(step["by"]) for score in scores[:3]]
        elif step["do"] == "subtract":
            scores += [score + _of(step["by"], points) for score in scores[:3]]
    case, equal = _Case(row, scores), rules.get("equal", {})
    marks = {case.target, 2 * case.target, Fraction(0)}
    shapes = [row.method] if row.method is not None else [rules.get("at_least"), rules.get("at_most")]
    if row.method is None and row.sign == "equal":
        shapes += [equal.get("missed"), equal.get("exceeded")]
    for shape in shapes:
        named = rules.get("methods", {}).get(shape) if isinstance(shape, str) else shape
        marks.update(_marks(named, case))
    marks.update(_far(rules, case))
    pool = sorted(marks)
    found: list[str] = []
    while len(found) < count:
        if draw.random() < 0.85:
            found += draw.sample(near, 1) if (near := beside(draw, draw.choice(pool), digits)) else []
        else:
            scale = draw.choice((Fraction(1, 3), Fraction(1), Fraction(2)))
            wild = abs(case.target) * scale * draw.randint(0, 10**6) / 10**6 - (draw.random() < 0.04) * 5
            found += beside(draw, wild, min(digits, draw.choice((2, 3, 4, 6, 15))))[:1]
    if not row.unit:
        # A bare number with a point may be read as a date.
        found = [text.partition(".")[0] for text in found]
    return [text if text != "-0" else "0" for text in found[:count]]


def _far(rules: Rules, case: _Case) -> Iterator[Fraction]:
    """Return the actuals at the steps of a ladder, and at the ends of what is tolerated."""
    ladder, tolerance = (
        rules.get("over_fulfilment"),
        rules.get("equal", {}).get("tolerance"),
    )
    for step in ladder["steps"] if ladder else ():
        end = _amount(step.get("from") or step["above"])
        yield from case.looked_up(ladder["measure"], end)
    if tolerance:
        off = _of(tolerance, abs(case.target))
        yield from (case.target - off, case.target + off)
