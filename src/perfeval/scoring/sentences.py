"""The steps of a score, worked out only when somebody asks: what was read, which rule, the formula, the rounding.

The branch that counted is the skeleton: it names its sentence, the shape that the sentence quotes, and the numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from perfeval.exact import Fraction, digits
from perfeval.model import Line, Linear, Proportional, Ratio, Reciprocal, Step
from perfeval.model.filing import TIERS
from perfeval.notation import SIGN_TEXT
from perfeval.scoring.outcome import Outcome
from perfeval.scoring.steps import compared, done, points_text, result, score_text, steps, texts, typed

__all__ = ["told"]


def told(outcome: Outcome, line: Line) -> tuple[Step, ...]:
    """Return how a row came to its score, step by step.

    Args:
        outcome: What reading the plan came to.
        line: The row.
    """
    return steps(line, _SENTENCES[outcome.branch.say](line, outcome))


def _met(line: Line, outcome: Outcome) -> str:
    """Tell of a row that met its target."""
    goal, actual = compared(line)
    if goal is None or actual is None or not goal.kind == actual.kind == "number":
        return f"完成“{done(line)}”，目标“{typed(line.target)}”，达到目标，得满分 {score_text(line)}"
    due, reached = texts(line)
    sign = SIGN_TEXT[line.sign] if line.sign else "="
    said = (
        f"{SIGN_TEXT[actual.sign]}{reached}，目标 {sign}{due}" if actual.sign else f"{reached} {sign} {due}"
    )
    return f"{said}，达到目标，得满分 {score_text(line)}"


def _tolerated(line: Line, outcome: Outcome) -> str:
    """Tell of a row with `=` that is off by no more than the rule set tolerates."""
    tolerance = line.ruleset.equal.tolerance
    off = tolerance.text if tolerance else ""
    return (
        f"完成“{done(line)}”，目标“{typed(line.target)}”，相差不超过允许偏差 {off}，得满分 {score_text(line)}"
    )


def _proportional(line: Line, outcome: Outcome) -> str:
    """Tell of points × actual ÷ target."""
    return f"{_quotient(line)}{result(line)}"


def _reciprocal(line: Line, outcome: Outcome) -> str:
    """Tell of points × target ÷ actual."""
    return f"{_inverse(line)}{result(line)}"


def _linear(line: Line, outcome: Outcome) -> str:
    """Tell of the linear fall to zero at twice the target."""
    if line.ratio and not line.ratio[0]:
        target, actual = texts(line)
        return f"{actual} 不小于 {target} 的两倍，得 0 分"
    return f"{_fall(line)}{result(line)}"


def _quotient(line: Line) -> str:
    """Return `actual ÷ target × points`."""
    target, actual = texts(line)
    return f"{actual} ÷ {target} × {points_text(line)}"


def _inverse(line: Line) -> str:
    """Return `target ÷ actual × points`."""
    target, actual = texts(line)
    return f"{target} ÷ {actual} × {points_text(line)}"


def _fall(line: Line) -> str:
    """Return `(1 − (actual − target) ÷ target) × points`."""
    target, actual = texts(line)
    return f"(1 − ({actual} − {target}) ÷ {target}) × {points_text(line)}"


_FORMULAS: dict[type[Ratio], Callable[[Line], str]] = {
    Proportional: _quotient,
    Reciprocal: _inverse,
    Linear: _fall,
}


def _capped(line: Line, outcome: Outcome) -> str:
    """Tell of a score in proportion that is held at its cap."""
    formula = _FORMULAS[type(_shape(outcome))](line)
    return f"{formula} = {digits(outcome.shown('raw'))}，高于上限，按上限得 {score_text(line)}"


def _nothing_left(line: Line, outcome: Outcome) -> str:
    """Tell of a target with ≤ of which nothing at all was left: target ÷ 0 is above every cap."""
    return f"完成“{done(line)}”，目标“{typed(line.target)}”，完成值为零，按上限得 {score_text(line)}"


def _held(line: Line, outcome: Outcome) -> str:
    """Tell of a met target whose row is held at its cap."""
    return f"完成“{done(line)}”，目标“{typed(line.target)}”，达到目标，按上限得 {score_text(line)}"


def _pass_fail(line: Line, outcome: Outcome) -> str:
    """Tell of a row that is all or nothing, and missed."""
    said = "按做到满分、否则零分" if not line.ratio or not line.ratio[0] else "按做到满分、否则扣分"
    return f"完成“{done(line)}”，未达到目标“{typed(line.target)}”，{said}，得 {score_text(line)} 分"


def _policy_full(line: Line, outcome: Outcome) -> str:
    """Tell of an edge for which the rule set gives all points."""
    return f"{_named(line)}写明这种情况给满分 {score_text(line)}"


def _policy_zero(line: Line, outcome: Outcome) -> str:
    """Tell of an edge for which the rule set gives nothing."""
    return f"{_named(line)}写明这种情况给零分，得 0 分"


def _named(line: Line) -> str:
    """Return who says so: the rule set, or the method of the indicator."""
    return "指标的 method " if line.rule == "method" else f"规则的 {line.rule} "


def _floored(line: Line, outcome: Outcome) -> str:
    """Tell of a score in proportion that lies below its floor."""
    share = f"{digits(outcome.shown('raw') / line.points * 100, 2)}%" if line.points else "0%"
    floor = _shape(outcome).floor.text
    return (
        f"完成“{done(line)}”，目标“{typed(line.target)}”，按算式只得分值的 {share}，低于门槛 {floor}，得 0 分"
    )


def _piecewise(line: Line, outcome: Outcome) -> str:
    """Tell of a score between two anchors."""
    return f"完成“{done(line)}”，目标“{typed(line.target)}”，按分段线性{result(line)}"


def _deducted(line: Line, outcome: Outcome) -> str:
    """Tell of points lost for every step missed."""
    shape, left = _shape(outcome), _lost(line, outcome.shown("lost"))
    each, off = shape.each.text, shape.score.text
    return f"完成“{done(line)}”，未达到目标“{typed(line.target)}”，每差 {each} 扣 {off}{_unit(off)}：{left}"


def _late(line: Line, outcome: Outcome) -> str:
    """Tell of points lost for every day that a deadline was missed by."""
    unit = "个工作日" if _shape(outcome).days == "workday" else "天"
    days, left = outcome.shown("days"), _lost(line, outcome.shown("lost"))
    return f"完成“{done(line)}”，时限“{typed(line.target)}”，逾期 {days} {unit}：{left}"


def _counted(line: Line, outcome: Outcome) -> str:
    """Tell of points earned for every step done."""
    shape = _shape(outcome)
    each, more = shape.each.text, shape.score.text
    return f"完成“{done(line)}”，每完成 {each} 得 {more}{_unit(more)}，不超过分值 {points_text(line)}{result(line)}"


def _manual(line: Line, outcome: Outcome) -> str:
    """Tell of a score that a person gave."""
    reason = line.entry.score_reason if line.entry else ""
    return f"由人定分，得 {score_text(line)} 分（理由：{reason}）"


def _custom(line: Line, outcome: Outcome) -> str:
    """Tell of a score that a registered function gave."""
    return (
        f"完成“{done(line)}”，目标“{typed(line.target)}”，按计分函数 {_shape(outcome).function}{result(line)}"
    )


def _climbed(line: Line, outcome: Outcome) -> str:
    """Tell of a score that the over-fulfilment ladder changed."""
    step, ladder = _shape(outcome), line.ruleset.over_fulfilment
    raw, percent = outcome.shown("earned"), f"{digits(outcome.shown('percent'), 2)}%"
    at = step.start or step.above
    reached = f"{'达到' if step.start else '超过'} {at.text if at else ''}"
    name = "完成比例" if ladder and ladder.measure == "ratio" else "偏离度"
    by = step.by.text if step.by else ""
    did = {"multiply": f"乘以 {by}", "subtract": f"扣减 {by}{_unit(by)}", "zero": "得零分"}[step.do]
    return f"原得 {digits(raw)}；{name} {percent}，{reached}，{did}{result(line)}"


def _deducted_by_hand(line: Line, outcome: Outcome) -> str:
    """Tell of a score from which the filing takes points away."""
    entry = line.entry
    off = entry.deduction.text if entry and entry.deduction else ""
    reason = entry.score_reason if entry else ""
    return f"原得 {digits(outcome.shown('earned'))}，扣减 {off}（理由：{reason}）{result(line)}"


def _left_out(line: Line, outcome: Outcome) -> str:
    """Tell of a row that does not apply and whose points are taken out of the form's."""
    reason = line.entry.not_applicable if line.entry else ""
    return f"不适用（{reason}），{points_text(line)} 分不计入，总分按其余分值折算"


