"""Rule sets and forms drawn by a seeded generator: every shape, edge and rounding, written as a rule owner writes them.

Nothing here asks the engine: a rule set is a mapping as its YAML file has it, a form one as a definition's has it.
"""

from __future__ import annotations

import json
import random
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

import attrs

__all__ = [
    "MODES",
    "SIGNS",
    "Form",
    "Row",
    "drawn_form",
    "drawn_number",
    "drawn_row",
    "drawn_rules",
    "drawn_shape",
    "with_total",
]

Rules: TypeAlias = "dict[str, Any]"
SIGNS = {"at_least": "≥", "above": "＞", "at_most": "≤", "below": "＜", "equal": "=", "": ""}
MODES = ("half_up", "half_even", "down")
_UNITS = ("人", "%", "%", "万元", "件", "个工作日", "公里", "")
_POINTS = ("8", "10", "30", "22.5", "7", "3", "4.5", "3.33", "12", "0.5", "9", "6.75")


@attrs.frozen
class Row:
    """One indicator: what its target cell says, its points, and how it is scored where that is its own."""

    name: str
    points: str
    sign: str
    target: str
    unit: str
    heading: str = ""
    method: Any = None

    def node(self) -> dict[str, Any]:
        """Return the indicator as a definition has it."""
        method = {} if self.method is None else {"method": self.method}
        return {"name": self.name, "points": self.points, "target": f"{SIGNS[self.sign]}{self.target}{self.unit}", **method}  # fmt: skip


@attrs.frozen
class Form:
    """A form: its rows, and the points of the budget execution, None where it has none."""

    rows: tuple[Row, ...]
    budget: str | None
    year: int = 2025

    def text(self) -> str:
        """Return the definition as a file."""
        top: dict[str, list[dict[str, Any]]] = {}
        for row in self.rows:
            top.setdefault(row.heading or "其他", []).append(row.node())
        data: dict[str, Any] = {
            "format": "perfeval-definition-1", "id": "drawn", "title": "示例", "kind": "project", "fiscal_year": self.year,
            "indicators": [{"name": name, "children": nodes} for name, nodes in top.items()],
        }  # fmt: skip
        if self.budget is not None:
            data["budget"] = {"points": self.budget, "money_unit": "万元"}
        return json.dumps(data, ensure_ascii=False)


def drawn_number(draw: random.Random, digits: int, top: int = 400) -> str:
    """Return a number with at most so many significant digits, as it is written.

    Args:
        draw: The generator.
        digits: Significant digits at most.
        top: Its whole part is at most this.
    """
    whole = draw.randint(0, min(top, 10 ** min(digits, 9) - 1))
    places = draw.choice((0, 1, 2, digits)) if digits < 9 else digits
    places = min(places, digits - len(str(whole)) if whole else digits)
    text = f"{whole}.{draw.randrange(10**places):0{places}}" if places > 0 else str(whole)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _share(draw: random.Random, low: int, high: int) -> str:
    """Return a percentage, one of three with a decimal."""
    return f"{draw.randint(low, high)}{draw.choice(('', '', f'.{draw.randint(1, 9)}'))}%"


def _score(draw: random.Random) -> str:
    """Return what a step earns: a share of the points, or points."""
    return draw.choice(
        (_share(draw, 5, 100), str(draw.randint(1, 6)), f"{draw.randint(0, 3)}.{draw.randint(1, 9)}")
    )


def _ends(draw: random.Random, of: str, *, percent: bool) -> list[str]:
    """Return the ends of bands or the places of anchors, from high to low and each another."""
    if of != "actual" or percent:
        high = 60 if of == "deviation" else 130
        low = 0 if of == "deviation" else 20
        return [f"{n}%" for n in sorted(draw.sample(range(low, high), draw.randint(2, 5)), reverse=True)]
    return [str(n) for n in sorted(draw.sample(range(1, 300), draw.randint(2, 5)), reverse=True)]


def _bands(draw: random.Random, of: str, *, percent: bool) -> list[dict[str, str]]:
    """Return bands: from an end, above one, or in ranges."""
    ends = _ends(draw, of, percent=percent)
    if draw.random() < 0.3:
        pairs = [(low, high) for high, low in pairwise(ends)]
        return [
            {"range": f"[{low}, {high}{draw.choice((')', ')', ']'))}", "score": _score(draw)}
            for low, high in pairs
        ]
    bands = [{draw.choice(("from", "from", "above")): end, "score": _score(draw)} for end in ends]
    return bands if draw.random() < 0.25 else [*bands, {"score": draw.choice(("0%", "0", _score(draw)))}]


