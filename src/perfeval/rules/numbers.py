"""The plan of a number against a number: met or missed, the edges that a rule set must name, and the shape."""

from __future__ import annotations

from perfeval.model import Ladder, LadderStep, Ratio, Shape
from perfeval.notation import SIGN_TEXT, Sign
from perfeval.rules import codes
from perfeval.rules.expressions import (
    ACTUAL,
    EARNED,
    ONE,
    POINTS,
    TARGET,
    ZERO,
    Compare,
    Comparison,
    Expression,
    constant,
    greatest,
    named,
    size,
)
from perfeval.rules.plan import Branch, Note, Stage, earns, escaped, stops, under
from perfeval.rules.shapes import Asked, by_shape, decided, edges, most, share

__all__ = ["CHANGES", "MET", "base", "bound", "over_fulfilment", "reached"]

MET: dict[Sign, Comparison] = {
    "at_least": ">=",
    "above": ">",
    "equal": "=",
    "at_most": "<=",
    "below": "<",
}
"""How an actual that meets its target stands to it."""
_DOWN = ("at_most", "below")
CHANGES = ("multiply", "subtract", "zero")
"""What a step of over-fulfilment does where it changes a score."""


def base(asked: Asked) -> Stage:
    """Return what one value against the target earns: a shape that is whole decides alone, else met earns all.

    Args:
        asked: The row.
    """
    if asked.method is not None and asked.method.whole:
        return Stage("base", tuple(_whole(asked.method, "method", asked)))
    shape, rule = _shape(asked)
    if asked.method is None and asked.sign not in (None, "equal") and shape is not None and shape.whole:
        return Stage("base", (*_strict_edge(asked), *_whole(shape, rule, asked)))
    # Without a sign, only an actual that equals the target is beyond doubt.
    met = under([_met(asked)], earns(POINTS, "met", "met", clause=_clause(asked)))
    missed = stops(codes.SC01) if asked.sign is None else _missed(asked)
    return Stage("base", (*met, *_tolerated(asked), *missed))


def bound(asked: Asked, side: Sign) -> Stage:
    """Return what a set of possible values (`≤5天`) earns: met when the whole set is, else as its worst end.

    Args:
        asked: The row; its actual is the end of the set.
        side: On which side of its end the set lies.
    """
    shape = asked.method or _shape(asked)[0]
    if asked.sign is None:
        return Stage("base", tuple(stops(codes.SC01, "目标值没有符号，完成值是一个范围，无法判断是否达到")))
    if shape is not None and shape.whole:
        return Stage("base", tuple(stops(codes.SC17, "完成值是一个范围，这种计分形状要一个确切的值")))
    if asked.sign == "equal" or (asked.sign in _DOWN) != (side in _DOWN):
        return Stage("base", tuple(stops(codes.SC17)))
    # A target with > is met by `≥ target` only where the end itself is left out.
    closed = asked.sign in ("above", "below") and side in ("at_least", "at_most")
    strict, lax = ("<", "<=") if asked.sign in _DOWN else (">", ">=")
    test = Compare(ACTUAL, strict if closed else lax, TARGET)  # type: ignore[arg-type]  # one of the comparisons
    return Stage(
        "base", (*under([test], earns(POINTS, "met", "met", clause=_clause(asked))), *_missed(asked))
    )


def _met(asked: Asked) -> Compare:
    """Return the test that the target is met."""
    return Compare(ACTUAL, MET[asked.sign or "equal"], asked.goal)


def _shape(asked: Asked) -> tuple[Shape | None, str]:
    """Return the shape that the rule set gives to a row of this sign, and where in the rule set it stands."""
    rules = asked.rules
    if asked.sign == "equal" and rules.equal.missed is not None:
        return rules.equal.missed, "equal.missed"
    return (rules.at_most, "at_most") if asked.sign in _DOWN else (rules.at_least, "at_least")


def _clause(asked: Asked) -> str | None:
    """Return the clause of a met target: that of the rule for its sign, where it has one."""
    shape = _shape(asked)[0] if asked.sign is not None else None
    return shape.clause if shape is not None else None


def _tolerated(asked: Asked) -> list[Branch]:
    """Return the branch of a target with `=` that is missed by no more than the rule set tolerates."""
    tolerance = asked.rules.equal.tolerance
    if asked.sign != "equal" or tolerance is None:
        return []
    near = size(ACTUAL - asked.goal) <= share(tolerance, size(asked.goal))
    return under([near], earns(POINTS, "met", "tolerated", clause=_clause(asked)))


