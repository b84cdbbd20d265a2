"""One row at a time: signs, edges, methods, tiers, and what must never become a number."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from perfeval.exact import Decimal, Fraction, Number
from perfeval.model import (
    Band,
    Bands,
    Definition,
    Entry,
    Filing,
    Full,
    Indicator,
    PassFail,
    Policy,
    Proportional,
    Range,
    Reciprocal,
    RuleSet,
    Share,
    TierRule,
    Zero,
)
from perfeval.notation import read_actual, read_target
from perfeval.scoring import score
from tests.scoring.build import LINEAR, NATIONAL, codes, line, one_row

SIGNED = attrs.evolve(NATIONAL, default_sign={"数量指标": "at_least", "成本指标": "at_most"})


def bands(*pairs: tuple[str | None, str], of: str = "actual") -> Bands:
    """Return a band table from (from, score) pairs."""
    return Bands(
        of=of,
        bands=tuple(
            Band(start=Share.parse(start) if start else None, score=Share.parse(s)) for start, s in pairs
        ),
    )


def satisfied(**more: Any) -> RuleSet:
    """Return a rule set with satisfaction bands as a method."""
    table = bands(("90%", "100%"), ("80%", "80%"), ("60%", "50%"), (None, "0%"))
    return attrs.evolve(NATIONAL, methods={"满意度赋分": table, **more})


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥90%", "90%", "100.00"),
        ("≥90%", "89.9%", "99.89"),
        (">90%", "90.1%", "100.00"),
        (">90%", "45%", "50.00"),
        ("≤5天", "5天", "100.00"),
        ("<5天", "4天", "100.00"),
        ("<5天", "10天", "50.00"),
        ("=12次", "12次", "100.00"),
        ("=12次", "6次", "50.00"),
        ("≥0", "0", "100.00"),
        ("≤0", "0", "100.00"),
        ("≥-5%", "-3%", "100.00"),
    ],
)
def test_met_or_ratio(target: str, actual: str, expected: str) -> None:
    """A met target earns all points, a missed one points × ratio in the direction of its sign."""
    assert line(target, actual).score == Decimal(expected)


@pytest.mark.parametrize(
    ("heading", "sign", "expected"),
    [("数量指标", "at_least", "100.00"), ("成本指标(20分)", "at_most", "80.00")],
)
def test_default_sign_of_the_heading(heading: str, sign: str, expected: str) -> None:
    """An unsigned target takes the rule set's sign for the heading it stands under, bracketed points aside."""
    scored = line("40", "50", heading=heading, rules=SIGNED)

    assert scored.sign == sign
    assert scored.score == Decimal(expected)


def test_headings_that_disagree_give_no_sign() -> None:
    """Where the headings above a row say different things its direction is asked for; where one says it, it counts."""
    leaf = Indicator(name="行", points=Number.of("100"), target=read_target("40"))
    tree = Indicator(name="数量指标", children=(Indicator(name="成本指标", children=(leaf,)),))
    definition = Definition(title="两级", fiscal_year=2024, indicators=(tree,))
    filing = Filing(definition=definition, actuals={"行": Entry(actual=read_actual("30"))})

    assert score(filing, SIGNED).lines[0].sign is None
    assert codes(score(filing, SIGNED).lines[0]) == ["SC01"]


def test_direction_of_the_indicator_wins() -> None:
    """The indicator's own direction goes before the default of its heading."""
    assert line("40", "50", heading="数量指标", rules=SIGNED, direction="at_most").score == Decimal("80.00")


def test_unsigned_target_that_is_exactly_met_needs_no_sign() -> None:
    """Equal to the target is met in every direction."""
    assert line("44人", "44人").score == Decimal("100.00")


@pytest.mark.parametrize("actual", ["43人", "45人", "≥45人"])
def test_unsigned_target_asks_for_its_direction(actual: str) -> None:
    """Any other actual has two readings and is never scored."""
    scored = line("44人", actual)

    assert scored.score is None
    assert codes(scored) == ["SC01"]


def test_unsigned_zero_is_never_at_least_zero() -> None:
    """“0起” under a heading that defaults to ≥ would be met by any accident: it asks."""
    assert line("0起", "0起", heading="数量指标", rules=SIGNED).score == Decimal("100.00")
    assert codes(line("0起", "3起", heading="数量指标", rules=SIGNED)) == ["SC01"]


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≤5个工作日", "≤5个工作日", "100.00"),
        ("≤5天", "<5天", "100.00"),
        ("≥90%", "≥85%", "94.44"),
        ("≤5天", "≤8天", "62.50"),
        ("=0件", "=0件", "100.00"),
    ],
)
def test_actual_that_is_a_bound(target: str, actual: str, expected: str) -> None:
    """A bound is met when the whole set is, and otherwise scored by its worst end."""
    assert line(target, actual).score == Decimal(expected)


def test_bound_without_a_worst_end() -> None:
    """`≤87.5%` against `≥90%` has no lower end to be scored by."""
    assert codes(line("≥90%", "≤87.5%")) == ["SC17"]


