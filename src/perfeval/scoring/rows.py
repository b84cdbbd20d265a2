"""Scoring one row of the form: what a definition and a rule set fix is worked out once, then each filing is read."""

from __future__ import annotations

import re
from functools import lru_cache, partial

from perfeval.exact import of_units
from perfeval.model import SHAPES, SHAPES_ZH, Entry, Leaf, Line, RuleSet, Shape, TiersShape
from perfeval.notation import Measure, Sign
from perfeval.rules import codes, plans_of
from perfeval.rules.kinds import WORDLESS
from perfeval.scoring.exactly import Pair
from perfeval.scoring.kinds import Asking, by_kind
from perfeval.scoring.outcome import Outcome, Row, barred, failed, stopped
from perfeval.scoring.readers import Rules, reader_of
from perfeval.scoring.sentences import told
from perfeval.source import Origin, Problem, has_errors, nearest

__all__ = ["Prepared", "heading", "method_of"]

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
_NOTHING: Pair = (0, 1)
_made = tuple.__new__


@lru_cache(maxsize=1024)
def heading(name: str) -> str:
    """Return a heading without what stands in brackets at its end: 数量指标(24分) → 数量指标."""
    return _BRACKETS.sub("", name).strip()


class Prepared:
    """A row of a definition under a rule set, with all that does not depend on what is filed.

    `bar` is what bars every score of the row, `full` are its points in units of a score. `reader` is the plan of the
    plain case: one number in the unit of the target, and nothing else filed that touches the score; it is None where
    the row has no plain case.
    """

    __slots__ = (
        "bar",
        "full",
        "goal",
        "key",
        "leaf",
        "method",
        "points",
        "reader",
        "rules",
        "scale",
        "sign",
        "target",
        "unit",
        "year",
    )

    def __init__(self, leaf: Leaf, rules: Rules, year: int | None) -> None:
        indicator, target = leaf.indicator, leaf.indicator.target
        self.leaf, self.rules, self.year = leaf, rules, year
        self.key, self.target = indicator.id or indicator.name, target
        self.points = points = indicator.points.value.as_integer_ratio() if indicator.points else _NOTHING
        self.full = rules.full(points)
        self.bar = _points_barred(leaf) if indicator.points is None or points[0] < 0 else None
        self.sign = _sign(leaf, target, rules.ruleset)
        self.method: Shape | None = None
        if indicator.method is not None:
            self._ask(indicator.method)
        self.reader = None
        if target is None or target.kind != "number" or self.bar is not None or target.problems:
            return
        quantity = target.quantity
        if quantity is not None and not (self.method and isinstance(self.method, WORDLESS | TiersShape)):
            self.goal, self.unit = quantity.value.as_integer_ratio(), quantity.unit or ""
            self.scale = quantity.scale
            self.reader = rules.plain(self.sign, self.method, percent=self.unit == "%")

    def _ask(self, asked: str | Shape) -> None:
        """Set the method that the indicator asks for."""
        method = method_of(asked, self.rules.ruleset)
        if isinstance(method, Problem):
            self.bar = self.bar or barred((method,))
        else:
            self.method = method

    def scored(self, entry: Entry | None) -> Outcome:
        """Return what the row earns with an entry, None where nothing was filed.

        Args:
            entry: What was filed for it.
        """
        reader = self.reader
        if reader is not None and entry is not None:
            actual = entry.actual
            if (
                actual is not None
                and actual.sign is None
                and actual.kind == "number"
                and (done := actual.quantity) is not None
                and (done.unit == self.unit if self.unit else not done.unit and done.scale == self.scale)
                and not actual.problems
                and entry.score is None
                and entry.tier is None
                and entry.deduction is None
                and entry.target is None
                and entry.not_applicable is None
                and entry.started is None
                and entry.finished is None
            ):
                values = (self.goal, done.value.as_integer_ratio(), self.points, None, None)
                branch, ratio = reader.base(values)
                if ratio is not None:
                    # A met row earns its points themselves, and needs no rounding.
                    units = self.full if ratio is self.points else self.rules.units(ratio)
                    inputs = reader.inputs
                    # Made as the tuple it is: the constructor alone took a quarter of the time of a row.
                    return _made(
                        Outcome, ("scored", branch, branch.clause, ratio, units, (), inputs, values, None)
                    )
        outcome = self._scored(entry)
        return outcome._replace(units=self.rules.units(outcome.ratio)) if outcome.ratio else outcome

    def _scored(self, entry: Entry | None) -> Outcome:
        """Return what the row earns where the case is not plain."""
        if self.bar is not None:
            return self.bar
        adjusted = entry.target if entry is not None else None
        target = adjusted or self.target
        rules = self.rules.ruleset
        sign = self.sign if adjusted is None else _sign(self.leaf, adjusted, rules)
        asking = Asking(rules, sign, self.method, self.points, self.year)
        outcome = _barred(self.leaf, entry, target, asking)
        if outcome is not None or entry is None or target is None:
            return outcome or _missing(self.leaf)
        row = Row(target, entry)
        outcome = by_kind(target, row, asking)
        if entry.score is None and entry.tier is None and entry.deduction is None:
            return outcome
        return _changed_by_hand(outcome, row, asking)

    def line(self, entry: Entry | None, outcome: Outcome, *, scored: bool) -> Line:
        """Return the line of the row.

        Args:
            entry: What was filed for it.
            outcome: What it earned.
            scored: Whether the form carries points.
        """
        rules, target, sign = self.rules.ruleset, self.target, self.sign
        status, branch, clause, ratio, units, told_of, _, _, compared = outcome
        problems = _placed(outcome, self.leaf, entry) if told_of else ()
        if entry is not None and entry.target is not None:
            target = entry.target
            sign = _sign(self.leaf, target, rules)
            if entry.approval is None and scored:
                problem = codes.SC23.problem(codes.SC23.what)
                problems = (*problems, problem.at(entry.origin, "target", self.key))
        score = None if ratio is None else of_units(units, self.rules.places)
        rule, tell = branch.rule, partial(told, outcome)
        return Line(
            self.leaf,
            entry,
            target,
            sign,
            rules,
            status,
            rule,
            clause,
            ratio,
            score,
            problems,
            tell,
            compared,
        )


