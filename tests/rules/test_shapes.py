"""Shapes, row by row: each was worked out by hand."""

from __future__ import annotations

import pytest

from perfeval.model import (
    Anchor,
    Band,
    Bands,
    Count,
    Custom,
    Deduct,
    Full,
    Linear,
    Manual,
    PassFail,
    Piecewise,
    Proportional,
    Range,
    Reciprocal,
    RuleSet,
    Shape,
    Share,
    TiersShape,
    Zero,
)
from perfeval.notation import Sign
from perfeval.rules import Stage, register
from perfeval.rules.shapes import Asked, apply
from tests.rules.reading import Said, read

RULES = RuleSet(id="plain{1}")
INPUTS = "target actual points filed reason"


def share(text: str) -> Share:
    """Return a share from its text."""
    return Share.parse(text)


def missed(
    shape: Shape,
    sign: Sign | None,
    target: str,
    actual: str,
    points: str = "10",
    *,
    percent: bool = False,
    **row: object,
) -> Said:
    """Return what a shape says of a row, asked alone: without met and without edges."""
    stage = Stage("base", tuple(apply(shape, "here", Asked(RULES, sign, shape, percent))))
    return read(stage, INPUTS, target=target, actual=actual, points=points, **row)


IN_PROPORTION: tuple[tuple[Shape, Sign, str, str, str, str], ...] = (
    (Proportional(), "at_least", "90", "87.5", "175/18", "proportional"),
    (Proportional(), "above", "90", "87.5", "175/18", "proportional"),
    (Proportional(), "at_least", "90", "108", "12", "proportional"),  # asked of missed targets only
    (Proportional(), "equal", "90", "108", "10", "capped"),
    (Proportional(), "equal", "90", "90", "10", "proportional"),
    (Proportional(), "at_most", "90", "45", "SC08", ""),
    (Proportional(), "below", "90", "45", "SC08", ""),
    (Proportional(cap=Share.parse("120%")), "at_least", "90", "107", "107/9", "proportional"),
    (Proportional(cap=Share.parse("120%")), "at_least", "90", "109", "12", "capped"),
    (Proportional(cap=Share.parse("5")), "at_least", "90", "50", "5", "capped"),
    (Proportional(cap=Share.parse("33")), "at_least", "90", "180", "10", "capped"),  # a cap in points never lifts
    (Proportional(floor=Share.parse("60%")), "at_least", "90", "54", "6", "proportional"),
    (Proportional(floor=Share.parse("60%")), "at_least", "90", "53.99", "0", "floored"),
    (Proportional(floor=Share.parse("3")), "at_least", "90", "26", "0", "floored"),
    (Reciprocal(), "at_most", "4", "5", "8", "reciprocal"),
    (Reciprocal(), "below", "4", "5", "8", "reciprocal"),
    (Reciprocal(), "at_most", "4", "0", "10", "nothing_left"),
    (Reciprocal(), "at_least", "4", "5", "SC08", ""),
    (Reciprocal(), "equal", "4", "5", "SC08", ""),
    (Reciprocal(cap=Share.parse("5")), "at_most", "4", "0", "5", "nothing_left"),
    (Reciprocal(cap=Share.parse("150%")), "at_most", "4", "0", "15", "nothing_left"),
    (Reciprocal(cap=Share.parse("150%")), "at_most", "4", "2", "15", "capped"),
    (Reciprocal(cap=Share.parse("150%")), "at_most", "4", "3", "40/3", "reciprocal"),
    (Reciprocal(floor=Share.parse("50%")), "at_most", "4", "8.01", "0", "floored"),
    (Reciprocal(floor=Share.parse("50%")), "at_most", "4", "8", "5", "reciprocal"),
    (Linear(), "at_most", "4", "5", "15/2", "linear"),
    (Linear(), "below", "4", "7", "5/2", "linear"),
    (Linear(), "at_most", "4", "8", "0", "linear"),
    (Linear(), "at_most", "4", "9", "0", "linear"),
    (Linear(), "at_least", "4", "5", "SC08", ""),
    (Linear(cap=Share.parse("100%")), "at_most", "4", "3", "10", "capped"),
    (Linear(floor=Share.parse("30%")), "at_most", "4", "7", "0", "floored"),
)  # fmt: skip


