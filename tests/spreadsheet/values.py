"""The values of a spreadsheet and the arithmetic of its doubles.

A cell holds a double, a text, a truth, or nothing (None). An error is raised as `Fault` while a formula is computed, and is
an `Error` once it stands in a cell.

No two programs round alike, and none says how. What is known is covered by three dialects, and a formula is right only if
it comes to the same digit in all of them (and, in `tests/real`, in LibreOffice itself):

`strict`
    The double as it is. Comparisons are of doubles, a difference is what the processor gives. ROUND, ROUNDUP, ROUNDDOWN,
    TRUNC take the shortest decimal that reads back as the double (`repr`), and round that: half goes away from zero.
    INT, FLOOR, CEILING and MOD go by the double.
`fifteen`
    What Excel does to hide the dust of binary. Comparisons are of 15 significant digits, a sum or difference that cancels
    all but its last four bits is zero, and every rounding first takes the value to 15 significant digits.
`calc`
    What LibreOffice 7 does. Two numbers are equal if they differ by less than 2**-48 of the first: 9.99999999999999 and
    10 are, though both can be typed. Sums and roundings are as above, but ROUND to no places takes the double as it is.
"""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from typing import Literal

__all__ = [
    "DIALECTS",
    "Dialect",
    "Error",
    "Fault",
    "Value",
    "added",
    "compared",
    "number",
    "rounded",
    "shown",
    "truth",
    "whole",
]

Dialect = Literal["strict", "fifteen", "calc"]
DIALECTS: tuple[Dialect, ...] = ("strict", "fifteen", "calc")


class Error(str):
    """An error as it stands in a cell: `#DIV/0!`, `#VALUE!`, `#NUM!`, `#NAME?`, `#N/A`."""

    __slots__ = ()


class Fault(Exception):  # noqa: N818  # a spreadsheet's own word would be Error, which is a value here
    """An error on its way up through a formula."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


Value = float | str | bool | None
_WIDE = Context(prec=700)
_DUST = 2.0**-48
_MODES = {"half": ROUND_HALF_UP, "down": ROUND_DOWN, "up": ROUND_UP}


def number(value: Value) -> float:
    """Return a value where a number is due: nothing is 0, a truth 1 or 0, a text that reads as a number is one."""
    if isinstance(value, Error):
        raise Fault(str(value))
    if isinstance(value, str):
        try:
            return float(value.strip().removesuffix("%")) / (100 if value.strip().endswith("%") else 1)
        except ValueError:
            raise Fault("#VALUE!") from None
    return float(value or 0)


def truth(value: Value) -> bool:
    """Return a value where a truth is due: a number is true unless it is 0, a text is an error."""
    if isinstance(value, str):
        if value.upper() in ("TRUE", "FALSE") and not isinstance(value, Error):
            return value.upper() == "TRUE"
        raise Fault(value if isinstance(value, Error) else "#VALUE!")
    return bool(value)


def shown(value: Value) -> str:
    """Return a value as the text that `&` takes: a number with 15 significant digits at most."""
    if isinstance(value, Error):
        raise Fault(str(value))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float | int):
        text = f"{value:.15g}"
        return text if "e" not in text else format(_fifteen(float(value)).normalize(), "f")
    return value or ""


def checked(value: float) -> float:
    """Return a result, or the fault of one that no cell can hold."""
    if math.isfinite(value):
        return value
    raise Fault("#NUM!")


def added(one: float, two: float, dialect: Dialect) -> float:
    """Return a sum; where all but dust cancels, only the strict dialect does not say 0."""
    total = checked(one + two)
    return 0.0 if dialect != "strict" and abs(total) < abs(one) * _DUST else total


def compared(one: Value, two: Value, sign: str, dialect: Dialect) -> bool:
    """Return whether a comparison holds: numbers < texts < truths, nothing is 0 or an empty text, case is ignored."""
    for value in (one, two):
        if isinstance(value, Error):
            raise Fault(str(value))
    left, right = _ranked(one, two, dialect), _ranked(two, one, dialect)
    order = (left > right) - (left < right)
    if dialect == "calc" and order and left[0] == right[0] == 0:
        (_, first), (_, second) = left, right
        if abs(float(first) - float(second)) < abs(float(first)) * _DUST:
            order = 0
    return {"=": order == 0, "<>": order != 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[sign]  # fmt: skip


def _ranked(value: Value, other: Value, dialect: Dialect) -> tuple[int, float | str]:
    """Return what a value is ordered by: its kind, then itself."""
    if value is None:
        value = "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0
    if isinstance(value, bool):
        return (2, float(value))
    if isinstance(value, str):
        return (1, value.casefold())
    return (0, float(f"{value:.14e}") if dialect == "fifteen" else float(value))


def _fifteen(value: float) -> Decimal:
    """Return the decimal of 15 significant digits next to a double."""
    return Decimal(f"{value:.14e}")


def _decimal(value: float, places: int, mode: str, dialect: Dialect) -> Decimal:
    """Return the decimal that a rounding begins with."""
    short = dialect == "strict" or (dialect == "calc" and mode == "half" and places == 0)
    return Decimal(repr(value)) if short else _fifteen(value)


def rounded(value: float, places: float, mode: str, dialect: Dialect) -> float:
    """Return a number rounded to decimal places, a negative count meaning tens.

    Args:
        value: The number.
        places: How many; what stands behind its point is cut.
        mode: `half` (away from zero at a half), `down` (towards zero) or `up` (away from zero).
        dialect: Which decimal is rounded.
    """
    quantum = Decimal(1).scaleb(-max(min(int(places), 320), -320))
    return float(_decimal(value, int(places), mode, dialect).quantize(quantum, _MODES[mode], _WIDE))


def whole(value: float, dialect: Dialect, *, up: bool = False) -> float:
    """Return the next whole number below, or above."""
    if dialect == "strict":
        return float(math.ceil(value) if up else math.floor(value))
    return float(_fifteen(value).to_integral_value(ROUND_CEILING if up else ROUND_FLOOR))
