"""The shipped JSON Schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import perfeval
from perfeval.reading.schema import SCHEMAS, schema

ROOT = Path(__file__).parents[2]
SHIPPED = Path(perfeval.__file__).parent / "schemas"
RULESETS = Path(perfeval.__file__).parent / "rulesets"
FILES = [
    ("definition", ROOT / "indicators/wuhan-12333/service-operation-2024.yaml"),
    ("definition", ROOT / "indicators/wuhan-12333/whole-2024.yaml"),
    ("filing", ROOT / "examples/wuhan-12333-project-2024.yaml"),
    ("filing", ROOT / "examples/wuhan-12333-whole-2024.yaml"),
    ("form", ROOT / "examples/wuhan-12333-project-2024-oneform.yaml"),
    ("ruleset", RULESETS / "cn-2020.yaml"),
    ("ruleset", RULESETS / "hubei-2020.yaml"),
]


class Loader(yaml.SafeLoader):
    """Reads as an editor does, but leaves dates as text: JSON knows none."""


Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def validator(kind: str) -> Any:
    """Return a validator of the shipped schema."""
    held = json.loads((SHIPPED / f"{kind}.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(held)
    return jsonschema.Draft7Validator(held)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_shipped_schema_is_up_to_date(kind: str) -> None:
    """The shipped file is what the key tables give; `make docs` writes it anew."""
    assert json.loads((SHIPPED / f"{kind}.json").read_text(encoding="utf-8")) == schema(kind)


@pytest.mark.parametrize(("kind", "path"), FILES, ids=lambda value: getattr(value, "name", value))
def test_every_file_of_ours_is_valid(kind: str, path: Path) -> None:
    """Examples, indicators and shipped rule sets pass their schema."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader)

    assert [error.message for error in validator(kind).iter_errors(data)] == []


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("definition", {"项目名称": "示例", "评价年度": 2024, "指标": [{"名称": "人数", "分植": 8}]}),
        ("definition", {"title": "示例", "fiscal_year": 2024, "kind": "工程"}),
        ("filing", {"definition": "a.yaml", "actuals": {"人数": {"actaul": 5}}}),
        ("form", {"评价年度": 2024, "项目名称": "示例", "预算执行情况": {"分植": 8}}),
        ("ruleset", {"id": "x", "at_most": {"shape": "recipocal"}}),
        ("ruleset", {"title": "没有编号"}),
    ],
)
def test_mistakes_are_not_valid(kind: str, data: object) -> None:
    """A mistyped key or choice, or a missing one, does not pass, in either language."""
    assert list(validator(kind).iter_errors(data))


def test_both_languages_are_valid() -> None:
    """The same definition passes with English and with Chinese keys."""
    english = {
        "title": "示例",
        "fiscal_year": 2024,
        "indicators": [{"name": "人数", "points": 8, "target": "≥5人"}],
    }
    chinese = {
        "项目名称": "示例",
        "评价年度": 2024,
        "指标": [{"名称": "人数", "分值": 8, "年初目标值": "≥5人"}],
    }

    assert list(validator("definition").iter_errors(english)) == []
    assert list(validator("definition").iter_errors(chinese)) == []