def _sign(leaf: Leaf, target: Measure | None, rules: RuleSet) -> Sign | None:
    """Return the sign of a row: as printed, else the indicator's direction, else that of its nearest heading."""
    if target is None:
        return None
    if target.sign is not None:
        return target.sign
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


def _points_barred(leaf: Leaf) -> Outcome:
    """Return the outcome of a row whose points stand in the way, told where they stand."""
    indicator = leaf.indicator
    if indicator.points is None:
        problem = codes.PT23.problem(codes.PT23.what)
    else:
        problem = codes.PT24.problem(f"分值是负数：{indicator.points.text}")
    return barred((problem.at(indicator.origin, "points", leaf.key),))


def _changed_by_hand(outcome: Outcome, row: Row, asking: Asking) -> Outcome:
    """Return the outcome after what the filing itself says of the score, as far as the rule set admits it."""
    entry, plans = row.entry, plans_of(asking.rules)
    reason = entry.score_reason or None
    if (entry.score is not None or entry.tier is not None) and not outcome.branch.by_hand and outcome.ratio:
        score = entry.score.value.as_integer_ratio() if entry.score is not None else None
        reader = reader_of(plans.filed(), asking.rules)
        values = (asking.points, score, reason, entry.tier, outcome.ratio)
        branch, ratio = reader.base(values)
        if ratio is None:
            return stopped(branch, reader, values, row.texts())
        outcome = Outcome("scored", branch, branch.clause, ratio)
    if entry.deduction is None or not outcome.ratio:
        return outcome
    reader = reader_of(plans.deducted(), asking.rules)
    left = (asking.points, entry.deduction.value.as_integer_ratio(), reason, outcome.ratio)
    branch, ratio = reader.base(left)
    if ratio is None:
        return stopped(branch, reader, left, row.texts())
    return outcome._replace(
        branch=branch, clause=branch.clause, ratio=ratio, inputs=reader.inputs, values=left
    )


def _missing(leaf: Leaf) -> Outcome:
    """Return the outcome of a row whose actual was not filed: no score, and not zero."""
    return barred((codes.AC31.problem(f"“{leaf.indicator.name}”{codes.AC31.what}"),), "missing", "missing")


def _barred(leaf: Leaf, entry: Entry | None, target: Measure | None, asking: Asking) -> Outcome | None:
    """Return the outcome of a row that cannot be scored by any method, or None."""
    actual = entry.actual if entry is not None else None
    if entry is not None and (
        entry.not_applicable is not None or (actual and actual.kind == "not_applicable")
    ):
        return _not_applicable(entry, asking)
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
    return barred(problems) if problems else None


def _not_applicable(entry: Entry, asking: Asking) -> Outcome:
    """Return the outcome of a row that does not apply: what becomes of its points is the rule set's."""
    if asking.rules.not_applicable.do == "problem":
        return failed(codes.SC15)._replace(status="not_applicable")
    if not entry.not_applicable:
        return failed(codes.SC35)
    reader = reader_of(plans_of(asking.rules).not_applicable(), asking.rules)
    values = (asking.points,)
    branch, ratio = reader.base(values)
    if asking.rules.not_applicable.do == "full":
        return Outcome("scored", branch, branch.clause, ratio)
    return Outcome("not_applicable", branch, branch.clause)


def _unread(measure: Measure | None, origin: Origin | None, key: str, leaf: Leaf) -> tuple[Problem, ...]:
    """Return the errors of a cell that could not be read, at its place."""
    if measure is None or not measure.problems or not has_errors(measure.problems):
        return ()
    return tuple(problem.at(origin, key, leaf.key) for problem in measure.problems)


def method_of(asked: str | Shape, rules: RuleSet) -> Shape | Problem:
    """Return the shape that an indicator asks for: written out, a method of the rule set, or a bare shape's name.

    Args:
        asked: The method of the indicator.
        rules: The rule set.

    Returns:
        The shape, or the problem of a row that asks for one that is not there.
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
    return codes.SC07.problem(fact, f"{repair}可用的有：{'、'.join(known)}")


def _placed(outcome: Outcome, leaf: Leaf, entry: Entry | None) -> tuple[Problem, ...]:
    """Return problems with a place where they have none: what they are about, the actual unless named above."""
    return tuple(
        problem if problem.place else _at(problem, outcome.branch.key, leaf, entry)
        for problem in outcome.problems
    )


def _at(problem: Problem, key: str, leaf: Leaf, entry: Entry | None) -> Problem:
    """Return a problem at its place: in what was filed, else at the target of the indicator."""
    key = key or _ABOUT.get(problem.code, "actual")
    if key == "method":
        return problem.at(leaf.indicator.origin, key, leaf.key)
    if entry is None or entry.origin is None or (key == "target" and entry.target is None):
        return problem.at(leaf.indicator.origin, "target", leaf.key)
    return problem.at(entry.origin, key, leaf.key)
