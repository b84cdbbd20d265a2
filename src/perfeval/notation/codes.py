"""The problems of a cell: each has one code for a target (TG) and one for an actual (AC)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from perfeval.source import Code, Problem, Severity

__all__ = ["CODES", "Pairing", "Role"]

Role = Literal["target", "actual"]
_NOUN: dict[Role, str] = {"target": "目标值", "actual": "完成值"}


class Pairing(NamedTuple):
    """The two codes of one mistake: it may stand in a target or in an actual."""

    target: Code
    actual: Code

    def problem(
        self,
        role: Role,
        fact: str,
        repair: str = "",
        *,
        shown: str = "",
        spans: tuple[tuple[int, int], ...] = (),
    ) -> Problem:
        """Return the problem for a cell of *role*; `{}` in the fact is 目标值 or 完成值."""
        code = self.target if role == "target" else self.actual
        return code.problem(fact.replace("{}", _NOUN[role]), repair, shown=shown, spans=spans)


def _pair(
    number: int, name: str, severity: Severity, what: str, why: str, repair: str, bad: str, good: str
) -> Pairing:
    """Return both codes of a mistake; `{}` is the noun of the cell."""
    return Pairing(
        *(
            Code(
                f"{family}{number:02}",
                f"{role}.{name}",
                severity,
                what.replace("{}", noun),
                why,
                repair,
                bad,
                good,
            )
            for family, (role, noun) in zip(("TG", "AC"), _NOUN.items(), strict=True)
        )
    )


LETTERS = _pair(
    1, "letters-beside-digits", "error", "{}的数字旁边有认不出的字符", "多半是扫描把符号或数字认错了；猜一个就可能算错。",
    "对照原件改写，例如 ≤100%", "Q100%", "≤100%",
)  # fmt: skip
LONE_ONE = _pair(
    2, "lone-one", "error", "{}只有一个“一”字", "可能是数字 1，也可能是横线（没有填）。", "写 1 加单位，或留空", "一", "1次"
)  # fmt: skip
TWO_SIGNS = _pair(
    3, "two-signs", "error", "{}有两个同向的界限", "前后两个说法意思相同，留一个才知道哪个是原意。", "只保留一个：≥80%",
    "≥80%以上", "≥80%",
)  # fmt: skip
CONTRARY = _pair(
    4, "contrary-signs", "error", "{}的两个界限方向相反", "一个说不低于，一个说不高于，有两种读法。", "改为一个方向；是区间请写 80%-90%",
    "≥80%以下", "≥80%",
)  # fmt: skip
APPROXIMATE = _pair(
    5, "approximate", "error", "{}写的是约数", "“约、近、余、多、左右”说不清究竟是多少，无法精确计分。", "写确切的数",
    "约50人", "50人",
)  # fmt: skip
SEPARATOR = _pair(
    6, "thousands", "error", "{}的千位分隔号位置不对", "12,34 可能是 1234，也可能是 12.34。", "写成 1,234 或 1234", "12,34", "1,234"
)  # fmt: skip
BLANK_INSIDE = _pair(
    7, "blank-inside", "error", "{}的两段数字之间有空格", "可能是一个数被空格隔开，也可能是两个数。", "是一个数请去掉空格",
    "12 34人", "1234人",
)  # fmt: skip
BRACKETS = _pair(
    8, "number-in-brackets", "error", "{}的数字写在括号里", "有的表用括号表示强调，有的表示负数。", "正数去掉括号，负数写 -4.11",
    "(4.11)", "-4.11",
)  # fmt: skip
DATE = _pair(
    9, "date", "error", "{}的日期有两种读法，或没有这一天", "两位数的年份可能是年也可能是日；历法里没有的日子多半是笔误。",
    "写成 2026-05-15 或 2026年5月15日", "26-05-15", "2026-05-15",
)  # fmt: skip
INTERVAL = _pair(
    10, "interval", "error", "{}的区间上下限颠倒，或两端单位不同", "颠倒的区间没有哪个值能落在里面。", "写成 80%-90%", "90%-80%", "80%-90%"
)  # fmt: skip
EACH = _pair(
    11, "each", "error", "{}写了“各”或“每”", "合计是多少要看有几项，这一格里没有写。", "写合计数，例如 2次", "各1次", "2次"
)  # fmt: skip
MIXED = _pair(
    12, "words-and-numbers", "warning", "{}里文字与数字混写，按文字读，不按数量计分",
    "一句话里的数字不一定是要比较的那个数。", "若按数量计分，只写数字和单位", "完成3项，其中1项延期", "3项",
)  # fmt: skip
UNKNOWN_UNIT = _pair(
    13, "unknown-unit", "note", "{}的单位不在单位表内，按原字比较", "两格写同样的单位就能比较，写得不同就不能。",
    "如能改用常见单位更好", "5名专家", "5人",
)  # fmt: skip
PLACEHOLDER = _pair(
    14, "placeholder", "note", "{}是占位的符号或字样，读作没有填", "“/”“新增”不是数。", "有数就填数，确实没有就留空", "/", ""
)  # fmt: skip
UNBALANCED = _pair(
    15, "unbalanced-brackets", "error", "{}的括号不成对", "多半是扫描缺字；猜一个就可能算错。", "对照原件改写", "(280", "280"
)  # fmt: skip
OUTSIDE = _pair(
    16, "outside", "error", "{}写了“以外”", "“以外”不含该数，也没有说是大于还是小于。", "改用 > 或 <", "5天以外", ">5天"
)  # fmt: skip
YEAR_OR_NUMBER = _pair(
    17, "date-or-number", "error", "{}可能是年月，也可能是小数", "2024.12 可以读作 2024 年 12 月，也可以读作一个数。",
    "是日期请写 2024年12月", "2024.12", "2024年12月",
)  # fmt: skip

DASH = _pair(
    22, "dash-before-number", "error", "{}的数字前有一条横线", "可能是负号，也可能只是一条线。", "是负数请写 -4.11，不是就去掉横线", "—150",
    "150",
)  # fmt: skip

MONEY_UNIT = Code(
    "FD11", "funds.unit-missing", "error", "金额没有单位",
    "337.12 可能是元，也可能是万元，差一万倍。", "在 budget 里写 money_unit: 万元，或在金额后写单位",
    "adjusted: 337.12", "adjusted: 337.12万元",
)  # fmt: skip
MONEY_TEXT = Code(
    "FD12", "funds.unreadable", "error", "金额没有读清",
    "读不清的金额可能有几种读法，按哪一种都可能算错。", "只写数字，或数字加元、万元、亿元",
    "adjusted: 约300", "adjusted: 300",
)  # fmt: skip
MONEY_OTHER_UNIT = Code(
    "FD13", "funds.other-unit", "warning", "金额自带的单位与 money_unit 不同，按自带的单位读",
    "同一张表里元与万元混写，容易差一万倍。", "改成同一个单位",
    "money_unit: 万元，adjusted: 3371200元", "adjusted: 337.12",
)  # fmt: skip

UNIT_CLASH = Code(
    "AC18", "actual.unit-clash", "error", "完成值与目标值的单位不同，无法比较",
    "不同的单位之间没有换算关系，比了就错。", "把两格改成同一个单位",
    "目标 44人，完成 51%", "51人",
)  # fmt: skip
PERCENT_OR_SHARE = Code(
    "AC19", "actual.percent-or-share", "error", "目标是百分数，完成值是 0 到 1 之间没有单位的数，有两种读法",
    "0.875 可能是 0.875%，也可能是 87.5%（表格软件里的小数）。", "写上百分号",
    "目标 ≥90%，完成 0.875", "87.5%",
)  # fmt: skip
UNIT_INHERITED = Code(
    "AC20", "actual.unit-inherited", "note", "一格有单位一格没有，按有单位的一格读",
    "表上常把单位只写在目标值里。", "两格都写单位更清楚", "目标 ≤90万元，完成 90", "90万元",
)  # fmt: skip
SCALE_OR_NOT = Code(
    "AC21", "actual.scale-or-not", "error", "一格写了“万”一格没有单位，没有单位的那格有两种读法",
    "600000 旁边写着 60万人次时，可能是 600000 人次，也可能是 600000 万人次。", "写上单位",
    "目标 60万人次，完成 600000", "600000人次",
)  # fmt: skip


def _codes() -> tuple[Code, ...]:
    """Return every code of the room, in the order above."""
    found: list[Code] = []
    for value in list(globals().values()):
        if isinstance(value, Pairing):
            found += [value.target, value.actual]
        elif isinstance(value, Code):
            found.append(value)
    return tuple(found)


CODES: tuple[Code, ...] = _codes()
