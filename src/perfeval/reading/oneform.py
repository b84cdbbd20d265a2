"""One-file forms: definition and filing in one file, the indicators as a table in a literal block.

In a literal block `# : > -` are harmless, and the table looks like the form.
"""

from __future__ import annotations

from typing import Any

import attrs

from perfeval.model import (
    BudgetFiled,
    BudgetPlan,
    Definition,
    Entry,
    Filing,
    Key,
    Printed,
    keys_of,
)
from perfeval.reading import codes
from perfeval.reading.definitions import CUSTOM, FORMAT, check_indicators
from perfeval.reading.filings import check_actuals, key_marks
from perfeval.reading.records import Reader, aliases
from perfeval.reading.tables import Table, read_table
from perfeval.reading.tree import Mapping, Node, Scalar
from perfeval.source import Origin

__all__ = ["read_form"]

_NOTES = ("逐项说明", "notes")


def read_form(reader: Reader, node: Mapping) -> Filing:
    """Return the filing of a one-file form, with its definition and every problem found.

    Args:
        reader: The reader of the file.
        node: The root of the file.
    """
    tables: list[Table] = []

    def indicators(inner: Reader, value: Node) -> Any:
        """Read the indicators as a table or as a tree."""
        if not isinstance(value, Scalar):
            return CUSTOM["indicators"](inner, value)
        tables.append(read_table(inner, value))
        return tables[0].indicators

    both = {**keys_of(Definition), **keys_of(Filing)}
    names = {**aliases(Filing), **aliases(Definition)}
    custom = {**CUSTOM, "indicators": indicators, "budget": _budget}
    values, marks = reader.fields(both, names, node, custom, FORMAT | frozenset(_NOTES))
    origin = Origin(reader.source, node.mark, marks)
    for name, row in keys_of(Definition).items():
        if row.required and name not in values:
            zh = row.zh[0]
            reader.tell(
                codes.MISSING_KEY,
                node.mark,
                f"缺少 {zh}",
                f"补上，例如 {zh}: {row.example or '服务运行经费'}",
            )
    plan, filed = values.pop("budget", (None, None))
    definition = Definition(
        budget=plan,
        origin=origin,
        **{"title": "", **{name: values[name] for name in _DEFINED if name in values}},
    )
    check_indicators(reader, definition)
    entries = {**(tables[0].entries if tables else {}), **values.get("actuals", {})}
    entries = _with_notes(reader, node, entries, definition)
    rest = {name: value for name, value in values.items() if name not in _DEFINED and name != "actuals"}
    if tables and tables[0].scores:
        printed = rest.get("printed") or Printed()
        rest["printed"] = attrs.evolve(printed, scores={**tables[0].scores, **printed.scores})
    filing = Filing(definition=definition, budget=filed, actuals=entries, origin=origin, **rest)
    check_actuals(reader, filing, key_marks(node))
    return attrs.evolve(filing, problems=tuple(reader.problems))


# `fields`, implementing_unit and the like may stand in both files; in a form they are the definition's.
_DEFINED = tuple(name for name in keys_of(Definition) if name != "budget")


def _budget(reader: Reader, node: Node) -> tuple[BudgetPlan | None, BudgetFiled | None]:
    """Return the budget section as plan and as filed: points and rows belong to the plan, amounts to the filing."""
    if not isinstance(node, Mapping):
        reader.tell(codes.NOT_MAPPING, node.mark, "预算执行情况应是“键: 值”")
        return None, None
    both: dict[str, Key] = {**keys_of(BudgetPlan), **keys_of(BudgetFiled)}
    values, marks = reader.fields(both, {**aliases(BudgetPlan), **aliases(BudgetFiled)}, node, {})
    origin = Origin(reader.source, node.mark, marks)
    unit = values.get("money_unit")
    plan = BudgetPlan(points=values.pop("points", None), money_unit=unit, origin=origin)
    return plan, BudgetFiled(origin=origin, **values)


def _with_notes(
    reader: Reader, node: Mapping, entries: dict[str, Entry], definition: Definition
) -> dict[str, Entry]:
    """Return the entries with what 逐项说明 adds to them."""
    section = next((value for key, value in node.items if key.text in _NOTES), None)
    if section is None or (isinstance(section, Scalar) and section.blank):
        return entries
    if not isinstance(section, Mapping):
        reader.tell(codes.NOT_MAPPING, section.mark, "逐项说明应是“指标: {键: 值}”")
        return entries
    known = {leaf.key for leaf in definition.leaves}
    for name, value in section.items:
        note = reader.record(Entry, value)
        if name.text not in known:
            reader.tell(codes.NO_INDICATOR, name.mark, f"没有“{name.text}”这个指标", length=len(name.text))
        elif note is not None:
            given = {
                key: getattr(note, key) for key in keys_of(Entry) if getattr(note, key) not in (None, ())
            }
            entries[name.text] = attrs.evolve(entries.get(name.text, note), **given)
    return entries
