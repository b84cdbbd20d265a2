"""The published forms of ../shared/real-forms as records: a test adapter, not a reader."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from perfeval.exact import Number
from perfeval.model import Definition, Entry, Filing, Indicator
from perfeval.notation import read_actual, read_target


def published(shared: Path) -> dict[str, dict[str, Any]]:
    """Return the published forms by their id."""
    forms = json.loads((shared / "real-forms" / "forms.json").read_text(encoding="utf-8"))
    return {form["id"]: form for form in forms}


def as_filing(form: dict[str, Any]) -> Filing:
    """Return the rows of a published form as a filing; each row is a leaf called by its index.

    Points are those printed; `?`, `/` and blanks mean that the row has none. A cell `?` was not available.
    """
    leaves, actuals = [], {}
    for index, row in enumerate(form["indicators"]):
        printed = re.search(r"\d+(?:\.\d+)?", row["weight"].replace(" ", ""))
        points = printed[0] if printed else ""
        leaf = Indicator(
            id=str(index),
            name=row["name"] or f"第{index}行",
            points=Number.of(points) if points else None,
            target=read_target(row["target"]) if row["target"] != "?" else None,
        )
        for level in ("level2", "level1"):
            if row[level]:
                leaf = Indicator(name=row[level], children=(leaf,))
        leaves.append(leaf)
        if row["actual"] != "?":
            actuals[str(index)] = Entry(actual=read_actual(row["actual"]))
    definition = Definition(
        title=form["name"],
        kind=form["kind"],
        fiscal_year=int(form["year"]) if form["year"].isdigit() else None,
        indicators=tuple(leaves),
    )
    return Filing(definition=definition, actuals=actuals)
