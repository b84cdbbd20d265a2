"""Whole forms to measure on: ten realistic rows of 80 points under the headings of Hubei's form, and the budget's 20."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from benchmarks.rows import Row, realistic
from perfeval.exact import Number
from perfeval.model import BudgetFiled, BudgetPlan, Definition, Entry, Filing, Indicator
from perfeval.notation import read_actual, read_amount, read_target

__all__ = ["RULES", "Form", "definition", "filing", "forms"]

RULES = "hubei-2020"
_ROWS = 10
# How many of the ten rows stand under each heading.
_TREE = {
    "产出指标": {"数量指标": 3, "质量指标": 2, "时效指标": 1, "成本指标": 1},
    "效益指标": {"社会效益指标": 2},
    "满意度指标": {"服务对象满意度指标": 1},
}
_NAMES = [f"第{number}项指标" for number in range(_ROWS)]


class Form(NamedTuple):
    """One form as text: its rows, and the budget in 万元."""

    rows: tuple[Row, ...]
    adjusted: str
    executed: str


def forms(count: int, seed: int = 12333, filed: int = 0) -> Iterator[Form]:
    """Yield *count* forms, all different.

    Args:
        count: How many.
        seed: Of the definitions: points, signs, targets.
        filed: Of what was filed: the same definitions have other actuals and another budget under another number.
    """
    draw = random.Random(seed)
    drawn = random.Random(f"{seed} {filed}")
    rows = realistic(count * _ROWS, seed)
    for _ in range(count):
        points = _points(draw)
        own = tuple(
            row._replace(points=text, actual=_actual(row, drawn) if filed else row.actual)
            for row, text in zip(islice(rows, _ROWS), points, strict=True)
        )
        adjusted = drawn.randint(5_000, 5_000_000)
        executed = adjusted * drawn.randint(700, 1000) // 1000
        yield Form(own, f"{adjusted / 100:.2f}", f"{executed / 100:.2f}")


def _points(draw: random.Random) -> list[str]:
    """Return the points of ten rows, in halves, that sum to 80."""
    halves = [draw.randint(6, 26) for _ in range(_ROWS - 1)]
    while not 4 <= 160 - sum(halves) <= 40:
        halves[draw.randrange(_ROWS - 1)] = draw.randint(6, 26)
    return [f"{half / 2:g}" for half in (*halves, 160 - sum(halves))]


def _actual(row: Row, draw: random.Random) -> str:
    """Return another actual for a row; where the target is a `=`, one that does not exceed it."""
    if draw.random() < 0.35:
        return row.target
    top = 1000 if row.sign == "=" else 1300
    hundredths = max(1, int(row.target) * 100 * draw.randint(500, top) // 1000)
    return f"{hundredths // 100}.{hundredths % 100:02}"


def definition(form: Form) -> Definition:
    """Return the definition of a form, of new records.

    Args:
        form: The form as text.
    """
    leaves = iter(
        Indicator(
            name=name, points=Number.of(row.points), target=read_target(row.sign + row.target + row.unit)
        )
        for name, row in zip(_NAMES, form.rows, strict=True)
    )
    tree = tuple(
        Indicator(
            name=first,
            children=tuple(
                Indicator(name=second, children=tuple(islice(leaves, count)))
                for second, count in below.items()
            ),
        )
        for first, below in _TREE.items()
    )
    plan = BudgetPlan(points=Number.of("20"), money_unit="万元")
    return Definition(title="十行", fiscal_year=2024, ruleset=RULES, budget=plan, indicators=tree)


def filing(form: Form, of: Definition) -> Filing:
    """Return the filing of a form, of new records.

    Args:
        form: The form as text.
        of: Its definition.
    """
    actuals = {
        name: Entry(actual=read_actual(row.actual + row.unit))
        for name, row in zip(_NAMES, form.rows, strict=True)
    }
    budget = BudgetFiled(
        money_unit="万元",
        adjusted=read_amount(form.adjusted, "万元"),
        executed=read_amount(form.executed, "万元"),
    )
    return Filing(
        definition=of,
        budget=budget,
        actuals=actuals,
        deviation_reason="部分指标受外部因素影响，未达预期",
        improvement_measures="加强过程管理，按季度核对进度",
    )
