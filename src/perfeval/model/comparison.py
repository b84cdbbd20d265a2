"""The same filings under several rule sets, side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import attrs

from perfeval.exact import Decimal
from perfeval.model.report import BudgetLine, Line, Report
from perfeval.model.ruleset import RuleSet
from perfeval.source import Record

__all__ = ["Comparison", "Difference", "FormComparison"]


_Values = Callable[["FormComparison"], tuple[Any, ...]]


@attrs.frozen(repr=False)
class Difference(Record):
    """One row that the rule sets do not score alike: its name, and for each rule set the score and the sentence."""

    name: str
    scores: tuple[Decimal | None, ...]
    sentences: tuple[str, ...]


@attrs.frozen(repr=False)
class FormComparison(Record):
    """One filing, and its report under each rule set, in their order."""

    reports: tuple[Report, ...]

    @property
    def title(self) -> str:
        """Return the title of the form."""
        return self.reports[0].filing.definition.title

    @property
    def totals(self) -> tuple[Decimal | None, ...]:
        """Return the total under each rule set."""
        return tuple(report.total for report in self.reports)

    @property
    def grades(self) -> tuple[str | None, ...]:
        """Return the grade under each rule set."""
        return tuple(report.grade for report in self.reports)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Return the rows (and the budget execution) whose scores differ, in the order of the form."""
        rows = zip(*(report.lines for report in self.reports), strict=True)
        found = [_difference(lines[0].leaf.indicator.name, lines) for lines in rows]
        budgets = [report.budget for report in self.reports]
        if None not in budgets:
            found.insert(0, _difference("预算执行情况", tuple(line for line in budgets if line is not None)))
        return tuple(difference for difference in found if len(set(difference.scores)) > 1)


def _difference(name: str, lines: tuple[Line | BudgetLine, ...]) -> Difference:
    """Return one row under each rule set."""
    return Difference(name, tuple(line.score for line in lines), tuple(line.explain() for line in lines))


@attrs.frozen(repr=False)
class Comparison(Record):
    """What changes when other rules are used: every form under every rule set; the first is the yardstick."""

    rulesets: tuple[RuleSet, ...]
    forms: tuple[FormComparison, ...]

    @cached_property
    def moved_totals(self) -> tuple[int, ...]:
        """Return, for each rule set, how many forms get another total than under the first (no total is another)."""
        return self._moved(lambda form: form.totals)

    @cached_property
    def moved_grades(self) -> tuple[int, ...]:
        """Return, for each rule set, how many forms get another grade than under the first."""
        return self._moved(lambda form: form.grades)

    def _moved(self, values: _Values) -> tuple[int, ...]:
        """Return how often a value differs from that under the first rule set."""
        held = [values(form) for form in self.forms]
        return tuple(sum(own[number] != own[0] for own in held) for number in range(len(self.rulesets)))
