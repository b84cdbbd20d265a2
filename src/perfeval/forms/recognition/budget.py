"""The budget of a form that is read: amounts by fund, and what is printed of the execution."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import attrs

from perfeval.exact import Number
from perfeval.forms import codes
from perfeval.forms.filling.budget import DASH
from perfeval.forms.layout import Budget, Fund
from perfeval.forms.recognition.columns import Heads, find_heads
from perfeval.forms.recognition.found import Found
from perfeval.forms.recognition.words import parts, plain
from perfeval.model import BudgetFiled, BudgetPlan, FundRow, PrintedBudget
from perfeval.notation import Measure, read_amount

__all__ = ["ReadBudget", "read_budget"]

_PLANNED = ("midterm", "initial")
_FILED = ("adjusted", "executed", "forecast")
_DASHES = frozenset((DASH, "-", "--", "－", "/", "——", "–"))
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\s?\d+)?", re.ASCII)
_WHOLE = ("年度资金总额", "总额", "合计", "年度财政资金总额", "资金总额", "部门整体支出总额")


class ReadBudget(NamedTuple):
    """The budget as planned, as filed and as printed, and the row behind it."""

    plan: BudgetPlan | None = None
    filed: BudgetFiled | None = None
    printed: PrintedBudget | None = None
    end: int = 0


def read_budget(found: Found, section: Budget, start: int) -> ReadBudget:
    """Read the budget.

    Args:
        found: What has been read so far.
        section: Its label, heads and funds.
        start: The row from which it is expected.
    """
    heads = find_heads(found.grid, section.columns, needed=min(2, len(section.columns)), start=start)
    if heads is None:
        return ReadBudget(end=start)
    labels = _labels(found, section, heads)
    held = {name: text for label in labels for name, text in (parts(section.label, label) or {}).items()}
    for column in section.columns:
        at = heads.columns.get(column.source)
        if at is not None and "{" in column.head:
            held = {**(parts(column.head, found.grid.cell(heads.row, at) or "") or {}), **held}
        if at is not None:
            found.grid.mark(heads.row, range(at, found.grid.end_of(heads.row, at)))
    found.grid.used.update((heads.row, at) for at in heads.fused)
    unit = held.get("money_unit", found.labels.get("money_unit", found.layout.money_unit))
    rows: list[tuple[Fund, dict[str, str]]] = []
    row = heads.row + heads.rows
    while row < found.grid.height and (fund := _fund(found, section, heads, row, first=not rows)) is not None:
        rows.append((fund, _texts(found, heads, row)))
        row += 1
    return _built(found, rows, unit, held.get("points"), row)


def _labels(found: Found, section: Budget, heads: Heads) -> list[str]:
    """Return the texts at the left of the heads, all of them marked: the label, the head of the names."""
    grid, texts = found.grid, []
    for column in range(heads.first):
        text = grid.cell(heads.row, column)
        if text and text.strip():
            texts.append(text)
            grid.used.add((heads.row, column))
            below = heads.row + 1
            while grid.table.repeats and below < grid.height and grid.cell(below, column) == text:
                grid.used.add((below, column))
                below += 1
    return texts


def _fund(found: Found, section: Budget, heads: Heads, row: int, *, first: bool) -> Fund | None:
    """Return which fund a row is of, None where the budget is over."""
    grid = found.grid
    names = [
        (column, text)
        for column in range(heads.first)
        if (text := grid.cell(row, column)) and text.strip() and (row, column) not in grid.used
    ]
    amounts = [grid.cell(row, at) for at in (*heads.columns.values(), *heads.fused)]
    if not any(amount and amount.strip() for amount in amounts) and not names:
        return Fund("", "total") if first and any(amount is not None for amount in amounts) else None
    head = "".join(text for _, text in names)
    fund = next((one for one in section.rows if names and plain(one.label) == plain(names[-1][1])), None)
    begun = bool(section.label) and bool(names) and names[0][0] == 0 and fund is None
    if begun or (not names and not first):
        return None
    for column, _ in names:
        grid.mark(row, range(column, min(grid.end_of(row, column), heads.first)))
    if fund is not None:
        return fund
    if first or plain(head) in _WHOLE:
        return Fund(head, "total")
    return Fund(names[-1][1].strip(), "of_which" if plain(head).startswith("其中") else "")


def _texts(found: Found, heads: Heads, row: int) -> dict[str, str]:
    """Return the texts of a row by what they are; a cell with several amounts is taken apart."""
    texts: dict[str, str] = {}
    for source, column in heads.columns.items():
        texts[source] = found.grid.take(row, column)
        found.grid.mark(row, range(column, found.grid.end_of(row, column)))
    for column, sources in heads.fused.items():
        text = found.grid.take(row, column)
        amounts = _AMOUNT.findall(text)
        if len(amounts) == len(sources) and not _AMOUNT.sub("", text).strip():
            texts.update(zip(sources, amounts, strict=True))
        elif text.strip():
            fact = f"“{text}”里有 {len(amounts)} 个数，表头是 {len(sources)} 栏"
            found.tell(codes.FUSED, fact, row, column)
    return {source: "" if text.strip() in _DASHES else text.strip() for source, text in texts.items()}


def _built(
    found: Found, rows: list[tuple[Fund, dict[str, str]]], unit: str, points: str | None, end: int
) -> ReadBudget:
    """Return the records of the rows that were read."""
    whole: dict[str, str] = next((texts for fund, texts in rows if fund.role == "total"), {})
    number = _number(points) or _number(whole.get("points"))
    funds = [(fund, _amounts(texts, unit)) for fund, texts in rows if fund.role != "total"]
    total = _amounts(whole, unit)
    planned = tuple(_rows(funds, _PLANNED))
    filed = tuple(_rows(funds, _FILED))
    plan = BudgetPlan(points=number, money_unit=unit, rows=planned, **_only(total, _PLANNED))
    done = BudgetFiled(
        money_unit=unit, reason=whole.get("reason") or None, rows=filed, **_only(total, _FILED)
    )
    printed = PrintedBudget(rate=whole.get("rate") or None, score=whole.get("score") or None)
    return ReadBudget(
        None if plan == BudgetPlan(money_unit=unit) else plan,
        None if done == BudgetFiled(money_unit=unit) else done,
        None if printed == PrintedBudget() else printed,
        end,
    )


def _number(text: str | None) -> Number | None:
    """Return printed points, None where the text is no number."""
    try:
        return Number.of((text or "").strip()[:60])
    except ValueError:
        return None


def _amounts(texts: dict[str, str], unit: str) -> dict[str, Measure]:
    """Return the amounts of a row."""
    return {source: read_amount(texts[source], unit) for source in (*_PLANNED, *_FILED) if texts.get(source)}


def _only(amounts: dict[str, Measure], sources: tuple[str, ...]) -> dict[str, Any]:
    """Return some of the amounts."""
    return {source: amount for source, amount in amounts.items() if source in sources}


def _rows(funds: list[tuple[Fund, dict[str, Measure]]], sources: tuple[str, ...]) -> list[FundRow]:
    """Return the funds that have any of some amounts."""
    return [
        attrs.evolve(FundRow(name=fund.name, role=fund.role or None), **held)
        for fund, amounts in funds
        if (held := _only(amounts, sources))
    ]
