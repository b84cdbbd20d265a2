"""Mutants that score a row carelessly: what systems, spreadsheets and checkers have really done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from perfeval.exact import Decimal, Fraction, Rounding
from perfeval.model import (
    EqualRule,
    Filing,
    Full,
    Line,
    Linear,
    PassFail,
    Proportional,
    Ratio,
    Reciprocal,
    Report,
    RuleSet,
    Step,
    Zero,
)
from perfeval.notation import Measure, Sign
from perfeval.scoring import score
from perfeval.testing.mutants.mutant import (
    Mutant,
    Numbers,
    by_line,
    by_number,
    numbers_of,
    read_otherwise,
    rescored,
    scoring,
)

__all__ = ["ROWS"]

_DOWN = ("at_most", "below")


def _quotient(numbers: Numbers, line: Line) -> Fraction:
    """Return over ÷ under, by the direction of the row."""
    over, under = (numbers.target, numbers.actual) if line.sign in _DOWN else (numbers.actual, numbers.target)
    return over / under


def _uncapped(line: Line) -> Line:
    """Score more than the points for more than the target."""
    numbers = numbers_of(line)
    if numbers is None or not numbers.target or line.sign not in ("at_least", "above"):
        return line
    return rescored(line, numbers.points * numbers.actual / numbers.target)


def _half_even(line: Line) -> Line:
    """Round half to even, as Python's round does."""
    if line.value is None:
        return line
    return attrs.evolve(line, score=Rounding(2, "half_even").decimal(line.value))


def _cut_off(line: Line) -> Line:
    """Cut off behind the second place."""
    return line if line.value is None else attrs.evolve(line, score=Rounding(2, "down").decimal(line.value))


def _rounded_twice(line: Line) -> Line:
    """Round to three places, and then to two."""
    if line.value is None:
        return line
    return attrs.evolve(line, score=Rounding(2).decimal(Rounding(3).apply(line.value)))


def _binary(numbers: Numbers, line: Line) -> Fraction:
    """Multiply and divide binary floats."""
    quotient = _quotient(numbers, line)
    points = numbers.points.numerator / numbers.points.denominator
    return Fraction(points * (quotient.numerator / quotient.denominator))


def _rate_first(numbers: Numbers, line: Line) -> Fraction:
    """Round the ratio to 0.01 % before multiplying."""
    return Rounding(4).apply(_quotient(numbers, line)) * numbers.points


def _divided_first(numbers: Numbers, line: Line) -> Fraction:
    """Divide in decimals of 28 digits, and multiply afterwards."""
    quotient = _quotient(numbers, line)
    return Fraction(Decimal(quotient.numerator) / Decimal(quotient.denominator)) * numbers.points


def _by_points_and_actual(line: Line) -> Line:
    """Multiply the points by the actual percentage, whatever the target (98 % of 98 % gives 19.6 of 20)."""
    numbers = numbers_of(line)
    unit = line.actual.quantity.unit if line.actual and line.actual.quantity else None
    if numbers is None or unit != "%" or line.sign in _DOWN:
        return line
    return rescored(line, min(numbers.points * numbers.actual / 100, numbers.points))


def _met_when_cut(line: Line) -> Line:
    """Compare target and actual behind their second place cut off."""
    numbers = numbers_of(line)
    if numbers is None or line.points is None or line.sign in _DOWN:
        return line
    cut = Rounding(2, "down")
    return rescored(line, line.points) if cut.apply(numbers.actual) >= cut.apply(numbers.target) else line


def _limit_is_missed(line: Line) -> Line:
    """Give nothing for a limit that is exactly kept."""
    numbers = numbers_of(line)
    kept = numbers is not None and line.sign == "at_most" and numbers.target == numbers.actual
    return rescored(line, Fraction(0)) if kept else line


def _whole_percent_met(line: Line) -> Line:
    """Take a target for met where the ratio rounds to 100 %."""
    numbers = numbers_of(line)
    if numbers is None or not numbers.target or line.sign in _DOWN or line.points is None:
        return line
    near = Rounding(2).apply(numbers.actual / numbers.target) >= 1
    return rescored(line, line.points) if near else line


