"""Types as a user's own mypy sees them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
from decimal import Decimal
import perfeval

filing = perfeval.load_filing("a.yaml")
report = perfeval.score(filing, "hubei-2020")
total: Decimal | None = report.total
text: str = report["服务质量提升率"].explain()
perfeval.render(report, "a.html", merged="blank")
form: perfeval.ReadForm = perfeval.read_form("a.csv")
problems: tuple[perfeval.Problem, ...] = form.problems
measure = perfeval.parse_target("≥80%")
wrong: int = perfeval.parse_quantity("5人")
perfeval.score("a.yaml")
"""


def test_a_strict_user_is_clean(tmp_path: Path) -> None:
    """A program that uses the doors passes mypy --strict; its two deliberate mistakes, and only they, are found."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-error-summary", str(program)],
        capture_output=True, check=False, text=True, encoding="utf-8", cwd=tmp_path,
    )  # fmt: skip
    found = [line.split(": ", 1)[1] for line in done.stdout.strip().split("\n")]

    assert len(found) == 2, done.stdout + done.stderr
    assert "[assignment]" in found[0]
    assert "[arg-type]" in found[1]
