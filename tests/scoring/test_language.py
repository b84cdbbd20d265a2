"""What a rule set can say beyond the everyday: tables, ladders, days, functions, and what happens at their ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest

import perfeval
from perfeval.exact import Fraction, Number, exact
from perfeval.model import FundRow, Proportional
from perfeval.notation import read_amount
from perfeval.scoring import register, registered, score
from perfeval.testing import check_cases, specimen
from perfeval.testing.frame import Frame, placed
from tests.scoring.build import codes
from tests.scoring.language import line, report_of, rules_of


def test_the_specimen_scores_its_cases() -> None:
    """Every shape and policy of the language, each with its edges, comes to what its case expects."""
    path = Path(perfeval.__file__).parent / "testing/specimen.cases.yaml"

    assert check_cases(path, specimen()) == ()


ANCHORS = "anchors: [{at: 80%, score: 60%}, {at: 100%, score: 100%}]"


@pytest.mark.parametrize(
    ("shape", "actual", "expected"),
    [
        (f"{{shape: piecewise, of: ratio, {ANCHORS}, above: hold}}", "79", None),
        (f"{{shape: piecewise, of: ratio, {ANCHORS}, below: hold}}", "50", "60"),
        (f"{{shape: piecewise, of: ratio, {ANCHORS}, below: zero}}", "101", None),
        (f"{{shape: piecewise, of: ratio, {ANCHORS}, above: zero}}", "101", "0"),
        ("{shape: bands, of: ratio, bands: [{range: '[0%, 50%)', score: 10}, {range: '[50%, 300%]', score: 90}, {above: 300%, score: 0}]}", "50", "90"),
        ("{shape: deduct, of: ratio, each: 10%, score: 5, part: proportional}", "75", "87.5"),
        ("{shape: deduct, of: ratio, each: 10%, score: 5, part: drop}", "75", "90"),
        ("{shape: deduct, of: ratio, each: 10%, score: 5, part: whole}", "75", "85"),
        ("{shape: count, each: 10, score: 3, part: proportional}", "75", "22.5"),
        ("{shape: full}", "1", "100"),
        ("{shape: zero}", "100", "0"),
        ("{shape: proportional, floor: 60%}", "59.99", "0"),
        ("{shape: proportional, floor: 60%}", "60", "60"),
        ("{shape: proportional, cap: 40}", "90", "40"),
    ],
)  # fmt: skip
def test_shapes_as_methods(shape: str, actual: str, expected: str | None) -> None:
    """A method scores what lies inside its table; what lies outside is as it says, else a problem."""
    scored = line(f"methods: {{m: {shape}}}", "≥100", actual, method="m")

    assert scored.value == (None if expected is None else exact(expected))
    assert expected is not None or codes(scored) == ["SC21"]
    assert scored.explain()


@pytest.mark.parametrize(
    ("rules", "actual", "expected", "told"),
    [
        ("at_most: {shape: reciprocal, cap: 120%}", "4", "120", "5 ÷ 4 × 100 = 125，高于上限，按上限得 120"),
        ("at_most: {shape: reciprocal, cap: 130%}", "4", "125", "5 ÷ 4 × 100 = 125"),
        (
            "at_most: {shape: reciprocal, cap: 120%}",
            "0",
            "120",
            "完成“0”，目标“≤5”，完成值为零，按上限得 120",
        ),
        (
            "at_most: {shape: linear, cap: 150%}",
            "0",
            "150",
            "(1 − (0 − 5) ÷ 5) × 100 = 200，高于上限，按上限得 150",
        ),
        ("at_most: {shape: reciprocal}", "0", "100", "0 ≤ 5，达到目标，得满分 100"),
    ],
)
def test_bonus_for_less_than_the_limit(rules: str, actual: str, expected: str, told: str) -> None:
    """A target with ≤ may grant a bonus up to its cap too, and says how."""
    scored = line(rules, "≤5", actual)

    assert scored.value == exact(expected)
    assert scored.explain() == told


@pytest.mark.parametrize(
    ("actual", "expected", "told"),
    [
        ("149", "100", "149 ≥ 100，达到目标，得满分 100"),
        ("150", "90", "原得 100；完成比例 150%，达到 150%，乘以 90% = 90"),
        ("200", "90", "原得 100；完成比例 200%，达到 150%，乘以 90% = 90"),
        ("201", "80", "原得 100；完成比例 201%，超过 200%，扣减 20 分 = 80"),
        ("400", "0", "原得 100；完成比例 400%，达到 300%，得零分 = 0"),
    ],
)
def test_a_ladder_changes_a_score_once(actual: str, expected: str, told: str) -> None:
    """The highest step that is reached and changes the score decides; the lower ones do not add up."""
    steps = (
        "[{from: 150%, do: multiply, by: 90%}, {above: 200%, do: subtract, by: 20}, {from: 300%, do: zero}]"
    )
    rules = f"at_least: {{shape: proportional}}\nover_fulfilment: {{measure: ratio, steps: {steps}}}"
    scored = line(rules, "≥100", actual)

    assert scored.value == exact(expected)
    assert scored.explain() == told


def test_a_ladder_by_deviation_for_some_signs() -> None:
    """A ladder may measure the deviation, ask only of some signs, warn, and want a reason that is not there."""
    steps = "[{from: 20%, do: warn}, {above: 50%, do: require_reason}]"
    rules = f"at_least: {{shape: proportional}}\nover_fulfilment: {{measure: deviation, signs: [at_least], steps: {steps}}}"

    assert [problem.code for problem in line(rules, "≥100", "120").problems] == ["SC27"]
    assert [problem.code for problem in line(rules, "≥100", "151").problems] == ["SC27", "RN01"]
    assert [problem.code for problem in line(rules, "≥100", "151", reason="新增一批").problems] == ["SC27"]
    assert not line(rules, ">100", "151").problems
    assert not line(rules, "≥0", "151").problems  # a target of zero has no ratio


def test_a_ladder_lowers_nothing_below_zero() -> None:
    """More points off than there are leave nothing, not less."""
    rules = "at_least: {shape: proportional}\nover_fulfilment: {measure: ratio, steps: [{from: 150%, do: subtract, by: 200%}]}"

    assert line(rules, "≥100", "150").value == 0


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        ("{shape: deduct, of: ratio, each: 10%, score: 5, part: drop}", "SC03"),
        ("{shape: bands, of: ratio, bands: [{from: 100%, score: 5}, {score: 0}]}", "SC03"),
    ],
)
def test_a_shape_by_ratio_never_divides_by_zero(shape: str, code: str) -> None:
    """Whatever is worked out from a ratio asks the rule set about a target of zero."""
    assert codes(line(f"at_most: {shape}", "≤0", "1")) == [code]


def test_negative_actuals_at_the_other_shapes() -> None:
    """A bonus below the limit, and a table of ratios, ask the rule set about a negative actual."""
    assert codes(line("at_most: {shape: reciprocal, cap: 120%}", "≤5", "-1")) == ["SC04"]
    assert (
        line("at_most: {shape: reciprocal, cap: 120%}\nzero_target: {shape: pass_fail}", "≤0", "-1").value
        == 100
    )


def test_a_function_of_ones_own() -> None:
    """A registered function is asked with exact numbers; what is not registered, or not exact, is told."""
    half = register("language-half", lambda target, actual, sign, points: points / 2)
    scored = line("at_least: {shape: custom, function: language-half}", "≥5", "3")

    assert scored.value == 50
    assert scored.explain() == "完成“3”，目标“≥5”，按计分函数 language-half = 50"
    assert "language-half" in registered()
    assert register("language-half", half) is half
    with pytest.raises(ValueError, match="another scoring function"):
        register("language-half", lambda target, actual, sign, points: points)
    assert codes(line("at_least: {shape: custom, function: nobody}", "≥5", "3")) == ["SC28"]
    register("language-float", lambda target, actual, sign, points: 0.5)  # type: ignore[arg-type,return-value]
    with pytest.raises(TypeError, match="return a Fraction or an int"):
        line("at_least: {shape: custom, function: language-float}", "≥5", "3")


def test_everything_left_out_has_no_total() -> None:
    """Where every row does not apply there is nothing to rescale: a problem, not a division by zero."""
    report = report_of("not_applicable: rescale", "≥5", None, not_applicable="未开展")

    assert report.total is None
    assert "PT26" in codes(report)


def test_full_marks_for_what_does_not_apply() -> None:
    """A rule set may give a row that does not apply its points; the sentence says that it is the rule set's word."""
    report = report_of("not_applicable: full", "≥5", None, not_applicable="未开展")

    assert (report.total, report.lines[0].value) == (exact("100"), Fraction(100))
    assert report.lines[0].explain() == "规则的 not_applicable 写明这种情况给满分 100"


