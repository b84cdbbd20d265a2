"""How many places the inner rounding of ROUND(ROUND(x,k),2) may have: few take a tie for one, many leave binary's dust."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from tests.real.calc import recalculated
from tests.spreadsheet.calculator import computed
from tests.spreadsheet.ties import beside_a_tie, rounded_exactly
from tests.spreadsheet.values import DIALECTS, Value

pytestmark = pytest.mark.real
KS = (9, 10, 11, 12, 13, 14)
SAFE = {8: {10, 11, 12, 13}, 9: {12, 13}, 10: {13}, 11: {13}}
"""Digits of actual and target → the inner places with which no digit is wrong, on ties and beside them."""


def cases() -> list[tuple[int, int, str, dict[str, Value], float]]:
    """Return digits, inner places, formula, cells and the exact result: quotients beside a tie and on one."""
    draw, found = random.Random(1), []
    for digits in (8, 9, 10, 11):
        for points in ("30", "22.5", "3.33"):
            pairs = [
                (Fraction(actual), Fraction(target))
                for actual, target in beside_a_tie(draw, digits, points, 100)
            ]
            pairs += (
                [(score * target / 30, target) for score, target in _ties(draw)] if points == "30" else []
            )
            for actual, target in pairs:
                exact = rounded_exactly(Fraction(points) * actual / target)
                cells: dict[str, Value] = {"A1": float(actual), "B1": float(target)}
                found += [(digits, k, f"=ROUND(ROUND(A1*{points}/B1,{k}),2)", cells, exact) for k in KS]
    return found


def _ties(draw: random.Random) -> list[tuple[Fraction, Fraction]]:
    """Return scores that end in half a hundredth, with targets of which a thirtieth can be typed."""
    return [
        (
            Fraction(2 * draw.randrange(0, 2990) + 1, 200),
            Fraction(3 * draw.randint(1, 999), draw.choice((1, 10, 100))),
        )
        for _ in range(150)
    ]


def test_the_inner_places_that_are_safe(tmp_path: Path) -> None:
    """LibreOffice and every dialect give the exact digit with the places named above; with fewer, and with 14, not."""
    asked = cases()
    said = recalculated(tmp_path, [(formula, cells) for _, _, formula, cells, _ in asked])
    wrong: Counter[tuple[int, int]] = Counter()
    for (digits, k, formula, cells, exact), value in zip(asked, said, strict=True):
        values = [value, *(computed(formula, cells, dialect) for dialect in DIALECTS)]
        wrong[digits, k] += any(one != exact for one in values)
    table = {digits: {k: wrong[digits, k] for k in KS} for digits in SAFE}
    print("\n", table)

    assert not {(digits, k): table[digits][k] for digits in SAFE for k in SAFE[digits] if table[digits][k]}
    assert all(table[digits][k] for digits, k in ((8, 9), (9, 10), (10, 11), (11, 12), (8, 14)))
