"""What a run left out, for the end of `make test`: pytest's own list is far above by then."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Write each reason to skip tests, and how many, into the file that PERFEVAL_LEFT_OUT names."""
    path = os.environ.get("PERFEVAL_LEFT_OUT")
    if path and not hasattr(config, "workerinput"):  # a worker has a summary too, of its own share
        reasons = Counter(reason_of(report) for report in terminalreporter.stats.get("skipped", ()))
        with Path(path).open("a", encoding="utf-8") as file:
            file.writelines(f"{count} of {reason}\n" for reason, count in sorted(reasons.items()))


def reason_of(report: pytest.TestReport) -> str:
    """Return the file of a skipped test and why it was skipped."""
    why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return f"{report.nodeid.partition('::')[0]}: {why.removeprefix('Skipped: ')}"