@pytest.mark.parametrize(("shape", "sign", "target", "actual", "score", "say"), IN_PROPORTION)
def test_in_proportion(shape: Shape, sign: Sign, target: str, actual: str, score: str, say: str) -> None:
    """Three shapes in proportion, their caps and floors, and the signs that they make no sense of."""
    assert missed(shape, sign, target, actual) == Said(score, say, "here" if say else "")


@pytest.mark.parametrize("shape", [Proportional(), Reciprocal(), Linear(), TiersShape()])
def test_a_shape_that_needs_a_sign(shape: Shape) -> None:
    """Without a sign the target is asked for one."""
    assert missed(shape, None, "4", "5") == Said("SC01")


@pytest.mark.parametrize(
    ("shape", "sign", "text"),
    [
        (Proportional(), "below", "<"),
        (Proportional(), "at_most", "≤"),
        (Reciprocal(), "equal", "="),
        (Linear(), "above", ">"),
        (TiersShape(), "at_least", "≥"),
    ],
)
def test_a_shape_that_does_not_fit_says_to_which_sign(shape: Shape, sign: Sign, text: str) -> None:
    """The problem shows the sign as it is printed."""
    (wrong,) = apply(shape, "here", Asked(RULES, sign))
    assert wrong.code is not None
    assert (wrong.code.code, wrong.fact) == ("SC08", f"计分形状不适用于“{text}”的目标")


FROM = Bands(
    of="ratio",
    bands=(
        Band(start=share("100%"), score=share("100%")),
        Band(start=share("80%"), score=share("7")),
        Band(score=share("0%")),
    ),
)
ABOVE = Bands(of="deviation", bands=(Band(above=share("20%"), score=share("0")), Band(above=share("0%"), score=share("50%")), Band(score=share("100%"))))  # fmt: skip
RANGES = Bands(
    of="actual",
    bands=(
        Band(range=Range.parse("[90%, 100%]"), score=share("100%")),
        Band(range=Range.parse("(60%, 90%)"), score=share("60%")),
    ),
)
NUMBERS = Bands(of="actual", bands=(Band(start=share("3"), score=share("4")), Band(score=share("1"))))
TABLES: tuple[tuple[Bands, bool, str, str, str], ...] = (
    (FROM, False, "20", "20", "10"),
    (FROM, False, "20", "19.99", "7"),
    (FROM, False, "20", "16", "7"),
    (FROM, False, "20", "15.99", "0"),
    (FROM, False, "-20", "16", "7"),  # the ratio is that to the size of the target
    (ABOVE, False, "20", "20", "10"),
    (ABOVE, False, "20", "24", "5"),
    (ABOVE, False, "20", "16", "5"),
    (ABOVE, False, "20", "24.01", "0"),
    (ABOVE, False, "-20", "-25", "0"),
    (RANGES, True, "90", "90", "10"),
    (RANGES, True, "90", "100", "10"),
    (RANGES, True, "90", "100.1", "SC21"),
    (RANGES, True, "90", "89.9", "6"),
    (RANGES, True, "90", "60.1", "6"),
    (RANGES, True, "90", "60", "SC21"),
    (RANGES, False, "90", "90", "SC18"),
    (NUMBERS, False, "5", "3", "4"),
    (NUMBERS, False, "5", "2", "1"),
    (NUMBERS, True, "5", "3", "SC18"),
)


@pytest.mark.parametrize(("shape", "percent", "target", "actual", "score"), TABLES)
def test_bands(shape: Bands, percent: bool, target: str, actual: str, score: str) -> None:
    """The first band that holds the value counts: ends are in or out as they are written; a gap is a problem."""
    say = ("bands", "here") if not score.startswith("SC") else ("", "")
    assert missed(shape, "at_least", target, actual, percent=percent) == Said(score, *say)


