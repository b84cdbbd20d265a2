"""The budget execution beside its score: what is told of it, asked for, and left out of a total."""

from __future__ import annotations

import pytest

from perfeval.exact import Decimal, Number
from perfeval.model import (
    Band,
    BudgetFiled,
    BudgetRule,
    Definition,
    Entry,
    ExplainRule,
    Filing,
    Indicator,
    Places,
    Policy,
    Proportional,
    RoundingRule,
    RuleSet,
    Share,
    Trigger,
)
from perfeval.notation import read_actual, read_amount, read_target
from perfeval.scoring import score
from tests.scoring.build import budget_form


def rules(
    points: str = "10", rate: Places | None = None, explain: ExplainRule | None = None, **rule: object
) -> RuleSet:
    """Return rules with a budget section."""
    return RuleSet(
        id="execution",
        at_least=Proportional(),
        budget=BudgetRule(points=Number.of(points), **rule),  # type: ignore[arg-type]
        rounding=RoundingRule(rate=rate),
        explain=explain or ExplainRule(),
    )


@pytest.mark.parametrize(
    ("points", "rate", "base", "executed", "told"),
    [
        ("10", None, "300", "200", "200 ÷ 300 = 66.6666…%；× 10 = 6.6666… → 6.67(四舍五入)"),
        ("10", Places(places=1), "300", "200", "200 ÷ 300 = 66.6666…% → 66.7%(四舍五入)；× 10 = 6.67"),
        ("10", Places(mode="none"), "300", "200", "200 ÷ 300 = 66.6666…%；× 10 = 6.6666… → 6.67(四舍五入)"),
        ("0", None, "300", "300", "300 ÷ 300 = 100%；× 0 = 0"),
    ],
)
def test_the_sentence_of_an_execution(
    points: str, rate: Places | None, base: str, executed: str, told: str
) -> None:
    """The rate is told as it was scored, and rounded only where the rule set rounds it."""
    line = budget_form(base, executed, points, rules(points, rate)).budget
    assert line is not None
    assert line.explain() == told


def test_a_rate_beyond_its_budget_that_earns_nothing() -> None:
    """Above 100 % the rule set may give nothing, and that is what is said."""
    line = budget_form("300", "330", "10", rules(above_100=Policy(do="zero"))).budget
    assert line is not None
    assert line.explain() == "330 ÷ 300 = 110%，超过 100%，规则写明得 0 分"


def test_a_rate_that_no_band_holds_is_explained_all_the_same() -> None:
    """It was read: the reason for a low rate is asked for in the same go."""
    bands = (Band(start=Share.parse("90%"), score=Share.parse("100%")),)
    low = ExplainRule(execution_below=Trigger(at=Share.parse("80%")))
    line = budget_form("300", "150", "10", rules(explain=low, shape="bands", bands=bands)).budget
    assert line is not None
    assert [problem.code for problem in line.problems] == ["SC21", "RN01"]
    held = budget_form("300", "-150", "10", rules(explain=low)).budget
    assert held is not None
    assert [problem.code for problem in held.problems] == ["FD04"]


def test_an_execution_that_is_only_shown() -> None:
    """Amounts without points and without a rule add nothing to what the total could at most be."""
    row = Indicator(name="行", points=Number.of("100"), target=read_target("≥9"))
    amounts = {"adjusted": read_amount("300", "万元"), "executed": read_amount("200", "万元")}
    filing = Filing(
        definition=Definition(title="只列示", indicators=(row,)),
        budget=BudgetFiled(money_unit="万元", **amounts),
        actuals={"行": Entry(actual=read_actual("8"))},
    )
    report = score(filing, RuleSet(id="none", at_least=Proportional()))
    assert report.budget is not None
    assert (report.budget.status, report.budget.rate, report.budget.score) == (
        "unscored",
        report.budget.rate,
        None,
    )
    assert report.at_most == Decimal("88.89")
