"""What reading a plan comes to, before it is put on a line: a score, or the problem that stands in its way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from perfeval.exact import Fraction, digits
from perfeval.model import Entry, Status
from perfeval.notation import Measure
from perfeval.rules.expressions import Compare, Expression
from perfeval.rules.plan import Branch, Note
from perfeval.scoring.exactly import Pair, Reader, Values, value_of
from perfeval.source import Code, Problem

__all__ = ["Outcome", "Row", "barred", "failed", "read", "stopped"]

_NONE = Branch(())
_SAID = Branch((), say="failed")


class Outcome(NamedTuple):
    """The branch that counted with the exact score, or the problems that stand in its way.

    `ratio` is the exact score as numerator and denominator, `units` the score as printed, in units of its last decimal
    (0 until it is rounded). `inputs` and `values` are what the plan was read with, for
    the sentence; `clause` is the branch's, or that of the branch before the ladder. `compared` are target and actual
    where they are not as filed.
    """

    status: Status
    branch: Branch = _NONE
    clause: str | None = None
    ratio: Pair | None = None
    units: int = 0
    problems: tuple[Problem, ...] = ()
    inputs: tuple[str, ...] = ()
    values: Values = ()
    compared: tuple[Measure, Measure] | None = None

    def shown(self, name: str) -> Fraction:
        """Return an intermediate result or an input by its name, worked out anew from what the plan was read with.

        Args:
            name: A name that the branch gives to an expression, or one of the inputs.

        Raises:
            KeyError: For a name that neither has.
        """
        return value_of(_named(self.branch, name), self.inputs, self.values)


class Row(NamedTuple):
    """The texts of a row that a fact may quote."""

    target: Measure | None
    entry: Entry
    tier: str = ""

    def texts(self) -> Mapping[str, str]:
        """Return the texts by their names."""
        entry = self.entry
        return {
            "target_text": self.target.text if self.target else "",
            "filed_text": entry.score.text if entry.score else "",
            "deduction_text": entry.deduction.text if entry.deduction else "",
            "tier_text": self.tier,
        }


class _Shown:
    """A number in a fact: `{name}` shows it to four decimals, `{name:2}` to two."""

    def __init__(self, value: Fraction) -> None:
        self.value = value

    def __format__(self, places: str) -> str:
        return digits(self.value, int(places or 4))


class _Facts(dict[str, object]):
    """What a fact can name: texts of the row, and numbers that are worked out when they are named."""

    def __init__(
        self, texts: Mapping[str, str], shows: tuple[Expression, ...], reader: Reader, values: Values
    ) -> None:
        super().__init__(texts)
        self.branch = Branch((), shows=shows)
        self.read_with = reader.inputs, values

    def __missing__(self, name: str) -> _Shown:
        """Return a number by its name."""
        return _Shown(value_of(_named(self.branch, name), *self.read_with))


def _named(branch: Branch, name: str) -> Expression:
    """Return the expression of a branch that bears a name, else the input of that name."""
    tested = (side for test in branch.tests if isinstance(test, Compare) for side in (test.left, test.right))
    own = (*((branch.earns,) if branch.earns else ()), *branch.shows, *tested)
    found = (inner for expression in own if (inner := _within(expression, name)))
    return next(found, Expression("input", name=name))


def _within(expression: Expression, name: str) -> Expression | None:
    """Return the part of an expression that bears a name."""
    if expression.operation == "named" and expression.name == name:
        return expression
    return next((found for inner in expression.over if (found := _within(inner, name))), None)


def failed(code: Code, fact: str = "") -> Outcome:
    """Return the outcome of a row that has no score because of one problem."""
    return Outcome("error", _SAID, problems=(code.problem(fact or code.what),))


def barred(problems: tuple[Problem, ...], status: Status = "error", say: str = "failed") -> Outcome:
    """Return the outcome of a row that cannot be scored for some problems."""
    return Outcome(status, Branch((), say=say), problems=problems)


def stopped(branch: Branch, reader: Reader, values: Values, texts: Mapping[str, str]) -> Outcome:
    """Return the outcome of a branch that is a problem.

    Args:
        branch: The branch.
        reader: The plan.
        values: What it was read with.
        texts: The texts that its fact may quote.
    """
    assert branch.code is not None  # a branch that earns nothing has a code
    fact = _fact(branch.fact, branch.code, branch.shows, reader, values, texts)
    problem = branch.code.problem(fact, branch.repair)
    return Outcome("error", Branch((), say="failed", key=branch.key), branch.clause, problems=(problem,))


def _fact(
    fact: str,
    code: Code,
    shows: tuple[Expression, ...],
    reader: Reader,
    values: Values,
    texts: Mapping[str, str],
) -> str:
    """Return a fact with its texts and numbers put in."""
    return fact.format_map(_Facts(texts, shows, reader, values)) if fact else code.what


def read(reader: Reader, values: Values, row: Row) -> Outcome:
    """Return what a plan gives to a row.

    Args:
        reader: The plan.
        values: What the row brings.
        row: Its texts.
    """
    branch, ratio = reader.base(values)
    if ratio is None:
        return stopped(branch, reader, values, row.texts())
    outcome = Outcome("scored", branch, branch.clause, ratio, inputs=reader.inputs, values=values)
    return _climbed(reader, outcome, row) if reader.climbs else outcome


def _climbed(reader: Reader, outcome: Outcome, row: Row) -> Outcome:
    """Return an outcome after the ladder of over-fulfilment."""
    values = outcome.values
    assert outcome.ratio is not None  # only a score climbs
    changed = reader.ladder(values, outcome.ratio)
    problems = tuple(_told(note, reader, values, row) for note in reader.notes(values) if _wanted(note, row))
    if changed is None:
        return outcome._replace(problems=problems)
    branch, left = changed
    return outcome._replace(
        branch=branch._replace(by_hand=outcome.branch.by_hand),
        clause=branch.clause or outcome.clause,
        ratio=left,
        problems=problems,
        values=(*values, outcome.ratio),
    )


def _wanted(note: Note, row: Row) -> bool:
    """Return whether a note is still to be told: the text that would make it needless was not filed."""
    return not (note.unless == "reason" and row.entry.reason)


def _told(note: Note, reader: Reader, values: Values, row: Row) -> Problem:
    """Return a note as a problem."""
    return note.code.problem(_fact(note.fact, note.code, note.shows, reader, values, row.texts()))
