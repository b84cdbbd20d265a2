"""Numbers, scale words and units."""

from __future__ import annotations

import pytest

from perfeval.exact import Fraction, exact
from perfeval.notation import Quantity, careful, cells, read_actual, read_amount, read_target
from perfeval.notation.numerals import chinese
from perfeval.notation.quantities import Read, read_quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("８３. ２％", "83.2", "%"),
        ("83. 2%", "83.2", "%"),
        ("≥100百分比", "100", "%"),
        ("3‰", "3", "‰"),
        ("2个百分点", "2", "百分点"),
        ("1,234人", "1234", "人"),
        ("1，234人", "1234", "人"),
        ("187.72万人次", "1877200", "人次"),
        ("3千人", "3000", "人"),
        ("2亿元", "200000000", "元"),
        ("5百万元", "5000000", "元"),
        ("20万", "200000", None),
        ("3角", "0.3", "元"),
        ("400元/人、天", "400", "元/人·天"),
        ("400元/人·天", "400", "元/人·天"),
        ("1.5万元/人", "15000", "元/人"),
        ("5个工作日", "5", "工作日"),
        ("3千克", "3", "公斤"),
        ("2次", "2", "次"),
        ("两次", "2", "次"),
        ("五个工作日", "5", "工作日"),
        ("一个", "1", "个"),
        ("十万元", "100000", "元"),
        ("一百八十七点七二万人次", "1877200", "人次"),
        ("百分之八十五", "85", "%"),
        ("百分之85", "85", "%"),
        ("千分之三", "3", "‰"),
        ("百分之百", "100", "%"),
        ("△4.11", "-4.11", None),
        ("-4.11%", "-4.11", "%"),
        ("①5", "5", None),
        ("+5", "5", None),
        ("3个村", "3", "个村"),
        ("100MB", "100", "MB"),
    ],
)
def test_a_number_is_read_exactly(text: str, value: str, unit: str | None) -> None:
    """The value is exact, 万 is multiplied out, money is in 元."""
    measure = read_actual(text)

    assert measure.kind == "number"
    assert measure.quantity == Quantity(exact(value), unit)
    assert measure.text == text


@pytest.mark.parametrize(
    "text", ["一级", "十分满意", "一起", "三千克", "一流", "二类", "十百次", "三", "百分之好", "五专家"]
)
def test_chinese_words_that_are_no_counts(text: str) -> None:
    """A numeral without a counted unit, or with two readings, stays text."""
    assert read_actual(text).kind == "text"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0), ("十", 10), ("十五", 15), ("二十", 20), ("一百零五", 105), ("二〇二四", 2024), ("两千五百", 2500),
        ("一万五千", 15000), ("一万零五", 10005), ("三亿", 300000000), ("一点五", "1.5"), ("一点五万", 15000),
        ("一百五", None), ("一万五", None), ("十百", None), ("一五十", None), ("百", None), ("点五", None), ("一十百", None),
        ("万", None), ("零十", None), ("百点五", None), ("一万百", None), ("一百十五", None),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, value: int | str | None) -> None:
    """A numeral with one reading gives its value; one with two readings gives none."""
    assert chinese(text) == (None if value is None else exact(value))


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("Q100%", "AC01", "unclear"),
        ("Q0", "AC01", "unclear"),
        ("M.8万元", "AC01", "unclear"),
        ("l0人", "AC01", "unclear"),
        ("?5个工作日", "AC01", "unclear"),
        ("一", "AC02", "unclear"),
        ("12,34", "AC06", "unclear"),
        ("12 34人", "AC07", "unclear"),
        ("(4.11)", "AC08", "unclear"),
        ("（4.11）", "AC08", "unclear"),
        ("(280", "AC15", "unclear"),
        ("280)人", "AC15", "unclear"),
        ("完成3项，其中1项延期", "AC12", "text"),
        ("通过ISO9001认证", "AC12", "text"),
        ("100%达标", "AC12", "text"),
        ("5名专家", "AC13", "number"),
        ("/", "AC14", "blank"),
        ("新增", "AC14", "blank"),
        ("实际未完成5人", "AC12", "text"),
        ("实际超5人", "AC12", "text"),
        ("٣人", "AC12", "text"),
        ("实际参训5名专家", "AC12", "text"),
        ("5万Q元", "AC01", "unclear"),
        ("X5", "AC01", "unclear"),
        ("1(2)", "AC12", "text"),
    ],
)
def test_what_is_not_beyond_doubt_is_told(text: str, code: str, kind: str) -> None:
    """Damage and doubt give one problem, and a value only where the reading is certain."""
    measure = read_actual(text)

    assert measure.kind == kind
    assert [problem.code for problem in measure.problems] == [code]
    assert (measure.quantity is not None) == (kind == "number")


@pytest.mark.parametrize(
    ("text", "kind"), [("", "blank"), ("  ", "blank"), ("-", "blank"), ("——", "blank"), ("X", "text"), ("不适用", "not_applicable"), ("是", "yes_no"), ("否", "yes_no"), ("显著提升", "text"), ("已完成", "text")]
)  # fmt: skip
def test_cells_without_a_number(text: str, kind: str) -> None:
    """Blank, 不适用, 是 and words are four different things, and none is a problem."""
    measure = read_actual(text)

    assert (measure.kind, measure.problems) == (kind, ())


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("实际布防6架", 6, "架"), ("实际飞行时长909.93小时", "909.93", "小时")]
)
def test_what_was_counted_may_stand_before_the_number(text: str, value: str, unit: str) -> None:
    """实际 and a short label before one number leave it a number."""
    assert read_actual(text).quantity == Quantity(exact(value), unit)


