"""Values back to text, and the doors."""

from __future__ import annotations

import pytest

from perfeval.notation import (
    format_measure,
    format_value,
    parse_actual,
    parse_quantity,
    parse_target,
    read_actual,
    read_target,
)
from perfeval.notation.scan import scan
from perfeval.source import ProblemError


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("不低于８３. ２％", "≥83.2%"),
        ("187.72 万人次", "187.72万人次"),
        ("90万元", "90万元"),
        ("400元/人、天", "400元/人·天"),
        ("2024年12月底前", "2024年12月底前"),
        ("2024年前", "2024年前"),
        ("6月30日前", "6月30日前"),
        ("≪５个工作日", "≤5个工作日"),
        ("6月30日", "6月30日"),
        ("每季度两次", "2次/季度"),
        ("≥1次/月", "≥1次/月"),
        ("80～90%", "80%-90%"),
        ("[80%,90%)", "[80%,90%)"),
        ("(80%,90%]", "(80%,90%]"),
        ("±10%", "±10%"),
        ("0-0", "0-0"),
        (" 显著提升 ", "显著提升"),
        ("Q100%", "Q100%"),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    """A value is printed in its normal form, and reads back as the same value."""
    measure = read_target(text)
    again = read_target(format_measure(measure))

    assert format_measure(measure) == normal
    assert (again.kind, again.sign, again.quantity, again.special) == (
        measure.kind,
        measure.sign,
        measure.quantity,
        measure.special,
    )


def test_typed_spans_of_what_is_read() -> None:
    """Read characters keep the places where they were typed; where none are read the whole cell is marked."""
    cell = scan(" ８ X\u200b")

    assert (cell.chars, cell.at) == ("8X", (1, 3))
    assert [cell.span(0, 1), cell.span(1, 2), cell.span(0, 2)] == [(1, 2), (3, 4), (1, 4)]
    assert [cell.span(1, 1), cell.span(2, 2), cell.span(2, 3)] == [(0, 5)] * 3


def test_a_bare_number_is_shown_in_the_others_unit() -> None:
    """90 beside 90万元 is shown as 90万元; beside a bare number it stays bare."""
    assert format_value(read_actual("90"), read_target("≤95万元")) == "90万元"
    assert format_value(read_actual("90"), read_target("≤95")) == "90"
    assert format_value(read_actual("90"), read_target("好")) == "90"
    with pytest.raises(ValueError, match="not a number"):
        format_value(read_actual("好"), read_target("≤95"))


def test_doors_raise_where_there_is_no_value() -> None:
    """Damage raises with its problems; notes come with the value."""
    with pytest.raises(ProblemError) as raised:
        parse_target("约50人")

    assert [problem.code for problem in raised.value.problems] == ["TG05"]
    assert parse_quantity("187.72万人次").value == 1877200
    assert parse_actual("5名专家").problems[0].severity == "note"
    with pytest.raises(ProblemError):
        parse_quantity("Q100%")


@pytest.mark.parametrize(("text", "kind"), [("≥80%", "number"), ("显著提升", "text")])
def test_a_quantity_is_one_plain_number(text: str, kind: str) -> None:
    """A sign or words where a quantity is asked for are a ValueError."""
    with pytest.raises(ValueError, match=f"reads as {kind}"):
        parse_quantity(text)


@pytest.mark.parametrize("door", [parse_target, parse_actual, parse_quantity])
def test_doors_refuse_floats(door: object) -> None:
    """A float is refused with a sentence: its digits are not those that were typed."""
    with pytest.raises(TypeError, match="a number has lost how it was typed"):
        door(0.8)  # type: ignore[operator]
