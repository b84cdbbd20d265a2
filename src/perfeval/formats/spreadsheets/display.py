"""A number behind a cell → the text that a spreadsheet shows, by the cell's number format."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite

from perfeval.exact import Decimal, Fraction, round_ratio
from perfeval.formats.spreadsheets.moments import dated, moment, says_when

__all__ = ["shown"]

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<general>General|G/通用格式)'
    r"|(?P<places>[0#?](?:[0#?,.]|[ ](?=[0#?]))*|\.[0#?]*)|(?P<percent>%)|(?P<power>E[+-])|(?P<at>@)|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_FRACTION = re.compile(r"(?:([0#?]+) +)?[#?0]+ ?/ ?([#?0-9]+)")
_MONEY = re.compile(r"\$([^-]*)")
_ROOM = 11
"""Characters that a number without a format takes at most, its point among them."""
_MOST = 40
"""Decimals of a format: a spreadsheet knows no more than 30."""


def shown(value: object, code: str = "General") -> str:
    """Return what a spreadsheet shows of a value.

    Args:
        value: What the cell holds: a text, a number, a truth value, a date, or None.
        code: The number format of the cell.

    Returns:
        The text. Signs that only take up room (`_x`, `*x`) are left out; a date that is none is shown as a number.

    >>> shown(0.832, "0.0%"), shown(44, '0"人"'), shown(29.1666, "0.00"), shown(2.675, "0.00"), shown(1e6, "#,##0")
    ('83.2%', '44人', '29.17', '2.68', '1,000,000')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return _text(value, code)
    if isinstance(value, datetime | date | time | timedelta):
        return dated(moment(value), _sections(code)[0])
    if isinstance(value, float) and not isfinite(value):
        return "#NUM!"
    if not isinstance(value, int | float | Decimal):
        return str(value)
    # The digits that the float is written with, never the binary fraction behind them: 2.675 is a half.
    number = Fraction(str(value))
    section, own_sign = _section(number, code)
    if says_when(section):
        when = moment(number)
        return _general(number) if when is None else dated(when, section)
    text = _number(abs(number), section)
    if number >= 0 or own_sign or text == _number(Fraction(0), section):
        # A number that shows as nought has no sign.
        return text
    return f"-{text}"


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[str, ...]:
    """Return the sections of a format: positive, negative, zero, text."""
    parts, quoted, escaped, start = [], False, False, 0
    for at, char in enumerate(code):
        if escaped:
            escaped = False
        elif char == '"':
            quoted = not quoted
        elif char in "\\_*" and not quoted:
            escaped = True
        elif char == ";" and not quoted:
            parts.append(code[start:at])
            start = at + 1
    return (*parts, code[start:])