def test_a_band_table_needs_no_sign() -> None:
    """A table looks a value up whatever the sign is."""
    assert missed(FROM, None, "20", "20") == Said("10", "bands", "here")


def line(below: str, above: str, of: str = "actual") -> Piecewise:
    """Return a line from 2 at 10 through 80 % at 20 to 100 % at 30."""
    unit = "" if of == "actual" else "%"
    anchors = (("10", "2"), ("20", "80%"), ("30", "100%"))
    return Piecewise(
        of=of,
        anchors=tuple(Anchor(at=share(f"{at}{unit}"), score=share(score)) for at, score in anchors),
        below=below,
        above=above,
    )


PIECES: tuple[tuple[Piecewise, bool, str, str, str], ...] = (
    (line("problem", "problem"), False, "5", "9.9", "SC21"),
    (line("zero", "problem"), False, "5", "9.9", "0"),
    (line("hold", "problem"), False, "5", "9.9", "2"),
    (line("problem", "problem"), False, "5", "10", "2"),
    (line("problem", "problem"), False, "5", "15", "5"),
    (line("problem", "problem"), False, "5", "20", "8"),
    (line("problem", "problem"), False, "5", "25", "9"),
    (line("problem", "problem"), False, "5", "30", "10"),
    (line("problem", "problem"), False, "5", "30.1", "SC21"),
    (line("problem", "zero"), False, "5", "30.1", "0"),
    (line("problem", "hold"), False, "5", "30.1", "10"),
    (line("problem", "problem"), True, "5", "15", "SC18"),
    (line("problem", "problem", "ratio"), False, "100", "15", "5"),
    (line("problem", "problem", "ratio"), True, "-100", "15", "5"),
)


@pytest.mark.parametrize(("shape", "percent", "target", "actual", "score"), PIECES)
def test_piecewise(shape: Piecewise, percent: bool, target: str, actual: str, score: str) -> None:
    """Between two anchors the score is on the line, beyond the ends as they say."""
    say = ("piecewise", "here") if not score.startswith("SC") else ("", "")
    assert missed(shape, None, target, actual, percent=percent) == Said(score, *say)


def off(each: str, score: str, part: str, of: str = "actual") -> Deduct:
    """Return a deduction."""
    return Deduct(each=share(each), score=share(score), part=part, of=of)


DEDUCTIONS: tuple[tuple[Deduct, bool, str, str, str], ...] = (
    (off("2", "3", "proportional"), False, "10", "9", "17/2"),
    (off("2", "3", "drop"), False, "10", "9", "10"),
    (off("2", "3", "whole"), False, "10", "9", "7"),
    (off("2", "3", "whole"), False, "10", "8", "7"),
    (off("2", "3", "drop"), False, "10", "7", "7"),
    (off("2", "3", "whole"), False, "10", "12.5", "4"),  # too much is missed as well
    (off("2", "3", "whole"), False, "10", "0", "0"),
    (off("2", "33.3%", "drop"), False, "10", "8", "667/100"),
    (off("1%", "1", "proportional"), True, "90", "88.5", "17/2"),
    (off("1%", "1", "proportional"), False, "90", "88.5", "SC18"),
    (off("1", "1", "proportional"), True, "90", "88.5", "SC18"),
    (off("5%", "1", "proportional", "ratio"), False, "20", "18", "8"),
    (off("5%", "1", "proportional", "ratio"), True, "-20", "18", "0"),
    (off("10%", "2", "proportional", "ratio"), True, "-20", "-18", "8"),
)


@pytest.mark.parametrize(("shape", "percent", "target", "actual", "score"), DEDUCTIONS)
def test_deduct(shape: Deduct, percent: bool, target: str, actual: str, score: str) -> None:
    """So much is lost for every step missed: exactly, whole ones, or with a begun one; never more than all."""
    say = ("deducted", "here") if not score.startswith("SC") else ("", "")
    assert missed(shape, "at_least", target, actual, percent=percent) == Said(score, *say)


