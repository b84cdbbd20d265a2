"""The formula of one numeric row: the engine's case distinctions, told to a spreadsheet."""

from __future__ import annotations

import re

import attrs

from perfeval.exact import Fraction
from perfeval.forms.decimals import NOTHING, decimal
from perfeval.forms.figures import figure_of
from perfeval.model import (
    Band,
    Bands,
    Count,
    Deduct,
    Full,
    LadderStep,
    Line,
    Linear,
    PassFail,
    Piecewise,
    Proportional,
    Ratio,
    Reciprocal,
    RuleSet,
    Shape,
    Share,
    Zero,
)
from perfeval.notation import Measure, Sign, align, read_actual
from perfeval.scoring.rows import method_of
from perfeval.source import Problem, has_errors

__all__ = ["Row", "in_bands"]

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?", re.ASCII)
_MET = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<", "equal": "="}
_CHANGES = ("multiply", "subtract", "zero")


@attrs.frozen
class Row:
    """A row with a numeric target: its cell, its target in the unit of the cell, and its points.

    `factor` is what one of the cell's number is in the unit of the target; `doubtful` says that a number up to 1 may
    be a percentage or a share.
    """

    cell: str
    target: Fraction
    factor: Fraction
    points: Fraction
    sign: Sign | None
    unit: str | None
    rules: RuleSet
    method: Shape | None
    doubtful: bool = False

    @classmethod
    def of(cls, line: Line, cell: str) -> Row | None:
        """Return the row of a line, None where its target is no number, or its actual cannot be compared with it.

        Args:
            line: The row.
            cell: Its actual, as it stands in a formula.
        """
        target, method = line.target, line.leaf.indicator.method
        if target is None or target.kind != "number" or target.quantity is None or line.points is None:
            return None
        chosen = method_of(method, line.ruleset) if method is not None else None
        if has_errors(target.problems) or isinstance(chosen, Problem):
            return None
        sample = _sample(target, line.actual)
        shown = figure_of(sample.text)
        if sample.kind != "number" or shown is None or not shown.value:
            return None
        pair = align(target, sample)
        if has_errors(pair.problems) or pair.actual.low is None or (pair.problems and target.quantity.scale):
            return None
        factor = pair.actual.low / shown.value
        doubtful = bool(pair.problems) and pair.unit in ("%", "‰")
        return cls(
            cell,
            pair.target / factor,
            factor,
            line.points,
            line.sign,
            pair.unit,
            line.ruleset,
            chosen,
            doubtful,
        )

    @property
    def goal(self) -> str:
        """Return the target in the unit of the cell."""
        return decimal(self.target)

    def expression(self) -> str | None:
        """Return what the row earns, None where a shape has no formula."""
        try:
            return self._climbed(self._by_target())
        except _NoFormulaError:
            return None

    def _by_target(self) -> str:
        """Return the score: a shape that is whole decides alone, else met earns all points."""
        if self.method is not None and self.method.whole:
            return self._whole(self.method)
        shape = self._shape() if self.method is None and self.sign not in (None, "equal") else None
        met = decimal(self.points) if shape is None or not shape.whole else self._whole(shape)
        test = f"{self.cell}{_MET[self.sign or 'equal']}{self.goal}"
        tolerance = self.rules.equal.tolerance
        if self.sign == "equal" and tolerance is not None:
            test = f"ROUND(ABS({self.cell}-{self.goal}),12)<={decimal(tolerance.of(abs(self.target)))}"
        return f"IF({test},{met},{NOTHING if self.sign is None else self._missed()})"

    def _whole(self, shape: Shape) -> str:
        """Return the score by a shape that says itself what a met target earns."""
        missed = self.by_shape(shape)
        if isinstance(shape, Ratio) and self.target <= 0 and self.sign is not None:
            return f"IF({self.cell}{_MET[self.sign]}{self.goal},{decimal(self.points)},{missed})"
        return missed

    def _missed(self) -> str:
        """Return the score of a missed target, by the indicator's own method or by the rule set's."""
        if self.method is not None:
            return self.by_shape(self.method)
        equal = self.rules.equal
        if self.sign == "equal" and not self.target:
            return self._edges(NOTHING)
        shape = self._shape()
        below = self.by_shape(shape) if shape is not None else self._edges(NOTHING)
        if self.sign == "equal":
            exceeded = equal.exceeded
            above = (
                attrs.evolve(self, sign="at_most").by_shape(exceeded)
                if isinstance(exceeded, Ratio)
                else self._named(exceeded)
            )
            return f"IF({self.cell}>{self.goal},{above},{below})"
        if self.sign in ("above", "below"):
            return f"IF({self.cell}={self.goal},{self._named(self.rules.strict_edge)},{below})"
        return below

    def _shape(self) -> Shape | None:
        """Return the shape that the rule set gives to a row of this sign."""
        if self.sign == "equal" and self.rules.equal.missed is not None:
            return self.rules.equal.missed
        return self.rules.at_most if self.sign in ("at_most", "below") else self.rules.at_least

    def by_shape(self, shape: Shape) -> str:
        """Return the score by a shape; where that needs a ratio, the edges come first.

        Args:
            shape: The shape.
        """
        looked_up = isinstance(shape, Bands | Piecewise | Deduct) and shape.of != "actual"
        score = self._applied(shape)
        return self._edges(score) if isinstance(shape, Ratio) or looked_up else score

    def _edges(self, otherwise: str) -> str:
        """Return what a ratio below zero or over zero earns, else the score."""
        if self.target < 0:
            otherwise = self._named(self.rules.negative_target)
        elif not self.target:
            otherwise = self._named(self.rules.zero_target)
        return f"IF({self.cell}<0,{self._named(self.rules.negative_actual)},{otherwise})"

    def _named(self, shape: Shape | None) -> str:
        """Return what a rule set says of an edge; nothing where it says nothing."""
        return NOTHING if shape is None or isinstance(shape, Ratio) else self._applied(shape)

    def _applied(self, shape: Shape) -> str:
        """Return what a row earns under a shape."""
        match shape:
            case Full():
                return decimal(self.points)
            case Zero():
                return "0"
            case PassFail():
                return decimal(shape.missed.of(self.points)) if shape.missed else "0"
            case Ratio():
                return self._in_proportion(shape)
            case Bands():
                return in_bands(shape.bands, self._looked_up(shape.of, _ends(shape.bands)), self.points)
            case Piecewise():
                return self._on_lines(shape)
            case Deduct():
                return self._deducted(shape)
            case Count():
                done = _steps(shape.each, shape.part, self._looked_up("actual", {shape.each.percent}))
                most = f"MIN({done}*{decimal(shape.score.of(self.points))},{decimal(self.points)})"
                return f"IF({self.cell}<0,{NOTHING},{most})"
            case _:
                raise _NoFormulaError

    def _in_proportion(self, shape: Ratio) -> str:
        """Return a score in proportion: held at its cap, and nothing below its floor."""
        upward = self.sign not in ("at_most", "below")
        if self.sign is None or isinstance(shape, Proportional) != upward or not self.target:
            return NOTHING
        points, cap = decimal(self.points), decimal(shape.most(self.points))
        if isinstance(shape, Proportional):
            raw = f"{self.cell}*{points}/{self.goal}"
        elif isinstance(shape, Linear):
            raw = f"MAX({decimal(2 * self.target)}-{self.cell},0)*{points}/{self.goal}"
        else:
            raw = f"{self.goal}*{points}/{self.cell}"
        score = f"MIN({raw},{cap})"
        if shape.floor is not None:
            score = f"IF(ROUND({raw},10)<{decimal(shape.floor.of(self.points))},0,{score})"
        return f"IF({self.cell}=0,{cap},{score})" if isinstance(shape, Reciprocal) else score

    def _looked_up(self, of: str, percent: set[bool]) -> str:
        """Return what a table is asked with: the actual, the ratio, or the deviation."""
        if of == "actual":
            if percent - {self.unit == "%"}:
                raise _NoFormulaError
            factor = self.factor / 100 if self.unit == "%" else self.factor
            return self.cell if factor == 1 else f"ROUND({self.cell}*{decimal(factor)},12)"
        if not self.target:
            return "0"
        over = f"ABS({self.cell}-{self.goal})" if of == "deviation" else self.cell
        return f"ROUND({over}/{decimal(abs(self.target))},12)"

    def _on_lines(self, shape: Piecewise) -> str:
        """Return the score on the straight lines between anchors."""
        value = self._looked_up(shape.of, {anchor.at.percent for anchor in shape.anchors})
        first, last = shape.anchors[0], shape.anchors[-1]
        ends = {"hold": None, "zero": "0", "problem": NOTHING}
        high = ends[shape.above] or decimal(last.score.of(self.points))
        low = ends[shape.below] or decimal(first.score.of(self.points))
        score = f"IF({value}>{decimal(last.at.value)},{high},"
        score += f"{decimal(last.score.of(self.points))})"
        for left, right in zip(shape.anchors[-2::-1], shape.anchors[:0:-1], strict=True):
            start, rise = left.score.of(self.points), right.score.of(self.points) - left.score.of(self.points)
            slope = rise / (right.at.value - left.at.value)
            line = f"{decimal(start)}+({value}-{decimal(left.at.value)})*{decimal(slope)}"
            score = f"IF({value}<{decimal(right.at.value)},{line},{score})"
        return f"IF({value}<{decimal(first.at.value)},{low},{score})"

    def _deducted(self, shape: Deduct) -> str:
        """Return all points less so much for every step missed, not below zero."""
        if shape.of == "ratio":
            gap = self._looked_up("deviation", set())
        else:
            if {shape.each.percent} - {self.unit == "%"}:
                raise _NoFormulaError
            factor = self.factor / 100 if self.unit == "%" else self.factor
            gap = f"ROUND(ABS({self.goal}-{self.cell})*{decimal(factor)},12)"
        lost = f"{_steps(shape.each, shape.part, gap)}*{decimal(shape.score.of(self.points))}"
        return f"MAX({decimal(self.points)}-{lost},0)"

    def _climbed(self, score: str) -> str:
        """Return the score after the ladder of over-fulfilment: changed once, by the highest step that is reached."""
        ladder = self.rules.over_fulfilment
        if ladder is None or self.target <= 0 or (ladder.signs and self.sign not in ladder.signs):
            return score
        far = f"ROUND({self.cell}/{self.goal},12)"
        measured = far if ladder.measure == "ratio" else f"ABS({far}-1)"
        climbed = score
        for step in (step for step in ladder.steps if step.do in _CHANGES):
            climbed = f"IF({_reached(step, measured)},{self._changed(score, step)},{climbed})"
        return climbed

    def _changed(self, score: str, step: LadderStep) -> str:
        """Return the score that a step leaves."""
        if step.do == "zero" or step.by is None:
            return "0"
        if step.do == "multiply":
            return f"{score}*{decimal(step.by.value)}"
        return f"MAX({score}-{decimal(step.by.of(self.points))},0)"


