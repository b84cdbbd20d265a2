"""The steps of a score, worked out only when somebody asks: what was read, which rule, the formula, the rounding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from perfeval.exact import Fraction, digits, trimmed
from perfeval.model import BudgetLine, Clause, LadderStep, Line, Step
from perfeval.model.filing import TIERS
from perfeval.notation import SIGN_TEXT, Measure, format_measure, format_value

__all__ = [
    "bands",
    "budget",
    "capped",
    "climbed",
    "counted",
    "custom",
    "deducted",
    "deducted_by_hand",
    "failed",
    "floored",
    "late",
    "left_out",
    "linear",
    "manual",
    "met",
    "missing",
    "pass_fail",
    "piecewise",
    "policy_full",
    "policy_zero",
    "proportional",
    "reciprocal",
    "tier",
    "unscored",
]

MODE_TEXT = {"half_up": "四舍五入", "half_even": "四舍六入五成双", "down": "舍去"}
BASIS_TEXT = {"document": "文件", "form_note": "表后备注", "system": "系统行为", "practice": "惯例"}


# The ways a row can come to its score: each gives the formula step, the rest is the same for all.


def met(line: Line) -> tuple[Step, ...]:
    """Tell of a row that met its target."""
    target, actual = _texts(line)
    sign = SIGN_TEXT[line.sign] if line.sign else "="
    compared = (
        f"{SIGN_TEXT[line.actual.sign]}{actual}，目标 {sign}{target}"
        if line.actual and line.actual.sign
        else f"{actual} {sign} {target}"
    )
    if line.actual and line.actual.kind != "number":
        compared = f"完成“{line.actual.text}”，目标“{line.target.text if line.target else ''}”"
    return _steps(line, f"{compared}，达到目标，得满分 {_score(line)}")


def proportional(line: Line) -> tuple[Step, ...]:
    """Tell of points × actual ÷ target."""
    target, actual = _texts(line)
    return _steps(line, f"{actual} ÷ {target} × {_points(line)}{_result(line)}")


def reciprocal(line: Line) -> tuple[Step, ...]:
    """Tell of points × target ÷ actual."""
    target, actual = _texts(line)
    return _steps(line, f"{target} ÷ {actual} × {_points(line)}{_result(line)}")


def linear(line: Line) -> tuple[Step, ...]:
    """Tell of the linear fall to zero at twice the target."""
    target, actual = _texts(line)
    if line.ratio and not line.ratio[0]:
        return _steps(line, f"{actual} 不小于 {target} 的两倍，得 0 分")
    return _steps(line, f"(1 − ({actual} − {target}) ÷ {target}) × {_points(line)}{_result(line)}")


def pass_fail(line: Line) -> tuple[Step, ...]:
    """Tell of a row that is all or nothing, and missed."""
    said = "按做到满分、否则零分" if not line.ratio or not line.ratio[0] else "按做到满分、否则扣分"
    return _steps(
        line,
        f"完成“{_typed(line.actual)}”，未达到目标“{_typed(line.target)}”，{said}，得 {_score(line)} 分",
    )


def policy_full(line: Line) -> tuple[Step, ...]:
    """Tell of an edge for which the rule set gives all points."""
    return _steps(line, f"规则的 {line.rule} 写明这种情况给满分 {_score(line)}")


def policy_zero(line: Line) -> tuple[Step, ...]:
    """Tell of an edge for which the rule set gives nothing."""
    return _steps(line, f"规则的 {line.rule} 写明这种情况给零分，得 0 分")


def capped(line: Line, *, raw: Fraction) -> tuple[Step, ...]:
    """Tell of a score in proportion that is held at its cap."""
    target, actual = _texts(line)
    return _steps(
        line, f"{actual} ÷ {target} × {_points(line)} = {digits(raw)}，高于上限，按上限得 {_score(line)}"
    )


def floored(line: Line, *, floor: str, raw: Fraction) -> tuple[Step, ...]:
    """Tell of a score in proportion that lies below its floor."""
    share = f"{digits(raw / line.points * 100, 2)}%" if line.points else "0%"
    return _steps(
        line,
        f"完成“{_typed(line.actual)}”，目标“{_typed(line.target)}”，按算式只得分值的 {share}，低于门槛 {floor}，得 0 分",
    )


def piecewise(line: Line) -> tuple[Step, ...]:
    """Tell of a score between two anchors."""
    return _steps(
        line, f"完成“{_typed(line.actual)}”，目标“{_typed(line.target)}”，按分段线性{_result(line)}"
    )


def deducted(line: Line, *, lost: Fraction, each: str, off: str) -> tuple[Step, ...]:
    """Tell of points lost for every step missed."""
    left = _lost(line, lost)
    return _steps(
        line,
        f"完成“{_typed(line.actual)}”，未达到目标“{_typed(line.target)}”，每差 {each} 扣 {off}{_unit(off)}：{left}",
    )


def late(line: Line, *, days: int, counted: str, lost: Fraction) -> tuple[Step, ...]:
    """Tell of points lost for every day that a deadline was missed by."""
    unit = "个工作日" if counted == "workday" else "天"
    return _steps(
        line,
        f"完成“{_typed(line.actual)}”，时限“{_typed(line.target)}”，逾期 {days} {unit}：{_lost(line, lost)}",
    )


def counted(line: Line, *, each: str, more: str) -> tuple[Step, ...]:
    """Tell of points earned for every step done."""
    return _steps(
        line,
        f"完成“{_typed(line.actual)}”，每完成 {each} 得 {more}{_unit(more)}，不超过分值 {_points(line)}{_result(line)}",
    )


def manual(line: Line) -> tuple[Step, ...]:
    """Tell of a score that a person gave."""
    reason = line.entry.score_reason if line.entry else ""
    return _steps(line, f"由人定分，得 {_score(line)} 分（理由：{reason}）")


def custom(line: Line, *, function: str) -> tuple[Step, ...]:
    """Tell of a score that a registered function gave."""
    return _steps(
        line,
        f"完成“{_typed(line.actual)}”，目标“{_typed(line.target)}”，按计分函数 {function}{_result(line)}",
    )


def climbed(
    line: Line,
    *,
    raw: Fraction,
    step: LadderStep,
    percent: str,
    measure: str,
) -> tuple[Step, ...]:
    """Tell of a score that the over-fulfilment ladder changed."""
    at = step.start or step.above
    reached = f"{'达到' if step.start else '超过'} {at.text if at else ''}"
    name = "完成比例" if measure == "ratio" else "偏离度"
    by = step.by.text if step.by else ""
    did = {"multiply": f"乘以 {by}", "subtract": f"扣减 {by}{_unit(by)}", "zero": "得零分"}[step.do]
    return _steps(line, f"原得 {digits(raw)}；{name} {percent}，{reached}，{did}{_result(line)}")


def deducted_by_hand(line: Line, *, raw: Fraction) -> tuple[Step, ...]:
    """Tell of a score from which the filing takes points away."""
    entry = line.entry
    off = entry.deduction.text if entry and entry.deduction else ""
    reason = entry.score_reason if entry else ""
    return _steps(line, f"原得 {digits(raw)}，扣减 {off}（理由：{reason}）{_result(line)}")


def left_out(line: Line) -> tuple[Step, ...]:
    """Tell of a row that does not apply and whose points are taken out of the form's."""
    reason = line.entry.not_applicable if line.entry else ""
    return _steps(line, f"不适用（{reason}），{_points(line)} 分不计入，总分按其余分值折算")


