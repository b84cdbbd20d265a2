"""超额完成: what happens to a score the further the actual lies above its target."""

from __future__ import annotations

from functools import partial

from perfeval.exact import Fraction, digits
from perfeval.model import Ladder, LadderStep
from perfeval.scoring import codes, tell
from perfeval.scoring.outcome import Case, Outcome
from perfeval.source import Problem

__all__ = ["climb"]

_CHANGES = ("multiply", "subtract", "zero")


def climb(outcome: Outcome, ladder: Ladder, case: Case) -> Outcome:
    """Return *outcome* after the over-fulfilment ladder of the rule set.

    Every step that is reached is told; the score is changed once, by the highest step that changes it. A target of
    zero or below has no ratio, and the ladder says nothing of it.

    Args:
        outcome: What the row earned, scored.
        ladder: The rule set's ladder.
        case: The row, target and actual in one unit.
    """
    if case.target <= 0 or (ladder.signs and case.sign not in ladder.signs):
        return outcome
    far = case.actual / case.target
    measured = far if ladder.measure == "ratio" else abs(far - 1)
    reached = [step for step in ladder.steps if _reaches(step, measured)]
    if not reached:
        return outcome
    percent = f"{digits(measured * 100, 2)}%"
    changing = [step for step in reached if step.do in _CHANGES]
    changed = _changed(outcome, changing[-1], ladder, case.points, percent) if changing else outcome
    told = tuple(_told(step, ladder, case, percent) for step in reached if step.do not in _CHANGES)
    return changed._replace(problems=(*changed.problems, *(problem for problem in told if problem)))


def _reaches(step: LadderStep, measured: Fraction) -> bool:
    """Return whether a measure reaches a step: from its value on, or above it."""
    if step.above is not None:
        return measured > step.above.value
    return step.start is not None and measured >= step.start.value


def _changed(outcome: Outcome, step: LadderStep, ladder: Ladder, points: Fraction, percent: str) -> Outcome:
    """Return the outcome with the score that a step leaves."""
    base = Fraction(*outcome.ratio) if outcome.ratio else Fraction(0)
    by = step.by
    left = Fraction(0)
    if step.do == "multiply" and by is not None:
        left = base * by.value
    elif step.do == "subtract" and by is not None:
        left = max(base - by.of(points), Fraction(0))
    say = partial(tell.climbed, raw=base, step=step, percent=percent, measure=ladder.measure)
    return outcome._replace(
        ratio=left.as_integer_ratio(),
        tell=say,
        rule="over_fulfilment",
        clause=ladder.clause or outcome.clause,
    )


def _told(step: LadderStep, ladder: Ladder, case: Case, percent: str) -> Problem | None:
    """Return what a step asks for: a look, or a reason where none was filed."""
    at = step.start or step.above
    measure = "完成比例" if ladder.measure == "ratio" else "偏离度"
    fact = f"{measure} {percent}，{'达到' if step.start else '超过'} {at.text if at else ''}"
    if step.do == "require_reason":
        return None if case.entry.reason else codes.RN01.problem(f"{fact}，须说明原因")
    return codes.SC27.problem(fact)
