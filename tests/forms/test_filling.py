"""Forms of every shape: deep and shallow trees, goals, missing rows, no points."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from perfeval.doors import form_of, score
from perfeval.forms import Table, grid, layout_of, load_layout
from perfeval.model import Report
from perfeval.reading import load_ruleset, parse_filing
from perfeval.source import ProblemError
from tests.forms.build import FORMATS, back, example

HEAD = "格式: perfeval-form-1\n项目名称: 示例\n评价年度: 2024\n规则: hubei-2020\n"
BUDGET = "预算执行情况: {金额单位: 万元, 分值: 20, 预算数: 300, 执行数: 100}\n"


def scored(text: str) -> Report:
    """Return the report of a one-file form."""
    return score(parse_filing(HEAD + text))


def texts(table: Table) -> list[list[str]]:
    """Return the text of every cell of the grid, merged ones repeated."""
    return [[cell.text for cell, _ in row] for row in grid(table)]


def test_a_tree_without_levels_and_one_with_four() -> None:
    """A leaf without headings leaves the level cells empty; a fourth level is a column of its own, headed 四级指标."""
    table = form_of(
        scored(
            "指标: [{名称: 甲, 分值: 40, 目标值: ≥5}, {名称: 乙, 下级: [{名称: 丙, 下级: [{名称: 丁, 下级: "
            "[{名称: 戊, 分值: 40, 目标值: ≥5}]}]}]}]\n"
            "完成值: {甲: 5, 戊: 5}\n" + BUDGET
        )
    )
    rows = texts(table)
    first = next(row for row in rows if "甲(40分)" in row)
    second = next(row for row in rows if "戊(40分)" in row)

    assert first[1:5] == ["", "", "", "甲(40分)"]
    assert second[1:5] == ["乙(40分)", "丙(40分)", "丁(40分)", "戊(40分)"]
    assert any(row[1:5] == ["一级指标", "二级指标", "三级指标", "四级指标"] for row in rows)


def test_headings_are_merged_over_their_rows_only() -> None:
    """Two headings of the same name side by side stay two cells."""
    table = form_of(
        scored(
            "指标: [{名称: 产出, 下级: [{名称: a, 分值: 20, 目标值: ≥5}, {名称: b, 分值: 20, 目标值: ≥5}]}, "
            "{名称: 产出, 下级: [{名称: c, 分值: 40, 目标值: ≥5}]}]\n" + BUDGET
        )
    )
    headings = [cell for row in table.rows for cell in row if cell.text.startswith("产出")]

    assert [(cell.text, cell.rows) for cell in headings] == [("产出(40分)", 2), ("产出(40分)", 1)]


def test_a_missing_actual_leaves_score_and_total_empty() -> None:
    """No number stands where there is none: the score cell and the total are empty, the rest is printed."""
    report = scored(
        "指标: [{名称: a, 分值: 40, 目标值: ≥5}, {名称: b, 分值: 40, 目标值: ≥5}]\n完成值: {a: 4}\n" + BUDGET
    )
    rows = texts(form_of(report))

    assert next(row for row in rows if "b(40分)" in row)[-2:] == ["", ""]
    assert next(row for row in rows if row[0] == "总分")[1] == ""
    assert report.at_most is not None
    assert form_of(report, explained=True).explanations[-1].sentence == "“b”还没有得分，总分未定，最多 78.67"


def test_rate_and_score_of_the_budget() -> None:
    """The rate has two places at most; the score is that of the exact rate."""
    rows = texts(form_of(scored("指标: [{名称: a, 分值: 80, 目标值: ≥5}]\n" + BUDGET)))

    assert next(row for row in rows if "年度财政资金总额" in row)[-4:] == ["300", "100", "33.33%", "6.67"]


@pytest.mark.parametrize(("unit", "adjusted", "printed"), [("元", "1234567.8", "123.45678"), ("亿元", "1", "10000"), ("万元", "5.50", "5.50"), ("万元", "5.50万元", "5.50")])  # fmt: skip
def test_amounts_in_the_layouts_unit(unit: str, adjusted: str, printed: str) -> None:
    """An amount is printed in 万元: as typed where it was typed so, converted exactly where not."""
    text = f"指标: [{{名称: a, 分值: 80, 目标值: ≥5}}]\n预算执行情况: {{金额单位: {unit}, 分值: 20, 预算数: {adjusted}, 执行数: 0}}\n"
    rows = texts(form_of(scored(text)))

    assert next(row for row in rows if "年度财政资金总额" in row)[3] == printed


def test_a_form_without_points_is_rendered_unscored() -> None:
    """No brackets with points, no scores, no total."""
    report = scored("指标: [{名称: 产出, 下级: [{名称: a, 目标值: ≥5}]}]\n完成值: {a: 6}\n")
    rows = texts(form_of(report))

    assert report.problems == ()
    assert any(row[1:] == ["产出", "", "a", "≥5", "6", ""] for row in rows)
    assert next(row for row in rows if row[0] == "总分")[1] == ""
    assert any(row[0] == "年度绩效目标" for row in rows)


@pytest.mark.parametrize("kind", FORMATS)
def test_goals_parts_and_core_marks_read_back(kind: str) -> None:
    """Several goals with own points, 其中 rows and ★ are printed, and read back equal."""
    report = scored(
        "分项目标:\n- {目标内容: 目标一, 分值: 30, 指标: [{名称: 产出, 分值: 30, 下级: [{名称: a, 分值: 30, 目标值: ≥5, 核心指标: 是, 其中: "
        "[{名称: 甲, 目标值: 2}, {名称: 乙}]}]}]}\n"
        "- {目标内容: 目标二, 分值: 50, 指标: [{名称: b, 分值: 20, 目标值: ≥5}, {名称: c, 分值: 30, 目标值: ≥5}]}\n"
        "完成值: {a: 6, b: 5, c: 4}\n" + BUDGET
    )
    form = back(form_of(report), kind)

    assert form.definition.goals == report.filing.definition.goals
    assert form.filing.actuals == report.filing.actuals
    assert [problem for problem in form.problems if problem.severity == "error"] == []


def test_choice_that_is_no_option_is_not_lost() -> None:
    """A 项目类别 that the layout does not offer is printed behind the others, ticked."""
    rows = texts(
        form_of(scored("指标: [{名称: a, 分值: 80, 目标值: ≥5}]\n其他栏目: {项目类别: 自筹}\n" + BUDGET))
    )

    assert next(row for row in rows if row[0] == "项目类别")[1].endswith("3. 市对下转移支付项目□ 4. 自筹☑")


def test_fixed_scores_and_other_columns(tmp_path: Path) -> None:
    """A user's own layout needs no code: other columns, fixed places, points in a column, reasons in the rows."""
    path = tmp_path / "mine.yaml"
    path.write_text(
        "id: mine\ntitle: '{title}（{year}年度）自评表'\nscores: fixed\nrows:\n- [项目名称: title, 年度: fiscal_year]\n- [等级: '{grade}']\n"
        "- budget: {label: 预算, columns: {年初: initial, 全年: adjusted, 执行: executed, 分值: points, 率: rate, 得分: score, 原因: reason}, rows: {合计: total}}\n"
        "- indicators: {label: 指标, columns: {一级: level1, 二级: level2, 三级: name, 分值: points, 目标: target, 实际: actual, 得分: score, 原因: reason, 措施: measures}}\n"
        "- [总分: '{total}']\n",
        encoding="utf-8",
    )
    report = scored(
        "指标: [{名称: a, 分值: 80, 目标值: ≥5}]\n完成值: {a: {actual: 4, 偏差原因: 天气, 改进措施: 抢修}}\n"
        "预算执行情况: {金额单位: 万元, 分值: 20, 年初预算数: 300, 预算数: 300, 执行数: 300, 原因: 无}\n"
    )
    table = form_of(report, str(path))
    rows = texts(table)

    assert table.title == "示例（2024年度）自评表"
    assert any(row[-9:] == ["", "", "a", "80", "≥5", "4", "64.00", "天气", "抢修"] for row in rows)
    assert any(row[-7:] == ["300", "300", "300", "20", "100%", "20.00", "无"] for row in rows)
    assert rows[-1][1] == "84.00"


