"""A number against a number: met, missed, and the edges that a rule set must name."""

from __future__ import annotations

from perfeval.exact import Fraction
from perfeval.model import LadderStep, Proportional, Ratio, Shape
from perfeval.notation import Measure, align
from tests.oracle.shapes import ask, divides, left_after, most, part_of, whole
from tests.oracle.verdict import Found, Row, earned, refused


def score_number(target: Measure, actual: Measure, row: Row) -> Found:
    """Score two cells that hold numbers; the actual may be a bound, which is all the values it leaves open."""
    pair = align(target, actual)
    noted = tuple(problem.code for problem in pair.problems)
    if any(problem.severity == "error" for problem in pair.problems):
        return refused(*noted, *(() if row.sign else ("SC01",)))
    row = row._replace(target=pair.target, unit=pair.unit)
    value = pair.actual.high if pair.actual.low is None else pair.actual.low
    assert value is not None
    row = row._replace(actual=value)
    bound = actual.sign not in (None, "equal")
    found = _bound(actual, row) if bound else _climbed(_one_value(row), row)
    return found._replace(codes=(*noted, *found.codes))


def _bound(actual: Measure, row: Row) -> Found:
    """Score an actual such as ≥80% or <5天: by its worst value, if it has one."""
    if row.sign is None:
        return refused("SC01")
    shape = row.method or sign_rule(row)[0]
    if shape is not None and whole(shape):
        return refused("SC17")
    upward = actual.sign in ("at_least", "above")
    if row.sign == "equal" or upward == row.less_is_better:
        return refused("SC17")  # the bound is on the side that is not asked for
    excluded = actual.sign in ("above", "below")
    if row._replace(sign="at_most" if row.less_is_better else "at_least").met and (row.met or excluded):
        return _all_points(row)
    return _missed(row)


def sign_rule(row: Row) -> tuple[Shape | None, str]:
    """Return the shape for the sign of a row, and its name; = is scored like ≥ unless it has its own."""
    if row.less_is_better:
        return row.rules.at_most, "at_most"
    if row.sign == "equal" and row.rules.equal.missed is not None:
        return row.rules.equal.missed, "equal.missed"
    return row.rules.at_least, "at_least"


def _all_points(row: Row) -> Found:
    """Give all points to a met target, on the clause of its sign."""
    shape = sign_rule(row)[0] if row.sign else None
    return earned(row.points, "met", shape.clause if shape else None)


def _one_value(row: Row) -> Found:
    """Score one exact value."""
    if row.method is not None and whole(row.method):
        return _by_whole(row.method, "method", row)
    if row.sign == "equal" and not row.met and _tolerated(row):
        return _all_points(row)
    if not row.met:
        return refused("SC01") if row.sign is None else _missed(row)
    shape, rule = sign_rule(row)
    silent = row.method is not None or row.sign in (None, "equal")
    if shape is not None and whole(shape) and not silent:
        return _by_whole(shape, rule, row)
    return _all_points(row)


def _tolerated(row: Row) -> bool:
    """Return whether the actual is off by no more than the rule set tolerates."""
    tolerance = row.rules.equal.tolerance
    return tolerance is not None and abs(row.actual - row.target) <= part_of(tolerance, abs(row.target))


def on_edge(row: Row) -> bool:
    """Return whether a ratio of actual and target has no meaning."""
    return row.actual < 0 or row.target <= 0


def _by_whole(shape: Shape, rule: str, row: Row) -> Found:
    """Ask a shape that says itself what a met target earns; a met target needs no ratio."""
    if not divides(shape) or not on_edge(row):
        return ask(shape, rule, row)
    if isinstance(shape, Ratio) and row.sign is None:
        return edge(row) if "unsigned-edge" in row.readings else refused("SC01")
    in_proportion = isinstance(shape, Ratio)
    engine = "edge-asked-when-met" in row.readings and not (in_proportion and row.target <= 0)
    if not row.met or engine:
        return edge(row)
    limit = min(most(shape, row.points), row.points) if isinstance(shape, Ratio) else row.points
    return _all_points(row) if limit == row.points else earned(limit, rule, shape.clause)


