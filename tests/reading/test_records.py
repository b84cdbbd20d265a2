"""Definitions, filings, one-file forms and rule sets as records."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfeval.exact import Decimal, Fraction
from perfeval.model import Linear, Proportional, Reciprocal
from perfeval.reading import (
    file_kind,
    load_definition,
    load_filing,
    load_ruleset,
    parse_definition,
    parse_filing,
    ruleset_of,
)
from perfeval.scoring import score
from perfeval.source import ProblemError

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
HEAD = "title: 示例\nfiscal_year: 2024\n"
FORM = "格式: perfeval-form-1\n项目名称: 示例\n评价年度: 2024\n规则: hubei-2020\n"


@pytest.mark.parametrize("name", ["project-2024", "whole-2024", "project-2024-oneform"])
def test_seed_forms_score_9917(name: str) -> None:
    """Both seed forms, as definition and filing and as one file, read clean and score 99.17 exactly."""
    filing = load_filing(EXAMPLES / f"wuhan-12333-{name}.yaml")
    report = score(filing, ruleset_of(filing))

    assert report.problems == ()
    assert report.total == Decimal("99.17")
    assert [line.score for line in report] == [Decimal(x) for x in ("8", "8", "8", "8", "8", "29.17", "10")]
    assert report.budget is not None
    assert report.budget.score == Decimal(20)


def test_one_file_form_is_the_same_form() -> None:
    """Definition and filing say the same as the one-file form."""
    two = load_filing(EXAMPLES / "wuhan-12333-project-2024.yaml")
    one = load_filing(EXAMPLES / "wuhan-12333-project-2024-oneform.yaml")

    assert one.definition.indicators == two.definition.indicators
    assert one.actuals == two.actuals
    assert one.budget == two.budget
    assert one.definition.fields == two.definition.fields
    assert load_definition(EXAMPLES / "wuhan-12333-project-2024-oneform.yaml") == one.definition


def test_both_key_languages_are_one() -> None:
    """English keys, Chinese keys and a mixture read as equal records."""
    english = parse_definition(
        HEAD + "indicators: [{name: 人数, points: 8, target: 5人, direction: at_least}]"
    )
    chinese = parse_definition(
        "项目名称: 示例\n评价年度: 2024\n指标: [{名称: 人数, 分值: 8, 目标值: 5人, 方向: 正向}]"
    )

    assert english == chinese


def test_any_depth_and_several_goals() -> None:
    """A tree of five levels and two goals keep their leaves in the order of the form."""
    text = HEAD + (
        "goals:\n- {text: 甲, points: 10, indicators: [{name: a, children: [{name: b, children: [{name: c, children: "
        "[{name: d, children: [{name: e, points: 10, target: ≥1}]}]}]}]}]}\n"
        "- {text: 乙, points: 5, indicators: [{name: f, points: 5, target: ≥1}]}\n"
    )
    definition = parse_definition(text)

    assert definition.problems == ()
    assert [leaf.key for leaf in definition.leaves] == ["e", "f"]
    assert [node.name for node in definition.leaves[0].path] == ["a", "b", "c", "d"]
    assert definition.points == 15


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "indicators: [{name: a, points: 5, children: [{name: b, points: 2}, {name: c, points: 2}]}]",
            "PT01",
        ),
        (
            "indicators: [{name: a, points: 5, children: [{name: b, children: [{name: c, points: 4}]}]}]",
            "PT01",
        ),
        ("goals: [{text: 甲, points: 9, indicators: [{name: a, points: 8}]}]", "PT02"),
        ("goals: 甲", "FM04"),
        ("indicators: [a]", "FM01"),
        ("indicators: [{name: a, of_which: 其中}]", "FM04"),
        ("indicators: [{name: a, of_which: [{target: 5}]}]", "FM03"),
        ("indicators: [{name: a}, {name: a}]", "FM10"),
        ("indicators: [{id: x, name: a}, {id: x, name: b}]", "FM10"),
        ("indicators: [{name: a}]\nfields: [项目类别]", "FM01"),
        ("indicators: [{name: a}]\nfields: {项目类别: [甲]}", "FM04"),
        ("indicators: [{name: a, core: 也许}]", "FM06"),
        ("indicators: [{name: a}]\n'': 5", "FM02"),
    ],
)
def test_definition_problems(text: str, code: str) -> None:
    """A definition with a mistake loads with exactly that problem."""
    assert [problem.code for problem in parse_definition(HEAD + text).problems] == [code]


def test_points_without_a_number_are_not_summed() -> None:
    """Where a child has no points its parent's sum is not judged."""
    text = HEAD + "indicators: [{name: a, points: 5, children: [{name: b, points: 5}, {name: c}]}]"

    assert parse_definition(text).problems == ()


