"""Dates, frequencies, intervals."""

from __future__ import annotations

import pytest

from perfeval.exact import Fraction, exact
from perfeval.notation import Frequency, Interval, PartialDate, read_target


@pytest.mark.parametrize(
    ("text", "iso", "until"),
    [
        ("2024年12月底前", "2024-12", True),
        ("6月底前", "--06", True),
        ("6月30日前", "--06-30", True),
        ("2024年12月31日", "2024-12-31", False),
        ("2021年12月完成", "2021-12", False),
        ("2021年底", "2021-12", False),
        ("2024年", "2024", False),
        ("2024年度", "2024", False),
        ("2026/01/03", "2026-01-03", False),
        ("2026-1-3", "2026-01-03", False),
        ("2026.1.3", "2026-01-03", False),
        ("2024-12", "2024-12", False),
        ("≤2024年6月", "2024-06", True),
        ("<=2024年6月", "2024-06", True),
        ("截至2024年6月30日", "2024-06-30", False),
        ("2024 年 2 月 29 日", "2024-02-29", False),
    ],
)
def test_dates_as_far_as_they_are_written(text: str, iso: str, until: bool) -> None:
    """Year, month and day are what was written, no more."""
    measure = read_target(text)

    assert measure.kind == "date"
    assert isinstance(measure.special, PartialDate)
    assert (measure.special.iso, measure.special.until) == (iso, until)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("26-05-15", "TG09"), ("2024年13月", "TG09"), ("2023年2月29日", "TG09"), ("5日前", "TG09"), ("1-3月", "TG09"), ("13月32日", "TG09"),
        ("2024.12", "TG17"), ("2024.1", "TG17"),
    ],
)  # fmt: skip
def test_dates_with_two_readings_or_none(text: str, code: str) -> None:
    """A two-digit year, a day that the calendar has not and 2024.12 are asked about."""
    measure = read_target(text)

    assert measure.kind == "unclear"
    assert [problem.code for problem in measure.problems] == [code]


@pytest.mark.parametrize(
    ("text", "count", "per"),
    [("1次/季度", 1, "季度"), ("每季度两次", 2, "季度"), ("2次每年", 2, "年"), ("每个月1次", 1, "月"), ("一次/周", 1, "周"), ("≥1次/月", 1, "月")],
)  # fmt: skip
def test_frequencies(text: str, count: int, per: str) -> None:
    """So many times per period, whichever way it is written."""
    measure = read_target(text)

    assert measure.kind == "frequency"
    assert measure.special == Frequency(Fraction(count), "次", per)


def test_a_frequency_keeps_its_sign_and_needs_a_number() -> None:
    """≥ before a frequency is kept; 十百次 is no count."""
    assert read_target("≥1次/月").sign == "at_least"
    assert read_target("十百次/月").kind == "text"


@pytest.mark.parametrize(
    ("text", "low", "high", "closed", "unit"),
    [
        ("80%-90%", 80, 90, (True, True), "%"),
        ("80-90%", 80, 90, (True, True), "%"),
        ("80%～90%", 80, 90, (True, True), "%"),
        ("80%—90%", 80, 90, (True, True), "%"),
        ("3至5天", 3, 5, (True, True), "天"),
        ("3到5个工作日", 3, 5, (True, True), "工作日"),
        ("3-5万元", 30000, 50000, (True, True), "元"),
        ("[80%, 90%)", 80, 90, (True, False), "%"),
        ("（80%，90%］", 80, 90, (False, True), "%"),
        ("±10%", -10, 10, (True, True), "%"),
        ("±10%以内", -10, 10, (True, True), "%"),
        ("正负10%", -10, 10, (True, True), "%"),
        ("±0.5%", "-0.5", "0.5", (True, True), "%"),
        ("±0", 0, 0, (True, True), None),
        ("-5--3", -5, -3, (True, True), None),
    ],
)
def test_intervals(
    text: str, low: int | str, high: int | str, closed: tuple[bool, bool], unit: str | None
) -> None:
    """An interval has two ends of one unit, closed unless a round bracket opens it."""
    measure = read_target(text)

    assert measure.kind == "interval"
    assert measure.special == Interval(exact(low), exact(high), *closed, unit)


@pytest.mark.parametrize("text", ["90%-80%", "80%-90人", "(5,5]", "±-10%"])
def test_intervals_whose_ends_do_not_fit(text: str) -> None:
    """Ends the wrong way round or of two units are asked about."""
    measure = read_target(text)

    assert [problem.code for problem in measure.problems] == ["TG10"]


@pytest.mark.parametrize("text", ["±50多人", "80%-90余人", "80余人-90人", "3专-5天"])
def test_ends_that_are_no_quantities(text: str) -> None:
    """Where an end is no exact number the cell is no interval and has no value."""
    measure = read_target(text)

    assert measure.special is None
    assert measure.problems
