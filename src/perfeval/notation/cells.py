"""One cell: what a target, an actual or an amount says. The notations are tried one after the other."""

from __future__ import annotations

import re
from functools import lru_cache

from perfeval.exact import exact
from perfeval.notation import codes
from perfeval.notation.codes import Pairing, Role
from perfeval.notation.damage import damage
from perfeval.notation.dates import AMBIGUOUS_DATE, YEAR_OR_NUMBER, read_date, read_frequency
from perfeval.notation.intervals import read_interval
from perfeval.notation.peel import Peeled, Word, peel
from perfeval.notation.quantities import Read, read_quantity
from perfeval.notation.scan import Scan, has_gap, scan
from perfeval.notation.tables import PLACEHOLDERS, UNIT_OF
from perfeval.notation.values import Measure, Quantity, Sign
from perfeval.source import Code, Problem

__all__ = ["read_actual", "read_amount", "read_target"]

# Nine cells of ten are a sign, digits and a plain unit: they need no scanner.
_PLAIN = re.compile(r"([≥≤=><]?)([0-9]+(?:\.[0-9]+)?)([^\W\d_]*|%)\Z")
_PLAIN_SIGNS: dict[str, Sign | None] = {
    "": None,
    "≥": "at_least",
    ">": "above",
    "=": "equal",
    "≤": "at_most",
    "<": "below",
}
_MAYBE_DATE = re.compile(r"(?:19|20)\d\d\.\d|[年月]\Z")
_PLAIN_UNITS = {name: unit.name for name, unit in UNIT_OF.items() if unit.dimension != "money"} | {"": None}
_NOT_APPLICABLE = ("不适用", "N/A", "n/a", "NA")
_YES_NO = {"是": True, "否": False}


def read_target(text: str) -> Measure:
    """Read a target cell; `problems` of the measure say what is wrong with it.

    Args:
        text: The cell as typed, e.g. `≥80%`, `≪5个工作日`, `2024年12月底前`.

    Returns:
        The measure; a cell that is damaged or has two readings is of kind unclear and has no value.

    >>> read_target("≪5个工作日").sign, read_target("≪5个工作日").quantity
    ('at_most', Quantity(value=Fraction(5, 1), unit='工作日', scale=''))
    """
    return _read(text, "target")


def read_actual(text: str) -> Measure:
    """Read an actual cell; a sign in it makes it a set of possible values.

    Args:
        text: The cell as typed, e.g. `83. 2%`, `实际布防6架`, `-`.

    Returns:
        The measure, as for `read_target`.

    >>> read_actual("83. 2%").quantity
    Quantity(value=Fraction(416, 5), unit='%', scale='')
    """
    return _read(text, "actual")


def read_amount(text: str, money_unit: str | None) -> Measure:
    """Read an amount of money, in 元.

    Args:
        text: The cell as typed, e.g. `337. 12` or `337.12万元`.
        money_unit: The unit of amounts that have none: 元, 万元, 亿元, or None.

    Returns:
        A measure of kind number in 元, blank, or unclear with a problem.

    >>> read_amount("337. 12", "万元").quantity
    Quantity(value=Fraction(3371200, 1), unit='元', scale='万')
    """
    measure = _read(text, "actual")
    if measure.kind in ("blank", "not_applicable"):
        return measure
    found = measure.quantity
    if found is None or measure.sign is not None or found.unit not in (None, "元"):
        return _unclear_amount(text, codes.MONEY_TEXT, f"金额“{text}”没有读清")
    if found.unit is None and not found.scale and found.value:
        if money_unit is None:
            return _unclear_amount(text, codes.MONEY_UNIT, f"金额“{text}”没有单位")
        one = _one(money_unit)
        return Measure(text, "number", None, Quantity(found.value * one.value, "元", one.scale))
    problems: tuple[Problem, ...] = ()
    own = f"{found.scale}元"
    if found.value and money_unit not in (None, own):
        fact = f"金额“{text}”的单位是{own}，money_unit 是{money_unit}，按{own}读"
        problems = (codes.MONEY_OTHER_UNIT.problem(fact, shown=text, spans=((0, len(text)),)),)
    return Measure(text, "number", None, Quantity(found.value, "元", found.scale), problems=problems)


def _unclear_amount(text: str, code: Code, fact: str) -> Measure:
    """Return an amount that has no value."""
    return Measure(text, "unclear", problems=(code.problem(fact, shown=text, spans=((0, len(text)),)),))


@lru_cache(maxsize=8)
def _one(money_unit: str) -> Quantity:
    """Return one 元, 万元 or 亿元."""
    read = read_quantity(f"1{money_unit}")
    if read is None or read.quantity.unit != "元":
        message = f"not a unit of money: {money_unit!r}"
        raise ValueError(message)
    return read.quantity


@lru_cache(maxsize=16384)
def _read(text: str, role: Role) -> Measure:
    """Read a cell of either role."""
    plain = _PLAIN.match(text)
    if plain and plain[3] in _PLAIN_UNITS and not _MAYBE_DATE.search(text):
        quantity = Quantity(exact(plain[2]), _PLAIN_UNITS[plain[3]])
        return Measure(text, "number", _PLAIN_SIGNS[plain[1]], quantity)
    cell = scan(text)
    return _word(cell, role) or _notation(cell, role) or _words(cell, role)


def _word(cell: Scan, role: Role) -> Measure | None:
    """Return the cell where it is one of the words that stand for themselves, or None."""
    text, chars = cell.text, cell.chars
    if not chars.strip("-"):
        return Measure(text, "blank")
    if chars in PLACEHOLDERS:
        fact = f"{{}}“{text.strip()}”是占位的写法，读作没有填"
        return Measure(text, "blank", problems=(_tell(codes.PLACEHOLDER, cell, role, fact),))
    if chars in _NOT_APPLICABLE:
        return Measure(text, "not_applicable")
    if chars in _YES_NO:
        return Measure(text, "yes_no", special=_YES_NO[chars])
    if chars == "一":
        return _unclear(codes.LONE_ONE, cell, role, "{}只有一个“一”字，可能是 1，也可能是横线")
    return None


