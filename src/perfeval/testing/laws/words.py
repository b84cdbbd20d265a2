"""Laws of qualitative rows and of grades: every score in exactly one tier, every total in exactly one grade."""

from __future__ import annotations

from hypothesis import strategies as st

from perfeval.exact import Fraction, Number, digits
from perfeval.model import TierRule
from perfeval.testing.frame import placed
from perfeval.testing.laws.proof import proves
from perfeval.testing.rows import numbers
from perfeval.testing.trial import Trial


@proves("inside_tier")
def inside_tier(trial: Trial) -> None:
    """A score is taken in the tier whose range holds it, and in no other; where rounding blurs the bound, in none."""
    if not trial.rules.tiers:
        return
    tier = trial.draw(st.sampled_from(list(trial.rules.tiers)))
    rule = trial.rules.tiers[tier]
    room = trial.frame.room("")
    points = trial.draw(
        st.just(room) | st.sampled_from([Fraction(8), Fraction(833, 100)]).filter(lambda p: p <= room)
    )
    ends = {end * points for held in trial.rules.tiers.values() for end in (held.range.low, held.range.high)}
    cents = {Fraction(end.numerator * 100 // end.denominator, 100) for end in ends}
    beside = {end + step for end in cents for step in (Fraction(-1, 100), Fraction(0), Fraction(1, 100))}
    score = trial.draw(st.sampled_from(sorted(value for value in beside if value >= 0)))
    tried = trial.row(placed("显著提升", "已实施", points, tier=tier, score=Number.of(score)))
    inside = _inside(trial, rule, score, points)
    if rule.score is None and inside is not None and (tried.line.score is not None) != inside:
        said = "属于" if inside else "不属于"
        fact = f"得分 {digits(score)}，分值 {digits(points)}，{said}“{tier}”档 {rule.range.text}，得分是 {tried.line.score}"
        trial.refute(fact, tried)


def _inside(trial: Trial, rule: TierRule, score: Fraction, points: Fraction) -> bool | None:
    """Return whether a score lies in a tier, None where the bound has two readings."""
    bounds = trial.rules.rounding.tier_bounds
    rounded = bounds.rounding if bounds else trial.rules.rounding.score.rounding
    exact_ends = (rule.range.low * points, rule.range.high * points)
    places_ends = (rounded.apply(exact_ends[0]), rounded.apply(exact_ends[1]))
    held = [_between(rule, score, *ends) for ends in (exact_ends, places_ends)]
    if bounds is not None:
        return held[1]
    return held[0] if held[0] == held[1] else None


def _between(rule: TierRule, score: Fraction, low: Fraction, high: Fraction) -> bool:
    """Return whether a score lies between two ends that belong to the tier as its range says."""
    above = low <= score if rule.range.low_closed else low < score
    return above and (score <= high if rule.range.high_closed else score < high)


@proves("grade_partition")
def grade_partition(trial: Trial) -> None:
    """Every total has exactly one grade: the one whose range holds it."""
    if not trial.rules.grades:
        return
    free = trial.frame.room("")
    bounds = {end for held in trial.rules.grades.values() for end in (held.low, held.high)}
    near = [
        bound + step
        for bound in sorted(bounds)
        for step in (Fraction(-1, 100), Fraction(0), Fraction(1, 100))
    ]
    wanted = trial.draw(st.sampled_from(near) | numbers(0, 100))
    rest = trial.rules.total.value - free
    own = trial.rules.budget.points.value if trial.rules.budget else Fraction(0)
    # The row earns what is wanted beside the rest, or alone where the budget is not spent.
    spent, done = ("100", wanted - rest) if wanted >= rest else ("0", wanted - rest + own)
    done = max(done, Fraction(0)) * trial.draw(st.sampled_from([1, 2]))
    budget = None if trial.rules.budget is None else trial.frame.spent("100", spent)
    tried = trial.row(placed(f"≥{digits(free)}", digits(done), free), budget)
    total = tried.report.total
    if total is None:
        return
    held = [name for name, range_ in trial.rules.grades.items() if range_.holds(Fraction(total))]
    if [tried.report.grade] != held:
        fact = f"总分 {total} 的等级是 {tried.report.grade or '没有'}，按规则{'是 ' + '、'.join(held) if held else '没有一档'}"
        trial.refute(fact, tried)
