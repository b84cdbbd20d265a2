"""What is notable about a rule set: the ratios and values at which a score bends, jumps or is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs

from perfeval.exact import Fraction
from perfeval.model import Bands, Piecewise, Range, RuleSet, Shape, Share


class Notable(NamedTuple):
    """Ratios of actual and target, values of the actual (a percentage as a share), rates of the budget, and more.

    `tolerance` is what a target with = may be missed by, `places` those of the score.
    """

    ratios: tuple[Fraction, ...]
    values: tuple[Fraction, ...]
    rates: tuple[Fraction, ...]
    places: int
    tolerance: Share | None


def notable(rules: RuleSet) -> Notable:
    """Return what is notable about a rule set."""
    shapes = [
        rules.at_least,
        rules.at_most,
        rules.equal.missed,
        rules.equal.exceeded,
        rules.interval.below,
        rules.interval.above,
    ]
    shapes += rules.methods.values()
    shares = [
        share for part in (*shapes, rules.over_fulfilment, rules.equal.tolerance) for share in _shares(part)
    ]
    ratios = _ratios(shares)
    rates = {share.value for part in (rules.budget, rules.explain) for share in _shares(part)}
    return Notable(
        ratios,
        tuple(sorted({share.value for share in shares})),
        tuple(sorted(rates)),
        rules.rounding.score.places,
        rules.equal.tolerance,
    )


def of_shape(shape: Shape) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    """Return the notable ratios and values of one shape."""
    shares = list(_shares(shape))
    return _ratios(shares), tuple(sorted({share.value for share in shares}))


def edges_of(shape: Shape, target: Fraction, *, percent: bool) -> list[Fraction]:
    """Return the actuals at which a table, a line or a deduction bends or jumps, against a target."""
    of = getattr(shape, "of", "actual")
    ends = _ends(shape)
    if of == "actual":
        return [end * (100 if percent else 1) for end in ends]
    if of == "ratio":
        return [end * abs(target) for end in ends]
    return [target + sign * end * abs(target) for end in ends for sign in (1, -1)]


def _ends(shape: Shape) -> list[Fraction]:
    """Return the ends of bands, the places of anchors, or the step of a deduction."""
    if isinstance(shape, Bands):
        bounds = [end for band in shape.bands for end in (band.start, band.above) if end is not None]
        ranges = [end for band in shape.bands if band.range for end in (band.range.low, band.range.high)]
        return [*(bound.value for bound in bounds), *ranges]
    if isinstance(shape, Piecewise):
        return [anchor.at.value for anchor in shape.anchors]
    return [share.value for share in _shares(shape)]


def _ratios(shares: list[Share]) -> tuple[Fraction, ...]:
    """Return the ratios that shares may stand for: themselves, their inverses, and off one by so much."""
    found = {Fraction(0), Fraction(1), Fraction(2), Fraction(1, 2)}
    for share in shares:
        if "%" in share.text and share.value > 0:
            found |= {share.value, 1 / share.value, 1 + share.value, 1 - share.value, 2 - share.value}
    return tuple(sorted(found))


def _shares(part: Any) -> Iterator[Share]:
    """Yield every share in a part of a rule set; the ends of a range as shares."""
    if isinstance(part, Share):
        yield part
    elif isinstance(part, Range):
        yield Share(part.low, "%" in part.text, part.text)
        yield Share(part.high, "%" in part.text, part.text)
    elif isinstance(part, tuple):
        for one in part:
            yield from _shares(one)
    elif part is not None and attrs.has(type(part)):
        for field in attrs.fields(type(part)):
            yield from _shares(getattr(part, field.name))
