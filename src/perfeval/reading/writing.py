"""Records → YAML: what is written reads back as an equal record. Comments are not kept."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from typing import Any

import attrs
import yaml

from perfeval.exact import Number
from perfeval.model import SHAPES, Definition, Filing, Range, RuleSet, Share, keys_of
from perfeval.notation import Measure
from perfeval.reading.records import file_key

__all__ = [
    "dump_definition",
    "dump_filing",
    "dump_form",
    "dump_ruleset",
    "form_data",
    "plain_data",
    "yaml_text",
]

_SHAPE_NAMES = {cls: name for name, cls in SHAPES.items()}


class _Dumper(yaml.SafeDumper):
    """Writes texts plain wherever that reads back as the same text."""


# Everything is text to the reader; only what it takes for blank must be quoted.
_Dumper.yaml_implicit_resolvers = {
    first: [("tag:yaml.org,2002:null", yaml.resolver.Resolver.yaml_implicit_resolvers["~"][0][1])]
    for first in ("~", "n", "N", "")
}


def dump_definition(definition: Definition) -> str:
    r"""Return a definition as YAML.

    Args:
        definition: Any definition; its origin and problems are not written.

    >>> from perfeval.reading import parse_definition
    >>> text = dump_definition(parse_definition("title: 示例\nindicators: [{name: 人数, target: ≥5人}]"))
    >>> print(text, end="")
    format: perfeval-definition-1
    title: 示例
    kind: project
    indicators:
    - name: 人数
      target: ≥5人
    """
    return yaml_text({"format": "perfeval-definition-1", **plain_data(definition)})


def dump_filing(filing: Filing) -> str:
    """Return a filing as YAML; its definition is named by `definition`, as it was read.

    Args:
        filing: A filing that knows the path of its definition.

    Raises:
        ValueError: For a filing without that path; write it as one form instead.
    """
    if filing.definition_path is None:
        message = "a filing without definition_path cannot name its definition; use dump_form"
        raise ValueError(message)
    return yaml_text({"format": "perfeval-filing-1", **plain_data(filing)})


def dump_form(filing: Filing) -> str:
    """Return a filing and its definition as one one-file form.

    Args:
        filing: Any filing.
    """
    return yaml_text(form_data(filing))


def form_data(filing: Filing) -> dict[str, Any]:
    """Return a filing and its definition as the plain data of a one-file form.

    Args:
        filing: Any filing.
    """
    definition, filed = plain_data(filing.definition), plain_data(filing, skip=("definition_path",))
    budget = _one_budget(definition.pop("budget", {}), filed.pop("budget", {}))
    fields = {**definition.pop("fields", {}), **filed.pop("fields", {})}
    indicators = definition.pop("indicators", [])
    goals = definition.pop("goals", None)
    data = {"format": "perfeval-form-1", **definition, **filed}
    sections = {"fields": fields, "budget": budget, "goals": goals, "indicators": indicators}
    actuals = data.pop("actuals", {})
    data |= {name: section for name, section in sections.items() if section}
    return {**data, "actuals": actuals}


def _one_budget(planned: dict[str, Any], filed: dict[str, Any]) -> dict[str, Any]:
    """Return the budget of definition and filing as one: a fund that stands in both is one row."""
    rows: dict[str, dict[str, Any]] = {}
    for row in (*planned.get("rows", ()), *filed.get("rows", ())):
        rows[row["name"]] = {**rows.get(row["name"], {}), **row}
    return {**planned, **filed, **({"rows": list(rows.values())} if rows else {})}


def dump_ruleset(rules: RuleSet) -> str:
    """Return a rule set as YAML, with everything that it inherits written out.

    Args:
        rules: Any rule set.
    """
    return yaml_text(plain_data(rules, skip=("extends",)))


def yaml_text(data: Any) -> str:
    """Return plain data (dicts, lists, texts) as YAML."""
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31)
    return text


def plain_data(record: Any, skip: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return a record as plain data, by its key table; fields at their default are left out.

    Args:
        record: A record of the model.
        skip: Fields to leave out.
    """
    cls: Any = type(record)
    fields = {field.name: field for field in attrs.fields(cls)}
    data: dict[str, Any] = {}
    for name, row in keys_of(cls).items():
        value = getattr(record, name)
        if name in skip or value is None or value in ((), {}):
            continue
        if not row.required and value == _default(fields[name]) and row.holds != "choice":
            continue
        plain = _plain(value, row.short)
        if plain != {} or row.required:
            data[file_key(name, row)] = plain
    return data


def _default(field: Any) -> Any:
    """Return what a field is where nothing is written."""
    factory = getattr(field.default, "factory", None)
    return field.default if factory is None else factory()


def _plain(value: Any, short: str = "") -> Any:
    """Return a value as plain data."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Number | Measure | Range | Share):
        return value.text
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, AnyMapping):
        return {key: _plain(item, short) for key, item in value.items()}
    data = plain_data(value)
    if type(value) in _SHAPE_NAMES:
        return {"shape": _SHAPE_NAMES[type(value)], **data}
    return data[short] if short and list(data) == [short] else data
