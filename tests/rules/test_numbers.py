"""A number against a number, row by row: met, edges, equal, a set of values, over-fulfilment."""

from __future__ import annotations

import attrs
import pytest

from perfeval.model import (
    Bands,
    Custom,
    Deduct,
    EqualRule,
    Full,
    Ladder,
    LadderStep,
    Linear,
    Manual,
    PassFail,
    Proportional,
    Reciprocal,
    RuleSet,
    Shape,
    Share,
    Zero,
)
from perfeval.model.shapes import Band
from perfeval.notation import Sign
from perfeval.rules import Plan, Plans
from tests.rules.reading import STAGES, Said, read

PLAIN = RuleSet(id="plain{1}", at_least=Proportional(clause="u"), at_most=Reciprocal(clause="d"))
BARE = RuleSet(id="bare{1}")


def number(
    rules: RuleSet,
    sign: Sign | None,
    target: str,
    actual: str,
    method: Shape | None = None,
    points: str = "10",
) -> Said:
    """Return what a rule set says of one value against a target."""
    plan = Plans(rules).number(sign, method, percent=False)
    return read(plan, target=target, actual=actual, points=points)


def facts(plan: Plan) -> list[str]:
    """Return the facts of the problems of a plan."""
    assert {stage.name for stage in plan.stages} <= STAGES
    return [branch.fact for stage in plan.stages for branch in stage.branches if branch.code is not None]


MET: tuple[tuple[Sign | None, str, str, Said], ...] = (
    ("at_least", "4", "4", Said("10", "met", "met", "u")),
    ("at_least", "4", "3.99", Said("399/40", "proportional", "at_least", "u")),
    ("above", "4", "4.01", Said("10", "met", "met", "u")),
    ("above", "4", "4", Said("SC05")),
    ("above", "4", "3", Said("15/2", "proportional", "at_least", "u")),
    ("at_most", "4", "4", Said("10", "met", "met", "d")),
    ("at_most", "4", "5", Said("8", "reciprocal", "at_most", "d")),
    ("below", "4", "3.99", Said("10", "met", "met", "d")),
    ("below", "4", "4", Said("SC05")),
    ("below", "4", "5", Said("8", "reciprocal", "at_most", "d")),
    ("equal", "4", "4", Said("10", "met", "met", "u")),
    ("equal", "4", "3", Said("15/2", "proportional", "at_least", "u")),
    ("equal", "4", "5", Said("SC02")),
    ("equal", "0", "1", Said("SC03")),
    ("equal", "0", "-1", Said("SC04")),
    ("equal", "0", "0", Said("10", "met", "met", "u")),
    (None, "4", "4", Said("10", "met", "met")),
    (None, "4", "5", Said("SC01")),
    (None, "4", "3", Said("SC01")),
)


@pytest.mark.parametrize(("sign", "target", "actual", "due"), MET)
def test_met_or_missed(sign: Sign | None, target: str, actual: str, due: Said) -> None:
    """Each sign is met by what it says, stands on the clause of its rule, and names its edge."""
    assert number(PLAIN, sign, target, actual) == due


@pytest.mark.parametrize(
    ("sign", "text"), [("at_least", "≥"), ("above", ">"), ("equal", "="), ("at_most", "≤"), ("below", "<")]
)
def test_a_sign_without_a_rule(sign: Sign, text: str) -> None:
    """What is missed says which rule set is silent; an edge that has no rule either is the nearer cause."""
    assert number(BARE, sign, "4", "4").score == ("SC05" if sign in ("above", "below") else "10")
    said = facts(Plans(BARE).number(sign, None, percent=False))
    assert said[-1] == f"规则 bare{{{{1}}}} 没有写“{text}”的目标怎么计分"
    none = "，规则 bare{{1}} 没有写明怎么计分"
    edged = [f"完成值是负数{none}", f"目标值是负数{none}", f"目标值为零而没有达到{none}"]
    strict = [f"目标是“＞”或“＜”，实际恰好等于该值{none}"] if sign in ("above", "below") else []
    more = [*edged, f"目标是“＝”，实际超过了目标值{none}"] if sign == "equal" else strict
    assert said[:-1] == [*more, *edged]
    away = "5" if sign in ("at_most", "below") else "3"
    assert number(BARE, sign, "4", away) == Said("SC06")
    assert number(BARE, sign, "0", "-1" if sign not in ("at_most", "below") else "1").score in (
        "SC03",
        "SC04",
    )