def test_entries_in_all_their_forms() -> None:
    """An actual is a text or a mapping; blank is not absent; 不适用 needs a reason; flags and lists are read."""
    text = FORM + (
        "指标: [{名称: a, 目标值: ≥5, 核心指标: 是}, {名称: b, 目标值: ≥5}, {名称: c, 目标值: 显著}, {名称: d, 目标值: ≥5}]\n"
        "完成值:\n  a: 6\n  b:\n  c: {actual: 较好, tier: 部分达成, score: 3.5, evidence: [甲, 乙]}\n  d: {不适用: 政策取消}\n"
    )
    filing = parse_filing(text)
    entries = filing.actuals

    assert filing.definition.indicators[0].core is True
    assert entries["a"].actual is not None
    assert entries["a"].actual.quantity is not None
    assert entries["b"].actual is not None
    assert entries["b"].actual.kind == "blank"
    assert (entries["c"].tier, entries["c"].evidence) == ("partly_met", ("甲", "乙"))
    assert entries["c"].score is not None
    assert entries["c"].score.value == Fraction(7, 2)
    assert entries["d"].not_applicable == "政策取消"


def test_a_filing_says_what_it_left_out() -> None:
    """An indicator without an actual is named in a warning at the actuals."""
    filing = parse_filing(FORM + "指标: [{名称: a, 目标值: ≥5}, {名称: b, 目标值: ≥5}]\n完成值:\n  a: 6\n")

    assert [(p.code, p.fact) for p in filing.problems] == [("FM12", "没有填完成值的指标：b")]


def test_actual_by_name_where_there_is_an_id() -> None:
    """An indicator with an id is filed by its id; its name is answered with the id."""
    filing = parse_filing(FORM + "指标: [{编号: x, 名称: 人数, 目标值: ≥5}]\n完成值:\n  人数: 6\n")

    assert [problem.code for problem in filing.problems] == ["FM11", "FM12"]
    assert "请写编号：x" in filing.problems[0].repair


def test_table_in_its_variants() -> None:
    """Markdown borders, points in names, an escaped |, extra columns and repeated headings are understood."""
    text = FORM + (
        "指标: |\n"
        "  | 一级指标 | 三级指标 | 年初目标值 | 完成值 | 得分 | 偏差原因 |\n"
        "  |---|---|---|---|---|---|\n"
        "  | 产出(60分) | 甲\\|乙(30分) | ≥5 | 6 | 30 | |\n"
        "  | 产出(60分) | 丙(30分) | ≥5 | 4 | 24 | 天气 |\n"
        "  | 效益(20分) | 丁(20分) | ≥5 | | | |\n"
    )
    filing = parse_filing(text)
    produce, benefit = filing.definition.indicators

    assert [leaf.key for leaf in filing.definition.leaves] == ["甲|乙", "丙", "丁"]
    assert produce.points is not None
    assert (produce.name, produce.points.text, len(produce.children), benefit.name) == (
        "产出",
        "60",
        2,
        "效益",
    )
    assert filing.actuals["丙"].reason == "天气"
    assert "丁" not in filing.actuals
    assert filing.printed is not None
    assert filing.printed.scores == {"甲|乙": "30", "丙": "24"}
    assert [problem.code for problem in filing.problems] == []


