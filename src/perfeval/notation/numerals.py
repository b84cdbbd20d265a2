"""Numbers as they are written: digits with thousands separators, and Chinese numerals."""

from __future__ import annotations

import re

from perfeval.exact import Fraction, exact

__all__ = ["CHINESE", "DIGITS", "chinese", "western"]

DIGITS = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,60})(?:\.[0-9]{1,60})?"
"""digits = ["+" | "-"], (group of three separated by "," | digit, {digit}), [".", digit, {digit}]"""

_CHINESE_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}
CHINESE = r"[零〇一二两三四五六七八九十百千万亿点]+"
# Compiled when a numeral comes: most forms have none, and every start would pay for it.
_SHAPE = r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二两三四五六七八九]+)?[万亿]?\Z"


def western(text: str) -> Fraction:
    """Return the value of a number that matches DIGITS.

    >>> western("215,457.6")
    Fraction(1077288, 5)
    """
    return exact(text.replace(",", ""))


def chinese(text: str) -> Fraction | None:
    """Return the value of a Chinese numeral, or None where it is not one.

    numeral = whole, ["点", digit, {digit}], ["万" | "亿"]

    >>> chinese("八十五"), chinese("一百八十七点七二万"), chinese("十百")
    (Fraction(85, 1), Fraction(1877200, 1), None)
    """
    if not re.match(_SHAPE, text):
        return None
    whole, point, decimals = text.partition("点")
    if not point:
        return _whole(whole)
    scale = 1
    if decimals[-1] in _BIG:
        decimals, scale = decimals[:-1], _BIG[decimals[-1]]
    head = _whole(whole)
    if head is None:
        return None
    tail = "".join(str(_CHINESE_DIGITS[char]) for char in decimals)
    return (head + Fraction(int(tail), 10 ** len(tail))) * scale


def _whole(text: str) -> Fraction | None:
    """Return the value of a whole Chinese numeral, or None."""
    for big, scale in (("亿", 10**8), ("万", 10**4)):
        if big in text:
            head, _, tail = text.rpartition(big)
            over, under = _whole(head) if head else None, _whole(tail) if tail else Fraction(0)
            # 一万五 is 15,000 in speech and 10,005 to a parser: only 一万零五 and 一万五千 are beyond doubt.
            if over is None or under is None or (len(tail) == 1):
                return None
            return over * scale + under
    return _thousands(text)


def _thousands(text: str) -> Fraction | None:
    """Return the value of a numeral below 10,000 such as 一百八十七, 十五, 二〇, or None."""
    if all(char in _CHINESE_DIGITS for char in text):
        return Fraction("".join(str(_CHINESE_DIGITS[char]) for char in text))
    total, digit, last, zero = 0, None, 10000, False
    for index, char in enumerate(text):
        if char in _CHINESE_DIGITS:
            if digit:
                return None
            zero = zero or _CHINESE_DIGITS[char] == 0
            digit = _CHINESE_DIGITS[char]
            continue
        step = _STEPS[char]
        if step >= last or (digit is None and (step != 10 or index)) or digit == 0:
            return None
        total, digit, last, zero = total + (digit or 1) * step, None, step, False
    # 一百五 is 150 in speech and 105 to a parser: without 零 a last digit must follow 十.
    if digit and last > 10 and not zero:
        return None
    return Fraction(total + (digit or 0))