class _NoFormulaError(Exception):
    """A shape that a spreadsheet cannot compute: a function of one's own, a score chosen by hand."""


def _sample(target: Measure, actual: Measure | None) -> Measure:
    """Return an actual of the kind that the cell holds: the filed one, or a one in the target's unit."""
    if actual is not None and actual.kind == "number" and actual.sign is None and figure_of(actual.text):
        return (
            actual
            if actual.quantity and actual.quantity.value
            else read_actual(_NUMBER.sub("1", actual.text))
        )
    quantity = target.quantity
    assert quantity is not None
    return read_actual(f"1{quantity.scale}{quantity.unit or ''}")


def _reached(step: LadderStep, measured: str) -> str:
    """Return whether a measure reaches a step."""
    if step.above is not None:
        return f"{measured}>{decimal(step.above.value)}"
    return f"{measured}>={decimal(step.start.value)}" if step.start else "FALSE"


def _steps(each: Share, part: str, gap: str) -> str:
    """Return how many times a step goes into a gap: exactly, in whole ones, or with a begun one counted."""
    steps = f"({gap})/{decimal(each.value)}"
    if part == "drop":
        return f"ROUNDDOWN(ROUND({steps},9),0)"
    return f"ROUNDUP(ROUND({steps},9),0)" if part == "whole" else steps


def _ends(bands: tuple[Band, ...]) -> set[bool]:
    """Return whether the ends of bands are percentages."""
    return {end.percent for band in bands if (end := band.start or band.above or band.range) is not None}


def in_bands(bands: tuple[Band, ...], value: str, points: Fraction) -> str:
    """Return the score of the first band that holds a value, nothing where none does.

    Args:
        bands: From high to low.
        value: The value as an expression.
        points: The points of the row.
    """
    score = NOTHING
    for band in reversed(bands):
        if band.range is not None:
            low = f"{value}{'>=' if band.range.low_closed else '>'}{decimal(band.range.low)}"
            high = f"{value}{'<=' if band.range.high_closed else '<'}{decimal(band.range.high)}"
            test = f"AND({low},{high})"
        elif band.above is not None:
            test = f"{value}>{decimal(band.above.value)}"
        else:
            test = f"{value}>={decimal(band.start.value)}" if band.start is not None else "TRUE"
        score = f"IF({test},{decimal(band.score.of(points))},{score})"
    return score