COUNTS: tuple[tuple[Count, bool, str, str], ...] = (
    (Count(each=Share.parse("2"), score=Share.parse("3"), part="drop"), False, "3", "3"),
    (Count(each=Share.parse("2"), score=Share.parse("3"), part="proportional"), False, "3", "9/2"),
    (Count(each=Share.parse("2"), score=Share.parse("3"), part="drop"), False, "0", "0"),
    (Count(each=Share.parse("2"), score=Share.parse("3"), part="drop"), False, "9", "10"),
    (Count(each=Share.parse("2"), score=Share.parse("3"), part="drop"), False, "-1", "SC04"),
    (Count(each=Share.parse("10%"), score=Share.parse("20%"), part="drop"), True, "35", "6"),
    (Count(each=Share.parse("10%"), score=Share.parse("20%"), part="drop"), False, "35", "SC18"),
)


@pytest.mark.parametrize(("shape", "percent", "actual", "score"), COUNTS)
def test_count(shape: Count, percent: bool, actual: str, score: str) -> None:
    """So much is earned for every step done, up to the points."""
    say = ("counted", "here") if not score.startswith("SC") else ("", "")
    assert missed(shape, "at_least", "100", actual, percent=percent) == Said(score, *say)


def test_what_counts_must_not_be_negative() -> None:
    """A negative count is named."""
    shape = Count(each=share("2"), score=share("3"))
    negative = apply(shape, "here", Asked(RULES, "at_least"))[0]
    assert negative.fact == "完成值是负数，不能按数累加"


@pytest.mark.parametrize(
    ("shape", "due"),
    [
        (Full(clause="k"), Said("10", "policy_full", "here", "k")),
        (Zero(clause="k"), Said("0", "policy_zero", "here", "k")),
        (PassFail(clause="k"), Said("0", "pass_fail", "here", "k")),
        (PassFail(missed=Share.parse("40%")), Said("4", "pass_fail", "here")),
        (PassFail(missed=Share.parse("3")), Said("3", "pass_fail", "here")),
        (Manual(clause="k"), Said("SC24")),
    ],
)
def test_shapes_that_ask_for_no_numbers(shape: Shape, due: Said) -> None:
    """All points, nothing, what a miss is worth, or what a person gives."""
    assert missed(shape, None, "4", "5") == due


@pytest.mark.parametrize(
    ("filed", "reason", "due"),
    [
        (None, None, Said("SC24")),
        ("-0.01", "某", Said("SC25")),
        ("0", "某", Said("0", "manual", "here", "k")),
        ("10", "某", Said("10", "manual", "here", "k")),
        ("10.01", "某", Said("SC25")),
        ("7", None, Said("SC26")),
        ("-1", None, Said("SC25")),
    ],
)
def test_a_score_by_hand(filed: str | None, reason: str | None, due: Said) -> None:
    """It lies within the points and has its reason."""
    given = {name: text for name, text in (("filed", filed), ("reason", reason)) if text is not None}
    assert missed(Manual(clause="k"), None, "4", "5", **given) == due  # type: ignore[arg-type]
    by_hand = apply(Manual(clause="k"), "here", Asked(RULES, None))
    assert [branch.by_hand for branch in by_hand] == [False, False, True, False, False]
    assert [branch.fact for branch in by_hand] == [
        *["得分 {filed_text} 不在 0 与分值 {points} 之间"] * 2,
        "",
        "",
        "",
    ]


def test_a_registered_function() -> None:
    """It is asked with the goal, the actual, the sign and the points; without it the problem names it."""
    register(
        "shapes-own",
        lambda target, actual, sign, points: points * actual / target / (2 if sign == "below" else 1),
    )
    shape = Custom(function="shapes-own", clause="k")
    assert missed(shape, "below", "4", "5") == Said("25/4", "custom", "here", "k")
    assert missed(shape, None, "4", "5") == Said("25/2", "custom", "here", "k")
    unknown = Custom(function="{nobody}")
    assert missed(unknown, None, "4", "5") == Said("SC28")
    assert apply(unknown, "here", Asked(RULES, None))[-1].fact == "没有登记名为“{{nobody}}”的计分函数"