@pytest.mark.parametrize(
    ("target", "actual", "code"),
    [
        ("=12次", "24次", "SC02"),
        ("≤0起", "1起", "SC03"),
        ("=0起", "1起", "SC03"),
        ("≥3%", "-1%", "SC04"),
        ("≥-3%", "-5%", "SC04"),
        ("≤-3%", "2%", "SC04"),
        ("<5天", "5天", "SC05"),
        (">5天", "5天", "SC05"),
        ("≥80%", "很好", "SC09"),
        ("效果明显", "80%", "SC09"),
        ("1次/周", "1次/周", "SC10"),
        ("效果明显", "较好", "SC11"),
        ("及时", "及时", "SC19"),
        ("", "80%", "SC16"),
        ("≥80%", "44人", "AC"),
    ],
)
def test_what_the_rule_set_does_not_name_is_a_problem(target: str, actual: str, code: str) -> None:
    """No score, one problem, and no total."""
    report = one_row(target, actual)

    assert report.lines[0].score is None
    assert report.lines[0].status == "error"
    assert [found[: len(code)] for found in codes(report.lines[0])] == [code]
    assert report.total is None


@pytest.mark.parametrize(
    ("target", "actual", "policy", "expected"),
    [
        ("≤0起", "1起", {"zero_target": PassFail()}, "0.00"),
        ("=0起", "1起", {"zero_target": PassFail()}, "0.00"),
        ("≥3%", "-1%", {"negative_actual": Zero()}, "0.00"),
        ("<5天", "5天", {"strict_edge": Full()}, "100.00"),
        (">5天", "5天", {"strict_edge": Zero()}, "0.00"),
        (
            "及时",
            "及时",
            {
                "same_text": Policy(do="met"),
                "tiers": {"met": TierRule(range=Range.parse("[80%, 100%]"), score=Share.parse("100%"))},
            },
            "100.00",
        ),
    ],
)
def test_named_policies(target: str, actual: str, policy: dict[str, Any], expected: str) -> None:
    """What the rule set names is scored as it says."""
    assert line(target, actual, rules=attrs.evolve(NATIONAL, **policy)).score == Decimal(expected)


def test_zero_target_of_another_shape_is_still_a_problem() -> None:
    """A ratio cannot be told to divide by zero."""
    assert codes(line("≤0起", "1起", rules=attrs.evolve(NATIONAL, zero_target=Reciprocal()))) == ["SC03"]


def test_rule_set_without_a_rule_for_the_sign() -> None:
    """A rule set that does not say how ≤ is scored scores no missed ≤."""
    bare = RuleSet(id="bare", at_least=Proportional())

    assert line("≤5天", "4天", rules=bare).score == Decimal("100.00")
    assert codes(line("≤5天", "8天", rules=bare)) == ["SC06"]


def test_equal_may_have_its_own_shape() -> None:
    """A missed `=` follows equal.missed where it is named, else at_least."""
    strict = attrs.evolve(NATIONAL, equal=attrs.evolve(NATIONAL.equal, missed=PassFail()))

    assert line("=12次", "11次", rules=strict).score == Decimal("0.00")
    assert line("=12次", "11次").score == Decimal("91.67")


@pytest.mark.parametrize(
    ("method", "target", "actual", "expected"),
    [
        ("pass_fail", "≥90%", "89%", "0.00"),
        ("pass_fail", "≤0起", "1起", "0.00"),
        ("pass_fail", "是", "否", "0.00"),
        ("linear", "≤5天", "7.5天", "50.00"),
        ("linear", "≤5天", "20天", "0.00"),
        ("reciprocal", "≤5天", "20天", "25.00"),
        ("proportional", "≥5天", "2天", "40.00"),
        ("满意度赋分", "≥96%", "92%", "100.00"),
        ("满意度赋分", "≥96%", "80%", "80.00"),
        ("满意度赋分", "≥96%", "79.99%", "50.00"),
        ("满意度赋分", "≥96%", "1%", "0.00"),
    ],
)
def test_method_of_the_indicator(method: str, target: str, actual: str, expected: str) -> None:
    """An indicator may ask for a shape by name, or for a method of the rule set."""
    assert line(target, actual, rules=satisfied(), method=method).score == Decimal(expected)


@pytest.mark.parametrize(
    ("method", "target", "actual", "code"),
    [
        ("比例", "≥90%", "89%", "SC07"),
        ("bands", "≥90%", "89%", "SC07"),
        ("reciprocal", "≥90%", "89%", "SC08"),
        ("proportional", "≤5天", "8天", "SC08"),
        ("linear", "≥5天", "2天", "SC08"),
        ("满意度赋分", "≥96人", "92人", "SC18"),
        ("满意度赋分", "≥96%", "≥92%", "SC17"),
        ("短", "≥96%", "1%", "SC21"),
        ("比率", "≥0%", "1%", "SC03"),
    ],
)
def test_method_that_does_not_fit(method: str, target: str, actual: str, code: str) -> None:
    """An unknown method, a shape against its direction, bands in another unit or with a gap are problems."""
    rules = satisfied(短=bands(("90%", "100%")), 比率=bands((None, "0%"), of="ratio"))

    assert codes(line(target, actual, rules=rules, method=method)) == [code]


