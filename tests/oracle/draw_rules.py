"""Drawn rule sets: every shape and edge, named or left open, as far as a loader would accept it; and the shipped ones."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import attrs

from perfeval.exact import Number
from perfeval.model import (
    BudgetRule,
    Calendar,
    Clause,
    EqualRule,
    ExplainRule,
    Full,
    IntervalRule,
    Ladder,
    LadderStep,
    Linear,
    Manual,
    PassFail,
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
    Trigger,
    Weights,
    Years,
    Zero,
)
from tests.oracle.draw_shapes import (
    CLAUSES,
    clause,
    draw_bands,
    draw_deduct,
    draw_shape,
    limits,
    maybe,
    often,
    share,
)

SHIPPED = [
    "beijing-2016",
    "cn-2016",
    "cn-2020",
    "cn-2021",
    "guangxi-2024",
    "guizhou-2021",
    "hebei-2024",
    "henan-2024",
    "hubei-2020",
    "jiangxi-2024",
    "ningxia-2024",
    "shanxi-2024",
    "sichuan-2025",
    "sichuan-pidu-2025",
    "sichuan-pidu-whole-2025",
    "system-2024",
    "tianjin-2024",
    "zhejiang-2024",
]


@cache
def shipped(name: str) -> RuleSet:
    """Return a shipped rule set."""
    from perfeval.reading import load_ruleset

    return load_ruleset(name)


def _sign_shape(rng: Random, *, down: bool) -> Shape | None:
    """Return what a sign is scored by: mostly what fits it."""
    if often(rng, 0.07):
        return None
    if often(rng, 0.55):
        fitting = (Reciprocal, Linear) if down else (Proportional,)
        return rng.choice(fitting)(**(limits(rng) if often(rng, 0.6) else {"clause": clause(rng)}))
    return draw_shape(rng, single=False)


def _edge(rng: Random, *choices: str) -> Shape | None:
    """Return what an edge is named: one of the choices that a file may name, or nothing."""
    name = rng.choice(("", *choices))
    made: dict[str, Shape] = {
        "full": Full(clause=clause(rng)),
        "zero": Zero(clause=clause(rng)),
        "manual": Manual(clause=clause(rng)),
        "pass_fail": PassFail(missed=rng.choice((None, Share.parse("40%"))), clause=clause(rng)),
    }
    if name == "deduct":
        return draw_deduct(rng)
    return made.get(name)


def _ladder(rng: Random) -> Ladder:
    """Return an over-fulfilment ladder of one to three steps."""
    ends = sorted(rng.sample((20, 100, 110, 120, 130, 150, 200, 300), rng.randint(1, 3)))
    steps = []
    for end in ends:
        do = rng.choice(("warn", "require_reason", "multiply", "subtract", "zero"))
        by = {"multiply": ("90%", "50%", "33.3%"), "subtract": ("10%", "2", "1.5")}.get(do)
        field = rng.choice(("start", "above"))
        steps.append(LadderStep(**{field: Share.parse(f"{end}%")}, do=do, by=share(rng, *by) if by else None))
    signs = rng.choice(((), (), ("at_least", "above"), ("equal",), ("at_most", "below", "equal")))
    return Ladder(
        measure=rng.choice(("ratio", "deviation")), signs=signs, steps=tuple(steps), clause=clause(rng)
    )


def _places(rng: Random, *modes: str) -> Places:
    """Return places and mode of a rounding."""
    return Places(places=rng.choice((2, 2, 2, 1, 0, 3, 4)), mode=rng.choice(modes))  # type: ignore[arg-type]


def _rounding(rng: Random) -> RoundingRule:
    """Return where and how a rule set rounds."""
    modes = ("half_up", "half_even", "down")
    return RoundingRule(
        rate=maybe(rng, 0.5, _places(rng, *modes, "none")),
        score=_places(rng, *modes),
        tier_bounds=maybe(rng, 0.6, _places(rng, *modes, "none")),
        total=rng.choice(("sum_of_scores", "exact_sum", "scores_and_exact_budget")),
    )


def _budget(rng: Random) -> BudgetRule:
    """Return rules for the budget execution."""
    kind = rng.choice(("proportional", "proportional", "bands", "problem"))
    return BudgetRule(
        points=Number.of(rng.choice(("10", "20", "8.33", "0"))),
        base=rng.choice(("adjusted", "initial")),
        shape=kind,
        floor=rng.choice((None, None, Share.parse("60%"), Share.parse("33.3%"))),
        bands=draw_bands(rng, "ratio").bands if kind == "bands" else (),
        above_100=Policy(do=rng.choice(("problem", "cap", "zero"))),
        zero_base=Policy(do=rng.choice(("problem", "full", "zero"))),
        zero_base_spent=Policy(do=rng.choice(("problem", "zero"))),
        clause=clause(rng),
    )


def _tiers(rng: Random) -> dict[str, TierRule]:
    """Return qualitative tiers: scored by the unit or fixed, all three or fewer."""
    middle = rng.choice(("50%", "60%"))
    fixed = rng.choice(((), (), ("100%", "60%", "0%"), ("5", "3.33", "0")))
    rows = (
        ("met", rng.choice(("[80%, 100%]", "(80%, 100%]")), ("达成", "达成预期指标", "效果明显")),
        ("partly_met", f"[{middle}, 80%)", ("部分达成",)),
        ("not_met", f"[0%, {middle})", ("未达成", "否")),
    )
    made = {
        name: TierRule(
            range=Range.parse(held),
            words=words,
            score=Share.parse(fixed[at]) if fixed else None,
            clause=clause(rng),
        )
        for at, (name, held, words) in enumerate(rows)
    }
    if often(rng, 0.15):
        del made[rng.choice(tuple(made))]
    return made if often(rng, 0.95) else {}


def _trigger(rng: Random, **more: Any) -> Trigger | None:
    """Return what must be explained, or nothing."""
    need = rng.choice(("require_reason", "require_both"))
    return maybe(rng, 0.4, Trigger(need=need, limit=rng.choice((None, 5)), **more))


def _explain(rng: Random) -> ExplainRule:
    """Return what a rule set wants explained."""
    above = rng.choice((None, Share.parse("50")))
    return ExplainRule(
        place=rng.choice(("row", "form")),
        score_below_points=_trigger(rng),
        qualitative=_trigger(rng),
        execution_below=_trigger(rng, at=share(rng, "90%", "50%")),
        budget_changed=_trigger(rng, at=rng.choice((None, Share.parse("30%"))), total_above=above),
        total_below=_trigger(rng, at=share(rng, "80", "60")),
    )


_GRADES = (
    {},
    {"优": "[90, 100]", "良": "[80, 90)", "中": "[60, 80)", "差": "[0, 60)"},
    {"优": "(90, 100]", "良": "(80, 90]", "差": "[0, 80]"},
    {"差": "[0, 60)", "中": "[60, 80)", "良": "[80, 90)", "优": "[90, 100]"},
)
_SIGNS = (
    {},
    {"数量指标": "at_least", "质量指标": "at_least", "成本指标": "at_most"},
    {"数量指标": "equal", "质量指标": "above", "成本指标": "below", "产出指标": "at_least"},
)
_VARIANTS = (
    {"产出指标": Number.of("50"), "成本指标": Number.of("20")},
    {"产出指标": Number.of("60"), "成本指标": Number.of("40")},
)


def draw_ruleset(rng: Random) -> RuleSet:
    """Return one rule set: a shipped one, one of these with some sections changed, or one that is drawn whole."""
    if often(rng, 0.2):
        return shipped(rng.choice(SHIPPED))
    drawn = RuleSet(
        id="drawn",
        years=rng.choice((Years(), Years(), Years(start=2020), Years(end=2023), Years(start=2024, end=2024))),
        clauses={name: Clause(where=f"第{name}条", says="某条", basis="document") for name in CLAUSES[:5]},
        weights=maybe(rng, 0.1, Weights(binding=often(rng, 0.5), variants=_VARIANTS)),
        total=Number.of(rng.choice(("100", "100", "100", "90", "120"))),
        rounding=_rounding(rng),
        default_sign=rng.choice(_SIGNS),
        budget=maybe(rng, 0.5, _budget(rng)),
        at_least=_sign_shape(rng, down=False),
        at_most=_sign_shape(rng, down=True),
        strict_edge=_edge(rng, "full", "zero", "manual"),
        equal=_equal(rng),
        interval=_interval(rng),
        zero_target=_edge(rng, "pass_fail", "zero", "manual"),
        negative_target=_edge(rng, "pass_fail", "zero", "manual"),
        negative_actual=_edge(rng, "pass_fail", "zero", "manual"),
        yes_no=_edge(rng, "pass_fail", "zero", "manual"),
        deadline=_edge(rng, "pass_fail", "zero", "manual", "deduct", "deduct"),
        calendar=Calendar(holidays=("2024-12-31", "2025-01-06"), workdays=("2025-01-04",))
        if often(rng, 0.3)
        else Calendar(),
        frequency=Policy(do=rng.choice(("problem", "per_year", "per_year"))),
        over_fulfilment=maybe(rng, 0.35, _ladder(rng)),
        same_text=Policy(do=rng.choice(("problem", "met"))),
        not_applicable=Policy(do=rng.choice(("problem", "rescale", "full")), clause=clause(rng)),
        filed_score=Policy(do=rng.choice(("problem", "with_reason")), clause=clause(rng)),
        deduction=Policy(do=rng.choice(("problem", "with_reason")), clause=clause(rng)),
        tiers=_tiers(rng),
        methods={
            name: draw_shape(rng, single=True) for name in ("甲", "乙", "丙", "直接赋分")[: rng.randint(0, 4)]
        },
        grades={name: Range.parse(held) for name, held in rng.choice(_GRADES).items()},
        explain=_explain(rng) if often(rng, 0.5) else ExplainRule(),
    )
    if often(rng, 0.15):
        names = rng.sample(
            [field.name for field in attrs.fields(RuleSet) if field.name not in ("id", "clauses", "origin")],
            4,
        )
        changed = {name: getattr(drawn, name) for name in names}
        return attrs.evolve(shipped(rng.choice(SHIPPED)), id="mixed", **changed)
    return drawn


def _equal(rng: Random) -> EqualRule:
    """Return the rules for =."""
    return EqualRule(
        tolerance=maybe(rng, 0.3, share(rng, "5%", "10%", "0.5", "1", "2")),
        missed=maybe(rng, 0.5, draw_shape(rng, single=False)),
        exceeded=maybe(rng, 0.6, draw_shape(rng, single=False)),
        clause=clause(rng),
    )


def _interval(rng: Random) -> IntervalRule:
    """Return the rules for intervals."""
    return IntervalRule(
        below=maybe(rng, 0.7, draw_shape(rng, single=False)),
        above=maybe(rng, 0.7, draw_shape(rng, single=False)),
        clause=clause(rng),
    )
