"""Mistakes that people make when they write down a rule, planted by hand: the oracle must see every one.

    python -m tests.mutation.planted                 # all of them, one line each; 1 where one is not seen
    python -m tests.mutation.planted "a cap"         # those whose sentence has these words

mutmut changes operators wherever they stand; these are chosen because each is a plausible reading of a rule that is
wrong. Each is made in a copy of the package, and the drawn rows of tests/oracle, scored by that copy, must differ from
the oracle. A mistake that is not seen asks for rows that meet it, in tests/oracle/draw*.py, not for a shorter list.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import perfeval
from tests.effort import PATIENCE
from tests.mutation.mistakes import MISTAKES, Mistake

__all__ = ["Seen", "copied", "plant", "see"]

ROOT = Path(__file__).parents[2]
PACKAGE = Path(perfeval.__file__).parent
ROWS = 30_000
"""So many drawn rows meet each mistake; most of them within the first thousand."""
SEED = "planted"
_FAULTS = re.compile(r"^differences without a name: (\d+)$", re.MULTILINE)
_ROWS = re.compile(r"^rows: - (\d+)$", re.MULTILINE)
_NOT_MEASURED = ("COVERAGE_", "MUTANT_UNDER_TEST")


class Seen(NamedTuple):
    """What the oracle said of a copy of the package: after how many rows, and the first difference."""

    red: bool
    rows: int
    told: str


@contextmanager
def copied(only: str = "") -> Iterator[Path]:
    """Give a folder with a copy of the package in it, which goes away again.

    Args:
        only: The one file to copy; "" for all.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        if only:
            (folder / "perfeval" / only).parent.mkdir(parents=True)
            shutil.copy(PACKAGE / only, folder / "perfeval" / only)
        else:
            # With what was compiled: Python looks at the time of a source, and a changed one has another.
            shutil.copytree(PACKAGE, folder / "perfeval")
        yield folder


def plant(folder: Path, mistake: Mistake) -> None:
    """Make a mistake in a copy of the package.

    Args:
        folder: Where `perfeval` is.
        mistake: The mistake.

    Raises:
        LookupError: Where the text that it changes is not there, or not once.
    """
    path = folder / "perfeval" / mistake.file
    source = path.read_text(encoding="utf-8") if path.is_file() else ""
    times = source.count(mistake.old)
    if times != 1:
        message = (
            f"the gate is empty: move it with the code. {mistake.file} has {times} times what is to be changed "
            f"for “{mistake.what}”:\n{mistake.old}"
        )
        raise LookupError(message)
    path.write_text(source.replace(mistake.old, mistake.new), encoding="utf-8")


def see(folder: Path, rows: int = ROWS, seed: str = SEED) -> Seen:
    """Return what the oracle says of a copy of the package.

    Args:
        folder: Where `perfeval` is.
        rows: At how many rows it gives up.
        seed: The seed of the rows.

    Raises:
        RuntimeError: Where the comparison itself failed: a copy that cannot be imported was not seen, but broken.
    """
    own = {name: text for name, text in os.environ.items() if not name.startswith(_NOT_MEASURED)}
    command = [sys.executable, "-m", "tests.oracle.agree", "--alone", "--rows", str(rows), "--seed", seed]
    run = subprocess.run(
        command,
        cwd=ROOT,
        env=own | {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    faults, met = _FAULTS.search(run.stdout), _ROWS.search(run.stdout)
    if faults is None or met is None or f"engine: {folder / 'perfeval'}\n" not in run.stdout:
        message = f"the comparison ended with {run.returncode}: {run.stderr[-2000:] or run.stdout[-2000:]}"
        raise RuntimeError(message)
    told = run.stdout[run.stdout.find("\nseed ") + 1 :] if int(faults[1]) else ""
    return Seen(int(faults[1]) > 0, int(met[1]), "\n".join(told.splitlines()[:2]))


def found(mistake: Mistake, rows: int = ROWS) -> Seen:
    """Return what the oracle says of a mistake.

    Args:
        mistake: The mistake.
        rows: At how many rows it gives up.
    """
    with copied() as folder:
        plant(folder, mistake)
        return see(folder, rows)


def main(words: list[str]) -> int:
    """Plant every mistake, or those whose sentence has these words."""
    missed = 0
    for mistake in MISTAKES:
        if not all(word in mistake.what for word in words):
            continue
        started = time.monotonic()
        seen = found(mistake)
        missed += not seen.red
        says = (
            f"{'seen' if seen.red else 'NOT SEEN'} after {seen.rows} rows, {time.monotonic() - started:.1f} s"
        )
        print(f"{says:<36} {mistake.file}: {mistake.what}", flush=True)
    print(f"{missed} mistakes were not seen")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
