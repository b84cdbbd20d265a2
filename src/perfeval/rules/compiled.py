"""A rule set, compiled: each plan is written once, when a row first asks for it, and kept beside its rule set."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from perfeval.model import RuleSet, Shape
from perfeval.notation import Sign
from perfeval.rules import budget, form, kinds, numbers
from perfeval.rules.expressions import EARNED, rounded
from perfeval.rules.plan import Branch, Plan, Stage
from perfeval.rules.shapes import Asked

__all__ = ["KEPT", "Plans", "plans_of"]

KEPT = 1024
"""Plans of one rule set: methods that indicators write out themselves would otherwise heap up without end."""


class Plans:
    """The plans of one rule set. Threads that ask for the same one at once get equal ones."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self._rounding = Stage("rounding", (Branch((), rounded(EARNED, rules.rounding.score.rounding)),))
        self._kept: dict[Hashable, Plan] = {}

    def _plan(
        self,
        key: Hashable,
        names: str,
        write: Callable[[], tuple[Stage | None, ...]],
        *,
        rounded_last: bool = True,
    ) -> Plan:
        """Return the plan of a key, written where there is none yet."""
        plan = self._kept.get(key)
        if plan is None:
            stages = tuple(stage for stage in write() if stage is not None)
            plan = Plan(tuple(names.split()), (*stages, self._rounding) if rounded_last else stages)
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key] = plan
        return plan

    def number(self, sign: Sign | None, method: Shape | None, *, percent: bool) -> Plan:
        """Return the plan of one value against a target.

        Args:
            sign: The effective sign.
            method: The shape that the indicator asks for.
            percent: Whether both are percentages.
        """
        asked = Asked(self.rules, sign, method, percent)
        return self._plan(
            ("number", sign, method, percent),
            "target actual points filed reason",
            lambda: (numbers.base(asked), numbers.over_fulfilment(asked)),
        )

    def bound(self, sign: Sign | None, method: Shape | None, side: Sign, *, percent: bool) -> Plan:
        """Return the plan of a set of possible values against a target: its actual is the end of the set.

        Args:
            sign: The effective sign.
            method: The shape that the indicator asks for.
            side: On which side of its end the set lies.
            percent: Whether both are percentages.
        """
        asked = Asked(self.rules, sign, method, percent)
        return self._plan(
            ("bound", sign, method, side, percent),
            "target actual points filed reason",
            lambda: (numbers.bound(asked, side),),
        )

    def interval(self, method: Shape | None, *, percent: bool, low_closed: bool, high_closed: bool) -> Plan:
        """Return the plan of one value against an interval.

        Args:
            method: The shape that the indicator asks for.
            percent: Whether all are percentages.
            low_closed: Whether the low end belongs to the interval.
            high_closed: Whether the high end does.
        """
        asked = Asked(self.rules, None, method, percent)
        return self._plan(
            ("interval", method, percent, low_closed, high_closed),
            "low high actual points filed reason",
            lambda: (kinds.interval(asked, low_closed=low_closed, high_closed=high_closed),),
        )

    def deadline(self, method: Shape | None) -> Plan:
        """Return the plan of a date against a deadline.

        Args:
            method: The shape that the indicator asks for.
        """
        asked = Asked(self.rules, None, method)
        return self._plan(
            ("deadline", method), "deadline days points filed reason", lambda: (kinds.deadline(asked),)
        )

    def yes_no(self, method: Shape | None) -> Plan:
        """Return the plan of a yes or a no.

        Args:
            method: The shape that the indicator asks for.
        """
        asked = Asked(self.rules, None, method)
        return self._plan(("yes_no", method), "answer points filed reason", lambda: (kinds.yes_no(asked),))

    def alone(self, sign: Sign | None, method: Shape) -> Plan:
        """Return the plan of a method that asks neither target nor actual.

        Args:
            sign: The effective sign.
            method: The shape that the indicator asks for.
        """
        asked = Asked(self.rules, sign, method)
        return self._plan(("alone", sign, method), "points filed reason", lambda: (kinds.alone(asked),))

    def tier(self) -> Plan:
        """Return the plan of a row that is in a tier."""
        return self._plan("tier", "tier points filed", lambda: (kinds.tier(self.rules),))

    def filed(self) -> Plan:
        """Return what becomes of a computed score where the filing gives another."""
        return self._plan("filed", "points filed reason tier earned", lambda: (kinds.filed(self.rules),))

    def deducted(self) -> Plan:
        """Return what becomes of a score from which the filing takes points away."""
        return self._plan("deducted", "points deduction reason earned", lambda: (kinds.deducted(self.rules),))

    def not_applicable(self) -> Plan:
        """Return the plan of a row that does not apply."""
        return self._plan("not_applicable", "points", lambda: (kinds.not_applicable(self.rules),))

    def execution(self) -> Plan:
        """Return the plan of the budget execution."""
        return self._plan("execution", "base executed points", lambda: (budget.execution(self.rules),))

    def total(self) -> Plan:
        """Return how the sum of a form becomes its total."""
        return self._plan(
            "total", "sum counted left_out", lambda: (form.total(self.rules),), rounded_last=False
        )

    def grade(self) -> Plan:
        """Return the grades of a total."""
        return self._plan("grade", "total", lambda: (form.grade(self.rules),), rounded_last=False)


def plans_of(rules: RuleSet) -> Plans:
    """Return the plans of a rule set; they are kept beside the record, which cannot be changed, and go with it.

    Args:
        rules: The rule set.
    """
    plans = rules.kept.get("plans")
    if plans is None:
        plans = rules.kept.setdefault("plans", Plans(rules))
    return plans  # type: ignore[no-any-return]  # only this function puts plans there
