"""Scoring one row of the form: which target, which sign, which way of scoring."""

from __future__ import annotations

import re
from functools import lru_cache

from perfeval.exact import Fraction, round_ratio
from perfeval.model import SHAPES, Entry, Leaf, Line, PassFail, RuleSet, Shape, TiersShape
from perfeval.notation import Measure, Sign
from perfeval.scoring import codes, tell
from perfeval.scoring.outcome import Outcome, failed, full, zero
from perfeval.scoring.quantity import score_quantity
from perfeval.scoring.tiers import score_tier
from perfeval.source import Code, Origin, Problem, has_errors, nearest

__all__ = ["score_row"]

_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*\Z")


def score_row(leaf: Leaf, entry: Entry | None, rules: RuleSet, *, scored_form: bool) -> Line:
    """Return the line of one row.

    Args:
        leaf: The indicator with its path.
        entry: What was filed for it, None where nothing was.
        rules: The rule set.
        scored_form: Whether the form carries points; if not, its rows are shown and not scored.
    """
    target = entry.target if entry is not None and entry.target is not None else leaf.indicator.target
    sign = target.sign if target is not None and target.sign is not None else _sign(leaf, target, rules)
    outcome = _score(leaf, entry, target, sign, rules) if scored_form else Outcome("unscored", tell.unscored)
    places = rules.rounding.score
    score = round_ratio(*outcome.ratio, places.places, places.mode) if outcome.ratio else None
    problems = _placed(outcome.problems, leaf, entry) if outcome.problems else ()
    if entry is not None and entry.target is not None and entry.approval is None and scored_form:
        problems = (*problems, codes.SC23.problem(codes.SC23.what).at(entry.origin, "target", leaf.key))
    return Line(
        leaf,
        entry,
        target,
        sign,
        rules,
        outcome.status,
        outcome.rule,
        outcome.clause,
        outcome.ratio,
        score,
        problems,
        outcome.tell,
    )


def _sign(leaf: Leaf, target: Measure | None, rules: RuleSet) -> Sign | None:
    """Return the sign of a target that prints none: the indicator's direction, else that of its nearest heading."""
    if target is None:
        return None
    if leaf.indicator.direction is not None:
        return leaf.indicator.direction  # type: ignore[return-value]  # the reader admits signs only
    named = (rules.default_sign.get(_heading(node.name)) for node in leaf.path)
    signs = {sign for sign in named if sign is not None}
    if len(signs) != 1:
        # 成本指标 above 数量指标: each heading says another thing, so neither does.
        return None
    (sign,) = signs
    # “0起” read as “at least 0” would be met by any accident: no default makes sense of it.
    vacuous = sign == "at_least" and target.quantity is not None and target.quantity.value == 0
    return None if vacuous else sign  # type: ignore[return-value]  # the reader admits signs only


@lru_cache(maxsize=1024)
def _heading(name: str) -> str:
    """Return a heading without what stands in brackets at its end: 数量指标(24分) → 数量指标."""
    return _BRACKETS.sub("", name).strip()


def _score(
    leaf: Leaf, entry: Entry | None, target: Measure | None, sign: Sign | None, rules: RuleSet
) -> Outcome:
    """Return the outcome of a row of a form that carries points."""
    indicator = leaf.indicator
    if indicator.points is None:
        return _points_failed(leaf, codes.PT23, codes.PT23.what)
    points = indicator.points.value
    if points.numerator < 0:
        return _points_failed(leaf, codes.PT24, f"分值是负数：{indicator.points.text}")
    method = _method(indicator.method, rules) if indicator.method is not None else None
    if isinstance(method, Outcome):
        return method
    barred = _barred(leaf, entry, target)
    if barred is not None or entry is None or target is None:
        return barred or _missing(leaf)
    actual = entry.actual
    if actual is not None and actual.kind == target.kind == "number" and not isinstance(method, TiersShape):
        if entry.tier is not None or entry.score is not None:
            where = "score" if entry.score is not None else "tier"
            problem = codes.SC14.problem(codes.SC14.what).at(entry.origin, where, leaf.key)
            return Outcome("error", tell.failed, problems=(problem,))
        return score_quantity(target, actual, sign, points, rules, method)
    return _score_words(target, entry, points, rules, method)


