"""Regions against the exact reader: at every end and inside, under every shipped and many drawn rule sets.

`make mutants` leaves this file out: it takes ten times as long as all others of this room together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from random import Random

import pytest

from perfeval.exact import Fraction
from perfeval.model import Reciprocal, RuleSet, Shape
from perfeval.rules import Branch, Plan
from perfeval.rules.lines import Bent
from perfeval.rules.regions import Outside, Region, Row, regions
from perfeval.scoring.exactly import Reader, value_of
from tests.effort import tries
from tests.oracle.draw_rules import SHIPPED, draw_ruleset, shipped
from tests.oracle.draw_shapes import draw_shape
from tests.rules.plans import Case, cases

HALF = Fraction(1, 1000)


class Exact:
    """What the exact reader says of a row for any number in its cell."""

    def __init__(self, plan: Plan, row: Row, rules: RuleSet) -> None:
        self.reader, self.row, self.inputs = Reader(plan), row, plan.inputs

    def values(self, cell: Fraction) -> tuple[object, ...]:
        """Return what the row brings."""
        known: Mapping[str, object] = {
            **self.row.words,
            **{name: number.as_integer_ratio() for name, number in self.row.numbers.items()},
            self.row.cell: (cell * self.row.factor).as_integer_ratio(),
        }
        return tuple(known.get(name) for name in self.inputs)

    def at(self, cell: Fraction) -> tuple[Branch, Fraction | None]:
        """Return the branch that counts and the exact score."""
        values = self.values(cell)
        branch, earned = self.reader.base(values)
        if earned is None:
            return branch, None
        changed = self.reader.ladder(values, earned)
        return (branch, Fraction(*earned)) if changed is None else (changed[0], Fraction(*changed[1]))


def inside(region: Region) -> list[Fraction]:
    """Return values of a region: its closed ends, one beside each end, and one in the middle."""
    low, high = region.low, region.high
    if low is None and high is None:
        return [Fraction(-1000), Fraction(0), Fraction(1000)]
    if low is None or high is None:
        end, away = (low, 1) if low is not None else (high, -1)
        assert end is not None
        beside = [end + away * HALF, end + away * Fraction(7, 3), end + away * 1000]
    else:
        beside = (
            [low + (high - low) * share for share in (HALF, Fraction(1, 2), 1 - HALF)] if low < high else []
        )
    ends = [(low, region.low_closed), (high, region.high_closed)]
    return [*beside, *(end for end, closed in ends if end is not None and closed)]


def covered(found: tuple[Region, ...]) -> bool:
    """Return whether regions hold every number once, from the least to the greatest."""
    return (
        found[0].low is None
        and found[-1].high is None
        and all(
            left.high is not None and left.high == right.low and left.high_closed is not right.low_closed
            for left, right in pairwise(found)
        )
        and all(
            one.low is None or one.high is None or one.low < one.high or (one.low_closed and one.high_closed)
            for one in found
        )
    )


def earned(region: Region, cell: Fraction, row: Row) -> Fraction | None:
    """Return what a region says that a row earns with a number in its cell."""
    if region.line is not None:
        assert region.earns is None
        return region.line.at(cell)
    if region.earns is None:
        return None
    return value_of(region.earns, (row.cell,), ((cell * row.factor).as_integer_ratio(),))


def differences(case: Case, rules: RuleSet) -> Iterator[str]:
    """Yield where regions and the exact reader say different things of a row."""
    stages = [stage for stage in case.plan.stages if stage.name != "rounding"]
    found, exact = regions(stages, case.row), Exact(case.plan, case.row, rules)
    if not covered(found):
        yield f"{case.name}: {found} do not cover all numbers once"
    for region in found:
        branches = []
        for cell in inside(region):
            branch, score = exact.at(cell)
            branches.append(branch)
            if earned(region, cell, case.row) != score or branch.code != region.branch.code:
                yield f"{case.name}, {case.row}, {cell}: {region}, the reader says {score} by {branch}"
        if region.branch not in branches:
            yield f"{case.name}, {case.row}: {region.branch} counts nowhere in its region"


def disagreed(rules: RuleSet, methods: tuple[Shape | None, ...]) -> tuple[list[str], int]:
    """Return the differences under a rule set, and how many rows were read along their cell."""
    found: list[str] = []
    read = 0
    for case in cases(rules, methods):
        try:
            found += differences(case, rules)
        except (Outside, Bent):
            continue
        read += 1
    return found, read


@pytest.mark.parametrize("name", SHIPPED)
def test_regions_of_a_shipped_rule_set(name: str) -> None:
    """Under a shipped rule set every plan of every method says in regions what it says to the exact reader."""
    rules = shipped(name)
    found, read = disagreed(rules, (None, *rules.methods.values()))

    assert found == []
    assert read > 50


@pytest.mark.parametrize("seed", range(tries(6)))
def test_regions_of_drawn_rule_sets(seed: int) -> None:
    """Under a drawn rule set, with drawn methods, they do so too."""
    rng = Random(seed)
    rules = draw_ruleset(rng)
    methods = tuple(draw_shape(rng, single=True) for _ in range(3))

    assert disagreed(rules, (None, *methods, Reciprocal()))[0] == []
