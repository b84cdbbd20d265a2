"""JSON Schemas of the file kinds, generated from the key tables: an editor completes and checks in both languages."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from perfeval.model import (
    SHAPES,
    SHAPES_ZH,
    BudgetFiled,
    BudgetPlan,
    Definition,
    Filing,
    Goal,
    Indicator,
    Key,
    RuleSet,
    keys_of,
)
from perfeval.reading.kinds import FORMATS
from perfeval.reading.records import file_key
from perfeval.reading.scalars import FLAGS

__all__ = ["SCHEMAS", "schema", "write_schemas"]

_TEXT = {"type": ["string", "number", "boolean", "null"]}
_NUMBER = {"type": ["number", "string", "null"], "pattern": r"^-?\d+(\.\d+)?$"}
_INTEGER = {"type": ["integer", "string", "null"], "pattern": r"^-?\d+(年度?)?$"}
_TREES: dict[tuple[type, str], type] = {
    (Definition, "indicators"): Indicator,
    (Goal, "indicators"): Indicator,
    (Indicator, "children"): Indicator,
}
_RECORDS: dict[str, tuple[type, ...]] = {
    "definition": (Definition,),
    "filing": (Filing,),
    "form": (Definition, Filing),
    "ruleset": (RuleSet,),
}
SCHEMAS: tuple[str, ...] = tuple(_RECORDS)
"""The kinds of file that have a schema."""


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file.

    Args:
        kind: definition, filing, form or ruleset.

    >>> sorted(schema("filing")["properties"]["actuals"])
    ['additionalProperties', 'description', 'type']
    """
    defs: dict[str, Any] = {}
    body: dict[str, Any] = {"type": "object", "properties": {}, "additionalProperties": False}
    for record in _RECORDS[kind]:
        held = _record(record, defs)
        body["properties"] |= held["properties"]
        if "allOf" in held:
            body["allOf"] = body.get("allOf", []) + held["allOf"]
    formats = [name for name, held in FORMATS.items() if held == kind]
    for name in ("format", "格式"):
        body["properties"][name] = {"enum": formats, "description": "文件的种类"}
    if kind == "form":
        _merge_form(body["properties"], defs)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"perfeval-{kind}-1",
        **body,
        "definitions": dict(sorted(defs.items())),
    }


def _merge_form(properties: dict[str, Any], defs: dict[str, Any]) -> None:
    """Add what only one-file forms have: a table as text, one budget section for both files, 逐项说明."""
    plan, filed = _record(BudgetPlan, defs), _record(BudgetFiled, defs)
    budget = {**plan, "properties": plan["properties"] | filed["properties"]}
    entry = {"$ref": "#/definitions/Entry"}
    for name, value in properties.items():
        if value.get("description") == "指标树":
            properties[name] = {
                "description": "指标表（| 块）或指标树",
                "anyOf": [{"type": "string"}, {"type": "array", "items": value["items"]}],
            }
        elif name in ("budget", "预算执行情况", "预算"):
            properties[name] = budget
    for name in ("逐项说明", "notes"):
        properties[name] = {"type": ["object", "null"], "additionalProperties": entry}


