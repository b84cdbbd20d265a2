"""What the oracle says of a row, and what it is asked with."""

from __future__ import annotations

from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.model import Entry, RuleSet, Shape
from perfeval.notation import Sign

READINGS = {
    "edge-asked-when-met": "zero_target, negative_target and negative_actual are documented for a target that was missed "
    "(而未达到时); the engine asks them too where the target is met and a whole shape would divide",
    "exceeded-below-zero": "equal.exceeded with a table of ratios is worked out on a negative target or actual, for which a "
    "ratio has no meaning; everywhere else such a ratio needs a rule that names it",
    "strict-edge-by-method": "a method in proportion gives all points where > or < is exactly hit, which is no fulfilment; "
    "without a method that is SC05, or what strict_edge names",
    "exceeded-by-method": "a method in proportion gives all points where = is exceeded; without a method that is SC02, or "
    "what equal.exceeded names",
    "unsigned-edge": "an unsigned target needs its direction (SC01) unless it is exactly hit; a whole shape in proportion on "
    "an edge is answered by the rule of the edge before its direction is asked for",
    "interval-note-lost": "a bare actual beside an interval inherits its unit with a note; outside the interval the engine "
    "drops the note",
    "counted-days-unit": "days counted between two dates are held against the number of the filed actual whatever its unit "
    "or sign is: 14小时 passes for 14天, 2周 does not",
    "notes-lost-by-hand": "what was noted of the cells and of the over-fulfilment is dropped where a filed score or a "
    "refused deduction takes the place of the score",
    "at-most-of-rounded": "what a total could at most become is summed from rounded scores even where the total is summed "
    "from exact ones, and is then no bound: with `mode: down, places: 0` and exact_sum, 96 at most became 97",
    "unscored-budget-bars-total": "a form that shows its funds, under a rule set that gives them no points, gets no total and "
    "is told no reason",
}
"""Where the engine and the meaning of a rule part: the name of the engine's reading → why the oracle reads otherwise."""


class Found(NamedTuple):
    """What scoring a row by one rule comes to."""

    status: str
    value: Fraction | None = None
    rule: str = ""
    clause: str | None = None
    codes: tuple[str, ...] = ()
    by_hand: bool = False


class Row(NamedTuple):
    """One row with target and actual in one unit.

    `readings` are the readings of the engine that are followed; `method` is the shape that the indicator asks for.
    """

    target: Fraction
    actual: Fraction
    unit: str | None
    sign: Sign | None
    points: Fraction
    rules: RuleSet
    entry: Entry
    method: Shape | None
    readings: frozenset[str]

    @property
    def met(self) -> bool:
        """Return whether the target is met; without a sign only by what equals it."""
        difference = self.actual - self.target
        if self.sign == "at_least":
            return difference >= 0
        if self.sign == "above":
            return difference > 0
        if self.sign == "at_most":
            return difference <= 0
        if self.sign == "below":
            return difference < 0
        return difference == 0

    @property
    def less_is_better(self) -> bool:
        """Return whether less is better."""
        return self.sign in ("at_most", "below")


def earned(value: Fraction, rule: str, clause: str | None) -> Found:
    """Return a score with the rule that it comes from."""
    return Found("scored", value, rule, clause)


def refused(*codes: str) -> Found:
    """Return a row without a score, because of these codes."""
    return Found("error", codes=codes)
