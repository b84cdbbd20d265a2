"""The numeric cases that the project keeps are still those of the folder that they were taken from."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.shared


def test_the_cases_are_the_folder_s_own(shared: Path, cases: Path) -> None:
    """No figure was bent to what the engine computes: each file of cases is the same, byte for byte."""
    held = sorted(cases.glob("*.csv"))

    assert len(held) == 9
    for path in held:
        assert path.read_bytes() == (shared / "cases" / path.name).read_bytes(), path.name
