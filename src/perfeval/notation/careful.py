"""A cell beyond the plain ones: the notations are tried one after the other, then what may have damaged it."""

from __future__ import annotations

from perfeval.notation import codes
from perfeval.notation.codes import Pairing, Role
from perfeval.notation.damage import damage
from perfeval.notation.dates import AMBIGUOUS_DATE, read_date, read_frequency
from perfeval.notation.intervals import read_interval
from perfeval.notation.peel import Peeled, Word, peel
from perfeval.notation.quantities import Read, read_quantity
from perfeval.notation.scan import Scan, has_gap
from perfeval.notation.tables import PLACEHOLDERS
from perfeval.notation.text import YEAR_OR_NUMBER
from perfeval.notation.values import Measure
from perfeval.source import Problem

__all__ = ["read_carefully"]

_NOT_APPLICABLE = ("不适用", "N/A", "n/a", "NA")
_YES_NO = {"是": True, "否": False}


def read_carefully(cell: Scan, role: Role) -> Measure:
    """Return what a cell says that is no plain number; kind unclear where it is damaged or has two readings.

    Args:
        cell: The cell, scanned.
        role: Whether it is a target or an actual.
    """
    return _word(cell, role) or _notation(cell, role) or _words(cell, role)


def _word(cell: Scan, role: Role) -> Measure | None:
    """Return the cell where it is one of the words that stand for themselves, or None."""
    text, chars = cell.text, cell.chars
    if not chars.strip("-—"):
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
