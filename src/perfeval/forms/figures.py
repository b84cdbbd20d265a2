"""The number in a printed text, and the number format by which a spreadsheet shows it as that text."""

from __future__ import annotations

import re

from perfeval.exact import exact
from perfeval.forms.table import Figure

__all__ = ["figure_of", "literal", "waiting"]

_NUMBER = re.compile(
    r"([≥≤＝=><＞＜≧≦≪≫]?)(-?\d{1,3}(?:,\d{3})+|-?(?:0|[1-9]\d*))(\.\d+)?([^\d\s][^\d\"]*)?", re.ASCII
)
_EXACT = 15
"""Digits that a spreadsheet keeps of a number."""


def figure_of(text: str) -> Figure | None:
    """Return the number of a text with the format that shows it just so, None for a text that no format shows.

    Args:
        text: A cell as printed.

    >>> figure_of("≥80%"), figure_of("1,234.50元")
    (Figure(value=Fraction(4, 5), format='"≥"0%'), Figure(value=Fraction(2469, 2), format='#,##0.00"元"'))
    >>> figure_of("83. 2%"), figure_of("约80%")
    (None, None)
    """
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    sign, whole, decimals, unit = found[1], found[2], found[3] or "", found[4] or ""
    if sum(map(str.isdigit, whole + decimals)) > _EXACT or (sign and whole.startswith("-")):
        return None
    value = exact(whole.replace(",", "") + decimals)
    if value == 0 and whole.startswith("-"):
        return None
    share = unit == "%"
    shown = ("#,##0" if "," in whole else "0") + ("." + "0" * (len(decimals) - 1) if decimals else "")
    ending = "%" if share else literal(unit)
    if not sign and not ending and "," not in whole and not decimals.endswith("0"):
        shown = "General"
    return Figure(value / 100 if share else value, f"{literal(sign)}{shown}{ending}")


def literal(text: str) -> str:
    """Return a text as it stands in a number format.

    Args:
        text: What is printed beside the number.
    """
    return f'"{text}"' if text else ""


def waiting(target: str) -> Figure | None:
    """Return the empty cell of an actual: a number typed there takes the unit of its target.

    Args:
        target: The target as printed.

    >>> waiting("≥80%"), waiting("≤5个工作日")
    (Figure(value=None, format='0.00%'), Figure(value=None, format='General"个工作日"'))
    """
    found = _NUMBER.fullmatch(target)
    if found is None:
        return None
    return Figure(None, "0.00%" if found[4] == "%" else f"General{literal(found[4] or '')}")
