"""The form around a row on trial: whatever a rule set wants beside it, met in full, so that only the row matters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import attrs

from perfeval.exact import Fraction, Number
from perfeval.model import BudgetFiled, BudgetPlan, Definition, Entry, Filing, Indicator, Placed, RuleSet
from perfeval.notation import read_actual, read_amount, read_target
from perfeval.reading import ruleset_ids

__all__ = ["FOCUS", "REST", "Frame", "placed"]

FOCUS = "指标"
"""What a row on trial is called."""
REST = "其余"
"""What the row that takes the points which are left is called."""
_AMOUNT = "100"


def placed(target: str, actual: str | None, points: Fraction, heading: str = "", **more: Any) -> Placed:
    """Return a row on trial from its cells.

    Args:
        target: The cell of the target.
        actual: The cell of the actual, None where nothing was filed.
        points: The points.
        heading: The heading above it.
        **more: Further keys of the indicator, or of what was filed.
    """
    own: dict[str, Any] = {
        name: more.pop(name) for name in ("name", "method", "direction", "of_which") if name in more
    }
    indicator = Indicator(
        **{"name": FOCUS, "points": Number.of(points), "target": read_target(target), **own}
    )
    filed = None if actual is None else read_actual(actual)
    return Placed(indicator, None if filed is None and not more else Entry(actual=filed, **more), heading)


@attrs.frozen
class Frame:
    """What a form under one rule set needs: the budget's points, the headings that are due, the rest of the points."""

    rules: RuleSet

    @cached_property
    def free(self) -> Fraction:
        """Return the points that are left for indicators."""
        own = self.rules.budget.points.value if self.rules.budget else Fraction(0)
        return self.rules.total.value - own

    @cached_property
    def tops(self) -> dict[str, Fraction]:
        """Return the first-level headings that are binding, with their points; none where the unit is free."""
        weights = self.rules.weights
        if weights is None or not weights.binding:
            return {}
        return {name: points.value for name, points in weights.variants[0].items()}

    def top(self, heading: str) -> str:
        """Return the binding heading that a row under *heading* stands below, itself where it is one."""
        if heading in self.tops or not self.tops:
            return heading if heading in self.tops else ""
        signs = self.rules.default_sign
        return next((name for name in self.tops if name not in signs), next(iter(self.tops)))

    def room(self, heading: str) -> Fraction:
        """Return the points that rows under *heading* may have together."""
        return self.tops.get(self.top(heading), self.free)

    @cached_property
    def year(self) -> int:
        """Return an evaluated year that the rule set is for."""
        return self.rules.years.start or self.rules.years.end or 2024

    def filing(self, rows: Sequence[Placed], budget: BudgetFiled | None = None, **more: Any) -> Filing:
        """Return a form with *rows* that has all the points it should have.

        Args:
            rows: The rows on trial; together they have no more points than there is room for.
            budget: The budget execution as filed; None means spent in full.
            **more: Further fields of the definition.
        """
        groups: dict[str, list[Placed]] = {top: [] for top in self.tops or ("",)}
        for row in rows:
            groups.setdefault(self.top(row.heading), []).append(row)
        left = self.free - sum(self.tops.values())
        if left and self.tops:
            groups[REST] = []
        for top, held in groups.items():
            room = self.tops.get(top, left if self.tops else self.free)
            rest = room - sum(
                (one.indicator.points.value for one in held if one.indicator.points), Fraction(0)
            )
            if rest > 0:
                held.append(_rest(top, rest))
        filed = {
            placed.indicator.key: placed.entry
            for held in groups.values()
            for placed in held
            if placed.entry is not None
        }
        rule = self.rules.budget
        definition = Definition(
            title="示例",
            fiscal_year=self.year,
            ruleset=self._name,
            budget=None if rule is None else BudgetPlan(points=rule.points, money_unit="万元"),
            indicators=tuple(node for top, held in groups.items() for node in _tree(top, held)),
            **more,
        )
        spent = budget or (None if rule is None else self.spent())
        return Filing(definition=definition, budget=spent, actuals=filed)

    @cached_property
    def _name(self) -> str:
        """Return what a file calls the rule set: its id, or its path where it is no shipped one."""
        if self.rules.id in ruleset_ids() or self.rules.origin is None:
            return self.rules.id
        return self.rules.origin.source.name

    def spent(self, base: str = _AMOUNT, executed: str = _AMOUNT, other: str | None = None) -> BudgetFiled:
        """Return a budget as filed, in 万元.

        Args:
            base: The budget that the rate is taken of.
            executed: What was spent.
            other: The other one of the two budgets, None where it is not filed.
        """
        initial = self.rules.budget is not None and self.rules.budget.base == "initial"
        amounts = {"initial" if initial else "adjusted": base, "executed": executed}
        if other is not None:
            amounts["adjusted" if initial else "initial"] = other
        read: dict[str, Any] = {name: read_amount(text, "万元") for name, text in amounts.items()}
        return BudgetFiled(money_unit="万元", **read)


def _rest(top: str, points: Fraction) -> Placed:
    """Return a met row with the points that are left below a heading."""
    return placed("≥1", "1", points, name=f"{top}{REST}" if top != REST else REST)


def _tree(top: str, held: list[Placed]) -> tuple[Indicator, ...]:
    """Return rows below their headings."""
    nodes: list[Indicator] = []
    for placed in held:
        own = placed.heading and placed.heading != top
        nodes.append(
            Indicator(name=placed.heading, children=(placed.indicator,)) if own else placed.indicator
        )
    return (Indicator(name=top, children=tuple(nodes)),) if top and nodes else tuple(nodes)
