"""What a worker measured is never lost unseen: neither when it is killed nor when its file is gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Workers that are killed the moment that they have answered, as on a machine too busy to let them end in ten seconds.
IMPATIENT = "from xdist import workermanage\nworkermanage.NodeManager.EXIT_TIMEOUT = 0\n"
MENDED = "from tests.measured import pytest_sessionfinish, pytest_terminal_summary, pytest_testnodedown\n"
SLOW_TO_END = """
import atexit, os, time
if "PYTEST_XDIST_WORKER" in os.environ:
    atexit.register(time.sleep, 60)
"""
BREAKING = """
from pathlib import Path
class Breaking:
    def pytest_testnodedown(self, node):
        path = Path(node.workeroutput["measured"])
        if node.gateway.id == "gw0":
            {breaking}
def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Breaking())
"""


def measured(folder: Path, conftest: str) -> tuple[int, str, int]:
    """Run two tests in two workers under coverage; return the status, what was said, and how many files were measured."""
    (folder / ".coveragerc").write_text(
        "[run]\nparallel = true\npatch = subprocess\nsource = .\n", encoding="utf-8"
    )
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    for name in "ab":
        (folder / f"part_{name}.py").write_text("def part():\n    return 1\n", encoding="utf-8")
        (folder / f"test_{name}.py").write_text(
            f"def test_{name}():\n    import time\n    from part_{name} import part\n    time.sleep(1)\n    assert part() == 1\n",
            encoding="utf-8",
        )
    ours = {key: value for key, value in os.environ.items() if not key.startswith(("COVERAGE_", "PYTEST_"))}
    python = [sys.executable, "-m", "coverage"]
    done = subprocess.run(
        [*python, "run", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2"],
        cwd=folder,
        env=ours | {"PYTHONPATH": f"{ROOT}{os.pathsep}{folder}"},
        capture_output=True,
        text=True,
        check=False,
    )
    for command in (["combine", "--quiet"], ["json", "--quiet", "-o", "found.json"]):
        subprocess.run([*python, *command], cwd=folder, env=ours, capture_output=True, check=False)
    held = json.loads((folder / "found.json").read_text(encoding="utf-8"))["files"]
    ran = sum(held[f"part_{name}.py"]["summary"]["missing_lines"] == 0 for name in "ab")
    return done.returncode, done.stdout, ran


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    """Both workers are killed before they end; what both measured is there, and the run passes."""
    status, said, ran = measured(tmp_path, IMPATIENT + SLOW_TO_END + MENDED)

    assert (status, ran) == (0, 2), said


def test_without_the_mending_it_is_lost_unseen(tmp_path: Path) -> None:
    """The same without what looks after the data: nothing of the workers is there, and the run passes all the same."""
    status, said, ran = measured(tmp_path, IMPATIENT + SLOW_TO_END)

    assert (status, ran) == (0, 0), said


@pytest.mark.parametrize("breaking", ["path.unlink()", "path.write_bytes(path.read_bytes()[:100])"])
def test_a_lost_file_fails_the_run(tmp_path: Path, breaking: str) -> None:
    """A worker's file that is gone or cut off makes the run fail, and says whose it was."""
    status, said, ran = measured(tmp_path, MENDED + BREAKING.format(breaking=breaking))

    assert status == 3, said
    assert ran == 1
    assert "coverage: the data of worker gw" in said
