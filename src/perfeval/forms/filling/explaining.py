"""The explanations beside a form: why each score and the total are what they are."""

from __future__ import annotations

from perfeval.exact import trimmed
from perfeval.forms.table import Explanation
from perfeval.model import BudgetLine, Line, Report

__all__ = ["explanations", "tells"]


def tells(line: Line) -> bool:
    """Return whether a row has anything to explain: a score, or why it has none.

    Args:
        line: A row of the report.
    """
    return line.status in ("scored", "error", "not_applicable")


def explanations(report: Report) -> list[Explanation]:
    """Return the explanation of each score and of the total, in the order of the form.

    Args:
        report: The scored form; a row that was not filed has nothing to explain.
    """
    found = []
    if report.budget is not None and report.budget.score is not None:
        found.append(Explanation("budget", "预算执行情况", report.budget.explain(), _rule(report.budget)))
    for number, line in enumerate(report.lines, 1):
        if tells(line):
            found.append(Explanation(f"row{number}", line.leaf.indicator.name, line.explain(), _rule(line)))
    if report.filing.definition.scored:
        found.append(Explanation("total", "总分", _total(report)))
    return found


def _rule(line: Line | BudgetLine) -> str:
    """Return the sentence of the rule that a score comes from."""
    return next((step.text for step in line.steps if step.name == "rule"), "")


def _total(report: Report) -> str:
    """Return how the total is made, or why there is none."""
    if report.total is not None:
        parts: list[Line | BudgetLine] = [*([report.budget] if report.budget else []), *report.lines]
        scores = [trimmed(part.score) for part in parts if part.score is not None]
        return f"{' + '.join(scores)} = {trimmed(report.total)}"
    if report.at_most is not None:
        open_rows = [f"“{line.leaf.indicator.name}”" for line in report.lines if line.score is None]
        if report.budget is not None and report.budget.score is None:
            open_rows.insert(0, "预算执行情况")
        more = f" 等 {len(open_rows)} 行" if len(open_rows) > 5 else ""
        rows = "、".join(open_rows[:5]) + more
        return f"{rows}还没有得分，总分未定，最多 {trimmed(report.at_most)}"
    return "表的分值与计分规则不符，总分未定"
