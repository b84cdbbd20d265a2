"""What is no number against a number: tiers, yes or no, frequencies, intervals, dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from perfeval.exact import Fraction
from perfeval.model import (
    Bands,
    Calendar,
    Count,
    Deduct,
    Full,
    Manual,
    PassFail,
    Piecewise,
    Ratio,
    TierRule,
    TiersShape,
    Zero,
)
from perfeval.notation import Frequency, Interval, Measure, PartialDate, Quantity, align, read_actual
from tests.oracle.numbers import missed_by, score_number
from tests.oracle.rounding import to_places
from tests.oracle.shapes import ask, left_after, most, part_of, times, whole
from tests.oracle.verdict import Found, Row, earned, refused

WORDLESS = (Full, Zero, PassFail, Manual)
"""The shapes that ask neither how far nor how much."""


def score_words(target: Measure, actual: Measure | None, row: Row, year: int | None) -> Found:
    """Score two cells that are not both numbers."""
    if actual is None or row.entry.tier is not None or isinstance(row.method, TiersShape):
        return score_tier(target, actual, row)
    kinds = target.kind, actual.kind
    if kinds == ("interval", "number"):
        return score_interval(target, actual, row)
    if kinds in (("frequency", "frequency"), ("frequency", "number")):
        return score_frequency(target, actual, row)
    if kinds in (("text", "text"), ("text", "yes_no")):
        return score_tier(target, actual, row)
    if kinds[0] != kinds[1]:
        return refused("SC09")
    if kinds[0] == "date":
        return score_date(target, actual, row, year)
    return score_yes_no(target, actual, row) if kinds[0] == "yes_no" else refused("SC10")


def score_tier(target: Measure, actual: Measure | None, row: Row) -> Found:
    """Score by the tier: the one filed, that of a word, or met where a repeated target counts as that."""
    rules, entry = row.rules, row.entry
    text = actual.text.strip() if actual is not None else None
    named = [name for name, rule in rules.tiers.items() if (text or "") in rule.words]
    if named and entry.tier and entry.tier != named[0]:
        return refused("SC22")
    repeated = text is not None and text == target.text.strip()
    tier = entry.tier or next(iter(named), None)
    if tier is None and repeated and rules.same_text.do == "met":
        tier = "met"
    if tier is None:
        return refused("SC19" if repeated else "SC11")
    if tier not in rules.tiers:
        return refused("SC20")
    return _in_tier(rules.tiers[tier], tier, row)._replace(by_hand=True)


def _in_tier(rule: TierRule, tier: str, row: Row) -> Found:
    """Return the score in a tier: fixed by the rule set, or filed inside its range."""
    filed = row.entry.score
    if rule.score is not None:
        fixed = part_of(rule.score, row.points)
        if filed is not None and filed.value != fixed:
            return refused("SC13")
        return earned(fixed, f"tiers.{tier}", rule.clause)
    if filed is None:
        return refused("SC12")
    inside = [_inside(rule, filed.value, row, rounded) for rounded in (False, True)]
    if row.rules.rounding.tier_bounds is None and inside[0] != inside[1]:
        return refused("SC29")
    return earned(filed.value, f"tiers.{tier}", rule.clause) if inside[1] else refused("SC13")


def _inside(rule: TierRule, score: Fraction, row: Row, rounded: bool) -> bool:
    """Return whether a score lies in a tier whose bounds are taken as they are, or rounded first."""
    rounding = row.rules.rounding
    places = rounding.tier_bounds or rounding.score
    low, high = rule.range.low * row.points, rule.range.high * row.points
    if rounded:
        low, high = to_places(low, places), to_places(high, places)
    inside = low < score < high
    return (
        inside
        or (score == low and _held(rule, low, high, "low"))
        or (score == high and _held(rule, low, high, "high"))
    )


def _held(rule: TierRule, low: Fraction, high: Fraction, end: str) -> bool:
    """Return whether a tier holds an end of its range; where both ends fall together it must hold both."""
    if low == high:
        return rule.range.low_closed and rule.range.high_closed
    return rule.range.low_closed if end == "low" else rule.range.high_closed


def score_yes_no(target: Measure, actual: Measure, row: Row) -> Found:
    """Score yes against yes or no."""
    shape, rule = (row.method, "method") if row.method else (row.rules.yes_no, "yes_no")
    if shape is not None and not isinstance(shape, WORDLESS):
        return refused("SC08")
    if target.special is actual.special:
        return earned(row.points, "met", shape.clause if shape else None)
    return refused("SC06") if shape is None else ask(shape, rule, row)


def score_frequency(target: Measure, actual: Measure, row: Row) -> Found:
    """Score so many times per period as so many times in a year."""
    if row.rules.frequency.do != "per_year":
        return refused("SC10")
    counted = [_in_a_year(measure) for measure in (target, actual)]
    if counted[0] is None or counted[1] is None:
        return refused("SC10")
    return score_number(counted[0], counted[1], row)


def _in_a_year(measure: Measure) -> Measure | None:
    """Return how often something happens in a year; weeks and days do not divide one."""
    often = measure.special
    if not isinstance(often, Frequency):
        return measure
    months = {"年": 12, "半年": 6, "季度": 3, "月": 1}.get(often.per)
    if months is None:
        return None
    return Measure(measure.text, "number", measure.sign, Quantity(often.count * 12 / months, often.unit))


def score_interval(target: Measure, actual: Measure, row: Row) -> Found:
    """Score a number against an interval: inside is met, outside as named for the end that was passed."""
    held = target.special
    assert isinstance(held, Interval)
    pair = align(Measure(target.text, "number", None, Quantity(held.high, held.unit)), actual)
    noted = tuple(problem.code for problem in pair.problems)
    if any(problem.severity == "error" for problem in pair.problems):
        return refused(*noted)
    if actual.sign not in (None, "equal"):
        return refused("SC17")
    done = pair.actual.low
    assert done is not None
    row = row._replace(actual=done, unit=pair.unit)
    if not held.low <= done <= held.high:
        found = _outside(held, row)
        lost = "interval-note-lost" in row.readings
        return found if lost else found._replace(codes=(*noted, *found.codes))
    if (done == held.low and not held.low_closed) or (done == held.high and not held.high_closed):
        return refused("SC05")
    found = _between(row)
    return found._replace(codes=(*noted, *found.codes))


def _between(row: Row) -> Found:
    """Score what lies inside an interval: all points, unless the method says what a met target earns."""
    method = row.method
    if method is None or not whole(method):
        return earned(row.points, "met", row.rules.interval.clause)
    if isinstance(method, Ratio):
        return earned(min(most(method, row.points), row.points), "method", method.clause)
    by_actual = isinstance(method, Count) or (isinstance(method, Bands | Piecewise) and method.of == "actual")
    return ask(method, "method", row) if by_actual else refused("SC08")


def _outside(held: Interval, row: Row) -> Found:
    """Score what lies outside an interval against the end that it passed."""
    rule = row.rules.interval
    low = row.actual < held.low
    row = row._replace(target=held.low if low else held.high, sign="at_least" if low else "at_most")
    shape, name = (rule.below, "interval.below") if low else (rule.above, "interval.above")
    if row.method is not None:
        shape, name = row.method, "method"
    if shape is None:
        return refused("SC06")
    found = missed_by(shape, name, row)
    return found._replace(clause=found.clause or rule.clause)


def days_of(written: PartialDate) -> tuple[date, date]:
    """Return the first and the last day that a date with a year may mean."""
    assert written.year is not None
    first = date(written.year, written.month or 1, written.day or 1)
    if written.day:
        return first, first
    month = written.month or 12
    return first, date(written.year, month, monthrange(written.year, month)[1])


def score_date(target: Measure, actual: Measure, row: Row, year: int | None) -> Found:
    """Score a day against a deadline, which is kept on its last day."""
    due, done = target.special, actual.special
    assert isinstance(due, PartialDate)
    assert isinstance(done, PartialDate)
    inherited = due.year is None
    if (inherited and year is None) or done.year is None:
        return refused("SC30")
    due = PartialDate(due.year or year, due.month, due.day, due.until)
    shape, rule = (row.method, "method") if row.method else (row.rules.deadline, "deadline")
    if shape is not None and not isinstance(shape, (*WORDLESS, Deduct)):
        return refused("SC08")
    last = days_of(due)[1]
    earliest, latest = days_of(done)
    if earliest <= last < latest:
        return refused("SC17")
    noted = ("SC31",) if inherited else ()
    if latest <= last:
        return earned(row.points, "met", shape.clause if shape else None)._replace(codes=noted)
    if shape is None:
        found = refused("SC06")
    elif isinstance(shape, Deduct):
        found = _days_late(shape, rule, last, (earliest, latest), row)
    else:
        found = ask(shape, rule, row)
    return found._replace(codes=(*noted, *found.codes))


def _days_late(shape: Deduct, rule: str, last: date, done: tuple[date, date], row: Row) -> Found:
    """Take points for every day after the deadline."""
    if done[0] != done[1]:
        return refused("SC17")
    late: int | None = (done[0] - last).days
    if shape.days == "workday":
        late = workdays(last, done[0], row.rules.calendar)
    if late is None:
        return refused("SC32")
    lost = times(shape.each.value, shape.part, Fraction(late)) * part_of(shape.score, row.points)
    return earned(left_after(row.points, lost), rule, shape.clause)


def workdays(start: date, end: date, own: Calendar) -> int | None:
    """Return how many working days follow *start* up to *end*; None where no calendar knows."""
    try:
        from chinese_calendar import is_workday
    except ImportError:
        return None
    number = 0
    for day in (start + timedelta(days=step) for step in range(1, (end - start).days + 1)):
        if day.isoformat() in own.workdays:
            number += 1
        elif day.isoformat() not in own.holidays:
            try:
                number += is_workday(day)
            except NotImplementedError:
                return None
    return number


def days_taken(target: Measure, row: Row) -> Found | Measure:
    """Return the days from start to finish as an actual in the unit of the target."""
    unit = target.quantity.unit if target.quantity else None
    ends = [_whole_day(text) for text in (row.entry.started, row.entry.finished)]
    if unit not in ("工作日", "天") or ends[0] is None or ends[1] is None or ends[0] > ends[1]:
        return refused("SC33")
    taken = workdays(ends[0], ends[1], row.rules.calendar) if unit == "工作日" else (ends[1] - ends[0]).days
    if taken is None:
        return refused("SC32")
    counted = Measure(f"{taken}{unit}", "number", None, Quantity(Fraction(taken), unit))
    filed = row.entry.actual
    if filed is None or filed.quantity is None:
        return counted
    if "counted-days-unit" in row.readings:
        return counted if filed.quantity.value == taken else refused("SC33")
    pair = align(counted, filed)
    same = (
        not any(p.severity == "error" for p in pair.problems) and pair.actual.low == pair.actual.high == taken
    )
    return counted if same else refused("SC33")


def _whole_day(text: str | None) -> date | None:
    """Return the day that a text names, None where it names none or leaves it open."""
    written = read_actual(text).special if text else None
    if not isinstance(written, PartialDate) or None in (written.year, written.month, written.day):
        return None
    return days_of(written)[0]