def test_the_role_chooses_the_family_of_the_code() -> None:
    """The same damage is TG in a target and AC in an actual, and the fact names the cell."""
    (target,) = read_target("Q100%").problems
    (actual,) = read_actual("Q100%").problems

    assert (target.code, target.fact[:3]) == ("TG01", "目标值")
    assert (actual.code, actual.fact[:3]) == ("AC01", "完成值")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("337. 12", "万元", 3371200), ("337.12", "元", "337.12"), ("337.12万元", None, 3371200), ("337.12万元", "万元", 3371200),
        ("0", None, 0), ("337万", None, 3370000), ("3亿元", "亿元", 300000000), ("-5", "元", -5),
        ("1959.03", "万元", 19590300), ("2024. 1", "元", "2024.1"),
    ],
)  # fmt: skip
def test_amounts_are_in_yuan(text: str, unit: str | None, value: int | str) -> None:
    """An amount is read in its own unit, else in the unit of its section."""
    measure = read_amount(text, unit)

    assert measure.quantity == Quantity(exact(value), "元")
    assert measure.problems == ()
    assert measure.text == text


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [("337.12", None, "FD11"), ("2024.12", None, "FD12"), ("约300", "万元", "FD12"), ("≥300", "万元", "FD12"), ("30%", "万元", "FD12"), ("尚未下达", "元", "FD12")],
)  # fmt: skip
def test_amounts_that_cannot_be_read(text: str, unit: str | None, code: str) -> None:
    """An amount without a unit, or no amount at all, has no value."""
    measure = read_amount(text, unit)

    assert measure.kind == "unclear"
    assert [problem.code for problem in measure.problems] == [code]


def test_an_amount_in_another_unit_is_read_and_told() -> None:
    """3371200元 in a section of 万元 is read as 元, with a warning."""
    measure = read_amount("3371200元", "万元")

    assert measure.quantity == Quantity(Fraction(3371200), "元")
    assert [problem.code for problem in measure.problems] == ["FD13"]


@pytest.mark.parametrize("text", ["", "-", "不适用"])
def test_a_blank_amount_is_not_zero(text: str) -> None:
    """A blank or inapplicable amount has no value and is no problem."""
    measure = read_amount(text, "万元")

    assert (measure.quantity, measure.problems) == (None, ())


def test_a_money_unit_that_is_none_is_misuse() -> None:
    """A unit that is no money is refused in English."""
    with pytest.raises(ValueError, match="not a unit of money"):
        read_amount("5", "人")


@pytest.mark.parametrize(
    "text", ["≥80%", "51人", "83. 2%", "≪5个工作日", "187.72万人次", "337. 12", "＝１００％"]
)
def test_plain_cells_need_no_careful_reading(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine cells of ten are read without the machinery for the tenth, scanned blanks and widths included."""
    monkeypatch.setattr(careful, "read_carefully", lambda *_: pytest.fail("it was read carefully"))
    cells._read.cache_clear()

    assert read_target(text).quantity is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [("~150", "AC05"), ("～150", "AC05"), ("≥~50", "AC05"), ("—150", "AC22"), ("—5", "AC22"), ("–150", "AC22"), ("- 150", "AC07"), ("50②", "AC12"), ("5①人", "AC12"), ("50¹", "AC12"), ("5" * 5000, "AC12")],
)  # fmt: skip
def test_marks_that_must_not_become_a_number(text: str, code: str) -> None:
    """A tilde, a long dash, a footnote mark and five thousand digits never give a value."""
    measure = read_actual(text)

    assert measure.quantity is None
    assert [problem.code for problem in measure.problems] == [code]


def test_a_lone_list_mark_is_not_blank() -> None:
    """⑤ alone is not an empty cell."""
    assert read_actual("⑤").kind == "text"


def test_a_dash_between_two_numbers_is_an_interval() -> None:
    """The same dashes between two ends make an interval."""
    assert {read_actual(f"80%{dash}90%").kind for dash in ("~", "～", "—", "–", "-", " - ")} == {"interval"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3万余人次", Read(Quantity(Fraction(30000), "人次", "万"), approximate=True)),
        ("3万多人次", Read(Quantity(Fraction(30000), "人次", "万"), approximate=True)),
        ("3万几人次", Read(Quantity(Fraction(30000), "人次", "万"), approximate=True)),
        ("3万余专家", Read(Quantity(Fraction(30000), "专家", "万"), unknown_unit=True, approximate=True)),
        ("400万元/每人、天", Read(Quantity(Fraction(4000000), "元/人·天", "万"))),
        ("3角/人", Read(Quantity(Fraction(3, 10), "元/人", ""))),
        ("5次/人", Read(Quantity(Fraction(5), "次/人", ""))),
        ("2公里/人", Read(Quantity(Fraction(2), "公里/人", ""))),
        ("5人·天", None),
    ],
)
def test_scale_unit_and_doubt_are_kept_apart(text: str, expected: Read | None) -> None:
    """The word of the scale, the unit with its parts and the word of doubt are each read for themselves."""
    found = read_quantity(text)

    assert found == expected
    assert (found.quantity.scale if found else None) == (expected.quantity.scale if expected else None)
