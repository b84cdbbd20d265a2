"""Forms that are easy to misread: nothing is lost on the way back, and nothing is made up."""

from __future__ import annotations

import pytest

from perfeval.doors import form_of, score
from perfeval.formats import read_csv, read_html, write_csv, write_html
from perfeval.forms import ReadForm, recognise
from perfeval.model import Definition, Report
from perfeval.reading import dump_definition, parse_definition, parse_filing
from tests.forms.build import FORMATS, all_layouts, back, table_of

BUDGET = "预算执行情况: {金额单位: 万元, 分值: 20, 预算数: 300, 执行数: 300}\n"
ONE = "指标: [{名称: a, 分值: 80, 目标值: ≥5}]\n完成值: {a: 5}\n"


def scored(text: str, title: str = "示例") -> Report:
    """Return the report of a one-file form."""
    head = f"格式: perfeval-form-1\n项目名称: '{title}'\n评价年度: 2024\n规则: hubei-2020\n"
    return score(parse_filing(head + text + BUDGET))


def from_csv(text: str) -> ReadForm:
    """Return the form in the text of a CSV."""
    (form,) = recognise(read_csv(text.encode(), "a.csv")[0], all_layouts())
    return form


def printed_csv() -> str:
    """Return the seed's project form as the text of a CSV."""
    return write_csv(table_of("project")).decode("utf-8-sig")


def test_an_open_score_is_no_printed_score() -> None:
    """Where HTML prints 未定 as the link to the reason, no score and no total are read back."""
    report = scored(
        "指标: [{名称: a, 分值: 40, 目标值: ≤5%}, {名称: b, 分值: 40, 目标值: 5%}]\n完成值: {a: 4%, b: 4%}\n"
    )
    html = write_html(form_of(report, explained=True)).decode()
    (read,) = read_html(html.encode(), "a.html")
    (form,) = recognise(read, all_layouts())

    assert report.total is None
    assert html.count("未定</a>") == 2
    assert form is not None
    assert form.filing.printed is not None
    assert (form.filing.printed.scores, form.filing.printed.total) == ({"a": "40"}, None)


@pytest.mark.parametrize("kind", FORMATS)
def test_rows_of_one_name_are_both_kept(kind: str) -> None:
    """Two rows called 完成率 under different headings stay two: the second gets an id, and a note says so."""
    report = scored(
        "指标: [{名称: 甲, 下级: [{id: x, 名称: 完成率, 分值: 40, 目标值: ≥5}]}, "
        "{名称: 乙, 下级: [{id: y, 名称: 完成率, 分值: 40, 目标值: ≥10}]}]\n完成值: {x: 5, y: 6}\n"
    )
    form = back(form_of(report), kind)
    actuals = {name: entry.actual.text for name, entry in form.filing.actuals.items() if entry.actual}

    assert actuals == {"完成率": "5", "完成率#2": "6"}
    assert form.filing.printed is not None
    assert form.filing.printed.scores == {"完成率": "40", "完成率#2": "24"}
    assert [(p.code, p.severity) for p in form.problems] == [("TB08", "note")]
    again: Definition = parse_definition(dump_definition(form.definition))
    assert again.indicators == form.definition.indicators
    assert score(form.filing, "hubei-2020").total == report.total


@pytest.mark.parametrize("kind", FORMATS)
def test_indicators_beside_goals(kind: str) -> None:
    """Indicators outside all goals are a group of their own, with their own points, and read back as such."""
    report = scored(
        "分项目标: [{目标内容: 目标一, 分值: 50, 指标: [{名称: a, 分值: 50, 目标值: ≥5}]}]\n"
        "指标: [{名称: b, 分值: 30, 目标值: ≥5}]\n完成值: {a: 5, b: 5}\n"
    )
    table = form_of(report)
    form = back(table, kind)

    assert [row[0].text for row in table.rows if row[0].text.startswith("年度绩效目标")] == [
        "年度绩效目标1(50分): 目标一",
        "年度绩效目标(30分)",
    ]
    assert form.definition.goals == report.filing.definition.goals
    assert form.definition.indicators == report.filing.definition.indicators
    assert form.problems == ()


