"""Forms built in Python, for the tests of the scoring room."""

from __future__ import annotations

from typing import Any

from perfeval.exact import Number
from perfeval.model import (
    BudgetFiled,
    BudgetPlan,
    BudgetRule,
    Definition,
    Entry,
    Filing,
    Indicator,
    Line,
    Linear,
    Proportional,
    Reciprocal,
    Report,
    RuleSet,
)
from perfeval.notation import read_actual, read_amount, read_target
from perfeval.scoring import score

NATIONAL = RuleSet(id="test", at_least=Proportional(), at_most=Reciprocal())
LINEAR = RuleSet(id="test-linear", at_least=Proportional(), at_most=Linear())


def one_row(
    target: str,
    actual: str | None,
    points: str = "100",
    heading: str = "",
    rules: RuleSet = NATIONAL,
    entry: dict[str, Any] | None = None,
    **indicator: Any,
) -> Report:
    """Return the report of a form with one row of *points* under *heading*."""
    leaf = Indicator(name="行", points=Number.of(points), target=read_target(target), **indicator)
    tree = Indicator(name=heading, children=(leaf,)) if heading else leaf
    definition = Definition(title="一行", fiscal_year=2024, indicators=(tree,))
    filed = (
        {}
        if actual is None and entry is None
        else {"行": Entry(actual=None if actual is None else read_actual(actual), **(entry or {}))}
    )
    return score(Filing(definition=definition, actuals=filed), rules)


def line(*args: Any, **keywords: Any) -> Line:
    """Return the only line of `one_row`."""
    return one_row(*args, **keywords).lines[0]


def codes(subject: Line | Report) -> list[str]:
    """Return the codes of the problems that are errors."""
    return [problem.code for problem in subject.problems if problem.severity == "error"]


def budget_form(
    base: str | None, executed: str | None, points: str = "10", rules: RuleSet | None = None, **filed: Any
) -> Report:
    """Return the report of a form with a budget execution of *points* and one met row for the rest."""
    rules = rules or RuleSet(id="test", at_least=Proportional(), budget=BudgetRule(points=Number.of(points)))
    rest = Indicator(name="行", points=Number.of(str(100 - int(points))), target=read_target("≥1"))
    definition = Definition(
        title="资金", fiscal_year=2024, indicators=(rest,), budget=BudgetPlan(points=Number.of(points))
    )
    amounts = {
        key: None if text is None else read_amount(text, "万元")
        for key, text in (("adjusted", base), ("executed", executed))
    }
    filing = Filing(
        definition=definition,
        budget=BudgetFiled(money_unit="万元", **amounts, **filed),
        actuals={"行": Entry(actual=read_actual("1"))},
    )
    return score(filing, rules)
