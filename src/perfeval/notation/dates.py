"""Dates as far as they are written (`2024年12月底前`, `2026/01/03`), and frequencies (`1次/季度`)."""

from __future__ import annotations

import calendar
import re
from typing import NamedTuple

from perfeval.notation.numerals import CHINESE, DIGITS, chinese, western
from perfeval.notation.values import Frequency, PartialDate

__all__ = ["AMBIGUOUS_DATE", "Dated", "read_date", "read_frequency"]

# date = [lead], (year, [month, [day]] | month, [day]), [end], [until], [完成]
_LEAD = r"(?:截至|截止|于|在|至|≤|<=)?"
_UNTIL = r"(底|末)?(之前|以前|前|以内|内)?(?:已?完成)?"
_DATES = (
    re.compile(
        rf"{_LEAD}((?:19|20)[0-9][0-9])年(?:度)?(?:([0-9]{{1,2}})月(?:份)?(?:([0-9]{{1,2}})[日号])?)?{_UNTIL}\Z"
    ),
    re.compile(rf"{_LEAD}((?:19|20)[0-9][0-9])([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_UNTIL}\Z"),
    re.compile(rf"{_LEAD}((?:19|20)[0-9][0-9])[-/](0[1-9]|1[0-2]){_UNTIL}\Z"),
    re.compile(rf"{_LEAD}([0-9]{{1,2}})月(?:份)?(?:([0-9]{{1,2}})[日号])?{_UNTIL}\Z"),
)
AMBIGUOUS_DATE = re.compile(
    r"[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}\Z|[0-9]{1,2}[日号](?:之前|以前|前)\Z|[0-9]{1,2}-[0-9]{1,2}月\Z"
)
"""A year or day of two digits, a bare day with 前, months in a row: two readings each."""
"""2024.12: a month, or a number."""

_PERIODS = {"年": "年", "半年": "半年", "季度": "季度", "季": "季度", "月": "月", "个月": "月", "周": "周", "星期": "周", "天": "天", "日": "天"}  # fmt: skip
_PERIOD = "|".join(sorted(_PERIODS, key=len, reverse=True))
_COUNT = rf"({DIGITS}|{CHINESE})次"
_FREQUENCIES = (
    re.compile(rf"{_COUNT}(?:/|每)(?P<per>{_PERIOD})\Z"),
    re.compile(rf"每(?:个)?(?P<per>{_PERIOD}){_COUNT}\Z"),
)


class Dated(NamedTuple):
    """A text that is written as a date; `date` is None where the calendar has no such day."""

    date: PartialDate | None


def read_date(chars: str) -> Dated | None:
    """Return the date that *chars* write, or None where they write none.

    >>> read_date("2024年12月底前").date
    PartialDate(year=2024, month=12, day=None, until=True)
    """
    for pattern in _DATES:
        found = pattern.match(chars)
        if found:
            break
    else:
        return None
    year, month, day, end, until = _parts(found)
    if end and month is None:
        month = 12
    before = bool(until) or chars.startswith(("≤", "<="))
    exists = (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= _last_day(year, month))
    return Dated(PartialDate(year, month, day, before) if exists else None)


def _parts(found: re.Match[str]) -> tuple[int | None, int | None, int | None, str, str]:
    """Return year, month, day and the words behind the date, for whichever pattern matched."""
    *fields, end, until = found.groups()
    numbers = [int(field) if field else None for field in fields if field is None or field.isdigit()]
    if found.re is _DATES[3]:
        numbers.insert(0, None)
    year, month, day = [*numbers, None][:3]
    return year, month, day, end or "", until or ""


def _last_day(year: int | None, month: int | None) -> int:
    """Return the last day of a month; without a year February may have 29."""
    return calendar.monthrange(year or 2024, month)[1] if month and month <= 12 else 31


def read_frequency(chars: str) -> Frequency | None:
    """Return the frequency that *chars* write, or None.

    >>> read_frequency("每季度两次")
    Frequency(count=Fraction(2, 1), unit='次', per='季度')
    """
    for pattern in _FREQUENCIES:
        found = pattern.match(chars)
        if found:
            number = next(group for group in found.groups() if group not in _PERIODS)
            count = western(number) if re.match(DIGITS, number) else chinese(number)
            return None if count is None else Frequency(count, "次", _PERIODS[found["per"]])
    return None