def test_deduction_where_no_rule_admits_it() -> None:
    """Points are taken off by hand only where the rule set has such a column."""
    scored = line("at_least: {shape: proportional}", "≥5", "5", deduction=Number.of("2"), score_reason="核减")

    assert codes(scored) == ["SC34"]


def test_fund_rows_make_the_total_where_none_is_filed() -> None:
    """Without a total the rows are added, those that are part of another left out."""
    rules = rules_of("budget: {points: 100}")
    amount = {text: read_amount(text, "万元") for text in ("60", "40", "30", "50", "20")}
    rows = (
        FundRow(name="财政拨款", adjusted=amount["60"], executed=amount["50"]),
        FundRow(name="其中本级", role="of_which", adjusted=amount["30"], executed=amount["30"]),
        FundRow(name="其他资金", adjusted=amount["40"], executed=amount["20"]),
    )
    filing = Frame(rules_of("budget: {points: 40}")).filing([])
    assert filing.budget is not None
    budget = attrs.evolve(filing.budget, adjusted=None, executed=None, rows=rows)
    scored = score(attrs.evolve(filing, budget=budget), rules_of("budget: {points: 40}")).budget
    lost = attrs.evolve(budget, rows=(attrs.evolve(rows[0], adjusted=None), *rows[1:]))
    missing = score(attrs.evolve(filing, budget=lost), rules_of("budget: {points: 40}")).budget

    assert rules.budget is not None
    assert scored is not None
    assert scored.explain() == "70 ÷ 100 = 70%；× 40 = 28"
    assert missing is not None
    assert missing.status == "missing"


