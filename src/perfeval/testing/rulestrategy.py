"""Hypothesis strategy for rule sets: every shape, every edge named or left open, as far as a loader would accept it."""

from __future__ import annotations

from hypothesis import strategies as st

from perfeval.exact import Number
from perfeval.model import (
    Anchor,
    Band,
    Bands,
    BudgetRule,
    Deduct,
    EqualRule,
    Full,
    Ladder,
    LadderStep,
    Linear,
    PassFail,
    Piecewise,
    Places,
    Policy,
    Proportional,
    Range,
    Reciprocal,
    RoundingRule,
    RuleSet,
    Shape,
    Share,
    TierRule,
    Zero,
)

__all__ = ["rulesets"]


def _shares(*texts: str) -> st.SearchStrategy[Share]:
    """Return one of some shares."""
    return st.sampled_from([Share.parse(text) for text in texts])


def _maybe(strategy: st.SearchStrategy[Share]) -> st.SearchStrategy[Share | None]:
    """Return nothing, or what a strategy gives."""
    return st.none() | strategy


_FLOORS = _maybe(_shares("60%", "50%"))
_CAPS = _maybe(_shares("110%", "120%"))
_DEDUCT = st.builds(
    Deduct,
    each=_shares("5%", "10%"),
    score=_shares("10%", "1"),
    part=st.sampled_from(["proportional", "drop", "whole"]),
    of=st.just("ratio"),
)
_STEPS = tuple(
    Band(start=Share.parse(start) if start else None, score=Share.parse(score))
    for start, score in (("100%", "100%"), ("80%", "70%"), ("60%", "50%"), ("", "0%"))
)
_ANCHORS = tuple(
    Anchor(at=Share.parse(at), score=Share.parse(score))
    for at, score in (("0%", "0%"), ("80%", "60%"), ("100%", "100%"))
)
_UP: st.SearchStrategy[Shape] = (
    st.builds(Proportional, cap=_CAPS, floor=_FLOORS)
    | st.builds(PassFail, missed=_maybe(_shares("50%")))
    | st.just(Bands(of="ratio", bands=_STEPS))
    | st.just(Piecewise(of="ratio", anchors=_ANCHORS, above="hold"))
    | _DEDUCT
)
_DOWN: st.SearchStrategy[Shape] = (
    st.builds(Reciprocal, cap=_CAPS, floor=_FLOORS)
    | st.builds(Linear, floor=_FLOORS)
    | st.builds(PassFail, missed=_maybe(_shares("50%")))
    | _DEDUCT
)
_EDGE: st.SearchStrategy[Shape | None] = st.sampled_from([None, Full(), Zero()])
_MISS: st.SearchStrategy[Shape | None] = st.sampled_from([None, PassFail(), Zero()])
_LADDERS = st.none() | st.builds(
    Ladder,
    measure=st.sampled_from(["ratio", "deviation"]),
    steps=st.sampled_from(
        [
            (LadderStep(start=Share.parse("130%"), do="warn"),),
            (LadderStep(above=Share.parse("120%"), do="require_reason"), LadderStep(start=Share.parse("200%"), do="zero")),
            (LadderStep(start=Share.parse("150%"), do="multiply", by=Share.parse("90%")),),
            (LadderStep(start=Share.parse("150%"), do="subtract", by=Share.parse("10%")),),
        ]
    ),
)  # fmt: skip


def _tiers(middle: str) -> dict[str, TierRule]:
    """Return three tiers with the lower end of the middle one."""
    ranges = (
        ("met", "[80%, 100%]", "达成"),
        ("partly_met", f"[{middle}, 80%)", "部分达成"),
        ("not_met", f"[0%, {middle})", "未达成"),
    )
    return {name: TierRule(range=Range.parse(held), words=(word,)) for name, held, word in ranges}


def _grades(good: int) -> dict[str, Range]:
    """Return four grades with the lower end of 良."""
    ends = (("优", "[90, 100]"), ("良", f"[{good}, 90)"), ("中", f"[60, {good})"), ("差", "[0, 60)"))
    return {name: Range.parse(held) for name, held in ends}


@st.composite
def _budgets(draw: st.DrawFn) -> BudgetRule:
    """Return rules for the budget execution."""
    bands = draw(st.booleans())
    return BudgetRule(
        points=Number.of(draw(st.sampled_from(["10", "20"]))),
        base=draw(st.sampled_from(["adjusted", "initial"])),
        shape="bands" if bands else "proportional",
        bands=_STEPS if bands else (),
        floor=None if bands else draw(_FLOORS),
        above_100=Policy(do=draw(st.sampled_from(["problem", "cap", "zero"]))),
        zero_base=Policy(do=draw(st.sampled_from(["problem", "full", "zero"]))),
        zero_base_spent=Policy(do=draw(st.sampled_from(["problem", "zero"]))),
    )


@st.composite
def rulesets(draw: st.DrawFn, *, budget: bool = True) -> RuleSet:
    """Return rule sets that hold together: what they do not name is a problem when a form asks for it.

    Args:
        draw: Hypothesis' own; not passed by the caller.
        budget: Whether a rule set may score the budget execution.
    """
    places = Places(
        places=draw(st.sampled_from([2, 1, 0])), mode=draw(st.sampled_from(["half_up", "half_even", "down"]))
    )
    totals = ["sum_of_scores", "exact_sum", "scores_and_exact_budget"]
    return RuleSet(
        id="drawn",
        budget=draw(st.none() | _budgets()) if budget else None,
        at_least=draw(st.none() | _UP),
        at_most=draw(st.none() | _DOWN),
        equal=draw(st.builds(EqualRule, missed=st.none() | st.just(Proportional()), exceeded=_EDGE)),
        strict_edge=draw(_EDGE),
        zero_target=draw(_MISS),
        negative_target=draw(_MISS),
        negative_actual=draw(_MISS),
        yes_no=draw(_MISS),
        deadline=draw(_MISS),
        default_sign=draw(st.sampled_from([{}, {"数量指标": "at_least", "成本指标": "at_most"}])),
        over_fulfilment=draw(_LADDERS),
        not_applicable=Policy(do=draw(st.sampled_from(["problem", "rescale", "full"]))),
        rounding=RoundingRule(
            score=places, total=draw(st.sampled_from(totals)), tier_bounds=draw(st.none() | st.just(Places()))
        ),
        tiers=draw(st.sampled_from([{}, _tiers("60%"), _tiers("50%")])),
        grades=draw(st.sampled_from([{}, _grades(80), _grades(70)])),
    )