def edge(row: Row) -> Found:
    """Return what the rule set names for a missed target that no ratio fits."""
    rules = row.rules
    if row.actual < 0:
        return _named(rules.negative_actual, "negative_actual", row, "SC04")
    if row.target < 0:
        return _named(rules.negative_target, "negative_target", row, "SC04")
    return _named(rules.zero_target, "zero_target", row, "SC03")


def _named(shape: Shape | None, rule: str, row: Row, code: str) -> Found:
    """Ask the shape that is named for an edge; where none is, nothing is guessed."""
    return refused(code) if shape is None else ask(shape, rule, row)


def _missed(row: Row) -> Found:
    """Score a missed target."""
    if row.method is not None:
        return _missed_by_method(row.method, row)
    if row.sign == "equal" and row.target == 0:
        return edge(row)
    if row.sign == "equal" and row.actual > row.target:
        return _exceeded(row)
    if row.actual == row.target:
        return _named(row.rules.strict_edge, "strict_edge", row, "SC05")
    shape, rule = sign_rule(row)
    if shape is not None:
        return missed_by(shape, rule, row)
    # No rule for the sign: an edge that has no rule either is the nearer cause.
    return edge(row) if on_edge(row) else refused("SC06")


def _missed_by_method(method: Shape, row: Row) -> Found:
    """Score by the indicator's method; what no method says is as the rule set names it."""
    proportion = isinstance(method, Ratio) and not on_edge(row)
    fits = isinstance(method, Proportional) != row.less_is_better
    if proportion and fits and row.actual == row.target and "strict-edge-by-method" not in row.readings:
        return _named(row.rules.strict_edge, "strict_edge", row, "SC05")
    exceeded = row.sign == "equal" and row.actual > row.target
    if proportion and fits and exceeded and "exceeded-by-method" not in row.readings:
        return _exceeded(row)
    return missed_by(method, "method", row)


def _exceeded(row: Row) -> Found:
    """Score a target with = that was exceeded: a shape in proportion is that of ≤."""
    shape = row.rules.equal.exceeded
    if shape is None:
        return refused("SC02")
    if isinstance(shape, Ratio):
        return missed_by(shape, "equal.exceeded", row._replace(sign="at_most"))
    if "exceeded-below-zero" in row.readings:
        return ask(shape, "equal.exceeded", row)
    return missed_by(shape, "equal.exceeded", row)


def missed_by(shape: Shape, rule: str, row: Row) -> Found:
    """Ask a shape about a missed target, unless it forms a ratio that has no meaning."""
    return edge(row) if divides(shape) and on_edge(row) else ask(shape, rule, row)


def _climbed(found: Found, row: Row) -> Found:
    """Apply the over-fulfilment ladder: every step reached is told, the highest that changes the score does."""
    ladder = row.rules.over_fulfilment
    if (
        ladder is None
        or found.value is None
        or row.target <= 0
        or (ladder.signs and row.sign not in ladder.signs)
    ):
        return found
    reach = row.actual / row.target
    reach = abs(reach - 1) if ladder.measure == "deviation" else reach
    reached = [step for step in ladder.steps if _reaches(step, reach)]
    told = {"warn": "SC27", "require_reason": "" if row.entry.reason else "RN01"}
    codes = tuple(code for code in (told.get(step.do, "") for step in reached) if code)
    changing = [step for step in reached if step.do not in told]
    if changing:
        value = _stepped(changing[-1], found.value, row.points)
        found = found._replace(value=value, rule="over_fulfilment", clause=ladder.clause or found.clause)
    return found._replace(codes=(*found.codes, *codes))


def _reaches(step: LadderStep, reach: Fraction) -> bool:
    """Return whether a step is reached."""
    if step.above is not None:
        return reach > step.above.value
    return step.start is not None and reach >= step.start.value


def _stepped(step: LadderStep, value: Fraction, points: Fraction) -> Fraction:
    """Return what a step leaves of a score."""
    if step.do == "zero" or step.by is None:
        return Fraction(0)
    if step.do == "multiply":
        return value * step.by.value
    return left_after(value, part_of(step.by, points))


__all__ = ["edge", "missed_by", "on_edge", "score_number", "sign_rule"]