def _least_score(line: Line) -> Line:
    """Give 60 % of the points at least, taking a pass mark for a minimum."""
    if line.value is None or line.points is None:
        return line
    return rescored(line, max(line.value, line.points * Fraction(3, 5)))


def _one_point_off(line: Line) -> Line:
    """Take one point off a missed row, however many it has."""
    numbers = numbers_of(line)
    if numbers is None or line.value is None or line.value >= numbers.points:
        return line
    return rescored(line, max(numbers.points - 1, Fraction(0)))


def _rounded_inside(line: Line) -> Line:
    """Keep the rounded score for the exact one."""
    return line if line.score is None else rescored(line, Fraction(line.score))


def _missing_as_zero(line: Line) -> Line:
    """Score a row that was not filed with nothing."""
    return rescored(line, Fraction(0)) if line.status == "missing" else line


def _missing_as_full(line: Line) -> Line:
    """Score a row that was not filed in full."""
    if line.status != "missing" or line.points is None:
        return line
    return rescored(line, line.points)


def _not_applicable_as_zero(line: Line) -> Line:
    """Score a row that does not apply with nothing."""
    return rescored(line, Fraction(0)) if line.status == "not_applicable" else line


def _ratio_of(numbers: Numbers, line: Line, shape: type[Ratio]) -> Fraction:
    """Return the score of a row with ≤ by another formula."""
    if line.sign not in _DOWN:
        return line.value or Fraction(0)
    if shape is Reciprocal:
        return numbers.points * numbers.target / numbers.actual
    return max(numbers.points * (2 * numbers.target - numbers.actual) / numbers.target, Fraction(0))


def _named(name: str, value: Any) -> Callable[[RuleSet], RuleSet]:
    """Return what fills in a policy that a rule set leaves open."""
    return lambda rules: attrs.evolve(rules, **{name: value})


def _signed(sign: Sign, *, only: tuple[Sign | None, ...]) -> Callable[[Measure], Measure]:
    """Return a reader that takes some signs for another one."""

    def change(measure: Measure) -> Measure:
        """Take the sign of a number for another."""
        return attrs.evolve(measure, sign=sign) if measure.quantity and measure.sign in only else measure

    return change


def _unit_dropped(measure: Measure) -> Measure:
    """Read a number as it stands and leave its unit."""
    if measure.quantity is None:
        return measure
    number = measure.quantity.value
    typed = "".join(char for char in measure.text if char in "0123456789.")
    return attrs.evolve(
        measure, quantity=attrs.evolve(measure.quantity, value=Fraction(typed or number), unit=None, scale="")
    )


def _scale_dropped(measure: Measure) -> Measure:
    """Read 187.72万人次 as 187.72人次."""
    quantity = measure.quantity
    if quantity is None or not quantity.scale or quantity.unit == "元":
        return measure
    typed = "".join(char for char in measure.text if char in "0123456789.")
    return attrs.evolve(measure, quantity=attrs.evolve(quantity, value=Fraction(typed), scale=""))


def _cut_at_blank(measure: Measure) -> Measure:
    """Read a number only up to a blank: 83. 2% is 83%."""
    if measure.quantity is None or " " not in measure.text.strip():
        return measure
    head = measure.text.strip().split(" ", maxsplit=1)[0].rstrip(".")
    return attrs.evolve(measure, quantity=attrs.evolve(measure.quantity, value=Fraction(head)))


def _cut_at_comma(measure: Measure) -> Measure:
    """Read a number only up to a comma: 1,234 is 1."""
    if measure.quantity is None or "," not in measure.text:
        return measure
    head = measure.text.split(",", maxsplit=1)[0]
    return attrs.evolve(measure, quantity=attrs.evolve(measure.quantity, value=Fraction(head)))


def _share_as_percent(measure: Measure) -> Measure:
    """Read 0.832 as 0.832 %."""
    if measure.quantity is None or measure.quantity.unit is not None or measure.quantity.value > 1:
        return measure
    return attrs.evolve(measure, quantity=attrs.evolve(measure.quantity, unit="%"))