def test_amounts_in_different_units_show_them() -> None:
    """72890元 of 7.29万元: the sentence keeps the units where they differ."""
    rules = rules_of("budget: {points: 10}")
    frame = Frame(rules)
    spent = attrs.evolve(
        frame.spent(), adjusted=read_amount("7.29万元", None), executed=read_amount("72890元", None)
    )
    budget = score(frame.filing([], spent), rules).budget

    assert budget is not None
    assert budget.explain().startswith("72890元 ÷ 7.29万元 = 99.9862…%")


def test_a_changed_budget_wants_its_reason() -> None:
    """A budget that came from nothing has changed; one that stayed has not."""
    rules = rules_of("budget: {points: 10}\nexplain: {place: row, budget_changed: require_reason}")
    frame = Frame(rules)

    def told(initial: str) -> list[str]:
        report = score(frame.filing([], frame.spent("100", "100", initial)), rules)
        return [problem.fact for problem in report.problems if problem.code == "RN01"]

    assert told("100") == []
    assert told("0") == ["预算调整了 100%，没有写原因"]
    assert told("80") == ["预算调整了 25%，没有写原因"]


@pytest.mark.parametrize(
    ("rules", "target", "actual", "more", "code"),
    [
        ("methods: {m: {shape: proportional, cap: 120%}}", "5", "6", {"method": "m"}, "SC01"),
        (f"methods: {{m: {{shape: piecewise, {ANCHORS}}}}}", "≥5人", "5人", {"method": "m"}, "SC18"),
        (
            "methods: {m: {shape: deduct, each: 5%, score: 1, part: drop}}",
            "≥5人",
            "4人",
            {"method": "m"},
            "SC18",
        ),
        ("at_least: {shape: tiers}", "≥5人", "4人", {}, "SC08"),
        ("at_least: {shape: proportional}", "80%-90%", "95%", {}, "SC06"),
    ],
)
def test_shapes_that_cannot_be_asked(
    rules: str, target: str, actual: str, more: dict[str, Any], code: str
) -> None:
    """A table in another unit, a bonus without a direction, tiers for a number: each is told, none is guessed."""
    assert codes(line(rules, target, actual, **more)) == [code]


def test_a_shape_written_at_the_indicator() -> None:
    """An indicator may carry a shape of its own instead of a method's name."""
    scored = line("", "≥5", "3", method=Proportional())

    assert (scored.value, scored.rule) == (60, "method")


def test_a_row_that_is_left_out_says_why() -> None:
    """The sentence of a row that does not apply names the reason and what becomes of its points."""
    rules = rules_of("at_least: {shape: proportional}\nnot_applicable: rescale")
    held = [
        placed("≥5", "5", Fraction(60)),
        placed("≥5", None, Fraction(40), name="另一行", not_applicable="当年未开展"),
    ]
    report = score(Frame(rules).filing(held), rules)

    assert report["另一行"].explain() == "不适用（当年未开展），40 分不计入，总分按其余分值折算"
    assert report.total == exact("100")


def test_more_spent_than_there_was() -> None:
    """A rule set that gives nothing above 100 % says that it was its word."""
    rules = rules_of("budget: {points: 10, above_100: zero}")
    budget = score(Frame(rules).filing([], Frame(rules).spent("100", "101")), rules).budget

    assert budget is not None
    assert budget.explain() == "101 ÷ 100 = 101%，超过 100%，规则写明得 0 分"