STRICT = attrs.evolve(PLAIN, strict_edge=Zero(clause="s"))
WHOLE = Bands(of="actual", bands=(Band(start=Share.parse("4"), score=Share.parse("9")), Band(score=Share.parse("1"))), clause="w")  # fmt: skip
TABLED = attrs.evolve(STRICT, at_least=WHOLE, at_most=attrs.evolve(WHOLE, clause="v"))
CAPPED = attrs.evolve(PLAIN, at_most=Reciprocal(cap=Share.parse("5"), clause="c"))
BONUS = attrs.evolve(PLAIN, at_most=Reciprocal(cap=Share.parse("120%"), clause="c"), zero_target=Full())
HELD = attrs.evolve(PLAIN, at_most=Reciprocal(cap=Share.parse("80%"), clause="c"))
WHOLES: tuple[tuple[RuleSet, Sign | None, str, str, Said], ...] = (
    (STRICT, "above", "4", "4", Said("0", "policy_zero", "strict_edge", "s")),
    (STRICT, "below", "4", "4", Said("0", "policy_zero", "strict_edge", "s")),
    (TABLED, "above", "4", "4", Said("0", "policy_zero", "strict_edge", "s")),
    (TABLED, "above", "4", "5", Said("9", "bands", "at_least", "w")),
    (TABLED, "at_least", "4", "4", Said("9", "bands", "at_least", "w")),
    (TABLED, "at_least", "4", "3", Said("1", "bands", "at_least", "w")),
    (TABLED, "below", "4", "3", Said("1", "bands", "at_most", "v")),
    (TABLED, "equal", "5", "5", Said("10", "met", "met", "w")),
    (TABLED, "equal", "5", "4", Said("9", "bands", "at_least", "w")),
    (TABLED, None, "5", "5", Said("10", "met", "met")),
    (TABLED, None, "5", "4", Said("SC01")),
    (CAPPED, "at_most", "0", "0", Said("5", "held", "at_most", "c")),
    (CAPPED, "at_most", "-1", "-2", Said("5", "held", "at_most", "c")),
    (CAPPED, "at_most", "0", "1", Said("SC03")),
    (CAPPED, "at_most", "4", "0", Said("5", "nothing_left", "at_most", "c")),
    (BONUS, "at_most", "0", "0", Said("10", "met", "met", "c")),
    (BONUS, "at_most", "0", "1", Said("10", "policy_full", "zero_target")),
    (HELD, "at_most", "0", "0", Said("8", "held", "at_most", "c")),
)


@pytest.mark.parametrize(("rules", "sign", "target", "actual", "due"), WHOLES)
def test_shapes_that_are_whole(
    rules: RuleSet, sign: Sign | None, target: str, actual: str, due: Said
) -> None:
    """A table or a cap says what a met target earns too; a met target that has no ratio is held at the cap."""
    assert number(rules, sign, target, actual) == due


def test_a_cap_that_is_the_points() -> None:
    """A cap of five points holds back a row of ten, and none of five or of four."""
    assert number(CAPPED, "at_most", "0", "0", points="5") == Said("5", "met", "met", "c")
    assert number(CAPPED, "at_most", "0", "0", points="4") == Said("4", "met", "met", "c")
    full = attrs.evolve(PLAIN, at_most=Reciprocal(cap=Share.parse("100%"), clause="c"))
    assert number(full, "at_most", "0", "0") == Said("10", "met", "met", "c")


METHODS: tuple[tuple[Shape, Sign | None, str, str, Said], ...] = (
    (PassFail(clause="m"), "at_least", "4", "3", Said("0", "pass_fail", "method", "m")),
    (PassFail(clause="m"), "at_least", "4", "4", Said("10", "met", "met", "u")),
    (PassFail(clause="m"), None, "4", "3", Said("SC01")),
    (Proportional(clause="m"), "above", "4", "4", Said("10", "proportional", "method", "m")),
    (Proportional(clause="m"), "equal", "4", "5", Said("10", "capped", "method", "m")),
    (Proportional(clause="m"), "at_least", "0", "-1", Said("SC04")),
    (WHOLE, "at_least", "9", "4", Said("9", "bands", "method", "w")),
    (WHOLE, None, "9", "4", Said("9", "bands", "method", "w")),
    (Full(clause="m"), "at_least", "9", "4", Said("10", "policy_full", "method", "m")),
    (Manual(clause="m"), "at_least", "4", "4", Said("SC24")),
    (Custom(function="nobody", clause="m"), "at_least", "9", "4", Said("SC28")),
    (Linear(cap=Share.parse("3"), clause="m"), "at_most", "0", "0", Said("3", "held", "method", "m")),
    (Linear(cap=Share.parse("3"), clause="m"), None, "0", "0", Said("SC03")),
)


