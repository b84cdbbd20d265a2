"""Laws of the single score: its bounds, its direction, its exact value, its one rounding."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from perfeval.exact import Fraction, digits
from perfeval.model import Linear, Ratio, Reciprocal, RuleSet
from perfeval.testing.frame import placed
from perfeval.testing.laws.proof import proves
from perfeval.testing.rows import Row, numbers, relative, rows, shape_of
from perfeval.testing.trial import Trial, Tried

_ZERO = Fraction(0)


def _budget(trial: Trial, low: int, high: int) -> tuple[Tried, Fraction] | None:
    """Return a form whose budget was spent to so many percent, and the rate; None where no budget is scored."""
    rule = trial.rules.budget
    if rule is None or rule.shape == "problem":
        return None
    percent = trial.draw(numbers(low, high))
    tried = trial.rows([], trial.frame.spent("100", digits(percent)))
    return tried, percent / 100


def _cap(rules: RuleSet, row: Row) -> Fraction:
    """Return the most that a row may earn: what its shape declares, else its points."""
    shape = shape_of(rules, row)
    cap = shape.cap if isinstance(shape, Ratio) else None
    if cap is None:
        return row.points
    return cap.value * row.points if cap.percent else min(cap.value, row.points)


@proves("bounded")
def bounded(trial: Trial) -> None:
    """No row and no budget execution earns less than nothing or more than its points."""
    row = trial.draw(rows(trial.rules, methods="all"))
    if trial.draw(st.booleans()):
        row = attrs.evolve(row, actual=-row.actual)
    tried = trial.row(row)
    value, score = tried.line.value, tried.line.score
    if value is not None and not 0 <= value <= row.points:
        trial.refute(f"得 {score} 分，分值是 {digits(row.points)}", tried)
    spent = _budget(trial, 0, 130)
    if spent is None or spent[0].report.budget is None or trial.rules.budget is None:
        return
    earned = spent[0].report.budget.value
    if earned is not None and not 0 <= earned <= trial.rules.budget.points.value:
        trial.refute(f"预算执行得 {digits(earned)} 分，分值是 {trial.rules.budget.points.text}", spent[0])


@proves("capped")
def capped(trial: Trial) -> None:
    """A row whose rule grants a bonus earns no more than the cap that the rule declares."""
    row = trial.draw(rows(trial.rules, standing="met"))
    tried = trial.row(row)
    cap = _cap(trial.rules, row)
    if cap > row.points and tried.line.value is not None and tried.line.value > cap:
        trial.refute(f"得 {tried.line.score} 分，规则的上限是 {digits(cap)}", tried)


# Targets that are no number, or zero: what meets the target, and what misses it.
_WORDS = (
    ("2024年12月31日前", "2024年6月30日", "2025年1月15日"),
    ("是", "是", "否"),
    ("80%-90%", "85%", "70%"),
    ("80%-90%", "90%", "95%"),
    ("≤0起", "0起", "1起"),
    ("=0起", "0起", "1起"),
)


@proves("full_when_met")
def full_when_met(trial: Trial) -> None:
    """A row that met its target earns all its points, whatever rule is named for those that missed it."""
    row = trial.draw(rows(trial.rules, standing="met"))
    _full(trial, trial.row(row), row.points, max(row.points, _cap(trial.rules, row)))
    target, met, _ = trial.draw(st.sampled_from(_WORDS))
    points = trial.frame.room("")
    _full(trial, trial.row(placed(target, met, points)), points, points)
    spent = _budget(trial, 100, 100)
    if spent is not None and trial.rules.budget is not None:
        line = spent[0].report.budget
        if line is None or line.value != trial.rules.budget.points.value:
            trial.refute("执行率 100%，没有得满分", spent[0])


def _full(trial: Trial, tried: Tried, points: Fraction, best: Fraction) -> None:
    """Refute where a met row has not all its points; a bonus up to the best is no less."""
    if tried.line.value is None or not points <= tried.line.value <= best:
        trial.refute(f"达到目标，得 {_said(tried)}，分值是 {digits(points)}", tried)


@proves("missed_is_not_full")
def missed_is_not_full(trial: Trial) -> None:
    """A row that missed its target does not earn all its points; edges that a rule names are another matter."""
    row = trial.draw(rows(trial.rules, standing="missed"))
    if row.actual != row.target and not row.exceeds and not _tolerated(trial.rules, row):
        _not_full(trial, trial.row(row), row.points)
    if row.way in ("at_least", "at_most"):
        # Missed by less than a hundredth: a comparison behind two places would not see it.
        ends = (row.target + Fraction(9, 1000), row.target + Fraction(1, 1000))
        due, done = ends if row.upward else reversed(ends)
        near = attrs.evolve(row, target=due, actual=done)
        _not_full(trial, trial.row(near), row.points)
    target, _, missed = trial.draw(st.sampled_from(_WORDS))
    points = trial.frame.room("")
    _not_full(trial, trial.row(placed(target, missed, points)), points)
    spent = _budget(trial, 0, 99)
    if spent is not None and trial.rules.budget is not None and spent[0].report.budget is not None:
        earned = spent[0].report.budget.value
        if earned is not None and earned >= trial.rules.budget.points.value:
            trial.refute(f"执行率 {digits(spent[1] * 100)}%，得了满分", spent[0])


def _not_full(trial: Trial, tried: Tried, points: Fraction) -> None:
    """Refute where a missed row has all its points."""
    if tried.line.value is not None and tried.line.value >= points:
        trial.refute(f"没有达到目标，得了满分 {tried.line.score}", tried)


def _tolerated(rules: RuleSet, row: Row) -> bool:
    """Return whether the rule set lets a target with `=` be missed by so little."""
    tolerance = rules.equal.tolerance
    return (
        row.way == "equal"
        and tolerance is not None
        and abs(row.actual - row.target) <= tolerance.of(abs(row.target))
    )


@proves("zero_floor")
def zero_floor(trial: Trial) -> None:
    """Where more is better, nothing done earns nothing; nor does a budget of which nothing was spent."""
    row = trial.draw(rows(trial.rules, signs=("at_least", "above"), standing="missed"))
    tried = trial.row(attrs.evolve(row, actual=_ZERO))
    if tried.line.value:
        trial.refute(f"一点没有完成，得 {tried.line.score} 分", tried)
    rule = trial.rules.budget
    if rule is not None and rule.shape != "problem":
        unspent = trial.rows([], trial.frame.spent("100", "0"))
        if unspent.report.budget is not None and unspent.report.budget.value:
            trial.refute(f"一分钱没有执行，预算执行得 {unspent.report.budget.score} 分", unspent)


@proves("monotone")
def monotone(trial: Trial) -> None:
    """Of two actuals for one target the better one does not earn less; nor does the higher execution."""
    row = trial.draw(rows(trial.rules, methods="all"))
    other = row.target * trial.draw(numbers(0, 3))
    if row.exceeds or attrs.evolve(row, actual=other).exceeds:
        return  # more than was to be exactly met is not better
    worse, better = sorted((row.actual, other), reverse=not row.upward)
    first, second = (trial.row(attrs.evolve(row, actual=done)) for done in (worse, better))
    low, high = first.line.value, second.line.value
    if low is not None and high is not None and low > high:
        fact = (
            f"完成 {second.actual} 好于 {first.actual}，得分却由 {first.line.score} 降为 {second.line.score}"
        )
        trial.refute(fact, first, second)
    _more_spent(trial)


def _more_spent(trial: Trial) -> None:
    """Refute where a higher execution, up to 100 %, earns less."""
    first, second = _budget(trial, 0, 100), _budget(trial, 0, 100)
    if first is None or second is None:
        return
    less, more = sorted((first, second), key=lambda one: one[1])
    low, high = less[0].report.budget, more[0].report.budget
    if low is None or high is None or low.value is None or high.value is None:
        return
    if low.value > high.value:
        fact = f"执行率由 {digits(less[1] * 100)}% 提高到 {digits(more[1] * 100)}%，得分却由 {low.score} 降为 {high.score}"
        trial.refute(fact, less[0], more[0])


@proves("cost_not_rewarded")
def cost_not_rewarded(trial: Trial) -> None:
    """Below a heading of costs, a target without a sign is not one that more spending meets better."""
    headings = [name for name in trial.rules.default_sign if "成本" in name] or ["成本指标"]
    heading = trial.draw(st.sampled_from(headings))
    row = trial.draw(rows(trial.rules, signs=("at_most",), methods="none"))
    points = min(row.points, trial.frame.room(heading))
    other = row.target * trial.draw(numbers(0, 3))
    less, more = sorted((row.actual, other))
    unsigned = attrs.evolve(row, heading=heading, sign=None, points=points)
    first, second = (trial.row(attrs.evolve(unsigned, actual=spent)) for spent in (less, more))
    low, high = first.line.value, second.line.value
    if low is not None and high is not None and high > low:
        fact = f"花费由 {first.actual} 增加到 {second.actual}，得分由 {first.line.score} 升为 {second.line.score}"
        trial.refute(fact, first, second)


@proves("exact_ratio")
def exact_ratio(trial: Trial) -> None:
    """A score in proportion is points × one quotient, exactly; no quotient is rounded on the way."""
    row = trial.draw(rows(trial.rules, signs=("at_least", "at_most", "equal"), standing="missed"))
    shape = shape_of(trial.rules, row)
    if isinstance(shape, Ratio) and not row.exceeds and not _tolerated(trial.rules, row):
        tried = trial.row(row)
        due = _in_proportion(trial.rules, shape, row)
        if tried.line.value is not None and tried.line.value != due:
            trial.refute(f"精确的得分是 {_long(due)}，算得 {_long(tried.line.value)}", tried)
    _exact_execution(trial)


def _long(value: Fraction) -> str:
    """Return so many digits of a value that no careless program has them right by chance."""
    return digits(value, 30)


def _in_proportion(rules: RuleSet, shape: Ratio, row: Row) -> Fraction:
    """Return what a missed row earns in proportion, by the formula alone."""
    if isinstance(shape, Reciprocal):
        raw = row.points * row.target / row.actual
    elif isinstance(shape, Linear):
        raw = max(row.points * (2 * row.target - row.actual) / row.target, _ZERO)
    else:
        raw = row.points * row.actual / row.target
    if shape.floor is not None and raw < shape.floor.of(row.points):
        return _ZERO
    return min(raw, _cap(rules, row))


def _exact_execution(trial: Trial) -> None:
    """Refute where the budget execution is not points × executed ÷ base."""
    rule = trial.rules.budget
    if rule is None or rule.shape != "proportional":
        return
    base, executed = trial.draw(numbers(1, 1000)), trial.draw(numbers(0, 1000))
    base, executed = max(base, executed, Fraction(1)), min(base, executed)
    tried = trial.rows([], trial.frame.spent(digits(base), digits(executed)))
    rate = executed / base
    if trial.rules.rounding.rate is not None:
        rate = trial.rules.rounding.rate.rounding.apply(rate * 100) / 100
    due = _ZERO if rule.floor is not None and rate < rule.floor.value else rule.points.value * rate
    line = tried.report.budget
    if line is not None and line.value is not None and line.value != due:
        trial.refute(f"预算执行的精确得分是 {_long(due)}，算得 {_long(line.value)}", tried)


@proves("rounds_once")
def rounds_once(trial: Trial) -> None:
    """The printed score is the exact one rounded as the rule set says, once."""
    row = trial.draw(rows(trial.rules, standing="missed", methods="all"))
    tried = trial.row(row)
    places = trial.rules.rounding.score
    value, score = tried.line.value, tried.line.score
    if value is not None and (score is None or Fraction(score) != _round(value, places.places, places.mode)):
        trial.refute(f"精确的得分是 {digits(value, 6)}，印成 {score}", tried)


def _round(value: Fraction, places: int, mode: str) -> Fraction:
    """Return a value from zero on rounded, worked out in whole units of the last place."""
    units = value * 10**places
    whole, rest = units.numerator // units.denominator, units - units.numerator // units.denominator
    if mode == "half_up":
        whole += 2 * rest >= 1
    elif mode == "half_even":
        whole += 2 * rest > 1 or (2 * rest == 1 and whole % 2 == 1)
    return Fraction(whole, 10**places)


@proves("scales_with_points")
def scales_with_points(trial: Trial) -> None:
    """With so many times the points, the exact score is so many times as high."""
    row = trial.draw(rows(trial.rules, share=Fraction(1, 4)))
    times = trial.draw(st.integers(2, 4))
    first, second = trial.row(row), trial.row(attrs.evolve(row, points=row.points * times))
    low, high = first.line.value, second.line.value
    if low is not None and high is not None and high != low * times:
        fact = f"分值是 {times} 倍，得分由 {digits(low, 6)} 变为 {digits(high, 6)}"
        trial.refute(fact, first, second)


@proves("additive")
def additive(trial: Trial) -> None:
    """A row split into two of the same target and actual earns together, exactly, what it earned alone."""
    row = trial.draw(rows(trial.rules))
    part = row.points / trial.draw(st.sampled_from([2, 4, 5]))
    halves = [attrs.evolve(row, points=part, name="指标一"), attrs.evolve(row, points=row.points - part)]
    if not relative_row(trial.rules, row):
        return
    whole, split = trial.row(row), trial.rows(halves)
    parts = [line.value for line in split.report if line.leaf.indicator.name in ("指标一", row.name)]
    value = whole.line.value
    known = [one for one in parts if one is not None]
    if value is not None and len(known) == len(parts) and sum(known, _ZERO) != value:
        fact = f"一行得 {digits(value, 6)}，拆成两行共得 {digits(sum(known, _ZERO), 6)}"
        trial.refute(fact, whole, split)


def relative_row(rules: RuleSet, row: Row) -> bool:
    """Return whether a row is scored by comparing its actual with its target."""
    shape = shape_of(rules, row)
    return shape is None or relative(shape)


def _said(tried: Tried) -> str:
    """Return a score in words, or why there is none."""
    if tried.line.score is not None:
        return f"{tried.line.score} 分"
    return "不到分：" + "；".join(
        problem.fact for problem in tried.line.problems if problem.severity == "error"
    )
