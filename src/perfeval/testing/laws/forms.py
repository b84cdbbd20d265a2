"""Laws of the whole form: what it adds up, what it leaves alone, what it prints."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st

from perfeval.exact import Fraction, Number, digits, trimmed
from perfeval.forms import Layout, layout_ids, load_layout
from perfeval.model import Filing, FundRow, Indicator, OfWhich, Placed, RuleSet
from perfeval.notation import read_amount, read_target
from perfeval.testing.frame import placed
from perfeval.testing.laws.proof import proves
from perfeval.testing.rows import numbers, rows
from perfeval.testing.trial import Trial, Tried


@proves("printed_rows_add_up")
def printed_rows_add_up(trial: Trial) -> None:
    """The total is the sum of the scores that stand on the form."""
    row = trial.draw(rows(trial.rules, share=Fraction(1, 3)))
    # Three alike: what a careless total gains or loses in one row it does thrice.
    parts = [attrs.evolve(row, name=f"指标{n}") for n in (1, 2, 3)]
    budget = None
    if trial.rules.budget is not None:
        executed = trial.draw(st.just(Fraction(100)) | numbers(0, 100))
        budget = trial.frame.spent("300", digits(executed))
    tried = trial.rows(parts, budget)
    if tried.report.total is None:
        return
    scores = [line.score for line in tried.report]
    scores += [tried.report.budget.score] if tried.report.budget is not None else []
    added = sum((Fraction(score) for score in scores if score is not None), Fraction(0))
    if Fraction(tried.report.total) != added:
        trial.refute(f"各行得分相加是 {digits(added)}，总分是 {tried.report.total}", tried)


@proves("points_not_normalised")
def points_not_normalised(trial: Trial) -> None:
    """A form whose points do not add up to the rule set's total has no total: it is not quietly rescaled."""
    filing = trial.frame.filing([])
    extra = trial.draw(numbers(1, 20))
    node = Indicator(name="多出的指标", points=Number.of(extra), target=read_target("≥1"))
    definition = attrs.evolve(filing.definition, indicators=(*filing.definition.indicators, node))
    entry = placed("≥1", "1", extra).entry
    actuals = dict(filing.actuals) | ({} if entry is None else {node.name: entry})
    wrong = attrs.evolve(filing, definition=definition, actuals=actuals)
    tried = Tried(wrong, trial.score(wrong))
    if tried.report.total is not None:
        trial.refute(f"分值合计 {digits(definition.points)}，仍有总分 {tried.report.total}", tried)


@proves("of_which_not_counted")
def of_which_not_counted(trial: Trial) -> None:
    """其中 rows below an indicator or in the funds are neither scored nor added."""
    row = trial.draw(rows(trial.rules))
    part = OfWhich(name="甲", target=read_target(row.target_text))
    budget = None if trial.rules.budget is None else trial.frame.spent("100", "80")
    plain = trial.row(row, budget)
    if budget is not None:
        budget = attrs.evolve(budget, rows=_funds("initial" if budget.adjusted is None else "adjusted"))
    split = trial.row(
        Placed(attrs.evolve(row.placed().indicator, of_which=(part,)), row.placed().entry, row.heading),
        budget,
    )
    before, after = (_scores(tried) for tried in (plain, split))
    if before != after:
        fact = f"写上其中项，各行得分由 {before} 变为 {after}"
        trial.refute(fact, plain, split)


def _funds(base: str) -> tuple[FundRow, ...]:
    """Return fund rows that make up 100 and 80, one of them with a part."""
    rows_: list[dict[str, Any]] = [
        {"name": "财政拨款", base: read_amount("100", "万元"), "executed": read_amount("80", "万元")},
        {
            "name": "本级",
            "role": "of_which",
            base: read_amount("60", "万元"),
            "executed": read_amount("50", "万元"),
        },
    ]
    return tuple(FundRow(**row) for row in rows_)


def _scores(tried: Tried) -> list[str]:
    """Return what stands in the score column, and the total."""
    report = tried.report
    own = report.budget.score if report.budget else None
    return [str(score) for score in (own, *(line.score for line in report), report.total)]


@proves("execution_by_base")
def execution_by_base(trial: Trial) -> None:
    """The execution rate is that of the budget which the rule set names; the other one does not move it."""
    rule = trial.rules.budget
    if rule is None:
        return
    executed, other = trial.draw(numbers(0, 100)), trial.draw(numbers(1, 300))
    alone = trial.rows([], trial.frame.spent("100", digits(executed)))
    beside = trial.rows([], trial.frame.spent("100", digits(executed), digits(other)))
    first, second = alone.report.budget, beside.report.budget
    if first is not None and second is not None and (first.value, first.rate) != (second.value, second.rate):
        trial.refute(
            f"另填一个不是基数的预算数，预算执行得分由 {first.score} 变为 {second.score}", alone, beside
        )


@proves("render_round_trip")
def render_round_trip(trial: Trial) -> None:
    """Printed and read back, a form shows the scores and the total that were computed, and computes them again."""
    parts = [
        attrs.evolve(trial.draw(rows(trial.rules, methods="none", share=Fraction(1, 2))), name=f"指标{n}")
        for n in (1, 2)
    ]
    layout = _layout(trial.rules)
    if layout is None:
        return
    first = trial.rows(parts)
    form = trial.engine.read(trial.engine.render(first.report, layout), layout)
    if form is None:
        trial.refute("写出的表认不出来了", first)
    printed = form.filing.printed
    scores = {} if printed is None else printed.scores
    for line in first.report:
        shown = None if line.score is None else trimmed(line.score)
        if scores.get(line.leaf.key) != shown:
            trial.refute(f"“{line.leaf.key}”得 {shown}，表上读回的是 {scores.get(line.leaf.key)}", first)
    total = None if first.report.total is None else trimmed(first.report.total)
    if printed is not None and printed.total != total:
        trial.refute(f"总分 {total}，表上读回的是 {printed.total}", first)
    _again(trial, first, form.filing)


def _layout(rules: RuleSet) -> str | None:
    """Return the layout of a rule set, else one that prints scores and the budget it takes the rate of; else None."""
    base = rules.budget.base if rules.budget else None
    named = rules.layouts.get("project")
    known = (load_layout(name) for name in ([named] if named else layout_ids()))
    return next((one.id for one in known if _shows(one, base)), None)


def _shows(layout: Layout, base: str | None) -> bool:
    """Return whether a layout prints the scores of a project, and the budget that its rate is taken of."""
    block = layout.budget
    budget = base is None or (block is not None and {base, "executed", "score"} <= set(block.sources))
    rows = layout.indicators
    # Headings may say which way is better.
    return budget and layout.kind == "project" and bool(rows.levels) and "score" in rows.sources


def _again(trial: Trial, first: Tried, filing: Filing) -> None:
    """Refute where a form that was read back comes to another total."""
    year = first.filing.definition.fiscal_year
    filing = attrs.evolve(filing, definition=attrs.evolve(filing.definition, fiscal_year=year))
    again = Tried(filing, trial.score(filing))
    if again.report.total != first.report.total:
        trial.refute(f"读回再算，总分由 {first.report.total} 变为 {again.report.total}", first, again)