@pytest.mark.parametrize(("method", "sign", "target", "actual", "due"), METHODS)
def test_the_method_of_an_indicator(
    method: Shape, sign: Sign | None, target: str, actual: str, due: Said
) -> None:
    """It decides in the place of the rule set's shape: a whole one alone, another where the target was missed."""
    assert number(PLAIN, sign, target, actual, method) == due


def equal(**rule: object) -> RuleSet:
    """Return the plain rules with a rule for =."""
    return attrs.evolve(PLAIN, equal=EqualRule(**rule))  # type: ignore[arg-type]


EQUAL: tuple[tuple[RuleSet, str, str, Said], ...] = (
    (equal(tolerance=Share.parse("5%")), "20", "19", Said("10", "tolerated", "met", "u")),
    (equal(tolerance=Share.parse("5%")), "20", "21", Said("10", "tolerated", "met", "u")),
    (equal(tolerance=Share.parse("5%")), "-20", "-21", Said("10", "tolerated", "met", "u")),
    (equal(tolerance=Share.parse("5%")), "20", "18.9", Said("189/20", "proportional", "at_least", "u")),
    (equal(tolerance=Share.parse("5%")), "20", "21.1", Said("SC02")),
    (equal(tolerance=Share.parse("2")), "20", "22", Said("10", "tolerated", "met", "u")),
    (equal(missed=Zero(clause="m")), "20", "19", Said("0", "policy_zero", "equal.missed", "m")),
    (equal(missed=Zero(clause="m")), "20", "20", Said("10", "met", "met", "m")),
    (equal(missed=Zero(clause="m")), "20", "21", Said("SC02")),
    (equal(exceeded=Full(clause="e")), "20", "21", Said("10", "policy_full", "equal.exceeded", "e")),
    (equal(exceeded=Reciprocal(clause="e")), "20", "25", Said("8", "reciprocal", "equal.exceeded", "e")),
    (equal(exceeded=Linear(clause="e")), "20", "25", Said("15/2", "linear", "equal.exceeded", "e")),
    (
        equal(exceeded=Deduct(each=Share.parse("2"), score=Share.parse("3"), clause="e")),
        "20",
        "24",
        Said("4", "deducted", "equal.exceeded", "e"),
    ),
    (equal(exceeded=Linear(clause="e")), "0", "5", Said("SC03")),
    (equal(exceeded=Full(clause="e")), "0", "5", Said("SC03")),
    (equal(exceeded=Linear(clause="e")), "-20", "-10", Said("SC04")),
)


@pytest.mark.parametrize(("rules", "target", "actual", "due"), EQUAL)
def test_what_must_be_exactly_met(rules: RuleSet, target: str, actual: str, due: Said) -> None:
    """Tolerated, missed and exceeded are three rules; too much in proportion is scored like a limit."""
    assert number(rules, "equal", target, actual) == due


def test_only_an_equal_target_tolerates() -> None:
    """A tolerance is no matter of another sign, nor of an indicator that has its own method that is whole."""
    assert number(equal(tolerance=Share.parse("5%")), "at_least", "20", "19.5").say == "proportional"
    assert number(equal(missed=Zero()), "at_least", "20", "19").say == "proportional"


