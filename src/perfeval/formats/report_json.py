"""Report ⇄ JSON of format perfeval-report-1: for machines, with the steps of every score and the form itself."""

from __future__ import annotations

import json
from typing import Any

import attrs

from perfeval.exact import Decimal, digits
from perfeval.formats.package import refused
from perfeval.forms import codes
from perfeval.model import BudgetLine, Filing, Line, Printed, PrintedBudget, Report
from perfeval.notation import Measure
from perfeval.reading import form_data, parse_filing
from perfeval.reading.files import decode
from perfeval.source import Problem

__all__ = ["problem_data", "read_json", "report_data", "write_json"]

FORMAT = "perfeval-report-1"


def write_json(report: Report) -> bytes:
    """Return a report as JSON, UTF-8, the same bytes for the same report.

    Args:
        report: The scored form.
    """
    return (json.dumps(report_data(report), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def report_data(report: Report) -> dict[str, Any]:
    """Return a report as plain data: numbers as decimal texts, exact values as fractions `175/6`.

    Args:
        report: The scored form.
    """
    filing, definition = report.filing, report.filing.definition
    return {
        "format": FORMAT,
        "ruleset": report.ruleset.id,
        "definition": definition.id,
        "title": definition.title,
        "kind": definition.kind,
        "fiscal_year": definition.fiscal_year,
        "unit": filing.unit,
        "total": _decimal(report.total),
        "at_most": _decimal(report.at_most),
        "grade": report.grade,
        "budget": _budget(report.budget) if report.budget else None,
        "lines": [_line(line) for line in report.lines],
        "problems": [problem_data(problem) for problem in report.problems],
        "form": form_data(filing),
    }


def read_json(data: bytes, name: str) -> Filing:
    """Return the filing of a report that was written as JSON, with the scores of the report as its printed ones.

    Args:
        data: The bytes of the file.
        name: What it is called.

    Raises:
        ProblemError: For a file that is no report of format perfeval-report-1.
    """
    try:
        held = json.loads(decode(data, name))
    except (ValueError, RecursionError):
        raise refused(codes.NOT_A_REPORT, name, "不是 JSON 文件") from None
    if not isinstance(held, dict) or held.get("format") != FORMAT or not isinstance(held.get("form"), dict):
        raise refused(codes.NOT_A_REPORT, name)
    filing = parse_filing(json.dumps(held["form"], ensure_ascii=False), name)
    lines = [line for line in held.get("lines") or [] if isinstance(line, dict)]
    budget = held.get("budget") if isinstance(held.get("budget"), dict) else {}
    printed = Printed(
        total=_printed(held.get("total")),
        grade=_printed(held.get("grade")),
        budget=PrintedBudget(score=_printed((budget or {}).get("score"))) if budget else None,
        scores={str(line.get("id")): line["score"] for line in lines if _printed(line.get("score"))},
    )
    return attrs.evolve(filing, printed=printed)


def _printed(value: Any) -> str | None:
    """Return a printed value, None where it is no text."""
    return value if isinstance(value, str) else None


def _line(line: Line) -> dict[str, Any]:
    """Return one row."""
    return {
        "id": line.leaf.key,
        "name": line.leaf.indicator.name,
        "path": [node.name for node in line.leaf.path],
        "goal": line.leaf.goal.text if line.leaf.goal else None,
        "points": _points(line),
        "target": line.target.text if line.target else None,
        "actual": line.actual.text if line.actual else None,
        "sign": line.sign,
        **_scored(line),
    }


def _budget(line: BudgetLine) -> dict[str, Any]:
    """Return the budget execution; its rate is exact, 1 being 100 %."""
    return {
        "points": _points(line),
        "base": _typed(line.base),
        "executed": _typed(line.executed),
        "rate": None if line.rate is None else str(line.rate),
        **_scored(line),
    }


def _scored(line: Line | BudgetLine) -> dict[str, Any]:
    """Return the score with its exact value, its rule and its steps."""
    return {
        "status": line.status,
        "score": _decimal(line.score),
        "exact": None if line.value is None else str(line.value),
        "rule": line.rule or None,
        "clause": line.clause_id,
        "explanation": line.explain(),
        "steps": [{"step": step.name, "text": step.text, "data": dict(step.data)} for step in line.steps],
    }


def _points(line: Line | BudgetLine) -> str | None:
    """Return the points of a row as decimal text."""
    return None if line.points is None else digits(line.points)


def _typed(measure: Measure | None) -> str | None:
    """Return a cell as typed."""
    return measure.text if measure else None


def _decimal(value: Decimal | None) -> str | None:
    """Return a score with the places it has."""
    return None if value is None else f"{value:f}"


def problem_data(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain data, with its place.

    Args:
        problem: Any problem.
    """
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity,
        "fact": problem.fact,
        "repair": problem.repair,
        "about": problem.about or None,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "cell": (place.cell or None) if place else None,
    }