def _record(record: type, defs: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a record: each key under every name it goes by."""
    properties: dict[str, Any] = {}
    for name, row in keys_of(record).items():
        held = _value(record, name, row, defs)
        if row.doc:
            held = {**held, "description": row.doc}
        for alias in (file_key(name, row), *row.zh):
            properties[alias] = held
    required = [[file_key(n, row), *row.zh] for n, row in keys_of(record).items() if row.required]
    found: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        found["allOf"] = [{"anyOf": [{"required": [alias]} for alias in names]} for names in required]
    return found


def _value(record: type, name: str, row: Key, defs: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what stands under a key."""
    tree = _TREES.get((record, name))
    if tree is not None:
        return {"type": "array", "items": _named(tree, defs)}
    if row.holds in _SIMPLE:
        return _SIMPLE[row.holds]
    if row.holds == "choice":
        return _choice(row)
    if row.holds in ("choices", "choice_list"):
        return _several_choices(row)
    if row.holds in ("shape", "shapes", "method"):
        return _shaped(row, defs)
    inner = _named(row.of, defs) if row.of is not None else _TEXT
    if row.holds == "records":
        return {"type": ["array", "null"], "items": inner}
    if row.holds == "named":
        either = {"anyOf": [_TEXT, inner]} if row.short else inner
        return {"type": ["object", "null"], "additionalProperties": either}
    if row.short and row.of is not None:
        short = keys_of(row.of)[row.short]
        inner = {"anyOf": [_choice(row) if row.choices else _value(row.of, row.short, short, defs), inner]}
    if row.absent:
        return {"anyOf": [{"enum": list(row.absent)}, inner]}
    return {"anyOf": [{"type": "null"}, inner]}


def _shaped(row: Key, defs: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a shape, of named shapes, or of a method: a name or a shape."""
    if "shape" not in defs:
        defs["shape"] = {}
        defs["shape"] = _shape(defs)
    held: dict[str, Any] = {"$ref": "#/definitions/shape"}
    if row.holds == "shapes":
        return {"type": ["object", "null"], "additionalProperties": held}
    others = [_TEXT] if row.holds == "method" else [{"enum": list(row.absent)}] if row.absent else []
    return {"anyOf": [*others, held]} if others else held


def _named(record: type, defs: dict[str, Any]) -> dict[str, Any]:
    """Return a reference to the schema of a record, which is added to *defs* once."""
    if record.__name__ not in defs:
        defs[record.__name__] = {}  # a record may hold itself: the reference must exist before its schema
        defs[record.__name__] = _record(record, defs)
    return {"$ref": f"#/definitions/{record.__name__}"}


def _choice(row: Key) -> dict[str, Any]:
    """Return the schema of a choice, by its canonical and its Chinese names."""
    names = [name for canonical, others in row.choices.items() for name in (canonical, *others)]
    return {"enum": [*names, None]}


def _several_choices(row: Key) -> dict[str, Any]:
    """Return the schema of a mapping to choices, or of a list of them."""
    if row.holds == "choices":
        return {"type": ["object", "null"], "additionalProperties": _choice(row)}
    return {"anyOf": [_choice(row), {"type": "array", "items": _choice(row)}]}


def _shape(defs: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a scoring shape: its name alone, or a mapping with `shape` and the shape's own keys."""
    forms: list[dict[str, Any]] = [{"enum": [*SHAPES, *SHAPES_ZH, None]}]
    for name, record in SHAPES.items():
        held = _record(record, defs)
        said = {"enum": [name, *(zh for zh, en in SHAPES_ZH.items() if en == name)]}
        held["properties"] = {"shape": said, "形状": said, **held["properties"]}
        either = {"anyOf": [{"required": ["shape"]}, {"required": ["形状"]}]}
        held["allOf"] = [*held.get("allOf", []), either]
        forms.append(held)
    return {"anyOf": forms}


_SIMPLE: dict[str, dict[str, Any]] = {
    **dict.fromkeys(("text", "date", "target", "actual", "amount", "parsed"), _TEXT),
    "number": _NUMBER,
    "integer": _INTEGER,
    "flag": {"enum": [True, False, *FLAGS, None]},
    "texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    "fields": {"type": ["object", "null"], "additionalProperties": _TEXT},
    "ranges": {"type": ["object", "null"], "additionalProperties": _TEXT},
    "numbers": {"type": "array", "items": {"type": "object", "additionalProperties": _NUMBER}},
}


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder.

    Args:
        folder: Where they go; the package ships them in `perfeval/schemas`.
    """
    for kind in SCHEMAS:
        text = json.dumps(schema(kind), ensure_ascii=False, indent=1) + "\n"
        (folder / f"{kind}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
