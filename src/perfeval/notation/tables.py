"""The words and signs that cells are written with, as records: reader and reference page use the same table."""

from __future__ import annotations

from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.notation.values import Sign

__all__ = [
    "APPROXIMATIONS",
    "EACH",
    "FILLERS",
    "PLACEHOLDERS",
    "SCALES",
    "SIGNS",
    "TAILS",
    "UNITS",
    "UNIT_OF",
    "SignWord",
    "Unit",
]


class SignWord(NamedTuple):
    """A sign or word that stands before (`prefix`) or behind (`suffix`) the number, and what it says."""

    sign: Sign
    prefix: tuple[str, ...]
    suffix: tuple[str, ...] = ()


# Forms are full of look-alikes: ≪ is how scanners read ≤, 》 is what a filing system makes of >.
SIGNS: tuple[SignWord, ...] = (
    SignWord(
        "at_least",
        ("≥", "≧", "⩾", "≫", "≮", ">=", "=>", "》=", "大于或等于", "大于等于", "不得低于", "不得少于", "不低于", "不少于", "不小于", "至少"),
        ("(含)以上", "含以上", "及以上", "或以上", "以上(含)", "以上", "(含)", "含"),
    ),
    SignWord(
        "at_most",
        ("≤", "≦", "⩽", "≪", "≯", "<=", "=<", "《=", "小于或等于", "小于等于", "不得超过", "不得高于", "不超过", "不大于", "不高于", "不多于", "至多"),
        ("(含)以下", "(含)以内", "及以下", "或以下", "以下(含)", "以内(含)", "以下", "以内", "之内", "之前", "以前", "前", "内"),
    ),
    SignWord("above", (">", "》", "›", "大于", "高于", "多于", "超过"), ("以上(不含)", "(不含)以上")),
    SignWord("below", ("<", "《", "‹", "小于", "低于", "少于", "不满"), ("以下(不含)", "以内(不含)", "(不含)以下", "(不含)以内")),
    SignWord("equal", ("=", "═", "等于")),
)  # fmt: skip

FILLERS = (
    "实际完成", "实际达到", "实际为", "实际", "已经完成", "已完成", "已达到", "已", "完成", "达到", "实现", "控制在", "共计", "合计", "总计", "共", "为",
)  # fmt: skip
"""Words that may stand before a number without changing it; 实际 may be followed by what was counted."""

TAILS = ("已完成", "完成", "。", "；", "，", ";", ",", ".")
"""Words and signs that may stand behind a value without changing it."""

APPROXIMATIONS = ("~", "大约", "大概", "接近", "将近", "左右", "上下", "约", "近", "余", "多", "几")
"""Words beside a number that make it no exact number."""

EACH = ("各", "每")
"""Words before a number that make its total depend on what is not in the cell."""

PLACEHOLDERS = ("/", "\\", "新增")
"""Texts that stand for a cell that was not filled, with a note."""

