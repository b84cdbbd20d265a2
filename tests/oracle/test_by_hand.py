"""Rows worked out by hand: the oracle says what a person with the rule in hand would say, and the engine too."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from perfeval.exact import Fraction, Number
from perfeval.model import (
    Band,
    Bands,
    BudgetFiled,
    BudgetPlan,
    BudgetRule,
    Count,
    Deduct,
    Definition,
    Entry,
    EqualRule,
    Filing,
    Full,
    Indicator,
    IntervalRule,
    Ladder,
    LadderStep,
    Linear,
    PassFail,
    Places,
    Policy,
    Proportional,
    Reciprocal,
    RoundingRule,
    RuleSet,
    Share,
    Zero,
)
from perfeval.notation import read_actual, read_amount, read_target
from tests.oracle.draw_rules import shipped
from tests.oracle.engine import report_of, verdict_of
from tests.oracle.form import Verdict, judge
from tests.oracle.verdict import READINGS

PLAIN = RuleSet(id="plain", at_least=Proportional(), at_most=Reciprocal())
FIVE = attrs.evolve(PLAIN, at_most=Reciprocal(cap=Share.parse("5")))
ZEROED = Ladder(measure="ratio", steps=(LadderStep(start=Share.parse("200%"), do="zero"),))
HALVED = Ladder(
    measure="ratio", steps=(LadderStep(above=Share.parse("120%"), do="multiply", by=Share.parse("50%")),)
)
TABLE = Bands(of="deviation", bands=(Band(start=Share.parse("10%"), score=Share.parse("0%")), Band(score=Share.parse("100%"))))  # fmt: skip
LATE = Deduct(each=Share.parse("1"), score=Share.parse("0.5"), part="whole")


def form(target: str, actual: str, points: str = "10", **more: Any) -> Filing:
    """Return the filing of a form of one row; *more* goes into the entry, `method` into the indicator."""
    method = more.pop("method", None)
    row = Indicator(name="行", points=Number.of(points), target=read_target(target), method=method)
    definition = Definition(title="一行", fiscal_year=2024, indicators=(row,))
    return Filing(definition=definition, actuals={"行": Entry(actual=read_actual(actual), **more)})


def both(filing: Filing, rules: RuleSet) -> tuple[Verdict, Verdict]:
    """Return what oracle and engine say."""
    return judge(filing, rules), verdict_of(report_of(filing, rules))


BY_HAND: tuple[tuple[str, str, str, RuleSet, dict[str, Any], str, str, str], ...] = (
    # target, actual, points, rules, entry; exact value, score, codes
    ("≥90%", "87.5%", "30", PLAIN, {}, "175/6", "29.17", ""),
    ("≤0起", "0起", "10", FIVE, {}, "5", "5.00", ""),  # met, and held at its cap
    ("≤5天", "0天", "10", FIVE, {}, "5", "5.00", ""),
    ("=10件", "30件", "10", attrs.evolve(PLAIN, over_fulfilment=ZEROED), {}, "", "", "SC02"),
    ("≥10件", "30件", "10", attrs.evolve(PLAIN, over_fulfilment=ZEROED), {}, "0", "0.00", ""),
    ("≥10件", "12件", "10", attrs.evolve(PLAIN, over_fulfilment=HALVED), {}, "10", "10.00", ""),
    ("≥10件", "13件", "10", attrs.evolve(PLAIN, over_fulfilment=HALVED), {}, "5", "5.00", ""),
    ("≥1公里", "875米", "8", PLAIN, {}, "7", "7.00", ""),
    ("≤4天", "5天", "10", attrs.evolve(PLAIN, at_most=Linear()), {}, "15/2", "7.50", ""),
    ("≤4天", "8天", "10", attrs.evolve(PLAIN, at_most=Linear()), {}, "0", "0.00", ""),
    ("≥8件", "5件", "10", attrs.evolve(PLAIN, at_least=Proportional(floor=Share.parse("62.5%"))), {}, "25/4", "6.25", ""),
    ("≥8件", "4件", "10", attrs.evolve(PLAIN, at_least=Proportional(floor=Share.parse("62.5%"))), {}, "0", "0.00", ""),
    ("≥8件", "9件", "10", attrs.evolve(PLAIN, at_least=Proportional(cap=Share.parse("120%"))), {}, "45/4", "11.25", ""),
    (">5天", "5天", "10", PLAIN, {}, "", "", "SC05"),
    (">5天", "5天", "10", attrs.evolve(PLAIN, strict_edge=Full()), {}, "10", "10.00", ""),
    ("=20次", "19次", "10", attrs.evolve(PLAIN, equal=EqualRule(tolerance=Share.parse("5%"))), {}, "10", "10.00", ""),
    ("=20次", "22次", "10", attrs.evolve(PLAIN, equal=EqualRule(exceeded=Reciprocal())), {}, "100/11", "9.09", ""),
    ("≤5个工作日", "<6个工作日", "10", PLAIN, {}, "25/3", "8.33", ""),
    ("≥5件", "≤4件", "10", PLAIN, {}, "", "", "SC17"),
    ("0.9%", "0.8%", "10", PLAIN, {}, "", "", "SC01"),
    ("0.9%", "0.9%", "10", PLAIN, {}, "10", "10.00", ""),
    ("≥5件", "-1件", "10", attrs.evolve(PLAIN, negative_actual=Zero()), {}, "0", "0.00", ""),
    ("≤0起", "1起", "10", attrs.evolve(PLAIN, zero_target=PassFail()), {}, "0", "0.00", ""),
    ("80%-90%", "95%", "10", attrs.evolve(PLAIN, interval=IntervalRule(above=Linear())), {}, "85/9", "9.44", ""),
    ("12月底前", "2025年1月3日", "10", attrs.evolve(PLAIN, deadline=LATE), {}, "17/2", "8.50", "SC31"),
    ("≥1次/季度", "3次", "10", attrs.evolve(PLAIN, frequency=Policy(do="per_year")), {}, "15/2", "7.50", ""),
    # the 8th to the 11th, Saturday the 12th (made up for), and the 14th: six
    ("≤5个工作日", "", "10", PLAIN, {"started": "2024-09-30", "finished": "2024-10-14"}, "25/3", "8.33", ""),
    ("≥10件", "7件", "10", PLAIN, {"method": Count(each=Share.parse("2"), score=Share.parse("3"), part="drop")}, "9", "9.00", ""),
    ("≥10件", "7件", "10", PLAIN, {"method": Deduct(each=Share.parse("2"), score=Share.parse("3"), part="whole")}, "4", "4.00", ""),
    ("≥10件", "7件", "10", PLAIN, {"method": Deduct(each=Share.parse("2"), score=Share.parse("3"), part="drop")}, "7", "7.00", ""),
)  # fmt: skip


@pytest.mark.parametrize(("target", "actual", "points", "rules", "entry", "value", "score", "codes"), BY_HAND)
def test_a_row_by_hand(
    target: str,
    actual: str,
    points: str,
    rules: RuleSet,
    entry: dict[str, Any],
    value: str,
    score: str,
    codes: str,
) -> None:
    """Exact value, printed score and codes are those that were worked out by hand."""
    for verdict in both(form(target, actual, points, **entry), rules):
        row = verdict.rows[0]
        assert (row[1], row[2], row[5]) == (value, score, codes)


def test_a_rate_that_is_cut_off() -> None:
    """29 of 33 is 87.87…%, cut off 87.87%, and of 20 points 17.574, printed 17.57."""
    places = Places(places=2, mode="down")
    rules = RuleSet(id="cut", budget=BudgetRule(points=Number.of("20")), rounding=RoundingRule(rate=places))
    amounts = {"adjusted": read_amount("33", "万元"), "executed": read_amount("29", "万元")}
    definition = Definition(
        title="资金",
        indicators=(Indicator(name="行", points=Number.of("80")),),
        budget=BudgetPlan(points=Number.of("20")),
    )
    filing = Filing(definition=definition, budget=BudgetFiled(money_unit="万元", **amounts))

    for verdict in both(filing, rules):
        assert verdict.budget is not None
        assert verdict.budget[:3] == ("scored", str(Fraction("17.574")), "17.57")


EDGES = attrs.evolve(PLAIN, zero_target=PassFail(), negative_actual=Zero())
READ_OTHERWISE: tuple[tuple[str, str, str, RuleSet, dict[str, Any]], ...] = (
    ("edge-asked-when-met", "≤0起", "0起", attrs.evolve(EDGES, at_most=TABLE), {}),
    ("edge-asked-when-met", "≤5%", "-3%", attrs.evolve(EDGES, at_most=Reciprocal(cap=Share.parse("120%"))), {}),
    ("unsigned-edge", "0", "0", shipped("shanxi-2024"), {"method": "缺省成本指标"}),
    ("strict-edge-by-method", ">5件", "5件", PLAIN, {"method": "proportional"}),
    ("exceeded-by-method", "=12次", "24次", PLAIN, {"method": "proportional"}),
    ("interval-note-lost", "80%-90%", "95", attrs.evolve(PLAIN, interval=IntervalRule(above=Zero())), {}),
    (
        "counted-days-unit",
        "≤20天",
        "14小时",
        PLAIN,
        {"started": "2024-05-01", "finished": "2024-05-15"},
    ),
)  # fmt: skip


@pytest.mark.parametrize(("name", "target", "actual", "rules", "entry"), READ_OTHERWISE)
def test_what_the_engine_reads_otherwise(
    name: str, target: str, actual: str, rules: RuleSet, entry: dict[str, Any]
) -> None:
    """A reading of the engine has a smallest case: it follows its reading, or by now the oracle's."""
    filing = form(target, actual, **entry)
    oracle, engine = both(filing, rules)
    read = judge(filing, rules, frozenset((name,)))

    assert name in READINGS
    assert read.rows != oracle.rows
    assert engine.rows in (oracle.rows, read.rows)
