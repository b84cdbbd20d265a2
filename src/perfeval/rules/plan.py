"""The plan of a row: what it earns under a rule set, as stages of branches of which the first that holds counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from perfeval.exact import Rounding
from perfeval.model import Ratio, Shape
from perfeval.rules.expressions import Expression, Test
from perfeval.source import Code

__all__ = ["Branch", "Note", "Plan", "Stage", "earns", "escaped", "stops", "under"]


class Branch(NamedTuple):
    """Where all tests hold, the row earns this; or a problem stands in the way.

    `rule` is where in the rule set it stands (`at_least`, `methods.满意度赋分`), `clause` what it stands on.
    `say` names the sentence that tells of it, `shape` is the shape that the sentence quotes.
    `code` is the problem that stands in the way; in `fact` (the code's own where empty) `{name}` stands for a text of
    the row or for a number of `shows`, `key` is the cell that it is about and `repair` the way out, where these are not
    the code's.
    `by_hand` says that a person gave the score.
    """

    tests: tuple[Test, ...]
    earns: Expression | None = None
    rule: str = ""
    clause: str | None = None
    say: str = ""
    shape: object = None
    code: Code | None = None
    fact: str = ""
    key: str = ""
    repair: str = ""
    shows: tuple[Expression, ...] = ()
    by_hand: bool = False


class Note(NamedTuple):
    """What is told where all tests hold, and changes no score; `unless` names a text that makes it needless."""

    tests: tuple[Test, ...]
    code: Code
    fact: str
    shows: tuple[Expression, ...] = ()
    unless: str = ""


class Stage(NamedTuple):
    """One step on the way to a score: the first branch that holds; where none does, the score stays as it is."""

    name: str
    branches: tuple[Branch, ...]
    notes: tuple[Note, ...] = ()


class Plan(NamedTuple):
    """What a row of one kind earns under a rule set: stages one after the other, and what they are asked with."""

    inputs: tuple[str, ...]
    stages: tuple[Stage, ...]

    @property
    def earning(self) -> tuple[Stage, ...]:
        """Return the stages before the rounding."""
        return tuple(stage for stage in self.stages if stage.name != "rounding")

    @property
    def rounding(self) -> Rounding:
        """Return how what was earned is rounded; a plan without that stage keeps it as it is."""
        last = self.stages[-1].branches[-1].earns if self.stages[-1].name == "rounding" else None
        return last.rounding if last is not None and last.rounding is not None else Rounding(0, "none")


def under(tests: Iterable[Test], branches: Iterable[Branch]) -> list[Branch]:
    """Return branches that hold only where some further tests do.

    Args:
        tests: The further tests, asked first.
        branches: The branches.
    """
    tests = tuple(tests)
    return [branch._replace(tests=(*tests, *branch.tests)) for branch in branches]


def earns(
    expression: Expression,
    rule: str,
    say: str,
    shape: Shape | Ratio | None = None,
    *,
    clause: str | None = None,
    by_hand: bool = False,
) -> list[Branch]:
    """Return the branch that always earns something.

    Args:
        expression: What is earned.
        rule: Where in the rule set this stands.
        say: Which sentence tells of it.
        shape: The shape that the sentence quotes; its clause counts where none is given.
        clause: The clause.
        by_hand: Whether a person gave the score.
    """
    stands_on = clause or (shape.clause if shape is not None else None)
    return [Branch((), expression, rule, stands_on, say, shape, by_hand=by_hand)]


def stops(
    code: Code, fact: str = "", repair: str = "", *, key: str = "", shows: tuple[Expression, ...] = ()
) -> list[Branch]:
    """Return the branch that always meets a problem.

    Args:
        code: The problem.
        fact: What is wrong; "" for what the code says.
        repair: The way out; "" for what the code says.
        key: The cell that it is about; "" for the one that the code is about.
        shows: Numbers that the fact names.
    """
    return [Branch((), code=code, fact=fact, repair=repair, key=key, shows=shows)]


def escaped(text: str) -> str:
    """Return a text of a rule set as it stands in a fact: its braces are no names.

    >>> escaped("{a}")
    '{{a}}'
    """
    return text.replace("{", "{{").replace("}", "}}")
