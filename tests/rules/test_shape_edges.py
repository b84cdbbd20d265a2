"""The edges of shapes that need a ratio, and what their branches show and quote."""

from __future__ import annotations

import pytest

from perfeval.exact import Fraction
from perfeval.model import (
    Count,
    Full,
    PassFail,
    Proportional,
    RuleSet,
    Shape,
    Share,
    Zero,
)
from perfeval.notation import Sign
from perfeval.rules import Branch, Plans, Stage
from perfeval.rules.expressions import TARGET
from perfeval.rules.shapes import Asked, apply, by_shape, decided, edges
from tests.rules.reading import Said, names, read
from tests.rules.test_shapes import ABOVE, FROM, INPUTS, RANGES, RULES, line, off, share

EDGED = RuleSet(
    id="edged",
    negative_actual=Zero(clause="a"),
    negative_target=Full(clause="b"),
    zero_target=PassFail(missed=Share.parse("1"), clause="c"),
)


@pytest.mark.parametrize(
    ("target", "actual", "due"),
    [
        ("-1", "-2", Said("0", "policy_zero", "negative_actual", "a")),
        ("-1", "2", Said("10", "policy_full", "negative_target", "b")),
        ("0", "2", Said("1", "pass_fail", "zero_target", "c")),
        ("4", "2", Said("5", "proportional", "here")),
    ],
)
def test_edges_that_are_named(target: str, actual: str, due: Said) -> None:
    """A negative actual comes first, then the target; a ratio is asked of what is left."""
    stage = Stage("base", tuple(by_shape(Proportional(), "here", Asked(EDGED, "at_least"))))
    assert read(stage, INPUTS, target=target, actual=actual, points="10") == due


def test_edges_that_are_not_named() -> None:
    """Each is a problem that says which rule set is silent; a shape in proportion says nothing of an edge."""
    said = [(branch.code and branch.code.code, branch.fact) for branch in edges(Asked(RULES, "at_least"))]
    none = "，规则 plain{{1}} 没有写明怎么计分"
    assert said == [
        ("SC04", f"完成值是负数{none}"),
        ("SC04", f"目标值是负数{none}"),
        ("SC03", f"目标值为零而没有达到{none}"),
    ]
    silent = decided(
        Proportional(), "rule", Asked(RULES, "at_least"), edges(Asked(RULES, None))[0].code, "某"
    )  # type: ignore[arg-type]
    assert [branch.fact for branch in silent] == [f"某{none}"]


@pytest.mark.parametrize(
    ("shape", "asks"),
    [
        (Proportional(), True),
        (FROM, True),
        (ABOVE, True),
        (RANGES, False),
        (line("zero", "zero", "ratio"), True),
        (line("zero", "zero"), False),
        (off("2", "3", "drop"), False),
        (off("2%", "3", "drop", "ratio"), True),
        (Count(each=Share.parse("2"), score=Share.parse("3")), False),
        (PassFail(), False),
    ],
)
def test_which_shapes_have_edges(shape: Shape, asks: bool) -> None:
    """What divides by the target has edges, what looks up the actual has none."""
    first = by_shape(shape, "here", Asked(RULES, "at_least"))[0]
    assert (first.code is not None and first.code.code == "SC04" and "没有写明" in first.fact) is asks


def test_a_branch_quotes_its_shape() -> None:
    """The sentence finds the shape whose numbers it quotes, and the clause that the shape stands on."""
    for shape in (Proportional(clause="k", floor=share("10%"), cap=share("90%")), FROM, line("hold", "zero"), off("2", "3", "drop"), PassFail(), Full()):  # fmt: skip
        branches: list[Branch] = apply(shape, "here", Asked(RULES, "at_least"))
        assert {branch.shape for branch in branches if branch.earns} == {shape}
        assert {branch.clause for branch in branches if branch.earns} == {shape.clause}


@pytest.mark.parametrize(
    ("shape", "sign", "due"),
    [
        (Proportional(), "at_least", {"raw"}),
        (FROM, None, {"ratio"}),
        (ABOVE, None, {"deviation"}),
        (RANGES, None, set()),
        (line("zero", "zero", "ratio"), None, {"ratio"}),
        (off("2", "3", "whole"), None, {"lost"}),
    ],
)
def test_what_can_be_shown(shape: Shape, sign: Sign | None, due: set[str]) -> None:
    """A sentence or a table finds these numbers by their names."""
    assert names(apply(shape, "here", Asked(RULES, sign, None, "%" in str(shape)))) == due


def test_the_goal_may_be_another_than_the_target() -> None:
    """A row is held against its goal: the end of an interval in the place of the target."""
    asked = Asked(RULES, "at_least")
    assert (asked.goal, asked.method, asked.percent) == (TARGET, None, False)
    rules = RuleSet(id="held", at_least=Proportional())
    plan = Plans(rules).number("at_least", None, percent=False)
    assert read(plan, target="4", actual="3", points="10") == Said(
        str(Fraction(15, 2)), "proportional", "at_least"
    )
