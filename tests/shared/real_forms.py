"""The published forms of ../shared/real-forms as records: a test adapter, not a reader."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from perfeval.exact import Number
from perfeval.model import BudgetFiled, BudgetPlan, Definition, Entry, Filing, Indicator
from perfeval.notation import read_actual, read_amount, read_target


def published(shared: Path) -> dict[str, dict[str, Any]]:
    """Return the published forms by their id."""
    forms = json.loads((shared / "real-forms" / "forms.json").read_text(encoding="utf-8"))
    return {form["id"]: form for form in forms}


def findings(shared: Path) -> dict[str, dict[str, Any]]:
    """Return what a check of each published form should find, by the form's id."""
    held = json.loads((shared / "real-forms" / "findings.json").read_text(encoding="utf-8"))
    return {one["form"]: one for one in held}


def ruleset_for(form: dict[str, Any]) -> str | None:
    """Return the rule set of a form's province and year, else the national one of that year; None without a year."""
    if not form["year"].isdigit():
        return None
    year = int(form["year"])
    own = {"湖北": ("hubei-2020", 2020, 9999), "北京": ("beijing-2016", 2016, 2016)}.get(form["province"])
    if own is not None and own[1] <= year <= own[2]:
        return own[0]
    return "cn-2020" if year >= 2019 else "cn-2016"


def number(text: str) -> str | None:
    """Return the number of a printed score or of printed points, None where none was printed or available."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)分?\??", text.replace(" ", ""))
    return found[1] if found else None


def _budget(form: dict[str, Any]) -> tuple[BudgetPlan | None, BudgetFiled | None]:
    """Return the printed funds, as far as they were available."""
    printed = form["budget"]
    unit = printed["unit"] or "万元"
    known = {
        name: printed[name] for name in ("initial", "adjusted", "executed") if printed[name] not in ("", "?")
    }
    amounts: dict[str, Any] = {name: read_amount(text, unit) for name, text in known.items()}
    points = number(printed["weight"])
    plan = BudgetPlan(points=Number.of(points), money_unit=unit) if points else None
    return plan, BudgetFiled(money_unit=unit, **amounts) if amounts else None


def as_filing(form: dict[str, Any]) -> Filing:
    """Return the rows of a published form as a filing; each row is a leaf called by its index.

    Points are those printed; `?`, `/` and blanks mean that the row has none. A cell `?` was not available.
    """
    leaves, actuals = [], {}
    for index, row in enumerate(form["indicators"]):
        points = number(row["weight"])
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
    plan, filed = _budget(form)
    definition = Definition(
        budget=plan,
        title=form["name"],
        kind=form["kind"],
        fiscal_year=int(form["year"]) if form["year"].isdigit() else None,
        indicators=tuple(leaves),
    )
    return Filing(definition=definition, actuals=actuals, budget=filed)
