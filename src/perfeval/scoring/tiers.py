"""Scoring a qualitative row: the unit gives the tier and, inside it, the score; the rule set gives the range."""

from __future__ import annotations

from perfeval.exact import Fraction, digits
from perfeval.model import Entry, RuleSet, TierRule
from perfeval.model.filing import TIERS
from perfeval.notation import Measure
from perfeval.scoring import codes, tell
from perfeval.scoring.outcome import Outcome, failed, full

__all__ = ["score_tier"]


def score_tier(target: Measure, entry: Entry, points: Fraction, rules: RuleSet) -> Outcome:
    """Score a row by its tier.

    The tier is the one filed, else the one that a word of the rule set names, else that of a text which repeats
    the target where the rule set counts it as met. The score is the tier's own where the rule set fixes it, else
    the one filed, which must lie inside the tier's range of the points.
    """
    named = _by_words(entry.actual, rules)
    repeats = entry.actual is not None and entry.actual.text.strip() == target.text.strip()
    tier = entry.tier or named or ("met" if repeats and rules.same_text.do == "met" else None)
    if named is not None and entry.tier not in (None, named):
        fact = f"完成值“{entry.actual.text.strip() if entry.actual else ''}”是“{TIERS[named][0]}”档的说法，填的档次却是“{TIERS[entry.tier][0]}”"
        return failed(codes.SC22, fact)
    if tier is None:
        return failed(codes.SC19 if repeats else codes.SC11)
    rule = rules.tiers.get(tier)
    if rule is None:
        return failed(codes.SC20, f"规则 {rules.id} 没有写“{TIERS[tier][0]}”这一档")
    return _score_in(rule, tier, entry, points, rules)._replace(by_hand=True)


def _by_words(actual: Measure | None, rules: RuleSet) -> str | None:
    """Return the tier that the words of the actual name, or None."""
    text = actual.text.strip() if actual is not None else ""
    return next((tier for tier, rule in rules.tiers.items() if text in rule.words), None)


def _score_in(rule: TierRule, tier: str, entry: Entry, points: Fraction, rules: RuleSet) -> Outcome:
    """Return the score inside the tier: fixed by the rule set, or filed and checked against the range."""
    where = f"tiers.{tier}"
    if rule.score is not None:
        fixed = rule.score.of(points)
        if entry.score is not None and entry.score.value != fixed:
            return failed(codes.SC13, f"该档得分由规则定为 {digits(fixed)}，填报写的是 {entry.score.text}")
        return full(fixed, tell.tier, where, rule.clause)
    low, high = rule.range.low * points, rule.range.high * points
    if entry.score is None:
        fact = f"写了档次“{TIERS[tier][0]}”，没有写得分；该档的得分在 {digits(low)}～{digits(high)} 之间"
        return failed(codes.SC12, fact)
    filed, bounds = entry.score.value, rules.rounding.tier_bounds
    exactly = _inside(rule, filed, low, high)
    rounded = _inside(rule, filed, *(_to_places(bound, rules) for bound in (low, high)))
    if bounds is None and exactly != rounded:
        return failed(codes.SC29, _two_readings(entry, tier, low, high, rules))
    if not (exactly if bounds is None else rounded):
        fact = (
            f"得分 {entry.score.text} 不在“{TIERS[tier][0]}”档内：分值 {digits(points)} 的 {rule.range.text}"
        )
        return failed(codes.SC13, f"{fact}，即 {digits(low)}～{digits(high)}")
    return full(filed, tell.tier, where, rule.clause)


def _inside(rule: TierRule, score: Fraction, low: Fraction, high: Fraction) -> bool:
    """Return whether a score lies between two bounds, which belong to the tier or not as its range says."""
    above = score >= low if rule.range.low_closed else score > low
    return above and (score <= high if rule.range.high_closed else score < high)


def _to_places(bound: Fraction, rules: RuleSet) -> Fraction:
    """Return a bound as the rule set rounds it; where it does not say, as scores are rounded."""
    return (rules.rounding.tier_bounds or rules.rounding.score).rounding.apply(bound)


def _two_readings(entry: Entry, tier: str, low: Fraction, high: Fraction, rules: RuleSet) -> str:
    """Return the fact of a score that is inside with rounded bounds and outside with exact ones, or the reverse."""
    shown = "～".join(digits(_to_places(bound, rules)) for bound in (low, high))
    score = entry.score.text if entry.score else ""
    return (
        f"得分 {score} 是否在“{TIERS[tier][0]}”档内，要看界限是否舍入："
        f"精确为 {digits(low)}～{digits(high)}，舍入为 {shown}"
    )
