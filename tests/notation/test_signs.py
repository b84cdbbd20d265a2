"""Signs and the words around a number."""

from __future__ import annotations

import pytest

from perfeval.notation import read_target
from perfeval.notation.codes import APPROXIMATE, CONTRARY, EACH, OUTSIDE, TWO_SIGNS

AT_LEAST = "≥ ≧ ⩾ ≫ ≮ >= => ＞= ＞＝ 》= 大于等于 大于或等于 不低于 不少于 不小于 至少 不得低于"
AT_MOST = (
    "≤ ≦ ⩽ ≪ ≯ <= =< ＜＝ 《= 小于等于 小于或等于 不超过 不大于 不高于 不多于 至多 不得超过 控制在不超过"
)
SIGNS = {
    "at_least": AT_LEAST,
    "at_most": AT_MOST,
    "above": "> ＞ ﹥ 》 › 大于 高于 多于 超过",
    "below": "< ＜ ﹤ 《 ‹ 小于 低于 少于 不满",
    "equal": "= ＝ ﹦ ═ 等于",
}


@pytest.mark.parametrize(
    ("sign", "word"), [(sign, word) for sign, words in SIGNS.items() for word in words.split()]
)
@pytest.mark.parametrize("gap", ["", " ", "\u3000"])
def test_every_sign_before_a_number(sign: str, word: str, gap: str) -> None:
    """Each sign and word before a number is read as its direction, with and without a blank."""
    measure = read_target(f"{word}{gap}80%")

    assert (measure.kind, measure.sign) == ("number", sign)
    assert measure.problems == ()


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("80%以上", "at_least"),
        ("80%及以上", "at_least"),
        ("80%（含）以上", "at_least"),
        ("80%以上（含）", "at_least"),
        ("80%（含）", "at_least"),
        ("80%以上(不含)", "above"),
        ("5天以下", "at_most"),
        ("5天以内", "at_most"),
        ("5天内", "at_most"),
        ("5天（含）以内", "at_most"),
        ("5天以内（不含）", "below"),
        ("5小时前", "at_most"),
        ("5小时之前", "at_most"),
    ],
)
def test_every_word_behind_a_number(text: str, sign: str) -> None:
    """以上, 以下 and 以内 include the bound; （不含） takes it out."""
    assert read_target(text).sign == sign


@pytest.mark.parametrize(
    "text",
    ["实际完成80%", "已完成80%", "已达到80%", "达到80%", "完成80%。", "80%已完成", "共计80%", "为80%；"],
)
def test_fillers_change_nothing(text: str) -> None:
    """Words of the declared list around a number leave it what it is."""
    measure = read_target(text)

    assert (measure.sign, measure.quantity) == (None, read_target("80%").quantity)


@pytest.mark.parametrize(
    ("text", "pairing"),
    [
        ("≥80%以上", TWO_SIGNS),
        ("不低于80%以上", TWO_SIGNS),
        (">80%以上", TWO_SIGNS),
        ("≤5天以内", TWO_SIGNS),
        ("==5", TWO_SIGNS),
        ("≥80%以下", CONTRARY),
        ("=80%以上", CONTRARY),
        ("≥1次/月以内", CONTRARY),
        ("约50人", APPROXIMATE),
        ("近50人", APPROXIMATE),
        ("50余人", APPROXIMATE),
        ("50多万元", APPROXIMATE),
        ("50万余元", APPROXIMATE),
        ("50人左右", APPROXIMATE),
        ("三十余人", APPROXIMATE),
        ("50几", APPROXIMATE),
        ("各1次", EACH),
        ("每人", None),
        ("5天以外", OUTSIDE),
    ],
)
def test_words_that_give_two_readings(text: str, pairing: object) -> None:
    """A doubled or contrary sign, an approximation, 各 and 以外 leave no value and say why."""
    measure = read_target(text)

    if pairing is None:
        assert (measure.kind, measure.problems) == ("text", ())
    else:
        assert measure.kind == "unclear"
        assert measure.quantity is None
        assert [problem.code for problem in measure.problems] == [pairing.target.code]  # type: ignore[attr-defined]


def test_the_doubled_sign_is_shown_where_it_stands() -> None:
    """Both signs are marked, and the repair can be typed as it is printed."""
    (problem,) = read_target("≥80%以上").problems

    assert str(problem) == (
        "TG03 目标值有两个下限：“≥80%以上”\n"
        "      | ≥80%以上\n"
        "      | ^   ~~~~\n"
        "  “≥”与“以上”含义相同，请保留一个：≥80%        perfeval explain TG03"
    )
