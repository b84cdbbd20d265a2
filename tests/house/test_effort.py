"""How hard the tests try is one setting: a whole number, read in one place."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.effort import THOROUGH, proof, read, tries

ROOT = Path(__file__).parents[2]
NAME = "PERFEVAL_EFFORT"
READS = re.compile(r"env\w*(?:\.\w+\(|\[|\()[\"']PERFEVAL_EFFORT")


@pytest.mark.parametrize("text", ["proof", "", "0", "-1", "1.5", "5e1", "²"])
def test_anything_but_a_whole_number_is_refused(text: str) -> None:
    """A word that once was understood is told what it must be instead of being taken for every day."""
    with pytest.raises(
        ValueError, match=r"^PERFEVAL_EFFORT is .*; it is a whole number .* 1 every day, 50 for a"
    ):
        read(text)


def test_a_whole_number_is_read() -> None:
    """One, fifty, or a thousand."""
    assert [read(text) for text in ("1", " 50 ", "1000")] == [1, 50, 1000]


def test_a_run_says_what_is_wrong_with_the_setting() -> None:
    """Whoever sets it wrongly reads the sentence, and no test runs."""
    command = [sys.executable, "-m", "tests.oracle.agree", "--rows", "1"]
    run = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PERFEVAL_EFFORT": "proof"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.rstrip().endswith("by which the tests try harder: 1 every day, 50 for a proof")


def test_how_much_is_drawn() -> None:
    """Examples are multiplied; where a proof has a number of its own it is reached at fifty, and never passed."""
    assert [tries(20, effort) for effort in (1, 3, 50)] == [20, 60, 1000]
    assert [proof(quick=3_000, thorough=1_000_000, effort=e) for e in (1, 10, THOROUGH)] == [
        3_000,
        30_000,
        1_000_000,
    ]
    assert [proof(quick=40, thorough=100, effort=effort) for effort in (1, 2, 3, 200)] == [40, 80, 100, 100]


def test_nobody_else_reads_it() -> None:
    """One module reads the variable: a second reading would be a second meaning."""
    readers = [
        path.relative_to(ROOT).as_posix()
        for folder in ("tests", "benchmarks", "src")
        for path in (ROOT / folder).rglob("*.py")
        if READS.search(path.read_text(encoding="utf-8"))
    ]

    assert readers == ["tests/effort.py"]
    assert READS.search(f'os.environ["{NAME}"]')
    assert READS.search(f'os.getenv("{NAME}", 1)')
