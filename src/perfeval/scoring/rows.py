"""Scoring one row of the form: which target, which sign, which way of scoring."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from perfeval.exact import Fraction, round_ratio
from perfeval.model import (
    SHAPES,
    SHAPES_ZH,
    Definition,
    Entry,
    Full,
    Leaf,
    Line,
    Manual,
    RuleSet,
    Shape,
    TiersShape,
    Zero,
)
from perfeval.notation import Measure, Quantity, Sign
from perfeval.scoring import codes, tell
from perfeval.scoring.dates import full_date
from perfeval.scoring.outcome import Case, Outcome, failed, full
from perfeval.scoring.quantity import score_quantity
from perfeval.scoring.shapes import apply, by_hand
from perfeval.scoring.words import score_words
from perfeval.scoring.workdays import NoCalendar, count_workdays
from perfeval.source import Code, Origin, Problem, has_errors, nearest

__all__ = ["heading", "method_of", "score_row"]

_BARE = ("pass_fail", "proportional", "reciprocal", "linear", "tiers", "manual")
"""The shapes that need nothing but their name."""
_ABOUT = {
    **dict.fromkeys(("SC01", "SC16", "SC31"), "target"),
    **dict.fromkeys(("SC13", "SC25", "SC29"), "score"),
    "SC07": "method",
    "SC22": "tier",
    "SC34": "deduction",
}
"""Codes of problems that are about another cell than the actual."""
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]\s*\Z")


def score_row(leaf: Leaf, entry: Entry | None, rules: RuleSet, definition: Definition) -> Line:
    """Return the line of one row.

    Args:
        leaf: The indicator with its path.
        entry: What was filed for it, None where nothing was.
        rules: The rule set.
        definition: Says whether the form carries points (if not, its rows are shown and not scored), and the year.
    """
    scored_form = definition.scored
    target = entry.target if entry is not None and entry.target is not None else leaf.indicator.target
    sign = target.sign if target is not None and target.sign is not None else _sign(leaf, target, rules)
    outcome = (
        _score(leaf, entry, target, sign, rules, definition.fiscal_year)
        if scored_form
        else Outcome("unscored", tell.unscored)
    )
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
        outcome.compared,
    )


def _sign(leaf: Leaf, target: Measure | None, rules: RuleSet) -> Sign | None:
    """Return the sign of a target that prints none: the indicator's direction, else that of its nearest heading."""
    if target is None:
        return None
    if leaf.indicator.direction is not None:
        return leaf.indicator.direction  # type: ignore[return-value]  # the reader admits signs only
    named = (rules.default_sign.get(heading(node.name)) for node in leaf.path)
    signs = {sign for sign in named if sign is not None}
    if len(signs) != 1:
        # 成本指标 above 数量指标: each heading says another thing, so neither does.
        return None
    (sign,) = signs
    # “0起” read as “at least 0” would be met by any accident: no default makes sense of it.
    vacuous = sign == "at_least" and target.quantity is not None and target.quantity.value == 0
    return None if vacuous else sign  # type: ignore[return-value]  # the reader admits signs only


@lru_cache(maxsize=1024)
def heading(name: str) -> str:
    """Return a heading without what stands in brackets at its end: 数量指标(24分) → 数量指标."""
    return _BRACKETS.sub("", name).strip()


def _score(
    leaf: Leaf,
    entry: Entry | None,
    target: Measure | None,
    sign: Sign | None,
    rules: RuleSet,
    year: int | None,
) -> Outcome:
    """Return the outcome of a row of a form that carries points."""
    indicator = leaf.indicator
    if indicator.points is None:
        return _points_failed(leaf, codes.PT23, codes.PT23.what)
    points = indicator.points.value
    if points.numerator < 0:
        return _points_failed(leaf, codes.PT24, f"分值是负数：{indicator.points.text}")
    method = method_of(indicator.method, rules) if indicator.method is not None else None
    if isinstance(method, Outcome):
        return method
    barred = _barred(leaf, entry, target, points, rules)
    if barred is not None or entry is None or target is None:
        return barred or _missing(leaf)
    case = Case(_NOTHING, _NOTHING, None, sign, points, rules, entry, method)
    outcome = _by_kind(target, case, year)
    if entry.score is None and entry.tier is None and entry.deduction is None:
        return outcome
    return _changed_by_hand(outcome, case, leaf)


