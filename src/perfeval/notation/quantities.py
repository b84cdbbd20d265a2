"""One number with its unit: `187.72万人次`, `五个工作日`, `400元/人、天`, `百分之八十五`."""

from __future__ import annotations

import re
from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.notation.numerals import CHINESE, DIGITS, chinese, western
from perfeval.notation.tables import SCALES, UNIT_OF, Unit
from perfeval.notation.values import Quantity

__all__ = ["Read", "read_quantity", "read_unit"]

# quantity  = number, [about], [scale], [unit]
# number    = ["△"], digits | Chinese numeral (only before a known unit)
# about     = "余" | "多" | "几"
# unit      = name, ["/", name, {("·" | "、" | "/"), name}]
_DIGITS = re.compile(rf"(△?)({DIGITS})([余多几]?)(.*)\Z", re.DOTALL)
_CHINESE = rf"({CHINESE})([余多几]?)(.*)\Z"  # compiled when a numeral comes
_SHARE_OF = re.compile(r"([百千])分之(.+)\Z")
_SCALE_WORDS = sorted(SCALES, key=len, reverse=True)
_LABEL = re.compile(r"[\u4e00-\u9fff]{1,4}\Z")
# 一级, 二类, 十分, 三期 and 一起 are no counts; 三千克 may be 3,000 grams or 3 kilograms.
_NOT_COUNTED = frozenset("分级档类期班代版路点组则方时度起克米")


class Read(NamedTuple):
    """A quantity, and what must be said about the way it was written."""

    quantity: Quantity
    unknown_unit: bool = False
    approximate: bool = False


def read_quantity(chars: str) -> Read | None:
    """Return the quantity that *chars* (half-width, without blanks) write, or None where they write none.

    >>> read_quantity("187.72万人次").quantity
    Quantity(value=Fraction(1877200, 1), unit='人次', scale='万')
    """
    found = _DIGITS.match(chars)
    if found:
        minus, digits, about, rest = found.groups()
        value = western(digits)
        return _with_unit(-abs(value) if minus else value, rest, approximate=bool(about))
    return _share_in_words(chars) or _chinese_count(chars)


def _with_unit(value: Fraction, rest: str, *, approximate: bool) -> Read | None:
    """Return *value* with the scale and unit that *rest* writes."""
    unit = read_unit(rest)
    if unit is not None:
        return Read(_canonical(value, unit), approximate=approximate)
    scale = next((word for word in _SCALE_WORDS if rest.startswith(word)), "")
    if scale:
        rest = rest[len(scale) :]
        value *= SCALES[scale]
    if scale and rest[:1] in ("余", "多", "几"):
        rest, approximate = rest[1:], True
    unit = read_unit(rest)
    if unit is None:
        if not _LABEL.match(rest):
            return None
        return Read(Quantity(value, rest, scale), unknown_unit=True, approximate=approximate)
    return Read(_canonical(value, unit, scale), approximate=approximate)


def read_unit(text: str) -> Unit | None:
    """Return the unit written as *text*, a nameless one for an empty text, None for an unknown one.

    >>> read_unit("元/人、天").name, read_unit("个工作日").name, read_unit("名专家")
    ('元/人·天', '工作日', None)
    """
    if not text:
        return Unit("")
    known = UNIT_OF.get(text)
    if known or "/" not in text:
        return known
    over, *under = re.split(r"[/·、*]", text)
    parts = [UNIT_OF.get(part.removeprefix("每")) for part in under]
    top = UNIT_OF.get(over)
    if top is None or None in parts:
        return None
    money = top.dimension == "money"
    below = "·".join(part.name for part in parts if part)
    return Unit(f"{'元' if money else top.name}/{below}", factor=top.factor if money else Fraction(1))


def _canonical(value: Fraction, unit: Unit, scale: str = "") -> Quantity:
    """Return *value* in its canonical unit: money in 元, everything else as it stands."""
    if unit.dimension == "money" or "/" in unit.name:
        name = "元" if unit.dimension == "money" else unit.name
        return Quantity(value * unit.factor, name, scale)
    return Quantity(value, unit.name or None, scale)


def _share_in_words(chars: str) -> Read | None:
    """Return 百分之八十五, 百分之85, 千分之三 or 百分百."""
    if chars in ("百分百", "百分之百"):
        return Read(Quantity(Fraction(100), "%"))
    found = _SHARE_OF.match(chars)
    if not found:
        return None
    unit = "%" if found[1] == "百" else "‰"
    if re.fullmatch(DIGITS, found[2]):
        return Read(Quantity(western(found[2]), unit))
    value = chinese(found[2])
    return None if value is None else Read(Quantity(value, unit))


def _chinese_count(chars: str) -> Read | None:
    """Return a Chinese numeral before a known unit: 两次, 五个工作日, 十万元."""
    found = re.match(_CHINESE, chars, re.DOTALL)
    if not found or not found[3] or found[3] in _NOT_COUNTED:
        return None
    value, unit = chinese(found[1]), read_unit(found[3])
    if value is None or unit is None:
        return None
    return Read(_canonical(value, unit), approximate=bool(found[2]))
