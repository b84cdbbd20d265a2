"""Scoring a deadline: a date against a date, in time or so many days late."""

from __future__ import annotations

import calendar
from datetime import date
from functools import partial

import attrs

from perfeval.exact import Fraction
from perfeval.model import Deduct
from perfeval.notation import Measure, PartialDate, read_actual
from perfeval.scoring import codes, tell
from perfeval.scoring.outcome import Case, Outcome, failed, full
from perfeval.scoring.shapes import NUMBERLESS, apply, steps_missing
from perfeval.scoring.workdays import NoCalendar, count_workdays
from perfeval.source import Problem

__all__ = ["first_day", "full_date", "last_day", "score_deadline"]


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
    return date(year, month, written.day or calendar.monthrange(year, month)[1])


def full_date(text: str | None) -> date | None:
    """Return the day that a text names, None where it names none or only a month.

    >>> full_date("2024年5月6日")
    datetime.date(2024, 5, 6)
    """
    written = read_actual(text).special if text else None
    if not isinstance(written, PartialDate) or not (written.year and written.month and written.day):
        return None
    return first_day(written)


def score_deadline(target: Measure, actual: Measure, case: Case, year: int | None) -> Outcome:
    """Score a date against a deadline: in time earns all points, late as the indicator or the rule set says.

    A deadline without a year is one of the evaluated year, and a note says so; an actual without a year may be one
    of the next, and is asked for. A deadline is kept on its last day (“12月31日前” includes the 31st).

    Args:
        target: The deadline.
        actual: The date of completion.
        case: The row.
        year: The evaluated year.
    """
    due, done = target.special, actual.special
    if not isinstance(due, PartialDate) or not isinstance(done, PartialDate):
        message = "score_deadline takes two dates"
        raise TypeError(message)
    notes: tuple[Problem, ...] = ()
    if due.year is None:
        if year is None:
            return failed(codes.SC30, f"目标值“{target.text}”没有年份")
        due = attrs.evolve(due, year=year)
        notes = (codes.SC31.problem(f"目标值“{target.text}”没有年份，按评价年度读作 {due.iso}"),)
    if done.year is None:
        return failed(codes.SC30, f"完成值“{actual.text}”没有年份，可能是次年")
    shape = case.method or case.rules.deadline
    if not isinstance(shape, NUMBERLESS | Deduct | None):
        return failed(codes.SC08, f"计分形状不适用于日期目标“{target.text}”")
    last = last_day(due)
    if last_day(done) <= last:
        met = full(case.points, tell.met, "met", shape.clause if shape is not None else None)
        return met._replace(problems=notes)
    if first_day(done) <= last:
        return failed(codes.SC17, f"完成值“{actual.text}”没有写到日，可能在“{target.text}”之前，也可能在之后")
    late = _late(last, done, case)
    return late._replace(problems=(*notes, *late.problems))


def _late(last: date, done: PartialDate, case: Case) -> Outcome:
    """Score a missed deadline."""
    shape, rule = (case.method, "method") if case.method is not None else (case.rules.deadline, "deadline")
    if shape is None:
        return failed(codes.SC06, f"规则 {case.rules.id} 没有写逾期怎么计分")
    if not isinstance(shape, Deduct):
        return apply(shape, rule, case)
    if first_day(done) != last_day(done):
        return failed(codes.SC17, "逾期按日扣分，完成值要写到日")
    try:
        days = (
            count_workdays(last, last_day(done), case.rules.calendar)
            if shape.days == "workday"
            else (last_day(done) - last).days
        )
    except NoCalendar as missing:
        return failed(codes.SC32, str(missing))
    lost = steps_missing(shape.each, shape.part, Fraction(days)) * shape.score.of(case.points)
    say = partial(tell.late, days=days, counted=shape.days, lost=lost)
    return full(max(case.points - lost, Fraction(0)), say, rule, shape.clause)
