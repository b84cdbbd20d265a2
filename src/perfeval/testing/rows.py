"""Rows as a law knows them: target and actual as exact numbers, so that no engine is asked what was met."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Any, Literal, NamedTuple

import attrs
from hypothesis import strategies as st

from perfeval.exact import Fraction, digits, exact
from perfeval.model import (
    Bands,
    Count,
    Deduct,
    Linear,
    Manual,
    PassFail,
    Piecewise,
    Placed,
    Proportional,
    Ratio,
    Reciprocal,
    RuleSet,
    Shape,
    TiersShape,
)
from perfeval.model.shapes import Custom
from perfeval.notation import SIGN_TEXT, Sign
from perfeval.testing.frame import FOCUS, Frame, placed
from perfeval.testing.pools import TIES

__all__ = ["SIGNS", "Methods", "Row", "Standing", "numbers", "relative", "rows", "shape_of"]

Standing = Literal["met", "missed", "any"]
Methods = Literal["none", "relative", "all"]
"""Whether rows may ask for a method of the rule set: none, those that compare with the target, or any."""

SIGNS: tuple[Sign, ...] = ("at_least", "at_most", "above", "below", "equal")
_UP: tuple[Sign, ...] = ("at_least", "above", "equal")
_WHOLE = Fraction(1)
_GIVEN = (Manual, TiersShape)
"""The shapes that score by what the filing says, whatever the numbers."""
_UNITS = ("", "%", "人", "%", "万元", "个工作日")


@attrs.frozen
class Row:
    """A numeric row: what it prints, and what it means.

    `sign` is the printed one, `way` the one that counts (the rule set's by the heading, where none is printed).
    """

    target: Fraction
    actual: Fraction
    points: Fraction
    sign: Sign | None = "at_least"
    way: Sign = "at_least"
    unit: str = ""
    heading: str = ""
    method: str | None = None
    name: str = FOCUS

    @property
    def met(self) -> bool:
        """Return whether the actual meets the target."""
        return {
            "at_least": self.actual >= self.target,
            "above": self.actual > self.target,
            "equal": self.actual == self.target,
            "at_most": self.actual <= self.target,
            "below": self.actual < self.target,
        }[self.way]

    @property
    def exceeds(self) -> bool:
        """Return whether more was done than was to be exactly met: what that earns is a policy of its own."""
        return self.way == "equal" and self.actual > self.target

    @property
    def upward(self) -> bool:
        """Return whether more is better, as far as the target."""
        return self.way in _UP

    @property
    def target_text(self) -> str:
        """Return the cell of the target."""
        return f"{SIGN_TEXT[self.sign] if self.sign else ''}{digits(self.target)}{self.unit}"

    @property
    def actual_text(self) -> str:
        """Return the cell of the actual."""
        return f"{digits(self.actual)}{self.unit}"

    def placed(self, target: str | None = None, actual: str | None = None, **more: Any) -> Placed:
        """Return the row as it stands on a form.

        Args:
            target: Another text for its target.
            actual: Another text for its actual.
            **more: Further keys of its indicator, or of what was filed.
        """
        cells = (target or self.target_text, actual or self.actual_text)
        return placed(*cells, self.points, self.heading, **{"name": self.name, "method": self.method, **more})


def shape_of(rules: RuleSet, row: Row) -> Shape | None:
    """Return the shape that a rule set gives to a missed row: its method's, else that of its sign."""
    if row.method is not None:
        return rules.methods[row.method]
    if row.way == "equal" and rules.equal.missed is not None:
        return rules.equal.missed
    return rules.at_least if row.upward else rules.at_most


def relative(shape: Shape) -> bool:
    """Return whether a shape compares the actual with the target: a table of actuals does not."""
    if isinstance(shape, Bands | Piecewise):
        return shape.of != "actual"
    return isinstance(shape, Ratio | PassFail | Deduct | Custom)


@lru_cache(maxsize=256)
def numbers(low: int = 0, high: int = 200, places: int = 2) -> st.SearchStrategy[Fraction]:
    """Return numbers as forms print them: whole ones first, then with decimals.

    Args:
        low: The least.
        high: The greatest.
        places: How many decimals at most.
    """
    whole = st.integers(low, high).map(Fraction)
    if not places:
        return whole
    scale = 10**places
    return whole | st.integers(low * scale, high * scale).map(lambda units: Fraction(units, scale))


class _Kind(NamedTuple):
    """One kind of row under a rule set: its method, sign and heading, and what is left open."""

    method: str | None
    way: Sign
    heading: str
    sign: Sign | None
    units: tuple[str, ...]
    room: Fraction


@st.composite
def rows(
    draw: st.DrawFn,
    rules: RuleSet,
    *,
    signs: Sequence[Sign] = SIGNS,
    standing: Standing = "any",
    methods: Methods = "relative",
    share: Fraction = _WHOLE,
) -> Row:
    """Return rows that fit on a form under a rule set.

    Args:
        draw: Hypothesis' own.
        rules: The rule set.
        signs: Which signs may count.
        standing: Whether the target is met.
        methods: Whether a row may ask for a method.
        share: The part of the room below its heading that the row may take.
    """
    kinds = _kinds(rules, signs, methods, share)
    tie = draw(_TIES)
    kind = draw(st.sampled_from(kinds))
    points, target, actual = draw(_cells(kind.way, standing, kind.room))
    plain = kind.method is None and kind.way in ("at_least", "at_most") and standing != "met"
    if tie is not None and plain and tie[0] <= kind.room:
        points, *ends = tie
        target, actual = reversed(ends) if kind.way == "at_most" else ends
    unit = draw(st.sampled_from(kind.units))
    if not unit and any(1900 <= end < 2100 for end in (target, actual)):
        unit = "人"  # 2024.12 is a month to some readers
    return Row(target, actual, points, kind.sign, kind.way, unit, kind.heading, kind.method)


def _kinds(rules: RuleSet, signs: Sequence[Sign], methods: Methods, share: Fraction) -> list[_Kind]:
    """Return the kinds of rows that a rule set knows: at least every second one plain, and plain ones first."""
    frame = Frame(rules)
    kinds = [
        _Kind(method, way, heading, sign, units, _cents(frame.room(heading) * share))
        for method, allowed, units in _methods(rules, methods)
        for way in signs
        if way in allowed
        for heading, sign in _printed(frame, way)
    ]
    plain = [kind for kind in kinds if kind.method is None]
    asked = [kind for kind in kinds if kind.method is not None]
    return plain * max(len(asked) // len(plain), 1) + asked


def _methods(rules: RuleSet, which: Methods) -> list[tuple[str | None, tuple[Sign, ...], tuple[str, ...]]]:
    """Return no method first, then those of the rule set, each with the signs and units that it fits."""
    wanted = {
        name: shape
        for name, shape in rules.methods.items()
        if not isinstance(shape, _GIVEN) and (which == "all" or (which == "relative" and relative(shape)))
    }
    return [
        (None, SIGNS, _UNITS),
        *((name, _fitting(shape), _units(shape)) for name, shape in wanted.items()),
    ]


def _fitting(shape: Shape) -> tuple[Sign, ...]:
    """Return the signs that a shape makes sense of."""
    if isinstance(shape, Reciprocal | Linear):
        return ("at_most",)
    if isinstance(shape, PassFail | Deduct):
        return SIGNS
    if isinstance(shape, Bands | Piecewise) and shape.of == "actual" and _falls(shape):
        return ("at_most",)
    return ("at_least", "above") if isinstance(shape, Proportional) else ("at_least",)


def _falls(shape: Bands | Piecewise) -> bool:
    """Return whether a table gives less for more."""
    scores = (
        [band.score.value for band in reversed(shape.bands)]
        if isinstance(shape, Bands)
        else [anchor.score.value for anchor in shape.anchors]
    )
    return scores[0] > scores[-1]


def _units(shape: Shape) -> tuple[str, ...]:
    """Return the units that a shape's own numbers are in."""
    if isinstance(shape, Bands) and shape.of == "actual":
        ends = [band.start or band.above or band.range for band in shape.bands]
        return ("%",) if any(end.percent for end in ends if end) else ("",)
    if isinstance(shape, Piecewise) and shape.of == "actual":
        return ("%",) if shape.anchors[0].at.percent else ("",)
    if isinstance(shape, Count) or (isinstance(shape, Deduct) and shape.of == "actual"):
        return ("%",) if shape.each.percent else ("",)
    return _UNITS


def _printed(frame: Frame, way: Sign) -> list[tuple[str, Sign | None]]:
    """Return how a sign can stand on a form: printed, or left to a heading that gives it."""
    signs = frame.rules.default_sign
    given = [
        (heading, None)
        for heading, sign in signs.items()
        if sign == way and (frame.top(heading) in ("", heading) or frame.top(heading) not in signs)
    ]
    return [("", way), *given]


def _cents(value: Fraction) -> Fraction:
    """Return a value cut to cents: points are written as decimals."""
    return Fraction(value.numerator * 100 // value.denominator, 100)


# Each row draws the same number of values, and each of them shrinks by itself: that is what makes the smallest
# counterexample the same, whatever was found first. No tie is drawn before anything else, a tie after it.
_TIES = st.sampled_from([None] * 8 + [(exact(own), exact(due), exact(done)) for own, due, done in TIES])


@lru_cache(maxsize=256)
def _cells(
    way: Sign, standing: Standing, room: Fraction
) -> st.SearchStrategy[tuple[Fraction, Fraction, Fraction]]:
    """Return points, target and actual."""
    return st.builds(
        partial(_numbers_of, way, standing, room),
        st.sampled_from([0, 1, 1]),
        st.integers(1, int(room) + int(room * 100)),
        st.sampled_from([1, 1, 10, 100, 1000, 1000]),
        st.integers(1, 100) | st.integers(1, 10**7),
        st.integers(-3, 3) | st.integers(-100, 100) | st.integers(-(10**7), 10**7),
    )


def _numbers_of(
    way: Sign, standing: Standing, room: Fraction, part: int, share: int, scale: int, due: int, off: int
) -> tuple[Fraction, Fraction, Fraction]:
    """Return points, target and actual, the actual so many last places beside the target.

    Points: all that there is room for, then whole ones, then cents. An offset on the wrong side of the target is
    turned to the other, or taken for the nearest that fits.
    """
    cents = share - int(room)
    points = room if not part else Fraction(share) if cents <= 0 else Fraction(cents, 100)
    fitting = (step for step in (off, -off, 1, -1, 0) if standing in ("any", _standing(way, step)))
    step = next(fitting)
    return points, Fraction(due, scale), Fraction(max(due + step, 0), scale)


def _standing(way: Sign, step: int) -> Standing:
    """Return whether an actual that lies so far above its target meets it."""
    met = {
        "at_least": step >= 0,
        "above": step > 0,
        "equal": step == 0,
        "at_most": step <= 0,
        "below": step < 0,
    }
    return "met" if met[way] else "missed"
