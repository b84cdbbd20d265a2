"""Rows of published forms that break naive engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfeval.exact import Decimal
from perfeval.reading import load_ruleset
from perfeval.scoring import score
from tests.real_forms import as_filing, published
from tests.scoring.build import codes


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
