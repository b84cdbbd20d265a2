"""Narrow cases: what only one kind of row, and only just, tells apart."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from perfeval.exact import Decimal, Number
from perfeval.model import (
    Deduct,
    Definition,
    Entry,
    EqualRule,
    Filing,
    Indicator,
    IntervalRule,
    Ladder,
    LadderStep,
    Manual,
    PassFail,
    Policy,
    Proportional,
    Report,
    RuleSet,
    Share,
    Zero,
)
from perfeval.notation import read_actual, read_target
from perfeval.scoring import score
from tests.scoring.build import NATIONAL, line

LATE = Deduct(each=Share.parse("1"), score=Share.parse("0.5"), days="workday")


def told(*given: Any, **more: Any) -> list[tuple[str, str]]:
    """Return code and fact of the problems of a row."""
    return [(problem.code, problem.fact) for problem in line(*given, **more).problems]


@pytest.mark.parametrize(("target", "actual"), [("[80%,90%)", "90"), ("(80%,90%]", "80")])
def test_an_open_end_is_told_alone(target: str, actual: str) -> None:
    """How the actual was read is no matter beside an end that is not in the interval; inside it is told."""
    fact = f"目标值“{target}”不含端点，实际恰等于端点，规则没有写明怎么计分"
    assert told(target, actual) == [("SC05", fact)]
    inside = line(target, "85")
    assert inside.status == "scored"
    assert len(inside.problems) == 1
    other = "80" if actual == "90" else "90"
    assert line(target, other).status == "scored"
    assert len(line(target, other).problems) == 1


def test_an_interval_that_was_passed_is_told_with_its_end() -> None:
    """The end that was passed is what the actual was compared with, in the words of the target."""
    rules = attrs.evolve(NATIONAL, interval=IntervalRule(above=Zero(), below=Zero()))
    for actual, end in (("95%", 90), ("70%", 80)):
        row = line("80%-90%", actual, rules=rules)
        assert row.compared is not None
        goal, done = row.compared
        assert goal.quantity is not None
        assert (goal.text, goal.quantity.value, goal.quantity.unit, done.text) == (
            "80%-90%",
            end,
            "%",
            actual,
        )
    assert line("80%-90%", "90%", rules=rules).compared is None
    assert line("80%-90%", "80%", rules=rules).compared is None


def test_a_set_of_percentages_is_counted_in_percent() -> None:
    """A deduction for every percent fits an actual that is a set of percentages."""
    method = Deduct(each=Share.parse("1%"), score=Share.parse("2"))
    assert line("≥90%", "≥85%", "20", method=method).score == 10


def test_a_month_that_begins_on_the_last_day() -> None:
    """It may have been that day or a later one: the day is asked for."""
    rules = attrs.evolve(NATIONAL, deadline=Zero())
    fact = "完成值“2024年12月”没有写到日，可能在“2024年12月1日前”之前，也可能在之后"
    assert told("2024年12月1日前", "2024年12月", rules=rules) == [("SC17", fact)]


def test_what_a_late_date_notes() -> None:
    """That the year of the deadline was inherited is told beside whatever else stands in the way."""
    rules = attrs.evolve(NATIONAL, deadline=LATE)
    assert [code for code, _ in told("11月底前", "2039年1月5日", rules=rules)] == ["SC31", "SC32"]
    assert [code for code, _ in told("11月底前", "2024年12月", rules=rules)] == ["SC31", "SC17"]
    assert told("11月底前", "2024年12月", rules=rules)[1][1] == "逾期按日扣分，完成值要写到日"


def two(rules: RuleSet, *entries: Entry, points: str = "50") -> Report:
    """Return the report of a form of rows of some points each."""
    rows = tuple(
        Indicator(name=f"行{n}", points=Number.of(points), target=read_target("≥10"))
        for n in range(len(entries))
    )
    actuals = {f"行{n}": entry for n, entry in enumerate(entries)}
    return score(Filing(definition=Definition(title="两行", indicators=rows), actuals=actuals), rules)


NONE, NINE = Entry(not_applicable="未开展"), Entry(actual=read_actual("9"))


def test_a_row_that_does_not_apply_and_has_no_rule() -> None:
    """It is a problem, not left out: the form has no total, and could still become what all its points allow."""
    report = two(NATIONAL, NONE, NINE)
    assert (report.total, report.at_most) == (None, Decimal("95.00"))
    rescaled = two(attrs.evolve(NATIONAL, not_applicable=Policy(do="rescale")), NONE, NINE)
    assert (rescaled.total, rescaled.at_most) == (Decimal("90.00"), Decimal("90.00"))
    full = two(attrs.evolve(NATIONAL, not_applicable=Policy(do="full")), NONE, NINE)
    assert (full.total, full.at_most) == (Decimal("95.00"), Decimal("95.00"))


def test_answers_differ() -> None:
    """A no for a yes is missed."""
    assert (
        line("是", "否", rules=attrs.evolve(NATIONAL, yes_no=PassFail(missed=Share.parse("40%")))).score == 40
    )


def test_a_problem_stands_on_the_clause_of_its_rule() -> None:
    """What stands in the way of a score names the clause of the section that it comes from."""
    rules = attrs.evolve(NATIONAL, interval=IntervalRule(below=Proportional(), clause="i"))
    row = line("80%-90%", "-1%", rules=rules)
    assert (row.status, row.clause_id, row.rule) == ("error", "i", "")


def test_a_score_by_hand_stays_one_on_the_ladder() -> None:
    """A person's score that over-fulfilment halves is still a person's: it is not taken for one against the rule."""
    halve = LadderStep(start=Share.parse("120%"), do="multiply", by=Share.parse("50%"))
    rules = attrs.evolve(
        NATIONAL,
        equal=EqualRule(exceeded=Manual()),
        over_fulfilment=Ladder(measure="ratio", steps=(halve,)),
    )
    entry = {"score": Number.of("8"), "score_reason": "目标定得偏低"}
    row = line("=10件", "13件", "10", rules=rules, entry=entry)
    assert (row.score, [problem.code for problem in row.problems]) == (4, [])


@pytest.mark.parametrize(
    ("points", "floor", "told"),
    [
        ("10", "60%", "完成“1件”，目标“≥3件”，按算式只得分值的 33.33…%，低于门槛 60%，得 0 分"),
        ("0", "3", "完成“1件”，目标“≥3件”，按算式只得分值的 0%，低于门槛 3，得 0 分"),
    ],
)
def test_below_a_floor(points: str, floor: str, told: str) -> None:
    """The share is told to two decimals; a row of no points has none."""
    rules = attrs.evolve(NATIONAL, at_least=Proportional(floor=Share.parse(floor)))
    assert line("≥3件", "1件", points, rules=rules).explain() == told


def values(*given: Any, **more: Any) -> Any:
    """Return the step that tells what the cells were read as."""
    return next(step for step in line(*given, **more).steps if step.name == "values")


def test_what_the_cells_were_read_as() -> None:
    """A filed actual as it was filed, days between two dates as they were counted."""
    rules = attrs.evolve(NATIONAL, frequency=Policy(do="per_year"))
    assert values("≥1次/季度", "1次/半年", rules=rules).text == "读作：目标 ≥1次/季度，完成 1次/半年"
    counted = values("≤5天", None, entry={"started": "2024-05-06", "finished": "2024-05-10"})
    assert counted.text == "读作：目标 ≤5天，完成 4天"


def test_a_set_of_frequencies() -> None:
    """A frequency with a sign is a set of possible ones, whichever period it is counted in."""
    rules = attrs.evolve(NATIONAL, frequency=Policy(do="per_year"))
    assert [code for code, _ in told("≥2次/年", "≤1次/季度", rules=rules)] == ["SC17"]
    assert line("≥2次/年", "≥1次/季度", rules=rules).score == 100
    row = line("≥4次/半年", "1次/季度", rules=rules)
    assert row.compared is not None
    assert [measure.text for measure in row.compared] == ["≥4次/半年", "1次/季度"]
