"""Cases beside rule sets: run, told where they differ, and read with every mistake at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import perfeval
from perfeval.reading import load_ruleset, ruleset_ids
from perfeval.reading.cases import load_cases
from perfeval.reading.rulesets import file_of
from perfeval.source import ProblemError
from perfeval.testing import check_cases

SHIPPED = Path(perfeval.__file__).parent / "rulesets"


@pytest.mark.parametrize("name", ruleset_ids())
def test_cases_of_a_shipped_rule_set_pass(name: str) -> None:
    """Each shipped rule set has cases beside it, and comes to what they expect."""
    assert check_cases(SHIPPED / f"{name}.cases.yaml", load_ruleset(name)) == ()


def wrong(tmp_path: Path, case: str, rules: str = "cn-2020") -> list[str]:
    """Return what a case comes to otherwise than expected."""
    path = tmp_path / "a.cases.yaml"
    path.write_text(case, encoding="utf-8")
    return [problem.fact for problem in check_cases(path, load_ruleset(rules))]


@pytest.mark.parametrize(
    ("given", "expect", "told"),
    [
        ("{points: 30, target: ≥90%, actual: 87.5%}", "{score: 29.16}", "得分应为 29.16，算得 29.17（87.5% ÷ 90% × 30 = 29.1666… → 29.17(四舍五入)）"),
        ("{points: 30, target: ≥90%, actual: 87.5%}", "{exact: 29.17}", "精确得分应为 29.17，算得 29.16666666…（87.5% ÷ 90% × 30 = 29.1666… → 29.17(四舍五入)）"),
        ("{points: 30, target: ≥90%, actual: 87.5%}", "{problem: SC01}", "应报 SC01，没有报"),
        ("{points: 30, target: =9, actual: 10}", "{score: 30}", "得分应为 30，算得 没有（不计分：目标是“＝”，实际超过了目标值，规则 cn-2020 没有写明怎么计分）"),
        ("{points: 90, target: ≥9, actual: 9}", "{total: 99}", "总分应为 99，算得 100.00"),
        ("{points: 90, target: ≥9, actual: 9}", "{grade: 良}", "等级应为 良，算得 优"),
        ("{total: 59.99}", "{grade: 中}", "等级应为 中，算得 差"),
        ("{total: 101}", "{grade: 优}", "等级应为 优，算得 没有"),
        ("{budget: {money_unit: 万元, adjusted: 3, executed: 1}}", "{rate: 33%}", "执行率应为 33%，算得 33.3333…%"),
        ("{points: 90, target: ≥9, actual: 9, year: 2015}", "{problem: []}", "不应有问题，报了 RS31 评价年度 2015 不在规则 cn-2020 适用的年度（2019 起）之内"),
    ],
)  # fmt: skip
def test_a_difference_is_told(tmp_path: Path, given: str, expect: str, told: str) -> None:
    """What comes out otherwise is told in a sentence, with the way to the score."""
    found = wrong(tmp_path, f"- name: 例\n  given: {given}\n  expect: {expect}\n")

    assert found == [f"用例“例”：{told}"]


def test_chinese_keys(tmp_path: Path) -> None:
    """A case may be written in Chinese throughout."""
    text = "- 名称: 例\n  已知: {分值: 30, 年初目标值: ≥90%, 实际完成值: 87.5%}\n  应得: {得分: 29.17}\n"

    assert wrong(tmp_path, text) == []


def test_a_filing_as_a_case(tmp_path: Path) -> None:
    """A case may name a filing; its total and its problems are those of the whole form."""
    root = Path(__file__).parents[2] / "examples"
    text = f"- name: 武汉\n  given: {{filing: {root}/wuhan-12333-project-2024.yaml}}\n  expect: {{total: 99.17, problem: []}}\n"

    assert wrong(tmp_path, text, "hubei-2020") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: 例\n", "RS15"),
        ("- name: 例\n  given: 8\n  expect: {score: 8}\n", "RS15"),
        ("- name: 例\n  given: {points: 8}\n", "FM03"),
        ("- name: 例\n  given: {pionts: 8}\n  expect: {score: 8}\n", "FM02"),
        ("- name: 例\n  given: {rows: [{points: x, target: ≥1}]}\n  expect: {score: 8}\n", "FM05"),
        ("- name: 例\n  given: {filing: 没有.yaml}\n  expect: {score: 8}\n", "YM01"),
    ],
)
def test_mistakes_of_a_case_file(tmp_path: Path, text: str, told: str) -> None:
    """A case that cannot be read is told with its place; it never passes unseen."""
    path = tmp_path / "a.cases.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemError) as raised:
        load_cases(path)

    assert told in [problem.code for problem in raised.value.problems]
    assert all(problem.place and problem.place.file.endswith(".yaml") for problem in raised.value.problems)


def test_where_a_rule_set_comes_from(tmp_path: Path) -> None:
    """A rule set knows its file, so that the cases beside it are found; one from a text has none."""
    own = tmp_path / "hubei-2020.yaml"
    own.write_text("id: hubei-2020\nextends: hubei-2020\n", encoding="utf-8")

    assert file_of(load_ruleset("hubei-2020")) == SHIPPED / "hubei-2020.yaml"
    assert file_of(load_ruleset(own)) == own
    assert file_of(perfeval.RuleSet(id="mine")) is None
