"""How a jurisdiction scores: the rule set."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from perfeval.exact import Number
from perfeval.model.keys import Keyed, key, origin
from perfeval.model.ranges import Range
from perfeval.model.rules import (
    PROBLEM,
    SIGNS,
    BudgetRule,
    Calendar,
    Clause,
    Document,
    EqualRule,
    ExplainRule,
    IntervalRule,
    Ladder,
    Policy,
    RoundingRule,
    TierRule,
    Weights,
    Years,
    policy,
)
from perfeval.model.shapes import Shape
from perfeval.source import Origin

__all__ = ["RuleSet"]

_EDGE: Mapping[str, tuple[str, ...]] = {"full": (), "zero": (), "manual": ()}
_MISS: Mapping[str, tuple[str, ...]] = {"pass_fail": (), "zero": (), "manual": ()}
_LATE: Mapping[str, tuple[str, ...]] = {**_MISS, "deduct": ()}


@attrs.frozen(eq=False, repr=False)
class RuleSet(Keyed):
    """The rules of one jurisdiction and time. What it does not name is a Problem, never a default."""

    id: str = key("text", "编号", doc="计分规则的编号", required=True)
    title: str | None = key("text", "名称", doc="名称")
    extends: str | None = key("text", "上级规则", doc="所继承的计分规则；写出的段整段替换，null 删除")
    jurisdiction: str | None = key("text", "适用地区", doc="适用地区")
    years: Years = key("record", "适用年度", doc="适用的被评价年度", of=Years, factory=Years)
    document: Document = key("record", "文件", doc="所据文件", of=Document, factory=Document)
    clauses: Mapping[str, Clause] = key(
        "named", "条款", doc="条款；继承来的规则仍依据上级规则的条款", of=Clause, factory=dict
    )
    layouts: Mapping[str, str] = key("fields", "表样", doc="各类自评表所用的表样", factory=dict)
    total: Number = key("number", "总分", doc="全表分值合计", factory=lambda: Number.of("100"))
    weights: Weights | None = key("record", "权重", doc="一级指标的分值", of=Weights)
    rounding: RoundingRule = key("record", "舍入", doc="舍入", of=RoundingRule, factory=RoundingRule)
    default_sign: Mapping[str, str] = key(
        "choices", "缺省方向", doc="目标值没有符号时，按所在栏目读作", choices=SIGNS, factory=dict
    )
    default_sign_clause: str | None = key("text", "缺省方向的依据", doc="缺省方向所依据的条款")
    budget: BudgetRule | None = key("record", "预算执行", doc="预算执行的计分", of=BudgetRule)
    at_least: Shape | None = key("shape", "正向", doc="≥ 和 > 的计分形状")
    at_most: Shape | None = key("shape", "反向", doc="≤ 和 < 的计分形状")
    strict_edge: Shape | None = key(
        "shape",
        "严格不等的端点",
        doc="目标为 > 或 < 而实际恰等于该值时",
        choices=_EDGE,
        absent=PROBLEM,
    )
    equal: EqualRule = key("record", "等于", doc="= 的计分", of=EqualRule, factory=EqualRule)
    interval: IntervalRule = key(
        "record", "区间目标", doc="区间目标的计分", of=IntervalRule, factory=IntervalRule
    )
    zero_target: Shape | None = key(
        "shape", "零目标", doc="目标值为零而未达到时", choices=_MISS, absent=PROBLEM
    )
    negative_target: Shape | None = key(
        "shape", "负的目标值", doc="目标值为负而未达到时", choices=_MISS, absent=PROBLEM
    )
    negative_actual: Shape | None = key(
        "shape", "负的完成值", doc="完成值为负而未达到时", choices=_MISS, absent=PROBLEM
    )
    yes_no: Shape | None = key("shape", "是否目标", doc="是否类目标未达到时", choices=_MISS, absent=PROBLEM)
    deadline: Shape | None = key(
        "shape",
        "时限",
        doc="日期目标逾期时",
        choices=_LATE,
        absent=PROBLEM,
    )
    calendar: Calendar = key(
        "record", "日历", doc="与公布的工作日历不同的日子", of=Calendar, factory=Calendar
    )
    frequency: Policy = policy("频次", "“1次/季度”这样的目标", per_year="折成每年次数")
    over_fulfilment: Ladder | None = key("record", "超额完成", doc="超额完成的处理", of=Ladder)
    same_text: Policy = policy("文字相同", "定性目标与完成值文字相同时", met="视为达成")
    not_applicable: Policy = policy("不适用", "不适用的指标", rescale="扣除分值后折算", full="满分")
    filed_score: Policy = policy("人工改分", "定量指标另填得分时", with_reason="写明理由即采用")
    deduction: Policy = policy("扣减分数", "另填扣减分数时", with_reason="写明理由即扣减")
    tiers: Mapping[str, TierRule] = key("named", "档次", doc="定性指标的档次", of=TierRule, factory=dict)
    methods: Mapping[str, Shape] = key("shapes", "计分方法", doc="供单个指标选用的计分形状", factory=dict)
    grades: Mapping[str, Range] = key("ranges", "等级", doc="总分的等级", of=Range, factory=dict)
    grades_clause: str | None = key("text", "等级的依据", doc="等级所依据的条款")
    explain: ExplainRule = key(
        "record", "说明要求", doc="何时必须说明原因", of=ExplainRule, factory=ExplainRule
    )
    waived: Mapping[str, str] = key("fields", "豁免的定律", doc="不成立的定律: 所依据的条款", factory=dict)
    origin: Origin | None = origin()

    @cached_property
    def kept(self) -> dict[str, Any]:
        """Return what other rooms worked out of this record and keep beside it; it is never compared nor pickled."""
        return {}