def _lost(line: Line, lost: Fraction) -> str:
    """Return `8 − 2.5 = 5.5`, or that all points are lost."""
    if line.points is not None and lost >= line.points:
        return f"扣 {digits(lost)} 分，扣完为止，得 0 分"
    return f"{_points(line)} − {digits(lost)}{_result(line)}"


def _unit(text: str) -> str:
    """Return 分 behind a number of points; a percentage is one of the points."""
    return "的分值" if text.endswith("%") else " 分"


def bands(line: Line) -> tuple[Step, ...]:
    """Tell of a band table."""
    return _steps(
        line, f"完成“{_typed(line.actual)}”，目标“{_typed(line.target)}”，按分档得 {_score(line)} 分"
    )


def tier(line: Line) -> tuple[Step, ...]:
    """Tell of a qualitative tier."""
    name = line.rule.removeprefix("tiers.")
    rule = line.ruleset.tiers[name]
    given = "由规则定为" if rule.score else "由单位定为"
    return _steps(line, f"属“{TIERS[name][0]}”档（分值的 {rule.range.text}），得分{given} {_score(line)}")


def missing(line: Line) -> tuple[Step, ...]:
    """Tell of a row without an actual."""
    return _steps(line, "没有填实际完成值，不计分")


def failed(line: Line) -> tuple[Step, ...]:
    """Tell of a row that has no score because of its problems."""
    facts = "；".join(problem.fact for problem in line.problems if problem.severity == "error")
    return _steps(line, f"不计分：{facts}")


def unscored(line: Line) -> tuple[Step, ...]:
    """Tell of a row of a form that carries no points."""
    return _steps(line, "本表没有分值，不计分")


