"""What a row brings to its plan, by what its target and actual are: numbers, days late, an answer, a tier."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import attrs

from perfeval.exact import Fraction
from perfeval.model import Deduct, RuleSet, Shape, TiersShape
from perfeval.model.filing import TIERS
from perfeval.notation import Frequency, Interval, Measure, PartialDate, Quantity, Sign, align
from perfeval.rules import codes, plans_of
from perfeval.rules.kinds import WORDLESS
from perfeval.scoring.dates import days_late, days_taken, first_day, last_day
from perfeval.scoring.exactly import Pair
from perfeval.scoring.outcome import Outcome, Row, barred, failed, read
from perfeval.scoring.readers import reader_of
from perfeval.scoring.workdays import NoCalendar
from perfeval.source import Problem, has_errors

__all__ = ["Asking", "by_kind"]

_PER_YEAR = {"年": 1, "半年": 2, "季度": 4, "月": 12}


class Asking(NamedTuple):
    """What is the same for a row whatever was filed: its rule set, sign, method, points and the evaluated year."""

    rules: RuleSet
    sign: Sign | None
    method: Shape | None
    points: Pair
    year: int | None


def _by_hand(row: Row) -> tuple[Pair | None, str | None]:
    """Return the filed score and its reason, for the plans that ask for them."""
    entry = row.entry
    return entry.score.value.as_integer_ratio() if entry.score else None, entry.score_reason or None


def by_kind(target: Measure, row: Row, asking: Asking) -> Outcome:
    """Score by what target and actual are: two numbers, days between two dates, or something else.

    Args:
        target: The target.
        row: The row.
        asking: How it is scored.
    """
    entry, actual, method = row.entry, row.entry.actual, asking.method
    if isinstance(method, WORDLESS):
        plan = plans_of(asking.rules).alone(asking.sign, method)
        return read(reader_of(plan, asking.rules), (asking.points, *_by_hand(row)), row)
    if entry.started is not None or entry.finished is not None:
        counted = days_taken(target, entry, asking.rules)
        if isinstance(counted, Problem):
            return barred((counted,))
        return _number(target, counted, row, asking)._replace(compared=(target, counted))
    tiered = isinstance(method, TiersShape)
    if actual is not None and target.kind == actual.kind == "number" and not tiered:
        return _number(target, actual, row, asking)
    if entry.tier is not None or tiered or actual is None:
        return _in_tier(target, row, asking)
    kind = _KINDS.get((target.kind, actual.kind))
    if kind is not None:
        return kind(target, actual, row, asking)
    if actual.kind != target.kind:
        return failed(codes.SC09, f"目标值“{target.text}”与完成值“{actual.text}”不是同一类，无法比较")
    return failed(codes.SC10, f"目标值“{target.text}”能读出，但还没有计分形状给这一类内容打分")


def _number(target: Measure, actual: Measure, row: Row, asking: Asking) -> Outcome:
    """Score a number against a number; one with a sign of its own is a set of possible values.

    Args:
        target: The target; its sign is already in *asking*.
        actual: The actual.
        row: The row.
        asking: How it is scored.
    """
    pair = align(target, actual)
    if has_errors(pair.problems):
        # A target without direction must be asked for in the same go, not in the next one.
        asked = () if asking.sign is not None else failed(codes.SC01).problems
        return barred((*pair.problems, *asked))
    plans, percent = plans_of(asking.rules), pair.unit == "%"
    if actual.sign in (None, "equal"):
        plan = plans.number(asking.sign, asking.method, percent=percent)
    else:
        plan = plans.bound(asking.sign, asking.method, actual.sign, percent=percent)
    end = pair.actual.high if pair.actual.low is None else pair.actual.low
    assert end is not None  # a set of values has one end at least
    values = (pair.target.as_integer_ratio(), end.as_integer_ratio(), asking.points, *_by_hand(row))
    return _noted(pair.problems, read(reader_of(plan, asking.rules), values, row))


def _noted(notes: tuple[Problem, ...], outcome: Outcome) -> Outcome:
    """Return an outcome with notes before its own problems."""
    return outcome._replace(problems=(*notes, *outcome.problems)) if notes else outcome


def _text(target: Measure, actual: Measure, row: Row, asking: Asking) -> Outcome:
    """Score words by their tier."""
    return _in_tier(target, row, asking)


def _interval(target: Measure, actual: Measure, row: Row, asking: Asking) -> Outcome:
    """Score a number against an interval: inside is met, outside the end that it passed counts."""
    held = target.special
    assert isinstance(held, Interval)  # the kind says so
    ends = [Measure(target.text, "number", None, Quantity(end, held.unit)) for end in (held.low, held.high)]
    pair = align(ends[1], actual)
    if has_errors(pair.problems):
        return barred(pair.problems)
    done = pair.actual.low
    if done is None or done != pair.actual.high:
        return failed(codes.SC17, "完成值是一个范围，目标值是一个区间，无法判断是否达到")
    plan = plans_of(asking.rules).interval(
        asking.method, percent=pair.unit == "%", low_closed=held.low_closed, high_closed=held.high_closed
    )
    numbers = tuple(value.as_integer_ratio() for value in (held.low, held.high, done))
    outcome = read(reader_of(plan, asking.rules), (*numbers, asking.points, *_by_hand(row)), row)
    if held.low <= done <= held.high:
        return _noted(pair.problems, outcome) if _inside(held, done) else outcome
    return outcome._replace(compared=(ends[done > held.high], actual))


def _inside(held: Interval, done: Fraction) -> bool:
    """Return whether a value lies in an interval, its open ends left out."""
    return (held.low_closed or done != held.low) and (held.high_closed or done != held.high)


def _frequency(target: Measure, actual: Measure, row: Row, asking: Asking) -> Outcome:
    """Score so many times per period by their count in a year."""
    rules = asking.rules
    if rules.frequency.do != "per_year":
        return failed(codes.SC10, f"目标值“{target.text}”是频次，规则 {rules.id} 没有写明怎么计分")
    goal, done = _per_year(target), _per_year(actual)
    if goal is None or done is None:
        return failed(codes.SC10, f"“{target.text}”与“{actual.text}”折不成每年的次数")
    return _number(goal, done, row, asking)._replace(compared=(goal, done))


def _per_year(measure: Measure) -> Measure | None:
    """Return a frequency as a count in a year; a plain count is that of the year; None for weeks and days."""
    if not isinstance(measure.special, Frequency):
        return measure
    times = _PER_YEAR.get(measure.special.per)
    if times is None:
        return None
    return Measure(
        measure.text, "number", measure.sign, Quantity(measure.special.count * times, measure.special.unit)
    )


def _yes_no(target: Measure, actual: Measure, row: Row, asking: Asking) -> Outcome:
    """Score a yes or a no: the same is met."""
    plan = plans_of(asking.rules).yes_no(asking.method)
    answer = "same" if target.special == actual.special else "other"
    return read(reader_of(plan, asking.rules), (answer, asking.points, *_by_hand(row)), row)


def _deadline(target: Measure, actual: Measure, row: Row, asking: Asking) -> Outcome:
    """Score a date against a deadline.

    A deadline without a year is one of the evaluated year, and a note says so; an actual without a year may be one
    of the next, and is asked for. A deadline is kept on its last day (“12月31日前” includes the 31st).
    """
    due, done = target.special, actual.special
    assert isinstance(due, PartialDate)  # the kinds say so
    assert isinstance(done, PartialDate)
    notes: tuple[Problem, ...] = ()
    if due.year is None:
        if asking.year is None:
            return failed(codes.SC30, f"目标值“{target.text}”没有年份")
        due = attrs.evolve(due, year=asking.year)
        notes = (codes.SC31.problem(f"目标值“{target.text}”没有年份，按评价年度读作 {due.iso}"),)
    if done.year is None:
        return failed(codes.SC30, f"完成值“{actual.text}”没有年份，可能是次年")
    reader = reader_of(plans_of(asking.rules).deadline(asking.method), asking.rules)
    by_hand = _by_hand(row)
    in_time = read(reader, ("kept", (0, 1), asking.points, *by_hand), row)
    last = last_day(due)
    if in_time.status == "error":
        return in_time
    if last_day(done) <= last:
        return _noted(notes, in_time)
    if first_day(done) <= last:
        return failed(codes.SC17, f"完成值“{actual.text}”没有写到日，可能在“{target.text}”之前，也可能在之后")
    shape = asking.method or asking.rules.deadline
    try:
        days = days_late(last, done, shape, asking.rules) if isinstance(shape, Deduct) else 1
    except NoCalendar as missing:
        return _noted(notes, failed(codes.SC32, str(missing)))
    if days is None:
        return _noted(notes, failed(codes.SC17, "逾期按日扣分，完成值要写到日"))
    return _noted(notes, read(reader, ("missed", (days, 1), asking.points, *by_hand), row))


def _in_tier(target: Measure, row: Row, asking: Asking) -> Outcome:
    """Score a row by its tier: the one filed, else the one that its words name.

    A text that repeats the target is met where the rule set says so.

    Args:
        target: The target.
        row: The row.
        asking: How it is scored.
    """
    entry, rules = row.entry, asking.rules
    text = entry.actual.text.strip() if entry.actual is not None else ""
    named = next((name for name, rule in rules.tiers.items() if text in rule.words), None)
    repeats = entry.actual is not None and text == target.text.strip()
    tier = entry.tier or named or ("met" if repeats and rules.same_text.do == "met" else None)
    if tier is None:
        return failed(codes.SC19 if repeats else codes.SC11)
    if named is not None and entry.tier not in (None, named):
        fact = f"完成值“{text}”是“{TIERS[named][0]}”档的说法，填的档次却是“{TIERS[tier][0]}”"
        return failed(codes.SC22, fact)
    reader = reader_of(plans_of(rules).tier(), rules)
    filed = entry.score.value.as_integer_ratio() if entry.score else None
    return read(reader, (tier, asking.points, filed), row._replace(tier=TIERS[tier][0]))


_KINDS: dict[tuple[str, str], Callable[[Measure, Measure, Row, Asking], Outcome]] = {
    ("interval", "number"): _interval,
    ("frequency", "frequency"): _frequency,
    ("frequency", "number"): _frequency,
    ("text", "text"): _text,
    ("text", "yes_no"): _text,
    ("date", "date"): _deadline,
    ("yes_no", "yes_no"): _yes_no,
}
