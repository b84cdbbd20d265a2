"""Every cell of the published forms, as labelled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from perfeval.notation import read_actual, read_target
from tests.notation.test_published import agrees

pytestmark = pytest.mark.shared


def test_every_labelled_cell_is_read_as_labelled(shared: Path) -> None:
    """All 256 cells read as their label or an accepted reading; the two that need their row are known."""
    cells = json.loads((shared / "real-forms" / "notation.json").read_text(encoding="utf-8"))
    misread = []
    for cell in cells:
        measure = (read_target if cell["role"] == "target" else read_actual)(cell["text"])
        readings = [cell["expect"], *(cell["expect"] | other for other in cell.get("accept", ()))]
        if not any(agrees(measure, reading) for reading in readings) and not cell.get("needs_context"):
            misread.append(cell["text"])

    assert len(cells) == 256
    assert misread == []
