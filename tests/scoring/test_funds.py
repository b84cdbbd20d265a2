"""What is wrong with an amount is told at that amount, be it the total or one of the fund rows."""

from __future__ import annotations

import attrs
import pytest

from perfeval.notation.codes import MONEY_TEXT
from perfeval.reading import parse_filing
from perfeval.scoring import score
from perfeval.testing import specimen

HEAD = "format: perfeval-form-1\ntitle: 示例\nfiscal_year: 2024\nruleset: specimen\nindicators: [{name: 甲, points: 90, target: ≥5}]\nactuals: {甲: 5}\n"


def told(budget: str) -> list[tuple[str, str, str]]:
    """Return code, fact and marked text of what the budget row says."""
    text = f"{HEAD}budget: {{points: 10, money_unit: 万元, {budget}}}\n"
    row = score(parse_filing(text, "f.yaml"), specimen()).budget
    assert row is not None
    found = []
    for one in row.problems:
        assert one.place is not None
        (start, end), *_ = one.spans
        found.append((one.code, one.fact, one.shown[start:end]))
    return found


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("{name: 财政, initial: 60, executed: 60}, {name: 其他, initial: 约40, executed: 40}", [("FD12", "金额“约40”没有读清", "约40")]),
        ("{name: 财政, initial: 约60, executed: 各9}, {name: 其他, initial: 40, executed: 近40}", [("FD12", "金额“约60”没有读清", "约60"), ("FD12", "金额“各9”没有读清", "各9"), ("FD12", "金额“近40”没有读清", "近40")]),
        ("{name: 财政, initial: 60, executed: 60}, {name: 本级, role: of_which, initial: 约40, executed: 40}", []),
        ("{name: 财政, initial: 约60, executed: 60}, {name: 本级, role: of_which, initial: 约40, executed: 40}", [("FD12", "金额“约60”没有读清", "约60")]),
    ],
)  # fmt: skip
def test_an_unclear_fund_row_is_not_called_missing(rows: str, expected: list[tuple[str, str, str]]) -> None:
    """Without a total the rows are added, so the row that cannot be read is named, not a total that nobody filed."""
    assert told(f"rows: [{rows}]") == expected


def test_with_a_total_no_row_is_needed() -> None:
    """Where the total is filed, a row that cannot be read does not stand in the way."""
    assert told("initial: 100, executed: 100, rows: [{name: 财政, initial: 约60, executed: 100}]") == []


@pytest.mark.parametrize(
    ("amounts", "marked"),
    [("initial: -5, executed: 4", "-5"), ("initial: 5, executed: -4", "-4"), ("initial: -5, executed: -4", "-5")],
)  # fmt: skip
def test_a_negative_amount_is_marked_itself(amounts: str, marked: str) -> None:
    """It is the negative amount that is marked, not the one beside it."""
    assert [(code, shown) for code, _, shown in told(amounts)] == [("FD04", marked)]


@pytest.mark.parametrize(
    ("unclear", "marked"),
    [(("initial",), ["100"]), (("executed",), ["90"]), (("initial", "executed"), ["100", "90"])],
)
def test_an_amount_with_an_error_is_not_scored(unclear: tuple[str, ...], marked: list[str]) -> None:
    """A record built in Python may hold an amount that has both a number and an error: the error counts."""
    text = f"{HEAD}budget: {{points: 10, money_unit: 万元, initial: 100, executed: 90}}\n"
    filing = parse_filing(text, "f.yaml")
    assert filing.budget is not None
    amounts = {
        key: attrs.evolve(getattr(filing.budget, key), problems=(MONEY_TEXT.problem("不清"),))
        for key in unclear
    }
    row = score(attrs.evolve(filing, budget=attrs.evolve(filing.budget, **amounts)), specimen()).budget
    assert row is not None
    assert (row.status, row.score) == ("error", None)
    found = [problem for problem in row.problems if problem.code == "FD12"]
    places = [problem.place for problem in found if problem.place is not None]
    lines = text.splitlines()
    assert [lines[one.line - 1][one.column - 1 :].strip("}").split(",")[0] for one in places] == marked
