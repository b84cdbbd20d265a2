"""A layout as data: where report and form cells correspond. The same records write a form and recognise one."""

from __future__ import annotations

from typing import NamedTuple

import attrs

from perfeval.model import key
from perfeval.model.definition import KINDS, MONEY_UNITS
from perfeval.source import Problem

__all__ = ["BUDGET_COLUMNS", "INDICATOR_COLUMNS", "SOURCES", "Block", "Layout", "Pair", "Row"]

SOURCES = (
    "title",
    "code",
    "unit",
    "filed_on",
    "fiscal_year",
    "supervising_department",
    "implementing_unit",
    "overall_goal",
    "overall_result",
    "deviation_reason",
    "improvement_measures",
)
"""The fields of definition and filing that a cell may print."""

INDICATOR_COLUMNS = (
    "level1",
    "level2",
    "level3",
    "name",
    "points",
    "target",
    "actual",
    "score",
    "reason",
    "measures",
)
BUDGET_COLUMNS = ("initial", "adjusted", "executed", "points", "rate", "score", "reason")


class Pair(NamedTuple):
    """A label and what stands beside it: a source, a template with {total}, a field by its label, or options.

    Of the options the chosen one is printed with ☑ and the others with □.
    """

    label: str
    source: str = ""
    field: str = ""
    choice: tuple[str, ...] = ()

    @property
    def template(self) -> bool:
        """Return whether the source is a text with places in it."""
        return "{" in self.source


class Block(NamedTuple):
    """The budget or the indicators: a label at the left, and columns with their heads.

    `name` is what the budget row is called; `goal` the left label of one of several goals.
    """

    label: str
    columns: tuple[tuple[str, str], ...]
    name: str = ""
    name_beside_head: bool = False
    goal: str = ""
    points_in_name: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return what the columns hold."""
        return tuple(name for name, _ in self.columns)


class Row(NamedTuple):
    """One row of the form: pairs side by side, or a block that takes several rows."""

    pairs: tuple[Pair, ...] = ()
    budget: Block | None = None
    indicators: Block | None = None


@attrs.frozen
class Layout:
    """The form of one authority for one kind of self-evaluation."""

    id: str = key("text", "编号", doc="表样的编号", required=True)
    kind: str = key("choice", "类型", doc="项目、整体或转移支付", choices=KINDS, default="project")
    title: str = key(
        "text", "标题", doc="表题，{title} 处印项目或单位名称", required=True, example="'{title}项目自评表'"
    )
    money_unit: str = key("choice", "金额单位", doc="表上金额的单位", choices=MONEY_UNITS, default="万元")
    scores: str = key(
        "choice",
        "得分写法",
        doc="得分去掉末尾的零，或保留两位小数",
        choices={"trimmed": ("去零",), "fixed": ("两位小数",)},
        default="trimmed",
    )
    verified: bool = key("flag", "已核对", doc="是否照真实的表核对过", default=True)
    above: tuple[Pair, ...] = key("custom", "表前", doc="表题与表格之间的栏目", default=())
    rows: tuple[Row, ...] = key("custom", "行", doc="由上到下的各行", required=True, default=())
    widths: tuple[int, ...] = key("custom", "列宽", doc="各列宽度之比", default=())
    problems: tuple[Problem, ...] = attrs.field(default=(), kw_only=True, eq=False, repr=False)

    def shares(self, pairs: int) -> tuple[int, ...]:
        """Return over how many columns the text of each of so many pairs goes; its label takes one column more."""
        free = self.width - pairs
        return tuple(
            (free * (n + 1) + pairs - 1) // pairs - (free * n + pairs - 1) // pairs for n in range(pairs)
        )

    @property
    def indicators(self) -> Block:
        """Return the block of the indicators; a layout that was loaded has one."""
        return next(row.indicators for row in self.rows if row.indicators is not None)

    @property
    def budget(self) -> Block | None:
        """Return the block of the budget, None where the form has none."""
        return next((row.budget for row in self.rows if row.budget is not None), None)

    @property
    def width(self) -> int:
        """Return the number of columns: the left label and those of the indicators."""
        return 1 + len(self.indicators.columns)
