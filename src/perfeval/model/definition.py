"""What is to be achieved: the definition with its tree of indicators."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from perfeval.exact import Fraction, Number, total_of
from perfeval.model.keys import Keyed, key, origin
from perfeval.model.shapes import Shape
from perfeval.notation import Measure
from perfeval.source import Origin, Problem

__all__ = [
    "DIRECTIONS",
    "KINDS",
    "MONEY_UNITS",
    "BudgetPlan",
    "Definition",
    "FundRow",
    "Goal",
    "Indicator",
    "Leaf",
    "OfWhich",
]

KINDS = {
    "project": ("项目", "项目支出"),
    "whole": ("整体", "部门整体", "单位整体"),
    "transfer": ("转移支付",),
}
DIRECTIONS = {
    "at_least": ("正向", "越大越好", "≥"),
    "at_most": ("反向", "越小越好", "≤"),
    "equal": ("等于", "＝", "="),
}
MONEY_UNITS = {"元": (), "万元": (), "亿元": ()}
ROLES = {"of_which": ("其中",), "part": ("组成",)}


@attrs.frozen(eq=False, repr=False)
class OfWhich(Keyed):
    """A 其中 row below an indicator: printed, never scored and never summed."""

    name: str = key("text", "名称", doc="其中项的名称", required=True)
    target: Measure | None = key(
        "target", "年初目标值", "年度指标值", "指标值", "目标值", doc="其中项的目标值"
    )


@attrs.frozen(eq=False, repr=False)
class Indicator(Keyed):
    """A node of the indicator tree: an inner node has `children`, a leaf a `target`."""

    name: str = key(
        "text", "名称", "指标名称", "一级指标", "二级指标", "三级指标", doc="指标名称", required=True
    )
    id: str | None = key("text", "编号", doc="行的标识；不写时用名称，名称此时必须唯一")
    points: Number | None = key(
        "number", "分值", doc="分值；非末级可不写，写了就核对等于下级之和", example="8"
    )
    target: Measure | None = key(
        "target", "年初目标值", "年度指标值", "指标值", "目标值", doc="目标值，照表上的写法", example="≥80%"
    )
    midterm: Measure | None = key("target", "中期指标值", "长期指标值", doc="中期（长期）目标值")
    direction: str | None = key(
        "choice", "指标方向", "方向", doc="目标值没有符号时，越大越好还是越小越好", choices=DIRECTIONS
    )
    method: str | Shape | None = key(
        "method", "计分方法", "评分方法", doc="计分规则里 methods 的一个名称，或一种计分形状"
    )
    core: bool = key("flag", "核心指标", doc="是否核心指标（★）", default=False)
    meaning: str | None = key("text", "指标解释", doc="指标解释")
    source: str | None = key("text", "数据来源", doc="数据来源")
    of_which: tuple[OfWhich, ...] = key(
        "records", "其中", doc="其中项，不计分也不相加", of=OfWhich, default=()
    )
    children: tuple[Indicator, ...] = key("custom", "下级", "下级指标", doc="下级指标", default=())
    origin: Origin | None = origin()

    @property
    def key(self) -> str:
        """Return what the filing calls this indicator: its id, else its name."""
        return self.id or self.name


@attrs.frozen(eq=False, repr=False)
class Goal(Keyed):
    """One of several annual goals with points of its own (年度绩效目标1、2)."""

    id: str | None = key("text", "编号", doc="目标的标识")
    text: str = key("text", "目标内容", "年度绩效目标", doc="目标的文字", required=True)
    points: Number | None = key("number", "分值", doc="该目标的分值，等于其下指标之和")
    indicators: tuple[Indicator, ...] = key("custom", "指标", "绩效指标", doc="该目标下的指标", default=())
    origin: Origin | None = origin()


@attrs.frozen(eq=False, repr=False)
class FundRow(Keyed):
    """One row of the funds block, in a definition (`initial`) or in a filing (`adjusted`, `executed`)."""

    name: str = key("text", "名称", "资金来源", doc="资金行的名称，如 财政拨款", required=True)
    role: str | None = key("choice", "性质", doc="其中项，不重复相加", choices=ROLES)
    midterm: Measure | None = key("amount", "中期资金", doc="中期（整个项目期）的资金")
    initial: Measure | None = key("amount", "年初预算数", doc="年初预算数")
    adjusted: Measure | None = key(
        "amount", "预算数", "全年预算数", "调整后预算数", doc="全年（调整后）预算数"
    )
    executed: Measure | None = key("amount", "执行数", "全年执行数", "预算执行数", doc="全年执行数")
    forecast: Measure | None = key("amount", "全年预计执行数", doc="年中监控：预计全年执行多少")
    origin: Origin | None = origin()


@attrs.frozen(eq=False, repr=False)
class BudgetPlan(Keyed):
    """The budget part of a definition: the points of the execution row and the initial budget."""

    points: Number | None = key("number", "分值", doc="预算执行情况的分值，须与计分规则一致", example="20")
    money_unit: str | None = key("choice", "金额单位", doc="不带单位的金额按它读", choices=MONEY_UNITS)
    midterm: Measure | None = key("amount", "中期资金", doc="中期（整个项目期）的资金总额")
    initial: Measure | None = key("amount", "年初预算数", doc="年初预算数")
    rows: tuple[FundRow, ...] = key("records", "资金明细", doc="资金明细行", of=FundRow, default=())
    origin: Origin | None = origin()


@attrs.frozen(eq=False, repr=False)
class Leaf(Keyed):
    """A scored row: the indicator and the way to it from the top of the form."""

    indicator: Indicator
    path: tuple[Indicator, ...]
    goal: Goal | None = None

    @property
    def key(self) -> str:
        """Return what the filing calls this row."""
        return self.indicator.key


def _gather(
    leaves: list[Leaf], nodes: tuple[Indicator, ...], path: tuple[Indicator, ...], goal: Goal | None
) -> list[Leaf]:
    """Add the leaves below *nodes* to a list, in the order of the form."""
    for node in nodes:
        if node.children:
            _gather(leaves, node.children, (*path, node), goal)
        else:
            leaves.append(Leaf(node, path, goal))
    return leaves


@attrs.frozen(eq=False, repr=False)
class Definition(Keyed):
    """What is to be achieved in one year: header, goals, budget points and the tree of indicators."""

    id: str | None = key(
        "text", "编号", "定义编号", doc="定义的标识", example="wuhan-12333-service-operation-2024"
    )
    code: str | None = key("text", "项目编码", doc="项目编码，各年相同")
    title: str = key("text", "项目名称", "名称", doc="项目名称；整体自评为单位名称", required=True)
    kind: str = key(
        "choice", "类型", "自评类型", doc="项目、整体或转移支付", choices=KINDS, default="project"
    )
    fiscal_year: int | None = key(
        "integer", "评价年度", "年度", doc="被评价的年度", required=True, example="2024"
    )
    ruleset: str | None = key(
        "text", "规则", "计分规则", doc="计分规则的编号，或规则文件的路径", example="hubei-2020"
    )
    supervising_department: str | None = key("text", "主管部门", doc="主管部门")
    implementing_unit: str | None = key("text", "实施单位", "项目实施单位", doc="实施单位")
    fields: Mapping[str, str] = key("fields", "其他栏目", doc="表上印的其他栏目：栏目名: 内容", factory=dict)
    midterm_goal: str | None = key("text", "中期目标", "长期目标", doc="中期（长期）目标")
    overall_goal: str | None = key("text", "年度总体目标", "年度目标", "年度绩效目标", doc="年度总体目标")
    goals: tuple[Goal, ...] = key("records", "分项目标", doc="各有分值的几个年度目标", of=Goal, default=())
    budget: BudgetPlan | None = key("record", "预算执行情况", "预算", doc="预算执行情况", of=BudgetPlan)
    indicators: tuple[Indicator, ...] = key("custom", "指标", "绩效指标", doc="指标树", default=())
    origin: Origin | None = origin()
    problems: tuple[Problem, ...] = attrs.field(default=(), kw_only=True, eq=False, repr=False)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Return the scored rows in the order of the form."""
        leaves: list[Leaf] = []
        for goal in self.goals:
            _gather(leaves, goal.indicators, (), goal)
        return tuple(_gather(leaves, self.indicators, (), None))

    @cached_property
    def scored(self) -> bool:
        """Return whether the form carries points at all; transfer forms do not."""
        return any(leaf.indicator.points is not None for leaf in self.leaves)

    @cached_property
    def points(self) -> Fraction:
        """Return the points of all rows and of the budget execution, exactly."""
        rows = (leaf.indicator.points for leaf in self.leaves)
        budget = self.budget.points if self.budget else None
        return Fraction(*total_of([p.value.as_integer_ratio() for p in (*rows, budget) if p]))

    @cached_property
    def kept(self) -> dict[int, Any]:
        """Return what other rooms worked out of this record and keep beside it; it is never compared nor pickled."""
        return {}