@pytest.mark.parametrize("text", ["{total}", "{title}{number}", "{year}{x}", "{"])
def test_braces_that_a_person_typed_stay(text: str) -> None:
    """A title or goal with braces is text, not a place of the layout."""
    report = scored(
        f"分项目标: [{{目标内容: '{text}', 分值: 80, 指标: [{{名称: a, 分值: 80, 目标值: ≥5}}]}}]\n",
        title=text,
    )
    table = form_of(report)
    form = back(table, "html")

    assert table.title == f"{text}项目自评表"
    assert form.definition.title == text
    assert [goal.text for goal in form.definition.goals] == [text]


@pytest.mark.parametrize("kind", FORMATS)
def test_texts_that_look_like_labels(kind: str) -> None:
    """A text that says the same as a label of the layout is not taken for it."""
    report = scored(
        "主管部门: 总分\n实施单位: 项目类别\n偏差大或目标未完成原因分析: 改进措施及结果应用方案\n"
        "其他栏目: {项目类别: 财政专项资金}\n" + ONE
    )
    form = back(form_of(report), kind)

    assert form.definition.supervising_department == "总分"
    assert form.definition.implementing_unit == "项目类别"
    assert form.definition.fields == {"项目类别": "财政专项资金"}
    assert form.filing.deviation_reason == "改进措施及结果应用方案"
    assert form.filing.improvement_measures is None
    assert form.filing.printed is not None
    assert form.filing.printed.total == "100"


@pytest.mark.parametrize("kind", FORMATS)
def test_a_year_in_the_title_is_not_the_evaluated_one(kind: str) -> None:
    """“2019年度维修” names a project, not the year of the form; a year in the form's own heading is read."""
    form = back(form_of(scored(f"单位名称: 2018年度工作组\n{ONE}", title="2019年度维修")), kind)

    assert form.definition.fiscal_year is None
    assert from_csv("二、2024年度项目自评\r\n" + printed_csv()).definition.fiscal_year == 2024


def test_a_choice_that_lost_its_tick_in_utf8() -> None:
    """A `?` where ☑ stood is a problem also where the damaged file was saved as UTF-8 afterwards."""
    form = from_csv(printed_csv().replace("☑", "?").replace("≪", "?"))

    assert form.definition.fields == {}
    assert [p.code for p in form.problems] == ["TB03", "TB03", "TB03", "TG01"]
    assert form.problems[0].place is not None
    assert form.problems[0].place.cell == "第6行"


@pytest.mark.parametrize(
    ("cell", "chosen", "codes"),
    [
        ("1. 持续性项目□ 2. 新增性项目☑", "新增性项目", []),
        ("1.持续性项目√2.新增性项目□", "持续性项目", []),
        ("1. 持续性项目□ 2. 新增性项目□ 3. 自 1.5 起☑", "自 1.5 起", []),
        ("1. 持续性项目□ 2. 新增性项目□", None, []),
        ("", None, []),
        ("1. 持续性项目☑ 2. 新增性项目☑", None, ["TB09"]),
        ("1. 持续性项目 2. 新增性项目", None, ["TB09"]),
        ("1. 持续性项目0 2. 新增性项目口", None, ["TB09"]),
        ("1. 持续性项目? 2. 新增性项目□", None, ["TB03"]),
    ],
)
def test_choices_as_people_tick_them(cell: str, chosen: str | None, codes: list[str]) -> None:
    """One tick is read, none is a blank; several, or signs that a scan broke, are told and never guessed."""
    form = from_csv(printed_csv().replace("1. 持续性项目☑ 2. 新增性项目□", cell))

    assert form.definition.fields.get("项目属性") == chosen
    assert [p.code for p in form.problems] == codes
