"""The calculator against what Excel is documented to do, and against LibreOffice where `tests/real` runs the same cases."""

from __future__ import annotations

import pytest

from tests.spreadsheet.calculator import Sheet, computed
from tests.spreadsheet.cases import CASES, CELLS
from tests.spreadsheet.syntax import depth, functions_in, longest_number, longest_text, parsed
from tests.spreadsheet.values import Error, Value


@pytest.mark.parametrize(("formula", "expected"), CASES)
def test_a_formula_comes_to_what_a_spreadsheet_says(formula: str, expected: Value) -> None:
    """Each case in both dialects: where they are known to differ, a case below says so."""
    for dialect in ("strict", "fifteen"):
        found = computed(formula, CELLS, dialect)

        assert (type(found), found) == (type(expected), expected), dialect


@pytest.mark.parametrize(
    ("formula", "strict", "fifteen"),
    [
        ("=0.1+0.2=0.3", False, True), ("=0.1+0.2-0.3=0", False, True), ("=0.3-0.1-0.2", -2.7755575615628914e-17, 0.0),
        ("=ROUNDDOWN(8.94-8,2)", 0.93, 0.94), ("=INT((0.1+0.7)*10)", 7.0, 8.0), ("=ROUND(1.0049999999999997,2)", 1.0, 1.01),
        ("=ROUND(2.675,2)", 2.68, 2.68), ("=ROUND(1.005,2)", 1.01, 1.01), ("=ROUND(0.285*100,0)", 28.0, 29.0),
    ],
)  # fmt: skip
def test_the_dialects_differ_in_the_dust_of_binary(formula: str, strict: Value, fifteen: Value) -> None:
    """What the processor's double says, and what a program says that hides its dust."""
    assert (computed(formula, {}), computed(formula, {}, "fifteen")) == (strict, fifteen)


def test_cells_are_computed_through_other_cells_and_only_once() -> None:
    """A chain of cells, a circle, and a sheet into which something else is typed."""
    sheet = Sheet({"A1": 2.0, "A2": "=A1*3", "A3": '=IF(A2>5,A2+$A$1,"")', "B1": "=B2", "B2": "=B1"})

    assert (sheet.value("A3"), sheet.value("B1"), sheet.value("C1")) == (8.0, Error("#REF!"), None)
    assert sheet.changed({"A1": 1.0}).value("A3") == ""


def test_a_formula_can_be_measured() -> None:
    """Functions, depth, longest number and longest text."""
    formula = '=IF(AND(A1>0.125,B1<12345678901234567),ROUND(SUM(A1:B2)/3,2),"甲乙")'

    assert functions_in(formula) == {"IF", "AND", "ROUND", "SUM"}
    assert (depth(formula), longest_number(formula), longest_text(formula)) == (3, 17, 2)
    assert (depth("=A1+1"), longest_number("=A1"), longest_number("=0.0010*100E5")) == (0, 0, 1)


@pytest.mark.parametrize("text", ["=", "=1+", "=IF(1,2", "=1 2", "=A1:", "='甲'!A1", "=)", "=IF(1;2)"])
def test_what_is_no_formula_is_refused(text: str) -> None:
    """A formula that the reader does not know is never computed as something else."""
    with pytest.raises(ValueError, match=r"here"):
        parsed(text)
