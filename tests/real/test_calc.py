"""The calculator of the tests against LibreOffice: what it says of formulas must be what a spreadsheet program says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.real.calc import recalculated
from tests.spreadsheet.cases import CASES, CELLS, DUST
from tests.spreadsheet.values import Error

pytestmark = pytest.mark.real
OTHERWISE = {
    "=0^0": 1.0, '="z"<TRUE': False, "=99<FALSE": False, "=ISNUMBER(A4)": True, '=SUM("5",TRUE)': Error("#VALUE!"), "=COUNT(A1:B4)": 5.0,
}  # fmt: skip
"""Where LibreOffice does not do as Excel does: its truths are numbers. No form may go there."""


def test_libreoffice_says_of_every_case_what_the_calculator_says(tmp_path: Path) -> None:
    """Precedence, kinds, coercion, rounding, errors: no case on which the two judges differ."""
    found = recalculated(tmp_path, [(formula, CELLS) for formula, _ in CASES])
    wrong = [
        (formula, expected, value)
        for (formula, expected), value in zip(CASES, found, strict=True)
        if OTHERWISE.get(formula, expected) != value
        and not (isinstance(expected, Error) and isinstance(value, Error))
    ]

    assert wrong == []


def test_libreoffice_hides_the_dust_of_binary_as_its_dialect_does(tmp_path: Path) -> None:
    """The cases in which the dialects differ."""
    found = recalculated(tmp_path, [(formula, {}) for formula, _ in DUST])

    assert found == [expected[-1] for _, expected in DUST]
