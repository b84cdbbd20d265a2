"""The planted mistakes: which text of the package becomes which, and what is wrong then in a sentence."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["MISTAKES", "Mistake"]


class Mistake(NamedTuple):
    """A mistake: the file below the package, the exact text, what it becomes, and what that means.

    `quick` says that `make test` plants it as well.
    """

    file: str
    old: str
    new: str
    what: str
    quick: bool = False


NUMBERS, SHAPES, KINDS = "rules/numbers.py", "rules/shapes.py", "rules/kinds.py"
BUDGET, FORM, EXACTLY = "rules/budget.py", "rules/form.py", "scoring/exactly.py"

_NUMBERS = (
    Mistake(NUMBERS, '"at_least": ">=",', '"at_least": ">",', "≥ that is exactly hit is not met", quick=True),
    Mistake(NUMBERS, '"at_most": "<=",', '"at_most": "<",', "≤ that is exactly hit is not met"),
    Mistake(NUMBERS, '"above": ">",', '"above": ">=",', "＞ that is exactly hit is met", quick=True),
    Mistake(NUMBERS, '"below": "<",', '"below": "<=",', "＜ that is exactly hit is met"),
    Mistake(NUMBERS, "strict if closed else lax", "lax", "≥5 as an actual meets ＞5"),
    Mistake(NUMBERS, "strict if closed else lax", "strict", "≤5 as an actual does not meet ≤5"),
    Mistake(NUMBERS, "share(tolerance, size(asked.goal))", "share(tolerance, size(ACTUAL))", "a tolerance in percent is one of the actual", quick=True),
    Mistake(NUMBERS, "share(tolerance, size(asked.goal))", "share(tolerance, asked.goal)", "a negative target has a negative tolerance"),
    Mistake(NUMBERS, "size(ACTUAL - asked.goal) <= share(tol", "size(ACTUAL - asked.goal) < share(tol", "a miss by exactly the tolerance is not tolerated"),
    Mistake(NUMBERS, "near = size(ACTUAL - asked.goal)", "near = (asked.goal - ACTUAL)", "= that is exceeded by any amount is tolerated"),
    Mistake(NUMBERS, 'asked._replace(sign="at_most")', "asked", "more than was to be exactly met is scored upward"),
    Mistake(NUMBERS, "under([asked.goal < ACTUAL], beyond)", "under([asked.goal > ACTUAL], beyond)", "= that is missed is taken for exceeded"),
    Mistake(NUMBERS, "under([asked.goal.equals(ZERO)], edges(asked)) + under", "under", "= 0 that is exceeded has no edge of its own"),
    Mistake(NUMBERS, "shape.cap.value >= 1 else held", "shape.cap.value > 1 else held", "a cap at 100% holds a met target of zero by the cap's rule"),
    Mistake(NUMBERS, "under([asked.goal <= ZERO, _met(asked)], met)", "under([asked.goal < ZERO, _met(asked)], met)", "a met target of zero divides by zero"),
    Mistake(NUMBERS, "[measured >= constant(step.start.value)]", "[measured > constant(step.start.value)]", "a step of the ladder begins behind its value"),
    Mistake(NUMBERS, "[measured > constant(step.above.value)]", "[measured >= constant(step.above.value)]", "a step of the ladder above a value holds it"),
    Mistake(NUMBERS, "branches = under(tests, climbed) + branches", "branches = branches + under(tests, climbed)", "the ladder takes the lowest step that is reached", quick=True),
    Mistake(NUMBERS, "else size(far - ONE)", "else far - ONE", "a deviation below the target has a sign"),
    Mistake(NUMBERS, "return greatest(EARNED - share(step.by), ZERO)", "return EARNED - share(step.by)", "what the ladder takes away is not held at zero"),
    Mistake(NUMBERS, "EARNED * constant(step.by.value)", "POINTS * constant(step.by.value)", "the ladder multiplies the points, not what was earned"),
    Mistake(NUMBERS, 'by_shape(asked.method, "method", asked)', 'by_shape(asked.method, "at_least", asked)', "a miss by a method stands under another rule"),
    Mistake(NUMBERS, 'return rules.equal.missed, "equal.missed"', 'return rules.at_least, "equal.missed"', "= that is missed is scored as ≥"),
)  # fmt: skip

_SHAPES = (
    Mistake(SHAPES, "[ACTUAL < ZERO], decided(rules.negative_actual", "[ACTUAL < ACTUAL], decided(rules.negative_actual", "a negative actual is no edge", quick=True),
    Mistake(SHAPES, "[asked.goal < ZERO], decided(rules.negative_target, \"negative_target\"", "[asked.goal < ZERO], decided(rules.negative_actual, \"negative_target\"", "a negative target is scored by the rule for a negative actual"),
    Mistake(SHAPES, "codes.SC03, zero)", "codes.SC04, zero)", "a target of zero has the code of a negative number"),
    Mistake(SHAPES, "under([raw > most(shape)], earns(most(shape), rule, \"capped\", shape))", "under([raw > most(shape)], earns(POINTS, rule, \"capped\", shape))", "what is above a cap earns all points", quick=True),
    Mistake(SHAPES, "share(shape.cap) if shape.cap.percent else most_points(constant(shape.cap.value))", "share(shape.cap)", "a cap in points above the points lifts the row"),
    Mistake(SHAPES, "under([raw < share(shape.floor)]", "under([raw <= share(shape.floor)]", "what lies on a floor earns nothing"),
    Mistake(SHAPES, "greatest(constant(2) * asked.goal - ACTUAL, ZERO)", "constant(2) * asked.goal - ACTUAL", "the linear shape goes below zero"),
    Mistake(SHAPES, "POINTS * asked.goal / ACTUAL, \"reciprocal\"", "POINTS * (asked.goal / ACTUAL) * (asked.goal / ACTUAL), \"reciprocal\"", "the reciprocal shape is squared"),
    Mistake(SHAPES, "return ACTUAL / constant(100) if asked.percent else ACTUAL", "return ACTUAL", "a percentage is looked up without being divided by 100"),
    Mistake(SHAPES, "gap / constant(100) if asked.percent else gap", "gap", "a gap of percentages is not divided by 100"),
    Mistake(SHAPES, "named(\"deviation\", size(ACTUAL - asked.goal) / size(asked.goal))", "named(\"deviation\", (ACTUAL - asked.goal) / size(asked.goal))", "a deviation has a sign"),
    Mistake(SHAPES, "floor(steps) if part == \"drop\" else ceil(steps)", "ceil(steps) if part == \"drop\" else floor(steps)", "a begun step counts where it is dropped, and the other way round", quick=True),
    Mistake(SHAPES, "value >= low if band.range.low_closed else value > low", "value >= low", "an open lower end of a band holds its end"),
    Mistake(SHAPES, "value <= high if band.range.high_closed else value < high", "value <= high", "an open upper end of a band holds its end"),
    Mistake(SHAPES, "return [value > constant(band.above.value)]", "return [value >= constant(band.above.value)]", "a band above a value holds it"),
    Mistake(SHAPES, "[value >= constant(band.start.value)]", "[value > constant(band.start.value)]", "a band from a value on begins behind it"),
    Mistake(SHAPES, "branches += under([value > constant(last.at.value)]", "branches += under([value >= constant(last.at.value)]", "the last anchor lies beyond the line"),
    Mistake(SHAPES, "end(shape.above, last.score)", "end(shape.below, last.score)", "beyond the last anchor holds what is said of the first"),
    Mistake(SHAPES, "(value - constant(left.at.value)) / run", "(value - constant(first.at.value)) / run", "every stretch of a line begins at the first anchor"),
    Mistake(SHAPES, "earns(greatest(POINTS - away, ZERO), rule, say, shape)", "earns(POINTS - away, rule, say, shape)", "a deduction is not held at zero", quick=True),
    Mistake(SHAPES, "earns(most_points(done), rule, \"counted\", shape)", "earns(done, rule, \"counted\", shape)", "a count goes above the points"),
    Mistake(SHAPES, "under([filed, FILED > POINTS], outside)", "under([filed, FILED >= POINTS], outside)", "nobody may give all points by hand"),
    Mistake(SHAPES, "share(shape.missed) if shape.missed is not None else ZERO", "ZERO", "a miss earns nothing whatever pass_fail states"),
    Mistake(SHAPES, "nothing = under([ACTUAL.equals(ZERO)], earns(most(shape)", "nothing = under([ACTUAL.equals(ZERO)], earns(POINTS", "nothing at all earns all points whatever the cap"),
)  # fmt: skip

_KINDS = (
    Mistake(KINDS, '_outside("below", asked._replace(sign="at_least", goal=LOW))', '_outside("below", asked._replace(sign="at_least", goal=HIGH))', "below an interval the far end counts", quick=True),
    Mistake(KINDS, "rule.below if end == \"below\" else rule.above", "rule.above if end == \"below\" else rule.below", "the sides of an interval are exchanged"),
    Mistake(KINDS, "(under([ACTUAL.equals(HIGH)], edge) if not high_closed else ())", "(under([ACTUAL.equals(HIGH)], edge) if not low_closed else ())", "the open end of an interval is the other one"),
    Mistake(KINDS, "branch.clause or rule.clause", "rule.clause or branch.clause", "an interval stands on the clause of another rule"),
    Mistake(KINDS, "low <= FILED if rule.range.low_closed else low < FILED", "low <= FILED", "the open lower bound of a tier belongs to it"),
    Mistake(KINDS, "high >= FILED if rule.range.high_closed else high > FILED", "high >= FILED", "the open upper bound of a tier belongs to it"),
    Mistake(KINDS, "(rules.rounding.tier_bounds or rules.rounding.score).rounding", "rules.rounding.score.rounding", "the bounds of tiers are rounded like scores"),
    Mistake(KINDS, "greatest(EARNED - DEDUCTION, ZERO)", "EARNED - DEDUCTION", "what a reviewer takes away is not held at zero"),
    Mistake(KINDS, 'earns(POINTS, "not_applicable", "policy_full"', 'earns(ZERO, "not_applicable", "policy_full"', "what does not apply earns nothing where the rule set gives all points"),
    Mistake(KINDS, "late = lost(shape, DAYS, rule, \"late\")", "late = lost(shape, DAYS + constant(1), rule, \"late\")", "a deadline is late a day too many"),
)  # fmt: skip

_REST = (
    Mistake(BUDGET, "rounded(RATE * hundred, places.rounding) / hundred", "rounded(RATE, places.rounding)", "the rate is rounded as a share, not in percent"),
    Mistake(BUDGET, "under([EXECUTED > BASE], _policy", "under([EXECUTED >= BASE], _policy", "a budget spent to the last cent is overspent", quick=True),
    Mistake(BUDGET, "named(\"used\", least(RATE, ONE))", "named(\"used\", RATE)", "a rate above 100 % earns more than the points"),
    Mistake(BUDGET, "under([used < constant(rule.floor.value)]", "under([used <= constant(rule.floor.value)]", "a rate on the floor earns nothing"),
    Mistake(BUDGET, "_policy(rule.zero_base, \"without_base\"", "_policy(rule.zero_base_spent, \"without_base\"", "an empty budget of which nothing was spent is treated as spent"),
    Mistake(BUDGET, "under([BASE < ZERO], stops", "under([BASE < BASE], stops", "a negative budget has a rate"),
    Mistake(FORM, "SUM * whole / COUNTED", "SUM * COUNTED / whole", "a total is rescaled the wrong way round"),
    Mistake(FORM, "high >= TOTAL if held.high_closed else high > TOTAL", "high >= TOTAL", "the open upper end of a grade belongs to it"),
    Mistake(FORM, "low <= TOTAL if held.low_closed else low < TOTAL", "low < TOTAL", "a total on the lower end of a grade falls below it"),
    Mistake(FORM, 'kind == "sum_of_scores")', 'kind != "exact_sum")', "the exact budget is added as printed"),
    Mistake(EXACTLY, "return (-(-a // b), 1)", "return (a // b + 1, 1)", "a step that is just full counts as one more"),
    Mistake(EXACTLY, "return (a // b, 1)", "return ((2 * a + b) // (2 * b), 1)", "begun steps are rounded instead of dropped"),
    Mistake(EXACTLY, "places, rounding.mode), unit)", 'places, "half_up"), unit)', "the rate and the total are rounded half up whatever the rule set says"),
    Mistake(EXACTLY, "self.rounding.places, self.rounding.mode)", 'self.rounding.places, "half_even")', "scores are rounded half even whatever the rule set says", quick=True),
    Mistake(EXACTLY, '"<=": lambda number: lambda values: number(values)[0] <= 0', '"<=": lambda number: lambda values: number(values)[0] < 0', "≤ against zero leaves zero out"),
    Mistake(EXACTLY, 'return a * d < c * b', 'return a * d <= c * b', "< holds for equal numbers"),
)  # fmt: skip

MISTAKES = (*_NUMBERS, *_SHAPES, *_KINDS, *_REST)
