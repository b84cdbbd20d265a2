"""Drawn forms: rows at and just beside every edge of the rule set that they are scored by, from a seed alone."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from perfeval.exact import Fraction, Number
from perfeval.model import (
    BudgetFiled,
    BudgetPlan,
    Definition,
    Entry,
    Filing,
    FundRow,
    Goal,
    Indicator,
    RuleSet,
    Shape,
)
from perfeval.notation import read_actual, read_amount, read_target
from perfeval.source import Origin, Source
from tests.oracle.cells import Cells, calm_cells, draw_cells, text_of
from tests.oracle.draw_rules import draw_ruleset
from tests.oracle.draw_shapes import draw_shape, maybe, often
from tests.oracle.notable import Notable, notable

FORMS_PER_RULESET = 8
CALM = 0.35
"""How many forms are drawn to come to a total: one row in error among nine leaves none."""
POINTS = ("8", "10", "30", "5", "8.33", "20", "2.5", "7", "12.345", "33.33", "1", "6.25", "0")
FILE = Source.of("抽样.yaml", "")
ENTRY_KEYS = ("actual", "target", "score", "tier", "deduction", "reason")
NAMED = (
    "甲",
    "乙",
    "丙",
    "直接赋分",
    "pass_fail",
    "proportional",
    "reciprocal",
    "linear",
    "反比",
    "完成比例赋分",
    "tiers",
    "manual",
)


class Form(NamedTuple):
    """One drawn form, and what it is scored by; seed and index draw it again."""

    seed: str
    index: int
    filing: Filing
    rules: RuleSet


class _Drawn(NamedTuple):
    """A rule set with what is notable about it."""

    rules: RuleSet
    notable: Notable


def placed(line: int, *keys: str) -> Origin:
    """Return where a record was read: it on one line of a file, its keys on those that follow."""
    return Origin(FILE, (line, 1), {key: (line + at, 3) for at, key in enumerate(keys, 1)})


def drawn_rules(seed: str, index: int) -> RuleSet:
    """Return the rule set of the form with this index."""
    return draw_ruleset(Random(f"{seed}:rules:{index // FORMS_PER_RULESET}"))


def forms(seed: str, start: int, stop: int) -> Iterator[Form]:
    """Yield the forms from *start* up to *stop*."""
    last, drawn = -1, None
    for index in range(start, stop):
        if drawn is None or index // FORMS_PER_RULESET != last:
            last, rules = index // FORMS_PER_RULESET, drawn_rules(seed, index)
            drawn = _Drawn(rules, notable(rules))
        rng = Random(f"{seed}:{index}")
        make = _calm if often(rng, CALM) else _filing
        yield Form(seed, index, make(rng, drawn), drawn.rules)


def _filing(rng: Random, drawn: _Drawn) -> Filing:
    """Return one filing of one to nine rows."""
    rules = drawn.rules
    number = rng.randint(1, 9)
    budget = _plan(rng, rules)
    points = _points(rng, number, rules, budget)
    leaves, actuals = [], {}
    for at in range(number):
        leaf, entry = _row(rng, f"行{at}", points[at], drawn)
        leaves.append(leaf)
        if entry is not None:
            actuals[leaf.key] = entry
    tree = _tree(rng, leaves)
    as_goals = often(rng, 0.05)
    definition = Definition(
        title="抽样",
        fiscal_year=rng.choice((2024, 2024, 2024, 2025, 2023, None)),
        budget=budget,
        indicators=() if as_goals else tree,
        goals=(Goal(text="目标", indicators=tree),) if as_goals else (),
        origin=placed(1, "fiscal_year", "indicators"),
    )
    texts = (None, "原因说明", "很长的原因说明", " ")
    return Filing(
        definition=definition,
        budget=maybe(rng, 0.9, _filed(rng, drawn)) if budget is not None or often(rng, 0.05) else None,
        actuals=actuals,
        deviation_reason=rng.choice(texts),
        improvement_measures=rng.choice(texts),
        origin=placed(400, "deviation_reason", "actuals"),
    )


def _calm(rng: Random, drawn: _Drawn) -> Filing:
    """Return one filing that mostly comes to a total: fitting points and year, numbers with a sign, words with a tier."""
    rules = drawn.rules
    budget = BudgetPlan(points=rules.budget.points) if rules.budget else None
    rest = rules.total.value - (rules.budget.points.value if rules.budget else 0)
    named = dict(rng.choice(rules.weights.variants)) if rules.weights and rules.weights.variants else {}
    due = [(name, points.value) for name, points in named.items()]
    due += [("", Fraction(rng.choice(POINTS))) for _ in range(rng.randint(0, 4))] if not due else []
    kept = [
        (name, points) for at, (name, points) in enumerate(due) if sum(p for _, p in due[: at + 1]) <= rest
    ]
    kept.append(("管理", rest - sum(points for _, points in kept)))
    none_applies = often(rng, 0.03)
    tree, actuals = [], {}
    for at, (name, points) in enumerate(kept):
        leaf, entry = _calm_row(rng, f"行{at}", points, drawn, none_applies=none_applies)
        actuals[leaf.key] = entry
        tree.append(Indicator(name=name, children=(leaf,)) if name else leaf)
    year = rules.years.start or rules.years.end or 2024
    definition = Definition(title="平常", fiscal_year=year, budget=budget, indicators=tuple(tree))
    filed = _filed(rng, drawn) if budget is not None else None
    return Filing(
        definition=definition, budget=filed, actuals=actuals, deviation_reason=rng.choice((None, "原因"))
    )


def _calm_row(
    rng: Random, name: str, points: Fraction, drawn: _Drawn, *, none_applies: bool
) -> tuple[Indicator, Entry]:
    """Return one row that mostly has a score."""
    text = text_of(points, 6)
    if none_applies or often(rng, 0.06):
        entry = Entry(not_applicable="未开展") if none_applies or often(rng, 0.5) else Entry()
        return Indicator(name=name, points=Number.of(text), target=read_target("≥80%")), entry
    if often(rng, 0.1):
        given = text_of(points * rng.choice((Fraction(9, 10), Fraction(4, 5), 1)), rng.choice((2, 6)))
        leaf = Indicator(name=name, points=Number.of(text), target=read_target("效果明显"))
        actual = rng.choice((read_actual("有效果"), None))
        return leaf, Entry(actual=actual, tier="met", score=Number.of(given))
    cells = calm_cells(rng, points, drawn.notable)
    leaf = Indicator(name=name, points=Number.of(text), target=read_target(cells.target))
    deduction = maybe(rng, 0.02, Number.of("1.5"))
    reason = rng.choice((None, "原因"))
    actual = read_actual(cells.actual or "")
    return leaf, Entry(
        actual=actual, reason=reason, deduction=deduction, score_reason=maybe(rng, 0.3, "核定")
    )


def _points(rng: Random, number: int, rules: RuleSet, budget: BudgetPlan | None) -> list[str | None]:
    """Return the points of the rows: mostly so that the form has those of the rule set."""
    if often(rng, 0.01):
        return [None] * number
    points: list[str | None] = [rng.choice(POINTS) for _ in range(number)]
    if often(rng, 0.01):
        points[rng.randrange(number)] = rng.choice((None, "-1"))
        return points
    if often(rng, 0.85):
        other = sum((Fraction(text) for text in points[:-1] if text), Fraction(0))
        rest = rules.total.value - other - (budget.points.value if budget and budget.points else 0)
        points[-1] = text_of(rest, 6) if rest >= 0 else points[-1]
    return points


def _tree(rng: Random, leaves: list[Indicator]) -> tuple[Indicator, ...]:
    """Return the rows as they are, or below one or two headings each."""
    if often(rng, 0.25):
        return tuple(leaves)
    tops = ("产出指标", "成本指标", "效益指标", "成本指标(20分)")
    lower = ("数量指标", "质量指标（24分）", "成本指标", "时效指标")
    tree: list[Indicator] = []
    while leaves:
        taken, leaves = leaves[:3], leaves[3:]
        node = Indicator(name=rng.choice(lower), children=tuple(taken)) if often(rng, 0.8) else None
        tree.append(Indicator(name=rng.choice(tops), children=(node,) if node else tuple(taken)))
    return tuple(tree)


def _method(rng: Random, rules: RuleSet) -> str | Shape | None:
    """Return the method of a row: none, a name, or a shape."""
    kind = rng.random()
    if kind < 0.66:
        return None
    if kind < 0.78:
        return rng.choice((*rules.methods, *NAMED[-8:]))
    if kind < 0.785:
        return "没有的方法"
    return draw_shape(rng, single=True)


def _row(rng: Random, name: str, points: str | None, drawn: _Drawn) -> tuple[Indicator, Entry | None]:
    """Return one row with what was filed for it."""
    method = _method(rng, drawn.rules)
    shape = drawn.rules.methods.get(method) if isinstance(method, str) else method
    cells = draw_cells(rng, Fraction(points or "10"), drawn.notable, shape)
    target = None if often(rng, 0.003) else read_target(cells.target)
    leaf = Indicator(
        name=name,
        points=Number.of(points) if points else None,
        target=target,
        direction=maybe(rng, 0.1, rng.choice(("at_least", "at_most", "equal"))),
        method=method,
        origin=placed(100 + 10 * int(name[1:]), "points", "target", "method"),
    )
    if often(rng, 0.015):
        return leaf, None
    return leaf, _entry(rng, cells, points or "10", drawn)


def _entry(rng: Random, cells: Cells, points: str, drawn: _Drawn) -> Entry:
    """Return what was filed for a row."""
    by_hand = often(rng, 0.6 if cells.kind == "text" else 0.08)
    reason = rng.choice((None, "有原因", "长长的一句原因"))
    tier = rng.choice(("met", "partly_met", "not_met", None))
    own = often(rng, 0.03)
    started, finished = cells.days
    return Entry(
        actual=None if cells.actual is None else read_actual(cells.actual),
        tier=tier if by_hand and (cells.kind == "text" or often(rng, 0.3)) else None,
        score=Number.of(_given(rng, points, drawn.rules)) if by_hand and often(rng, 0.85) else None,
        score_reason=maybe(rng, 0.6, "核定") if by_hand or often(rng, 0.05) else None,
        deduction=maybe(rng, 0.04, Number.of(rng.choice(("1", "2.5", "0", "100", "-1")))),
        started=started,
        finished=finished,
        target=read_target(cells.target) if own else None,
        approval=rng.choice((None, "某财预1号")) if own else None,
        reason=reason,
        measures=rng.choice((None, "有措施")),
        not_applicable=rng.choice(("未开展", "")) if often(rng, 0.015) else None,
        origin=maybe(rng, 0.9, placed(500, *ENTRY_KEYS[: rng.randint(1, 6)])),
    )


def _given(rng: Random, points: str, rules: RuleSet) -> str:
    """Return a score as a unit gives it: at the bounds of the tiers, at the fixed scores, or just beside them."""
    whole = Fraction(points)
    ends = [rule.range.low * whole for rule in rules.tiers.values()]
    ends += [rule.score.of(whole) for rule in rules.tiers.values() if rule.score is not None]
    value = rng.choice((whole, Fraction(0), whole / 2, whole * 9 / 10, *ends, *ends))
    value += rng.choice((0, 0, 0, Fraction(1, 100), Fraction(-1, 100), Fraction(1, 1000)))
    return text_of(value, rng.choice((2, 3, 6)))


def _plan(rng: Random, rules: RuleSet) -> BudgetPlan | None:
    """Return the budget of a definition: mostly the one that the rule set wants."""
    due = rules.budget.points if rules.budget else None
    if due is None and often(rng, 0.95):
        return None
    points = due if often(rng, 0.96) else rng.choice((None, Number.of("10")))
    initial = maybe(rng, 0.5, read_amount(rng.choice(("100", "0", "80.5", "-")), "万元"))
    return BudgetPlan(points=points, initial=initial, origin=placed(20, "points"))


def _filed(rng: Random, drawn: _Drawn) -> BudgetFiled:
    """Return the amounts of a filing at and beside the edges of the rate."""
    base = rng.choice(
        (Fraction(100), Fraction(33), Fraction("337.12"), Fraction(0), Fraction(90), Fraction(-1))
        if often(rng, 0.3)
        else (Fraction(100), Fraction(33), Fraction(rng.randint(1, 99999), 100))
    )
    rate = rng.choice((1, 1, 0, Fraction(rng.randint(0, 1200), 1000), *drawn.notable.rates))
    executed = base * rate + rng.choice((0, 0, 0, Fraction(1, 100), Fraction(-1, 100), Fraction(1, 10**6)))
    texts = {"adjusted": text_of(base, 6), "executed": text_of(executed, 6)}
    if often(rng, 0.5):
        texts["initial"] = rng.choice((texts["adjusted"], "100", "60"))
    if often(rng, 0.06):
        texts[rng.choice(("adjusted", "executed"))] = rng.choice(("-", "Q12", "12吨"))
    rows: tuple[FundRow, ...] = ()
    if often(rng, 0.25):
        rows = _fund_rows(rng, texts)
        if often(rng, 0.6):
            texts.pop(rng.choice(tuple(texts)))
    amounts = {key: read_amount(text, "万元") for key, text in texts.items()}
    return BudgetFiled(
        money_unit="万元",
        reason=rng.choice((None, "原因", "很长的原因说明")),
        rows=rows,
        origin=placed(410, *amounts, "reason"),
        **amounts,
    )


def _fund_rows(rng: Random, texts: dict[str, str]) -> tuple[FundRow, ...]:
    """Return fund rows that make up their totals, or nearly."""
    rows = []
    for name, role, part in (
        ("财政", None, Fraction(3, 4)),
        ("本级", "of_which", Fraction(1, 2)),
        ("其他", "part", Fraction(1, 4)),
    ):
        amounts = {}
        for key, text in texts.items():
            value = Fraction(text) * part if text.replace(".", "").lstrip("-").isdigit() else Fraction(5)
            value += rng.choice((0, 0, 0, 0, 0, 1, Fraction(-1, 100)))
            amounts[key] = read_amount(rng.choice((*[text_of(value, 8)] * 20, "-", "Q1")), "万元")
        rows.append(FundRow(name=name, role=role, origin=placed(430 + 10 * len(rows), *amounts), **amounts))
    return tuple(rows)
