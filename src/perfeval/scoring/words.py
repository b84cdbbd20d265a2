"""Scoring what is no number against a number: yes or no, words, frequencies, intervals, dates."""

from __future__ import annotations

from perfeval.exact import Fraction
from perfeval.model import Bands, Count, Piecewise, Ratio, TiersShape
from perfeval.notation import Frequency, Interval, Measure, Quantity, Sign, align
from perfeval.scoring import codes, tell
from perfeval.scoring.dates import score_deadline
from perfeval.scoring.outcome import Case, Outcome, failed, full
from perfeval.scoring.quantity import score_missed, score_quantity
from perfeval.scoring.shapes import NUMBERLESS, apply
from perfeval.scoring.tiers import score_tier
from perfeval.source import has_errors

__all__ = ["score_words"]

_PER_YEAR = {"年": 1, "半年": 2, "季度": 4, "月": 12}


def score_words(target: Measure, case: Case, year: int | None) -> Outcome:
    """Score a row whose target or actual is no plain number.

    Args:
        target: The target.
        case: The row; its entry holds the actual and the tier.
        year: The evaluated year, for dates that name none.
    """
    entry, actual = case.entry, case.entry.actual
    if entry.tier is not None or isinstance(case.method, TiersShape) or actual is None:
        return score_tier(target, entry, case.points, case.rules)
    if target.kind == "interval" and actual.kind == "number":
        return _score_interval(target, actual, case)
    if target.kind == "frequency" and actual.kind in ("frequency", "number"):
        return _score_frequency(target, actual, case)
    if target.kind == "text" and actual.kind in ("text", "yes_no"):
        return score_tier(target, entry, case.points, case.rules)
    if actual.kind != target.kind:
        return failed(codes.SC09, f"目标值“{target.text}”与完成值“{actual.text}”不是同一类，无法比较")
    if target.kind == "date":
        return score_deadline(target, actual, case, year)
    if target.kind == "yes_no":
        return _score_yes_no(target, actual, case)
    return failed(codes.SC10, f"目标值“{target.text}”能读出，但还没有计分形状给这一类内容打分")


def _score_yes_no(target: Measure, actual: Measure, case: Case) -> Outcome:
    """Score yes or no: the same is met, else as the indicator or the rule set says."""
    shape, rule = (case.method, "method") if case.method is not None else (case.rules.yes_no, "yes_no")
    if not isinstance(shape, NUMBERLESS | None):
        return failed(codes.SC08, f"计分形状不适用于是否类目标“{target.text}”")
    if target.special == actual.special:
        return full(case.points, tell.met, "met", shape.clause if shape is not None else None)
    if shape is None:
        return failed(codes.SC06, f"规则 {case.rules.id} 没有写是否类目标未达到时怎么计分")
    return apply(shape, rule, case)


def _score_frequency(target: Measure, actual: Measure, case: Case) -> Outcome:
    """Score so many times per period by their count in a year."""
    if case.rules.frequency.do != "per_year":
        return failed(codes.SC10, f"目标值“{target.text}”是频次，规则 {case.rules.id} 没有写明怎么计分")
    goal, done = _per_year(target), _per_year(actual)
    if goal is None or done is None:
        return failed(codes.SC10, f"“{target.text}”与“{actual.text}”折不成每年的次数")
    return score_quantity(goal, done, case)._replace(compared=(goal, done))


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


def _score_interval(target: Measure, actual: Measure, case: Case) -> Outcome:
    """Score an interval: inside is met, outside as the rule set says of its low and its high end."""
    held = target.special
    if not isinstance(held, Interval):
        message = "_score_interval takes a target of kind interval"
        raise TypeError(message)
    pair = align(Measure(target.text, "number", None, Quantity(held.high, held.unit)), actual)
    if has_errors(pair.problems):
        return Outcome("error", tell.failed, problems=pair.problems)
    done = pair.actual.low
    if done is None or done != pair.actual.high:
        return failed(codes.SC17, "完成值是一个范围，目标值是一个区间，无法判断是否达到")
    found = case._replace(actual=done, unit=pair.unit)
    if done < held.low:
        end = Measure(target.text, "number", None, Quantity(held.low, held.unit))
        return _outside("below", "at_least", held.low, found)._replace(compared=(end, actual))
    if done > held.high:
        end = Measure(target.text, "number", None, Quantity(held.high, held.unit))
        return _outside("above", "at_most", held.high, found)._replace(compared=(end, actual))
    open_end = (done == held.low and not held.low_closed) or (done == held.high and not held.high_closed)
    if open_end:
        return failed(codes.SC05, f"目标值“{target.text}”不含端点，实际恰等于端点，规则没有写明怎么计分")
    inside = _inside(target, found)
    return inside._replace(problems=(*pair.problems, *inside.problems)) if pair.problems else inside


def _inside(target: Measure, case: Case) -> Outcome:
    """Score an actual inside the interval: all points, unless the indicator's method says itself what it earns."""
    method = case.method
    if method is None or not method.whole:
        return full(case.points, tell.met, "met", case.rules.interval.clause)
    if isinstance(method, Ratio):
        return full(min(method.most(case.points), case.points), tell.held, "method", method.clause)
    if isinstance(method, Count) or (isinstance(method, Bands | Piecewise) and method.of == "actual"):
        return apply(method, "method", case)
    return failed(codes.SC08, f"计分形状要一个目标值，不适用于区间“{target.text}”")


def _outside(end: str, sign: Sign, bound: Fraction, case: Case) -> Outcome:
    """Score an actual outside the interval against the end that it passed."""
    rule = case.rules.interval
    shape = case.method or (rule.below if end == "below" else rule.above)
    if shape is None:
        side = "低于下限" if end == "below" else "高于上限"
        return failed(codes.SC06, f"规则 {case.rules.id} 没有写完成值{side}时怎么计分")
    where = "method" if case.method else f"interval.{end}"
    outcome = score_missed(shape, where, case._replace(target=bound, sign=sign))
    return outcome._replace(clause=outcome.clause or rule.clause)
