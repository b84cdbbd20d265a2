"""What lies on an edge: fund rows that do not add up, cells that no shape fits, bounds that are just met."""

from __future__ import annotations

import pytest

from perfeval.model import FundRow
from perfeval.notation import read_amount
from tests.scoring.build import budget_form, codes, line


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
