"""The steps of a score, worked out only when somebody asks: what was read, which rule, the formula, the rounding."""

from __future__ import annotations

from collections.abc import Callable

from perfeval.exact import Fraction, digits, trimmed
from perfeval.model import BudgetLine, LadderStep, Line, Linear, Proportional, Ratio, Reciprocal, Step
from perfeval.model.filing import TIERS
from perfeval.notation import SIGN_TEXT, format_number, format_quantity
from perfeval.scoring.steps import (
    MODE_TEXT,
    arrow,
    compared,
    done,
    exact_data,
    points_text,
    result,
    rule_steps,
    score_text,
    steps,
    texts,
    typed,
)

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
    "held",
    "late",
    "left_out",
    "linear",
    "manual",
    "met",
    "missing",
    "nothing_left",
    "pass_fail",
    "piecewise",
    "policy_full",
    "policy_zero",
    "proportional",
    "reciprocal",
    "tier",
    "tolerated",
    "unscored",
]


# The ways a row can come to its score: each gives the formula step, the rest is the same for all.


def met(line: Line) -> tuple[Step, ...]:
    """Tell of a row that met its target."""
    goal, actual = compared(line)
    if goal is None or actual is None or not goal.kind == actual.kind == "number":
        return steps(
            line, f"完成“{done(line)}”，目标“{typed(line.target)}”，达到目标，得满分 {score_text(line)}"
        )
    due, reached = texts(line)
    sign = SIGN_TEXT[line.sign] if line.sign else "="
    said = (
        f"{SIGN_TEXT[actual.sign]}{reached}，目标 {sign}{due}" if actual.sign else f"{reached} {sign} {due}"
    )
    return steps(line, f"{said}，达到目标，得满分 {score_text(line)}")


def tolerated(line: Line) -> tuple[Step, ...]:
    """Tell of a row with `=` that is off by no more than the rule set tolerates."""
    tolerance = line.ruleset.equal.tolerance
    off = tolerance.text if tolerance else ""
    return steps(
        line,
        f"完成“{done(line)}”，目标“{typed(line.target)}”，相差不超过允许偏差 {off}，得满分 {score_text(line)}",
    )


def proportional(line: Line) -> tuple[Step, ...]:
    """Tell of points × actual ÷ target."""
    return steps(line, f"{_quotient(line)}{result(line)}")


def reciprocal(line: Line) -> tuple[Step, ...]:
    """Tell of points × target ÷ actual."""
    return steps(line, f"{_inverse(line)}{result(line)}")


def linear(line: Line) -> tuple[Step, ...]:
    """Tell of the linear fall to zero at twice the target."""
    if line.ratio and not line.ratio[0]:
        target, actual = texts(line)
        return steps(line, f"{actual} 不小于 {target} 的两倍，得 0 分")
    return steps(line, f"{_fall(line)}{result(line)}")


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


def capped(line: Line, *, raw: Fraction, shape: Ratio) -> tuple[Step, ...]:
    """Tell of a score in proportion that is held at its cap."""
    return steps(
        line, f"{_FORMULAS[type(shape)](line)} = {digits(raw)}，高于上限，按上限得 {score_text(line)}"
    )


def nothing_left(line: Line) -> tuple[Step, ...]:
    """Tell of a target with ≤ of which nothing at all was left: target ÷ 0 is above every cap."""
    return steps(
        line,
        f"完成“{done(line)}”，目标“{typed(line.target)}”，完成值为零，按上限得 {score_text(line)}",
    )


def held(line: Line) -> tuple[Step, ...]:
    """Tell of a met target whose row is held at its cap."""
    return steps(
        line, f"完成“{done(line)}”，目标“{typed(line.target)}”，达到目标，按上限得 {score_text(line)}"
    )


def pass_fail(line: Line) -> tuple[Step, ...]:
    """Tell of a row that is all or nothing, and missed."""
    said = "按做到满分、否则零分" if not line.ratio or not line.ratio[0] else "按做到满分、否则扣分"
    return steps(
        line,
        f"完成“{done(line)}”，未达到目标“{typed(line.target)}”，{said}，得 {score_text(line)} 分",
    )


def policy_full(line: Line) -> tuple[Step, ...]:
    """Tell of an edge for which the rule set gives all points."""
    return steps(line, f"{_named(line)}写明这种情况给满分 {score_text(line)}")


def policy_zero(line: Line) -> tuple[Step, ...]:
    """Tell of an edge for which the rule set gives nothing."""
    return steps(line, f"{_named(line)}写明这种情况给零分，得 0 分")


def _named(line: Line) -> str:
    """Return who says so: the rule set, or the method of the indicator."""
    return "指标的 method " if line.rule == "method" else f"规则的 {line.rule} "


def floored(line: Line, *, floor: str, raw: Fraction) -> tuple[Step, ...]:
    """Tell of a score in proportion that lies below its floor."""
    share = f"{digits(raw / line.points * 100, 2)}%" if line.points else "0%"
    return steps(
        line,
        f"完成“{done(line)}”，目标“{typed(line.target)}”，按算式只得分值的 {share}，低于门槛 {floor}，得 0 分",
    )


def piecewise(line: Line) -> tuple[Step, ...]:
    """Tell of a score between two anchors."""
    return steps(line, f"完成“{done(line)}”，目标“{typed(line.target)}”，按分段线性{result(line)}")


