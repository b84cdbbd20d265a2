"""What heads and labels of the trade mean, whatever the form: for forms that no layout describes."""

from __future__ import annotations

from functools import lru_cache

from perfeval.forms.recognition.words import plain
from perfeval.model import Definition, Filing, keys_of

__all__ = ["amount_of", "label_of", "level_of", "meaning_of"]

_HEADS = {
    "target": ("年度指标值", "年初目标值", "指标值", "目标值", "年度目标值", "年初指标值", "预期指标值", "计划指标值", "绩效指标值", "预期值", "年度指标值/年初目标值"),
    "adjusted_target": ("调整指标值", "调整后指标值", "调整后目标值"),
    "actual": ("实际完成值", "全年实际值", "全年完成值", "完成值", "实际值", "全年实际完成值", "实际完成情况", "完成情况", "全年完成情况", "实际完成指标值", "全年实际完成情况"),
    "points": ("分值", "权重", "指标权重", "分数", "标准分", "指标分值", "设定分值"),
    "score": ("得分", "自评得分", "指标得分", "评分", "自评分", "实际得分"),
    "sign": ("指标性质", "计算符号", "指标符号", "符号"),
    "unit": ("度量单位", "计量单位", "单位"),
    "note": ("备注", "说明"),
    "coefficient": ("得分系数",),
    "core": ("是否核心指标",),
    "meaning": ("指标解释", "指标说明"),
    "source": ("数据来源",),
    "how": ("得分计算方法", "计分方法", "评分标准"),
    "name": ("指标名称",),
}  # fmt: skip
_AMOUNTS = {
    "initial": ("年初预算数", "年初预算", "年初预算金额"),
    "adjusted": ("全年预算数", "预算数", "调整后预算数", "调整预算数", "全年预算", "预算金额", "年度预算数"),
    "executed": ("全年执行数", "执行数", "预算执行数", "实际执行数", "全年执行", "执行金额", "实际支出数"),
    "points": ("分值", "权重"),
    "rate": ("执行率", "预算执行率"),
    "score": ("得分", "自评得分"),
    "how": ("得分计算方法",),
    "reason": ("原因", "偏差原因"),
}
_LEVELS = {f"{number}级指标": depth for depth, number in enumerate("一二三四五", 1)}


def _bare(text: str) -> str:
    """Return a head without what stands in brackets at its end: (A), (B/A), (10分)."""
    text = plain(text).lstrip("*")
    while text.endswith(")") and "(" in text[1:]:
        text = text[: text.rindex("(")]
    return text


@lru_cache(maxsize=1)
def _of_heads() -> dict[str, str]:
    """Return what a column holds, by its head."""
    return {head: source for source, heads in _HEADS.items() for head in heads}


def meaning_of(text: str) -> str | None:
    """Return what a column of indicators holds, None for a head that the trade does not know.

    Args:
        text: The head.

    >>> meaning_of("未完成原因及拟采取的改进措施"), meaning_of("全年实际值(B)"), meaning_of("天气")
    ('reasons', 'actual', None)
    """
    bare = _bare(text)
    if "原因" in bare:
        return "reasons" if "措施" in bare or "建议" in bare else "reason"
    if bare.endswith("改进措施"):
        return "measures"
    return _of_heads().get(bare)


def level_of(text: str) -> int | None:
    """Return the depth of a head such as 二级指标, None for any other.

    Args:
        text: The head.
    """
    return _LEVELS.get(_bare(text))


@lru_cache(maxsize=1)
def _of_amounts() -> dict[str, str]:
    """Return what a column of the budget holds, by its head."""
    return {head: source for source, heads in _AMOUNTS.items() for head in heads}


def amount_of(text: str) -> str | None:
    """Return what a column of the budget holds, None for a head that the trade does not know.

    Args:
        text: The head.

    >>> amount_of("全年执行数（B）")
    'executed'
    """
    return _of_amounts().get(_bare(text))


@lru_cache(maxsize=1)
def _of_labels() -> dict[str, str]:
    """Return the header fields of definition and filing by their Chinese names."""
    found: dict[str, str] = {}
    for record in (Filing, Definition):
        for name, held in keys_of(record).items():
            if held.holds in ("text", "date"):
                found.update({plain(chinese): name for chinese in held.zh})
    return found


def label_of(text: str) -> str | None:
    """Return which field of definition or filing a label means, None where it is another one.

    Args:
        text: The label.

    >>> label_of("实施单位"), label_of("天气")
    ('implementing_unit', None)
    """
    return _of_labels().get(_bare(text).rstrip(":"))