def _of(draw: random.Random, *choices: str) -> str:
    """Return what a shape asks with."""
    return draw.choice(choices)


def drawn_shape(draw: random.Random, name: str, *, percent: bool) -> dict[str, Any]:
    """Return a shape of a kind with everything it can say.

    Args:
        draw: The generator.
        name: The kind.
        percent: Whether it is for targets in percent.
    """
    if name in ("proportional", "reciprocal", "linear"):
        cap = draw.choice((None, None, "points", _share(draw, 100, 130), _share(draw, 60, 99), "5"))
        floor = draw.choice((None, None, _share(draw, 30, 80)))
        return _without_none({"shape": name, "cap": cap, "floor": floor})
    if name == "bands":
        of = _of(draw, "actual", "ratio", "deviation")
        return {"shape": name, "of": of, "bands": _bands(draw, of, percent=percent)}
    if name == "piecewise":
        of = _of(draw, "actual", "ratio")
        ends = _ends(draw, of, percent=percent)[::-1]
        anchors = [{"at": end, "score": _score(draw)} for end in ends]
        choice = ("problem", "zero", "hold")
        return {"shape": name, "of": of, "anchors": anchors, "below": draw.choice(choice), "above": draw.choice(choice)}  # fmt: skip
    if name in ("deduct", "count"):
        of = _of(draw, "actual", "ratio") if name == "deduct" else "actual"
        shares = of == "ratio" or percent
        each = draw.choice(("5%", "10%", "1%", "2.5%", "3%") if shares else ("1", "5", "10", "0.5", "3"))
        part = draw.choice(
            ("proportional", "drop", "whole") if name == "deduct" else ("proportional", "drop")
        )
        shape = {"shape": name, "each": each, "score": draw.choice((_score(draw), "10%", "1")), "part": part}
        return {**shape, "of": of} if name == "deduct" else shape
    if name == "pass_fail":
        return _without_none({"shape": name, "missed": draw.choice((None, _share(draw, 10, 90), "1.5"))})
    return {"shape": name}


def _without_none(data: dict[str, Any]) -> dict[str, Any]:
    """Return a mapping without what says nothing."""
    return {key: value for key, value in data.items() if value is not None}


_UP = ("proportional", "proportional", "proportional", "bands", "piecewise", "deduct", "pass_fail")
_DOWN = ("reciprocal", "reciprocal", "linear", "linear", "bands", "piecewise", "deduct", "pass_fail")
_METHODS = ("proportional", "reciprocal", "linear", "bands", "piecewise", "deduct", "count", "pass_fail", "full", "zero")  # fmt: skip


def _edge(draw: random.Random, *names: str) -> Any:
    """Return what a rule set says of an edge; three of four say something."""
    name = draw.choice((*names, *names, *names, "problem"))
    return "problem" if name == "problem" else drawn_shape(draw, name, percent=False)


def _by_ratio(draw: random.Random, names: tuple[str, ...]) -> dict[str, Any]:
    """Return a shape for a whole rule set: it asks with no actual, which is in another unit in every row."""
    while True:
        shape = drawn_shape(draw, draw.choice(names), percent=draw.random() < 0.3)
        if shape.get("of") != "actual" or shape["shape"] == "deduct":
            return shape


def _ladder(draw: random.Random) -> dict[str, Any] | None:
    """Return a ladder of over-fulfilment, or none."""
    if draw.random() < 0.55:
        return None
    measure = draw.choice(("ratio", "deviation"))
    low, high = (5, 90) if measure == "deviation" else (101, 300)
    steps: list[dict[str, Any]] = []
    for end in sorted(draw.sample(range(low, high), draw.randint(1, 3))):
        do = draw.choice(("warn", "multiply", "multiply", "subtract", "subtract", "zero"))
        by = {
            "multiply": _share(draw, 50, 95),
            "subtract": draw.choice((_share(draw, 5, 40), "1", "0.5")),
        }.get(do)
        steps.append(_without_none({draw.choice(("from", "above")): f"{end}%", "do": do, "by": by}))
    signs = draw.choice(([], [], ["at_least"], ["at_least", "above", "equal"], ["at_most", "below"]))
    return {"measure": measure, "steps": steps, **({"signs": signs} if signs else {})}