def deducted(line: Line, *, lost: Fraction, each: str, off: str) -> tuple[Step, ...]:
    """Tell of points lost for every step missed."""
    left = _lost(line, lost)
    return steps(
        line,
        f"完成“{done(line)}”，未达到目标“{typed(line.target)}”，每差 {each} 扣 {off}{_unit(off)}：{left}",
    )


def late(line: Line, *, days: int, counted: str, lost: Fraction) -> tuple[Step, ...]:
    """Tell of points lost for every day that a deadline was missed by."""
    unit = "个工作日" if counted == "workday" else "天"
    return steps(
        line,
        f"完成“{done(line)}”，时限“{typed(line.target)}”，逾期 {days} {unit}：{_lost(line, lost)}",
    )


def counted(line: Line, *, each: str, more: str) -> tuple[Step, ...]:
    """Tell of points earned for every step done."""
    return steps(
        line,
        f"完成“{done(line)}”，每完成 {each} 得 {more}{_unit(more)}，不超过分值 {points_text(line)}{result(line)}",
    )


def manual(line: Line) -> tuple[Step, ...]:
    """Tell of a score that a person gave."""
    reason = line.entry.score_reason if line.entry else ""
    return steps(line, f"由人定分，得 {score_text(line)} 分（理由：{reason}）")


def custom(line: Line, *, function: str) -> tuple[Step, ...]:
    """Tell of a score that a registered function gave."""
    return steps(
        line,
        f"完成“{done(line)}”，目标“{typed(line.target)}”，按计分函数 {function}{result(line)}",
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
    return steps(line, f"原得 {digits(raw)}；{name} {percent}，{reached}，{did}{result(line)}")


def deducted_by_hand(line: Line, *, raw: Fraction) -> tuple[Step, ...]:
    """Tell of a score from which the filing takes points away."""
    entry = line.entry
    off = entry.deduction.text if entry and entry.deduction else ""
    reason = entry.score_reason if entry else ""
    return steps(line, f"原得 {digits(raw)}，扣减 {off}（理由：{reason}）{result(line)}")


def left_out(line: Line) -> tuple[Step, ...]:
    """Tell of a row that does not apply and whose points are taken out of the form's."""
    reason = line.entry.not_applicable if line.entry else ""
    return steps(line, f"不适用（{reason}），{points_text(line)} 分不计入，总分按其余分值折算")


def _lost(line: Line, lost: Fraction) -> str:
    """Return `8 − 2.5 = 5.5`, or that all points are lost."""
    if line.points is not None and lost >= line.points:
        return f"扣 {digits(lost)} 分，扣完为止，得 0 分"
    return f"{points_text(line)} − {digits(lost)}{result(line)}"


def _unit(text: str) -> str:
    """Return 分 behind a number of points; a percentage is one of the points."""
    return "的分值" if text.endswith("%") else " 分"


def bands(line: Line) -> tuple[Step, ...]:
    """Tell of a band table."""
    return steps(line, f"完成“{done(line)}”，目标“{typed(line.target)}”，按分档得 {score_text(line)} 分")


def tier(line: Line) -> tuple[Step, ...]:
    """Tell of a qualitative tier."""
    name = line.rule.removeprefix("tiers.")
    rule = line.ruleset.tiers[name]
    given = "由规则定为" if rule.score else "由单位定为"
    return steps(line, f"属“{TIERS[name][0]}”档（分值的 {rule.range.text}），得分{given} {score_text(line)}")


def missing(line: Line) -> tuple[Step, ...]:
    """Tell of a row without an actual."""
    return steps(line, "没有填实际完成值，不计分")


def failed(line: Line) -> tuple[Step, ...]:
    """Tell of a row that has no score because of its problems."""
    facts = "；".join(problem.fact for problem in line.problems if problem.severity == "error")
    return steps(line, f"不计分：{facts}")


def unscored(line: Line) -> tuple[Step, ...]:
    """Tell of a row of a form that carries no points."""
    return steps(line, "本表没有分值，不计分")


def budget(line: BudgetLine) -> tuple[Step, ...]:
    """Tell of the budget execution."""
    cells = {"base": typed(line.base), "executed": typed(line.executed)}
    inputs = Step("inputs", f"预算数“{cells['base']}”，执行数“{cells['executed']}”", cells)
    return (
        inputs,
        *rule_steps(line.rule, line.clause),
        Step("formula", _budget_formula(line), exact_data(line.value)),
    )


def _amounts(line: BudgetLine) -> str:
    """Return `executed ÷ base`; with their units only where these differ."""
    amounts = [one.quantity for one in (line.executed, line.base) if one is not None and one.quantity]
    same = len({amount.scale for amount in amounts}) == 1
    return " ÷ ".join(format_number(amount) if same else format_quantity(amount) for amount in amounts)


def _budget_formula(line: BudgetLine) -> str:
    """Return the formula of the budget execution with its numbers."""
    if line.status == "unscored":
        return "本表没有预算执行的分值，不计分"
    if line.score is None or line.value is None:
        return "不计分：" + "；".join(problem.fact for problem in line.problems)
    if line.rate is None:
        return f"预算数为零，规则写明得 {trimmed(line.score)} 分"
    rate = f"{_amounts(line)} = {digits(line.rate * 100)}%"
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
        f"{rate}{held}；× {points}{arrow(line.value, trimmed(line.score), line.ruleset.rounding.score.mode)}"
    )