def _whole(shape: Shape, rule: str, asked: Asked) -> list[Branch]:
    """Return the branches of a shape that says itself what a met target earns.

    A met target of zero or below has no ratio and needs none, but a cap below the points holds the row all the same.
    """
    branches: list[Branch] = []
    if isinstance(shape, Ratio) and shape.cap is not None and asked.sign is not None:
        in_full = earns(POINTS, "met", "met", clause=_clause(asked))
        held = earns(most(shape), rule, "held", shape)
        if shape.cap.percent:
            met = in_full if shape.cap.value >= 1 else held
        else:
            met = under([constant(shape.cap.value) >= POINTS], in_full) + held
        branches = under([asked.goal <= ZERO, _met(asked)], met)
    return branches + by_shape(shape, rule, asked)


def _strict_edge(asked: Asked) -> list[Branch]:
    """Return the branch of an actual that lies on the target of a row with > or <."""
    if asked.sign not in ("above", "below"):
        return []
    says = decided(asked.rules.strict_edge, "strict_edge", asked, codes.SC05, codes.SC05.what)
    return under([ACTUAL.equals(asked.goal)], says)


def _missed(asked: Asked) -> list[Branch]:
    """Return the branches of a missed target: by the indicator's own method, or by the rule set's."""
    if asked.method is not None:
        return by_shape(asked.method, "method", asked)
    shape, rule = _shape(asked)
    edge = _exceeded(asked) if asked.sign == "equal" else _strict_edge(asked)
    if shape is None:
        sign = SIGN_TEXT[asked.sign] if asked.sign else ""
        none = stops(codes.SC06, f"规则 {escaped(asked.rules.id)} 没有写“{sign}”的目标怎么计分")
        # An edge that has no rule either is the nearer cause.
        return edge + edges(asked) + none
    return edge + by_shape(shape, rule, asked)


def _exceeded(asked: Asked) -> list[Branch]:
    """Return the branches of a target with `=` that is zero, or was exceeded.

    More than was to be exactly met is too much: in proportion it is scored like a target with ≤.
    """
    rule = asked.rules.equal.exceeded
    if isinstance(rule, Ratio):
        beyond = by_shape(rule, "equal.exceeded", asked._replace(sign="at_most"))
    else:
        beyond = decided(rule, "equal.exceeded", asked, codes.SC02, codes.SC02.what)
    return under([asked.goal.equals(ZERO)], edges(asked)) + under([asked.goal < ACTUAL], beyond)


def over_fulfilment(asked: Asked) -> Stage | None:
    """Return the ladder of over-fulfilment: changed once, by the highest step that is reached; every step is told.

    A target of zero or below has no ratio, and the ladder says nothing of it.

    Args:
        asked: The row.
    """
    ladder = asked.rules.over_fulfilment
    if ladder is None or (ladder.signs and asked.sign not in ladder.signs):
        return None
    far = ACTUAL / asked.goal
    measured = far if ladder.measure == "ratio" else size(far - ONE)
    percent = named("percent", measured * constant(100))
    has_one = asked.goal > ZERO
    branches: list[Branch] = []
    notes: list[Note] = []
    for step in ladder.steps:
        tests = [has_one, *reached(step, measured)]
        if step.do in CHANGES:
            left = earns(_left(step), "over_fulfilment", "climbed", clause=ladder.clause)
            climbed = [branch._replace(shape=step, shows=(percent,)) for branch in left]
            branches = under(tests, climbed) + branches
        else:
            code = codes.RN01 if step.do == "require_reason" else codes.SC27
            unless = "reason" if step.do == "require_reason" else ""
            notes.append(Note(tuple(tests), code, _fact(step, ladder), (percent,), unless))
    return Stage("over_fulfilment", tuple(branches), tuple(notes))


def reached(step: LadderStep, measured: Expression) -> list[Compare]:
    """Return the tests that a measure reaches a step: from its value on, or above it.

    Args:
        step: The step.
        measured: What is measured.
    """
    if step.above is not None:
        return [measured > constant(step.above.value)]
    return [measured >= constant(step.start.value)] if step.start is not None else [ONE < ZERO]


def _left(step: LadderStep) -> Expression:
    """Return the score that a step leaves."""
    if step.do == "zero" or step.by is None:
        return ZERO
    if step.do == "multiply":
        return EARNED * constant(step.by.value)
    return greatest(EARNED - share(step.by), ZERO)


def _fact(step: LadderStep, ladder: Ladder) -> str:
    """Return what a step tells of a row."""
    at = step.start or step.above
    measure = "完成比例" if ladder.measure == "ratio" else "偏离度"
    asks = "，须说明原因" if step.do == "require_reason" else ""
    reached = f"{'达到' if step.start else '超过'} {escaped(at.text) if at else ''}"
    return f"{measure} {{percent:2}}%，{reached}{asks}"
