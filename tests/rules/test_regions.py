"""Regions worked out by hand: ends, what counts, the line, and which neighbours are one."""

from __future__ import annotations

import pytest

from perfeval.exact import Fraction
from perfeval.notation import Sign
from perfeval.rules import Branch, Plans
from perfeval.rules.expressions import (
    ACTUAL,
    FILED,
    ONE,
    POINTS,
    TARGET,
    ZERO,
    Compare,
    Given,
    Says,
    constant,
    greatest,
    inputs,
    least,
    size,
)
from perfeval.rules.lines import Bent, Line
from perfeval.rules.plan import Stage
from perfeval.rules.regions import Outside, Region, Row, regions
from perfeval.scoring.exactly import value_of
from tests.scoring.language import rules_of

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
    assert region.line is None or region.earns is None
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


def test_a_kink_between_two_others() -> None:
    """A kink that only shows between two values that were known before is found there."""
    between = size(least(constant(110), greatest(constant(100), ACTUAL)) - constant(105))
    cut = [Branch((constant(100) > ACTUAL,), between, "w"), Branch((constant(200) < ACTUAL,), between, "w")]
    assert read(*cut, Branch((), between, "w")) == (
        "(,100] w 0 5 0 1; (100,105] w -1 105 0 1; (105,110) w 1 -105 0 1; [110,) w 0 5 0 1"
    )


def test_kinks_of_a_least_and_of_a_greatest() -> None:
    """Each is another line where the other number is less."""
    assert read(Branch((), least(ACTUAL, TARGET), "w")) == "(,5) w 1 0 0 1; [5,) w 0 5 0 1"
    assert read(Branch((), greatest(ACTUAL, TARGET), "w")) == "(,5] w 0 5 0 1; (5,) w 1 0 0 1"
    assert read(Branch((), size(ACTUAL), "w")) == "(,0] w -1 0 0 1; (0,) w 1 0 0 1"


@pytest.mark.parametrize(
    ("test", "due"),
    [
        (ACTUAL < TARGET, "(,5) yes 0 1 0 1; [5,) no 0 0 0 1"),
        (ACTUAL <= TARGET, "(,5] yes 0 1 0 1; (5,) no 0 0 0 1"),
        (ACTUAL.equals(TARGET), "(,5) no 0 0 0 1; [5,5] yes 0 1 0 1; (5,) no 0 0 0 1"),
        (ACTUAL >= TARGET, "(,5) no 0 0 0 1; [5,) yes 0 1 0 1"),
        (ACTUAL > TARGET, "(,5] no 0 0 0 1; (5,) yes 0 1 0 1"),
    ],
)
def test_where_a_test_holds(test: Compare, due: str) -> None:
    """The end belongs to the side where the test holds at it."""
    assert read(Branch((test,), ONE, "yes"), Branch((), ZERO, "no")) == due


def test_what_is_earned_in_steps() -> None:
    """It is no line, but an expression over the cell alone: all else is put in."""
    plan = Plans(rules_of(DROP)).number("at_least", None, percent=False)
    steps, met = regions(plan.stages[:-1], Row({"target": Fraction(90), "points": Fraction(10)}, "actual"))
    assert (steps.line, met.earns, met.line) == (None, None, Line(0, 10))
    assert steps.earns is not None
    assert inputs(steps.earns) == {"actual"}
    assert value_of(steps.earns, ("actual",), ((87, 1),)) == 7


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
