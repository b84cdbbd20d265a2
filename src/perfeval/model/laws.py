"""The laws of scoring by name: what each says, and on what it stands. Their proofs are in `perfeval.testing`."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from perfeval.source import Record

__all__ = ["LAWS", "Law"]


@attrs.frozen(repr=False)
class Law(Record):
    """One law: its name in files and test ids, a sentence for people, and its source."""

    name: str
    says: str
    source: str


_CAP = "财预〔2020〕10号，单位自评：达到目标得全部分值，未达到按比例，不超过分值"
_EXACT = "公开的自评表：29.17 是 87.5 ÷ 90 × 30 舍入一次的结果"
_HONEST = "同一份填报不因写法、先后或环境而变；没有写明的事不猜"
_FORM = "自评表的总分是表上各行得分之和，读者可以重新加一遍"

_ALL = (
    Law("bounded", "得分不低于零，不高于分值", _CAP),
    Law("capped", "规则写明加分上限的，得分不高于上限", _CAP),
    Law("full_when_met", "达到目标的行得满分", _CAP),
    Law("missed_is_not_full", "没有达到目标的行不得满分", _CAP),
    Law("zero_floor", "越大越好的目标，一点没有完成得零分", _CAP),
    Law("monotone", "做得更好，得分不会更低", _CAP),
    Law("cost_not_rewarded", "成本栏目下没有符号的目标，花得更多，得分不会更高", _CAP),
    Law("exact_ratio", "按比例计分的，得分是分值乘以比值的精确值，比值不先舍入", _EXACT),
    Law("rounds_once", "印出的得分是精确值按规则舍入一次的结果", _EXACT),
    Law("scales_with_points", "分值是几倍，精确得分也是几倍", _EXACT),
    Law("additive", "一行拆成目标和完成值相同的两行，分值之和不变，精确得分之和也不变", _EXACT),
    Law("unit_invariant", "完成值换一个单位写，得分不变", _HONEST),
    Law("notation_invariant", "全角、词语、数字中间的空格，意思相同的写法得分相同", _HONEST),
    Law("bound_by_its_worst", "完成值写成界限的（≤5个工作日），得分不高于界限之内任何一个确切的值", _HONEST),
    Law("order_invariant", "行的先后不影响各行得分和总分", _HONEST),
    Law("independent", "一行的得分只看这一行，其他行怎么填都不变", _HONEST),
    Law("execution_by_base", "执行率只由规则写明的那个预算数和执行数决定", _HONEST),
    Law("context_free", "得分不受程序所在环境的小数精度影响", _HONEST),
    Law("deterministic", "同样的输入得到同样的得分和同样的说明", _HONEST),
    Law("missing_is_not_zero", "没有填的行没有得分，全表没有总分；填 0 是另一回事", _HONEST),
    Law(
        "not_applicable_is_not_zero", "不适用的行不算零分，也不算没有填：按规则折算、给满分或报问题", _HONEST
    ),
    Law("named_or_problem", "规则没有写明的情形不给分，报问题", _HONEST),
    Law("total_function", "任何输入都得到得分或问题，不会中断", _HONEST),
    Law("explained", "每个得分都说得出算式、结果和所依据的条款", _HONEST),
    Law("text_round_trip", "填报写成文件再读回，得分逐位相同", _HONEST),
    Law("render_round_trip", "自评表写成文件再读回，各行得分和总分逐位相同", _FORM),
    Law("printed_rows_add_up", "表上印的各行得分相加，等于印的总分", _FORM),
    Law("points_not_normalised", "分值合计与规则的总分不符的表没有总分，不悄悄折算", _FORM),
    Law("of_which_not_counted", "其中项不计分，也不重复相加", _FORM),
    Law("inside_tier", "定性指标的得分在所选档次的区间之内，端点属于且只属于一档", _CAP),
    Law("grade_partition", "每一个总分恰有一个等级", _FORM),
    Law("years_respected", "评价年度在规则适用的年度之外的表没有总分", _HONEST),
)

LAWS: Mapping[str, Law] = {law.name: law for law in _ALL}
"""Every law by its name, in the order in which they are proved."""
