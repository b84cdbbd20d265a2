"""The steps that every explanation shares: what was read, the rule with its clause, the rounding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from perfeval.exact import Fraction, digits, trimmed
from perfeval.model import BASES, Clause, Line, Step
from perfeval.model.rules import MODE_TEXT
from perfeval.notation import Measure, format_measure, format_value

__all__ = [
    "MODE_TEXT",
    "arrow",
    "compared",
    "done",
    "exact_data",
    "points_text",
    "result",
    "rule_steps",
    "score_text",
    "steps",
    "texts",
    "typed",
]


def steps(line: Line, formula: str) -> tuple[Step, ...]:
    """Return the steps of a row around its *formula*."""
    cells = {"target": typed(line.target), "actual": typed(line.actual), "points": points_text(line)}
    inputs = Step(
        "inputs", f"目标“{cells['target']}”，完成“{cells['actual']}”，分值 {cells['points']}", cells
    )
    actual = compared(line)[1] if line.actual is None else line.actual
    values = {"target": _value(line.target), "actual": _value(actual), "sign": line.sign}
    notes = tuple(Step("note", problem.fact) for problem in line.problems if problem.severity == "note")
    return (
        inputs,
        Step("values", f"读作：目标 {_read(line.target)}，完成 {_read(actual)}", values),
        *notes,
        *rule_steps(line.rule, line.clause),
        Step("formula", formula, exact_data(line.value)),
        *_rounded(line),
    )


_RULE_TEXT = {
    "met": "达到目标得满分",
    "at_least": "≥ 的计分",
    "at_most": "≤ 的计分",
    "budget": "预算执行的计分",
}


def rule_steps(rule: str, clause: Clause | None) -> tuple[Step, ...]:
    """Return the step that names the rule and the clause it stands on."""
    if not rule:
        return ()
    name = f"{rule}（{_RULE_TEXT[rule]}）" if rule in _RULE_TEXT else rule
    if clause is None:
        return (Step("rule", f"规则 {name}", {"rule": rule}),)
    checked = "已核对" if clause.verified else "未核对"
    data = {"rule": rule, "where": clause.where, "basis": clause.basis, "verified": clause.verified}
    text = f"规则 {name}，依据{clause.where}（{BASES[clause.basis][0]}，{checked}）：{clause.says}"
    return (Step("rule", text, data),)


def _rounded(line: Line) -> tuple[Step, ...]:
    """Return the step of the rounding, where there is a score."""
    if line.score is None:
        return ()
    rounding = line.ruleset.rounding.score
    text = f"{MODE_TEXT[rounding.mode]}到 {rounding.places} 位小数，得 {trimmed(line.score)}"
    return (
        Step("rounding", text, {"places": rounding.places, "mode": rounding.mode, "score": str(line.score)}),
    )


def texts(line: Line) -> tuple[str, str]:
    """Return target and actual as numbers of one unit, without the target's sign."""
    target, actual = compared(line)
    assert target is not None  # a formula in numbers is told of rows with two numbers
    assert actual is not None
    return format_value(target, actual), format_value(actual, target)


def compared(line: Line) -> tuple[Measure | None, Measure | None]:
    """Return target and actual as they were compared."""
    return line.compared or (line.target, line.actual)


def done(line: Line) -> str:
    """Return the actual as typed, or as it was counted."""
    return typed(compared(line)[1])


def result(line: Line) -> str:
    """Return `= exact → score(mode)`, or only `= score` where nothing was rounded away."""
    return arrow(line.value or Fraction(0), score_text(line), line.ruleset.rounding.score.mode)


def arrow(value: Fraction, score: str, mode: str) -> str:
    """Return the exact value and, where they differ, the score it is rounded to."""
    exact = digits(value)
    return f" = {exact}" if exact == score else f" = {exact} → {score}({MODE_TEXT[mode]})"


def exact_data(value: Fraction | None) -> Mapping[str, Any]:
    """Return the exact value for a machine: a fraction as text."""
    return {} if value is None else {"exact": str(value)}


def score_text(line: Line) -> str:
    """Return the score without zeros at its end."""
    return "" if line.score is None else trimmed(line.score)


def points_text(line: Line) -> str:
    """Return the points as typed."""
    points = line.leaf.indicator.points
    return points.text if points else ""


def typed(measure: Measure | None) -> str:
    """Return the text of a cell as typed."""
    return measure.text if measure else ""


def _read(measure: Measure | None) -> str:
    """Return what a cell was read as."""
    return "空" if measure is None or measure.kind == "blank" else format_measure(measure)


def _value(measure: Measure | None) -> Mapping[str, Any] | None:
    """Return the value of a cell for a machine: exact, in its canonical unit."""
    if measure is None:
        return None
    data: dict[str, Any] = {"kind": measure.kind, "sign": measure.sign}
    if measure.quantity is not None:
        data |= {"value": digits(measure.quantity.value, 20), "unit": measure.quantity.unit}
    return data