def test_notes_add_to_rows() -> None:
    """逐项说明 adds a reason or a tier to what the table files, and keeps the rest."""
    table = "指标: |\n  三级指标 | 分值 | 目标值 | 完成值\n  甲 | 80 | ≥5 | 4\n  乙 | 0 | 好 |\n"
    filing = parse_filing(FORM + table + "逐项说明:\n  甲: {偏差原因: 天气}\n  乙: {档次: 达成, 得分: 0}\n")

    assert filing.actuals["甲"].reason == "天气"
    assert filing.actuals["甲"].actual is not None
    assert filing.actuals["乙"].tier == "met"
    assert parse_filing(FORM + table + "逐项说明:\n").actuals["甲"].reason is None
    assert parse_filing(FORM + table + "逐项说明: 无\n").problems[-1].code == "FM01"


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("  三级指标 | 分值 | 分值 | 目标值\n  甲 | 1 | 1 | ≥5\n", "FM16"),
        ("  三级指标 | 分值\n  甲 | 1\n", "FM16"),
        ("  一级指标 | 目标值\n  甲 | 5 | 6\n", "FM17"),
    ],
)
def test_tables_that_cannot_be_read(table: str, code: str) -> None:
    """A head with a doubled or a missing column, and a row of another length, are told."""
    assert parse_filing(FORM + "指标: |\n" + table).problems[0].code == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("definition: a.yaml\n", "filing"),
        ("actuals: {a: 5}\n", "filing"),
        ("indicators: []\n", "definition"),
        ("definition: a\nindicators: []\n", "form"),
        ("indicators: |\n  a\n", "form"),
        ("extends: cn-2020\n", "ruleset"),
        ("rounding: {}\n", "ruleset"),
        ("above: []\n", "layout"),
        ("格式: perfeval-layout-1\n", "layout"),
        ("a: 1\n", None),
        ("a: [", None),
    ],
)
def test_kind_of_a_file(tmp_path: Path, text: str, kind: str | None) -> None:
    """A file's kind shows in its format, else in its keys."""
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")

    assert file_kind(path) == kind


def test_a_filing_is_no_definition() -> None:
    """The wrong kind of file is named, both ways."""
    with pytest.raises(ProblemError, match="这是填报文件，这里要的是指标定义文件"):
        load_definition(EXAMPLES / "wuhan-12333-project-2024.yaml")
    with pytest.raises(ProblemError, match="这是指标定义文件，这里要的是填报文件"):
        load_filing(ROOT / "indicators/wuhan-12333/whole-2024.yaml")
    with pytest.raises(ProblemError, match="FM01"):
        parse_definition("- a\n")


def test_extends_replaces_a_section_whole(tmp_path: Path) -> None:
    """A section that is written replaces the parent's, null removes it, everything else is inherited."""
    (tmp_path / "parent.yaml").write_text(
        "id: parent\nextends: hubei-2020\nat_most: linear\n", encoding="utf-8"
    )
    child = tmp_path / "child.yaml"
    child.write_text(
        "id: child\nextends: ./parent.yaml\nbudget: {points: 10}\ntiers: null\ngrades: ~\n", encoding="utf-8"
    )
    rules = load_ruleset(child)

    assert rules.at_most == Linear()
    assert rules.at_least == Proportional(clause="n2")
    assert rules.budget is not None
    assert (rules.budget.points.text, rules.budget.above_100.do) == ("10", "problem")
    assert (rules.tiers, rules.grades) == ({}, {})
    assert load_ruleset("hubei-2020").at_most == Reciprocal(clause="n2")


def test_rounding_of_the_rate_is_written_or_exact(tmp_path: Path) -> None:
    """`rate: exact` means that the rate is not rounded first."""
    path = tmp_path / "r.yaml"
    for text, places in (("exact", None), ("{places: 2}", 2)):
        path.write_text(
            f"id: r\nextends: hubei-2020\nrounding: {{rate: {text}, score: {{places: 2}}}}\n",
            encoding="utf-8",
        )
        rate = load_ruleset(path).rounding.rate
        assert (rate.places if rate else None) == places


