"""Which kind a file is: by its `format`, else by the keys it has."""

from __future__ import annotations

from typing import Literal

from perfeval.model import Definition, Filing, RuleSet
from perfeval.reading import codes
from perfeval.reading.records import Reader, aliases
from perfeval.reading.tree import Mapping, Node, Scalar
from perfeval.source import nearest

__all__ = ["FORMATS", "FileKind", "kind_of"]

FileKind = Literal["definition", "filing", "form", "ruleset", "layout"]
FORMATS: dict[str, FileKind] = {
    "perfeval-definition-1": "definition",
    "perfeval-filing-1": "filing",
    "perfeval-form-1": "form",
    "perfeval-ruleset-1": "ruleset",
    "perfeval-layout-1": "layout",
}
"""What a file may say under `format`."""


def kind_of(reader: Reader, node: Node) -> FileKind | None:
    """Return the kind of a file, or None (and tell) where nothing shows it."""
    if not isinstance(node, Mapping):
        reader.tell(codes.NOT_MAPPING, node.mark, "文件里应是“键: 值”", "perfeval init 可以生成一份样例")
        return None
    keys = {key.text: value for key, value in node.items}
    declared = keys.get("format", keys.get("格式"))
    if isinstance(declared, Scalar) and not declared.blank:
        if declared.text not in FORMATS:
            near = nearest(declared.text, FORMATS)
            repair = f"是不是“{near}”？" if near else f"可选：{'、'.join(FORMATS)}"
            reader.tell(
                codes.UNKNOWN_FORMAT,
                declared.mark,
                f"不认识的格式“{declared.text}”",
                repair,
                len(declared.text),
            )
        return FORMATS.get(declared.text)
    guessed = _by_keys(set(keys), keys)
    if guessed is None:
        reader.tell(codes.UNKNOWN_FORMAT, node.mark, codes.UNKNOWN_FORMAT.what, _ask())
    return guessed


def _by_keys(keys: set[str], values: dict[str, Node]) -> FileKind | None:
    """Return the kind that the keys of a file show."""
    fields = {aliases(Definition).get(key) for key in keys}
    filed = {aliases(Filing).get(key) for key in keys}
    rules = {aliases(RuleSet).get(key) for key in keys}
    if "definition_path" in filed:
        return "form" if "indicators" in fields else "filing"
    if {"indicators", "goals"} & fields:
        table = next((v for key, v in values.items() if aliases(Definition).get(key) == "indicators"), None)
        return "form" if "actuals" in filed or isinstance(table, Scalar) else "definition"
    if {"rounding", "extends"} & rules:
        return "ruleset"
    if "actuals" in filed:
        return "filing"
    return "layout" if {"rows", "above"} & keys else None


def _ask() -> str:
    """Return the repair that lists the formats."""
    return f"写上 format:（格式），可选：{'、'.join(FORMATS)}"
