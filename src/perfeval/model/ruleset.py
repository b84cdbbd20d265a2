"""How a jurisdiction scores: the rule set, with the clause that each rule stands on."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from perfeval.exact import Mode, Number, Rounding
from perfeval.model.keys import key, origin
from perfeval.model.shapes import Band, Range, Shape, Share
from perfeval.source import Origin

__all__ = [
    "BASES",
    "BudgetRule",
    "Clause",
    "Document",
    "EqualRule",
    "Places",
    "RoundingRule",
    "RuleSet",
    "TierRule",
    "Years",
]

BASES = {"document": ("文件",), "form_note": ("表后备注",), "system": ("系统行为",), "practice": ("惯例",)}
SIGNS = {
    "at_least": ("正向", "≥"),
    "above": (">",),
    "equal": ("等于", "="),
    "at_most": ("反向", "≤"),
    "below": ("<",),
}
_PROBLEM = {"problem": ("报错",)}


@attrs.frozen
class Years:
    """The evaluated fiscal years that a rule set is for; a missing end is open."""

    start: int | None = key("integer", "起", doc="起始年度（被评价年度）", en="from")
    end: int | None = key("integer", "止", doc="终止年度", en="to")

    def holds(self, year: int) -> bool:
        """Return whether *year* lies in the years."""
        return (self.start is None or year >= self.start) and (self.end is None or year <= self.end)


@attrs.frozen
class Document:
    """The document that a rule set restates; a number that nobody read is `unknown`."""

    number: str = key("text", "文号", doc="文号；未知写 unknown", default="unknown")
    title: str | None = key("text", "标题", doc="文件标题")
    verified: bool = key("flag", "已核对", doc="是否有人读过原文", default=False)


@attrs.frozen
class Clause:
    """On what a rule stands: where it was read, what it says in our words, and how sure that is."""

    where: str = key("text", "出处", doc="条款出处", required=True)
    says: str = key("text", "内容", doc="条款内容（转述）", required=True)
    basis: str = key("choice", "依据性质", doc="文件、表后备注、系统行为或惯例", choices=BASES, required=True)
    verified: bool = key("flag", "已核对", doc="是否有人读过原文", default=False)
    note: bool = key("flag", "印在表后", doc="是否作为备注印在表后", default=False)


@attrs.frozen
class Places:
    """Places and mode of one rounding."""

    places: int = key("integer", "小数位", doc="保留的小数位", default=2)
    mode: Mode = key(
        "choice",
        "方式",
        doc="四舍五入、四舍六入五成双或舍去",
        choices={
            "half_up": ("四舍五入",),
            "half_even": ("四舍六入五成双",),
            "down": ("舍去",),
            "none": ("不舍入",),
        },
        default="half_up",
    )

    @property
    def rounding(self) -> Rounding:
        """Return the rounding that this names."""
        return Rounding(self.places, self.mode)


@attrs.frozen
class RoundingRule:
    """Where the rule set rounds: the execution rate (in %), each score, and how the total is made."""

    rate: Places | None = key(
        "record",
        "执行率",
        doc="执行率先取小数再计分；不写或写 exact 则不先取",
        of=Places,
        absent=("exact", "精确"),
    )
    score: Places = key("record", "得分", doc="每行得分的舍入", of=Places, factory=Places)
    total: str = key(
        "choice",
        "总分",
        doc="总分为各行得分之和，或精确值之和再舍入",
        choices={"sum_of_scores": ("各行得分之和",), "exact_sum": ("精确值之和",)},
        default="sum_of_scores",
    )
    clause: str | None = key("text", "依据", doc="所依据的条款")


@attrs.frozen
class BudgetRule:
    """预算执行: points, base of the rate, shape, and what happens at its edges."""

    points: Number = key("number", "分值", doc="预算执行情况的分值", required=True)
    base: str = key(
        "choice",
        "基数",
        doc="执行率的分母",
        choices={"adjusted": ("调整后预算数",), "initial": ("年初预算数",)},
        default="adjusted",
    )
    shape: str = key(
        "choice",
        "形状",
        doc="按比例或分档",
        choices={"proportional": ("按比例",), "bands": ("分档",)},
        default="proportional",
    )
    bands: tuple[Band, ...] = key("records", "档", doc="由高到低的各档（按执行率）", of=Band, default=())
    above_100: str = key(
        "choice", "超100%", doc="执行率超过 100% 时", choices=_PROBLEM | {"cap": ("封顶",)}, default="problem"
    )
    zero_base: str = key(
        "choice",
        "零预算",
        doc="预算数为零时",
        choices=_PROBLEM | {"full": ("满分",), "zero": ("零分",)},
        default="problem",
    )
    clause: str | None = key("text", "依据", doc="所依据的条款")


@attrs.frozen
class EqualRule:
    """What happens to a target with `=`: missed it is scored by `missed` (else as ≥), exceeded by `exceeded`."""

    missed: Shape | None = key("shape", "未达到", doc="未达到时的计分形状；不写同正向")
    exceeded: str = key(
        "choice",
        "超过",
        doc="超过时",
        choices=_PROBLEM | {"full": ("满分",), "zero": ("零分",)},
        default="problem",
    )
    clause: str | None = key("text", "依据", doc="所依据的条款")


@attrs.frozen
class TierRule:
    """One qualitative tier: its range of the points, the words it goes by, and a fixed score if there is one."""

    range: Range = key("parsed", "区间", doc="得分占分值的区间", of=Range, required=True)
    words: tuple[str, ...] = key("texts", "说法", doc="完成值写成这些词即属该档", default=())
    score: Share | None = key("parsed", "得分", doc="写了就按它给分；不写由单位在区间内选定", of=Share)
    clause: str | None = key("text", "依据", doc="所依据的条款")


@attrs.frozen
class RuleSet:
    """The rules of one jurisdiction and time. What it does not name is a Problem, never a default."""

    id: str = key("text", "编号", doc="计分规则的编号", required=True)
    title: str | None = key("text", "名称", doc="名称")
    extends: str | None = key("text", "上级规则", doc="所继承的计分规则；写出的段整段替换，null 删除")
    jurisdiction: str | None = key("text", "适用地区", doc="适用地区")
    years: Years = key("record", "适用年度", doc="适用的被评价年度", of=Years, factory=Years)
    document: Document = key("record", "文件", doc="所据文件", of=Document, factory=Document)
    clauses: Mapping[str, Clause] = key("named", "条款", doc="条款", of=Clause, factory=dict)
    layouts: Mapping[str, str] = key("fields", "表样", doc="各类自评表所用的表样", factory=dict)
    total: Number = key("number", "总分", doc="全表分值合计", factory=lambda: Number.of("100"))
    rounding: RoundingRule = key("record", "舍入", doc="舍入", of=RoundingRule, factory=RoundingRule)
    default_sign: Mapping[str, str] = key(
        "choices", "缺省方向", doc="目标值没有符号时，按所在栏目读作", choices=SIGNS, factory=dict
    )
    default_sign_clause: str | None = key("text", "缺省方向的依据", doc="缺省方向所依据的条款")
    budget: BudgetRule | None = key("record", "预算执行", doc="预算执行的计分", of=BudgetRule)
    at_least: Shape | None = key("shape", "正向", doc="≥ 和 > 未达到时的计分形状")
    at_most: Shape | None = key("shape", "反向", doc="≤ 和 < 未达到时的计分形状")
    strict_edge: str = key(
        "choice",
        "严格不等的端点",
        doc="目标为 > 或 < 而实际恰等于该值时",
        choices=_PROBLEM | {"full": ("满分",), "zero": ("零分",)},
        default="problem",
    )
    equal: EqualRule = key("record", "等于", doc="= 的计分", of=EqualRule, factory=EqualRule)
    zero_target: Shape | None = key("shape", "零目标", doc="目标值为零而未达到时的计分形状")
    negative_actual: str = key(
        "choice", "负的完成值", doc="完成值为负时", choices=_PROBLEM | {"zero": ("零分",)}, default="problem"
    )
    same_text: str = key(
        "choice",
        "文字相同",
        doc="定性目标与完成值文字相同时",
        choices=_PROBLEM | {"met": ("视为达成",)},
        default="problem",
    )
    tiers: Mapping[str, TierRule] = key("named", "档次", doc="定性指标的档次", of=TierRule, factory=dict)
    methods: Mapping[str, Shape] = key("shapes", "计分方法", doc="供单个指标选用的计分形状", factory=dict)
    grades: Mapping[str, Range] = key("ranges", "等级", doc="总分的等级", of=Range, factory=dict)
    explain: Mapping[str, str] = key("fields", "说明要求", doc="何时必须说明原因", factory=dict)
    laws: tuple[str, ...] = key("texts", "定律", doc="声明成立的定律", default=())
    waived: Mapping[str, str] = key("fields", "豁免的定律", doc="不成立的定律: 条款", factory=dict)
    origin: Origin | None = origin()