SCALES: dict[str, int] = {
    "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9, "百亿": 10**10,
    "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
"""Words between number and unit that multiply the number."""


_ONE = Fraction(1)


class Unit(NamedTuple):
    """A unit: its canonical name, other spellings, and what it converts to.

    Units of the same `dimension` convert by their `factor`; counts have a dimension of their own and convert to
    nothing else.
    """

    name: str
    aliases: tuple[str, ...] = ()
    dimension: str = ""
    factor: Fraction = _ONE


def _counts(*names: str) -> tuple[Unit, ...]:
    """Return units that only count."""
    return tuple(Unit(name) for name in names)


UNITS: tuple[Unit, ...] = (
    Unit("%", ("百分比", "个百分比", "％", "﹪"), "share"),
    Unit("‰", (), "share", Fraction(1, 10)),
    Unit("百分点", ("个百分点",)),
    Unit("元", ("人民币", "元人民币"), "money"),
    Unit("角", (), "money", Fraction(1, 10)),
    Unit("美元"),
    Unit("欧元"),
    Unit("港元", ("港币",)),
    Unit("日元"),
    Unit("工作日", ("个工作日", "工作天", "个工作天")),
    Unit("自然日", ("个自然日",)),
    Unit("天", ("日",), "time"),
    Unit("小时", ("个小时", "时", "h"), "time", Fraction(1, 24)),
    Unit("分钟", ("min",), "time", Fraction(1, 1440)),
    Unit("秒", ("秒钟", "s"), "time", Fraction(1, 86400)),
    Unit("周", ("个星期", "星期"), "time", Fraction(7)),
    Unit("个月", ("月",), "months"),
    Unit("季度", ("个季度", "季"), "months", Fraction(3)),
    Unit("年", (), "months", Fraction(12)),
    Unit("米", ("m",), "length"),
    Unit("厘米", ("公分", "cm"), "length", Fraction(1, 100)),
    Unit("毫米", ("mm",), "length", Fraction(1, 1000)),
    Unit("公里", ("千米", "km"), "length", Fraction(1000)),
    Unit("平方米", ("㎡", "m²", "平米"), "area"),
    Unit("平方公里", ("平方千米", "km²"), "area", Fraction(10**6)),
    Unit("公顷", ("hm²",), "area", Fraction(10**4)),
    Unit("亩", (), "area", Fraction(2000, 3)),
    Unit("立方米", ("m³", "方"), "volume"),
    Unit("升", ("L",), "volume", Fraction(1, 1000)),
    Unit("毫升", ("mL", "ml"), "volume", Fraction(1, 10**6)),
    Unit("吨", ("t",), "mass", Fraction(1000)),
    Unit("公斤", ("千克", "kg"), "mass"),
    Unit("克", ("g",), "mass", Fraction(1, 1000)),
    Unit("斤", ("市斤",), "mass", Fraction(1, 2)),
    Unit("千瓦时", ("度", "kWh"), "energy"),
    Unit("千瓦", ("kW",), "power"),
    Unit("兆瓦", ("MW",), "power", Fraction(1000)),
    Unit("人", ("名", "位", "个人"), "people"),
    Unit("MB", ("兆",), "data"),
    Unit("GB", (), "data", Fraction(1024)),
    Unit("TB", (), "data", Fraction(1024**2)),
    *_counts(
        "个", "项", "次", "件", "份", "台", "套", "辆", "户", "家", "所", "处", "座", "栋", "间", "条", "张", "只", "头", "匹", "株", "棵", "棵次",
        "架", "艘", "门", "期", "场", "批", "篇", "册", "本", "部", "幅", "块", "片", "段", "根", "支", "枚", "颗", "粒", "袋", "箱", "桶", "瓶",
        "盒", "例", "起", "宗", "笔", "单", "封", "则", "种", "类", "组", "队", "班", "节", "课时", "学时", "级", "档", "倍", "分", "岁", "路", "门次",
        "人次", "人天", "人日", "人年", "人月", "车次", "班次", "场次", "批次", "例次", "户次", "件次", "种次", "台次", "架次", "课次", "床", "床位", "床日", "张床", "台套",
        "村", "个村", "社区", "乡镇", "街道", "县", "镇", "平台", "系统", "网站", "网点", "点", "点位", "站", "岗", "岗位", "标段", "工程", "项目", "对",
        "户数", "杆", "盏", "孔", "口", "眼", "延米", "车", "车位", "次数", "代", "茬", "羽", "尾", "桌", "字", "页", "帧", "集", "版", "板", "卷",
    ),
)  # fmt: skip


def _unit_of() -> dict[str, Unit]:
    """Return every spelling of every unit; a counted thing may have 个 before it."""
    found: dict[str, Unit] = {}
    for unit in UNITS:
        for name in (unit.name, *unit.aliases):
            found[name] = unit
    for unit in UNITS:
        found.setdefault(f"个{unit.name}", unit)
    return found


UNIT_OF: dict[str, Unit] = _unit_of()
"""Spelling → unit."""
