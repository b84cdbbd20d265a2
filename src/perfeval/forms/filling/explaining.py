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
    found: list[Explanation] = []
    marks: dict[str, str] = {}

    def add(name: str, title: str, line: Line | BudgetLine) -> None:
        """Add the explanation of a score; a clause that was named before keeps its mark."""
        sentence, rule, clause = _told(line)
        if not clause:
            found.append(Explanation(name, title, sentence, rule))
            return
        mark = marks.setdefault(clause, _mark(len(marks) + 1))
        found.append(Explanation(name, title, sentence, f"{rule}，{mark}", f"{mark}：{clause}"))

    if report.budget is not None and report.budget.score is not None:
        add("budget", "预算执行情况", report.budget)
    for number, line in enumerate(report.lines, 1):
        if tells(line):
            add(f"row{number}", line.leaf.indicator.name, line)
    if report.filing.definition.scored:
        found.append(Explanation("total", "总分", _total(report)))
    return found


def _told(line: Line | BudgetLine) -> tuple[str, str, str]:
    """Return the sentence of a score, its rule, and the clause with its place that the rule stands on."""
    steps = line.steps  # worked out once: `explain()` would work them out again
    sentence = "；".join(step.text for step in steps if step.name in ("note", "formula"))
    text = next((step.text for step in steps if step.name == "rule"), "")
    clause = line.clause
    if clause is None:
        return sentence, text, ""
    rule, found, rest = text.partition(f"，依据{clause.where}")
    return sentence, rule, f"{clause.where}{rest}" if found else ""


def _mark(number: int) -> str:
    """Return the mark of a clause: the signs that every Chinese font has, and brackets where those end.

    >>> _mark(2), _mark(11)
    ('依据②', '依据(11)')
    """
    return f"依据{chr(ord('①') + number - 1)}" if number <= 10 else f"依据({number})"


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
