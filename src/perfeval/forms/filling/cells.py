"""One cell of an indicator's row, by what its column holds."""

from __future__ import annotations

import re
from collections.abc import Callable

from perfeval.exact import Fraction
from perfeval.forms.filling.explaining import tells
from perfeval.forms.filling.words import Words, named, percent
from perfeval.forms.layout import Indicators
from perfeval.forms.table import Cell
from perfeval.forms.vocabulary import CAUSE, LIKELIHOOD, TICK
from perfeval.model import Entry, Line

__all__ = ["MEASURES", "QUALITATIVE", "cell_of_row", "split"]

QUALITATIVE = "定性"
"""What the column of the sign holds where a target is no number."""
MEASURES = "\n改进措施："
"""What stands between a reason and the measures where both share a column."""
_SPLIT = r"([≥≤＝=><＞＜≧≦≪≫]?)(\d[\d,]*(?:\.\d+)?)([^\d\s≥≤＝=><＞＜≧≦≪≫][^\d\s]*)?"  # few layouts need it


def split(target: str) -> tuple[str, str, str]:
    """Return a target in its three columns: sign, number, unit. What has no such parts stands whole as number.

    Args:
        target: The target as typed.

    >>> split("≥80%"), split("显著提升")
    (('≥', '80', '%'), ('定性', '显著提升', ''))
    """
    found = re.fullmatch(_SPLIT, target, re.ASCII)
    if found:
        return found[1], found[2], found[3] or ""
    signed = any(char.isdigit() for char in target) or not target.strip()
    return "" if signed else QUALITATIVE, target, ""


def cell_of_row(
    words: Words, section: Indicators, source: str, line: Line, index: int, *, explained: bool
) -> Cell:
    """Return one cell of an indicator's row.

    Args:
        words: The texts of the form.
        section: The block.
        source: What the column holds.
        line: The row.
        index: Its number, from 0.
        explained: Whether its score is linked to its explanation.
    """
    key = f"row{index + 1}.{source}"
    if source == "score":
        text = words.score(line.score) if line.score is not None else ""
        why = f"row{index + 1}" if explained and tells(line) else ""
        return Cell(text, "score", explained=why, key=key)
    if source == "name":
        indicator = line.leaf.indicator
        star = "★" if indicator.core and "core" not in section.sources else ""
        return Cell(named(words, section, f"{star}{indicator.name}", indicator), "name", key=key)
    if source in _FROM_LINE:
        return Cell(_FROM_LINE[source](line), "value", key=key, open=source == "actual")
    if source.startswith(LIKELIHOOD):
        ticked = line.entry is not None and line.entry.likelihood == source.removeprefix(LIKELIHOOD)
        return Cell(TICK if ticked else "", "value", key=key, open=True, options=(TICK,))
    if source.startswith(CAUSE):
        ticked = line.entry is not None and source.removeprefix(CAUSE) in line.entry.causes
        return Cell(TICK if ticked else "", "value", key=key, open=True, options=(TICK,))
    text = (_FROM_ENTRY[source](line.entry) if line.entry else None) or ""
    return Cell(text, "value" if source in ("forecast", "adjusted_target") else "text", key=key, open=True)


def _actual(line: Line) -> str:
    """Return the actual as typed; 不适用 where the row is declared so."""
    entry = line.entry
    if entry is not None and entry.actual is None and entry.not_applicable is not None:
        return "不适用"
    return line.actual.text if line.actual else ""


def _target(line: Line) -> str:
    """Return the target set at the start of the year, whatever was approved later."""
    target = line.leaf.indicator.target
    return target.text if target else ""


def _coefficient(line: Line) -> str:
    """Return the score as a percentage of the points."""
    if line.score is None or not line.points:
        return ""
    return percent(Fraction(line.score) / line.points)


_FROM_LINE: dict[str, Callable[[Line], str]] = {
    "points": lambda line: line.leaf.indicator.points.text if line.leaf.indicator.points else "",
    "midterm": lambda line: line.leaf.indicator.midterm.text if line.leaf.indicator.midterm else "",
    "target": _target,
    "sign": lambda line: split(_target(line))[0],
    "number": lambda line: split(_target(line))[1],
    "unit": lambda line: split(_target(line))[2],
    "actual": _actual,
    "coefficient": _coefficient,
    "how": lambda line: line.explain() if tells(line) else "",
    "core": lambda line: "是" if line.leaf.indicator.core else "否",
    "meaning": lambda line: line.leaf.indicator.meaning or "",
    "source": lambda line: line.leaf.indicator.source or "",
}


def _reasons(entry: Entry) -> str:
    """Return reason and measures as they share a cell."""
    return (entry.reason or "") + (f"{MEASURES}{entry.measures}" if entry.measures else "")


_FROM_ENTRY: dict[str, Callable[[Entry], str | None]] = {
    "adjusted_target": lambda entry: entry.target.text if entry.target else "",
    "forecast": lambda entry: entry.forecast.text if entry.forecast else "",
    "reason": lambda entry: entry.reason,
    "measures": lambda entry: entry.measures,
    "reasons": _reasons,
    "note": lambda entry: entry.note,
}
