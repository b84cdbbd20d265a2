"""Regions against the exact reader: at every end and inside, under every shipped and many drawn rule sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from random import Random

import pytest

from perfeval.exact import Fraction
from perfeval.model import Reciprocal, RuleSet, Shape
from perfeval.notation import Sign
from perfeval.rules import Branch, Plan, Plans
from perfeval.rules.expressions import ACTUAL, FILED, ONE, POINTS, TARGET, ZERO, Given, Says, constant, size
from perfeval.rules.lines import Bent, Line
from perfeval.rules.plan import Stage
from perfeval.rules.regions import Outside, Region, Row, regions
from perfeval.scoring.exactly import Reader, value_of
from tests.effort import tries
from tests.oracle.draw_rules import SHIPPED, draw_ruleset, shipped
from tests.oracle.draw_shapes import draw_shape
from tests.rules.plans import Case, cases
from tests.scoring.language import rules_of

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


NATIONAL = "at_least: proportional\nat_most: reciprocal"
BONUS = "at_least: {shape: proportional, cap: 120%, floor: 60%}"
DROP = "at_least: {shape: deduct, each: 2, score: 3, part: drop, of: actual}"
LADDER = f"{NATIONAL}\nover_fulfilment: {{measure: ratio, steps: [{{from: 200%, do: multiply, by: 50%}}]}}"
OFF = f"{NATIONAL}\nover_fulfilment: {{measure: deviation, steps: [{{above: 50%, do: subtract, by: 2}}]}}"
BY_HAND: tuple[tuple[str, str, Sign, str, str], ...] = (
    # rules, cell's factor, sign, target; regions: ends, rule or code, a, b, c, d
    (NATIONAL, "1", "at_least", "90", "(,0) SC04; [0,90) at_least 1 0 0 9; [90,) met 0 10 0 1"),
    (NATIONAL, "1", "at_most", "90", "(,90] met 0 10 0 1; (90,) at_most 0 900 1 0"),
    (NATIONAL, "100", "at_least", "90", "(,0) SC04; [0,9/10) at_least 100 0 0 9; [9/10,) met 0 10 0 1"),
    (NATIONAL, "1", "above", "90", "(,0) SC04; [0,90) at_least 1 0 0 9; [90,90] SC05; (90,) met 0 10 0 1"),
    (NATIONAL, "1", "equal", "90", "(,0) SC04; [0,90] at_least 1 0 0 9; (90,) SC02"),
    (NATIONAL, "1", "at_least", "0", "(,0) SC04; [0,) met 0 10 0 1"),
    (BONUS, "1", "at_least", "90", "(,0) SC04; [0,54) at_least 0 0 0 1; [54,108) at_least 1 0 0 9; [108,) at_least 0 12 0 1"),
    (LADDER, "1", "at_least", "90", "(,0) SC04; [0,90) at_least 1 0 0 9; [90,180) met 0 10 0 1; [180,) over_fulfilment 0 5 0 1"),
    (OFF, "1", "at_least", "90", "(,0) SC04; [0,18] over_fulfilment 0 0 0 1; (18,45) over_fulfilment 1 -18 0 9; [45,90) at_least 1 0 0 9; [90,135] met 0 10 0 1; (135,) over_fulfilment 0 8 0 1"),
    (DROP, "1", "at_least", "90", "(,90) at_least steps; [90,) met 0 10 0 1"),
)  # fmt: skip


def shown(region: Region) -> str:
    """Return a region in one line."""
    ends = f"{'[' if region.low_closed else '('}{region.low or '' if region.low is None else region.low},"
    ends += f"{region.high if region.high is not None else ''}{']' if region.high_closed else ')'}"
    rule = region.branch.code.code if region.branch.code else region.branch.rule
    line = " ".join(map(str, region.line)) if region.line else "steps" if region.earns else ""
    return f"{ends} {rule} {line}".strip()


@pytest.mark.parametrize(("rules", "factor", "sign", "target", "due"), BY_HAND)
def test_regions_by_hand(rules: str, factor: str, sign: Sign, target: str, due: str) -> None:
    """Ends, what counts and the line are those that were worked out by hand; neighbours that earn the same are one."""
    plan = Plans(rules_of(rules)).number(sign, None, percent=False)
    row = Row({"target": Fraction(target), "points": Fraction(10)}, "actual", Fraction(factor))

    assert "; ".join(map(shown, regions(plan.stages[:-1], row))) == due


ROW = Row({"target": Fraction(5), "points": Fraction(10)}, "actual")


def read(*branches: Branch) -> str:
    """Return the regions of a stage of some branches."""
    return "; ".join(map(shown, regions([Stage("base", branches)], ROW)))


def test_a_stage_without_numbers_is_one_region() -> None:
    """What no number changes counts for every number."""
    assert read(Branch((), POINTS, "all")) == "(,) all 0 10 0 1"


def test_neighbours_that_earn_the_same() -> None:
    """A point on the line beside it is part of it, and of the level where both do."""
    below, level = Branch((ACTUAL < TARGET,), ACTUAL, "below"), Branch((), TARGET, "level")
    assert read(below, level) == "(,5) below 1 0 0 1; [5,) level 0 5 0 1"
    at = Branch((ACTUAL.equals(TARGET),), constant(5), "at")
    assert read(at, below, level) == "(,5) below 1 0 0 1; [5,) level 0 5 0 1"
    assert read(at, Branch((), ACTUAL, "slope")) == "(,) slope 1 0 0 1"
    other = at._replace(earns=constant(4))
    assert (
        read(other, Branch((), ACTUAL, "slope")) == "(,5) slope 1 0 0 1; [5,5] at 0 4 0 1; (5,) slope 1 0 0 1"
    )
    apart = Branch((ACTUAL.equals(ZERO),), ZERO, "zero")
    assert (
        read(apart, Branch((), ONE / ACTUAL, "inverse"))
        == "(,0) inverse 0 1 1 0; [0,0] zero 0 0 0 1; (0,) inverse 0 1 1 0"
    )
    falls = Branch((ACTUAL > TARGET,), TARGET + TARGET - ACTUAL, "falls")
    assert read(falls, Branch((), TARGET, "level")) == "(,5] level 0 5 0 1; (5,) falls -1 10 0 1"


def test_what_only_the_exact_reader_reads() -> None:
    """A square in a test is Bent, a Python function is Outside."""
    with pytest.raises(Bent):
        read(Branch((ACTUAL * ACTUAL > TARGET,), ZERO), Branch((), ONE))
    rules = rules_of("methods: {ours: {shape: custom, function: nobody}}")
    plan = Plans(rules).number("at_least", rules.methods["ours"], percent=False)
    with pytest.raises(Outside):
        regions(plan.stages[:-1], ROW)


def test_kinks_behind_kinks_are_found() -> None:
    """An expression is another line behind each kink, and kinks of its own lie there."""
    far = size(size(ACTUAL) - constant(10))
    assert read(Branch((far < constant(2),), ONE, "near"), Branch((), ZERO, "far")) == (
        "(,-12] far 0 0 0 1; (-12,-8) near 0 1 0 1; [-8,8] far 0 0 0 1; (8,12) near 0 1 0 1; [12,) far 0 0 0 1"
    )
    assert read(Branch((), size(size(ACTUAL) - constant(3)), "w")) == (
        "(,-3] w -1 -3 0 1; (-3,0] w 1 3 0 1; (0,3] w -1 3 0 1; (3,) w 1 -3 0 1"
    )


def test_what_a_row_has_not_filed_is_not_given() -> None:
    """A branch that asks for a filed score is left out where the row knows none, a word counts as given."""
    branches = (
        Branch((Given("filed"), FILED > ONE), ONE, "filed"),
        Branch((Says("tier", "met"),), TARGET, "met"),
    )
    stage = [Stage("base", (*branches, Branch((), ZERO, "none")))]
    assert [shown(r) for r in regions(stage, ROW)] == ["(,) none 0 0 0 1"]
    assert [shown(r) for r in regions(stage, ROW._replace(words={"tier": "met"}))] == ["(,) met 0 5 0 1"]
    filed = ROW._replace(numbers={**ROW.numbers, "filed": Fraction(2)})
    assert [shown(r) for r in regions(stage, filed)] == ["(,) filed 0 1 0 1"]
    reason = [Stage("base", (Branch((Given("reason"),), ONE, "told"), Branch((), ZERO, "none")))]
    assert [shown(r) for r in regions(reason, ROW._replace(words={"reason": "某"}))] == ["(,) told 0 1 0 1"]


def test_the_lines_of_a_row() -> None:
    """The cell is itself times its factor, all else is one number."""
    row = Row({"target": Fraction(9, 10)}, "actual", Fraction(1, 100))
    assert row.lines() == {"target": Line(0, 9, 0, 10), "actual": Line(1, 0, 0, 100)}
