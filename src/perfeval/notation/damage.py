"""Cells with digits that are no number as they stand: which damage would explain it."""

from __future__ import annotations

import re
from typing import NamedTuple

from perfeval.notation import codes
from perfeval.notation.codes import Pairing
from perfeval.notation.peel import peel
from perfeval.notation.quantities import Read, read_quantity

__all__ = ["Damage", "damage"]

# A scan turns ≤ into Q and 1 into l; a file saved in another encoding turns ≪ into ?.
_STRANGE = re.compile(r"[A-Za-z?\ufffd]")
_COUNTED = re.compile(r"(?:实际|已)([\u4e00-\u9fff]{1,8}?)(?=[0-9])")
# 实际未完成5人 is not 5: words that turn or blur the number bar the reading.
_TURNING = re.compile(r"[未不无没减降少欠差超增缺约近余多几每各仅]")


class Damage(NamedTuple):
    """Which problem a cell has, with its fact; `{}` is the cell."""

    pairing: Pairing
    fact: str


def damage(chars: str) -> Damage | Read | None:
    """Return the damage that keeps *chars* from being a number, or the number behind 实际 and what was counted.

    >>> damage("Q100%").pairing is codes.LETTERS, damage("实际布防6架").quantity.value, damage("效果明显")
    (True, Fraction(6, 1), None)
    """
    if not any(char.isdigit() for char in chars):
        return None
    if chars[:1] == "(" and chars[-1:] == ")" and _number(chars[1:-1]):
        return Damage(codes.BRACKETS, "{{}}“{}”的数字写在括号里，可能是强调，也可能是负数")
    if chars[:1] == "—" and _number(chars[1:]):
        return Damage(codes.DASH, "{{}}“{}”的数字前有一条横线，可能是负号，也可能只是一条线")
    without = chars.replace("(", "").replace(")", "")
    if chars.count("(") != chars.count(")") and _number(without):
        return Damage(codes.UNBALANCED, "{{}}“{}”的括号不成对")
    if _number(chars.replace(",", "")):
        return Damage(codes.SEPARATOR, "{{}}“{}”的千位分隔号位置不对")
    # Put a digit where the strange character stands: if that makes a number, the cell was one.
    if _STRANGE.search(chars) and (_number(_STRANGE.sub("1", chars)) or _number(_STRANGE.sub("", chars))):
        return Damage(codes.LETTERS, "{{}}“{}”的数字旁边有认不出的字符")
    counted = _COUNTED.match(chars)
    if counted and not _TURNING.search(counted[1]):
        read = read_quantity(chars[counted.end() :])
        return read if read is not None and not read.unknown_unit and not read.approximate else None
    return None


def _number(chars: str) -> bool:
    """Return whether *chars* write a number with a known unit."""
    read = read_quantity(peel(chars).core)
    return read is not None and not read.unknown_unit
