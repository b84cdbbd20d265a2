"""What a mutant is: a careless engine, and the law that finds it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import attrs

from perfeval.exact import Fraction
from perfeval.model import BudgetLine, Filing, Indicator, Line, Report, RuleSet
from perfeval.notation import Measure
from perfeval.scoring import score
from perfeval.testing.trial import Engine

__all__ = [
    "Mutant",
    "Numbers",
    "Scorer",
    "by_line",
    "by_number",
    "numbers_of",
    "read_otherwise",
    "rebuilt",
    "rescored",
    "scoring",
]

Scorer = Callable[[Filing, RuleSet], Report]


@attrs.frozen
class Mutant:
    """A careless engine: its mistake in a sentence, the law that refutes it, and a rule set under which it shows."""

    name: str
    says: str
    law: str
    ruleset: str
    engine: Engine


def scoring(name: str, says: str, law: str, scorer: Scorer, ruleset: str = "cn-2020") -> Mutant:
    """Return a mutant that scores carelessly, and writes and prints like perfeval.

    Args:
        name: What it is called.
        says: Its mistake.
        law: The law that refutes it.
        scorer: How it scores.
        ruleset: The id of a shipped rule set under which the mistake shows.
    """
    return Mutant(name, says, law, ruleset, Engine(score=scorer))


class Numbers(NamedTuple):
    """Points, target and actual of a row."""

    points: Fraction
    target: Fraction
    actual: Fraction


def numbers_of(line: Line) -> Numbers | None:
    """Return the numbers of a row that has a score and compares two numbers without further ado."""
    goal = line.target.quantity if line.target else None
    done = line.actual.quantity if line.actual else None
    if line.points is None or line.value is None or goal is None or done is None:
        return None
    return Numbers(line.points, goal.value, done.value)


def rescored(line: Line, value: Fraction) -> Line:
    """Return a line with another exact value, rounded as its rule set says."""
    places = line.ruleset.rounding.score.rounding
    return attrs.evolve(line, ratio=value.as_integer_ratio(), score=places.decimal(value), status="scored")


def rebuilt(report: Report, lines: tuple[Line, ...], budget: BudgetLine | None = None) -> Report:
    """Return a report with other lines, its total the sum of their scores where all have one."""
    own = budget or report.budget
    scores = [line.score for line in lines] + ([own.score] if own is not None else [])
    known = [Fraction(one) for one in scores if one is not None]
    whole = len(known) == len(scores) and not any(
        p.code.startswith(("PT", "RS")) for p in report.own_problems
    )
    total = report.ruleset.rounding.score.rounding.decimal(sum(known, Fraction(0))) if whole else None
    return attrs.evolve(report.with_parts(lines=lines, budget=own), total=total)


def by_line(change: Callable[[Line], Line]) -> Scorer:
    """Return a scorer that changes each line of the true report."""

    def scorer(filing: Filing, rules: RuleSet) -> Report:
        """Score as the engine does, then change each line."""
        report = score(filing, rules)
        lines = tuple(change(line) for line in report)
        # Where nothing was changed the report is the true one, its total included.
        same = all(one is other for one, other in zip(lines, report.lines, strict=True))
        return report if same else rebuilt(report, lines)

    return scorer


def by_number(value: Callable[[Numbers, Line], Fraction]) -> Scorer:
    """Return a scorer that works out rows of numbers by itself; everything else it leaves to the true engine."""

    def change(line: Line) -> Line:
        """Give a missed row of numbers another score."""
        numbers = numbers_of(line)
        missed = line.value is not None and line.points is not None and line.value < line.points
        if (
            numbers is None
            or not missed
            or not numbers.target
            or line.actual is None
            or line.actual.sign is not None
        ):
            return line
        return rescored(line, value(numbers, line))

    return by_line(change)


def read_otherwise(
    target: Callable[[Measure], Measure] = lambda measure: measure,
    actual: Callable[[Measure], Measure] = lambda measure: measure,
    rules: Callable[[RuleSet], RuleSet] = lambda rules: rules,
) -> Scorer:
    """Return a scorer that scores well but reads targets, actuals or rules otherwise than they are written."""

    def scorer(filing: Filing, ruleset: RuleSet) -> Report:
        """Score what was read otherwise."""
        definition = filing.definition
        indicators = tuple(_with_target(node, target) for node in definition.indicators)
        filed = {
            key: entry if entry.actual is None else attrs.evolve(entry, actual=actual(entry.actual))
            for key, entry in filing.actuals.items()
        }
        changed = attrs.evolve(
            filing, definition=attrs.evolve(definition, indicators=indicators), actuals=filed
        )
        return score(changed, rules(ruleset))

    return scorer


def _with_target(node: Indicator, change: Callable[[Measure], Measure]) -> Indicator:
    """Return a node whose targets are changed."""
    children = tuple(_with_target(child, change) for child in node.children)
    return attrs.evolve(node, children=children, target=None if node.target is None else change(node.target))
