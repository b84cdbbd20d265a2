"""One-file forms: whatever key stands in the file goes to the record that has it."""

from __future__ import annotations

from typing import Any

import pytest

from perfeval.model import BudgetFiled, BudgetPlan, Definition, Entry, Filing, Indicator, keys_of
from perfeval.notation import read_actual, read_target
from perfeval.reading import dump_form, parse_filing

FORM = """\
格式: perfeval-form-1
项目名称: 示例
评价年度: 2024
预算: {{金额单位: 万元, {budget}}}
{top}
指标: |
  三级指标 | 分值 | 年初目标值 | 实际完成值{head}
  人数 | 80 | ≥5人 | 5人{cell}
"""
TYPED = {
    "text": "甲",
    "number": "3",
    "date": "2025-01-01",
    "flag": "是",
    "target": "≥6人",
    "actual": "5人",
    "amount": "12",
    "texts": "甲",
    "method": "甲",
}
GIVEN = {"title", "fiscal_year", "money_unit", "name", "actual"}


def form(budget: str = "执行数: 3", top: str = "", head: str = "", cell: str = "") -> Filing:
    """Return the filing of a one-file form; what is wrong with it is in its problems."""
    return parse_filing(FORM.format(budget=budget, top=top, head=head, cell=cell))


def keys(*records: type) -> list[Any]:
    """Return each record with the name, the typed key and a value of every field that is one text."""
    found = []
    for record in records:
        for name, row in keys_of(record).items():
            value = next(iter(row.choices), None) if row.holds == "choice" else TYPED.get(row.holds)
            if value is not None and name not in GIVEN:
                case = f"{record.__name__}.{name}"
                found.append(pytest.param(record, name, row.zh[0], row.en or name, value, id=case))
    return found


@pytest.mark.parametrize(("record", "name", "zh", "en", "value"), keys(BudgetPlan, BudgetFiled))
def test_every_key_of_the_budget(record: type, name: str, zh: str, en: str, value: str) -> None:
    """A key of the plan goes to the plan, of the filing to the filing, in both languages; what both have was filed."""
    for typed in (zh, en):
        filing = form(budget=f"{typed}: {value}")
        held = (
            filing.definition.budget
            if record is BudgetPlan and name not in keys_of(BudgetFiled)
            else filing.budget
        )

        assert filing.problems == ()
        assert getattr(getattr(held, name), "text", getattr(held, name)) == value


@pytest.mark.parametrize(("record", "name", "zh", "en", "value"), keys(Definition, Filing))
def test_every_key_of_the_form(record: type, name: str, zh: str, en: str, value: str) -> None:
    """A key of the definition goes to the definition, of the filing to the filing; what both have was defined."""
    for typed in (zh, en):
        filing = form(top=f"{typed}: {value}")
        held = filing.definition if name in keys_of(Definition) else filing

        assert filing.problems == ()
        assert getattr(held, name) == value


@pytest.mark.parametrize(("record", "name", "zh", "en", "value"), keys(Indicator, Entry))
def test_every_column(record: type, name: str, zh: str, en: str, value: str) -> None:
    """A column of the table goes to the indicator or to what was filed for it; 得分 is what was printed."""
    if name in ("points", "target") and record is Indicator:
        return  # the table has these
    filing = form(head=f" | {zh}", cell=f" | {value}")
    leaf = filing.definition.leaves[0].indicator
    held = leaf if record is Indicator or name == "source" else filing.actuals[leaf.key]

    assert filing.problems == ()
    if name == "score":
        assert filing.printed is not None
        assert filing.printed.scores == {"人数": value}
    else:
        assert getattr(held, name) not in (None, ())


def test_adjusted_target_beside_the_first() -> None:
    """A column 调整后目标值 is filed, and leaves the target of the definition as it was."""
    filing = form(head=" | 调整后目标值", cell=" | ≥4人")

    assert filing.problems == ()
    assert filing.definition.leaves[0].indicator.target == read_target("≥5人")
    assert filing.actuals["人数"].target == read_target("≥4人")
    assert filing.actuals["人数"].actual == read_actual("5人")


def test_mid_term_funds_are_written_and_read() -> None:
    """中期资金 of the whole and of a fund comes back from the text that it is written as."""
    filing = form(budget="中期资金: 30, 资金明细: [{名称: 财政拨款, 中期资金: 20, 执行数: 3}]")
    again = parse_filing(dump_form(filing))

    assert filing.definition.budget is not None
    assert filing.definition.budget.midterm is not None
    assert filing.definition.budget.midterm.text == "30"
    assert (again.definition.budget, again.budget) == (filing.definition.budget, filing.budget)
