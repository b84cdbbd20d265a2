"""Loading a definition and its filing, against yaml.load with the C loader on the same two texts."""

from __future__ import annotations

from pathlib import Path

import yaml

from benchmarks.ratio import Case, timed
from perfeval.reading import load_filing, load_ruleset

__all__ = ["cases"]

ROOT = Path(__file__).parents[1]
FILING = ROOT / "examples" / "wuhan-12333-project-2024.yaml"
DEFINITION = ROOT / "indicators" / "wuhan-12333" / "service-operation-2024.yaml"


def cases() -> list[Case]:
    """Return the case: places, problems and values; the rule set is loaded before."""
    load_ruleset("hubei-2020")
    measured = timed(lambda _: load_filing(FILING), times=20)
    return [Case("load a definition and its filing", 1.7, measured, timed(plain, times=20))]


def plain(_: object) -> None:
    """Load both files as PyYAML constructs them: no places, no keys checked, no cell read."""
    for path in (DEFINITION, FILING):
        yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