def test_bands_of_the_ratio() -> None:
    """Bands may look up actual ÷ target; then they also say what a met target earns."""
    rules = satisfied(阶梯=bands(("100%", "100%"), ("80%", "50%"), (None, "0%"), of="ratio"))

    assert [line("≥50", actual, rules=rules, method="阶梯").score for actual in ("50", "40", "39")] == [
        Decimal("100.00"),
        Decimal("50.00"),
        Decimal("0.00"),
    ]


def test_bands_as_the_rule_of_a_sign() -> None:
    """Bands of the ratio as the rule of a sign say what a met target earns too."""
    table = bands(("80%", "50%"), (None, "0%"), of="ratio")

    assert line("≥50", "40", rules=attrs.evolve(NATIONAL, at_least=table)).score == Decimal("50.00")
    assert line("≥50", "50", rules=attrs.evolve(NATIONAL, at_least=table)).score == Decimal("50.00")
    assert line("≥50", "40", rules=attrs.evolve(NATIONAL, at_least=PassFail())).score == Decimal("0.00")


def test_adjusted_target() -> None:
    """An approved adjusted target replaces the one of the definition."""
    assert line("≥100", "50", entry={"target": read_target("≥50")}).score == Decimal("100.00")


@pytest.mark.parametrize("actual", [None, "", "-"])
def test_missing_is_not_zero(actual: str | None) -> None:
    """Not filed and blank: no score, a warning, no total, and what the total could at most be."""
    report = one_row("≥5", actual)

    assert report.lines[0].status == "missing"
    assert report.lines[0].score is None
    assert [problem.code for problem in report.problems] == ["AC31"]
    assert report.total is None
    assert report.at_most == Decimal("100.00")


def test_zero_is_an_actual() -> None:
    """A filed zero is scored."""
    assert line("≥5", "0").score == Decimal("0.00")


@pytest.mark.parametrize("entry", [{"not_applicable": "当年未开展"}, {"actual_text": "不适用"}])
def test_not_applicable_is_neither_zero_nor_missing(entry: dict[str, str]) -> None:
    """不适用 has a status of its own, and needs a rule that says what becomes of its points."""
    scored = line(
        "≥5", entry.get("actual_text"), entry={k: v for k, v in entry.items() if k != "actual_text"}
    )

    assert scored.status == "not_applicable"
    assert codes(scored) == ["SC15"]


@pytest.mark.parametrize(("target", "actual"), [("Q100%", "95%"), ("≥95%", "Q95%")])
def test_damaged_cells_are_not_scored(target: str, actual: str) -> None:
    """A cell that could not be read stands in the way of its row, with its own problem."""
    report = one_row(target, actual)

    assert report.lines[0].status == "error"
    assert codes(report.lines[0])
    assert len(report.problems) == len(set(report.problems))


def test_row_without_points_or_with_negative_ones() -> None:
    """In a form that carries points every row needs some."""
    first = Indicator(name="甲", points=Number.of("100"), target=read_target("≥1"))
    second = Indicator(name="乙", target=read_target("≥1"))
    definition = Definition(title="两行", fiscal_year=2024, indicators=(first, second))
    filing = Filing(definition=definition, actuals={"甲": Entry(actual=read_actual("1"))})

    assert codes(score(filing, NATIONAL)["乙"]) == ["PT23"]
    assert codes(line("≥1", "1", points="-8")) == ["PT24"]


def test_form_without_points_is_not_scored() -> None:
    """A transfer form shows its rows, without a score, a total or a problem."""
    leaf = Indicator(name="行", target=read_target("≥1"))
    definition = Definition(title="转移支付", kind="transfer", fiscal_year=2024, indicators=(leaf,))
    report = score(Filing(definition=definition), NATIONAL)

    assert report.lines[0].status == "unscored"
    assert (report.total, report.at_most, report.problems) == (None, None, ())


def test_linear_at_its_end() -> None:
    """The linear fall reaches zero at twice the target, and stays there."""
    values = [line("≤100", actual, rules=LINEAR).value for actual in ("100", "150", "199.9", "200", "201")]

    assert values == [Fraction(100), Fraction(50), Fraction(1, 10), Fraction(0), Fraction(0)]


def test_exact_value_is_kept_beside_the_score() -> None:
    """The line carries the fraction before rounding."""
    scored = line("≥90%", "87.5%", "30")

    assert (scored.value, scored.score) == (Fraction(175, 6), Decimal("29.17"))


def test_adjusted_target_asks_for_its_approval() -> None:
    """A target that was changed scores as approved; without the approval's number that is told."""
    adjusted = {"target": read_target("≥10")}

    assert [p.code for p in line("≥5", "10", entry=adjusted).problems] == ["SC23"]
    assert line("≥5", "10", entry={**adjusted, "approval": "某文号"}).problems == ()