@lru_cache(maxsize=512)
def _tokens(section: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of a section, each with its kind; what only takes up room is left out."""
    found = ((one.lastgroup, one[one.lastgroup]) for one in _TOKEN.finditer(section) if one.lastgroup)
    return tuple((kind, text) for kind, text in found if kind)


def _literal(kind: str, text: str) -> str:
    """Return what a part prints of itself: quoted and escaped signs, a currency in brackets."""
    if kind == "bracket":
        money = _MONEY.match(text)
        return money[1] if money else ""
    return "" if kind == "places" else text


def _text(value: str, code: str) -> str:
    """Return a text by the section for texts, where the format has one."""
    sections = _sections(code)
    part = sections[3] if len(sections) > 3 else sections[0] if len(sections) == 1 else "@"
    if len(sections) < 4 and not any(kind == "at" for kind, _ in _tokens(part)):
        return value
    return "".join(value if kind == "at" else _literal(kind, text) for kind, text in _tokens(part))


def _section(number: Fraction, code: str) -> tuple[str, bool]:
    """Return the section for a number, and whether it says itself that the number is negative."""
    sections = _sections(code)
    numeric = sections[:3]
    conditions = [_CONDITION.search(section) for section in numeric]
    if any(conditions):
        for section, found in zip(numeric, conditions, strict=True):
            if found is None or _holds(number, found[1], Fraction(found[2])):
                below = found is not None and found[1] in ("<", "<=") and Fraction(found[2]) <= 0
                rest = found is None and _from_nought(conditions[0])
                return section, below or rest or _signed(section)
        return numeric[-1], _signed(numeric[-1])
    if len(sections) > 1 and number < 0:
        return sections[1], True
    if len(sections) > 2 and number == 0:
        return sections[2], True
    return sections[0], False


def _from_nought(condition: re.Match[str] | None) -> bool:
    """Return whether the first section is for numbers from 0: what is left for the others is negative."""
    return condition is not None and condition[1] in (">", ">=") and Fraction(condition[2]) == 0


def _signed(section: str) -> bool:
    """Return whether a section prints a minus of its own."""
    return any("-" in text for kind, text in _tokens(section) if kind in ("plain", "escaped", "quoted"))


def _holds(number: Fraction, sign: str, bound: Fraction) -> bool:
    """Return whether a number meets the condition of a section."""
    return {
        "<": number < bound, "<=": number <= bound, ">": number > bound, ">=": number >= bound,
        "=": number == bound, "<>": number != bound,
    }[sign]  # fmt: skip


def _number(number: Fraction, section: str) -> str:
    """Return a number that is not negative by one section of a format."""
    tokens = _tokens(section)
    places = "".join(text for kind, text in tokens if kind == "places")
    scaled = number * 100 ** sum(kind == "percent" for kind, _ in tokens)
    if any(kind == "power" for kind, _ in tokens):
        return _scientific(number, section)
    fraction = _FRACTION.search(section)
    if fraction and not any(kind == "quoted" for kind, _ in tokens):
        return _as_fraction(scaled, whole=bool(fraction[1]), below=fraction[2])
    digits = _apart(_digits(scaled, places), [text for kind, text in tokens if kind == "places"])
    parts = []
    for kind, text in tokens:
        if kind in ("general", "at"):
            parts.append(_general(scaled))
        elif kind == "places":
            parts.append(digits.pop(0))
        else:
            parts.append(_literal(kind, text))
    return "".join(parts)


def _apart(digits: str, places: list[str]) -> list[str]:
    """Return the digits for each run of places: `000-0000` cuts a number in two, behind a point nothing does."""
    if any(sign in ",." for sign in "".join(places)):
        return [digits, *[""] * (len(places) - 1)]
    cut = []
    for run in places[:0:-1]:
        cut.append(digits[-len(run) :])
        digits = digits[: -len(run)]
    return [digits, *cut[::-1]][: len(places)]


def _digits(number: Fraction, places: str) -> str:
    """Return a number with the digits that a format asks for: `#,##0.0#`."""
    places = places.replace(" ", "")
    while places.endswith(","):
        places, number = places[:-1], number / 1000
    whole, point, decimals = places.partition(".")
    decimals = re.sub("[^0#?]", "", decimals)[:_MOST]
    left, _, right = _rounded(number, len(decimals)).partition(".")
    right = right.rstrip("0").ljust(len(decimals.rstrip("#?")), "0")
    left = left.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        left = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", left)
    return f"{left}{point}{right}"


def _rounded(number: Fraction, decimals: int) -> str:
    """Return a number with so many decimals, a half rounded up."""
    return f"{round_ratio(number.numerator, number.denominator, decimals, 'half_up'):f}"


def _general(number: Fraction) -> str:
    """Return a number without a format: as many digits as the room holds, else with an exponent."""
    sign, number = ("-", -number) if number < 0 else ("", number)
    if number == 0:
        return "0"
    power = _power(number)
    if power >= _ROOM or power < -9:
        return sign + _exponent(number, 5)
    text = _trimmed(_rounded(number, 12))
    if len(text) > _ROOM:
        # The point takes a place, and so do the nought before it and those behind it.
        text = _trimmed(_rounded(number, max(_ROOM - 2 - max(power, 0), 0)))
        if power < -4:
            text = _exponent(number, 5)
    return sign + text


def _power(number: Fraction) -> int:
    """Return the power of ten of the first digit of a positive number."""
    power = len(str(number.numerator)) - len(str(number.denominator))
    return power if number >= Fraction(10) ** power else power - 1


def _trimmed(text: str) -> str:
    """Return a decimal number without noughts at its end."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def _exponent(number: Fraction, decimals: int) -> str:
    """Return a positive number as a short one with an exponent: `1.23457E+11`."""
    power = _power(number)
    mantissa = _rounded(number / Fraction(10) ** power, decimals)
    if mantissa.startswith("10"):
        power, mantissa = power + 1, _rounded(Fraction(1), decimals)
    return f"{_trimmed(mantissa)}E{'-' if power < 0 else '+'}{abs(power):02}"


def _scientific(number: Fraction, section: str) -> str:
    """Return a number by a format with an exponent: `0.00E+00`, or `##0.0E+0` for powers of a thousand."""
    start, _, end = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", section).upper().partition("E")
    whole, _, decimals = start.partition(".")
    step, kept = max(len(re.sub("[^0#?]", "", whole)), 1), len(re.sub("[^0#?]", "", decimals)[:_MOST])
    power = _power(number) // step * step if number else 0
    mantissa = _rounded(number / Fraction(10) ** power, kept)
    if len(mantissa.partition(".")[0]) > step:
        power += step
        mantissa = _rounded(number / Fraction(10) ** power, kept)
    sign = "-" if power < 0 else "+" if end.startswith("+") else ""
    return f"{mantissa}E{sign}{str(abs(power)).rjust(end.count('0'), '0')}"


def _as_fraction(number: Fraction, *, whole: bool, below: str) -> str:
    """Return a number as a fraction: `# ?/?`, `# ??/??`, `# ?/8`."""
    if below.isdigit() and int(below):
        bottom = int(below)
        top = int(_rounded(number * bottom, 0))
    else:
        near = number.limit_denominator(10 ** min(len(below), 6) - 1)
        top, bottom = near.numerator, near.denominator
    if not whole:
        return f"{top}/{bottom}"
    full, rest = divmod(top, bottom)
    if not rest:
        return str(full)
    return f"{full} {rest}/{bottom}" if full else f"{rest}/{bottom}"
