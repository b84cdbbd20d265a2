"""Cells as published forms spell them: the numeric cases."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from perfeval.exact import exact
from perfeval.notation import Measure, PartialDate, align, read_actual, read_target
from perfeval.source import has_errors

SIGNS = {">=": "at_least", ">": "above", "=": "equal", "<=": "at_most", "<": "below", None: None, "": None}
KINDS = {"number": "number", "qualitative": "text", "date": "date", "blank": "blank", "damaged": "unclear", "ambiguous": "unclear"}  # fmt: skip


def agrees(measure: Measure, expect: dict[str, Any]) -> bool:
    """Return whether a measure is the labelled reading."""
    if measure.kind != KINDS[expect["kind"]]:
        return False
    if measure.kind == "number":
        assert measure.quantity is not None
        same_value = measure.quantity.value == exact(expect["value"])
        return same_value and measure.quantity.unit == expect["unit"] and measure.sign == SIGNS[expect["op"]]
    if isinstance(measure.special, PartialDate):
        return measure.special.iso == expect["date"]
    return measure.kind != "unclear" or has_errors(measure.problems)


def test_numeric_cases_of_notation(cases: Path) -> None:
    """Every row of case file 06 is read as it says; the row with two units is a clash."""
    with (cases / "06-notation.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["kind"] == "error":
            target, actual = row["text"].split(" vs ")
            assert has_errors(align(read_target(target), read_actual(actual)).problems)
            continue
        expect: dict[str, Any] = dict(row) | {"unit": row["unit"] or None, "date": row["value"]}
        assert agrees(read_target(row["text"]), expect), row["text"]

    assert len(rows) == 18
