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
        if not value.block or value.folded:
            inner.tell(codes.TABLE_BLOCK, value.mark, codes.TABLE_BLOCK.what)
            tables.append(Table())
            return ()
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
    entries = dict(tables[0].entries) if tables else {}
    for name, entry in values.get("actuals", {}).items():
        entries[name] = _merged(reader, entries.get(name), entry)
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
    """Return the budget section as plan and as filed: each key goes to the record that has it.

    What both have, such as the rows, was filed; only the money unit is said for both.
    """
    if not isinstance(node, Mapping):
        reader.tell(codes.NOT_MAPPING, node.mark, "预算执行情况应是“键: 值”")
        return None, None
    both: dict[str, Key] = {**keys_of(BudgetPlan), **keys_of(BudgetFiled)}
    values, marks = reader.fields(both, {**aliases(BudgetPlan), **aliases(BudgetFiled)}, node, {})
    origin = Origin(reader.source, node.mark, marks)
    of_filing = keys_of(BudgetFiled)
    planned = {name: value for name, value in values.items() if name not in of_filing or name == "money_unit"}
    filed = {name: value for name, value in values.items() if name in of_filing}
    return BudgetPlan(origin=origin, **planned), BudgetFiled(origin=origin, **filed)


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
            entries[name.text] = _merged(reader, entries.get(name.text), note)
    return entries


def _merged(reader: Reader, first: Entry | None, second: Entry) -> Entry:
    """Return what two places say of one indicator; two actuals are told, and neither is used."""
    if first is None:
        return second
    given = {key: getattr(second, key) for key in keys_of(Entry) if getattr(second, key) not in (None, ())}
    twice = first.actual is not None and second.actual is not None
    if twice and second.origin is not None and first.origin is not None:
        line = first.origin.marks.get("actual", first.origin.mark)[0]
        fact = f"这个指标的完成值在第 {line} 行已经填过“{first.actual.text if first.actual else ''}”"
        reader.tell(codes.FILED_TWICE, second.origin.marks.get("actual", second.origin.mark), fact)
        given["actual"] = None
    return attrs.evolve(first, **given)
