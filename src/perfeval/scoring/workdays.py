"""Working days between two dates, by the calendar of public holidays that the State Council announces each year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from perfeval.model import Calendar

__all__ = ["NoCalendar", "count_workdays"]


class NoCalendar(Exception):  # noqa: N818  # it is no error of the programmer; scoring turns it into a Problem
    """The calendar is not installed, or does not know the year; the text says which, in Chinese."""


def count_workdays(start: date, end: date, calendar: Calendar) -> int:
    """Return the working days after *start* up to and including *end*.

    The first day does not count (民法典第二百零一条: 开始的当日不计入).

    Args:
        start: The day from which on is counted.
        end: The last day.
        calendar: Days of the rule set that differ from the announced ones.

    Raises:
        NoCalendar: Where the extra `workdays` is not installed, or has no data for a year in between.

    >>> count_workdays(date(2024, 9, 30), date(2024, 10, 9), Calendar())
    2
    """
    holidays, workdays = set(calendar.holidays), set(calendar.workdays)
    count = 0
    day = start
    while day < end:
        day += timedelta(days=1)
        text = day.isoformat()
        count += text in workdays or (text not in holidays and _announced(day))
    return count


@lru_cache(maxsize=4096)
def _announced(day: date) -> bool:
    """Return whether a day is announced as a working day."""
    try:
        import chinese_calendar  # noqa: PLC0415  # an extra that most never need
    except ImportError:
        message = "数工作日要用工作日历：pip install perfeval[workdays]"
        raise NoCalendar(message) from None
    try:
        known: bool = chinese_calendar.is_workday(day)
    except NotImplementedError:
        message = f"工作日历没有 {day.year} 年的数据；升级 chinesecalendar，或写成日历日"
        raise NoCalendar(message) from None
    return known
