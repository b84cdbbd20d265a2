"""Quotients next to half a last place: the nearest ones that numbers of so many digits can make, and those on it."""

from __future__ import annotations

import math
import random
from fractions import Fraction

__all__ = ["beside_a_tie", "rounded_exactly"]


def beside_a_tie(draw: random.Random, digits: int, points: str, count: int) -> list[tuple[int, int]]:
    """Return actuals and targets for which points × actual ÷ target is nearest to half a hundredth, and not on it.

    200 × points × actual has to leave the rest ±1 (or the least that there is) beside an odd multiple of the target: the
    actual is found by the inverse of 200 × points, so these are the worst of all numbers with so many digits.

    Args:
        draw: The generator.
        digits: Digits of actual and target.
        points: The points, as written.
        count: How many.
    """
    scale = 10 ** len(points.partition(".")[2])
    times = 200 * int(Fraction(points) * scale)
    found: list[tuple[int, int]] = []
    while len(found) < count:
        target = draw.randrange(10 ** (digits - 1), 10**digits)
        under = target * scale
        common = math.gcd(times, 2 * under)
        module = 2 * under // common
        inverse = pow(times // common, -1, module) if math.gcd(times // common, module) == 1 else 0
        rest = draw.choice((-1, 1)) * draw.randint(1, 60 * common)
        rest -= (under + rest) % common
        actual = (under + rest) // common * inverse % module
        if inverse and rest and 0 < actual < target:
            found.append((actual, target))
    return found


def rounded_exactly(value: Fraction) -> float:
    """Return a positive value rounded to hundredths, a half up."""
    return float(Fraction(math.floor(value * 100 + Fraction(1, 2)), 100))
