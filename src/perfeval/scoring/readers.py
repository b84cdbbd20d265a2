"""The readers of a rule set's plans, kept beside it: a plan is compiled to functions once."""

from __future__ import annotations

from functools import lru_cache

from perfeval.exact import Mode, round_units
from perfeval.model import RuleSet, Shape
from perfeval.notation import Sign
from perfeval.rules import Plan, plans_of
from perfeval.rules.compiled import KEPT
from perfeval.rules.form import adds
from perfeval.scoring.exactly import Pair, Reader

__all__ = ["Rules", "reader_of"]


def reader_of(plan: Plan, rules: RuleSet) -> Reader:
    """Return the exact reader of a plan, kept beside its rule set.

    Args:
        plan: The plan, one of the rule set's own.
        rules: The rule set.
    """
    readers: dict[int, Reader] = rules.kept.setdefault("readers", {})
    reader = readers.get(id(plan))
    if reader is None:  # a reader holds its plan, so no other can come to the same id
        reader = Reader(plan)
        if len(readers) >= KEPT:
            readers.clear()
        readers[id(plan)] = reader
    return reader


@lru_cache(maxsize=4096)
def _full(points: Pair, places: int, mode: Mode) -> int:
    """Return points in units of the last decimal of a score."""
    return round_units(*points, places, mode)


class Rules:
    """A rule set as rows are scored by it: its rounding, and the plans of one value against a target.

    A plan with a ladder is not plain: what it earns may have to be told of.
    """

    __slots__ = ("_plain", "adds", "execution", "grades", "mode", "places", "ruleset", "total")

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.places, self.mode = ruleset.rounding.score.places, ruleset.rounding.score.mode
        plans = plans_of(ruleset)
        self.adds = adds(ruleset)
        self.total, self.grades = reader_of(plans.total(), ruleset), reader_of(plans.grade(), ruleset)
        self.execution = reader_of(plans.execution(), ruleset)
        self._plain: dict[tuple[Sign | None, bool], Reader | None] = {}

    @classmethod
    def of(cls, ruleset: RuleSet) -> Rules:
        """Return the rules of a rule set, kept beside it."""
        kept = ruleset.kept.get("rules")
        return kept if kept is not None else ruleset.kept.setdefault("rules", cls(ruleset))  # type: ignore[no-any-return]

    def units(self, ratio: Pair) -> int:
        """Return a score in units of the last decimal that the rule set keeps."""
        return round_units(*ratio, self.places, self.mode)

    def full(self, points: Pair) -> int:
        """Return the points of a row in units of the last decimal: many rows have the same."""
        return _full(points, self.places, self.mode)

    def plain(self, sign: Sign | None, method: Shape | None, *, percent: bool) -> Reader | None:
        """Return the reader of one value against a target, None where it is not plain.

        Args:
            sign: The effective sign.
            method: The shape that the indicator asks for.
            percent: Whether both are percentages.
        """
        if method is not None:
            return self._reader(sign, method, percent=percent)
        try:
            return self._plain[sign, percent]
        except KeyError:
            reader = self._plain[sign, percent] = self._reader(sign, None, percent=percent)
            return reader

    def _reader(self, sign: Sign | None, method: Shape | None, *, percent: bool) -> Reader | None:
        """Return the reader of a plan, None where it has a ladder."""
        reader = reader_of(plans_of(self.ruleset).number(sign, method, percent=percent), self.ruleset)
        return None if reader.climbs else reader