def _points_failed(leaf: Leaf, code: Code, fact: str) -> Outcome:
    """Return the outcome of a row whose points stand in the way, told where they stand."""
    problem = code.problem(fact).at(leaf.indicator.origin, "points", leaf.key)
    return Outcome("error", tell.failed, problems=(problem,))


def _missing(leaf: Leaf) -> Outcome:
    """Return the outcome of a row whose actual was not filed: no score, and not zero."""
    return Outcome(
        "missing", tell.missing, problems=(codes.AC31.problem(f"“{leaf.indicator.name}”{codes.AC31.what}"),)
    )


def _barred(leaf: Leaf, entry: Entry | None, target: Measure | None) -> Outcome | None:
    """Return the outcome of a row that cannot be scored by any method, or None."""
    actual = entry.actual if entry is not None else None
    if entry is not None and (
        entry.not_applicable is not None or (actual and actual.kind == "not_applicable")
    ):
        return failed(codes.SC15, codes.SC15.what)._replace(status="not_applicable")
    if target is None or target.kind == "blank":
        return failed(codes.SC16, codes.SC16.what)
    if entry is None or (entry.tier is None and (actual is None or actual.kind == "blank")):
        return _missing(leaf)
    if not target.problems and (actual is None or not actual.problems):
        return None
    adjusted = entry.origin if entry.target is not None else leaf.indicator.origin
    problems = (*_unread(target, adjusted, "target", leaf), *_unread(actual, entry.origin, "actual", leaf))
    return Outcome("error", tell.failed, problems=problems) if problems else None


def _unread(measure: Measure | None, origin: Origin | None, key: str, leaf: Leaf) -> tuple[Problem, ...]:
    """Return the errors of a cell that could not be read, at its place."""
    if measure is None or not measure.problems or not has_errors(measure.problems):
        return ()
    return tuple(problem.at(origin, key, leaf.key) for problem in measure.problems)


def _method(name: str, rules: RuleSet) -> Shape | Outcome:
    """Return the shape that an indicator asks for by name: a method of the rule set, or a bare shape."""
    if name in rules.methods:
        return rules.methods[name]
    if name in SHAPES and name != "bands":
        return SHAPES[name]()
    known = [*rules.methods, *(shape for shape in SHAPES if shape != "bands")]
    near = nearest(name, known)
    repair = f"是不是“{near}”？" if near else ""
    return failed(
        codes.SC07,
        f"“{name}”不是规则 {rules.id} 的方法，也不是计分形状",
        f"{repair}可用的有：{'、'.join(known)}",
    )


def _score_words(
    target: Measure, entry: Entry, points: Fraction, rules: RuleSet, method: Shape | None
) -> Outcome:
    """Score a row that is not a number against a number: yes or no, words, or what only a person can judge."""
    actual = entry.actual
    if entry.tier is not None or isinstance(method, TiersShape) or actual is None:
        return score_tier(target, entry, points, rules)
    if actual.kind != target.kind:
        if target.kind == "text" and actual.kind == "yes_no":
            return score_tier(target, entry, points, rules)
        return failed(codes.SC09, f"目标值“{target.text}”与完成值“{actual.text}”不是同一类，无法比较")
    if target.kind == "yes_no":
        if target.special == actual.special:
            return full(points, tell.met, "met")
        if isinstance(method, PassFail):
            return zero(tell.pass_fail, "method", method.clause)
        return failed(codes.SC06, f"规则 {rules.id} 没有写是否类目标未达到时怎么计分")
    if target.kind == "text":
        return score_tier(target, entry, points, rules)
    return failed(codes.SC10, f"目标值“{target.text}”能读出，但还没有计分形状给这一类内容打分")


def _placed(problems: tuple[Problem, ...], leaf: Leaf, entry: Entry | None) -> tuple[Problem, ...]:
    """Return *problems* with a place where they have none: the actual where one was filed, else the target."""
    filed = entry is not None and entry.origin is not None
    origin, key = (
        (entry.origin, "actual") if entry is not None and filed else (leaf.indicator.origin, "target")
    )
    return tuple(problem if problem.place else problem.at(origin, key, leaf.key) for problem in problems)
