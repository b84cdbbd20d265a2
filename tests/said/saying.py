"""Everything that the engine says, as text that a person can read through and approve."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from perfeval import notation, reading, scoring
from perfeval.model import BudgetLine, Line, Report
from perfeval.notation import Measure, Pair, format_measure
from perfeval.source import Problem

__all__ = ["approve", "of_measure", "of_pair", "of_problem", "of_report"]

FOLDER = Path(__file__).parent / "approved"
REPAIRS = {one.code: one.repair for room in (notation, reading, scoring) for one in room.CODES}


def of_report(report: Report, *, steps: bool = False, rows: bool = True) -> Iterator[str]:
    """Yield what a report says: rows, budget, total, and what is wrong with each; with *steps*, their values too."""
    for line in report if rows else ():
        cells = f"{line.target.text if line.target else '（无）'} | {line.actual.text if line.actual else '（无）'}"
        yield f"- {line.leaf.key} {cells} {_head(line)} {line.sign or ''}".rstrip()
        yield from _body(line, steps=steps)
    if report.budget is not None:
        budget = report.budget
        amounts = " ÷ ".join(_amount(one) for one in (budget.executed, budget.base))
        yield f"- 预算 {amounts} 率={budget.rate} {_head(budget)}"
        yield from _body(budget, steps=steps)
    yield f"= 总分 {report.total} 最多 {report.at_most} 等级 {report.grade} 规则 {report.ruleset.id}"
    yield from map(of_problem, report.own_problems)


def _head(line: Line | BudgetLine) -> str:
    """Return what a row got, and where that comes from."""
    return f"→ {line.status} {line.score}={line.value} [{line.rule}; {line.clause_id}]"


def _amount(measure: Measure | None) -> str:
    """Return an amount as typed and as read."""
    if measure is None:
        return "（无）"
    quantity = measure.quantity
    return f"{measure.text}({measure.kind}{f' {quantity.value}{quantity.unit}' if quantity else ''})"


def _body(line: Line | BudgetLine, *, steps: bool) -> Iterator[str]:
    """Yield the sentence of a row, or its steps with their values, and its problems."""
    if steps:
        for step in line.steps:
            data = json.dumps(dict(step.data), ensure_ascii=False) if step.data else ""
            yield f"  {step.name}: {step.text} {data}".rstrip()
    else:
        yield f"  {line.explain()}"
    about = line.leaf.key if isinstance(line, Line) else "预算执行情况"
    yield from (of_problem(problem, line.explain(), about) for problem in line.problems)


def of_problem(problem: Problem, said: str = "", about: str = "") -> str:
    """Return a problem with all that it carries, less what was *said* before it and a repair that is its code's."""
    marked = "".join(f"«{problem.shown[start:end]}»" for start, end in problem.spans)
    cell = "" if problem.place else f" {problem.shown!r}{[*problem.spans]}"
    own = f" ⟶ {problem.repair}" if problem.repair != REPAIRS[problem.code] else ""
    place = f"{problem.place} ".removeprefix("f.yaml") if problem.place else ""
    whose = f" [{problem.about}]" if problem.about != about else ""
    fact = "…" if problem.fact in said else problem.fact
    return f"  ! {place}{problem.code} {problem.severity}{whose} {fact} {marked}{cell}{own}"


def of_measure(measure: Measure) -> Iterator[str]:
    """Yield what a cell was read as."""
    said = [measure.kind, measure.sign, measure.quantity, measure.special]
    found = " ".join(str(one) for one in said if one is not None)
    normal = format_measure(measure)
    found += f" ⇒ {normal}" if normal != measure.text else ""
    yield f"- {measure.text!r}: {found}".replace("Fraction", "").replace("Quantity", "").replace(", 1)", ")")
    yield from map(of_problem, measure.problems)


def of_pair(target: str, actual: str, pair: Pair) -> Iterator[str]:
    """Yield what a target and an actual are in one unit."""
    span = pair.actual
    ends = f"{'[' if span.low_closed else '('}{span.low}, {span.high}{']' if span.high_closed else ')'}"
    yield f"- {target} 与 {actual}: {pair.target} {ends} {pair.unit}"
    yield from map(of_problem, pair.problems)


def approve(name: str, lines: Iterable[str], request: pytest.FixtureRequest) -> None:
    """Compare what is said with what was approved, or write it anew where that was asked for."""
    path, said = FOLDER / f"{name}.txt", [line.rstrip() for line in "\n".join(lines).split("\n")]
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(said) + "\n", encoding="utf-8")
    known = path.read_text(encoding="utf-8").removesuffix("\n").split("\n") if path.exists() else []
    if said != known:
        difference = "\n".join(difflib.unified_diff(known, said, "approved", "said", lineterm="", n=1))
        pytest.fail(f"{difference}\nRead the difference; where it is right: make approve", pytrace=False)
