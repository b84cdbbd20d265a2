"""One cell: what a target, an actual or an amount says. The notations are tried one after the other."""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from perfeval.exact import exact
from perfeval.notation import codes
from perfeval.notation.codes import Role
from perfeval.notation.quantities import read_quantity
from perfeval.notation.scan import has_gap, scan
from perfeval.notation.text import YEAR_OR_NUMBER
from perfeval.notation.values import Measure, Quantity, Sign
from perfeval.source import Code, Problem

__all__ = ["read_actual", "read_amount", "read_target"]

# Nine cells of ten are a sign, digits and a unit: they need neither signs in words nor dates nor intervals.
_PLAIN = re.compile(r"([≥≧≫≤≦≪=<>]?)([0-9]{1,60}(?:\.[0-9]{1,60})?)([^\W0-9_]*|%)\Z")
_SIGNS: dict[str, Sign | None] = {
    "": None,
    **dict.fromkeys("≥≧≫", "at_least"),
    **dict.fromkeys("≤≦≪", "at_most"),
    ">": "above",
    "=": "equal",
    "<": "below",
}
_MAYBE_DATE = re.compile(r"(?:19|20)[0-9][0-9]\.[0-9]|[年月]\Z")


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
    if found is None and money_unit is not None and YEAR_OR_NUMBER.match(chars := scan(text).chars):
        # No amount is a month: 2024.12 is as clear as 2024.1200.
        return attrs.evolve(read_amount(f"{chars}00", money_unit), text=text)
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
    plain = _plain(text, text)
    if plain is not None:
        return plain
    cell = scan(text)
    plain = _plain(cell.chars, text) if not has_gap(text) else None
    if plain is not None:
        return plain
    from perfeval.notation.careful import read_carefully

    return read_carefully(cell, role)


def _plain(chars: str, text: str) -> Measure | None:
    """Return a number with a plain sign and a known unit, or None for everything else."""
    found = _PLAIN.match(chars)
    unit = _plain_unit(found[3]) if found else None
    if found is None or unit is None or _MAYBE_DATE.search(chars):
        return None
    quantity = Quantity(exact(found[2]) * unit.value, unit.unit, unit.scale)
    return Measure(text, "number", _SIGNS[found[1]], quantity)


@lru_cache(maxsize=1024)
def _plain_unit(text: str) -> Quantity | None:
    """Return one of a unit with its scale word, or None where the unit is unknown or says 约."""
    read = read_quantity(f"1{text}")
    return None if read is None or read.unknown_unit or read.approximate else read.quantity
