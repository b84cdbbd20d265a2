"""A cold start of `perfeval score FILING`, against a Python that imports the two libraries it stands on."""

from __future__ import annotations

import compileall
from pathlib import Path

import perfeval
from benchmarks.ratio import Case, started

__all__ = ["cases"]

FILING = str(Path(__file__).parents[1] / "examples" / "wuhan-12333-project-2024.yaml")


def cases() -> list[Case]:
    """Return the case; the package has its bytecode, as it has where it was installed."""
    compileall.compile_dir(Path(perfeval.__file__).parent, quiet=1)
    baseline = started("-c", "import yaml, attrs")
    return [Case("cold start of perfeval score", 2.2, started("-m", "perfeval", "score", FILING), baseline)]
