"""The budget execution, row by row."""

from __future__ import annotations

import attrs
import pytest

from perfeval.exact import Number
from perfeval.model import Band, BudgetRule, Places, Policy, Range, RoundingRule, RuleSet, Share
from perfeval.rules import Plans, Stage
from tests.rules.reading import Said, names, read
from tests.rules.test_numbers import facts

RULE = BudgetRule(points=Number.of("10"), clause="k")
FULL, ZERO, CAP = Policy(do="full"), Policy(do="zero"), Policy(do="cap")
BANDS = BudgetRule(
    points=Number.of("10"),
    shape="bands",
    bands=(
        Band(start=Share.parse("95%"), score=Share.parse("100%")),
        Band(above=Share.parse("80%"), score=Share.parse("7")),
        Band(range=Range.parse("[50%, 80%]"), score=Share.parse("0%")),
    ),
    clause="k",
)


def execution(rule: BudgetRule, base: str, executed: str, rate: Places | None = None) -> Said:
    """Return what an execution earns of ten points."""
    rules = RuleSet(id="budget", budget=rule, rounding=RoundingRule(rate=rate))
    return read(Plans(rules).execution(), base=base, executed=executed, points="10")


def earned(score: str, say: str = "executed") -> Said:
    """Return a score of the budget execution, and which sentence tells of it."""
    return Said(score, say, "budget", "k")


def stopped(code: str) -> Said:
    """Return a problem of the budget execution."""
    return Said(code, clause="k")


EXECUTIONS: tuple[tuple[BudgetRule, str, str, Said], ...] = (
    (RULE, "300", "200", earned("20/3")),
    (RULE, "300", "300", earned("10")),
    (RULE, "300", "0", earned("0")),
    (RULE, "300", "300.01", stopped("FD03")),
    (RULE, "0", "0", stopped("FD02")),
    (RULE, "0", "5", stopped("FD02")),
    (RULE, "-1", "5", stopped("FD04")),
    (RULE, "5", "-1", stopped("FD04")),
    (attrs.evolve(RULE, above_100=CAP), "300", "301", earned("10")),
    (attrs.evolve(RULE, above_100=FULL), "300", "301", earned("10", "beyond")),
    (attrs.evolve(RULE, above_100=ZERO), "300", "301", earned("0", "beyond")),
    (attrs.evolve(RULE, above_100=ZERO), "300", "300", earned("10")),
    (attrs.evolve(RULE, zero_base=FULL), "0", "0", earned("10", "without_base")),
    (attrs.evolve(RULE, zero_base=FULL), "0", "5", stopped("FD02")),
    (attrs.evolve(RULE, zero_base_spent=ZERO), "0", "5", earned("0", "without_base")),
    (attrs.evolve(RULE, zero_base_spent=ZERO), "0", "0", stopped("FD02")),
    (attrs.evolve(RULE, floor=Share.parse("60%")), "10", "6", earned("6")),
    (attrs.evolve(RULE, floor=Share.parse("60%")), "10", "5.99", earned("0", "below_floor")),
    (attrs.evolve(RULE, shape="problem"), "10", "6", stopped("FD07")),
    (attrs.evolve(RULE, shape="problem"), "-10", "6", stopped("FD04")),
    (BANDS, "100", "95", earned("10", "in_band")),
    (BANDS, "100", "94.99", earned("7", "in_band")),
    (BANDS, "100", "80.01", earned("7", "in_band")),
    (BANDS, "100", "80", earned("0", "in_band")),
    (BANDS, "100", "49.99", stopped("SC21")),
    (attrs.evolve(BANDS, floor=Share.parse("60%")), "100", "40", earned("0", "below_floor")),
)


@pytest.mark.parametrize(("rule", "base", "executed", "due"), EXECUTIONS)
def test_executions(rule: BudgetRule, base: str, executed: str, due: Said) -> None:
    """In proportion or by bands, with a floor; a budget of zero and an overspent one as the rule set says."""
    assert execution(rule, base, executed) == due


@pytest.mark.parametrize(
    ("places", "executed", "score"),
    [
        (None, "200", "20/3"),
        (Places(places=2), "200", "6667/1000"),
        (Places(places=0), "200", "67/10"),
        (Places(places=0, mode="down"), "200", "33/5"),
        (Places(places=0, mode="none"), "200", "20/3"),
        (Places(places=0), "299.9", "10"),
    ],
)
def test_a_rate_that_is_rounded_first(places: Places | None, executed: str, score: str) -> None:
    """The rate is rounded in percent, as it is printed."""
    assert execution(RULE, "300", executed, places) == earned(score)


def test_a_rounded_rate_counts_for_floor_and_bands() -> None:
    """59.996 % is 60.00 % on the form, and reaches a floor and a band of 60 %."""
    floor = attrs.evolve(RULE, floor=Share.parse("60%"))
    assert execution(floor, "100", "59.996") == earned("0", "below_floor")
    assert execution(floor, "100", "59.996", Places(places=2)) == earned("6")
    assert execution(BANDS, "100", "94.996", Places(places=2)) == earned("10", "in_band")
    over = attrs.evolve(RULE, above_100=CAP)
    assert execution(over, "100", "200", Places(places=2)) == earned("10")


def test_what_an_execution_is_told() -> None:
    """Problems say both amounts, and point at the cell that they are about."""
    for base in ("adjusted", "initial"):
        rules = RuleSet(id="budget", budget=attrs.evolve(RULE, base=base, shape="bands"))
        plan = Plans(rules).execution()
        negative = "金额是负数：预算数“{base_text}”，执行数“{executed_text}”"
        none = "预算数为零，执行率要除以零（执行数“{executed_text}”）"
        beyond = "执行数“{executed_text}”大于预算数“{base_text}”，执行率超过 100%"
        assert facts(plan) == [negative, negative, none, none, beyond, ""]
        keys = [branch.key for branch in plan.stages[0].branches]
        assert keys == [base, "executed", base, base, "executed", ""]
    silent = Plans(RuleSet(id="budget", budget=attrs.evolve(RULE, shape="problem"))).execution()
    assert [branch.key for branch in silent.stages[0].branches] == ["adjusted", "executed", "executed"]


def test_the_rate_has_a_name() -> None:
    """The rate, and the rate that is scored, can be shown by their names."""
    for places in (None, Places(places=2)):
        rules = RuleSet(id="budget", budget=RULE, rounding=RoundingRule(rate=places))
        assert names(Plans(rules).execution().stages[0].branches) == {"rate", "used"}


def test_without_a_rule_there_is_nothing_to_earn() -> None:
    """A rule set without a budget section has no branch for it."""
    assert Plans(RuleSet(id="none")).execution().stages[0] == Stage("base", ())
