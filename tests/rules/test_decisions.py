"""Decision tables: what a rule set's plans say, in the words of finance staff."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from perfeval.cli import main
from perfeval.exact import Fraction, Rounding
from perfeval.reading import load_ruleset, ruleset_ids
from perfeval.rules.decisions import Table, decision_tables, tables_of
from perfeval.rules.expressions import (
    ACTUAL,
    BASE,
    DAYS,
    EXECUTED,
    HIGH,
    LOW,
    ONE,
    POINTS,
    TARGET,
    ZERO,
    Expression,
    Given,
    Registered,
    Says,
    Test,
    ceil,
    constant,
    floor,
    greatest,
    least,
    named,
    rounded,
    size,
)
from perfeval.rules.listed import Group, grouped
from perfeval.rules.plan import earns
from perfeval.rules.words import earned, rounding_words, said, words
from perfeval.source import width

Rules = Callable[[str], tuple[Table, ...]]

EIGHTY = constant(Fraction(4, 5))
RATE = named("rate", EXECUTED / BASE)


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    """Return what makes the tables of a rule set that extends cn-2020 by some sections."""

    def tables(sections: str) -> tuple[Table, ...]:
        path = tmp_path / "own.yaml"
        path.write_text(f"id: own\ntitle: 自拟\nextends: cn-2020\n{sections}\n", encoding="utf-8")
        return decision_tables(load_ruleset(str(path)))

    return tables


def lines(tables: tuple[Table, ...], title: str) -> list[tuple[str, str]]:
    """Return condition and result of each line of the table with a title."""
    (found,) = (table for table in tables if table.title == title)
    return [line[:2] for line in found.lines]


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (POINTS * ACTUAL / TARGET, "分值 × 完成值 ÷ 目标值"),
        (POINTS * (ACTUAL + ONE), "分值 ×（完成值 ＋ 1）"),
        (POINTS / (ACTUAL * TARGET), "分值 ÷（完成值 × 目标值）"),
        (EIGHTY * POINTS, "分值 × 80%"),
        (POINTS * EIGHTY, "分值 × 80%"),
        (EIGHTY * size(TARGET), "|目标值| × 80%"),
        (ONE * POINTS, "分值"),
        (ZERO * POINTS, "0"),
        (ONE * DAYS, "逾期日数"),
        (constant(2) * TARGET, "2 × 目标值"),
        (ACTUAL / size(TARGET), "完成比例"),
        (named("deviation", size(ACTUAL - TARGET) / size(TARGET)), "偏离度"),
        (size(ACTUAL / TARGET - ONE), "偏离度"),
        (named("ratio", ACTUAL / size(LOW)), "完成值 ÷ |下限|"),
        (ACTUAL / constant(100), "完成值"),
        (least(RATE, ONE) * POINTS, "执行率（不超过 100%）× 分值"),
        (
            least(rounded(RATE * constant(100), Rounding(1, "down")) / constant(100), ONE) * POINTS,
            "执行率（百分数舍去到 1 位小数，不超过 100%）× 分值",
        ),
        (floor(DAYS / ONE) * constant(2), "逾期日数（只取整数）× 2"),
        (ceil(DAYS / constant(5)), "逾期日数 ÷ 5，不足 1 按 1 计"),
        (greatest(POINTS - constant(2), ZERO), "分值 − 2，不低于 0"),
        (size(HIGH - ACTUAL), "上限与完成值之差"),
        (rounded(EIGHTY * POINTS, Rounding(2, "half_up")), "分值 × 80%，四舍五入到 2 位小数"),
        (rounded(ZERO * POINTS, Rounding(2, "half_up")), "0"),
        (
            Expression("called", (TARGET, ACTUAL, POINTS), name="ours"),
            "由登记的 Python 函数“ours”算出，规则之外",
        ),
    ],
)
def test_an_expression_in_words(expression: Expression, text: str) -> None:
    """Products, bounds and shares are said as in an official document: percentages, and never a fraction."""
    assert words(expression) == text


def test_what_is_earned_is_a_score() -> None:
    """All points, none, a number of points with its bound, and a straight line between two scores are said as such."""
    ratio = ACTUAL / TARGET
    rise = EIGHTY * POINTS + (POINTS - EIGHTY * POINTS) * (ratio - EIGHTY) / constant(Fraction(1, 5))
    level = POINTS + (POINTS - POINTS) * (ratio - ONE) / ONE

    assert [earned(one) for one in (POINTS, ZERO, ZERO * POINTS, constant(7))] == [
        "满分",
        "0 分",
        "0 分",
        "7 分",
    ]
    assert earned(least(constant(5), POINTS)) == "5 分，不超过分值"
    assert earned(rise) == "分值 × 80% 与满分之间按直线，完成比例 80%～100%"
    assert earned(level) == "满分"


@pytest.mark.parametrize(
    ("tests", "text"),
    [
        ((), ""),
        ((ACTUAL < ZERO, TARGET.equals(ZERO)), "完成值为负，目标值为零"),
        ((TARGET < ACTUAL,), "完成值 ＞ 目标值"),
        ((constant(5) >= POINTS,), "分值 ≤ 5"),
        ((ACTUAL / TARGET >= EIGHTY, ACTUAL / TARGET < ONE), "80% ≤ 完成比例 ＜ 100%"),
        ((ZERO <= ACTUAL, ZERO > ACTUAL), "0 ≤ 完成值 ＜ 0"),
        ((TARGET < ACTUAL, ACTUAL < ZERO), "完成值 ＞ 目标值，完成值为负"),
        ((ACTUAL >= TARGET, ACTUAL >= TARGET), "完成值 ≥ 目标值"),
        ((Says("deadline", "kept"), Given("reason")), "按时完成"),
        ((Says("tier", "met"), Registered("ours")), "档次为“达成”，已登记这个函数"),
        ((Says("sign", "＞"), Says("target", "met")), "目标为 ＞，达到目标"),
    ],
)
def test_tests_in_words(tests: tuple[Test, ...], text: str) -> None:
    """A test names first what it is about; two bounds of one value are one part; a test twice is said once."""
    assert said(tests) == text


def test_a_rounding_that_rounds_nothing() -> None:
    """Not to round is said in words too."""
    assert rounding_words(Rounding(0, "none")) == "不舍入"


def test_hubei_says_what_its_note_says() -> None:
    """The signs of a pair share a table; what no row can reach is left out; what is not named is a problem."""
    tables = decision_tables(load_ruleset("hubei-2020"))

    assert lines(tables, "目标为 ≥ 或 ＞") == [
        ("目标为 ＞，完成值 ＝ 目标值", "不计分：SC05 目标是“＞”或“＜”，实际恰好等于该值"),
        ("完成值 ≥ 目标值", "满分"),
        ("完成值为负", "不计分：SC04 完成值或目标值是负数，按比例计分没有意义"),
        ("其余", "分值 × 完成值 ÷ 目标值"),
    ]
    assert lines(tables, "目标为 ≤ 或 ＜")[2:] == [
        ("完成值为负，或目标值为负", "不计分：SC04 完成值或目标值是负数，按比例计分没有意义"),
        ("目标值为零", "0 分"),
        ("其余", "分值 × 目标值 ÷ 完成值"),
    ]
    assert "填报另有说明的行" not in [table.title for table in tables]
    assert [when for when, _ in lines(tables, "舍入和总分")] == ["每行得分、预算执行得分", "总分"]
    last = next(table for table in tables if table.rule == "at_most").lines[-1]
    assert (last.basis, last.rule) == ("反向（at_most），表后备注2（表后备注，已核对）", "at_most")
    assert lines(tables, "预算执行（预算数取调整后的预算数）")[1:] == [
        ("预算数为零", "不计分：FD02 预算数为零，执行率要除以零"),
        ("其余", "执行率（不超过 100%）× 分值"),
    ]
    assert lines(tables, "定性目标（填档次）")[0] == (
        "档次为“达成”，分值 × 80% ≤ 填报的得分 ≤ 分值",
        "填报的得分",
    )


def test_signs_that_differ_have_tables_of_their_own(rules: Rules) -> None:
    """A strict sign for which more than the edge differs is not said to be like the other one."""
    own = rules(
        "at_least: {shape: bands, of: ratio, bands: [{from: 100%, score: 100%}, {score: 0%}]}\nzero_target: zero"
    )
    assert lines(own, "目标为 ≥ 或 ＞")[1:] == [
        ("完成值为负，或目标值为负", "不计分：SC04 完成值或目标值是负数，按比例计分没有意义"),
        ("目标值为零", "0 分"),
        ("完成比例 ≥ 100%", "满分"),
        ("其余", "0 分"),
    ]
    parted = rules(
        "at_most: {shape: bands, of: deviation, bands: [{range: '[0%, 0%]', score: 100%}, {score: 50%}]}\n"
        "strict_edge: zero"
    )
    assert [when for when, _ in lines(parted, "目标为 ≤")][-2:] == ["0% ≤ 偏离度 ≤ 0%", "其余"]
    assert lines(parted, "目标为 ＜")[0] == ("完成值 ＝ 目标值", "0 分")
    assert "0% ≤ 偏离度 ≤ 0%" not in [when for when, _ in lines(parted, "目标为 ＜")]


def test_signs_with_unlike_branches_are_no_group() -> None:
    """A sign joins the group of which it has more or fewer branches, and else begins one of its own."""
    full, none, some = earns(POINTS, "a", "met"), earns(ZERO, "b", "met"), earns(ONE, "c", "met")
    groups: list[Group] = []
    for sign, own in (("at_least", full + none), ("at_most", some), ("equal", none), ("below", some + full)):
        grouped(groups, sign, own, own)

    assert [list(group.signs) for group in groups] == [["at_least", "equal"], ["at_most", "below"]]
    assert [said(branch.tests) for branch in groups[0].branches()] == ["目标为 ≥", ""]


def test_methods_are_said_once_for_the_signs_that_they_fit(rules: Rules) -> None:
    """A method has one table; a line of one sign says so; a sign that the method does not fit is not named."""
    own = rules(
        "equal: {tolerance: 5%}\n"
        "methods:\n"
        "  比例: {shape: proportional, floor: 60%}\n"
        "  函数: {shape: custom, function: ours}\n"
        "  百分数: {shape: bands, of: actual, bands: [{from: 90%, score: 100%}, {score: 0%}]}\n"
        "  人工: manual\n"
        "  档次: tiers\n"
        "  两种: {shape: deduct, each: 5%, score: 2, part: whole}\n"
    )

    assert lines(own, "方法“比例”（目标为 ≥、＞、＝）")[0] == (
        "达到目标；或目标为 ＝，完成值与目标值之差 ≤ |目标值| × 5%",
        "满分",
    )
    assert ("目标为 ＝，分值 × 完成值 ÷ 目标值 ＞ 分值", "满分") in lines(
        own, "方法“比例”（目标为 ≥、＞、＝）"
    )
    assert lines(own, "方法“函数”") == [("任何情形", "由登记的 Python 函数“ours”算出，规则之外")]
    assert lines(own, "方法“百分数”") == [("完成值 ≥ 90%", "满分"), ("其余", "0 分")]
    assert len([table for table in own if table.rule == "methods.比例"]) == 1
    by_hand = "由人定分：填报的得分（0 至分值，写明理由）；没有填的不计分"
    assert lines(own, "方法“人工”") == [("任何情形", by_hand)]
    assert lines(own, "方法“档次”") == [("填了档次", "按定性目标的档次计分")]
    assert lines(own, "方法“两种”")[-1] == (
        "其余",
        "分值 − 目标值与完成值之差 ÷ 5%（不足 1 按 1 计）× 2，不低于 0",
    )


def test_over_fulfilment_is_read_from_the_highest_step(rules: Rules) -> None:
    """Steps that change a score come from the highest on; those that only tell leave it as it is."""
    own = rules(
        "over_fulfilment: {measure: deviation, signs: [at_least], steps: ["
        "{from: 30%, do: warn}, {from: 40%, do: require_reason}, {above: 50%, do: multiply, by: 80%},"
        " {from: 100%, do: subtract, by: 2}, {from: 200%, do: zero}]}"
    )

    assert lines(own, "超额完成（目标为 ≥，且目标值大于零）") == [
        ("偏离度 ≥ 200%", "0 分"),
        ("偏离度 ≥ 100%", "原得分 − 2，不低于 0"),
        ("偏离度 ＞ 50%", "原得分 × 80%"),
        ("偏离度 ≥ 30%", "得分不变，提醒：SC27"),
        ("偏离度 ≥ 40%", "得分不变，须说明原因：RN01"),
    ]


def test_intervals_deadlines_and_what_a_filing_may_change(rules: Rules) -> None:
    """An open end has its own line, days are working days where the rule says so, admitted changes are listed."""
    own = rules(
        "interval: {below: {shape: proportional}}\n"
        "deadline: {shape: deduct, each: 1, score: 2%, part: whole, days: workday}\n"
        "filed_score: with_reason\ndeduction: with_reason\nnot_applicable: full\n"
    )

    assert lines(own, "目标为区间") == [
        ("区间不含端点，而完成值恰等于端点", "不计分：SC05"),
        ("完成值 ＜ 下限，完成值为负", "不计分：SC04 完成值或目标值是负数，按比例计分没有意义"),
        ("完成值 ＜ 下限", "分值 × 完成值 ÷ 下限"),
        ("完成值 ＞ 上限", "不计分：SC06 规则没有写这一类目标怎么计分"),
        ("其余", "满分"),
    ]
    late = "分值 − 逾期的工作日数（不足 1 按 1 计）× 分值 × 2%，不低于 0"
    assert lines(own, "目标为时限") == [("按时完成", "满分"), ("其余", late)]
    assert [when for when, _ in lines(own, "填报另有说明的行")] == [
        "定量指标另填了得分",
        "另填了扣减分数和理由",
        "填为不适用",
    ]


def test_tiers_with_fixed_scores_and_bounds_that_are_rounded(rules: Rules) -> None:
    """A tier with a score of its own needs no filed one; a tier that is not named is a problem."""
    own = rules(
        "rounding: {tier_bounds: {places: 2}}\n"
        "tiers: {met: {range: '[80%, 100%]', score: 100%}, not_met: {range: '[0%, 80%)'}}"
    )

    assert lines(own, "定性目标（填档次）") == [
        ("档次为“达成”", "满分"),
        ("档次为“未达成”，0 ≤ 填报的得分 ＜ 分值 × 80%（四舍五入到 2 位小数）", "填报的得分"),
        ("得分不在所选档次的区间内", "不计分：SC13"),
        ("定性指标写了档次，没有写得分", "不计分：SC12"),
        ("规则没有写这一档", "不计分：SC20"),
    ]
    assert "定性目标（填档次）" not in [table.title for table in rules("tiers: null")]


def test_budget_and_total(rules: Rules) -> None:
    """The base of the rate, its bands and roundings are named, and how rows that do not apply change the total."""
    own = rules(
        "rounding: {rate: {places: 1}, total: exact_sum}\n"
        "budget: {points: 10, base: initial, shape: bands, floor: 50%, bands: [{above: 90%, score: 100%}, {score: 5}]}\n"
        "not_applicable: rescale\n"
    )

    rate = "执行率（百分数四舍五入到 1 位小数，不超过 100%）"
    assert lines(own, "预算执行（预算数取年初预算数）")[-3:] == [
        (f"{rate}＜ 50%", "0 分"),
        (f"{rate}＞ 90%", "满分"),
        ("其余", "5 分"),
    ]
    assert lines(own, "舍入和总分")[1:] == [
        ("总分，有不适用的行", "各行与预算执行未舍入的得分之和 × 100 ÷ 计入的分值，四舍五入到 2 位小数"),
        ("总分", "各行与预算执行未舍入的得分之和，四舍五入到 2 位小数"),
    ]
    assert lines(own, "等级")[1] == ("80 ≤ 总分 ＜ 90", "良")
    assert lines(rules("budget: null"), "预算执行") == [("任何情形", "只列出，不计分")]


@pytest.mark.parametrize("name", ruleset_ids())
def test_no_line_repeats_another(name: str) -> None:
    """In a table of a shipped rule set every condition stands once, nothing follows 其余, no number is a fraction."""
    for table in decision_tables(load_ruleset(name)):
        conditions = [line.when for line in table.lines]
        assert len(set(conditions)) == len(conditions), table.title
        assert not {"其余", "任何情形"} & set(conditions[:-1]), table.title
        assert all(left[1:] != right[1:] for left, right in pairwise(table.lines)), table.title
        assert not [line for line in table.lines if "/" in line.when + line.earns], table.title


@pytest.mark.parametrize(
    ("rule", "titles"),
    [
        ("at_most", ["目标为 ≤ 或 ＜"]),
        ("equal.missed", ["目标为 ＝"]),
        ("zero_target", ["目标为 ≤ 或 ＜", "目标为 ＝"]),
        ("tiers.met", ["定性目标（填档次）"]),
        ("yes_no", ["目标为是或否"]),
        ("budget.points", ["预算执行（预算数取调整后的预算数）"]),
        ("explain", []),
    ],
)
def test_the_tables_of_one_rule(rule: str, titles: list[str]) -> None:
    """A rule is shown by its own table and by those that it has a line in; one that scores nothing has none."""
    assert [table.title for table in tables_of(load_ruleset("hubei-2020"), rule)] == titles


def test_explain_prints_columns_below_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    """On a terminal the columns of all tables begin where their headings do."""
    assert main(["explain", "hubei-2020.at_most"]) == 0
    printed = capsys.readouterr().out.split("计分表（每类自上而下，第一条符合的为准）：\n")[1]
    heading, title, *rows = printed.rstrip().split("\n")

    assert title == "  目标为 ≤ 或 ＜："
    starts = [width(heading[: heading.index(word)]) for word in ("得", "依据")]
    met = next(row for row in rows if "完成值 ≤ 目标值" in row)
    assert [width(met[: met.index(word)]) for word in ("满分", "达到目标，")] == starts


def test_explain_shows_the_tables_of_a_rule_set_of_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tables stand below the rules of a user's own file; a rule without tables is shown as before."""
    path = tmp_path / "own.yaml"
    path.write_text("id: own\nextends: hubei-2020\nzero_target: zero\n", encoding="utf-8")

    assert main(["explain", str(path)]) == 0
    rules, tables = capsys.readouterr().out.split("计分表")
    assert "zero_target" in rules
    assert "零目标（zero_target）" in tables
    assert main(["explain", "hubei-2020.explain"]) == 0
    assert "计分表" not in capsys.readouterr().out