OFF = Deduct(each=Share.parse("1%"), score=Share.parse("2"), clause="m")
BOUNDS: tuple[tuple[RuleSet, Sign | None, Sign, Shape | None, str, Said], ...] = (
    (PLAIN, "at_least", "at_least", None, "4", Said("10", "met", "met", "u")),
    (PLAIN, "at_least", "above", None, "4", Said("10", "met", "met", "u")),
    (PLAIN, "at_least", "above", None, "3", Said("15/2", "proportional", "at_least", "u")),
    (PLAIN, "above", "above", None, "4", Said("10", "met", "met", "u")),
    (PLAIN, "above", "at_least", None, "4", Said("SC05")),
    (PLAIN, "above", "at_least", None, "4.01", Said("10", "met", "met", "u")),
    (PLAIN, "at_most", "at_most", None, "4", Said("10", "met", "met", "d")),
    (PLAIN, "at_most", "below", None, "5", Said("8", "reciprocal", "at_most", "d")),
    (PLAIN, "below", "below", None, "4", Said("10", "met", "met", "d")),
    (PLAIN, "below", "at_most", None, "4", Said("SC05")),
    (PLAIN, "below", "at_most", None, "3.99", Said("10", "met", "met", "d")),
    (PLAIN, "at_least", "at_most", None, "9", Said("SC17")),
    (PLAIN, "at_most", "above", None, "1", Said("SC17")),
    (PLAIN, "equal", "at_least", None, "4", Said("SC17")),
    (PLAIN, "at_least", "at_least", OFF, "3", Said("SC18")),
    (PLAIN, None, "at_least", None, "4", Said("SC01")),
    (PLAIN, "at_least", "at_least", WHOLE, "4", Said("SC17")),
    (PLAIN, "at_least", "at_least", PassFail(clause="m"), "3", Said("0", "pass_fail", "method", "m")),
    (TABLED, "at_least", "at_least", None, "4", Said("SC17")),
    (TABLED, "at_least", "at_least", PassFail(clause="m"), "4", Said("10", "met", "met", "w")),
    (BARE, "at_least", "at_least", None, "4", Said("10", "met", "met")),
    (BARE, "at_least", "at_least", None, "3", Said("SC06")),
)


@pytest.mark.parametrize(("rules", "sign", "side", "method", "actual", "due"), BOUNDS)
def test_a_set_of_values(
    rules: RuleSet, sign: Sign | None, side: Sign, method: Shape | None, actual: str, due: Said
) -> None:
    """It is met where all of it is, and else counts as its worst end; on the other side it has none."""
    plan = Plans(rules).bound(sign, method, side, percent=False)
    assert read(plan, target="4", actual=actual, points="10") == due


def test_a_set_of_percentages() -> None:
    """A method that counts percentages fits a set of percentages."""
    plan = Plans(PLAIN).bound("at_least", OFF, "at_least", percent=True)
    assert read(plan, target="4", actual="3", points="10") == Said("8", "deducted", "method", "m")


def test_what_a_set_of_values_is_told() -> None:
    """Without a sign, and for a shape that wants one value, the problem says that a range was filed."""
    assert facts(Plans(PLAIN).bound(None, None, "below", percent=False)) == [
        "目标值没有符号，完成值是一个范围，无法判断是否达到"
    ]
    assert facts(Plans(PLAIN).bound("below", WHOLE, "below", percent=False)) == [
        "完成值是一个范围，这种计分形状要一个确切的值"
    ]
    assert facts(Plans(PLAIN).bound("equal", None, "below", percent=False)) == [""]


def step(do: str, at: str, by: str | None = None, field: str = "start") -> LadderStep:
    """Return one step of a ladder."""
    return LadderStep(**{field: Share.parse(at)}, do=do, by=Share.parse(by) if by else None)


def climbing(*steps: LadderStep, measure: str = "ratio", signs: tuple[str, ...] = ()) -> RuleSet:
    """Return the plain rules with a ladder."""
    return attrs.evolve(PLAIN, over_fulfilment=Ladder(measure=measure, steps=steps, signs=signs, clause="l"))


