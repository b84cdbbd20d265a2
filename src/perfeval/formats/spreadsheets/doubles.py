"""What the doubles of a spreadsheet can tell apart: how many digits cells may have for a score to be beyond doubt.

A score is rounded twice: first to so many decimals that the dust of binary goes, then as the rule set says. That is
right as long as no result lies so near to a tie that the first rounding moves it there. A result with denominator D
that is not on a tie, a multiple of 1 ÷ parts, is off it by 1 ÷ (parts × D) at least.
"""

from __future__ import annotations

from collections.abc import Callable
from math import lcm

from perfeval.exact import Fraction
from perfeval.rules.expressions import Expression, inputs
from perfeval.rules.lines import Bent, Line, along
from perfeval.rules.sizes import Size, size_of

__all__ = ["INNER", "LONG", "inner", "line_of", "too_long"]

INNER = 12
"""Decimals of the first rounding at most: a score below a thousand then has the fifteen digits that doubles keep."""
LONG = 14
"""Signs of a cell whose digits are all compared: LibreOffice takes for one what differs in the fifteenth digit."""
_DECIMALS = (0, 2, 4, 6)
"""Decimals that cells are tried with: the more they have, the smaller they must be."""
_ALWAYS = "TRUE"


def inner(line: Line | None) -> int:
    """Return to how many decimals a number is rounded first.

    Where something large is taken away (8443.595 − 8438), the difference keeps the dust of what is large: one decimal
    less for each of its digits.

    Args:
        line: The number that is rounded as a line, None where it is none.
    """
    if line is None or line.c:
        return INNER
    return INNER - max(0, len(str(abs(line.b) // abs(line.d))) - 2)


def _told_apart(line: Line | None) -> Fraction:
    """Return of which part two results are told apart by the first rounding.

    It moves each by half a unit of its last decimal at most, and the dust of a few operations is less than a tenth of
    that.
    """
    return 8 * Fraction(10) ** (inner(line) - 1)


def too_long(number: Expression, line: Line | None, parts: int, address: Callable[[str], str]) -> str:
    """Return the test that cells have more digits than doubles tell apart beside a tie; "" where that cannot matter.

    Args:
        number: The number that is rounded or compared.
        line: The same as a line along its one cell, None where it is none.
        parts: Ties are multiples of one divided by this.
        address: The address of a cell by its key.
    """
    names, apart = _read(number), _told_apart(line)
    if not names:
        return "" if parts * _divisor(number) <= apart else _ALWAYS
    cells = [address(name) for name in names]
    if line is not None and not line.c:
        decimals = _power(apart / (parts * abs(line.d)))
        if decimals < 0:
            return _ALWAYS
        return f"OR(LEN({cells[0]})>{LONG},ROUND({cells[0]},{decimals})<>{cells[0]})"
    room = apart / (parts * (abs(line.c) if line is not None else _divisor(number)))
    fits = []
    for decimals in _DECIMALS:
        limit = int(room / 10**decimals) - (abs(line.d) if line is not None else 0)
        if limit > 0:
            said = [f"ROUND({cell},{decimals})={cell}" for cell in cells]
            fits.append(f"AND({','.join(said + [f'ABS({cell})<{limit}' for cell in cells])})")
    if not fits:
        return _ALWAYS
    short = fits[0] if len(fits) == 1 else f"OR({','.join(fits)})"
    return f"OR({','.join([f'LEN({cell})>{LONG}' for cell in cells])},NOT({short}))"


def _read(number: Expression) -> list[str]:
    """Return the cells that a number is made of, but for those that hold a rounded number, which has few decimals."""
    if number.operation == "input":
        return [] if number.rounding is not None else [number.name]
    if number.operation in ("rounded", "floor", "ceil"):
        return []
    return list(dict.fromkeys(name for inner in number.over for name in _read(inner)))


def _divisor(number: Expression) -> int:
    """Return what the constants of a number, and its roundings, make of its denominator at most."""
    return size_of(_with_units(number), dict.fromkeys(inputs(number), Size(1, 1))).below


def _with_units(number: Expression) -> Expression:
    """Return a number with what is whole or rounded as the one part that it is a multiple of."""
    if number.rounding is not None:
        return Expression("constant", number=Fraction(1, 10**number.rounding.places))
    if number.operation in ("floor", "ceil"):
        return Expression("constant", number=Fraction(1))
    over = tuple(map(_with_units, number.over))
    if number.operation in ("+", "-") and all(inner.number is not None for inner in over):
        # A sum of cents is one of cents.
        common = lcm(*(inner.number.denominator for inner in over if inner.number is not None))
        return Expression("constant", number=Fraction(1, common))
    return Expression(number.operation, over, number.number, number.name)


def line_of(number: Expression) -> Line | None:
    """Return a number of one cell as a line along it, None for any other and for one with kinks.

    Args:
        number: The number.
    """
    names = inputs(number)
    if len(names) != 1:
        return None
    try:
        return along(number, dict.fromkeys(names, Line(1, 0)), Fraction(0), _no_kink)
    except (Bent, ZeroDivisionError):
        return None


def _no_kink(line: Line) -> None:
    """Refuse an expression that is another line elsewhere.

    Raises:
        Bent: Always.
    """
    raise Bent


def _power(value: Fraction) -> int:
    """Return the greatest power of ten that is not above a value: −1 below one, at most 15."""
    return next((p for p in range(15, -1, -1) if value >= 10**p), -1)
