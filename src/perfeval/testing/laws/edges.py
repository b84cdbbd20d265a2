"""Laws of the edges: what is missing, what does not apply, what no rule names, what makes no sense."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import attrs
from hypothesis import strategies as st

from perfeval.exact import Fraction, digits
from perfeval.model import BudgetLine, Entry, Line, Placed, RuleSet
from perfeval.notation import read_actual
from perfeval.source import has_errors
from perfeval.testing.frame import placed
from perfeval.testing.laws.proof import proves
from perfeval.testing.rows import rows
from perfeval.testing.strategies import filings
from perfeval.testing.trial import Trial, Tried


@proves("missing_is_not_zero")
def missing_is_not_zero(trial: Trial) -> None:
    """A row that was not filed, or left blank, has no score and the form no total; a filed 0 is no missing row."""
    row = trial.draw(rows(trial.rules))
    blank = trial.draw(st.sampled_from([None, "", "-"]))
    cells = row.placed()
    entry = None if blank is None else Entry(actual=read_actual(blank))
    tried = trial.row(Placed(cells.indicator, entry, cells.heading))
    if tried.line.score is not None or tried.report.total is not None:
        got = f"得 {tried.line.score} 分" if tried.line.score is not None else f"总分 {tried.report.total}"
        trial.refute(f"没有填完成值，{got}", tried)
    nothing = trial.row(attrs.evolve(row, actual=Fraction(0)))
    if nothing.line.status == "missing":
        trial.refute("完成值填 0，被当作没有填", nothing)


@proves("not_applicable_is_not_zero")
def not_applicable_is_not_zero(trial: Trial) -> None:
    """A row that does not apply is neither zero nor missing: its points are taken out, or full, or there is a problem."""
    row = trial.draw(rows(trial.rules, share=Fraction(1, 2)))
    cells = row.placed()
    entry = Entry(not_applicable="当年未开展")
    tried = trial.row(Placed(cells.indicator, entry, cells.heading))
    line, do = tried.line, trial.rules.not_applicable.do
    if do == "full" and line.value != row.points:
        trial.refute(f"规则写明不适用的给满分，得 {line.score}", tried)
    if do == "rescale":
        _rescaled(trial, tried, row.points)
    if do == "problem" and (line.score is not None or tried.report.total is not None):
        got = "有得分" if line.score is not None else f"总分 {tried.report.total}"
        trial.refute(f"规则没有写明不适用怎么办，{got}", tried)


def _rescaled(trial: Trial, tried: Tried, points: Fraction) -> None:
    """Refute where the total is not what the other rows earned, on the scale of all points."""
    if tried.line.score is not None:
        trial.refute(f"不适用的行得了 {tried.line.score} 分", tried)
    counted: list[Line | BudgetLine] = [line for line in tried.report if line is not tried.line]
    counted += [tried.report.budget] if tried.report.budget is not None else []
    if any(one.score is None for one in counted):
        return
    earned = sum((_counts(trial.rules, one) for one in counted), Fraction(0))
    whole = trial.rules.total.value
    due = trial.rules.rounding.score.rounding.decimal(earned * whole / (whole - points))
    if tried.report.total != due:
        fact = f"其余得 {digits(earned)}，不适用 {digits(points)} 分，折算应为 {due}，总分是 {tried.report.total}"
        trial.refute(fact, tried)


def _counts(rules: RuleSet, line: Line | BudgetLine) -> Fraction:
    """Return what a row adds to the total, as the rule set says: its score, or its exact value."""
    kind = rules.rounding.total
    exactly = kind == "exact_sum" or (kind == "scores_and_exact_budget" and isinstance(line, BudgetLine))
    return (line.value or Fraction(0)) if exactly else Fraction(line.score or 0)


class _Edge(NamedTuple):
    """An edge: cells that lie on it, what names it in a rule set, and how it is called."""

    target: str
    actual: str
    named: Callable[[RuleSet], object]
    says: str


# fmt: off
_EDGES = (
    _Edge("≤0起", "1起", lambda rules: rules.zero_target, "目标值为零而没有达到"),
    _Edge("=0起", "1起", lambda rules: rules.zero_target, "目标值为零而没有达到"),
    _Edge(">5", "5", lambda rules: rules.strict_edge, "目标为 > 而实际恰等于该值"),
    _Edge("<5", "5", lambda rules: rules.strict_edge, "目标为 < 而实际恰等于该值"),
    _Edge("=12", "24", lambda rules: rules.equal.exceeded, "= 的目标被超过"),
    _Edge("≥5%", "-3%", lambda rules: rules.negative_actual, "完成值是负数"),
    _Edge("≥0%", "-3%", lambda rules: rules.negative_actual, "完成值是负数"),
    _Edge("≥-1%", "-3%", lambda rules: rules.negative_actual or rules.negative_target, "目标值是负数"),
    _Edge("5", "6", lambda rules: None, "目标没有符号，也没有栏目给出方向"),
    _Edge("是", "否", lambda rules: rules.yes_no, "是否目标没有达到"),
    _Edge("2024年12月31日前", "2025年1月15日", lambda rules: rules.deadline, "逾期"),
    _Edge("80%-90%", "70%", lambda rules: rules.interval.below, "低于区间"),
    _Edge("80%-90%", "95%", lambda rules: rules.interval.above, "高于区间"),
    _Edge("1次/季度", "3次", lambda rules: rules.frequency.do != "problem" or None, "频次"),
    _Edge("显著提升", "显著提升", lambda rules: rules.same_text.do != "problem" or None, "定性指标照抄目标"),
    _Edge("≥80%", "0.832", lambda rules: None, "完成值没有百分号，两种读法"),
    _Edge("≥80%", "5人", lambda rules: None, "单位不同"),
    _Edge("≥80%", "Q100%", lambda rules: None, "完成值读不清"),
    _Edge("≤30万元", "完成", lambda rules: None, "应填数的写了文字"),
    _Edge("12月底前", "100%", lambda rules: None, "目标是日期，完成值是百分数"),
)
# fmt: on


@proves("named_or_problem")
def named_or_problem(trial: Trial) -> None:
    """On an edge that the rule set does not name there is no score, and a problem says why; a named one is scored."""
    edge = trial.draw(st.sampled_from(_EDGES))
    tried = trial.row(placed(edge.target, edge.actual, trial.frame.room("")))
    named, line = edge.named(trial.rules) is not None, tried.line
    if not named and line.score is not None:
        trial.refute(f"{edge.says}，规则没有写明，却得了 {line.score} 分", tried)
    if line.score is None and not has_errors(line.problems):
        trial.refute(f"{edge.says}，没有得分，也没有说为什么", tried)
    rule = trial.rules.budget
    if rule is None:
        return
    for base, executed, policy, says in (
        ("0", "0", rule.zero_base.do, "预算数和执行数都为零"),
        ("0", "1", rule.zero_base_spent.do, "预算数为零而有执行数"),
        ("100", "100.01", rule.above_100.do, "执行率超过 100%"),
    ):
        spent = trial.rows([], trial.frame.spent(base, executed))
        budget = spent.report.budget
        if budget is not None and (budget.score is not None) != (
            policy != "problem" and rule.shape != "problem"
        ):
            trial.refute(
                f"{says}，规则{'没有写明' if policy == 'problem' else '写明了'}，得分是 {budget.score}", spent
            )


@proves("total_function")
def total_function(trial: Trial) -> None:
    """Whatever is filed, each row has a score or says why it has none, and nothing breaks off."""
    filing = trial.draw(filings(trial.rules))
    tried = Tried(filing, trial.score(filing))
    for line in tried.report:
        told = line.problems or line.status in ("not_applicable", "unscored")
        if (line.score is None) != (line.value is None) or (line.score is None and not told):
            trial.refute(f"“{line.leaf.key}”没有得分，也没有说为什么", tried)
    if tried.report.total is None and not tried.report.problems:
        trial.refute("没有总分，也没有说为什么", tried)


@proves("explained")
def explained(trial: Trial) -> None:
    """Each score says how it came about: a sentence that ends in it, and a rule with the clause it stands on."""
    filing = trial.draw(filings(trial.rules))
    tried = Tried(filing, trial.score(filing))
    for line in tried.report:
        if line.score is None:
            continue
        shown = digits(Fraction(line.score))
        if shown not in line.explain():
            trial.refute(f"“{line.leaf.key}”得 {shown}，说明里没有：{line.explain()}", tried)
        if line.clause_id is not None and not any(
            line.clause and line.clause.says in step.text for step in line.steps
        ):
            trial.refute(f"“{line.leaf.key}”依据 {line.clause_id}，说明里没有", tried)


@proves("years_respected")
def years_respected(trial: Trial) -> None:
    """A form of a year that the rule set is not for has no total."""
    years = trial.rules.years
    outside = ([] if years.start is None else [years.start - 1]) + (
        [] if years.end is None else [years.end + 1]
    )
    if not outside:
        return
    year = trial.draw(st.sampled_from(outside))
    filing = trial.frame.filing([])
    filing = attrs.evolve(filing, definition=attrs.evolve(filing.definition, fiscal_year=year))
    tried = Tried(filing, trial.score(filing))
    if tried.report.total is not None:
        trial.refute(f"评价年度 {year}，规则适用于 {years}，却有总分 {tried.report.total}", tried)
