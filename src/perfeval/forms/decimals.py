"""Numbers in formulas."""

from __future__ import annotations

from perfeval.exact import Fraction, digits

__all__ = ["NOTHING", "decimal"]

NOTHING = '""'
"""What a cell shows that has no score."""


def decimal(value: Fraction) -> str:
    """Return a number as an expression: decimal digits where it ends, else a quotient.

    Args:
        value: The number.

    >>> decimal(Fraction(9, 10)), decimal(Fraction(2, 3))
    ('0.9', '(2/3)')
    """
    text = digits(value)
    return text if not text.endswith("…") else f"({value.numerator}/{value.denominator})"
