"""A cold start of `perfeval score`, against a Python that imports yaml and attrs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FILING = str(Path(__file__).parents[1] / "examples" / "wuhan-12333-project-2024.yaml")
GROUP = "cold start of the command (at most 2.5x the baseline)"


def run(*arguments: str) -> bytes:
    """Run a fresh Python and return what it prints."""
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True).stdout


@pytest.mark.benchmark(group=GROUP, min_rounds=15)
def test_baseline_imports(benchmark: Any) -> None:
    """The baseline: the two libraries that the product stands on."""
    benchmark(run, "-c", "import yaml, attrs")


@pytest.mark.benchmark(group=GROUP, min_rounds=15)
def test_score_command(benchmark: Any) -> None:
    """The command on the seed's project form."""
    assert b"99.17" in benchmark(run, "-m", "perfeval", "score", FILING)
