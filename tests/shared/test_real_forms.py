"""Rows of published forms that break naive engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from perfeval.exact import Decimal, exact
from perfeval.model import Filing, Indicator, Line, RuleSet
from perfeval.reading import load_ruleset
from perfeval.scoring import score
from tests.scoring.build import codes
from tests.shared.real_forms import as_filing, findings, number, published, ruleset_for

pytestmark = pytest.mark.shared


@pytest.mark.parametrize(("index", "expected"), [(0, "2.92"), (11, "1.90"), (13, "1.15"), (24, "1.83")])
def test_missed_counts_of_a_health_project(shared: Path, index: int, expected: str) -> None:
    """Rows printed with full or cut-off scores compute points × actual ÷ target."""
    form = published(shared)["jishan-zhaidian-gongwei-2021"]
    report = score(as_filing(form), load_ruleset("cn-2020"))

    assert report[str(index)].score == Decimal(expected)


@pytest.mark.parametrize("index", [4, 5])
def test_unsigned_loss_rate_asks_for_its_direction(shared: Path, index: int) -> None:
    """A loss rate without a sign and without a heading is never scored as 0 or 2.5: it asks."""
    form = published(shared)["liangping-linye-whole-2022"]
    line = score(as_filing(form), load_ruleset("cn-2020"))[str(index)]

    assert line.score is None
    assert "SC01" in codes(line)


def test_unsigned_cost_under_its_heading(shared: Path) -> None:
    """36.2 of 38.75 under 成本指标 is a met cost and earns all points, never 9.34."""
    form = published(shared)["yuanzhou-songcharuhu-2022"]
    line = score(as_filing(form), load_ruleset("cn-2020"))["2"]

    assert line.sign == "at_most"
    assert line.score == Decimal("10.00")


def test_no_published_row_is_scored_against_its_direction(shared: Path) -> None:
    """Over all published forms a numeric row is scored, or says why not; none raises and none is silently zero."""
    rules = load_ruleset("cn-2020")
    scored = silent = 0
    for form in published(shared).values():
        for line in score(as_filing(form), rules):
            scored += line.status == "scored"
            silent += line.status == "error" and not codes(line)
            assert line.score is None or Decimal(0) <= line.score <= (line.points or 0)

    assert scored >= 60
    assert silent == 0


SCORES = {"met-but-not-full", "missed-but-full", "score-rounding-only", "score-mismatch"}
"""The findings that are about a score."""


ASKED = {("liangping-linye-whole-2022", 5): "AC19"}
"""Rows that have no score because a cell has two readings: 0.1 beside 0.4 % is 0.1 % or 10 %."""


def differences(
    form: dict[str, Any], rules: RuleSet, found: dict[str, Any]
) -> Iterator[tuple[int, str | None]]:
    """Yield each numeric row with a printed score: its index, and what is wrong; None where nothing is."""
    filing = as_filing(form)
    readings = [score(given(filing, direction), rules).lines for direction in (None, "at_least", "at_most")]
    asked = {one["index"] for one in found.get("direction_needed", ())}
    listed = {
        one["index"]
        for one in found["findings"]
        if "index" in one and SCORES & {one["what"], *one.get("or", ())}
    }
    for index, row in enumerate(form["indicators"]):
        lines = [reading[index] for reading in readings]
        printed = number(row["score"])
        if printed is None or lines[0].points is None or not numeric(lines[0]):
            continue
        # Where the form has lost its headings nothing gives the direction: the engine asks, and this test answers.
        answers = lines[:1] if "SC01" not in codes(lines[0]) else lines[1:] if index in asked else lines[1:2]
        scores = [line.score for line in answers if line.score is not None]
        same = any(exact(printed) == exact(one) for one in scores)
        damaged = any(
            f"{row['target']} / {row['actual']}" in one["detail"] for one in found.get("tolerated", ())
        )
        wrong = None if same or index in listed or damaged else f"{row['name']}: {printed}, {scores}"
        yield index, wrong


def given(filing: Filing, direction: str | None) -> Filing:
    """Return a filing whose rows have a direction; None leaves them as they are."""

    def turned(node: Indicator) -> Indicator:
        children = tuple(turned(child) for child in node.children)
        return attrs.evolve(node, children=children, direction=direction)

    definition = filing.definition
    indicators = tuple(turned(node) for node in definition.indicators)
    return attrs.evolve(filing, definition=attrs.evolve(definition, indicators=indicators))


def numeric(line: Line) -> bool:
    """Return whether target and actual are numbers."""
    return all(cell is not None and cell.kind == "number" for cell in (line.target, line.actual))


def test_every_printed_score_is_computed_or_its_difference_is_known(shared: Path) -> None:
    """Each numeric row of a published form computes what was printed, or the difference is one of the known findings."""
    known = findings(shared)
    rows = 0
    wrong = []
    for name, form in published(shared).items():
        rules = ruleset_for(form)
        if rules is None:
            continue
        for index, difference in differences(form, load_ruleset(rules), known.get(name, {"findings": ()})):
            rows += 1
            wrong += [(name, index, difference)] if difference is not None else []

    assert [row[:2] for row in wrong] == list(ASKED), wrong
    assert rows >= 85


def test_every_printed_execution_is_computed_or_its_difference_is_known(shared: Path) -> None:
    """The budget row of each published form computes what was printed, or the difference is one of the known findings."""
    known = findings(shared)
    compared = 0
    for name, form in published(shared).items():
        rules = ruleset_for(form)
        printed = number(form["budget"]["score"])
        if rules is None or printed is None:
            continue
        line = score(as_filing(form), load_ruleset(rules)).budget
        if line is None or line.score is None:
            continue  # an amount was not in the part that was available, or the budget is zero and no rule names that
        compared += 1
        listed = any(one["row"] == "budget" for one in known[name]["findings"])
        assert exact(line.score) == exact(printed) or listed, (name, line.score, printed)

    assert compared >= 12


def test_the_rate_of_beijing_is_rounded_to_whole_percent(shared: Path) -> None:
    """49.88 % is printed as 50 % and scored 5: exactly what the rule set of that form computes."""
    form = published(shared)["beijing-haidian-xueyuanlu-baojie-2016"]
    line = score(as_filing(form), load_ruleset("beijing-2016")).budget

    assert line is not None
    assert line.score == Decimal("5.00")


def test_a_row_with_two_readings_says_so(shared: Path) -> None:
    """The rows that are asked about carry the problem that asks."""
    for (name, index), code in ASKED.items():
        form = published(shared)[name]
        line = score(given(as_filing(form), "at_most"), load_ruleset(ruleset_for(form) or "")).lines[index]

        assert codes(line) == [code]