HALVE, TAKE = step("multiply", "120%", "50%"), step("subtract", "150%", "30%")
LADDERS: tuple[tuple[RuleSet, Sign, str, str, Said], ...] = (
    (climbing(HALVE, TAKE), "at_least", "10", "11.9", Said("10", "met", "met", "u")),
    (climbing(HALVE, TAKE), "at_least", "10", "12", Said("5", "climbed", "over_fulfilment", "l")),
    (climbing(HALVE, TAKE), "at_least", "10", "15", Said("7", "climbed", "over_fulfilment", "l")),  # the highest, alone
    (climbing(HALVE, step("zero", "200%")), "at_least", "10", "20", Said("0", "climbed", "over_fulfilment", "l")),
    (climbing(step("multiply", "120%", "50%", "above")), "at_least", "10", "12", Said("10", "met", "met", "u")),
    (climbing(step("multiply", "120%", "50%", "above")), "at_least", "10", "12.01", Said("5", "climbed", "over_fulfilment", "l")),
    (climbing(step("subtract", "120%", "2")), "at_least", "10", "13", Said("8", "climbed", "over_fulfilment", "l")),
    (climbing(step("subtract", "120%", "12")), "at_least", "10", "13", Said("0", "climbed", "over_fulfilment", "l")),
    (climbing(HALVE, signs=("above",)), "at_least", "10", "13", Said("10", "met", "met", "u")),
    (climbing(HALVE, signs=("above",)), "above", "10", "13", Said("5", "climbed", "over_fulfilment", "l")),
    (climbing(step("zero", "120%", "50%")), "at_least", "10", "13", Said("0", "climbed", "over_fulfilment", "l")),
    (climbing(HALVE), "at_least", "0", "13", Said("10", "met", "met", "u")),
    (climbing(HALVE), "at_least", "-10", "13", Said("10", "met", "met", "u")),
    (climbing(step("multiply", "20%", "50%"), measure="deviation"), "at_least", "10", "12", Said("5", "climbed", "over_fulfilment", "l")),
    (climbing(step("multiply", "20%", "50%"), measure="deviation"), "at_least", "10", "8", Said("4", "climbed", "over_fulfilment", "l")),
    (climbing(step("multiply", "20%", "50%"), measure="deviation"), "at_least", "10", "9", Said("9", "proportional", "at_least", "u")),
    (climbing(LadderStep(do="zero")), "at_least", "10", "99", Said("10", "met", "met", "u")),  # a step without an end
    (climbing(step("multiply", "120%")), "at_least", "10", "13", Said("0", "climbed", "over_fulfilment", "l")),
)  # fmt: skip


@pytest.mark.parametrize(("rules", "sign", "target", "actual", "due"), LADDERS)
def test_over_fulfilment(rules: RuleSet, sign: Sign, target: str, actual: str, due: Said) -> None:
    """The highest step that is reached changes the score, once; a target of zero or below has no ratio."""
    assert number(rules, sign, target, actual) == due


def test_what_a_ladder_notes() -> None:
    """Steps that only tell are notes with the measure in percent; one that wants a reason is silenced by it."""
    warn, ask = step("warn", "120%"), step("require_reason", "300%", field="above")
    _, ladder, rounding = Plans(climbing(warn, ask)).number("at_least", None, percent=False).stages
    assert (ladder.name, rounding.name, ladder.branches) == ("over_fulfilment", "rounding", ())
    assert [(note.code.code, note.fact, note.unless) for note in ladder.notes] == [
        ("SC27", "完成比例 {percent:2}%，达到 120%", ""),
        ("RN01", "完成比例 {percent:2}%，超过 300%，须说明原因", "reason"),
    ]
    endless = Plans(climbing(LadderStep(do="warn"))).number("at_least", None, percent=False).stages[1]
    assert [note.fact for note in endless.notes] == ["完成比例 {percent:2}%，超过 "]
    away = Plans(climbing(warn, measure="deviation")).number("at_least", None, percent=False).stages[1]
    assert [note.fact for note in away.notes] == ["偏离度 {percent:2}%，达到 120%"]
    assert [(one.name, one.operation) for note in ladder.notes for one in note.shows] == [
        ("percent", "named")
    ] * 2
    climbed = Plans(climbing(HALVE)).number("at_least", None, percent=False).stages[1].branches
    assert [(one.shape, [show.name for show in one.shows]) for one in climbed] == [(HALVE, ["percent"])]


def test_a_plan_without_a_ladder() -> None:
    """It has two stages, one with a ladder three; a ladder for other signs is none."""
    assert [stage.name for stage in Plans(PLAIN).number("at_least", None, percent=False).stages] == [
        "base",
        "rounding",
    ]
    none = Plans(climbing(HALVE, signs=("above",))).number("at_least", None, percent=False)
    assert [stage.name for stage in none.stages] == ["base", "rounding"]
