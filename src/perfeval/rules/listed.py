"""Branches as a table lists them: those that some row reaches, one for what stands outside the rules, signs together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

import attrs

from perfeval.exact import Fraction
from perfeval.notation import SIGN_TEXT, Sign
from perfeval.rules import codes
from perfeval.rules.expressions import ACTUAL, FILED, TARGET, Compare, Given, Registered, Says
from perfeval.rules.lines import Bent
from perfeval.rules.numbers import MET
from perfeval.rules.plan import Branch, Stage
from perfeval.rules.regions import Row, reached

__all__ = [
    "NUMBERS",
    "SHOWN",
    "SIGNS",
    "Group",
    "exactly",
    "folded",
    "grouped",
    "named_signs",
    "only",
    "reached_of",
    "rows_of",
    "same_tier",
    "signless",
]

_BY_HAND = (codes.SC24, codes.SC25, codes.SC26)
SIGNS: tuple[Sign, ...] = ("at_least", "above", "equal", "at_most", "below")
SHOWN: dict[Sign, str] = {
    sign: {"above": "＞", "equal": "＝", "below": "＜"}.get(sign, text) for sign, text in SIGN_TEXT.items()
}
_POINTS = tuple(map(Fraction, ("0.001", "1", "10", "1000")))
_TARGETS = tuple(map(Fraction, ("-1000", "-1", "0", "0.001", "1", "1000")))
"""Points and targets that stand for all: what branches compare them with is zero, the actual, or a number of a rule."""


class Group(NamedTuple):
    """Signs that a method scores by the same branches, apart from some that count for one of them only."""

    signs: dict[Sign, list[Branch]]
    reached: list[Branch]

    def all(self) -> list[Branch]:
        """Return the branches of the sign that has the most of them: the others have no further ones."""
        return max(self.signs.values(), key=len)

    def branches(self) -> Iterator[Branch]:
        """Yield the branches that some row reaches; those of some signs only say so."""
        for branch in self.all():
            if branch in self.reached:
                signs = [sign for sign, own in self.signs.items() if branch in own]
                yield branch if len(signs) == len(self.signs) else only(signs, branch)


def grouped(groups: list[Group], sign: Sign, own: list[Branch], reached: list[Branch]) -> None:
    """Add a sign to the group whose branches are its own, but for some, or else a group of its own.

    Args:
        groups: The groups so far.
        sign: The sign.
        own: Its branches.
        reached: Those of them that some row reaches.
    """
    for group in groups:
        shorter, longer = sorted((own, group.all()), key=len)
        if shorter == [branch for branch in longer if branch in shorter]:
            group.signs[sign] = own
            group.reached.extend(reached)
            return
    groups.append(Group({sign: own}, list(reached)))


def only(signs: Iterable[str], branch: Branch) -> Branch:
    """Return a branch that counts for some signs only.

    Args:
        signs: The signs.
        branch: The branch.
    """
    return branch._replace(tests=(Says("sign", named_signs(signs)), *branch.tests))


def signless(branch: Branch, sign: Sign) -> Branch:
    """Return a branch that says of its sign only that the target was met, and not by which rule a miss is scored.

    Args:
        branch: The branch.
        sign: The sign that it was written for.
    """
    met = Compare(ACTUAL, MET[sign], TARGET)
    tests = tuple(Says("target", "met") if test == met else test for test in branch.tests)
    earns = branch.earns
    if earns is not None and earns.operation == "called":
        earns = attrs.evolve(earns, sign=None)
    return branch._replace(tests=tests, earns=earns, clause=None if branch.rule == "met" else branch.clause)


def named_signs(signs: Iterable[str]) -> str:
    """Return signs as they are listed.

    Args:
        signs: The signs.

    >>> named_signs(["at_least", "above"])
    '≥、＞'
    """
    return "、".join(SHOWN[sign] for sign in signs)  # type: ignore[index]  # the names of signs


def rows_of(numbers: Iterable[Mapping[str, Fraction]]) -> Iterator[Row]:
    """Yield rows with these numbers, each with few and with many points; their cell is the actual.

    Args:
        numbers: What is known of the rows.
    """
    for known, points in product(numbers, _POINTS):
        yield Row({**known, "points": points}, "actual")


NUMBERS = tuple(rows_of({"target": target} for target in _TARGETS))
"""Rows that stand for all of a number against a number."""


def reached_of(stage: Stage, rows: Iterable[Row]) -> list[Branch]:
    """Return the branches that count for some row; all of them where that cannot be told.

    Args:
        stage: The stage.
        rows: Rows that stand for all.
    """
    plain = Stage(stage.name, tuple(folded(stage.branches)))
    try:
        found = frozenset().union(*(reached(plain, row) for row in rows))
    except Bent:
        return list(plain.branches)
    return [branch for number, branch in enumerate(plain.branches) if number in found]


def folded(branches: Iterable[Branch]) -> Iterator[Branch]:
    """Yield branches with one for a score by hand, and one for a registered function: the rest is outside the rules.

    Args:
        branches: The branches of a stage.
    """
    branches = list(branches)
    by_hand = any(branch.say == "manual" for branch in branches)
    for branch in branches:
        if (by_hand and branch.code in _BY_HAND) or branch.code is codes.SC28:
            continue
        outside = Given | Registered if branch.say in ("manual", "custom") else ()
        yield branch._replace(tests=tuple(t for t in branch.tests if not isinstance(t, outside)))


def same_tier(branch: Branch, other: Branch) -> bool:
    """Return whether two branches give one tier the same score.

    Args:
        branch: A branch of the tiers.
        other: Another one.
    """
    return (branch.rule, branch.earns) == (other.rule, other.earns)


def exactly(branch: Branch) -> Branch:
    """Return the branch of a tier with its exact bounds alone, and no word of whether a score was filed.

    Args:
        branch: The branch.
    """
    if branch.earns != FILED:
        return branch._replace(tests=tuple(test for test in branch.tests if isinstance(test, Says)))
    bounds = [test for test in branch.tests if isinstance(test, Compare)]
    exact = [test for test in bounds if test.left.name in ("low", "high")]
    kept = exact or bounds
    return branch._replace(tests=tuple(test for test in branch.tests if test not in bounds or test in kept))
