"""What each score tells: one Chinese sentence with its numbers, and steps for a machine."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from perfeval.exact import Decimal, Fraction, Number
from perfeval.model import (
    Band,
    Bands,
    BudgetPlan,
    BudgetRule,
    Clause,
    Definition,
    EqualRule,
    Filing,
    Full,
    Indicator,
    Places,
    Policy,
    RoundingRule,
    RuleSet,
    Share,
    Zero,
)
from perfeval.notation import read_amount, read_target
from perfeval.reading import load_ruleset
from perfeval.scoring import score
from tests.scoring.build import LINEAR, NATIONAL, budget_form, codes, line

HUBEI = load_ruleset("hubei-2020")
POLICY = attrs.evolve(NATIONAL, equal=EqualRule(exceeded=Full()), strict_edge=Zero(), negative_actual=Zero())
BANDS = Bands(
    of="actual",
    bands=(Band(start=Share.parse("90%"), score=Share.parse("80%")), Band(score=Share.parse("0"))),
)
BANDED = attrs.evolve(NATIONAL, methods={"赋分": BANDS})


@pytest.mark.parametrize(
    ("target", "actual", "rules", "told"),
    [
        ("≥90%", "87.5%", NATIONAL, "87.5% ÷ 90% × 30 = 29.1666… → 29.17(四舍五入)"),
        ("≥90%", "45%", NATIONAL, "45% ÷ 90% × 30 = 15"),
        ("≥90%", "95%", NATIONAL, "95% ≥ 90%，达到目标，得满分 30"),
        ("≤90万元", "80", NATIONAL, "“80”没有单位，按另一格读作 80万元；80万元 ≤ 90万元，达到目标，得满分 30"),
        ("≤5天", "≤4天", NATIONAL, "≤4天，目标 ≤5天，达到目标，得满分 30"),
        ("5天", "5天", NATIONAL, "5天 = 5天，达到目标，得满分 30"),
        ("≤5天", "6天", NATIONAL, "5天 ÷ 6天 × 30 = 25"),
        ("≤5天", "6天", LINEAR, "(1 − (6天 − 5天) ÷ 5天) × 30 = 24"),
        ("≤5天", "12天", LINEAR, "12天 不小于 5天 的两倍，得 0 分"),
        ("≤2小时", "180分钟", NATIONAL, "2小时 ÷ 180分钟 × 30 = 20"),
        ("=5天", "6天", POLICY, "规则的 equal.exceeded 写明这种情况给满分 30"),
        (">5天", "5天", POLICY, "规则的 strict_edge 写明这种情况给零分，得 0 分"),
        ("≥5天", "-1天", POLICY, "规则的 negative_actual 写明这种情况给零分，得 0 分"),
        ("≤0件", "1件", HUBEI, "完成“1件”，未达到目标“≤0件”，按做到满分、否则零分，得 0 分"),
        ("是", "是", NATIONAL, "完成“是”，目标“是”，达到目标，得满分 30"),
        ("≥5天", "", NATIONAL, "没有填实际完成值，不计分"),
        ("≥5天", "5%", NATIONAL, "不计分：目标值的单位是“天”，完成值的单位是“%”，无法比较"),
        ("≥5天", "好", NATIONAL, "不计分：目标值“≥5天”与完成值“好”不是同一类，无法比较"),
    ],
)  # fmt: skip
def test_one_sentence(target: str, actual: str, rules: RuleSet, told: str) -> None:
    """Each way to a score tells the numbers that were put in."""
    assert line(target, actual, "30", rules=rules).explain() == told


def test_bands_and_tiers_tell_what_was_looked_up() -> None:
    """A band names actual and target; a tier its range and who chose the score; a fixed tier says so."""
    banded = line("≥95%", "91%", "30", rules=BANDED, method="赋分")
    chosen = line("好", "较好", "30", rules=HUBEI, entry={"tier": "met", "score": Number.of("27")})
    fixed_rule = attrs.evolve(HUBEI.tiers["met"], score=Share.parse("100%"))
    fixed = line(
        "好", "较好", "30", rules=attrs.evolve(HUBEI, tiers={"met": fixed_rule}), entry={"tier": "met"}
    )

    assert banded.explain() == "完成“91%”，目标“≥95%”，按分档得 24 分"
    assert chosen.explain() == "属“达成”档（分值的 [80%, 100%]），得分由单位定为 27"
    assert fixed.explain() == "属“达成”档（分值的 [80%, 100%]），得分由规则定为 30"


def test_steps_of_a_row() -> None:
    """The steps are inputs as typed, values as read, the rule with its clause, the formula, the rounding."""
    steps = {step.name: step for step in line("≥９０％", "87. 5%", "30", rules=HUBEI).steps}

    assert steps["inputs"].text == "目标“≥９０％”，完成“87. 5%”，分值 30"
    assert steps["values"].text == "读作：目标 ≥90%，完成 87.5%"
    assert steps["values"].data["actual"] == {"kind": "number", "sign": None, "value": "87.5", "unit": "%"}
    assert steps["rule"].data == {
        "rule": "at_least",
        "where": "表后备注2",
        "basis": "form_note",
        "verified": True,
    }
    assert steps["formula"].data == {"exact": "175/6"}
    assert steps["rounding"].data == {"places": 2, "mode": "half_up", "score": "29.17"}


def test_a_rule_without_a_clause_is_named_alone() -> None:
    """Where a rule stands on nothing the step names only the rule; an unverified clause says so."""
    unverified = Clause(where="某处", says="某话", basis="practice")
    rules = attrs.evolve(HUBEI, clauses={**HUBEI.clauses, "n2": unverified})
    bare = next(step for step in line("≥9", "8", rules=NATIONAL).steps if step.name == "rule")
    doubted = next(step for step in line("≥9", "8", rules=rules).steps if step.name == "rule")

    assert bare.text == "规则 at_least（≥ 的计分）"
    assert doubted.text == "规则 at_least（≥ 的计分），依据某处（惯例，未核对）：某话"
    assert line("≥9", "", rules=NATIONAL).steps[1].text == "读作：目标 ≥9，完成 空"


def test_a_form_without_points_says_so() -> None:
    """An unscored row tells that the form carries no points."""
    leaf = Indicator(name="行", target=read_target("≥1"))
    plan = BudgetPlan(initial=read_amount("5", "万元"))
    definition = Definition(title="无分", fiscal_year=2024, indicators=(leaf,), budget=plan)
    report = score(Filing(definition=definition), HUBEI)

    assert report.lines[0].explain() == "本表没有分值，不计分"
    assert report.budget is not None
    assert report.budget.explain() == "本表没有预算执行的分值，不计分"


def rules_of(**budget: Any) -> RuleSet:
    """Return a rule set with a budget rule of 10 points."""
    return attrs.evolve(NATIONAL, budget=BudgetRule(points=Number.of("10"), **budget))


@pytest.mark.parametrize(
    ("base", "executed", "rules", "told"),
    [
        ("300", "100", rules_of(), "100 ÷ 300 = 33.3333…%；× 10 = 3.3333… → 3.33(四舍五入)"),
        ("100", "120", rules_of(above_100=Policy(do="cap")), "120 ÷ 100 = 120%，超过 100% 按 100% 计；× 10 = 10"),
        ("0", "0", rules_of(zero_base=Policy(do="full")), "预算数为零，规则写明得 10 分"),
        ("0", "0", rules_of(zero_base=Policy(do="zero")), "预算数为零，规则写明得 0 分"),
        ("100", "91", rules_of(shape="bands", bands=BANDS.bands), "91 ÷ 100 = 91%，按分档得 8 分"),
        ("100", None, rules_of(), "不计分：没有填执行数，预算执行不计分，全表没有总分"),
    ],
)  # fmt: skip
def test_budget_sentence(base: str, executed: str | None, rules: RuleSet, told: str) -> None:
    """The budget row tells its rate, its edge and its score."""
    report = budget_form(base, executed, rules=rules)

    assert report.budget is not None
    assert report.budget.explain() == told


def test_rate_that_is_rounded_first() -> None:
    """A rule set that rounds the rate tells both rates and scores by the rounded one."""
    rules = attrs.evolve(rules_of(), rounding=RoundingRule(rate=Places(places=0)))
    report = budget_form("300", "100", rules=rules)

    assert report.budget is not None
    assert report.budget.explain() == "100 ÷ 300 = 33.3333…% → 33%(四舍五入)；× 10 = 3.3"
    assert report.budget.value == Fraction(33, 10)


def test_initial_budget_as_the_base() -> None:
    """Base `initial` takes the filed initial budget, else the planned one; without both the base is missing."""
    rules = rules_of(base="initial")
    filed = budget_form("300", "100", rules=rules, initial=read_amount("200", "万元"))
    missing = budget_form("300", "100", rules=rules)
    plan = attrs.evolve(
        missing.filing.definition,
        budget=BudgetPlan(points=Number.of("10"), initial=read_amount("400", "万元")),
    )
    planned = score(attrs.evolve(missing.filing, definition=plan), rules)
    nothing = score(attrs.evolve(missing.filing, definition=plan, budget=None), rules)

    assert [report.budget.score if report.budget else None for report in (filed, planned)] == [
        Decimal("5.00"),
        Decimal("2.50"),
    ]
    assert missing.budget is not None
    assert "没有填年初预算数" in missing.budget.problems[0].fact
    assert nothing.budget is not None
    assert "没有填执行数" in nothing.budget.problems[0].fact


def test_bands_that_do_not_reach_down() -> None:
    """A rate that no band holds is a problem, not a zero."""
    report = budget_form("100", "50", rules=rules_of(shape="bands", bands=BANDS.bands[:1]))

    assert "SC21" in codes(report)
    assert report.total is None


def test_a_tier_without_words_or_actual() -> None:
    """Words that no tier goes by, and a tier method without an actual, ask for the tier."""
    assert codes(line("好", "随便写的", rules=HUBEI)) == ["SC11"]
