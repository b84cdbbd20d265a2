"""Rows under a few lines of rules, for the tests of the rule language."""

from __future__ import annotations

from typing import Any

from perfeval.exact import exact
from perfeval.model import Line, Report, RuleSet
from perfeval.reading import parse_ruleset
from perfeval.scoring import score
from perfeval.testing.frame import Frame, placed


def rules_of(text: str) -> RuleSet:
    """Return the rule set of a few lines."""
    return parse_ruleset(f"id: test\nrounding: {{total: sum_of_scores}}\n{text}\n")


def report_of(text: str, target: str, actual: str | None, points: str = "100", **more: Any) -> Report:
    """Return the report of a form with one row under a few lines of rules."""
    rules = rules_of(text)
    return score(Frame(rules).filing([placed(target, actual, exact(points), **more)]), rules)


def line(*given: str | None, **more: Any) -> Line:
    """Return the only line of `report_of`."""
    return report_of(*given, **more).lines[0]  # type: ignore[arg-type]