def _notation(cell: Scan, role: Role) -> Measure | None:
    """Return the date, frequency, interval or number that the cell writes, or None."""
    text, chars = cell.text, cell.chars
    if AMBIGUOUS_DATE.match(chars) or YEAR_OR_NUMBER.match(chars):
        code = codes.YEAR_OR_NUMBER if YEAR_OR_NUMBER.match(chars) else codes.DATE
        return _unclear(code, cell, role, f"{{}}“{text}”有两种读法")
    dated = read_date(chars)
    if dated is not None:
        if dated.date is None:
            return _unclear(codes.DATE, cell, role, f"{{}}“{text}”：日历上没有这一天")
        return Measure(text, "date", special=dated.date)
    peeled = peel(chars)
    frequency = read_frequency(chars) or read_frequency(peeled.core)
    if frequency is not None:
        sign = peeled.signs[0].sign if peeled.signs else None
        return _checked(cell, role, peeled, Measure(text, "frequency", sign, special=frequency))
    ranged = read_interval(chars)
    if ranged is not None:
        if ranged.interval is None:
            return _unclear(codes.INTERVAL, cell, role, f"{{}}“{text}”的两端不成区间：上下限颠倒，或单位不同")
        return Measure(text, "interval", special=ranged.interval)
    read = read_quantity(peeled.core)
    return None if read is None else _number(cell, role, peeled, read)


def _number(cell: Scan, role: Role, peeled: Peeled, read: Read) -> Measure:
    """Return a number with its sign, or unclear where a word around it blurs it."""
    text = cell.text
    core = (cell.span(peeled.start, peeled.end),)
    if read.approximate or peeled.first("about"):
        return _unclear(codes.APPROXIMATE, cell, role, f"{{}}“{text}”是约数，没有确切的值", core)
    if peeled.first("each"):
        return _unclear(codes.EACH, cell, role, f"{{}}“{text}”写了“各”或“每”，合计是多少没有写", core)
    if peeled.first("outside"):
        return _unclear(codes.OUTSIDE, cell, role, f"{{}}“{text}”写了“以外”，方向不明", core)
    if has_gap(text):
        return _unclear(codes.BLANK_INSIDE, cell, role, f"{{}}“{text}”的两段数字之间有空格", core)
    sign = peeled.signs[0].sign if peeled.signs else None
    notes: tuple[Problem, ...] = ()
    if read.unknown_unit:
        fact = f"{{}}的单位“{read.quantity.unit}”不在单位表内，按原字比较"
        notes = (_tell(codes.UNKNOWN_UNIT, cell, role, fact, core),)
    return _checked(cell, role, peeled, Measure(text, "number", sign, read.quantity, problems=notes))


def _checked(cell: Scan, role: Role, peeled: Peeled, measure: Measure) -> Measure:
    """Return *measure*, or unclear where it carries two signs."""
    if len(peeled.signs) < 2:
        return measure
    first, second = peeled.signs[:2]
    spans = tuple(cell.span(word.start, word.end) for word in (first, second))
    typed = tuple(cell.text[start:end] for start, end in spans)
    if _direction(first) != _direction(second):
        fact = f"{{}}的两个界限不一致：“{cell.text}”"
        return _unclear(codes.CONTRARY, cell, role, fact, spans)
    bound = {"at_least": "下限", "at_most": "上限"}.get(_direction(first), "等号")
    kept = cell.text[: spans[1][0]] + cell.text[spans[1][1] :]
    fact = f"{{}}有两个{bound}：“{cell.text}”"
    repair = f"“{typed[0]}”与“{typed[1]}”只保留一个：{kept.strip()}"
    if first.sign == second.sign:
        repair = f"“{typed[0]}”与“{typed[1]}”含义相同，请保留一个：{kept.strip()}"
    return _unclear(codes.TWO_SIGNS, cell, role, fact, spans, repair)


def _direction(word: Word) -> str:
    """Return the side of a sign: ≥ and > look up, ≤ and < down."""
    return {"above": "at_least", "below": "at_most"}.get(word.sign or "", word.sign or "")


def _words(cell: Scan, role: Role) -> Measure:
    """Return a cell that is no notation: damaged, mixed, or plain words."""
    found = damage(cell.chars)
    if isinstance(found, Read):
        return _number(cell, role, peel(""), found)
    if found is not None:
        return _unclear(found.pairing, cell, role, found.fact.format(cell.text))
    if any(char.isdigit() for char in cell.chars):
        fact = f"{{}}“{cell.text.strip()}”里文字与数字混写，按文字读"
        return Measure(cell.text, "text", problems=(_tell(codes.MIXED, cell, role, fact),))
    return Measure(cell.text, "text")


def _tell(
    pairing: Pairing,
    cell: Scan,
    role: Role,
    fact: str,
    spans: tuple[tuple[int, int], ...] = (),
    repair: str = "",
) -> Problem:
    """Return a problem about the cell; without spans it is about all of it."""
    return pairing.problem(role, fact, repair, shown=cell.text, spans=spans or cell.whole)


def _unclear(
    pairing: Pairing,
    cell: Scan,
    role: Role,
    fact: str,
    spans: tuple[tuple[int, int], ...] = (),
    repair: str = "",
) -> Measure:
    """Return a cell that has no value, with the reason."""
    return Measure(cell.text, "unclear", problems=(_tell(pairing, cell, role, fact, spans, repair),))
