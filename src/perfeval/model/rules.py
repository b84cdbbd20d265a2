"""The sections of a rule set, each with the clause that it stands on."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from perfeval.exact import Mode, Number, Rounding
from perfeval.model.keys import Keyed, key
from perfeval.model.ranges import Range, Share
from perfeval.model.shapes import Band, Shape

__all__ = [
    "BASES",
    "MODE_TEXT",
    "PROBLEM",
    "SIGNS",
    "BudgetRule",
    "Calendar",
    "Clause",
    "Document",
    "EqualRule",
    "ExplainRule",
    "IntervalRule",
    "Ladder",
    "LadderStep",
    "Places",
    "Policy",
    "RoundingRule",
    "TierRule",
    "Trigger",
    "Weights",
    "Years",
    "policy",
]

BASES = {"document": ("文件",), "form_note": ("表后备注",), "system": ("系统行为",), "practice": ("惯例",)}
SIGNS = {
    "at_least": ("正向", "≥"),
    "above": (">",),
    "equal": ("等于", "="),
    "at_most": ("反向", "≤"),
    "below": ("<",),
}
MODE_TEXT = {"half_up": "四舍五入", "half_even": "四舍六入五成双", "down": "舍去"}
PROBLEM = ("problem", "报错")
"""How a file says in words that an edge is not named: no different from leaving it out."""


def _clause() -> str | None:
    """Return the field that names the clause a rule stands on."""
    return key("text", "依据", doc="所依据的条款，在 clauses 中说明")  # type: ignore[no-any-return]


def policy(zh: str, doc: str, **choices: str) -> Policy:
    """Return the field of a policy: *choices* are what it may say beside `problem`."""
    allowed = {"problem": ("报错",), **{name: (said,) for name, said in choices.items()}}
    return key(  # type: ignore[no-any-return]
        "record", zh, doc=doc, of=Policy, choices=allowed, short="do", factory=Policy
    )


@attrs.frozen(eq=False, repr=False)
class Years(Keyed):
    """The evaluated fiscal years that a rule set is for; a missing end is open."""

    start: int | None = key("integer", "起", doc="起始年度（被评价年度）", en="from")
    end: int | None = key("integer", "止", doc="终止年度", en="to")

    def holds(self, year: int) -> bool:
        """Return whether *year* lies in the years."""
        return (self.start is None or year >= self.start) and (self.end is None or year <= self.end)

    def __str__(self) -> str:
        """Return the years as text: `2020 起`, `2016–2019`."""
        return f"{self.start or ''} 起" if self.end is None else f"{self.start or ''}–{self.end}"


@attrs.frozen(eq=False, repr=False)
class Document(Keyed):
    """The document that a rule set restates; a number that nobody read is `unknown`."""

    number: str = key("text", "文号", doc="文号；未知写 unknown", default="unknown")
    title: str | None = key("text", "标题", doc="文件标题")
    verified: bool = key("flag", "已核对", doc="是否有人读过原文", default=False)


@attrs.frozen(eq=False, repr=False)
class Clause(Keyed):
    """On what a rule stands: where it was read, what it says in our words, and how sure that is."""

    where: str = key("text", "出处", doc="条款出处", required=True)
    says: str = key("text", "内容", doc="条款内容（转述）", required=True)
    basis: str = key("choice", "依据性质", doc="文件、表后备注、系统行为或惯例", choices=BASES, required=True)
    verified: bool = key("flag", "已核对", doc="是否有人读过原文", default=False)
    note: bool = key("flag", "印在表后", doc="是否作为备注印在表后", default=False)


@attrs.frozen(eq=False, repr=False)
class Policy(Keyed):
    """What happens in a case for which no formula is due: one word, and the clause it stands on."""

    do: str = key("choice", "处理", doc="怎么处理", default="problem", choices={"problem": ("报错",)})
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class Places(Keyed):
    """Places and mode of one rounding."""

    places: int = key("integer", "小数位", doc="保留的小数位", default=2)
    mode: Mode = key(
        "choice",
        "方式",
        doc="四舍五入、四舍六入五成双、舍去或不舍入",
        choices={
            "half_up": ("四舍五入",),
            "half_even": ("四舍六入五成双",),
            "down": ("舍去",),
            "none": ("不舍入", "exact", "精确"),
        },
        default="half_up",
    )

    @property
    def rounding(self) -> Rounding:
        """Return the rounding that this names."""
        return Rounding(self.places, self.mode)


@attrs.frozen(eq=False, repr=False)
class RoundingRule(Keyed):
    """Where the rule set rounds: the execution rate (in %), each score, the bounds of tiers, and the total."""

    rate: Places | None = key(
        "record",
        "执行率",
        doc="执行率先取小数再计分；不写或写 exact 则不先取",
        of=Places,
        absent=("exact", "精确"),
    )
    score: Places = key("record", "得分", doc="每行得分的舍入", of=Places, factory=Places, short="mode")
    tier_bounds: Places | None = key(
        "record",
        "档次界限",
        doc="分值乘以档次的百分数后是否先舍入再比较；写 exact 则不舍入；不写，有出入时报错",
        of=Places,
        short="mode",
    )
    total: str = key(
        "choice",
        "总分",
        doc="总分为各行得分之和；或精确值之和再舍入；或各行得分之和加未舍入的预算执行得分再舍入",
        choices={
            "sum_of_scores": ("各行得分之和",),
            "exact_sum": ("精确值之和",),
            "scores_and_exact_budget": ("各行得分与精确的预算执行得分之和",),
        },
        default="sum_of_scores",
    )
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class Weights(Keyed):
    """The points that headings are due: one of the variants must fit, or (not binding) is pointed out."""

    binding: bool = key("flag", "必须", doc="否：原则上；是：不符即报错", default=False)
    variants: tuple[Mapping[str, Number], ...] = key(
        "numbers", "方案", doc="各方案：一级指标: 分值", required=True, default=()
    )
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class BudgetRule(Keyed):
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
        doc="按比例、分档，或未写明",
        choices={"proportional": ("按比例",), "bands": ("分档",), "problem": ("报错",)},
        default="proportional",
    )
    floor: Share | None = key("parsed", "门槛", doc="执行率低于它的得零分，如 60%", of=Share)
    bands: tuple[Band, ...] = key("records", "档", doc="由高到低的各档（按执行率）", of=Band, default=())
    above_100: Policy = policy("超100%", "执行率超过 100% 时", cap="封顶", zero="零分")
    zero_base: Policy = policy("零预算", "预算数和执行数都为零时", full="满分", zero="零分")
    zero_base_spent: Policy = policy("零预算有支出", "预算数为零而有执行数时", zero="零分")
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class EqualRule(Keyed):
    """A target with `=`: within the tolerance it is met; missed or exceeded it is scored by the shape named."""

    tolerance: Share | None = key(
        "parsed", "允许偏差", doc="与目标值相差不超过它算达到：百分数占目标值，数按目标值的单位", of=Share
    )
    missed: Shape | None = key("shape", "未达到", doc="未达到时的计分形状；不写同正向")
    exceeded: Shape | None = key(
        "shape", "超过", doc="超过时的计分形状，如 full（同 ≥）；不写则报错", absent=PROBLEM
    )
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class IntervalRule(Keyed):
    """A target that is an interval: inside it is met; below its low end and above its high end as named."""

    below: Shape | None = key("shape", "低于下限", doc="低于下限时的计分形状", absent=PROBLEM)
    above: Shape | None = key("shape", "高于上限", doc="高于上限时的计分形状", absent=PROBLEM)
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class LadderStep(Keyed):
    """One step of the over-fulfilment ladder: from or above a measure, what happens."""

    start: Share | None = key("parsed", "起", doc="达到该值（含）", of=Share, en="from")
    above: Share | None = key("parsed", "高于", doc="高于该值（不含）", of=Share)
    do: str = key(
        "choice",
        "处理",
        doc="提醒、要求说明、乘以、扣减或零分",
        choices={
            "warn": ("提醒",),
            "require_reason": ("要求说明",),
            "multiply": ("乘以",),
            "subtract": ("扣减",),
            "zero": ("零分",),
        },
        required=True,
    )
    by: Share | None = key("parsed", "数值", doc="乘以的比例；扣减占分值的比例或分", of=Share)


@attrs.frozen(eq=False, repr=False)
class Ladder(Keyed):
    """超额完成: what happens the further an actual lies above its target, and how far is measured."""

    measure: str = key(
        "choice",
        "衡量",
        doc="完成比例（实际÷目标）或偏离度（|实际−目标|÷目标）",
        choices={"ratio": ("完成比例",), "deviation": ("偏离度",)},
        required=True,
    )
    signs: tuple[str, ...] = key(
        "choice_list", "符号", doc="适用的符号；不写则适用全部", choices=SIGNS, default=()
    )
    steps: tuple[LadderStep, ...] = key(
        "records", "级", doc="由低到高的各级", of=LadderStep, required=True, default=()
    )
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class TierRule(Keyed):
    """One qualitative tier: its range of the points, the words it goes by, and a fixed score if there is one."""

    range: Range = key("parsed", "区间", doc="得分占分值的区间", of=Range, required=True)
    words: tuple[str, ...] = key("texts", "说法", doc="完成值写成这些词即属该档", default=())
    score: Share | None = key("parsed", "得分", doc="写了就按它给分；不写由单位在区间内选定", of=Share)
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class Trigger(Keyed):
    """One thing that must be explained: from which value on, what must be written, and how long it may be."""

    at: Share | None = key("parsed", "界限", doc="界限；百分数或数", of=Share)
    need: str = key(
        "choice",
        "须填",
        doc="原因；或原因和改进措施",
        choices={"require_reason": ("原因", "说明原因"), "require_both": ("原因和措施",)},
        default="require_reason",
    )
    total_above: Share | None = key("parsed", "总分高于", doc="仅在总分高于它时要求", of=Share)
    limit: int | None = key("integer", "字数", doc="最多多少字")
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class ExplainRule(Keyed):
    """When a reason is due, and whether it stands beside each row or once per form."""

    place: str = key(
        "choice",
        "填在",
        doc="逐行填，或全表一处",
        choices={"row": ("逐行",), "form": ("全表",)},
        default="row",
    )
    score_below_points: Trigger | None = key(
        "record", "未得满分", doc="未得满分的行", of=Trigger, short="need"
    )
    qualitative: Trigger | None = key(
        "record", "定性指标", doc="定性指标须写完成情况", of=Trigger, short="need"
    )
    execution_below: Trigger | None = key(
        "record", "执行率低于", doc="执行率低于界限", of=Trigger, short="at"
    )
    budget_changed: Trigger | None = key(
        "record", "预算调整", doc="预算有调整；有界限的，调整幅度达到界限", of=Trigger, short="need"
    )
    total_below: Trigger | None = key("record", "总分低于", doc="总分低于界限", of=Trigger, short="at")
    clause: str | None = _clause()

    @property
    def of_rows(self) -> bool:
        """Return whether anything is wanted of single rows."""
        return self.qualitative is not None or (self.place == "row" and self.score_below_points is not None)


@attrs.frozen(eq=False, repr=False)
class Calendar(Keyed):
    """Days that differ from the published calendar of working days."""

    holidays: tuple[str, ...] = key("texts", "休息日", doc="作休息日的日子，如 2024-12-31", default=())
    workdays: tuple[str, ...] = key("texts", "工作日", doc="作工作日的日子", default=())
    clause: str | None = _clause()
