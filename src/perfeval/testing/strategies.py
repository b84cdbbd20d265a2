"""Hypothesis strategies for whatever perfeval scores: quantities, targets, actuals, definitions, filings, rule sets.

They follow Hypothesis' own style: named in the plural, bounds are `min_value` and `max_value`, what has a default is
keyword-only. Examples shrink to few rows, whole numbers and short names.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from perfeval.exact import Fraction, Number, digits
from perfeval.model import (
    Definition,
    Entry,
    Filing,
    Indicator,
    Placed,
    RuleSet,
)
from perfeval.notation import SIGN_TEXT, Measure, Quantity, Sign, parse_quantity, read_actual, read_target
from perfeval.testing.frame import Frame, placed
from perfeval.testing.pools import NASTY_CELLS, NASTY_TEXTS
from perfeval.testing.rows import SIGNS, numbers, rows

__all__ = ["actuals", "actuals_for", "definitions", "filings", "quantities", "targets", "texts"]

UNITS: tuple[str, ...] = ("", "%", "人", "万元", "个工作日", "次", "万人次", "公里")


def _cells(min_value: int, max_value: int, places: int, units: Sequence[str]) -> st.SearchStrategy[str]:
    """Return numbers with their unit, as text."""
    if min_value > max_value:
        message = f"Cannot have {max_value=} < {min_value=}"
        raise InvalidArgument(message)
    # A bare 2024.12 is a month to some readers: such a number always has a unit.
    counted = [unit for unit in units if unit] or ["人"]
    return st.builds(
        lambda value, unit, other: f"{digits(value)}{unit if unit or not 1900 <= value < 2100 else other}",
        numbers(min_value, max_value, places),
        st.sampled_from(list(units)),
        st.sampled_from(counted),
    )


def quantities(
    *, min_value: int = 0, max_value: int = 1000, places: int = 2, units: Sequence[str] = UNITS
) -> st.SearchStrategy[Quantity]:
    """Return exact quantities in their canonical unit.

    Args:
        min_value: The least number before the unit.
        max_value: The greatest.
        places: How many decimals at most.
        units: Units as they are written; an empty one is a bare number.
    """
    return _cells(min_value, max_value, places, units).map(parse_quantity)


def targets(
    *,
    signs: Sequence[Sign] = SIGNS,
    min_value: int = 0,
    max_value: int = 1000,
    places: int = 2,
    units: Sequence[str] = UNITS,
) -> st.SearchStrategy[Measure]:
    """Return targets with a printed sign, such as `≥80%`.

    Args:
        signs: Which signs.
        min_value: The least number.
        max_value: The greatest.
        places: How many decimals at most.
        units: Units as they are written.
    """
    cells = _cells(min_value, max_value, places, units)
    return st.builds(
        lambda sign, cell: read_target(SIGN_TEXT[sign] + cell), st.sampled_from(list(signs)), cells
    )


def actuals(
    *, min_value: int = 0, max_value: int = 1000, places: int = 2, units: Sequence[str] = UNITS
) -> st.SearchStrategy[Measure]:
    """Return actuals without a sign, such as `83.2%`.

    Args:
        min_value: The least number.
        max_value: The greatest.
        places: How many decimals at most.
        units: Units as they are written.
    """
    return _cells(min_value, max_value, places, units).map(read_actual)


def actuals_for(target: Measure, ruleset: RuleSet | None = None) -> st.SearchStrategy[Measure]:
    """Return actuals in the unit of a target: on it, one last place beside it, met, missed, at the rule set's bounds.

    Args:
        target: A target of kind number.
        ruleset: A rule set; the bounds of its bands, ladders and floors are tried too.

    Raises:
        InvalidArgument: For a target that is no number.
    """
    goal = target.quantity
    if goal is None:
        message = f"{target.text!r} is no number: its actuals are words or dates"
        raise InvalidArgument(message)
    scale = parse_quantity(f"1{goal.scale}").value if goal.scale else Fraction(1)
    value = goal.value / scale
    last = Fraction(1, 10 ** len(digits(value).partition(".")[2]))
    marks = {value, value - last, value + last, Fraction(0), value / 2, value * 2}
    marks |= {value * share for share in _shares(ruleset)} if ruleset is not None else set()
    unit = f"{goal.scale}{goal.unit or ''}"
    at_marks = st.sampled_from(sorted(mark for mark in marks if mark >= 0 and _ends(mark)))
    top = max(int(value * 3), 1)
    return (at_marks | numbers(0, top)).map(lambda number: read_actual(f"{digits(number)}{unit}"))


def _ends(value: Fraction) -> bool:
    """Return whether a number can be written down in full."""
    return "…" not in digits(value)


def _shares(rules: RuleSet) -> set[Fraction]:
    """Return the shares of a target at which a rule set changes what it does."""
    found: set[Fraction] = set()
    ladder = rules.over_fulfilment
    for step in ladder.steps if ladder else ():
        found |= {end.value for end in (step.start, step.above) if end is not None}
    for shape in (rules.at_least, rules.at_most, *rules.methods.values()):
        floor = getattr(shape, "floor", None)
        found |= {floor.value} if floor is not None else set()
        for band in getattr(shape, "bands", ()):
            found |= {end.value for end in (band.start, band.above) if end is not None and end.percent}
        for anchor in getattr(shape, "anchors", ()):
            found |= {anchor.at.value} if anchor.at.percent else set()
    return found


def texts(*, min_size: int = 1, max_size: int = 12) -> st.SearchStrategy[str]:
    """Return texts as people type them, and some that break careless programs.

    Args:
        min_size: Characters at least.
        max_size: Characters at most, for those that are not from the pool of nasty ones.
    """
    plain = st.text("甲乙丙丁戊己庚辛", min_size=max(min_size, 1), max_size=max_size)
    wild = st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn")),
        min_size=min_size,
        max_size=max_size,
    )
    return plain | st.sampled_from([text for text in NASTY_TEXTS if len(text) >= min_size]) | wild


def _tree(draw: st.DrawFn, leaves: Sequence[Indicator], depth: int) -> tuple[Indicator, ...]:
    """Return leaves below headings, up to *depth* levels of them."""
    nodes: list[Indicator] = []
    left = list(leaves)
    while left:
        size = draw(st.integers(1, len(left)))
        group, left = tuple(left[:size]), left[size:]
        for level in range(draw(st.integers(0, depth))):
            group = (
                Indicator(name=f"{'一二三四五六'[depth - level - 1]}级指标{len(nodes) + 1}", children=group),
            )
        nodes += group
    return tuple(nodes)


@st.composite
def definitions(
    draw: st.DrawFn, *, min_rows: int = 1, max_rows: int = 6, max_depth: int = 3, scored: bool = True
) -> Definition:
    """Return definitions of any shape: some rows below headings, with points that add up to 100.

    Args:
        draw: Hypothesis' own; not passed by the caller.
        min_rows: Indicators at least.
        max_rows: Indicators at most.
        max_depth: Levels of headings above an indicator at most.
        scored: Whether the form carries points.
    """
    count = draw(st.integers(min_rows, max_rows))
    points = _split(draw, count) if scored else [None] * count
    leaves = [
        Indicator(
            name=f"指标{number}",
            points=None if own is None else Number.of(own),
            target=draw(targets() | texts().map(read_target)),
        )
        for number, own in enumerate(points, 1)
    ]
    return Definition(title=draw(texts()), fiscal_year=2024, indicators=_tree(draw, leaves, max_depth))


def _split(draw: st.DrawFn, count: int) -> list[Fraction]:
    """Return *count* points that add up to 100, halves among them."""
    cuts = sorted(draw(st.lists(st.integers(1, 199), min_size=count - 1, max_size=count - 1, unique=True)))
    ends = [0, *cuts, 200]
    return [Fraction(high - low, 2) for low, high in pairwise(ends)]


def _entries(target: Measure | None) -> st.SearchStrategy[Entry]:
    """Return what may be filed for a target."""
    fitting = actuals_for(target) if target is not None and target.quantity is not None else actuals()
    return (fitting | st.sampled_from(NASTY_CELLS).map(read_actual)).map(lambda actual: Entry(actual=actual))


@st.composite
def filings(
    draw: st.DrawFn,
    ruleset: RuleSet | None = None,
    *,
    definition: Definition | None = None,
    max_rows: int = 4,
) -> Filing:
    """Return filings: for a definition, or on a form that fits a rule set, or of any shape.

    Args:
        draw: Hypothesis' own; not passed by the caller.
        ruleset: The form has the points, the headings and the budget that this rule set wants.
        definition: The form; where it is given, the rule set is not asked.
        max_rows: Rows at most, where the form is drawn.
    """
    if definition is None and ruleset is not None:
        return draw(_under(ruleset, max_rows))
    form = definition or draw(definitions(max_rows=max_rows))
    filed = {leaf.key: draw(_entries(leaf.indicator.target)) for leaf in form.leaves if draw(st.booleans())}
    budget = None
    if form.budget is not None:
        budget = Frame(RuleSet(id="")).spent(digits(draw(numbers(0, 100))), digits(draw(numbers(0, 100))))
    return Filing(definition=form, budget=budget, actuals=filed)


@st.composite
def _under(draw: st.DrawFn, rules: RuleSet, max_rows: int) -> Filing:
    """Return filings on a form that fits a rule set: plain rows, qualitative ones, nasty cells, nothing filed."""
    count = draw(st.integers(1, max_rows))
    share = Fraction(1, count)
    held = [draw(_row(rules, share, number)) for number in range(1, count + 1)]
    frame = Frame(rules)
    if rules.budget is None:
        return frame.filing(held)
    spent = [digits(draw(st.just(Fraction(100)) | numbers(0, 130))) for _ in range(2)]
    return frame.filing(held, frame.spent(*spent))


@st.composite
def _row(draw: st.DrawFn, rules: RuleSet, share: Fraction, number: int) -> Placed:
    """Return a row of any kind."""
    kind = draw(st.sampled_from(["number", "number", "tier", "nasty", "missing", "not_applicable"]))
    row = attrs.evolve(draw(rows(rules, methods="all", share=share)), name=f"指标{number}")
    named: dict[str, Any] = {"name": row.name}
    if kind == "tier" and rules.tiers:
        tier = draw(st.sampled_from(list(rules.tiers)))
        held = rules.tiers[tier].range
        top = held.high if held.high_closed else (held.low + held.high) / 2
        score = Number.of(_cents(top * row.points))
        return placed("效果明显", "已实施", row.points, row.heading, tier=tier, score=score, **named)
    if kind == "nasty":
        cells = [draw(st.sampled_from(NASTY_CELLS)) for _ in range(2)]
        return placed(cells[0], cells[1], row.points, row.heading, **named)
    if kind == "missing":
        return placed(row.target_text, None, row.points, row.heading, **named)
    if kind == "not_applicable":
        return placed(row.target_text, None, row.points, row.heading, not_applicable="当年未开展", **named)
    return row.placed()


def _cents(value: Fraction) -> Fraction:
    """Return a value cut to cents."""
    return Fraction(value.numerator * 100 // value.denominator, 100)
