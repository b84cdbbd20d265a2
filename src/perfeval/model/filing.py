"""What was achieved: the filing of one form for one year."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from perfeval.exact import Number
from perfeval.model.definition import MONEY_UNITS, Definition, FundRow
from perfeval.model.keys import Keyed, key, origin
from perfeval.notation import Measure
from perfeval.source import Origin, Problem

__all__ = ["LIKELIHOODS", "TIERS", "BudgetFiled", "Entry", "Filing", "Printed", "PrintedBudget", "Waiver"]

TIERS = {
    "met": ("达成", "达成年度指标", "达成预期指标"),
    "partly_met": ("部分达成", "部分达成年度指标", "部分达成预期指标"),
    "not_met": ("未达成", "未达成年度指标", "未达成预期指标"),
}

LIKELIHOODS = {
    "certain": ("确定能",),
    "possible": ("有可能",),
    "impossible": ("完全不可能", "不可能"),
}
"""How likely a target is to be met, as seen in the course of the year."""


@attrs.frozen(eq=False, repr=False)
class Entry(Keyed):
    """What was filed for one indicator. A blank actual is a Measure of kind blank; not filed is no Entry at all."""

    actual: Measure | None = key(
        "actual", "实际完成值", "全年实际值", "完成值", doc="实际完成值，照表上的写法", example="83.2%"
    )
    tier: str | None = key("choice", "档次", doc="定性指标的完成档次", choices=TIERS)
    score: Number | None = key(
        "number", "得分", doc="单位在档次内选定的得分；定量指标仅在规则允许人工改分时填"
    )
    score_reason: str | None = key("text", "得分理由", doc="选定或改定该得分的理由")
    deduction: Number | None = key("number", "扣减分数", doc="规则允许时，从得分中扣减的分数，须写得分理由")
    started: str | None = key("date", "开始日期", doc="时限从哪一天起算；与完成日期一起写，由程序数天数")
    finished: str | None = key("date", "完成日期", doc="哪一天完成")
    target: Measure | None = key("target", "调整后目标值", "调整指标值", doc="经批准调整后的目标值")
    approval: str | None = key("text", "批准文号", doc="批准调整目标的文号")
    reason: str | None = key("text", "偏差原因", "偏差原因分析", "未完成原因分析", doc="本行的偏差原因")
    measures: str | None = key("text", "改进措施", doc="本行的改进措施")
    forecast: Measure | None = key(
        "actual", "全年预计完成情况", "全年预计完成值", doc="年中监控：预计全年完成多少"
    )
    likelihood: str | None = key(
        "choice", "完成目标可能性", doc="年中监控：目标完成的可能性", choices=LIKELIHOODS
    )
    causes: tuple[str, ...] = key(
        "texts", "偏差成因", doc="年中监控：偏差出在哪些方面，如 经费保障", default=()
    )
    note: str | None = key("text", "备注", "说明", doc="表上这一行的备注")
    numerator: Measure | None = key("actual", "分子", doc="实际值的分子")
    denominator: Measure | None = key("actual", "分母", doc="实际值的分母")
    source: str | None = key("text", "数据来源", doc="实际值的出处")
    evidence: tuple[str, ...] = key("texts", "佐证材料", doc="佐证材料", default=())
    not_applicable: str | None = key("text", "不适用", doc="不适用的原因")
    origin: Origin | None = origin()


@attrs.frozen(eq=False, repr=False)
class BudgetFiled(Keyed):
    """The budget execution as filed; amounts are kept as typed and in 元."""

    money_unit: str | None = key(
        "choice", "金额单位", doc="不带单位的金额按它读", choices=MONEY_UNITS, example="万元"
    )
    initial: Measure | None = key("amount", "年初预算数", doc="年初预算数")
    adjusted: Measure | None = key(
        "amount", "预算数", "全年预算数", "调整后预算数", doc="全年（调整后）预算数", example="337.12"
    )
    executed: Measure | None = key(
        "amount", "执行数", "全年执行数", "预算执行数", doc="全年执行数", example="337.12"
    )
    forecast: Measure | None = key("amount", "全年预计执行数", doc="年中监控：预计全年执行多少")
    reason: str | None = key("text", "原因", "偏差原因", doc="预算执行偏差的原因")
    rows: tuple[FundRow, ...] = key("records", "资金明细", doc="资金明细行", of=FundRow, default=())
    origin: Origin | None = origin()


@attrs.frozen(eq=False, repr=False)
class Waiver(Keyed):
    """A finding that the unit declares as known, with its reason."""

    code: str = key("text", "编码", doc="检查项的编码", required=True)
    indicator: str | None = key("text", "指标", doc="所指的指标")
    reason: str = key("text", "理由", "原因", doc="理由", required=True)


@attrs.frozen(eq=False, repr=False)
class PrintedBudget(Keyed):
    """The execution row as a published form prints it."""

    rate: str | None = key("text", "执行率", doc="印出的执行率")
    score: str | None = key("text", "得分", doc="印出的得分")


@attrs.frozen(eq=False, repr=False)
class Printed(Keyed):
    """What a published form prints, to be checked against what the engine computes."""

    total: str | None = key("text", "总分", doc="印出的总分")
    grade: str | None = key("text", "等级", doc="印出的等级")
    budget: PrintedBudget | None = key(
        "record", "预算执行情况", "预算", doc="印出的执行率和得分", of=PrintedBudget
    )
    scores: Mapping[str, str] = key("fields", "得分", doc="印出的各行得分：指标: 得分", factory=dict)


@attrs.frozen(eq=False, repr=False)
class Filing(Keyed):
    """What one unit filed for one definition. `definition` is the record itself, not its path."""

    definition: Definition = attrs.field(kw_only=True)
    definition_path: str | None = key(
        "text", "定义", "指标定义", doc="定义文件的路径，从本文件算起", en="definition"
    )
    unit: str | None = key("text", "单位名称", "填报单位", doc="填报单位")
    implementing_unit: str | None = key("text", "实施单位", "项目实施单位", doc="项目实施单位")
    filed_on: str | None = key("date", "填报日期", doc="填报日期", example="2025-05-20")
    budget: BudgetFiled | None = key("record", "预算执行情况", "预算", doc="预算执行情况", of=BudgetFiled)
    actuals: Mapping[str, Entry] = key(
        "named",
        "实际完成值",
        "实际完成情况",
        "完成值",
        doc="各指标的实际完成值",
        of=Entry,
        factory=dict,
        short="actual",
    )
    overall_result: str | None = key(
        "text", "总体目标完成情况", "年度总体目标完成情况", doc="总体目标完成情况"
    )
    deviation_reason: str | None = key(
        "text", "偏差大或目标未完成原因分析", "偏差原因分析", doc="偏差大或目标未完成原因分析"
    )
    improvement_measures: str | None = key(
        "text", "改进措施及结果应用方案", "改进措施", doc="改进措施及结果应用方案"
    )
    fields: Mapping[str, str] = key("fields", "其他栏目", doc="表上印的其他栏目：栏目名: 内容", factory=dict)
    as_of: str | None = key("date", "监控截止日期", doc="年中监控的截止日期")
    waivers: tuple[Waiver, ...] = key(
        "records", "已知事项", doc="已知并说明理由的检查结果", of=Waiver, default=()
    )
    printed: Printed | None = key("record", "印出结果", doc="公开的表上印出的结果", of=Printed)
    origin: Origin | None = origin()
    problems: tuple[Problem, ...] = attrs.field(default=(), kw_only=True, eq=False, repr=False)

    def field(self, label: str) -> str | None:
        """Return what the filing, else its definition, says under a printed *label*."""
        return self.fields.get(label, self.definition.fields.get(label))
