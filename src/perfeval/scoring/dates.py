"""Days between dates: what a written date may mean, how late it is, how long something took."""

from __future__ import annotations

from datetime import date, timedelta

from perfeval.exact import Fraction
from perfeval.model import Deduct, Entry, RuleSet
from perfeval.notation import Measure, PartialDate, Quantity, read_actual
from perfeval.rules import codes
from perfeval.scoring.workdays import NoCalendar, count_workdays
from perfeval.source import Problem

__all__ = ["days_late", "days_taken", "first_day", "last_day"]


def first_day(written: PartialDate) -> date:
    """Return the first day that a date with a year may mean.

    >>> first_day(PartialDate(2024, 2))
    datetime.date(2024, 2, 1)
    """
    return date(written.year or 1, written.month or 1, written.day or 1)


def last_day(written: PartialDate) -> date:
    """Return the last day that a date with a year may mean.

    >>> last_day(PartialDate(2024, 2))
    datetime.date(2024, 2, 29)
    """
    year, month = written.year or 1, written.month or 12
    if written.day or month == 12:
        return date(year, month, written.day or 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def full_date(text: str | None) -> date | None:
    """Return the day that a text names, None where it names none or only a month.

    >>> full_date("2024年5月6日")
    datetime.date(2024, 5, 6)
    """
    written = read_actual(text).special if text else None
    if not isinstance(written, PartialDate) or not (written.year and written.month and written.day):
        return None
    return first_day(written)


def days_late(last: date, done: PartialDate, shape: Deduct, rules: RuleSet) -> int | None:
    """Return by how many days a deadline was missed, as a rule counts them; None for a date without its day.

    Args:
        last: The last day in time.
        done: The date of completion.
        shape: Says whether calendar days or working days are counted.
        rules: The rule set, for its calendar.

    Raises:
        NoCalendar: Where working days cannot be counted.
    """
    if first_day(done) != last_day(done):
        return None
    if shape.days == "workday":
        return count_workdays(last, last_day(done), rules.calendar)
    return (last_day(done) - last).days


def days_taken(target: Measure, entry: Entry, rules: RuleSet) -> Measure | Problem:
    """Return the days from start to finish as an actual in the target's unit, or the problem.

    Args:
        target: The target; its unit says which days are counted.
        entry: What was filed: both dates, and perhaps the number of days, which must then agree.
        rules: The rule set, for its calendar.
    """
    unit = target.quantity.unit if target.quantity else None
    days = [full_date(text) for text in (entry.started, entry.finished)]
    if unit not in ("工作日", "天") or None in days:
        return codes.SC33.problem(codes.SC33.what)
    start, finish = (day for day in days if day is not None)
    if finish < start:
        return codes.SC33.problem(f"完成日期 {entry.finished} 早于开始日期 {entry.started}")
    try:
        taken = count_workdays(start, finish, rules.calendar) if unit == "工作日" else (finish - start).days
    except NoCalendar as missing:
        return codes.SC32.problem(str(missing))
    filed = entry.actual.quantity if entry.actual else None
    if filed is not None and filed.value != taken:
        fact = f"由日期数出 {taken} {unit}，完成值写的是“{entry.actual.text if entry.actual else ''}”"
        return codes.SC33.problem(fact)
    return Measure(f"{taken}{unit}", "number", None, Quantity(Fraction(taken), unit))
