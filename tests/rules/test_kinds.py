"""Rows that are no number against a number: intervals, deadlines, yes or no, tiers, scores by hand."""

from __future__ import annotations

import attrs
import pytest

from perfeval.model import (
    Anchor,
    Band,
    Bands,
    Count,
    Deduct,
    Full,
    IntervalRule,
    Linear,
    Manual,
    PassFail,
    Piecewise,
    Places,
    Policy,
    Proportional,
    Range,
    Reciprocal,
    RoundingRule,
    RuleSet,
    Shape,
    Share,
    TierRule,
    TiersShape,
    Zero,
)
from perfeval.rules import Plan, Plans
from tests.rules.reading import Said, read
from tests.rules.test_numbers import facts

BARE = RuleSet(id="bare{1}")
HELD = RuleSet(
    id="held",
    interval=IntervalRule(below=Proportional(clause="b"), above=Linear(), clause="i"),
    zero_target=Zero(clause="z"),
)
ACTUALS = Bands(of="actual", bands=(Band(start=Share.parse("85%"), score=Share.parse("9")), Band(score=Share.parse("1"))), clause="m")  # fmt: skip
RATIOS = attrs.evolve(ACTUALS, of="ratio")
LINE = Piecewise(of="actual", anchors=(Anchor(at=Share.parse("0%"), score=Share.parse("0")), Anchor(at=Share.parse("100%"), score=Share.parse("10"))), clause="m")  # fmt: skip


def interval(
    rules: RuleSet,
    actual: str,
    method: Shape | None = None,
    low: str = "80",
    high: str = "90",
    ends: str = "[]",
) -> Said:
    """Return what a rule set says of a value against an interval of percentages."""
    plan = Plans(rules).interval(method, percent=True, low_closed=ends[0] == "[", high_closed=ends[1] == "]")
    return read(plan, low=low, high=high, actual=actual, points="10")


INTERVALS: tuple[tuple[str, Shape | None, str, Said], ...] = (
    ("80", None, "[]", Said("10", "met", "met", "i")),
    ("90", None, "[]", Said("10", "met", "met", "i")),
    ("80", None, "(]", Said("SC05")),
    ("90", None, "(]", Said("10", "met", "met", "i")),
    ("90", None, "[)", Said("SC05")),
    ("80", None, "[)", Said("10", "met", "met", "i")),
    ("72", None, "[]", Said("9", "proportional", "interval.below", "b")),
    ("72", None, "(]", Said("9", "proportional", "interval.below", "b")),
    ("99", None, "[]", Said("9", "linear", "interval.above", "i")),
    ("-1", None, "[]", Said("SC04", clause="i")),
    ("79", PassFail(clause="m"), "[]", Said("0", "pass_fail", "method", "m")),
    ("85", PassFail(clause="m"), "[]", Said("10", "met", "met", "i")),
    ("72", Proportional(clause="m"), "[]", Said("9", "proportional", "method", "m")),
    ("99", Proportional(clause="m"), "[]", Said("SC08", clause="i")),
    ("85", Proportional(cap=Share.parse("90%"), clause="m"), "[]", Said("9", "held", "method", "m")),
    ("85", Proportional(cap=Share.parse("120%"), clause="m"), "[]", Said("10", "held", "method", "m")),
    ("85", Proportional(cap=Share.parse("5"), clause="m"), "[]", Said("5", "held", "method", "m")),
    ("85", ACTUALS, "[]", Said("9", "bands", "method", "m")),
    ("81", ACTUALS, "[]", Said("1", "bands", "method", "m")),
    ("95", ACTUALS, "[]", Said("9", "bands", "method", "m")),
    ("85", LINE, "[]", Said("17/2", "piecewise", "method", "m")),
    ("85", attrs.evolve(LINE, of="ratio"), "[]", Said("SC08")),
    ("85", RATIOS, "[]", Said("SC08")),
    ("95", RATIOS, "[]", Said("9", "bands", "method", "m")),
    ("85", Count(each=Share.parse("10%"), score=Share.parse("1"), clause="m"), "[]", Said("17/2", "counted", "method", "m")),
    ("85", Manual(clause="m"), "[]", Said("SC08")),
)  # fmt: skip


@pytest.mark.parametrize(("actual", "method", "ends", "due"), INTERVALS)
def test_intervals(actual: str, method: Shape | None, ends: str, due: Said) -> None:
    """Inside is met, outside the end that was passed counts; an open end itself is a problem."""
    assert interval(HELD, actual, method, ends=ends) == due


