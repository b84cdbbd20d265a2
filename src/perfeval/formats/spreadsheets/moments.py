"""Dates and times as a spreadsheet shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import overload

from perfeval.exact import Fraction

__all__ = ["BUILTIN", "dated", "moment", "says_when"]

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # a spreadsheet's days have no time zone
_LAST = 2_958_466
"""The day after 9999-12-31: no spreadsheet shows it."""
_DAY = 86_400_000
_QUOTED = re.compile(
    r'"[^"]*"?|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General|G/通用格式|E[+-]', re.IGNORECASE
)
_WHEN = re.compile(r"[ymdhs]|a{3}", re.IGNORECASE)
_CHINESE_DIGITS = "〇一二三四五六七八九"
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<passed>h+|m+|s+)\]|\[[^\]]*\]|(?P<half>AM/PM|A/P|上午/下午)'
    r"|\.(?P<tenths>0+)|(?P<letters>y+|m+|d+|h+|s+|e+|a{3,4})|@|;.*|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_CHINESE_WEEK = "一二三四五六日"

_CHINESE = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"',
}  # fmt: skip
BUILTIN = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    **_CHINESE,
    36: _CHINESE[27],
    **dict(
        zip(range(50, 59), (_CHINESE[number] for number in (27, 28, 27, 28, 29, 34, 35, 27, 28)), strict=True)
    ),
}
"""Formats that a file only numbers, and that a Chinese spreadsheet shows in its own way."""


def says_when(section: str) -> bool:
    """Return whether a section of a format shows a date or a time.

    Args:
        section: One section.

    >>> says_when('yyyy"年"m"月"'), says_when("[h]:mm"), says_when('0"days"'), says_when("0.00E+00")
    (True, True, False, False)
    """
    return bool(_WHEN.search(_QUOTED.sub("", section)))


@overload
def moment(value: datetime | date | time | timedelta) -> datetime: ...
@overload
def moment(value: Fraction) -> datetime | None: ...
def moment(value: datetime | date | time | timedelta | Fraction) -> datetime | None:
    """Return any date or time as one moment.

    Args:
        value: A date, a time, a span, or the days since the end of 1899.

    Returns:
        The moment; None for a number of days that no calendar has.

    >>> moment(Fraction(45360)), moment(Fraction(-1))
    (datetime.datetime(2024, 3, 9, 0, 0), None)
    """
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, timedelta):
        value = Fraction(round(value.total_seconds() * 1000), _DAY)
    if isinstance(value, time):
        return datetime.combine(_EPOCH.date(), value.replace(tzinfo=None))
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001
    if not 0 <= value < _LAST:
        return None
    # The calendar of spreadsheets has a 29 February 1900.
    early = 1 <= value < 60
    return _EPOCH + timedelta(days=early) + timedelta(milliseconds=round(value * _DAY))


def dated(when: datetime | None, section: str) -> str:
    """Return a date or time by one section of a format.

    Args:
        when: The moment.
        section: The section.

    >>> dated(datetime(2024, 3, 5, 14, 7), 'yyyy"年"m"月"d"日" h:mm')
    '2024年3月5日 14:07'
    """
    if when is None:
        return ""
    tokens = [(one.lastgroup, one[one.lastgroup]) for one in _TOKEN.finditer(section) if one.lastgroup]
    half = any(kind == "half" for kind, _ in tokens)
    chinese = "[dbnum1]" in section.lower()
    text, last = "", ""
    for at, (kind, part) in enumerate(tokens):
        letters = part.lower() if kind in ("letters", "passed") else ""
        if kind == "passed":
            text += _passed(letters, when)
        elif kind == "half":
            text += _half(part, when)
        elif kind == "tenths":
            text += f".{when.microsecond:06}"[: len(part) + 1]
        elif letters.startswith("m") and len(letters) < 3 and (last == "h" or _next(tokens[at + 1 :]) == "s"):
            text += _chinese(when.minute) if chinese else f"{when.minute:0{len(letters)}}"
        elif letters:
            text += _part(letters, when, half=half, chinese=chinese)
        else:
            text += part
        last = letters[:1] or last
    return text


def _next(tokens: Sequence[tuple[str | None, str]]) -> str:
    """Return the first letter of the next part of a date."""
    return next((part[0].lower() for kind, part in tokens if kind in ("letters", "passed")), "")


def _passed(letters: str, when: datetime) -> str:
    """Return the hours, minutes or seconds that have passed, more than a day's as well."""
    seconds = round((when - _EPOCH).total_seconds())
    if 2 * 86400 <= seconds < 61 * 86400:
        # `moment` skipped a day for the 29 February 1900.
        seconds -= 86400
    number = seconds // {"h": 3600, "m": 60, "s": 1}[letters[0]]
    return f"{number:0{len(letters)}}"


def _half(part: str, when: datetime) -> str:
    """Return the half of the day."""
    before, _, after = part.partition("/")
    return before if when.hour < 12 else after


def _chinese(number: int) -> str:
    """Return a number below 100 in Chinese signs.

    >>> _chinese(5), _chinese(10), _chinese(12), _chinese(31)
    ('五', '十', '十二', '三十一')
    """
    tens, ones = divmod(number, 10)
    head = f"{_CHINESE_DIGITS[tens] if tens > 1 else ''}十" if tens else ""
    return head + (_CHINESE_DIGITS[ones] if ones or not tens else "")


def _part(letters: str, when: datetime, *, half: bool, chinese: bool) -> str:
    """Return one part of a date: `yyyy`, `mm`, `d`, `hh`."""
    kind, wide = letters[0], len(letters)
    if kind in "ye":
        year = str(when.year) if kind == "e" or wide > 2 else f"{when.year % 100:02}"
        return "".join(_CHINESE_DIGITS[int(digit)] for digit in year) if chinese else year
    if kind == "a":
        return ("星期" if wide > 3 else "") + _CHINESE_WEEK[when.weekday()]
    if kind in "md" and wide > 2:
        name = _MONTHS[when.month - 1] if kind == "m" else _WEEK[when.weekday()]
        return name[0] if wide == 5 else name if wide > 3 else name[:3]
    hour = (when.hour % 12 or 12) if half else when.hour
    number = {"m": when.month, "d": when.day, "h": hour, "s": when.second}[kind]
    return _chinese(number) if chinese else f"{number:0{min(wide, 2)}}"
