"""The parts of a plan: what holds where, what is earned, what stands in the way."""

from __future__ import annotations

from perfeval.model import Proportional
from perfeval.rules import codes
from perfeval.rules.expressions import ACTUAL, POINTS, TARGET, ZERO, Given
from perfeval.rules.plan import Branch, earns, escaped, stops, under


def test_further_tests_are_asked_first() -> None:
    """Each branch keeps its own tests behind the further ones; tests that can be read once are enough."""
    first, own = Given("filed"), ACTUAL < TARGET
    branches = [Branch((own,), POINTS, "a"), Branch((), ZERO, "b")]
    found = under(iter([first, Given("reason")]), iter(branches))
    assert [branch.tests for branch in found] == [(first, Given("reason"), own), (first, Given("reason"))]
    assert [branch._replace(tests=()) for branch in found] == [
        branch._replace(tests=()) for branch in branches
    ]
    assert under([], branches) == branches


def test_what_is_earned_stands_on_a_clause() -> None:
    """On the clause that is given, else on that of the shape, else on none; a person's score is marked."""
    shape = Proportional(clause="k")
    assert earns(POINTS, "rule", "say", shape) == [Branch((), POINTS, "rule", "k", "say", shape)]
    assert earns(POINTS, "rule", "say", shape, clause="own")[0].clause == "own"
    assert earns(POINTS, "rule", "say") == [Branch((), POINTS, "rule", None, "say")]
    assert [one.by_hand for one in (*earns(ZERO, "", ""), *earns(ZERO, "", "", by_hand=True))] == [
        False,
        True,
    ]


def test_what_stands_in_the_way() -> None:
    """A problem with its fact, its way out, its cell and its numbers; empty is what the code says itself."""
    assert stops(codes.SC01) == [Branch((), code=codes.SC01)]
    found = stops(codes.SC01, "fact", "repair", key="score", shows=(POINTS,))
    assert found == [Branch((), code=codes.SC01, fact="fact", repair="repair", key="score", shows=(POINTS,))]


def test_braces_of_a_rule_set_are_no_names() -> None:
    """A text with braces comes out of a fact as it went in."""
    assert escaped("{a}{{b}").format() == "{a}{{b}"
