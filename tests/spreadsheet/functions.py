"""The functions that a form may call: all of them are in Excel 2010, WPS and LibreOffice, under these names."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.spreadsheet.values import (
    Dialect,
    Error,
    Fault,
    Value,
    added,
    checked,
    number,
    rounded,
    shown,
    truth,
    whole,
)

__all__ = ["FUNCTIONS", "Given"]


class Given(NamedTuple):
    """An argument that is computed only when it is asked for; `area` is that of a cell or range, where it is one."""

    value: Callable[[], Value]
    area: Callable[[], list[Value]] | None = None


Function = Callable[[tuple[Given, ...], Dialect], Value]


def _values(given: tuple[Given, ...], *, errors: bool = True) -> Iterator[Value]:
    """Return what SUM and its kin add up: numbers alone out of cells, whatever reads as a number out of the formula."""
    for one in given:
        if one.area is None:
            yield number(one.value())
            continue
        for value in one.area():
            if isinstance(value, Error) and errors:
                raise Fault(str(value))
            if isinstance(value, float | int) and not isinstance(value, bool):
                yield float(value)


def _tried(one: Given) -> Value:
    """Return a value, an error among them."""
    try:
        return one.value()
    except Fault as fault:
        return Error(fault.code)


def _if(given: tuple[Given, ...], _: Dialect) -> Value:
    """Return the second or the third argument: only the chosen one is computed."""
    if truth(given[0].value()):
        return given[1].value()
    return given[2].value() if len(given) > 2 else False


def _truths(given: tuple[Given, ...]) -> list[bool]:
    """Return every argument of AND and OR: all of them are computed, and texts in cells passed over."""
    found: list[bool] = []
    for one in given:
        if one.area is None:
            found.append(truth(one.value()))
            continue
        for value in one.area():
            if isinstance(value, Error):
                raise Fault(str(value))
            if value is not None and not isinstance(value, str):
                found.append(bool(value))
    if not found:
        raise Fault("#VALUE!")
    return found


def _iferror(given: tuple[Given, ...], _: Dialect) -> Value:
    """Return the first argument, or the second where it is an error."""
    value = _tried(given[0])
    return given[1].value() if isinstance(value, Error) else value


def _is_number(given: tuple[Given, ...], _: Dialect) -> Value:
    """Return whether a value is a number; a truth, a text, nothing and an error are none."""
    value = _tried(given[0])
    return isinstance(value, float | int) and not isinstance(value, bool)


def _is_text(given: tuple[Given, ...], _: Dialect) -> Value:
    """Return whether a value is a text, an empty one too."""
    value = _tried(given[0])
    return isinstance(value, str) and not isinstance(value, Error)


def _count(given: tuple[Given, ...], _: Dialect) -> Value:
    """Return how many numbers there are; an error is none."""
    held = [value for one in given for value in (one.area() if one.area else [_tried(one)])]
    return float(sum(isinstance(value, float | int) and not isinstance(value, bool) for value in held))


def _counta(given: tuple[Given, ...], _: Dialect) -> Value:
    """Return how many values there are, empty texts among them."""
    held = [value for one in given for value in (one.area() if one.area else [_tried(one)])]
    return float(sum(value is not None for value in held))


def _sum(given: tuple[Given, ...], dialect: Dialect) -> Value:
    """Return the sum."""
    total = 0.0
    for value in _values(given):
        total = added(total, number(value), dialect)
    return total


def _sumproduct(given: tuple[Given, ...], dialect: Dialect) -> Value:
    """Return the sum of the products of areas, cell by cell; what is no number counts as 0."""
    areas = [one.area() if one.area else [one.value()] for one in given]
    if len({len(area) for area in areas}) != 1:
        raise Fault("#VALUE!")
    total = 0.0
    for held in zip(*areas, strict=True):
        for value in held:
            if isinstance(value, Error):
                raise Fault(str(value))
        product = math.prod(
            value if isinstance(value, float | int) and not isinstance(value, bool) else 0.0 for value in held
        )
        total = added(total, float(product), dialect)
    return total


def _rounding(mode: str) -> Function:
    """Return ROUND, ROUNDUP or ROUNDDOWN."""

    def function(given: tuple[Given, ...], dialect: Dialect) -> Value:
        """Round."""
        places = number(given[1].value()) if len(given) > 1 else 0.0
        return checked(rounded(number(given[0].value()), places, mode, dialect))

    return function


def _multiple(given: tuple[Given, ...], dialect: Dialect, *, up: bool) -> Value:
    """Return the next multiple of the second argument below or above the first."""
    value, step = (number(one.value()) for one in given)
    if not step:
        if value and not up:
            raise Fault("#DIV/0!")
        return 0.0
    if value > 0 > step:
        raise Fault("#NUM!")
    return checked(whole(value / step, dialect, up=up) * step)


def _mod(given: tuple[Given, ...], dialect: Dialect) -> Value:
    """Return what is left of a division: it has the sign of the divisor."""
    value, step = (number(one.value()) for one in given)
    if not step:
        raise Fault("#DIV/0!")
    return added(value, -step * whole(value / step, dialect), dialect)


def _log10(given: tuple[Given, ...], _: Dialect) -> Value:
    """Return the logarithm to the base 10."""
    value = number(given[0].value())
    if value <= 0:
        raise Fault("#NUM!")
    return math.log10(value)


def _n(given: tuple[Given, ...], _: Dialect) -> Value:
    """Return a number as it is, a truth as 1 or 0, anything else as 0."""
    value = given[0].value()
    if isinstance(value, Error):
        raise Fault(str(value))
    return 0.0 if isinstance(value, str) else float(value or 0)


def _of_one(function: Callable[[float], float]) -> Function:
    """Return a function of one number."""
    return lambda given, _: function(number(given[0].value()))


FUNCTIONS: dict[str, Function] = {
    "IF": _if,
    "AND": lambda given, _: all(_truths(given)),
    "OR": lambda given, _: any(_truths(given)),
    "NOT": lambda given, _: not truth(given[0].value()),
    "TRUE": lambda _given, _dialect: True,
    "FALSE": lambda _given, _dialect: False,
    "IFERROR": _iferror,
    "ISERROR": lambda given, _: isinstance(_tried(given[0]), Error),
    "ISNUMBER": _is_number,
    "ISTEXT": _is_text,
    "ISBLANK": lambda given, _: _tried(given[0]) is None,
    "EXACT": lambda given, _: shown(given[0].value()) == shown(given[1].value()),
    "LEN": lambda given, _: float(len(shown(given[0].value()))),
    "N": _n,
    "ROUND": _rounding("half"),
    "ROUNDUP": _rounding("up"),
    "ROUNDDOWN": _rounding("down"),
    "TRUNC": _rounding("down"),
    "INT": lambda given, dialect: whole(number(given[0].value()), dialect),
    "FLOOR": lambda given, dialect: _multiple(given, dialect, up=False),
    "CEILING": lambda given, dialect: _multiple(given, dialect, up=True),
    "MOD": _mod,
    "ABS": _of_one(abs),
    "SIGN": _of_one(lambda value: float((value > 0) - (value < 0))),
    "LOG10": _log10,
    "MIN": lambda given, _: min(map(number, _values(given)), default=0.0),
    "MAX": lambda given, _: max(map(number, _values(given)), default=0.0),
    "SUM": _sum,
    "COUNT": _count,
    "COUNTA": _counta,
    "SUMPRODUCT": _sumproduct,
}
"""A function's name → what computes it from its arguments; this is also the list of what a form may call."""
