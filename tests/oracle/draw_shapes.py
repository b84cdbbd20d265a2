"""Drawn scoring shapes: every one, with caps, floors, tables, anchors and steps of many kinds."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any, TypeVar

from perfeval.model import (
    Anchor,
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
    Range,
    Reciprocal,
    Shape,
    Share,
    TiersShape,
    Zero,
)

T = TypeVar("T")
CLAUSES = tuple(f"k{number}" for number in range(1, 8))


def often(rng: Random, chance: float) -> bool:
    """Return yes with a chance."""
    return rng.random() < chance


def maybe(rng: Random, chance: float, value: T) -> T | None:
    """Return a value with a chance, else nothing."""
    return value if rng.random() < chance else None


def share(rng: Random, *texts: str) -> Share:
    """Return one of some shares."""
    return Share.parse(rng.choice(texts))


def clause(rng: Random) -> str | None:
    """Return the id of a clause, or none."""
    return rng.choice((None, *CLAUSES))


def limits(rng: Random) -> dict[str, Any]:
    """Return cap and floor of a shape in proportion; the floor lies below the cap."""
    cap = rng.choice(("", "", "100%", "110%", "120%", "150%", "5", "3.5", "33"))
    floor = rng.choice(("", "", "", "60%", "50%", "33.3%"))
    return {
        "cap": Share.parse(cap) if cap else None,
        "floor": Share.parse(floor) if floor else None,
        "clause": clause(rng),
    }


def draw_bands(rng: Random, of: str) -> Bands:
    """Return a band table by steps from, above, or in ranges; now and then with a gap."""
    percent = "%" if of != "actual" or often(rng, 0.6) else ""
    ends = sorted(
        rng.sample((20, 30, 50, 60, 66, 75, 80, 90, 95, 100, 120, 150), rng.randint(2, 4)), reverse=True
    )
    scores = rng.choice(
        (
            ("100%", "80%", "50%", "30%", "10%"),
            ("10", "7.5", "5", "3.33", "1"),
            ("120%", "95%", "66.6%", "5", "0.5"),
        )
    )
    if of == "deviation":
        scores = scores[::-1]
    kind = rng.choice(("from", "from", "above", "range", "range"))
    if kind == "range":
        left, right = rng.choice(("[)", "(]"))
        held = zip(pairwise([1000, *ends, 0]), scores, strict=False)
        table = [
            Band(range=Range.parse(f"{left}{low}{percent}, {high}{percent}{right}"), score=Share.parse(s))
            for (high, low), s in held
        ]
        # Which of two ranges is asked first must make no difference: only their ends say which holds a value.
        table = table[:: rng.choice((1, -1))]
    else:
        field = "start" if kind == "from" else "above"
        table = [
            Band(**{field: Share.parse(f"{end}{percent}")}, score=Share.parse(s))
            for end, s in zip(ends, scores, strict=False)
        ]
        table += [] if often(rng, 0.1) else [Band(score=share(rng, "0%", "0", "1", "20%"))]
    return Bands(of=of, bands=tuple(table), clause=clause(rng))


def draw_piecewise(rng: Random, of: str) -> Piecewise:
    """Return a line through two to four anchors."""
    percent = "%" if of != "actual" or often(rng, 0.6) else ""
    ends = sorted(rng.sample((0, 10, 50, 60, 70, 80, 100, 110, 130, 200), rng.randint(2, 4)))
    scores = rng.choice(
        (
            ("0%", "60%", "100%", "110%"),
            ("70%", "100%", "100%", "90%"),
            ("1", "3.5", "8", "10"),
            ("100%", "50%", "2", "0"),
        )
    )
    anchors = tuple(
        Anchor(at=Share.parse(f"{end}{percent}"), score=Share.parse(s))
        for end, s in zip(ends, scores, strict=False)
    )
    beyond = ("problem", "zero", "hold")
    return Piecewise(
        of=of, anchors=anchors, below=rng.choice(beyond), above=rng.choice(beyond), clause=clause(rng)
    )


def draw_deduct(rng: Random) -> Deduct:
    """Return a deduction for every step missed."""
    of = rng.choice(("actual", "ratio"))
    each = (
        share(rng, "1%", "5%", "10%", "0.3%")
        if of == "ratio"
        else share(rng, "1%", "5%", "1", "2", "0.5", "3", "7")
    )
    return Deduct(
        each=each,
        score=share(rng, "10%", "1", "0.5", "33.3%", "20%"),
        part=rng.choice(("proportional", "drop", "whole")),
        of=of,
        days=rng.choice(("calendar", "calendar", "workday")),
        clause=clause(rng),
    )


def draw_count(rng: Random) -> Count:
    """Return so much for every step done."""
    return Count(
        each=share(rng, "1", "2", "3", "10", "1%", "10%", "0.5"),
        score=share(rng, "1", "0.5", "10%", "3.33", "1%"),
        part=rng.choice(("proportional", "drop")),
        clause=clause(rng),
    )


def draw_shape(rng: Random, *, single: bool) -> Shape:
    """Return any shape; tables of actuals only for a *single* indicator."""
    of = rng.choice(("ratio", "ratio", "actual") if single else ("ratio",))
    makers = (
        lambda: Proportional(**limits(rng)),
        lambda: Reciprocal(**limits(rng)),
        lambda: Linear(**limits(rng)),
        lambda: draw_bands(rng, rng.choice((of, of, "deviation"))),
        lambda: draw_piecewise(rng, of),
        lambda: draw_deduct(rng),
        lambda: draw_count(rng),
        lambda: PassFail(missed=rng.choice((None, Share.parse("50%"), Share.parse("2"))), clause=clause(rng)),
        lambda: Full(clause=clause(rng)),
        lambda: Zero(clause=clause(rng)),
        lambda: TiersShape(clause=clause(rng)),
        lambda: Manual(clause=clause(rng)),
        lambda: Custom(function=rng.choice(("oracle-half", "oracle-third", "nobody")), clause=clause(rng)),
    )
    weights = (12, 7, 6, 10, 9, 8, 6, 5, 2, 2, 2, 3, 3)
    return rng.choices(makers, weights)[0]()