def test_intervals_without_a_rule() -> None:
    """The problem says which side has none; an end of zero has no ratio."""
    assert interval(BARE, "85") == Said("10", "met", "met")
    assert interval(BARE, "79") == interval(BARE, "91") == Said("SC06")
    plan = Plans(BARE).interval(None, percent=True, low_closed=False, high_closed=True)
    assert facts(plan) == [
        "规则 bare{{1}} 没有写完成值低于下限时怎么计分",
        "规则 bare{{1}} 没有写完成值高于上限时怎么计分",
        "目标值“{target_text}”不含端点，实际恰等于端点，规则没有写明怎么计分",
    ]
    assert interval(HELD, "1", low="-1", high="0") == Said("0", "policy_zero", "zero_target", "z")
    shape = Plans(HELD).interval(RATIOS, percent=True, low_closed=True, high_closed=True)
    assert facts(shape)[-1] == "计分形状要一个目标值，不适用于区间“{target_text}”"


LATE = Deduct(each=Share.parse("2"), score=Share.parse("3"), part="drop", clause="k")
DEADLINES: tuple[tuple[Shape | None, Shape | None, str, str, Said], ...] = (
    (None, None, "kept", "0", Said("10", "met", "met")),
    (None, None, "missed", "1", Said("SC06")),
    (LATE, None, "kept", "0", Said("10", "met", "met", "k")),
    (LATE, None, "missed", "1", Said("10", "late", "deadline", "k")),
    (LATE, None, "missed", "5", Said("4", "late", "deadline", "k")),
    (LATE, None, "missed", "9", Said("0", "late", "deadline", "k")),
    (Zero(clause="k"), None, "missed", "1", Said("0", "policy_zero", "deadline", "k")),
    (LATE, PassFail(clause="m"), "missed", "1", Said("0", "pass_fail", "method", "m")),
    (LATE, PassFail(clause="m"), "kept", "0", Said("10", "met", "met", "m")),
    (LATE, Full(clause="m"), "missed", "1", Said("10", "policy_full", "method", "m")),
    (LATE, Manual(clause="m"), "missed", "1", Said("SC24")),
    (None, LATE, "missed", "2", Said("7", "late", "method", "k")),
    (LATE, Proportional(), "kept", "0", Said("SC08")),
    (LATE, TiersShape(), "kept", "0", Said("SC08")),
)


@pytest.mark.parametrize(("rule", "method", "deadline", "days", "due"), DEADLINES)
def test_deadlines(rule: Shape | None, method: Shape | None, deadline: str, days: str, due: Said) -> None:
    """In time earns all points by the clause of the rule for being late; late earns what it says."""
    plan = Plans(attrs.evolve(BARE, deadline=rule)).deadline(method)
    assert read(plan, deadline=deadline, days=days, points="10") == due


ANSWERS: tuple[tuple[Shape | None, Shape | None, str, Said], ...] = (
    (None, None, "same", Said("10", "met", "met")),
    (None, None, "other", Said("SC06")),
    (Zero(clause="k"), None, "same", Said("10", "met", "met", "k")),
    (Zero(clause="k"), None, "other", Said("0", "policy_zero", "yes_no", "k")),
    (Zero(clause="k"), PassFail(clause="m"), "other", Said("0", "pass_fail", "method", "m")),
    (Zero(clause="k"), PassFail(clause="m"), "same", Said("10", "met", "met", "m")),
    (Zero(clause="k"), Proportional(), "same", Said("SC08")),
)


@pytest.mark.parametrize(("rule", "method", "answer", "due"), ANSWERS)
def test_yes_or_no(rule: Shape | None, method: Shape | None, answer: str, due: Said) -> None:
    """The same is met, another answer earns what the rule says."""
    assert read(Plans(attrs.evolve(BARE, yes_no=rule)).yes_no(method), answer=answer, points="10") == due


def test_what_dates_and_answers_are_told() -> None:
    """The problem says what has no rule, and which target the shape does not fit."""
    plans = Plans(BARE)
    assert facts(plans.deadline(None)) == ["规则 bare{{1}} 没有写逾期怎么计分"]
    assert facts(plans.yes_no(None)) == ["规则 bare{{1}} 没有写是否类目标未达到时怎么计分"]
    assert facts(plans.deadline(Reciprocal())) == ["计分形状不适用于日期目标“{target_text}”"]
    assert facts(plans.yes_no(LATE)) == ["计分形状不适用于是否类目标“{target_text}”"]


