"""The pictures of a report: points against scores, where points were lost, the execution of the budget."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from perfeval.charts.svg import ACROSS, Picture, folded, pages, share
from perfeval.exact import Decimal, Fraction, digits, trimmed
from perfeval.model import BudgetLine, Report

__all__ = ["charts"]

_ROWS = 30
"""Rows of a picture: as many as a page of A4 has room for."""
_NAME = 250
_NUMBER = 118
_LEFT = _NAME + 12
_ROOM = ACROSS - _LEFT - _NUMBER
_STEP = 32
_LETTERS = 37
"""Columns of text in the room of a name."""
_SCORE, _LOSS, _NONE = "#999", "#444", "#fff"
_STATES = {"missing": "未填", "error": "未定", "not_applicable": "不适用", "unscored": "不计分"}


@attrs.frozen
class _Row:
    """A row of the form with its points and its score, or why it has none."""

    name: str
    points: Fraction
    score: Decimal | None
    state: str

    @property
    def value(self) -> Fraction:
        """Return the score, exactly; a row without one has none."""
        return Fraction(self.score) if self.score is not None else Fraction(0)

    @property
    def lost(self) -> Fraction:
        """Return how many points it fell short; of a row without a score nobody knows."""
        return max(self.points - self.value, Fraction(0)) if self.score is not None else Fraction(0)

    @property
    def number(self) -> str:
        """Return score and points as they are printed."""
        shown = trimmed(self.score) if self.score is not None else self.state
        return f"{shown} / {digits(self.points)}"


def charts(report: Report) -> tuple[str, ...]:
    """Return the pictures of a report, as SVG texts.

    They need no script, no font and no address from elsewhere, and stay readable where they are printed in black and
    white. A form without points has no pictures of scores, one without a budget none of its execution. Every
    number is the report's, digit for digit; only the lengths of bars are rounded.

    Args:
        report: The scored form.

    Returns:
        Points against scores, in pictures of at most 30 rows; where points were lost, the most first; the execution of
        the budget.

    >>> from perfeval.reading import load_filing, ruleset_of
    >>> from perfeval.scoring import score
    >>> filing = load_filing("examples/wuhan-12333-project-2024.yaml")
    >>> len(charts(score(filing, ruleset_of(filing))))
    3
    """
    rows = _rows(report)
    found = [*_scores(rows), *_losses(rows)] if rows else []
    if report.budget is not None:
        found.append(_budget(report.budget, _money(report)))
    return tuple(found)


def _rows(report: Report) -> list[_Row]:
    """Return the rows that have points, the budget first where it has."""
    found = []
    budget = report.budget
    if budget is not None and budget.points:
        found.append(_Row("预算执行情况", budget.points, budget.score, _STATES.get(budget.status, "")))
    for line in report.lines:
        if line.points:
            state = _STATES.get(line.status, "")
            found.append(_Row(line.leaf.indicator.name, line.points, line.score, state))
    return found


def _scores(rows: Sequence[_Row]) -> list[str]:
    """Return the pictures of points and scores, in the order of the form."""
    begins = pages(rows, _ROWS)
    whole = max(max(row.points, row.value) for row in rows)
    found = []
    for number, begin in enumerate(begins, 1):
        shown = rows[begin : begin + (begins[1] if len(begins) > 1 else len(rows))]
        picture = _begun("各项指标的分值与得分", number, len(begins))
        picture.bar(_LEFT, 38, 18, 12, _NONE)
        picture.text(_LEFT + 24, 49, "分值", size=12)
        picture.bar(_LEFT + 74, 38, 18, 12, _SCORE)
        picture.text(_LEFT + 98, 49, "得分", size=12)
        picture.text(ACROSS, 49, "得分 / 分值", size=12, anchor="end")
        picture.height = 58
        for row in shown:
            y = _named(picture, row.name, f"{row.name}: {row.number}")
            picture.bar(_LEFT, y + 6, share(row.points, whole, _ROOM), 20, _NONE)
            if row.value > 0:
                picture.bar(_LEFT, y + 10, share(row.value, whole, _ROOM), 12, _SCORE)
            picture.text(ACROSS, y + 21, row.number, anchor="end")
            picture.end()
        found.append(_ended(picture))
    return found


def _losses(rows: Sequence[_Row]) -> list[str]:
    """Return the pictures of lost points: the most first, equal ones in the order of the form."""
    lost = sorted((row for row in rows if row.lost), key=lambda row: -row.lost)
    unknown = sum(row.score is None and row.state != _STATES["not_applicable"] for row in rows)
    begins = pages(lost, _ROWS)
    whole = max((row.lost for row in lost), default=Fraction(1))
    found = []
    for number, begin in enumerate(begins, 1):
        picture = _begun("失分的指标", number, len(begins))
        picture.text(ACROSS, 49, "失分", size=12, anchor="end")
        picture.height = 58
        for row in lost[begin : begin + (begins[1] if len(begins) > 1 else len(lost))]:
            text = digits(row.lost)
            y = _named(picture, row.name, f"{row.name}: 失 {text} 分（{row.number}）")
            picture.bar(_LEFT, y + 8, max(share(row.lost, whole, _ROOM), 1), 16, _LOSS)
            picture.text(ACROSS, y + 21, text, anchor="end")
            picture.end()
        if not lost:
            picture.text(ACROSS // 2, picture.height + 20, "没有失分", size=14, anchor="middle")
            picture.height += 36
        if unknown and number == len(begins):
            picture.text(0, picture.height + 18, f"另有 {unknown} 项还没有得分，不在图中。", size=12)
            picture.height += 26
        found.append(_ended(picture))
    return found


def _money(report: Report) -> str:
    """Return in which unit amounts are typed; nothing where each has its own."""
    filed, plan = report.filing.budget, report.filing.definition.budget
    return (filed.money_unit if filed else None) or (plan.money_unit if plan else None) or ""


def _budget(line: BudgetLine, unit: str) -> str:
    """Return the picture of the budget's execution."""
    picture = _begun(f"预算执行情况（{unit}）" if unit else "预算执行情况", 1, 1)
    picture.height = 40
    base = line.base.quantity if line.base else None
    executed = line.executed.quantity if line.executed else None
    # The rate tells how the amounts compare, whatever units they were typed in.
    rate = line.rate
    whole = max(rate, Fraction(1)) if rate is not None else Fraction(1)
    for name, measure, known, part, fill in (
        ("预算数", line.base, base, Fraction(1), _NONE),
        ("执行数", line.executed, executed, rate, _SCORE),
    ):
        shown = measure.text.strip() if measure and measure.text.strip() else "未填"
        y = _named(picture, name, f"{name}: {shown}")
        if known is not None and part is not None and part > 0:
            picture.bar(_LEFT, y + 6, share(part, whole, _ROOM), 20, fill)
        picture.text(ACROSS, y + 21, shown, anchor="end")
        picture.end()
    percent = f"{digits(rate * 100)}%" if rate is not None else "未定"
    told = f"执行率 {percent}"
    if line.points:
        score = trimmed(line.score) if line.score is not None else _STATES.get(line.status, "未定")
        told += f"    得分 {score} / {digits(line.points)}"
    picture.text(_LEFT, picture.height + 20, told)
    picture.height += 30
    return _ended(picture)


def _begun(title: str, number: int, count: int) -> Picture:
    """Return a picture with its heading."""
    full = f"{title}（{number}/{count}）" if count > 1 else title
    picture = Picture(full)
    picture.text(ACROSS // 2, 22, full, size=16, anchor="middle", bold=True)
    return picture


def _named(picture: Picture, name: str, title: str) -> int:
    """Begin a row with its name, and return where it begins."""
    y = picture.height
    picture.begin(title)
    lines = folded(name, _LETTERS)
    for number, line in enumerate(lines):
        picture.text(_NAME, y + (21 if len(lines) == 1 else 14 + 14 * number), line, anchor="end")
    picture.height += _STEP
    return y


def _ended(picture: Picture) -> str:
    """Return a picture with some room below it."""
    picture.height += 8
    return picture.done()
