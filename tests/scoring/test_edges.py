"""What lies on an edge: fund rows that do not add up, cells that no shape fits, bounds that are just met."""

from __future__ import annotations

from datetime import date

import pytest

from perfeval.exact import Number
from perfeval.model import Definition, Entry, Filing, FundRow, Indicator
from perfeval.notation import PartialDate, read_actual, read_amount, read_target
from perfeval.scoring import score
from perfeval.scoring.dates import first_day, last_day
from tests.scoring.build import NATIONAL, budget_form, codes, line


def test_two_intervals_have_no_shape() -> None:
    """An interval against an interval is read, and no shape scores it."""
    scored = line("80%-90%", "82%-88%")

    assert scored.status == "error"
    assert [problem.fact for problem in scored.problems] == [
        "目标值“80%-90%”能读出，但还没有计分形状给这一类内容打分"
    ]
    assert codes(scored) == ["SC10"]


def fund(name: str, adjusted: str | None, executed: str | None, role: str | None = None) -> FundRow:
    """Return a fund row in 万元."""
    amounts = {
        key: None if text is None else read_amount(text, "万元")
        for key, text in (("adjusted", adjusted), ("executed", executed))
    }
    return FundRow(name=name, role=role, **amounts)


@pytest.mark.parametrize(
    ("rows", "facts"),
    [
        ((fund("财政", "60", "50"), fund("其他", "40", "30")), []),
        ((fund("财政", "60", "50"), fund("其他", "50", "30")), ["预算数的明细合计 1100000 元，总额 1000000 元"]),
        ((fund("财政", "100", "79"),), ["执行数的明细合计 790000 元，总额 800000 元"]),
        ((fund("财政", "100", "80"), fund("本级", "100", "80", "of_which")), []),
        ((fund("财政", "100", "80"), fund("本级", "101", "80", "of_which")), ["预算数的其中项“本级”1010000 元，大于总额 1000000 元"]),
        ((fund("财政", "10", "20"), fund("其他", None, None)), []),
        ((fund("本级", "10", "20", "of_which"),), []),
    ],
)  # fmt: skip
def test_fund_rows_make_up_their_total(rows: tuple[FundRow, ...], facts: list[str]) -> None:
    """Rows add up to the filed total, what is part of another is no more than it; an unknown row leaves both open."""
    budget = budget_form("100", "80", rows=rows).budget

    assert budget is not None
    assert [problem.fact for problem in budget.problems] == facts
    assert {problem.about for problem in budget.problems} <= {"预算执行情况"}


def test_days_that_a_date_may_mean() -> None:
    """A year is from its first day to its last, a month too."""
    assert (first_day(PartialDate(2024)), last_day(PartialDate(2024))) == (
        date(2024, 1, 1),
        date(2024, 12, 31),
    )
    assert (first_day(PartialDate(2023, 2)), last_day(PartialDate(2023, 2))) == (
        date(2023, 2, 1),
        date(2023, 2, 28),
    )


def test_a_deadline_without_any_year() -> None:
    """A definition built in Python may know no year; then neither does its deadline."""
    leaf = Indicator(name="行", points=Number.of("100"), target=read_target("6月底前"))
    filing = Filing(
        definition=Definition(title="无年", indicators=(leaf,)),
        actuals={"行": Entry(actual=read_actual("2024年5月1日"))},
    )
    found = score(filing, NATIONAL).lines[0].problems

    assert [(problem.code, problem.fact) for problem in found] == [("SC30", "目标值“6月底前”没有年份")]
