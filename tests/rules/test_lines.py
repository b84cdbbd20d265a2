"""Lines against Fractions: their arithmetic, and expressions read along one cell."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from perfeval.exact import Fraction, Rounding
from perfeval.rules.expressions import (
    ACTUAL,
    POINTS,
    TARGET,
    Expression,
    called,
    ceil,
    constant,
    floor,
    greatest,
    least,
    named,
    rounded,
    size,
)
from perfeval.rules.lines import Bent, Line, along, substituted
from perfeval.scoring.exactly import value_of
from tests.rules.reference import CELL, EXPRESSIONS, NUMBERS, ROWS, worth

WHOLE = st.integers(-30, 30)
NAMES = (CELL, "target", "points")


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """Return a line whose divisor is not zero everywhere."""
    c, d = draw(st.tuples(WHOLE, WHOLE).filter(any))
    return Line.of(draw(WHOLE), draw(WHOLE), c, d)


def value(a: int, b: int, c: int, d: int, x: Fraction) -> Fraction:
    """Return (a × x + b) ÷ (c × x + d)."""
    return (a * x + b) / (c * x + d)


@given(WHOLE, WHOLE, WHOLE, WHOLE, NUMBERS)
def test_a_line_in_lowest_terms_is_the_same_function(a: int, b: int, c: int, d: int, x: Fraction) -> None:
    """The four numbers lose their common divisor and the sign of the divisor, and nothing else."""
    assume(c or d)
    line = Line.of(a, b, c, d)
    assert Line.of(7 * a, 7 * b, 7 * c, 7 * d) == Line.of(-a, -b, -c, -d) == line
    assert line.d > 0 or (line.d == 0 and line.c > 0)
    if c * x + d:
        assert line.at(x) == value(a, b, c, d, x)
    if a * d == b * c:
        assert line.value == value(a, b, c, d, x if c * x + d else x + 1)
        assert (line.a, line.c) == (0, 0)
    else:
        assert line.value is None


def test_a_divisor_that_is_zero_everywhere() -> None:
    """It makes no line, and says so."""
    with pytest.raises(ZeroDivisionError, match=r"^a divisor that is zero everywhere$"):
        Line.of(1, 1, 0, 0)
    with pytest.raises(ZeroDivisionError):
        Line(0, 0).inverse()


@pytest.mark.parametrize(
    ("numbers", "line"),
    [
        ((4, 6, 0, -2), (-2, -3, 0, 1)),
        ((0, 3, -6, 0), (0, -1, 2, 0)),  # the reciprocal keeps its slope
        ((2, 4, 3, 6), (0, 2, 0, 3)),  # one value everywhere but where it has none
        ((2, 0, 3, 0), (0, 2, 0, 3)),
        ((0, 0, 5, 0), (0, 0, 0, 1)),
        ((6, 2, 4, 8), (3, 1, 2, 4)),
    ],
)
def test_lowest_terms_by_hand(numbers: tuple[int, ...], line: tuple[int, ...]) -> None:
    """The four numbers are these."""
    assert Line.of(*numbers) == Line(*line)


@given(NUMBERS, NUMBERS)
def test_a_constant_line(number: Fraction, x: Fraction) -> None:
    """A number is itself everywhere, and turns nowhere."""
    line = Line.constant(number)
    assert line.value == line.at(x) == number
    assert line.turns() == []


@given(lines(), NUMBERS)
def test_where_a_line_turns(line: Line, x: Fraction) -> None:
    """Its turns are where it is zero and where it has no value; between two of them its sign is one."""
    turns = line.turns()
    assert turns == [
        *([Fraction(-line.b, line.a)] if line.a else []),
        *([Fraction(-line.d, line.c)] if line.c else []),
    ]
    for turn in turns:
        assert not line.c * turn + line.d or not line.at(turn)
    beyond = sorted((x, *turns))
    if x not in turns and beyond[0] == x and line.value is None:
        assert (line.at(x) > 0) == (line.at(x - 1) > 0)


OPERATIONS = {
    "plus": lambda left, right: left + right,
    "times": lambda left, right: left * right,
    "over": lambda left, right: left / right,
}


@given(lines(), lines(), NUMBERS, st.sampled_from(sorted(OPERATIONS)))
def test_arithmetic_of_lines(left: Line, right: Line, x: Fraction, name: str) -> None:
    """Sum, product and quotient are those of the values at every point; what is no line is Bent."""
    try:
        found = getattr(left, name)(right)
    except Bent:
        assert left.value is None
        assert right.value is None
        return
    except ZeroDivisionError:
        assert name == "over"
        assert not right.value
        assert right.value is not None
        return
    try:
        due = OPERATIONS[name](left.at(x), right.at(x))
    except ZeroDivisionError:
        return
    assert found.at(x) == due


@pytest.mark.parametrize(
    ("name", "left", "right", "due"),
    [
        ("plus", Line(1, 2), Line(3, 4), Line(4, 6)),
        ("plus", Line(0, 1, 1, 0), Line(0, 5), Line(5, 1, 1, 0)),  # 1/x + 5
        ("plus", Line(0, 5), Line(0, 1, 1, 0), Line(5, 1, 1, 0)),
        ("plus", Line(1, 0, 0, 3), Line(0, 1, 0, 2), Line(2, 3, 0, 6)),
        ("plus", Line(0, 1, 1, 0), Line(1, 0), None),  # 1/x + x
        ("plus", Line(1, 0), Line(0, 1, 1, 0), None),
        ("plus", Line(0, 1, 1, 0), Line(0, 1, 1, 1), None),  # 1/x + 1/(x + 1)
        ("plus", Line(0, 1, 1, 0), Line(0, 1, 1, 0), None),
        ("times", Line(1, 2), Line(0, 3, 0, 2), Line(3, 6, 0, 2)),
        ("times", Line(0, 3, 0, 2), Line(1, 2), Line(3, 6, 0, 2)),
        ("times", Line(1, 0), Line(1, 0), None),
        ("over", Line(0, 3), Line(1, 2), Line(0, 3, 1, 2)),
        ("over", Line(1, 2), Line(0, 3), Line(1, 2, 0, 3)),
        ("over", Line(1, 2), Line(1, 3), None),
    ],
)
def test_arithmetic_by_hand(name: str, left: Line, right: Line, due: Line | None) -> None:
    """Which sums, products and quotients are lines, and which four numbers they have."""
    if due is None:
        with pytest.raises(Bent):
            getattr(left, name)(right)
    else:
        assert getattr(left, name)(right) == due


def test_the_inverse_of_a_line() -> None:
    """Turned over twice it is itself."""
    assert Line(2, 3, 0, 5).inverse() == Line(0, 5, 2, 3)
    assert Line(2, 3, 0, 5).inverse().inverse() == Line(2, 3, 0, 5)


def known(row: dict[str, Fraction]) -> dict[str, Line]:
    """Return the lines of a row along its cell."""
    return {**{name: Line.constant(number) for name, number in row.items()}, CELL: Line(1, 0)}


@given(EXPRESSIONS, ROWS)
def test_along_is_the_value_at_the_point_and_beside_it(
    expression: Expression, row: dict[str, Fraction]
) -> None:
    """The line has the exact value at its point, and at every other up to the next kink it told of."""
    x = row[CELL]
    kinks: list[Line] = []
    try:
        line = along(expression, known(row), x, kinks.append)
        here = line.at(x)
    except (Bent, ZeroDivisionError):
        return
    values = tuple(row[name].as_integer_ratio() for name in NAMES)
    try:
        due = worth(expression, row)
    except ZeroDivisionError:
        return  # x ÷ x is 1 beside zero
    assert here == due == value_of(expression, NAMES, values)
    turns = {turn for kink in kinks for turn in kink.turns()} - {x}
    right = min((turn for turn in turns if turn > x), default=x + 2)
    left = max((turn for turn in turns if turn < x), default=x - 2)
    at_kink = any(kink.value is None and x in kink.turns() for kink in kinks)
    for other in (left, (left + x) / 2, (x + right) / 2, right):
        if at_kink:
            break
        try:
            assert line.at(other) == worth(expression, {**row, CELL: other})
        except ZeroDivisionError:
            continue


@pytest.mark.parametrize(
    ("expression", "at", "line", "kinks"),
    [
        (POINTS * ACTUAL / TARGET, 80, Line(1, 0, 0, 3), []),
        (POINTS * TARGET / ACTUAL, 80, Line(0, 2700, 1, 0), []),
        (size(ACTUAL - TARGET), 100, Line(1, -90), [Line(1, -90)]),
        (size(ACTUAL - TARGET), 80, Line(-1, 90), [Line(1, -90)]),
        (size(ACTUAL - TARGET), 90, Line(1, -90), [Line(1, -90)]),
        (least(ACTUAL, TARGET), 80, Line(1, 0), [Line(-1, 90)]),
        (least(ACTUAL, TARGET), 100, Line(0, 90), [Line(-1, 90)]),
        (least(TARGET, ACTUAL), 90, Line(0, 90), [Line(1, -90)]),
        (greatest(ACTUAL, TARGET, constant(85)), 80, Line(0, 90), [Line(-1, 90), Line(0, -5)]),
        (greatest(ACTUAL, TARGET), 100, Line(1, 0), [Line(-1, 90)]),
        (named("raw", ACTUAL * constant(Fraction(1, 2))), 7, Line(1, 0, 0, 2), []),
        (constant(Fraction(2, 3)), 7, Line(0, 2, 0, 3), []),
    ],
)
def test_along_by_hand(expression: Expression, at: int, line: Line, kinks: list[Line]) -> None:
    """The line near a point, and the lines whose sign decides which it is."""
    told: list[Line] = []
    row = {"actual": Line(1, 0), "target": Line(0, 90), "points": Line(0, 30)}
    assert along(expression, row, Fraction(at), told.append) == line
    assert told == kinks


@pytest.mark.parametrize(
    "expression",
    [
        floor(ACTUAL),
        ceil(ACTUAL),
        rounded(ACTUAL, Rounding()),
        ACTUAL * ACTUAL,
        called("anybody", None, TARGET),
        Expression("input", name="filed"),
    ],
)
def test_what_is_no_line(expression: Expression) -> None:
    """Steps, a square, a function and what is not known are Bent."""
    with pytest.raises(Bent):
        along(
            expression,
            {"actual": Line(1, 0), "target": Line(0, 90), "points": Line(0, 30)},
            Fraction(1),
            print,
        )


def test_something_else_in_the_place_of_an_input() -> None:
    """Inputs and named parts are replaced wherever they stand; roundings, names and signs around them stay."""
    expression = rounded(named("raw", ACTUAL + constant(3, "天")), Rounding(1))
    put = {"actual": TARGET}
    assert substituted(expression, put) == rounded(named("raw", TARGET + constant(3, "天")), Rounding(1))
    assert substituted(expression, {"raw": POINTS}) == rounded(POINTS, Rounding(1))
    assert substituted(called("ours", "below", ACTUAL), {"actual": TARGET}) == Expression(
        "called", (TARGET, TARGET, POINTS), name="ours", sign="below"
    )
    assert substituted(POINTS, put) is POINTS


@given(EXPRESSIONS, ROWS)
def test_a_substituted_number_is_the_number(expression: Expression, row: dict[str, Fraction]) -> None:
    """With numbers for all inputs an expression is worth the same and asks for nothing."""
    plain = substituted(expression, {name: constant(number) for name, number in row.items()})
    try:
        due = worth(expression, row)
    except ZeroDivisionError:
        return
    assert worth(plain, {}) == due