def _bound_as_met(line: Line) -> Line:
    """Take an actual that carries the target's sign for met: ≤9 of ≤5."""
    signed = line.actual is not None and line.actual.sign is not None and line.actual.sign == line.sign
    return rescored(line, line.points) if signed and line.points is not None else line


def _negative_as_it_is(line: Line) -> Line:
    """Score a negative actual below nothing."""
    goal, done = (one.quantity if one else None for one in (line.target, line.actual))
    if (
        goal is None
        or done is None
        or line.points is None
        or done.value >= 0
        or goal.value <= 0
        or line.sign in _DOWN
    ):
        return line
    return rescored(line, line.points * done.value / goal.value)


def _negative_as_zero(measure: Measure) -> Measure:
    """Read a negative actual as 0."""
    if measure.quantity is None or measure.quantity.value >= 0:
        return measure
    return attrs.evolve(measure, quantity=attrs.evolve(measure.quantity, value=Fraction(0)))


def _zero_target_is_nothing(line: Line) -> Line:
    """Give a target of zero 0 %, even where it is met."""
    goal = line.target.quantity if line.target else None
    return rescored(line, Fraction(0)) if goal is not None and not goal.value and line.value else line


def _divides(filing: Filing, rules: RuleSet) -> Report:
    """Divide by the target without looking at it."""
    for leaf in filing.definition.leaves:
        entry = filing.actuals.get(leaf.key)
        goal = leaf.indicator.target.quantity if leaf.indicator.target else None
        done = entry.actual.quantity if entry and entry.actual else None
        if goal is not None and done is not None:
            _ = done.value / goal.value
    return score(filing, rules)


def _counts_characters(filing: Filing, rules: RuleSet) -> Report:
    """Take every actual for a number."""
    for entry in filing.actuals.values():
        if entry.actual is not None and entry.actual.kind == "text":
            Fraction(entry.actual.text)
    return score(filing, rules)


def _unexplained(line: Line) -> Line:
    """Give a score and no reason."""
    return attrs.evolve(line, tell=lambda own: (Step("formula", "系统计算"),))


def _tier_open(line: Line) -> Line:
    """Take any score that was filed for a tier."""
    entry = line.entry
    if entry is None or entry.tier is None or entry.score is None or line.score is not None:
        return line
    return rescored(line, entry.score.value)


def _tier_ends_shared(line: Line) -> Line:
    """Let the bound between two tiers belong to both."""
    entry = line.entry
    rule = line.ruleset.tiers.get(entry.tier) if entry and entry.tier else None
    if rule is None or entry is None or entry.score is None or line.points is None:
        return line
    return rescored(line, entry.score.value) if entry.score.value == rule.range.high * line.points else line


_AS_AT_LEAST: tuple[Sign | None, ...] = ("at_most", "below", "above", "equal", None)

