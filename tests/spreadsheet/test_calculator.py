"""The calculator against what Excel is documented to do, and against LibreOffice where `tests/real` runs the same cases."""

from __future__ import annotations

import pytest

from tests.spreadsheet.calculator import Sheet, computed
from tests.spreadsheet.cases import CASES, CELLS, DUST
from tests.spreadsheet.syntax import depth, functions_in, longest_number, longest_text, parsed
from tests.spreadsheet.values import DIALECTS, Error, Value


@pytest.mark.parametrize(("formula", "expected"), CASES)
def test_a_formula_comes_to_what_a_spreadsheet_says(formula: str, expected: Value) -> None:
    """Each case in every dialect: where they are known to differ, a case below says so."""
    for dialect in DIALECTS:
        found = computed(formula, CELLS, dialect)

        assert (type(found), found) == (type(expected), expected), dialect


@pytest.mark.parametrize(("formula", "expected"), DUST)
def test_the_dialects_differ_in_the_dust_of_binary(formula: str, expected: tuple[Value, ...]) -> None:
    """What the processor's double says, and what a program says that hides its dust."""
    assert tuple(computed(formula, {}, dialect) for dialect in DIALECTS) == expected


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