_NOTHING = Fraction(0)
_WORDLESS = (Manual, Full, Zero)
"""The shapes that ask neither target nor actual: they fit words as well as numbers."""


def _by_kind(target: Measure, case: Case, year: int | None) -> Outcome:
    """Score by what target and actual are: two numbers, days between two dates, or something else."""
    actual = case.entry.actual
    if isinstance(case.method, _WORDLESS):
        return apply(case.method, "method", case)
    if case.entry.started is not None or case.entry.finished is not None:
        counted = _days_taken(target, case)
        if isinstance(counted, Outcome):
            return counted
        return score_quantity(target, counted, case)._replace(compared=(target, counted))
    if (
        actual is not None
        and actual.kind == target.kind == "number"
        and not isinstance(case.method, TiersShape)
    ):
        return score_quantity(target, actual, case)
    return score_words(target, case, year)


def _days_taken(target: Measure, case: Case) -> Measure | Outcome:
    """Return the days from start to finish as an actual in the target's unit, or the problem."""
    entry, unit = case.entry, target.quantity.unit if target.quantity else None
    days = [full_date(text) for text in (entry.started, entry.finished)]
    if unit not in ("工作日", "天") or None in days:
        return failed(codes.SC33)
    start, finish = (day for day in days if day is not None)
    if finish < start:
        return failed(codes.SC33, f"完成日期 {entry.finished} 早于开始日期 {entry.started}")
    try:
        taken = (
            count_workdays(start, finish, case.rules.calendar) if unit == "工作日" else (finish - start).days
        )
    except NoCalendar as missing:
        return failed(codes.SC32, str(missing))
    filed = entry.actual.quantity if entry.actual else None
    if filed is not None and filed.value != taken:
        fact = f"由日期数出 {taken} {unit}，完成值写的是“{entry.actual.text if entry.actual else ''}”"
        return failed(codes.SC33, fact)
    return Measure(f"{taken}{unit}", "number", None, Quantity(Fraction(taken), unit))


def _changed_by_hand(outcome: Outcome, case: Case, leaf: Leaf) -> Outcome:
    """Return the outcome after what the filing itself says of the score, as far as the rule set admits it."""
    entry, rules = case.entry, case.rules
    if (
        (entry.score is not None or entry.tier is not None)
        and not outcome.by_hand
        and outcome.ratio is not None
    ):
        admitted = rules.filed_score.do == "with_reason"
        if entry.tier is not None or not admitted:
            where = "score" if entry.score is not None and not admitted else "tier"
            fact = f"定量指标的得分由规则计算，填报里不能写 {where}"
            repair = "" if where == "score" else "删去 tier：定量指标没有档次"
            problem = codes.SC14.problem(fact, repair).at(entry.origin, where, leaf.key)
            return Outcome("error", tell.failed, problems=(problem,))
        outcome = by_hand("filed_score", rules.filed_score.clause, case)
    if entry.deduction is None or outcome.ratio is None:
        return outcome
    if rules.deduction.do != "with_reason":
        return failed(codes.SC34)
    if entry.deduction.value < 0:
        problem = codes.SC25.problem(f"扣减的分数是负数：{entry.deduction.text}")
        return Outcome("error", tell.failed, problems=(problem.at(entry.origin, "deduction", leaf.key),))
    if not entry.score_reason:
        return failed(codes.SC26)
    raw = Fraction(*outcome.ratio)
    left = max(raw - entry.deduction.value, Fraction(0)).as_integer_ratio()
    say = partial(tell.deducted_by_hand, raw=raw)
    return outcome._replace(ratio=left, tell=say, rule="deduction", clause=rules.deduction.clause)