def test_bands_and_methods_are_read(tmp_path: Path) -> None:
    """A band table with percentages and points, and a method by its Chinese name."""
    path = tmp_path / "r.yaml"
    path.write_text(
        "id: r\nextends: hubei-2020\nmethods: {赋分: {shape: bands, of: actual, bands: [{from: 90%, score: 100%}, "
        "{score: 0}]}, 直接: 直接赋分}\n",
        encoding="utf-8",
    )
    rules = load_ruleset(path)

    assert rules.methods["赋分"].bands[0].start is not None  # type: ignore[union-attr]
    assert rules.methods["赋分"].bands[0].start.value == Fraction(9, 10)  # type: ignore[union-attr]
    assert rules.methods["直接"].clause is None


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("- a\n", "FM01"),
        ("id: a\nextends: ./none.yaml\n", "没有计分规则文件"),
        ("id: a\nextends: hubei-2020\nat_most: [linear]\n", "FM04"),
        ("id: a\nextends: hubei-2020\nmethods: linear\n", "FM01"),
        ("id: a\nextends: hubei-2020\ntiers: {met: {words: 好}}\n", "FM03"),
    ],
)
def test_rule_set_files_with_mistakes(tmp_path: Path, text: str, fact: str) -> None:
    """A rule set with any error is not used at all."""
    path = tmp_path / "r.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemError, match=fact):
        load_ruleset(path)


def test_rule_set_of_a_filing(tmp_path: Path) -> None:
    """The definition names an id or a path from its own folder; an override wins; none is a problem."""
    (tmp_path / "r.yaml").write_text("id: mine\nextends: hubei-2020\n", encoding="utf-8")
    path = tmp_path / "f.yaml"
    path.write_text(
        FORM.replace("hubei-2020", "./r.yaml") + "指标: [{名称: a, 目标值: ≥5}]\n完成值: {a: 6}\n",
        encoding="utf-8",
    )

    assert ruleset_of(load_filing(path)).id == "mine"
    assert ruleset_of(load_filing(path), "cn-2020").id == "cn-2020"
    with pytest.raises(ProblemError, match="RS01"):
        load_ruleset("hubei")
    (tmp_path / "r.yaml").write_text("extends: hubei-2020\n", encoding="utf-8")
    with pytest.raises(ProblemError, match="FM03"):
        ruleset_of(load_filing(path))


def test_core_marks_and_parts_in_a_table() -> None:
    """★ marks a core indicator, a 其中 row belongs to the one above it, and a 得分 column is only what was printed."""
    text = FORM + (
        "指标: |\n  三级指标 | 分值 | 目标值 | 完成值 | 得分\n  ★甲 | 80 | ≥5 | 6 | 80\n  其中：乙 | | 2 | |\n  其中：丙 | | | |\n"
    )
    filing = parse_filing(text)
    (leaf,) = filing.definition.indicators

    assert (leaf.name, leaf.core, [part.name for part in leaf.of_which]) == ("甲", True, ["乙", "丙"])
    assert filing.actuals["甲"].score is None
    assert filing.printed is not None
    assert filing.printed.scores == {"甲": "80"}
    assert filing.problems == ()


def test_a_key_in_two_languages_is_used_in_neither() -> None:
    """Two values for one key: the problem is told, and none of them is scored."""
    filing = parse_filing(
        FORM + "指标: [{名称: a, 分值: 80, 目标值: ≥5}]\n完成值: {a: {完成值: 10, actual: 60}}\n"
    )

    assert [problem.code for problem in filing.problems] == ["YM10"]
    assert filing.actuals["a"].actual is None


def test_full_width_digits_are_numbers() -> None:
    """８ and ２０２４ are read as 8 and 2024."""
    filing = parse_filing(
        FORM.replace("2024", "２０２４") + "指标: [{名称: a, 分值: ８０, 目标值: ≥5}]\n完成值: {a: 5}\n"
    )

    assert filing.problems == ()
    assert filing.definition.fiscal_year == 2024
    assert filing.definition.points == 80
