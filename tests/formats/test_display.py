"""What a spreadsheet shows of a number, by its format; the expected texts are those of Excel."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfeval.formats.spreadsheets.display import shown
from perfeval.formats.spreadsheets.moments import BUILTIN

DAY = datetime(2024, 3, 5, 14, 7, 9)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.832, "0.0%", "83.2%"), (29.1666, "0.00", "29.17"), (2.675, "0.00", "2.68"), (1.005, "0.00", "1.01"),
        (0.5, "0", "1"), (-2.5, "0", "-3"), (-0.05, "0", "0"), (-0.05, "0.0", "-0.1"), (1234567.5, "#,##0.00", "1,234,567.50"), (999, "#,##0", "999"),
        (0.8, '"≥"0%', "≥80%"), (44, '0"人"', "44人"), (-0.05, '"≥"0%', "-≥5%"), (12, '0\\人', "12人"),
        (5, "General\"个工作日\"", "5个工作日"), (5, "G/通用格式\"件\"", "5件"), (12.5, "0.00_ ", "12.50"),
        (1234, '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ', "¥1,234.00"), (7, "0.##", "7."), (7.25, "0.0#", "7.25"),
        (0, "#", ""), (0.25, "#.00", ".25"), (5, "000", "005"), (12345678, "#,##0,", "12,346"),
        (-5, "0;(0)", "(5)"), (0, "0;-0;\"-\"", "-"), (-5, "0.0;[Red]-0.0", "-5.0"), (5, ";;;", ""), ("字", ";;;", ""),
        ("字", "0;0;0;\"<\"@\">\"", "<字>"), ("字", "@\"级\"", "字级"), ("=1", "0.00", "=1"),
        (120, "[>=100]0\"高\";0\"低\"", "120高"), (20, "[>=100]0\"高\";0\"低\"", "20低"), (3, "[Red][<5]0;0.0", "3"),
        (-3, "[<0]\"负\"0;0", "负3"), (5, "[$¥-804]#,##0.00", "¥5.00"), (5, "[$-804]0", "5"), (5, '0";"', "5;"),
        (12345, "0.00E+00", "1.23E+04"), (0.00012, "0.0E+00", "1.2E-04"), (99999, "0.0E+0", "1.0E+5"),
        (12345, "##0.0E+0", "12.3E+3"), (0, "0.00E+00", "0.00E+00"), (0.00012, "0.0E-0", "1.2E-4"),
        (1.5, "# ?/?", "1 1/2"), (0.333, "# ?/?", "1/3"), (2, "# ??/??", "2"), (1.5, "?/?", "3/2"), (0.25, "# ?/8", "2/8"),
        (3, "@", "3"), (None, "0", ""), (True, "0", "TRUE"), (False, "General", "FALSE"), (Decimal("2.675"), "0.00", "2.68"),
        (float("nan"), "0", "#NUM!"), (float("inf"), "0", "#NUM!"), (object, "0", str(object)), (5, "", ""),
        (5, "0.0\"d\"", "5.0d"), (0.3, '0.0"%"', "0.3%"), (5, '"未闭', "未闭"),
        (1234567, "#,##0.0,", "1,234.6"), (5551234, "000-0000", "555-1234"), (34, "000-00", "000-34"), (5, "0-", "5-"),
        (-5, "[>=0]0;(0)", "(5)"), (5, "[>=0]0;(0)", "5"), (-5, "[>=60]0;0", "-5"),
    ],
)  # fmt: skip
def test_numbers(value: object, code: str, text: str) -> None:
    """A number is rounded half up by its own digits, and shown with the signs of its format."""
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (5.0, "5"), (-1.5, "-1.5"), (1e-05, "0.00001"), (1.234e-05, "0.00001234"), (1.23456789e-05, "1.23457E-05"),
        (0.0001234567891, "0.000123457"), (1 / 3, "0.333333333"), (2 / 3, "0.666666667"), (187.7234567891, "187.7234568"),
        (12345678901, "12345678901"), (123456789012, "1.23457E+11"), (1e16, "1E+16"), (1234567890.5, "1234567891"),
        (1e-10, "1E-10"), (9.999999e-11, "1E-10"), (-1e16, "-1E+16"), (0.1 + 0.2, "0.3"), (9999999999.96, "10000000000"), (99.99999999999, "100"),
    ],
)  # fmt: skip
def test_numbers_without_a_format(value: float, text: str) -> None:
    """A number without a format takes eleven characters, its point among them, as Excel shows it in a wide column."""
    assert shown(value) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (DAY, "yyyy-mm-dd", "2024-03-05"), (DAY, 'yyyy"年"m"月"d"日"', "2024年3月5日"), (DAY, "m/d/yy", "3/5/24"),
        (45356, "yyyy/m/d", "2024/3/5"), (45356.588, "yyyy/m/d h:mm", "2024/3/5 14:06"), (DAY, "h:mm:ss", "14:07:09"),
        (DAY, "h:mm AM/PM", "2:07 PM"), (DAY, '上午/下午h"时"mm"分"', "下午2时07分"), (DAY, "mm:ss", "07:09"),
        (DAY, "d-mmm-yy", "5-Mar-24"), (DAY, "dddd", "Tuesday"), (DAY, "aaaa", "星期二"), (DAY, "aaa", ""), (DAY, "mmmmm", "M"),
        (DAY, "[$-804]yyyy\"年\"m\"月\";@", "2024年3月"), (time(8, 30), "h:mm", "8:30"), (date(2024, 1, 2), "yyyy\\-m\\-d", "2024-1-2"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"), (1.25, "[h]:mm:ss", "30:00:00"), (0.5, "[mm]", "720"),
        (1, "yyyy-m-d", "1900-1-1"), (60, "yyyy-m-d", "1900-2-28"), (61, "yyyy-m-d", "1900-3-1"), (0.354166666666667, "h:mm:ss", "8:30:00"),
        (1e10, "yyyy-m-d", "10000000000"), (-1, "yyyy-m-d", "-1"), (45356.5, "ss.000", "00.000"), (DAY, "e", "2024"),
        (45432, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二四年五月二十日"), (45432, "[$-804]aaaa", "星期一"),
    ],
)  # fmt: skip
def test_dates(value: object, code: str, text: str) -> None:
    """Dates and times are shown by their format; a number that is no date is shown as a number."""
    if code in ("aaa", "e"):
        # A date of only these letters has none that says so; in a format with others they count.
        assert shown(value, f"yyyy {code}") == f"2024 {text or '二'}"
    else:
        assert shown(value, code) == text


def test_numbered_formats_of_a_chinese_spreadsheet() -> None:
    """The formats that a file only numbers show dates as a Chinese spreadsheet does."""
    assert shown(45356, BUILTIN[14]) == "2024/3/5"
    assert shown(45356, BUILTIN[31]) == "2024年3月5日"
    assert set(BUILTIN) == {14, 22, *range(27, 37), *range(50, 59)}


@given(
    st.integers() | st.floats() | st.text() | st.booleans() | st.datetimes(),
    st.text(st.sampled_from('0#?.,%E+-;@_*\\"[]<>=5ymdhsaAMPG/ $人 General')) | st.text(),
)
def test_any_format_shows_something(value: object, code: str) -> None:
    """Whatever a file has as a format, its cells are shown and nothing is raised."""
    assert isinstance(shown(value, code), str)


@given(st.integers(-(10**14), 10**14), st.integers(0, 6))
def test_what_is_typed_is_what_is_shown(units: int, places: int) -> None:
    """A decimal number of fifteen digits, stored as a float and shown with its decimals, is what was typed."""
    value = Decimal(units).scaleb(-places)
    assert shown(float(value), f"0.{'0' * places}" if places else "0") == f"{value:.{places}f}"
