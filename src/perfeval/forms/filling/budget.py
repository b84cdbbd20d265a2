"""The budget: heads, and a row for the whole and for each fund."""

from __future__ import annotations

from perfeval.exact import Fraction, digits
from perfeval.forms.filling.words import Words, percent
from perfeval.forms.layout import Budget, Fund, shares
from perfeval.forms.table import Cell
from perfeval.model import BudgetFiled, BudgetLine, BudgetPlan, FundRow
from perfeval.notation import Measure

__all__ = ["DASH", "budget_rows"]

DASH = "—"
"""What stands in the points and score of a fund: only the whole is scored."""
_AMOUNTS = ("midterm", "initial", "adjusted", "executed", "forecast")
Source = BudgetFiled | BudgetPlan | FundRow | None


def budget_rows(
    words: Words, section: Budget, width: int, *, explained: bool = False
) -> list[tuple[Cell, ...]]:
    """Return the rows of the budget.

    Args:
        words: The texts of the form.
        section: The label, the heads and the funds.
        width: How many columns the rows have.
        explained: Whether the score is linked to its explanation.
    """
    line, plan = words.report.budget, words.report.filing.definition.budget
    points = line.points if line else plan.points.value if plan and plan.points else None
    funds = _funds(words, section)
    label = [Cell(words.label(section.label, points), "label", rows=1 + len(funds))] if section.label else []
    # The name of a row and the amounts share the columns; the first ones are the wider.
    wide, *parts = shares(width - len(label), 1 + len(section.columns))
    heads = [
        Cell(words.label(column.head, points), "head", columns=part)
        for column, part in zip(section.columns, parts, strict=True)
    ]
    beside = section.name_beside_head
    corner = Cell(section.rows[0].label, "label", rows=2, columns=wide) if beside else None
    rows: list[tuple[Cell, ...]] = [(*label, corner or Cell(section.name_head, "head", columns=wide), *heads)]
    for number, (fund, sources) in enumerate(funds):
        name = () if beside and not number else (Cell(fund.label, "label", columns=wide),)
        cells = [
            _total(words, source, line, points, explained=explained)
            if fund.role == "total"
            else _part(words, source, sources, number)
            for source in section.sources
        ]
        rows.append((*name, *(cell._replace(columns=part) for cell, part in zip(cells, parts, strict=True))))
    return rows


def _funds(words: Words, section: Budget) -> list[tuple[Fund, tuple[Source, ...]]]:
    """Return the rows to print: those of the layout, and behind them the funds that it does not know."""
    filed, plan = words.report.filing.budget, words.report.filing.definition.budget
    held: dict[str, list[FundRow]] = {}
    for record in (filed, plan):
        for row in record.rows if record else ():
            held.setdefault(row.name, []).append(row)
    found: list[tuple[Fund, tuple[Source, ...]]] = [
        (fund, (filed, plan) if fund.role == "total" else tuple(held.pop(fund.name, ())))
        for fund in section.rows
    ]
    for name, rows in held.items():
        role = rows[0].role
        found.append((Fund(f"其中：{name}" if role == "of_which" else name, role or "part"), tuple(rows)))
    return found


def _total(
    words: Words, source: str, line: BudgetLine | None, points: Fraction | None, *, explained: bool
) -> Cell:
    """Return one cell of the row of the whole."""
    filed, plan = words.report.filing.budget, words.report.filing.definition.budget
    if source == "score":
        text = words.score(line.score) if line and line.score is not None else ""
        return Cell(text, "score", explained="budget" if explained and text else "", key="budget.score")
    if source == "points":
        return Cell(digits(points) if points is not None else "", "value", key="budget.points")
    if source == "rate":
        return Cell(percent(line.rate) if line and line.rate is not None else "", "value", key="budget.rate")
    if source == "how":
        return Cell(line.explain() if line else "", "text")
    if source == "reason":
        return Cell((filed.reason if filed else None) or "", "text", open=True)
    summed = {"executed": line.executed, _base(words): line.base}.get(source) if line else None
    return _amount(words, source, (filed, plan), f"budget.{source}", summed)


def _base(words: Words) -> str:
    """Return against which budget the rule set measures the execution."""
    rule = words.report.ruleset.budget
    return rule.base if rule else "adjusted"


def _part(words: Words, source: str, sources: tuple[Source, ...], number: int) -> Cell:
    """Return one cell of the row of a fund."""
    if source in _AMOUNTS:
        return _amount(words, source, sources, f"fund{number}.{source}")
    if source == "rate":
        base, done = (
            amount.quantity if amount else None
            for amount in (_of(sources, _base(words)), _of(sources, "executed"))
        )
        rate = percent(done.value / base.value) if base and done and base.value > 0 else ""
        return Cell(rate, "value", key=f"fund{number}.rate")
    return Cell(DASH if source in ("points", "score") else "", "value")


def _of(sources: tuple[Source, ...], name: str) -> Measure | None:
    """Return an amount from the first record that holds it."""
    return next((found for record in sources if (found := getattr(record, name, None)) is not None), None)


def _amount(
    words: Words, name: str, sources: tuple[Source, ...], key: str, summed: Measure | None = None
) -> Cell:
    """Return the cell of an amount: what was filed, else the sum of the funds."""
    return Cell(words.money(_of(sources, name) or summed), "value", key=key, open=True)
