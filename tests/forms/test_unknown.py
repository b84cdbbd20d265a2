"""Forms that no layout describes are read by the words of the trade, and a note says so."""

from __future__ import annotations

import pytest

from perfeval.formats import parse_tables
from perfeval.forms import ReadForm, recognise
from tests.forms.build import all_layouts

HEADER = """
<p>某县2023年度项目支出绩效自评表</p><table border=1>
<tr><td colspan=2>项目名称<td colspan=3>农村公路养护<td>联系电话<td colspan=2>见通讯录
<tr><td colspan=2>主管部门<td colspan=3>交通局<td>实施单位<td colspan=2>公路所
<tr><td rowspan=3 colspan=2>资金情况(元)<td>来源<td>年初预算<td>全年预算（A）<td>全年执行（B）<td>执行率<td>得分
<tr><td>资金总额<td>1000<td>1200<td>900<td>75%<td>7.5
<tr><td>其中：县级资金<td>1000<td>1200<td>900<td>75%<td>-
<tr><td rowspan=2 colspan=2>年度总体目标<td colspan=3>预期目标<td colspan=3>目标实际完成情况
<tr><td colspan=3>养护 50 公里<td colspan=3>养护 48 公里
"""
MERGED = """
<tr><td rowspan=4>绩效指标<td>一级指标<td>二级指标<td>三级指标<td>指标值<td>实际完成情况<td>权重<td>自评得分
<tr><td rowspan=2>产出<td>数量指标<td>养护里程<td>≥50公里<td>48公里<td>40<td>38.4
<tr><td>质量指标<td>合格率<td>≥95%<td>97%<td>30<td>30
<tr><td>效益<td>社会效益<td>出行满意<td>≥90%<td>92%<td>20<td>20
<tr><td colspan=6>合计<td>90<td>95.9
</table>"""
# Blanks in place of merges, points inside the names, a split target under one head, and a column that nobody knows.
SPLIT = """
<tr><td rowspan=2>一级指标<td rowspan=2>三级指标<td colspan=3>年度指标值<td rowspan=2>完成值<td rowspan=2>天气<td rowspan=2>得分
<tr><td>指标性质<td>指标值<td>度量单位
<tr><td>产出<td>养护里程(40分)<td>≥<td>50<td>公里<td>48公里<td>晴<td>38.4
<tr><td><td>合格率(30分)<td>≥<td>95<td>%<td>97%<td>雨<td>30
<tr><td>效益<td>出行满意(20分)<td>≥<td>90<td>%<td>92%<td>晴<td>20
<tr><td>总分<td colspan=7>95.9
</table>"""


def read(text: str) -> ReadForm:
    """Return the only form of an HTML page."""
    (form,) = [
        form for table in parse_tables(text.encode(), "a.html") for form in recognise(table, all_layouts())
    ]
    return form


def test_a_form_of_another_county() -> None:
    """Header, funds, goals, indicators, scores and total are read; the note says that no layout is the same."""
    form = read(HEADER + MERGED)
    definition, filing = form.definition, form.filing

    assert (form.layout, form.problems[0].code) == ("", "TB21")
    assert (
        definition.title,
        definition.fiscal_year,
        definition.supervising_department,
        definition.implementing_unit,
    ) == ("农村公路养护", 2023, "交通局", "公路所")
    assert filing.fields == {"联系电话": "见通讯录"}
    assert (definition.overall_goal, filing.overall_result) == ("养护 50 公里", "养护 48 公里")
    assert filing.budget is not None
    assert filing.budget.executed is not None
    assert (filing.budget.money_unit, filing.budget.executed.text, len(filing.budget.rows)) == (
        "元",
        "900",
        1,
    )
    assert [(leaf.key, leaf.path[0].name, leaf.indicator.target.text if leaf.indicator.target else "") for leaf in definition.leaves] == [
        ("养护里程", "产出", "≥50公里"), ("合格率", "产出", "≥95%"), ("出行满意", "效益", "≥90%"),
    ]  # fmt: skip
    assert [entry.actual.text for entry in filing.actuals.values() if entry.actual] == [
        "48公里",
        "97%",
        "92%",
    ]
    assert filing.printed is not None
    assert (filing.printed.total, filing.printed.scores["养护里程"]) == ("95.9", "38.4")
    assert filing.printed.budget is not None
    assert (filing.printed.budget.rate, filing.printed.budget.score) == ("75%", "7.5")
    assert [problem.code for problem in form.problems] == ["TB21"]


def test_blanks_split_targets_and_a_column_that_nobody_knows() -> None:
    """A blank heading is the one above it, a split target is joined, points leave the names; what is unknown is listed."""
    form = read(HEADER + SPLIT)
    leaves = form.definition.leaves

    assert [(leaf.key, leaf.path[0].name, leaf.indicator.points.text if leaf.indicator.points else "") for leaf in leaves] == [
        ("养护里程", "产出", "40"), ("合格率", "产出", "30"), ("出行满意", "效益", "20"),
    ]  # fmt: skip
    assert [leaf.indicator.target.text for leaf in leaves if leaf.indicator.target] == [
        "≥50公里",
        "≥95%",
        "≥90%",
    ]
    unread = [problem.fact for problem in form.problems if problem.code == "TB02"]
    assert len(unread) == 4  # the head and a cell of each row
    assert any("天气" in fact for fact in unread)
    assert form.filing.printed is not None
    assert form.filing.printed.total == "95.9"


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>",
        "<table><tr><td>一级指标<td>金额<tr><td>甲<td>5</table>",
        "<table></table>",
    ],
)
def test_other_tables_are_no_forms(text: str) -> None:
    """A table without the heads of indicators is none, whatever else it says."""
    assert [
        form for table in parse_tables(text.encode(), "a.html") for form in recognise(table, all_layouts())
    ] == []
