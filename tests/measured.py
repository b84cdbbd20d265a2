"""Coverage of several processes: what a worker of pytest-xdist measured is written before the worker may be killed.

coverage.py writes its data at the very end of a process. pytest-xdist waits ten seconds for a worker to end after its
last test, then kills it. On a busy machine the second came before the first: half of the data was gone, every test had
passed, `coverage combine` combined what there was, and only the gate behind it noticed, with a figure that explains
nothing. So each worker writes its data while it is still asked for its results, and says where; and the run fails
when one has not, whatever the reason was.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage, CoverageData
from coverage.exceptions import CoverageException

WRITTEN = pytest.StashKey[dict[str, str | None]]()
"""Where each worker wrote its data, or None where it did not say."""
LOST = pytest.StashKey[list[str]]()
"""The workers whose data is not there."""


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Keep what a worker said of its data; one that crashed said nothing."""
    said = getattr(node, "workeroutput", None) or {}
    node.config.stash.setdefault(WRITTEN, {})[node.gateway.id] = said.get("measured")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In a worker: stop measuring and write. In the run that started them: look whether all of them have."""
    measured = Coverage.current()
    if measured is None:
        return
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        measured.stop()
        measured.save()
        output["measured"] = measured.get_data().data_filename()
        return
    written = session.config.stash.get(WRITTEN, {})
    lost = [worker for worker, path in written.items() if path is None or not readable(Path(path))]
    session.config.stash[LOST] = lost
    if lost:
        session.exitstatus = pytest.ExitCode.INTERNAL_ERROR


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say whose data was lost: the figures of coverage are worth nothing then."""
    for worker in config.stash.get(LOST, []):
        terminalreporter.write_line(f"coverage: the data of worker {worker} was lost; run again", red=True)


def readable(path: Path) -> bool:
    """Return whether a file of coverage data is there, and whole enough to be combined."""
    if not path.exists():
        return False
    data = CoverageData(str(path))
    try:
        data.read()
        return bool(data.measured_files())
    except CoverageException:
        return False
    finally:
        data.close()