def _lost(line: Line, lost: Fraction) -> str:
    """Return `8 − 2.5 = 5.5`, or that all points are lost."""
    if line.points is not None and lost >= line.points:
        return f"扣 {digits(lost)} 分，扣完为止，得 0 分"
    return f"{points_text(line)} − {digits(lost)}{result(line)}"


def _unit(text: str) -> str:
    """Return 分 behind a number of points; a percentage is one of the points."""
    return "的分值" if text.endswith("%") else " 分"


def _bands(line: Line, outcome: Outcome) -> str:
    """Tell of a band table."""
    return f"完成“{done(line)}”，目标“{typed(line.target)}”，按分档得 {score_text(line)} 分"


def _tier(line: Line, outcome: Outcome) -> str:
    """Tell of a qualitative tier."""
    name = line.rule.removeprefix("tiers.")
    rule = line.ruleset.tiers[name]
    given = "由规则定为" if rule.score else "由单位定为"
    return f"属“{TIERS[name][0]}”档（分值的 {rule.range.text}），得分{given} {score_text(line)}"


def _missing(line: Line, outcome: Outcome) -> str:
    """Tell of a row without an actual."""
    return "没有填实际完成值，不计分"


def _failed(line: Line, outcome: Outcome) -> str:
    """Tell of a row that has no score because of its problems."""
    facts = "；".join(problem.fact for problem in line.problems if problem.severity == "error")
    return f"不计分：{facts}"


def _unscored(line: Line, outcome: Outcome) -> str:
    """Tell of a row of a form that carries no points."""
    return "本表没有分值，不计分"


def _shape(outcome: Outcome) -> Any:
    """Return the shape, or the step of the ladder, that the sentence quotes."""
    return outcome.branch.shape


_SENTENCES: dict[str, Callable[[Line, Outcome], str]] = {
    "bands": _bands,
    "capped": _capped,
    "climbed": _climbed,
    "counted": _counted,
    "custom": _custom,
    "deducted": _deducted,
    "deducted_by_hand": _deducted_by_hand,
    "failed": _failed,
    "floored": _floored,
    "held": _held,
    "late": _late,
    "left_out": _left_out,
    "linear": _linear,
    "manual": _manual,
    "met": _met,
    "missing": _missing,
    "nothing_left": _nothing_left,
    "pass_fail": _pass_fail,
    "piecewise": _piecewise,
    "policy_full": _policy_full,
    "policy_zero": _policy_zero,
    "proportional": _proportional,
    "reciprocal": _reciprocal,
    "tier": _tier,
    "tolerated": _tolerated,
    "unscored": _unscored,
}
"""The sentence of each way in which a row can come to its score; a branch names its own."""
