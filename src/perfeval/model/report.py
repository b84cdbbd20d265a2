"""What came out: the report with one line per row, and the steps that explain each score."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, Literal, NamedTuple

import attrs

from perfeval.exact import Decimal, Fraction
from perfeval.model.definition import Leaf
from perfeval.model.filing import Entry, Filing
from perfeval.model.keys import Keyed
from perfeval.model.rules import Clause
from perfeval.model.ruleset import RuleSet
from perfeval.notation import Measure, Sign
from perfeval.source import Problem, Record

__all__ = ["BudgetLine", "Line", "Parts", "Report", "Status", "Step"]

Status = Literal[
    "scored",  # the line has a score
    "missing",  # no actual was filed, or a blank one: no score, and not zero
    "error",  # a problem stands in the way: no score, and the form has no total
    "not_applicable",  # 不适用: what it does to the total is the rule set's
    "unscored",  # the form carries no points
]


@attrs.frozen(eq=False, repr=False)
class Step(Keyed):
    """One step of a score: what was done (`name`), as a sentence, and its values for a machine.

    Names: `inputs`, `values`, `rule`, `formula`, `rounding`.
    """

    name: str
    text: str
    data: Mapping[str, Any] = attrs.field(factory=dict)


class _Explained:
    """What a row and the budget execution share: a rule with its clause, and steps that are worked out on demand."""

    __slots__ = ()
    ruleset: RuleSet
    clause_id: str | None
    _tell: Callable[[Any], tuple[Step, ...]]

    @property
    def clause(self) -> Clause | None:
        """Return the clause that the rule stands on."""
        return self.ruleset.clauses.get(self.clause_id) if self.clause_id else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps of the score; they are worked out when asked for."""
        return self._tell(self)

    def explain(self) -> str:
        """Return one Chinese sentence with the numbers put in: `87.5% ÷ 90% × 30 = 29.1666… → 29.17(四舍五入)`."""
        return "；".join(step.text for step in self.steps if step.name in ("note", "formula"))


@attrs.frozen(eq=False, repr=False)
class Line(_Explained, Keyed):
    """One row of the form with its score.

    `sign` is the effective one: printed, or the indicator's direction, or the rule set's default for the heading.
    `rule` is where in the rule set the score comes from (`at_least`, `methods.满意度赋分`).
    `ratio` is the exact score before rounding as numerator and denominator, `score` the rounded one;
    both None unless `status` is scored. `compared` are target and actual as they were compared, where that is not
    how they were filed: days that were counted, times in a year, the end of an interval.
    """

    leaf: Leaf
    entry: Entry | None
    target: Measure | None
    sign: Sign | None
    ruleset: RuleSet = attrs.field(repr=False)
    status: Status
    rule: str
    clause_id: str | None
    ratio: tuple[int, int] | None
    score: Decimal | None
    problems: tuple[Problem, ...]
    _tell: Callable[[Any], tuple[Step, ...]] = attrs.field(eq=False, repr=False)
    compared: tuple[Measure, Measure] | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def value(self) -> Fraction | None:
        """Return the exact score before rounding."""
        return Fraction(*self.ratio) if self.ratio else None

    @property
    def points(self) -> Fraction | None:
        """Return the points of the row, exactly."""
        points = self.leaf.indicator.points
        return points.value if points else None

    @property
    def actual(self) -> Measure | None:
        """Return the actual as filed."""
        return self.entry.actual if self.entry else None


@attrs.frozen(eq=False, repr=False)
class BudgetLine(_Explained, Keyed):
    """The budget-execution row: base and executed as filed, the exact rate (1 is 100 %), and the score.

    `points` is None where the form gives the row none; `value` is the exact score before rounding.
    """

    status: Status
    points: Fraction | None
    base: Measure | None
    executed: Measure | None
    rate: Fraction | None
    ruleset: RuleSet = attrs.field(repr=False)
    rule: str = ""
    clause_id: str | None = None
    value: Fraction | None = None
    score: Decimal | None = None
    problems: tuple[Problem, ...] = ()
    _tell: Callable[[BudgetLine], tuple[Step, ...]] = attrs.field(eq=False, repr=False, kw_only=True)


class Parts(NamedTuple):
    """What a report is read for beyond its total: its lines, its budget execution, and the problems of the form."""

    lines: tuple[Line, ...]
    budget: BudgetLine | None
    own_problems: tuple[Problem, ...]


@attrs.frozen(eq=False, repr=False)
class Report(Record):
    """The scored form.

    `total` is None unless every scored row has a score and the points of the form are those of the rule set;
    `at_most` is then what the total could at most become. `work` puts the lines and problems together when they are
    asked for.
    """

    filing: Filing
    ruleset: RuleSet
    total: Decimal | None
    at_most: Decimal | None
    grade: str | None
    _work: Callable[[], Parts] = attrs.field(repr=False)
    _show: Callable[[Report], str] | None = attrs.field(default=None, repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and self._compared() == other._compared()

    __hash__ = None  # type: ignore[assignment]  # as for any record that holds mappings

    def _compared(self) -> tuple[object, ...]:
        """Return what makes two reports equal."""
        return self.filing, self.ruleset, self.total, self.at_most, self.grade, self.parts

    @cached_property
    def parts(self) -> Parts:
        """Return lines, budget execution and problems of the form, put together once."""
        return self._work()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return one line per row, in the order of the form."""
        return self.parts.lines

    @property
    def budget(self) -> BudgetLine | None:
        """Return the line of the budget execution, None where the form has none."""
        return self.parts.budget

    @property
    def own_problems(self) -> tuple[Problem, ...]:
        """Return the problems of the form as a whole; `problems` gathers all."""
        return self.parts.own_problems

    def with_parts(self, **changes: Any) -> Report:
        """Return this report with other parts: `lines`, `budget` or `own_problems`."""
        return attrs.evolve(self, work=partial(Parts, *self.parts._replace(**changes)))

    def __getitem__(self, name: str) -> Line:
        """Return the line of the indicator with this id or name.

        Raises:
            KeyError: For a name that no line or more than one line has; the message lists the ids.
        """
        found = [line for line in self if name in (line.leaf.key, line.leaf.indicator.name)]
        if len(found) == 1:
            return found[0]
        keys = ", ".join(line.leaf.key for line in (found or self))
        reason = "is not unique" if found else "is no indicator of this form"
        message = f"{name!r} {reason}; the ids are: {keys}"
        raise KeyError(message)

    def _repr_html_(self) -> str | None:
        """Return the form for a notebook; a report that did not come through `perfeval.score` has none."""
        return self._show(self) if self._show is not None else None

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return every problem of definition, filing, rows, budget and form, in that order, each once.

        A cell that could not be read is a problem of the reading and of its row.
        """
        rows = tuple(problem for line in self.lines for problem in line.problems)
        budget = self.budget.problems if self.budget else ()
        filed = (*self.filing.definition.problems, *self.filing.problems)
        return tuple(dict.fromkeys((*filed, *rows, *budget, *self.own_problems)))