ROWS: tuple[Mutant, ...] = (
    scoring("direction_ignored", "every sign is read as ≥", "monotone",
            read_otherwise(target=_signed("at_least", only=_AS_AT_LEAST))),
    scoring("cap_forgotten", "more than the target earns more than the points", "bounded", by_line(_uncapped)),
    scoring("bonus_uncapped", "a bonus goes on above its cap", "capped", by_line(_uncapped), "specimen"),
    scoring("half_even", "a half is rounded to the even cent", "rounds_once", by_line(_half_even)),
    scoring("cut_off", "the third place is cut off", "rounds_once", by_line(_cut_off)),
    scoring("rounded_twice", "rounded to three places, and then to two", "rounds_once", by_line(_rounded_twice)),
    scoring("binary_float", "worked out in binary floats", "exact_ratio", by_number(_binary)),
    scoring("rate_first", "the ratio is rounded to 0.01 % before it is multiplied", "exact_ratio", by_number(_rate_first)),
    scoring("divided_first", "B ÷ A in 28 digits, and then × points", "exact_ratio", by_number(_divided_first)),
    scoring("linear_for_reciprocal", "≤ falls in a line where target ÷ actual is the rule", "exact_ratio",
            by_number(lambda numbers, line: _ratio_of(numbers, line, Linear))),
    scoring("reciprocal_for_linear", "≤ by target ÷ actual where the line is the rule", "exact_ratio",
            by_number(lambda numbers, line: _ratio_of(numbers, line, Reciprocal)), "system-2024"),
    scoring("points_times_actual", "points × actual percentage, without the target", "full_when_met", by_line(_by_points_and_actual)),
    scoring("zero_target_is_nothing", "a target of zero earns nothing even where it is met", "full_when_met", by_line(_zero_target_is_nothing)),
    scoring("limit_is_missed", "a limit that is exactly kept earns nothing", "full_when_met", by_line(_limit_is_missed)),
    scoring("met_when_cut", "target and actual are compared behind their second place cut off", "missed_is_not_full", by_line(_met_when_cut)),
    scoring("whole_percent_met", "a ratio that rounds to 100 % counts as met", "missed_is_not_full", by_line(_whole_percent_met)),
    scoring("pass_mark_as_minimum", "no row earns less than 60 % of its points", "zero_floor", by_line(_least_score)),
    scoring("one_point_off", "a missed row loses one point, whatever its points", "scales_with_points", by_line(_one_point_off)),
    scoring("rounded_inside", "the rounded score is kept for the exact one", "additive", by_line(_rounded_inside)),
    scoring("unsigned_as_at_least", "a cost without a sign is read as ≥", "cost_not_rewarded",
            read_otherwise(rules=lambda rules: attrs.evolve(
                rules, default_sign=dict.fromkeys(rules.default_sign, "at_least")))),
    scoring("unit_dropped", "5,000 元 of 1 万元 are read as 5,000 of 1", "unit_invariant",
            read_otherwise(target=_unit_dropped, actual=_unit_dropped)),
    scoring("scale_dropped", "万 behind a number is passed over", "unit_invariant",
            read_otherwise(target=_scale_dropped, actual=_scale_dropped)),
    scoring("cut_at_blank", "83. 2% is read as 83%", "notation_invariant", read_otherwise(actual=_cut_at_blank)),
    scoring("cut_at_comma", "1,234 is read as 1", "notation_invariant", read_otherwise(actual=_cut_at_comma)),
    scoring("share_as_percent", "0.832 beside ≥80% is read as 0.832%", "named_or_problem", read_otherwise(actual=_share_as_percent)),
    scoring("bound_as_met", "an actual with the target's sign counts as met", "bound_by_its_worst", by_line(_bound_as_met)),
    scoring("missing_as_zero", "a row that was not filed earns nothing", "missing_is_not_zero", by_line(_missing_as_zero)),
    scoring("missing_as_full", "a row that was not filed earns all", "missing_is_not_zero", by_line(_missing_as_full)),
    scoring("not_applicable_as_zero", "a row that does not apply earns nothing", "not_applicable_is_not_zero",
            by_line(_not_applicable_as_zero)),
    scoring("negative_below_nothing", "a negative actual earns a negative score", "bounded", by_line(_negative_as_it_is)),
    scoring("negative_as_zero", "a negative actual is read as 0", "named_or_problem", read_otherwise(actual=_negative_as_zero)),
    scoring("zero_target_divides", "the ratio is taken whatever the target", "named_or_problem", _divides),
    scoring("zero_target_passes", "a missed target of zero earns nothing, unasked", "named_or_problem",
            read_otherwise(rules=_named("zero_target", PassFail()))),
    scoring("strict_edge_met", "< is scored as ≤", "named_or_problem", read_otherwise(rules=_named("strict_edge", Full()))),
    scoring("equal_as_at_least", "= is scored as ≥", "named_or_problem",
            read_otherwise(rules=_named("equal", EqualRule(missed=Proportional(), exceeded=Full())))),
    scoring("late_is_nothing", "a missed deadline earns nothing, unasked", "named_or_problem",
            read_otherwise(rules=_named("deadline", Zero()))),
    scoring("text_as_number", "every actual is taken for a number", "total_function", _counts_characters),
    scoring("unexplained", "a score without its reason", "explained", by_line(_unexplained)),
    scoring("tier_unchecked", "any score is taken in any tier", "inside_tier", by_line(_tier_open)),
    scoring("tier_ends_shared", "80 % belongs to two tiers", "inside_tier", by_line(_tier_ends_shared)),
)  # fmt: skip
"""The careless ways to score a row."""
