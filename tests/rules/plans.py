"""Every plan of a rule set with rows to read it for: what each row knows, and which input is its cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.model import RuleSet, Shape
from perfeval.notation import Sign
from perfeval.rules import Plan, Plans
from perfeval.rules.regions import Row

SIGNS: tuple[Sign | None, ...] = ("at_least", "above", "equal", "at_most", "below", None)
ROUND, ODD, NONE = Fraction(10), Fraction(100, 3), Fraction(0)


class Case(NamedTuple):
    """A plan, and a row of it whose cell is left open."""

    name: str
    plan: Plan
    row: Row


def _number_rows(method: Shape | None) -> Iterator[Row]:
    """Yield rows of a number against a number: plain, in another unit, below and at zero, with a filed score."""
    for target, points in (
        (Fraction(90), ROUND),
        (Fraction(7, 2), ODD),
        (NONE, ROUND),
        (Fraction(-5), ROUND),
    ):
        yield Row({"target": target, "points": points}, "actual")
    yield Row({"target": Fraction(90), "points": NONE}, "actual")
    yield Row({"target": Fraction(90), "points": ROUND}, "actual", Fraction(100))
    if method is not None:
        filed = {"target": Fraction(90), "points": ROUND, "filed": Fraction(4)}
        yield Row(filed, "actual", Fraction(1, 3), {"reason": "定得偏低"})
        yield Row(filed, "actual")


def cases(rules: RuleSet, methods: tuple[Shape | None, ...]) -> Iterator[Case]:
    """Yield the plans of a rule set with rows to read them for.

    Args:
        rules: The rule set.
        methods: The methods that indicators ask for.
    """
    plans = Plans(rules)
    for method in methods:
        for percent in (False, True):
            for sign in SIGNS:
                plan = plans.number(sign, method, percent=percent)
                for row in _number_rows(method):
                    yield Case(f"number {sign}", plan, row)
                for side in ("at_least", "below"):
                    known = Row({"target": Fraction(90), "points": ODD}, "actual")
                    yield Case(
                        f"bound {sign} {side}", plans.bound(sign, method, side, percent=percent), known
                    )
        for low_closed, high_closed in ((True, True), (True, False), (False, True)):
            plan = plans.interval(method, percent=True, low_closed=low_closed, high_closed=high_closed)
            for low, high in ((Fraction(80), Fraction(90)), (NONE, ROUND), (Fraction(-3), NONE)):
                yield Case("interval", plan, Row({"low": low, "high": high, "points": ODD}, "actual"))
        for word in ("kept", "missed"):
            row = Row({"points": ROUND}, "days", words={"deadline": word})
            yield Case(f"deadline {word}", plans.deadline(method), row)
    yield from _others(rules, plans)


def _others(rules: RuleSet, plans: Plans) -> Iterator[Case]:
    """Yield the plans that no method changes."""
    for tier in (*rules.tiers, "nothing"):
        for points in (ROUND, ODD):
            yield Case(f"tier {tier}", plans.tier(), Row({"points": points}, "filed", words={"tier": tier}))
    if rules.budget is not None:
        for points in (ROUND, ODD):
            yield Case(
                "executed", plans.execution(), Row({"base": Fraction(3), "points": points}, "executed")
            )
            yield Case("base", plans.execution(), Row({"executed": Fraction(3), "points": points}, "base"))
        yield Case("no base", plans.execution(), Row({"base": NONE, "points": ROUND}, "executed"))
    reason = {"reason": "核减"}
    for words in ({}, reason, {"tier": "met"}):
        yield Case("filed", plans.filed(), Row({"points": ROUND, "earned": ROUND}, "filed", words=words))
        yield Case(
            "deducted", plans.deducted(), Row({"points": ROUND, "earned": ODD}, "deduction", words=words)
        )
    yield Case("total", plans.total(), Row({"counted": Fraction(90), "left_out": Fraction(1)}, "sum"))
