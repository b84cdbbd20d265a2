"""What scoring a row comes to, before it is put on its line."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.model import Entry, Line, RuleSet, Shape, Status, Step
from perfeval.notation import Measure, Sign
from perfeval.scoring import tell as telling
from perfeval.source import Code, Problem

__all__ = ["Case", "Outcome", "Teller", "failed", "full", "scored", "zero"]

Teller = Callable[[Line], tuple[Step, ...]]


class Case(NamedTuple):
    """What a shape is asked: target and actual in one unit, and what the row is scored by.

    `sign` is the effective one, None where neither form nor rule set gives one; `method` is the shape that the
    indicator asks for.
    """

    target: Fraction
    actual: Fraction
    unit: str | None
    sign: Sign | None
    points: Fraction
    rules: RuleSet
    entry: Entry
    method: Shape | None = None


class Outcome(NamedTuple):
    """The exact score with the rule it comes from, or the problem that stands in its way.

    `ratio` is the score as numerator and positive denominator: where rows are many, a Fraction costs too much.
    `by_hand` says that the filed score was used; `compared` are target and actual where they are not as filed.
    """

    status: Status
    tell: Teller
    rule: str = ""
    clause: str | None = None
    ratio: tuple[int, int] | None = None
    problems: tuple[Problem, ...] = ()
    by_hand: bool = False
    compared: tuple[Measure, Measure] | None = None


def scored(ratio: tuple[int, int], tell: Teller, rule: str, clause: str | None = None) -> Outcome:
    """Return the outcome of a row with this exact score."""
    return Outcome("scored", tell, rule, clause, ratio)


def full(points: Fraction, tell: Teller, rule: str, clause: str | None = None) -> Outcome:
    """Return the outcome of a row that earns all its points."""
    return Outcome("scored", tell, rule, clause, points.as_integer_ratio())


def zero(tell: Teller, rule: str, clause: str | None = None) -> Outcome:
    """Return the outcome of a row that earns nothing."""
    return Outcome("scored", tell, rule, clause, (0, 1))


def failed(code: Code, fact: str = "", repair: str = "") -> Outcome:
    """Return the outcome of a row that has no score because of one problem."""
    return Outcome("error", telling.failed, problems=(code.problem(fact or code.what, repair),))
