"""Seeded rows to measure on: realistic, wide and tied points, targets and actuals, ten rows to a form.

The shares and ranges are those of the field: most targets are percentages with ≥, a third of the actuals equals
its target, and the tied set is made so that points × ratio ends in exactly half a cent.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Row", "realistic", "ties", "wide"]

POINTS = ["2", "2.5", "3", "4", "5", "6", "8", "10", "12", "15", "20", "30", "3.33", "6.67", "12.5"]
PERCENTAGES = [60, 70, 75, 80, 85, 90, 92, 95, 96, 98, 99, 100]
STEPS = [1, 5, 10, 100]


class Row(NamedTuple):
    """One row as text: points, sign, target, actual, and the unit of both."""

    points: str
    sign: str
    target: str
    actual: str
    unit: str


def _decimal(units: int, places: int) -> str:
    """Return *units* of the last of *places* decimals as text."""
    if not places:
        return str(units)
    digits = str(units).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def _sign(draw: random.Random) -> str:
    """Return a sign: three quarters ≥."""
    return draw.choices("≥≤=", weights=(75, 15, 10))[0]


def realistic(count: int, seed: int = 12333) -> Iterator[Row]:
    """Yield *count* rows as forms print them."""
    draw = random.Random(seed)
    for _ in range(count):
        percent = draw.random() < 0.6
        target = draw.choice(PERCENTAGES) if percent else draw.randint(1, 2000) * draw.choice(STEPS)
        sign = _sign(draw)
        places = draw.choices((0, 1, 2), weights=(2, 1, 1))[0]
        scale = 10**places
        equal = draw.random() < (0.8 if sign == "=" else 0.35)
        # An `=` that is exceeded has no score without a policy, so its actual stays below the target.
        top = 1000 if sign == "=" else 1300
        actual = target * scale if equal else max(1, target * scale * draw.randint(500, top) // 1000)
        yield Row(draw.choice(POINTS), sign, str(target), _decimal(actual, places), "%" if percent else "人")


def wide(count: int, seed: int = 12333) -> Iterator[Row]:
    """Yield *count* rows with targets of eleven digits, four of them decimals."""
    draw = random.Random(seed)
    for _ in range(count):
        target = draw.randint(1, 10**11 - 1)
        sign = _sign(draw)
        top = 1000 if sign == "=" else 1300
        actual = target * draw.randint(1, top * 10**6) // 10**9 or 1
        yield Row(_decimal(draw.randint(1, 10000), 2), sign, _decimal(target, 4), _decimal(actual, 4), "人")


def ties(count: int, seed: int = 12333) -> Iterator[Row]:
    """Yield *count* rows where points × ratio is exactly half a cent (six in ten) or one last place beside it."""
    draw = random.Random(seed)
    for _ in range(count):
        points = draw.randint(2, 60) * 50  # points in cents: 1.00 to 30.00 in halves
        half = 2 * draw.randint(1, points - 1) + 1  # the score in half cents, odd: it ends in x.xx5
        beside = 0 if draw.random() < 0.6 else draw.choice((-1, 1))
        if draw.random() < 0.7:
            # points × actual ÷ target with target = 2 × points: the actual is the score in half cents.
            target, actual = 2 * points * 100, half * 100 + beside
            yield Row(_decimal(points, 2), "≥", _decimal(target, 4), _decimal(actual, 4), "人")
        else:
            # points × target ÷ actual with the target the score in half cents and the actual 2 × points.
            target, actual = half * 100 + beside, 2 * points * 100
            yield Row(_decimal(points, 2), "≤", _decimal(target, 4), _decimal(actual, 4), "人")