def budget(line: BudgetLine) -> tuple[Step, ...]:
    """Tell of the budget execution."""
    typed = {"base": _typed(line.base), "executed": _typed(line.executed)}
    inputs = Step("inputs", f"预算数“{typed['base']}”，执行数“{typed['executed']}”", typed)
    return (
        inputs,
        *_rule(line.rule, line.clause),
        Step("formula", _budget_formula(line), _exact(line.value)),
    )


def _budget_formula(line: BudgetLine) -> str:
    """Return the formula of the budget execution with its numbers."""
    if line.status == "unscored":
        return "本表没有预算执行的分值，不计分"
    if line.score is None or line.value is None:
        return "不计分：" + "；".join(problem.fact for problem in line.problems)
    if line.rate is None:
        return f"预算数为零，规则写明得 {trimmed(line.score)} 分"
    rate = f"{_typed(line.executed)} ÷ {_typed(line.base)} = {digits(line.rate * 100)}%"
    rounding = line.ruleset.rounding.rate
    if rounding is not None:
        rate += f" → {digits(rounding.rounding.apply(line.rate * 100))}%({MODE_TEXT[rounding.mode]})"
    rule = line.ruleset.budget
    if rule is not None and rule.shape == "bands":
        return f"{rate}，按分档得 {trimmed(line.score)} 分"
    if line.rate > 1 and not line.value:
        return f"{rate}，超过 100%，规则写明得 0 分"
    if rule is not None and rule.floor is not None and line.rate < rule.floor.value:
        return f"{rate}，低于门槛 {rule.floor.text}，得 0 分"
    held = "，超过 100% 按 100% 计" if line.rate > 1 else ""
    points = digits(line.points or Fraction(0))
    return (
        f"{rate}{held}；× {points}{_arrow(line.value, trimmed(line.score), line.ruleset.rounding.score.mode)}"
    )


def _steps(line: Line, formula: str) -> tuple[Step, ...]:
    """Return the steps of a row around its *formula*."""
    typed = {"target": _typed(line.target), "actual": _typed(line.actual), "points": _points(line)}
    inputs = Step(
        "inputs", f"目标“{typed['target']}”，完成“{typed['actual']}”，分值 {typed['points']}", typed
    )
    values = {"target": _value(line.target), "actual": _value(line.actual), "sign": line.sign}
    notes = tuple(Step("note", problem.fact) for problem in line.problems if problem.severity == "note")
    return (
        inputs,
        Step("values", f"读作：目标 {_read(line.target)}，完成 {_read(line.actual)}", values),
        *notes,
        *_rule(line.rule, line.clause),
        Step("formula", formula, _exact(line.value)),
        *_rounded(line),
    )


_RULE_TEXT = {
    "met": "达到目标得满分",
    "at_least": "≥ 的计分",
    "at_most": "≤ 的计分",
    "budget": "预算执行的计分",
}


def _rule(rule: str, clause: Clause | None) -> tuple[Step, ...]:
    """Return the step that names the rule and the clause it stands on."""
    if not rule:
        return ()
    name = f"{rule}（{_RULE_TEXT[rule]}）" if rule in _RULE_TEXT else rule
    if clause is None:
        return (Step("rule", f"规则 {name}", {"rule": rule}),)
    checked = "已核对" if clause.verified else "未核对"
    data = {"rule": rule, "where": clause.where, "basis": clause.basis, "verified": clause.verified}
    text = f"规则 {name}，依据{clause.where}（{BASIS_TEXT[clause.basis]}，{checked}）：{clause.says}"
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


def _texts(line: Line) -> tuple[str, str]:
    """Return target and actual as numbers of one unit, without the target's sign."""
    target, actual = line.target, line.actual
    if target is None or actual is None or target.quantity is None or actual.quantity is None:
        return _typed(target), _typed(actual)
    return format_value(target, actual), format_value(actual, target)


def _result(line: Line) -> str:
    """Return `= exact → score(mode)`, or only `= score` where nothing was rounded away."""
    return _arrow(line.value or Fraction(0), _score(line), line.ruleset.rounding.score.mode)


def _arrow(value: Fraction, score: str, mode: str) -> str:
    """Return the exact value and, where they differ, the score it is rounded to."""
    exact = digits(value)
    return f" = {exact}" if exact == score else f" = {exact} → {score}({MODE_TEXT[mode]})"


def _exact(value: Fraction | None) -> Mapping[str, Any]:
    """Return the exact value for a machine: a fraction as text."""
    return {} if value is None else {"exact": str(value)}


def _score(line: Line) -> str:
    """Return the score without zeros at its end."""
    return "" if line.score is None else trimmed(line.score)


def _points(line: Line) -> str:
    """Return the points as typed."""
    points = line.leaf.indicator.points
    return points.text if points else ""


def _typed(measure: Measure | None) -> str:
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
