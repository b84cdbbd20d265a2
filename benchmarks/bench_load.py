"""Loading a definition and its filing, against yaml.load with the C loader on the same two texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from perfeval.reading import load_filing, load_ruleset

ROOT = Path(__file__).parents[1]
FILING = ROOT / "examples" / "wuhan-12333-project-2024.yaml"
DEFINITION = ROOT / "indicators" / "wuhan-12333" / "service-operation-2024.yaml"
GROUP = "load a definition and its filing (at most 2x the baseline)"


def plain_load() -> list[Any]:
    """Return both files as PyYAML constructs them: no places, no keys checked, no cell read."""
    return [yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) for path in (DEFINITION, FILING)]


@pytest.mark.benchmark(group=GROUP)
def test_baseline_yaml_load(benchmark: Any) -> None:
    """The baseline: both texts constructed by libyaml."""
    assert benchmark(plain_load)[0]["title"] == "服务运行经费"


@pytest.mark.benchmark(group=GROUP)
def test_load_filing(benchmark: Any) -> None:
    """The reader, with places, problems and values; the rule set is cached."""
    load_ruleset("hubei-2020")
    assert benchmark(load_filing, FILING).definition.title == "服务运行经费"