def test_methods_that_ask_for_nothing() -> None:
    """All points, nothing, or what a person gives: whatever target and actual are."""
    plans = Plans(BARE)
    assert read(plans.alone(None, Full(clause="m")), points="10") == Said("10", "policy_full", "method", "m")
    assert read(plans.alone("below", Zero(clause="m")), points="10") == Said(
        "0", "policy_zero", "method", "m"
    )
    by_hand = plans.alone(None, Manual(clause="m"))
    assert read(by_hand, points="10", filed="7", reason="某") == Said("7", "manual", "method", "m")


TIERS = {
    "met": TierRule(range=Range.parse("[80%, 100%]"), clause="t"),
    "partly_met": TierRule(range=Range.parse("(50%, 80%)"), clause="p"),
    "not_met": TierRule(range=Range.parse("[0%, 50%]"), score=Share.parse("25%"), clause="n"),
}
BOUNDS = RoundingRule(tier_bounds=Places(places=1, mode="half_up"))
EXACT = RoundingRule(tier_bounds=Places(places=0, mode="none"))


def tiered(rounding: RoundingRule | None = None) -> Plan:
    """Return the plan of tiers."""
    return Plans(RuleSet(id="tiers{1}", tiers=TIERS, rounding=rounding or RoundingRule())).tier()


IN_TIERS: tuple[tuple[RoundingRule | None, str, str | None, str, Said], ...] = (
    (None, "met", None, "10", Said("SC12")),
    (None, "met", "8", "10", Said("8", "tier", "tiers.met", "t")),
    (None, "met", "10", "10", Said("10", "tier", "tiers.met", "t")),
    (None, "met", "7.99", "10", Said("SC13")),
    (None, "met", "10.01", "10", Said("SC13")),
    (None, "met", "6.66", "8.33", Said("SC29")),  # the bound is 6.664, rounded 6.66
    (None, "met", "6.67", "8.33", Said("667/100", "tier", "tiers.met", "t")),
    (None, "met", "6.65", "8.33", Said("SC13")),
    (None, "met", "8.336", "8.336", Said("1042/125", "tier", "tiers.met", "t")),
    (None, "partly_met", "5", "10", Said("SC13")),
    (None, "partly_met", "5.01", "10", Said("501/100", "tier", "tiers.partly_met", "p")),
    (None, "partly_met", "8", "10", Said("SC13")),
    (None, "partly_met", "7.99", "10", Said("799/100", "tier", "tiers.partly_met", "p")),
    (None, "partly_met", "6.664", "8.33", Said("SC13")),
    (None, "partly_met", "6.662", "8.33", Said("SC29")),  # below 6.664, not below 6.66
    (None, "not_met", None, "10", Said("5/2", "tier", "tiers.not_met", "n")),
    (None, "not_met", "2.5", "10", Said("5/2", "tier", "tiers.not_met", "n")),
    (None, "not_met", "2.4", "10", Said("SC13")),
    (None, "unheard", "2.4", "10", Said("SC20")),
    (BOUNDS, "met", "6.66", "8.33", Said("SC13")),  # 6.664 rounds to 6.7
    (BOUNDS, "met", "6.7", "8.33", Said("67/10", "tier", "tiers.met", "t")),
    (BOUNDS, "met", "8.32", "8.33", Said("SC13")),  # 8.33 rounds to 8.3
    (BOUNDS, "met", None, "8.33", Said("SC12")),
    (EXACT, "met", "6.66", "8.33", Said("SC13")),
    (EXACT, "met", "6.664", "8.33", Said("833/125", "tier", "tiers.met", "t")),
)


@pytest.mark.parametrize(("rounding", "tier", "filed", "points", "due"), IN_TIERS)
def test_tiers(rounding: RoundingRule | None, tier: str, filed: str | None, points: str, due: Said) -> None:
    """A filed score lies within its tier, ends in or out as written; a score between two readings is doubtful."""
    given = {} if filed is None else {"filed": filed}
    assert read(tiered(rounding), tier=tier, points=points, **given) == due