def _budget(draw: random.Random) -> dict[str, Any] | None:
    """Return the rules of the budget execution, or none."""
    if draw.random() < 0.15:
        return None
    shape = draw.choice(("proportional", "proportional", "bands"))
    bands = {"bands": _bands(draw, "ratio", percent=True)} if shape == "bands" else {}
    return _without_none(
        {
            "points": draw.choice(("10", "20", "7", "12.5")), "base": draw.choice(("adjusted", "initial")), "shape": shape, **bands,
            "floor": draw.choice((None, _share(draw, 40, 80))), "above_100": draw.choice(("problem", "cap", "zero")),
            "zero_base": draw.choice(("problem", "full", "zero")), "zero_base_spent": draw.choice(("problem", "zero")),
        }
    )  # fmt: skip


def _places(draw: random.Random) -> dict[str, Any]:
    """Return a rounding."""
    return {"places": draw.choice((2, 2, 2, 1, 0, 3)), "mode": draw.choice(("half_up", "half_up", *MODES))}


def drawn_rules(draw: random.Random) -> Rules:
    """Return a rule set, without its total: that is the sum of the form.

    Args:
        draw: The generator.
    """
    equal = _without_none(
        {
            "tolerance": draw.choice((None, None, "5%", "2", "12.5%")),
            "missed": draw.choice((None, _by_ratio(draw, _UP))),
            "exceeded": draw.choice(("problem", _edge(draw, "full", "zero"), drawn_shape(draw, "linear", percent=False), drawn_shape(draw, "reciprocal", percent=False), drawn_shape(draw, "pass_fail", percent=False))),
        }
    )  # fmt: skip
    rounding = {"score": _places(draw), "total": draw.choice(("sum_of_scores", "sum_of_scores", "exact_sum", "scores_and_exact_budget"))}  # fmt: skip
    if draw.random() < 0.35:
        rounding["rate"] = _places(draw)
    return _without_none(
        {
            "format": "perfeval-ruleset-1", "id": "drawn", "title": "抽出的规则", "years": {"from": 2020}, "rounding": rounding,
            "default_sign": {"数量指标": "at_least", "成本指标": "at_most"}, "budget": _budget(draw),
            "at_least": _by_ratio(draw, _UP), "at_most": _by_ratio(draw, _DOWN), "equal": equal,
            "strict_edge": _edge(draw, "full", "zero"), "zero_target": _edge(draw, "pass_fail", "zero"),
            "negative_target": _edge(draw, "pass_fail", "zero"), "negative_actual": _edge(draw, "pass_fail", "zero"),
            "over_fulfilment": _ladder(draw),
        }
    )  # fmt: skip


def _target(draw: random.Random, unit: str) -> str:
    """Return the number of a target: mostly short, some of many digits, few zero or below."""
    if unit == "":
        return str(draw.randint(1, 300))
    kind = draw.random()
    if kind < 0.04:
        return "0"
    if kind < 0.06:
        return f"-{draw.randint(1, 40)}"
    top = 120 if unit == "%" else draw.choice((20, 400, 400, 90000))
    digits = draw.choice((2, 2, 3, 3, 4, 6, 8)) if kind < 0.92 else draw.randint(9, 13)
    found = drawn_number(draw, digits, top)
    return found if float(found) else str(draw.randint(1, top))


def drawn_row(draw: random.Random, number: int, methods: list[Any] | None = None) -> Row:
    """Return a row.

    Args:
        draw: The generator.
        number: It is in its name.
        methods: What it may be scored by instead of the rule set's shape; None draws shapes of every kind.
    """
    unit = draw.choice(_UNITS)
    method = None
    if draw.random() < 0.5:
        drawn = drawn_shape(draw, draw.choice(_METHODS), percent=unit == "%")
        method = drawn if methods is None else draw.choice(methods) if methods else None
    sign = draw.choice(("at_least", "at_least", "above", "at_most", "at_most", "below", "equal", ""))
    heading = draw.choice(("数量指标", "成本指标", "其他指标"))
    return Row(f"指标{number:02}", draw.choice(_POINTS), sign, _target(draw, unit), unit, heading, method)


def with_total(rules: Rules, form: Form) -> Rules:
    """Return a rule set whose total is what the form adds up to."""
    total = sum((Fraction(row.points) for row in form.rows), Fraction(form.budget or 0))
    return {**rules, "total": f"{float(total):g}"}


def drawn_form(draw: random.Random, rules: Rules, methods: list[Any] | None = None) -> Form:
    """Return a form for a rule set: of few rows, that totals are met, or of many.

    Args:
        draw: The generator.
        rules: The rule set.
        methods: As for `drawn_row`.
    """
    count = draw.choice((1, 2, 3, 12, 24, 24))
    budget = rules.get("budget")
    rows = tuple(drawn_row(draw, number, methods) for number in range(1, count + 1))
    return Form(rows, budget["points"] if budget else None)
