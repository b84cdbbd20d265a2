"""Drawn pairs of cells: a target and an actual as people write them, the actual at or beside what is notable."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.model import Shape
from tests.oracle.notable import Notable, edges_of, of_shape

SIGNS = ("≥", "≥", "≥", "≤", "≤", "≤", ">", "<", "=", "=", "", "")
BOUNDS = ("≥", "≤", ">", "<", "=")
UNITS = (
    "%",
    "%",
    "%",
    "%",
    "件",
    "件",
    "",
    "天",
    "工作日",
    "万元",
    "人次",
    "万人次",
    "亿元",
    "‰",
    "公里",
    "小时",
)
CONVERTED = {
    "公里": ("米", 1000),
    "小时": ("分钟", 60),
    "天": ("小时", 24),
    "万元": ("元", 10000),
    "%": ("‰", 10),
    "件": ("个", 1),
    "万人次": ("人次", 10**4),
    "亿元": ("万元", 10**4),
}
WORDS = ("及时", "效果明显", "达成", "达成预期指标", "部分达成", "未达成", "基本达成", "否", "显著提升")
DATES = (
    "12月底前",
    "2024年12月31日",
    "2024年12月31日前",
    "2024年6月底前",
    "6月30日前",
    "2024年",
    "2024-12-31",
    "2025年1月",
    "2024年12月1日",
)
DONE = (
    "2024年12月31日",
    "2025年1月1日",
    "2025-01-06",
    "2024年12月",
    "2025年1月",
    "2024年",
    "12月30日",
    "2024年6月30日",
    "2024-07-01",
    "2025年2月20日",
    "2031年1月1日",
)
TIMES = ("1次/季度", "≥2次/月", "每年4次", "2次/半年", "1次/周", "每季度两次", "≥1次/季度", "4次", "=12次/年")
ODD = (
    "",
    "-",
    "Q100%",
    "≥80%以上",
    "不适用",
    "约80%",
    "是",
    "2024年12月31日",
    "80%-90%",
    "显著提升",
    "0.9",
    "1/3",
    "Q5",
)
KINDS = ("number", "bound", "interval", "date", "yes_no", "frequency", "text", "counted", "odd")
CHANCES = (66, 6, 6, 5, 3, 3, 7, 2, 2)


class Cells(NamedTuple):
    """Two cells and, where the days are counted, the dates; an actual of None was not filed."""

    kind: str
    target: str
    actual: str | None
    days: tuple[str | None, str | None] = (None, None)


def text_of(value: Fraction, places: int) -> str:
    """Return decimal text, cut after so many places."""
    number = abs(value) * 10**places
    digits = str(number.numerator // number.denominator).rjust(places + 1, "0")
    whole, rest = (digits[:-places], digits[-places:].rstrip("0")) if places else (digits, "")
    sign = "-" if value < 0 and digits.strip("0") else ""
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


def draw_cells(rng: Random, points: Fraction, known: Notable, method: Shape | None) -> Cells:
    """Return the cells of one row.

    Args:
        rng: The source of chance.
        points: The points of the row, for scores that fall on a tie of the rounding.
        known: What is notable about the rule set.
        method: The shape that the indicator asks for; its edges are notable too.
    """
    kind = rng.choices(KINDS, CHANCES)[0]
    if kind in ("number", "bound"):
        return _numbers(rng, kind, points, known, method)
    if kind == "interval":
        return _interval(rng)
    if kind == "date":
        return Cells(kind, rng.choice(DATES), rng.choice(DONE))
    if kind == "yes_no":
        return Cells(kind, rng.choice(("是", "否")), rng.choice(("是", "否")))
    if kind == "frequency":
        return Cells(kind, rng.choice(TIMES), rng.choice((*TIMES, "3次", "4次", "12次", "0次")))
    if kind == "text":
        target = rng.choice(WORDS)
        return Cells(kind, target, rng.choice((*WORDS, target, "是", None, "", "85%")))
    if kind == "counted":
        return _counted(rng)
    return Cells(kind, rng.choice((*ODD, "≥80%", "≤5件")), rng.choice((*ODD, "80%", "5件", None)))


def calm_cells(rng: Random, points: Fraction, known: Notable) -> Cells:
    """Return a target with a sign above zero, and a number of its unit."""
    target = Fraction(rng.choice((90, 80, 100, 5, 12, 3, 7, 60, Fraction(rng.randint(1, 9999), 10))))
    actual = abs(_actual(rng, target, points, "%", known, None))
    unit = rng.choice(("%", "件", "天"))
    sign = rng.choice(("≥", "≥", "≥", "≤", "=", ">", "<"))
    return Cells("number", f"{sign}{text_of(target, 4)}{unit}", f"{text_of(actual, 8)}{unit}")


def _target(rng: Random, unit: str) -> Fraction:
    """Return the number of a target: mostly above zero."""
    kind = rng.random()
    if kind < 0.08:
        return Fraction(0)
    if kind < 0.13:
        return -Fraction(rng.choice((5, 1, 10, 250)), rng.choice((1, 10)))
    if kind < 0.15:
        return Fraction(rng.randint(1, 10**15), 10 ** rng.choice((0, 2, 4)))
    if kind < 0.55:
        return Fraction(rng.choice((90, 80, 100, 95, 5, 10, 12, 3, 7, 44, 60, 1, 150)))
    return Fraction(rng.randint(1, 9999), rng.choice((1, 10, 100)))


def _actual(
    rng: Random, target: Fraction, points: Fraction, unit: str, known: Notable, method: Shape | None
) -> Fraction:
    """Return the number of an actual: what is hit exactly, what is notable, a tie of the rounding, or any number."""
    if method is not None and rng.random() < 0.3:
        return rng.choice(edges_of(method, target, percent=unit == "%") or [target])
    kind = rng.random()
    ratios, values = (known.ratios, known.values) if method is None or kind < 0.1 else of_shape(method)
    if kind < 0.18:
        return target
    if kind < 0.45:
        return target * rng.choice(ratios)
    step = rng.choice(values) * (100 if unit == "%" else 1) if values else Fraction(1)
    if kind < 0.52:
        return target + step * rng.randint(-3, 3)
    if kind < 0.6:
        return step
    if kind < 0.75 and points > 0:
        score = Fraction(2 * rng.randint(0, int(points * 10**known.places)) + 1, 2 * 10**known.places)
        score = abs(step) or score if rng.random() < 0.15 else score
        return score * target / points if rng.random() < 0.7 or not target else target * points / score
    if kind < 0.8:
        return Fraction(0)
    if kind < 0.84:
        return -Fraction(rng.randint(1, 300), 10)
    return target * Fraction(rng.randint(0, 2500), 1000)


def _numbers(rng: Random, kind: str, points: Fraction, known: Notable, method: Shape | None) -> Cells:
    """Return a number against a number, in one unit, in two that convert, or with one left out."""
    unit = rng.choice(UNITS)
    target = _target(rng, unit)
    actual = _actual(rng, target, points, unit, known, method)
    places = rng.choice((8, 8, 4, 2, 1, 0))
    if rng.random() < 0.3:
        actual += rng.choice((-1, 1)) * Fraction(1, 10**places)
    sign, due = rng.choice(BOUNDS) if kind == "bound" else "", rng.choice(SIGNS)
    if sign and rng.random() < 0.4:
        actual = target
    elif due == "=" and known.tolerance is not None and rng.random() < 0.4:
        # A share of a negative target is one of its size.
        target = -target if rng.random() < 0.2 else target
        actual = target + rng.choice((1, -1)) * known.tolerance.of(abs(target))
    own = unit
    other = rng.random()
    if other < 0.06 and unit in CONVERTED:
        own, factor = CONVERTED[unit]
        actual *= factor
    elif other < 0.09:
        own = ""
    elif other < 0.1:
        own = rng.choice(UNITS)
    shown = f"{due}{text_of(target, 4)}{'' if rng.random() < 0.02 else unit}"
    return Cells(kind, shown, f"{sign}{text_of(actual, places)}{own}")


def _interval(rng: Random) -> Cells:
    """Return a number against an interval: at its ends, beside them, far off; or a range against it."""
    unit = rng.choice(("%", "%", "天", "件", "℃", ""))
    low = rng.choice((80, 0, 3, 20, 50))
    high = low + rng.choice((10, 2, 20))
    left, right = rng.choice((("[", "]"), ("[", ")"), ("(", "]"), ("(", ")"), ("", "")))
    end = Fraction(rng.choice((low, high, (low + high) // 2, 0, low // 2, 2 * high, 3 * high, high + 5)))
    end += rng.choice((0, 0, 0, Fraction(1, 100), Fraction(-1, 100)))
    target = f"{left}{low}{unit},{high}{unit}{right}" if left else f"{low}{unit}-{high}{unit}"
    target = "±5%" if rng.random() < 0.05 else target
    actual = rng.choice(
        (f"{text_of(end, 2)}{unit}",) * 12 + (text_of(end, 2), f"≤{high}{unit}", f"{low}{unit}-{high}{unit}")
    )
    return Cells("interval", target, actual)


def _counted(rng: Random) -> Cells:
    """Return a target in days, and the dates between which the program counts."""
    unit = rng.choice(("工作日", "天", "天", "个工作日", "小时"))
    start = date(2024, 12, 20) + timedelta(days=rng.randint(0, 20))
    end = start + timedelta(days=rng.randint(-1, 20))
    taken = (end - start).days
    target = f"{rng.choice(('≤', '≤', '<', '=', ''))}{rng.randint(0, 12)}{unit}"
    actual = rng.choice((None, None, f"{taken}{unit}", f"{taken}天", f"{taken}小时", f"{taken + 1}{unit}"))
    days = [start.isoformat(), rng.choice((end.isoformat(), f"{end.year}年{end.month}月{end.day}日"))]
    if rng.random() < 0.12:
        days[rng.randint(0, 1)] = rng.choice(("2024年12月", "2031-01-01", "昨天"))
    return Cells("counted", target, actual, (days[0], days[1] if rng.random() < 0.95 else None))