def test_layout_of_a_kind(tmp_path: Path) -> None:
    """A kind of form without a layout, and an unknown layout, are problems with a way out."""
    rules = load_ruleset("hubei-2020")

    filing = example("whole").filing
    assert layout_of(filing, rules).id == "hubei-whole"
    with pytest.raises(ProblemError, match="LY04"):
        layout_of(attrs.evolve(filing, definition=attrs.evolve(filing.definition, kind="transfer")), rules)
    with pytest.raises(ProblemError, match="是不是“hubei-project”"):
        load_layout("hubei-projcet")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("id: a\ntitle: t\nrows: 5\n", "LY02"),
        ("id: a\ntitle: t\nabove: [甲]\nrows: []\n", "LY02"),
        ("id: a\ntitle: t\nwidths: [a]\nrows: []\n", "LY02"),
        ("id: a\ntitle: t\nrows: [{indicators: {label: 指标, colums: 5}}]\n", "LY02"),
        ("id: a\ntitle: t\nrows: [{indicators: {columns: {三级: name, 目标: target}}}, {budget: {columns: {a: rate, b: score, c: initial}, rows: {d: total}}}]\n", "LY05"),
        ("id: a\ntitle: t\nwidths: [1]\nrows: [{indicators: {columns: {三级: name, 目标: target}}}]\n", "LY05"),
        ("id: a\ntitle: t\nrows: [[甲: {choice: 乙}], {indicators: {columns: {三级: name, 目标: target}}}]\n", "LY03"),
        ("id: a\ntitle: '{titel}表'\nrows: [{indicators: {columns: {三级: name, 目标: target}}}]\n", "LY03"),
        ("id: a\ntitle: t\nrows: [[总分: '{totl}'], {indicators: {columns: {三级: name, 目标: target}}}]\n", "LY03"),
        ("id: a\ntitle: t\nrows: [{indicators: {label: '({point}分)', columns: {三级: name, 目标: target}}}]\n", "LY03"),
        ("id: a\ntitle: t\nrows: [{indicators: {columns: {三级: name, '{number}': target}}}]\n", "LY03"),
        ("id: a\ntitle: t\nrows: [[甲: {choice: []}], {indicators: {columns: {三级: name, 目标: target}}}]\n", "LY03"),
        ("id: a\ntitle: t\nrows: [{budget: {name_beside_head: ja, columns: {a: rate}, rows: {b: total}}}, {indicators: {columns: {三级: name, 目标: target}}}]\n", "LY02"),
        ("title: t\nrows: []\n", "FM03"),
    ],
)  # fmt: skip
def test_layout_files_with_mistakes(tmp_path: Path, text: str, code: str) -> None:
    """A layout with any error is not used; the problem has its place."""
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemError) as raised:
        load_layout(str(path))

    assert raised.value.problems[0].code == code
    assert raised.value.problems[0].place is not None


def test_not_applicable_is_printed_and_shown() -> None:
    """不适用 by its reason alone is printed in the actual cell."""
    report = scored("指标: [{名称: a, 分值: 80, 目标值: ≥5}]\n完成值: {a: {不适用: 取消}}\n" + BUDGET)

    assert any("不适用" in row for row in texts(form_of(report)))


def test_notebook_shows_the_form() -> None:
    """A report that came through the door has an HTML picture; a bare one has none."""
    report = example("project")
    shown = report._repr_html_()

    assert shown is not None
    assert "29.17" in shown
    assert attrs.evolve(report, show=None)._repr_html_() is None


def test_the_column_of_the_first_target_keeps_it() -> None:
    """年初目标值 prints the target of the start of the year although an adjusted one is scored."""
    report = scored(
        "指标: [{名称: a, 分值: 80, 目标值: ≥5}]\n完成值: {a: {actual: 9, 调整后目标值: ≥10, 批准文号: 甲}}\n"
        + BUDGET
    )
    row = next(row for row in texts(form_of(report)) if "a(80分)" in row)

    assert row[-3:] == ["≥5", "9", "72"]