def test_what_tiers_are_told() -> None:
    """The problems name tier, bounds and what was filed, and show the bounds."""
    said = [
        (one.code.code, one.fact, [show.name for show in one.shows])
        for one in tiered().stages[0].branches
        if one.code
    ]
    two = "精确为 {low}～{high}，舍入为 {low_rounded}～{high_rounded}"

    def of(name: str, text: str) -> list[tuple[str, str, list[str]]]:
        """Return the problems of a tier that has a range."""
        doubt = ("SC29", f"得分 {{filed_text}} 是否在“{name}”档内，要看界限是否舍入：{two}", ["low", "high", "low_rounded", "high_rounded"])  # fmt: skip
        outside = f"得分 {{filed_text}} 不在“{name}”档内：分值 {{points}} 的 {text}，即 {{low}}～{{high}}"
        missing = f"写了档次“{name}”，没有写得分；该档的得分在 {{low}}～{{high}} 之间"
        return [doubt, doubt, ("SC13", outside, ["low", "high"]), ("SC12", missing, ["low", "high"])]

    assert said == [
        *of("达成", "[80%, 100%]"),
        *of("部分达成", "(50%, 80%)"),
        ("SC13", "该档得分由规则定为 {fixed}，填报写的是 {filed_text}", ["fixed"]),
        ("SC20", "规则 tiers{{1}} 没有写“{tier_text}”这一档", []),
    ]
    own = [branch.by_hand for branch in tiered().stages[0].branches if branch.earns]
    assert own == [True] * 4


ADMITTED = RuleSet(
    id="admitted",
    filed_score=Policy(do="with_reason", clause="f"),
    deduction=Policy(do="with_reason", clause="d"),
    not_applicable=Policy(do="full", clause="n"),
)


def test_a_score_that_is_filed_for_a_computed_one() -> None:
    """It is refused, or admitted with its reason; a tier never."""
    assert read(Plans(BARE).filed(), points="10", earned="6", filed="7", reason="某") == Said("SC14")
    assert read(Plans(BARE).filed(), points="10", earned="6", tier="met") == Said("SC14")
    assert [(one.fact, one.key, one.repair) for one in Plans(BARE).filed().stages[0].branches] == [
        ("定量指标的得分由规则计算，填报里不能写 score", "score", ""),
        ("定量指标的得分由规则计算，填报里不能写 tier", "tier", "删去 tier：定量指标没有档次"),
    ]
    plan = Plans(ADMITTED).filed()
    assert read(plan, points="10", earned="6", filed="7", reason="某") == Said(
        "7", "manual", "filed_score", "f"
    )
    assert read(plan, points="10", earned="6", filed="7") == Said("SC26")
    assert read(plan, points="10", earned="6", filed="11", reason="某") == Said("SC25")
    assert read(plan, points="10", earned="6", filed="7", reason="某", tier="met") == Said("SC14")


@pytest.mark.parametrize(
    ("deduction", "reason", "due"),
    [
        ("2", "某", Said("4", "deducted_by_hand", "deduction", "d")),
        ("0", "某", Said("6", "deducted_by_hand", "deduction", "d")),
        ("7", "某", Said("0", "deducted_by_hand", "deduction", "d")),
        ("-1", "某", Said("SC25")),
        ("2", None, Said("SC26")),
    ],
)
def test_points_that_are_taken_away(deduction: str, reason: str | None, due: Said) -> None:
    """With a reason, and never more than there are; a rule set that says nothing of it refuses."""
    given = {} if reason is None else {"reason": reason}
    assert read(Plans(ADMITTED).deducted(), points="10", earned="6", deduction=deduction, **given) == due
    assert read(Plans(BARE).deducted(), points="10", earned="6", deduction=deduction, **given) == Said("SC34")
    negative = Plans(ADMITTED).deducted().stages[0].branches[0]
    assert (negative.fact, negative.key) == ("扣减的分数是负数：{deduction_text}", "deduction")


def test_a_row_that_does_not_apply() -> None:
    """It earns all points, or it is left out and nothing stands in the way."""
    assert read(Plans(ADMITTED).not_applicable(), points="10") == Said(
        "10", "policy_full", "not_applicable", "n"
    )
    rescaled = attrs.evolve(ADMITTED, not_applicable=Policy(do="rescale", clause="n"))
    assert read(Plans(rescaled).not_applicable(), points="10") == Said("", "left_out", "not_applicable", "n")