def _points_failed(leaf: Leaf, code: Code, fact: str) -> Outcome:
    """Return the outcome of a row whose points stand in the way, told where they stand."""
    problem = code.problem(fact).at(leaf.indicator.origin, "points", leaf.key)
    return Outcome("error", tell.failed, problems=(problem,))


def _missing(leaf: Leaf) -> Outcome:
    """Return the outcome of a row whose actual was not filed: no score, and not zero."""
    return Outcome(
        "missing", tell.missing, problems=(codes.AC31.problem(f"“{leaf.indicator.name}”{codes.AC31.what}"),)
    )


def _barred(
    leaf: Leaf, entry: Entry | None, target: Measure | None, points: Fraction, rules: RuleSet
) -> Outcome | None:
    """Return the outcome of a row that cannot be scored by any method, or None."""
    actual = entry.actual if entry is not None else None
    if entry is not None and (
        entry.not_applicable is not None or (actual and actual.kind == "not_applicable")
    ):
        return _not_applicable(entry, points, rules)
    if target is None or target.kind == "blank":
        return failed(codes.SC16)
    if entry is None or (
        entry.tier is None and entry.finished is None and (actual is None or actual.kind == "blank")
    ):
        return _missing(leaf)
    if not target.problems and (actual is None or not actual.problems):
        return None
    adjusted = entry.origin if entry.target is not None else leaf.indicator.origin
    problems = (*_unread(target, adjusted, "target", leaf), *_unread(actual, entry.origin, "actual", leaf))
    return Outcome("error", tell.failed, problems=problems) if problems else None


def _not_applicable(entry: Entry, points: Fraction, rules: RuleSet) -> Outcome:
    """Return the outcome of a row that does not apply: what becomes of its points is the rule set's."""
    do, clause = rules.not_applicable.do, rules.not_applicable.clause
    if do == "problem":
        return failed(codes.SC15)._replace(status="not_applicable")
    if not entry.not_applicable:
        return failed(codes.SC35)._replace(status="error")
    if do == "full":
        return full(points, tell.policy_full, "not_applicable", clause)
    return Outcome("not_applicable", tell.left_out, "not_applicable", clause)


def _unread(measure: Measure | None, origin: Origin | None, key: str, leaf: Leaf) -> tuple[Problem, ...]:
    """Return the errors of a cell that could not be read, at its place."""
    if measure is None or not measure.problems or not has_errors(measure.problems):
        return ()
    return tuple(problem.at(origin, key, leaf.key) for problem in measure.problems)


def method_of(asked: str | Shape, rules: RuleSet) -> Shape | Outcome:
    """Return the shape that an indicator asks for: written out, a method of the rule set, or a bare shape's name.

    Args:
        asked: The method of the indicator.
        rules: The rule set.

    Returns:
        The shape, or the outcome of a row that asks for one that is not there.
    """
    if not isinstance(asked, str):
        return asked
    if asked in rules.methods:
        return rules.methods[asked]
    name = SHAPES_ZH.get(asked, asked)
    if name in _BARE:
        return SHAPES[name]()
    known = [*rules.methods, *_BARE]
    near = nearest(asked, known)
    repair = f"是不是“{near}”？" if near else ""
    fact = f"“{asked}”不是规则 {rules.id} 的方法，也不是计分形状"
    return failed(codes.SC07, fact, f"{repair}可用的有：{'、'.join(known)}")


def _placed(problems: tuple[Problem, ...], leaf: Leaf, entry: Entry | None) -> tuple[Problem, ...]:
    """Return *problems* with a place where they have none: what they are about, the actual unless named above."""
    return tuple(problem if problem.place else _at(problem, leaf, entry) for problem in problems)


def _at(problem: Problem, leaf: Leaf, entry: Entry | None) -> Problem:
    """Return a problem at its place: in what was filed, else at the target of the indicator."""
    key = _ABOUT.get(problem.code, "actual")
    if key == "method":
        return problem.at(leaf.indicator.origin, key, leaf.key)
    if entry is None or entry.origin is None or (key == "target" and entry.target is None):
        return problem.at(leaf.indicator.origin, "target", leaf.key)
    return problem.at(entry.origin, key, leaf.key)
