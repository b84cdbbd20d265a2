"""Days: working days that are counted by the calendar, and deadlines that are kept or missed."""

from __future__ import annotations

import sys

import attrs
import pytest

from perfeval.exact import exact
from perfeval.scoring import score, workdays
from tests.scoring.build import codes
from tests.scoring.language import line, report_of

WEEK = "at_most: {shape: linear}\n"


@pytest.mark.parametrize(
    ("started", "finished", "expected"),
    [
        ("2024-09-27", "2024-10-08", "100"),  # 9-29 worked, 9-30, 10-8: three working days in a holiday week
        ("2024-09-23", "2024-09-30", "80"),  # 9-24 … 9-27, 9-29, 9-30: six
        ("2024-05-06", "2024-05-13", "80"),  # 5-7 … 5-10, 5-11 (a Saturday that was worked), 5-13: six
    ],
)
def test_working_days_are_counted_by_the_calendar(started: str, finished: str, expected: str) -> None:
    """From start to finish the announced working days count, make-up days among them, the first day not."""
    assert line(WEEK, "≤5个工作日", None, started=started, finished=finished).value == exact(expected)


def test_a_rule_set_may_correct_the_calendar() -> None:
    """A day that a jurisdiction works, or does not, is said in the rule set."""
    calendar = "calendar: {workdays: [2024-10-01, 2024-10-02], holidays: [2024-09-30]}\n"
    days = {"started": "2024-09-27", "finished": "2024-10-02"}

    assert line(WEEK, "≤2个工作日", None, **days).value == 100  # 9-29, 9-30
    assert line(WEEK + calendar, "≤2个工作日", None, **days).value == 50  # 9-29, 10-1, 10-2


@pytest.mark.parametrize(
    ("target", "more", "code"),
    [
        ("≤5个工作日", {"started": "2027-03-01", "finished": "2027-03-05"}, "SC32"),
        ("≤5个工作日", {"started": "2024-05-20", "finished": "2024-05-06"}, "SC33"),
        ("≤5个工作日", {"started": "2024-05", "finished": "2024-05-20"}, "SC33"),
        ("≤5个工作日", {"finished": "2024-05-20"}, "SC33"),
        ("≤5人", {"started": "2024-05-06", "finished": "2024-05-20"}, "SC33"),
    ],
)
def test_days_that_cannot_be_counted(target: str, more: dict[str, str], code: str) -> None:
    """A year without data, a wrong order, a half date or another unit is a problem, never a guess."""
    assert codes(line(WEEK, target, None, **more)) == [code]


def test_counted_days_and_filed_days_must_agree() -> None:
    """What was filed beside the two dates must be what they come to; calendar days are counted plainly."""
    dates = {"started": "2024-05-06", "finished": "2024-05-10"}

    assert line(WEEK, "≤5天", None, **dates).value == 100
    assert line(WEEK, "≤5天", "4天", **dates).value == 100
    assert codes(line(WEEK, "≤5天", "3天", **dates)) == ["SC33"]


def test_without_the_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the answer names what to install; weekends are never simply taken off."""
    workdays._announced.cache_clear()
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)
    scored = line(WEEK, "≤5个工作日", None, started="2024-05-06", finished="2024-05-10")
    workdays._announced.cache_clear()

    assert codes(scored) == ["SC32"]
    assert "pip install perfeval[workdays]" in scored.problems[0].fact


LATE = "deadline: {shape: deduct, each: 1, score: 10, part: whole, days: workday}"


@pytest.mark.parametrize(
    ("rules", "actual", "expected", "told"),
    [
        (LATE, "2024年10月8日", "90", "完成“2024年10月8日”，时限“2024年9月30日前”，逾期 1 个工作日：100 − 10 = 90"),
        (LATE, "2024年10月25日", "0", "完成“2024年10月25日”，时限“2024年9月30日前”，逾期 15 个工作日：扣 150 分，扣完为止，得 0 分"),
        ("deadline: {shape: pass_fail}", "2024年10月1日", "0", "完成“2024年10月1日”，未达到目标“2024年9月30日前”，按做到满分、否则零分，得 0 分"),
        ("deadline: {shape: pass_fail}", "2024年9月", "100", "完成“2024年9月”，目标“2024年9月30日前”，达到目标，得满分 100"),
    ],
)  # fmt: skip
def test_a_missed_deadline(rules: str, actual: str, expected: str, told: str) -> None:
    """Late by so many working days, or simply late: the sentence says which."""
    scored = line(rules, "2024年9月30日前", actual)

    assert scored.value == exact(expected)
    assert scored.explain() == told


def test_deadlines_that_cannot_be_scored() -> None:
    """A calendar without the year, a deadline without one, and rules that say nothing of late rows are problems."""
    assert codes(line(LATE, "2024年9月30日前", "2027年3月1日")) == ["SC32"]
    assert codes(line("", "2024年9月30日前", "2024年10月1日")) == ["SC06"]
    bare = report_of(LATE, "9月30日前", "2024年10月8日")
    definition = attrs.evolve(bare.filing.definition, fiscal_year=None)
    again = score(attrs.evolve(bare.filing, definition=definition), bare.ruleset)
    assert codes(again.lines[0]) == ["SC30"]


def test_the_method_of_a_deadline_wins() -> None:
    """An indicator with a method of its own is scored by it when it is late."""
    rules = "deadline: {shape: zero}\nmethods: {每天扣一分: {shape: deduct, each: 1, score: 1, part: whole}}"
    scored = line(rules, "2024年9月30日前", "2024年10月3日", method="每天扣一分")

    assert scored.value == 97
    assert line(rules, "2024年9月30日前", "2024年10月3日").value == 0
