"""What an engine says of drawn forms, as plain texts.

This module runs under the engine of the working tree and, in a process of its own, under the engine as it was.

    python -m tests.oracle.engine SEED START STOP     # one line of JSON per form, after a line that names the package
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import perfeval
from perfeval.model import Filing, Report, RuleSet
from perfeval.scoring import register, score
from perfeval.source import Problem
from tests.oracle.draw import forms
from tests.oracle.form import Verdict
from tests.oracle.shapes import CUSTOM

for _name, _function in CUSTOM.items():
    register(_name, _function)


def report_of(filing: Filing, rules: RuleSet) -> Report | Exception:
    """Return what the engine makes of a filing, or what it raises: no filing may make it raise."""
    try:
        return score(filing, rules)
    except Exception as error:  # whatever is raised is a difference, and never ends the comparison
        return error


def verdict_of(report: Report | Exception) -> Verdict:
    """Return what the oracle can be asked about, in the form in which the oracle answers."""
    if isinstance(report, Exception):
        return Verdict((), None, ("raised", repr(report), "", ""))
    rows = tuple((*_line(line), line.sign or "") for line in report.lines)
    budget = report.budget
    money = None if budget is None else (*_line(budget), _text(budget.rate))
    total, best, grade = _text(report.total), _text(report.at_most), report.grade or ""
    return Verdict(rows, money, (total, best, grade, _codes(report.own_problems)))


def _line(line: Any) -> tuple[str, ...]:
    """Return status, exact value, score, rule, clause and codes of a row or of the budget."""
    return (
        line.status,
        _text(line.value),
        _text(line.score),
        line.rule,
        line.clause_id or "",
        _codes(line.problems),
    )


def _text(value: Any) -> str:
    """Return a value as text, nothing for None."""
    return "" if value is None else str(value)


def _codes(problems: tuple[Problem, ...]) -> str:
    """Return the codes of problems in the order of their names."""
    return " ".join(sorted(problem.code for problem in problems))


def all_of(report: Report) -> dict[str, Any]:
    """Return everything that a report says in public: numbers, facts with severity, sentences and steps."""
    said: dict[str, Any] = {f"row {at}": _all_of_line(line) for at, line in enumerate(report.lines)}
    for at, line in enumerate(report.lines):
        pair = getattr(line, "compared", None) or ()
        said[f"row {at}"] |= {
            "sign": line.sign,
            "compared": [f"{one.text} {one.quantity}" for one in pair],
        }
    budget = report.budget
    if budget is not None:
        said["budget"] = _all_of_line(budget) | {
            "rate": _text(budget.rate),
            "points": _text(budget.points),
            "amounts": [one and f"{one.text} {one.quantity}" for one in (budget.base, budget.executed)],
        }
    said["form"] = {
        "total": _text(report.total),
        "at_most": _text(report.at_most),
        "grade": report.grade,
        "own": _facts(report.own_problems),
        "problems": [problem.code for problem in report.problems],
    }
    return said


def _all_of_line(line: Any) -> dict[str, Any]:
    """Return what a row or the budget says."""
    return {
        "line": _line(line)[:5],
        "problems": _facts(line.problems),
        **_told(line),
    }


def _told(line: Any) -> dict[str, Any]:
    """Return the sentence and the steps of a line, or how telling them ended."""
    try:
        steps = [f"{step.name} {step.text} {dict(step.data)}" for step in line.steps]
        return {"explain": line.explain(), "steps": steps}
    except Exception as error:  # whatever ends it is a difference, and never ends the comparison
        return {"raised": repr(error)}


def _facts(problems: tuple[Problem, ...]) -> list[str]:
    """Return problems with severity, fact, repair, what they are about and where, in their order."""
    return [
        f"{p.code} {p.severity} {p.fact} | {p.repair} | {p.about} | {p.place} {p.shown} {p.spans}"
        for p in problems
    ]


def as_line(report: Report | Exception) -> str:
    """Return a report as one line of JSON, the same in any process."""
    said = {"raised": {"raised": repr(report)}} if isinstance(report, Exception) else all_of(report)
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def main(seed: str, start: str, stop: str) -> None:
    """Write what this engine says of the forms with these indices."""
    write = sys.stdout.write
    write(f"{Path(perfeval.__file__).parent}\n")
    for form in forms(seed, int(start), int(stop)):
        write(as_line(report_of(form.filing, form.rules)) + "\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main(*sys.argv[1:])
