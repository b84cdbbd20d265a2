"""The engine as it was before the plan: extracted from git, run in a process of its own."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
COMMIT = "0b34eb5"
FOLDER = ROOT / "build" / "engine-before"


class Named(NamedTuple):
    """An expected difference of the engine as it was: its name, why, and which pairs (before, now) it explains."""

    name: str
    reason: str
    explains: Callable[[dict[str, Any], dict[str, Any]], bool]


RAISED = {
    "KeyError('none')": "the sentence of a budget whose rate has the rounding `{mode: none}` has no word for that mode",
}
"""What telling a score may raise, and why: a known fault of the engine."""


def _told_again(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Return whether all that changed is that telling a line does not raise any more."""
    told = ("raised", "explain", "steps")
    same = all(before.get(key) == now.get(key) for key in {*before, *now} if key not in told)
    return same and before.get("raised") in RAISED and "raised" not in now


def _placed(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Return whether all that changed is that a rate that no band holds says now where it was filed."""
    if {**before, "problems": ()} != {**now, "problems": ()}:
        return False
    old, new = before["problems"], now["problems"]
    bare = "None  ()"
    return len(old) == len(new) and all(
        was == said
        or (was.startswith("SC21 ") and was.endswith(bare) and said.startswith(was.removesuffix(bare)))
        for was, said in zip(old, new, strict=True)
    )


def _by_its_branch(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Return whether all that changed is why a budget earns nothing: above 100 %, or below the floor once rounded."""
    told = ("explain", "steps")
    same = all(before.get(key) == now.get(key) for key in {*before, *now} if key not in told)
    why = ("超过 100%，规则写明得 0 分", "低于门槛")
    said = f"{before.get('explain')}{now.get('explain')}"
    return same and " ÷ " in said and any(text in said for text in why)


_MONTH = r"((?:19|20)\d\d\.(?:0?[1-9]|1[0-2]))"
_NOT_READ = re.compile(f"FD12 error 金额“{_MONTH}”没有读清|^{_MONTH} None$", re.MULTILINE)
"""An amount that was taken for a month: as a problem, or shown without a value where the budget has no points."""


def _no_month(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Return whether an amount was taken for a month, and is an amount now; the form follows its budget."""
    old, new = (
        "\n".join(filter(None, (*said.get("amounts", ()), *said.get("problems", ()))))
        for said in (before, now)
    )
    if "line" not in before:
        return "own" in before and old.count("FD12") > new.count("FD12")
    return bool(set(_NOT_READ.findall(old)) - set(_NOT_READ.findall(new)))


NAMED: tuple[Named, ...] = (
    Named("telling raised", "a line that could not be told is told now", _told_again),
    Named("budget told by bands", "a budget that was overspent was said to be in a band", _by_its_branch),
    Named("no place", "SC21 of the budget said not where the amounts are; now it does", _placed),
    Named("no month", "an amount of 2024.12 was taken for a month, and the form had no total", _no_month),
)
"""Faults of the engine as it was that the engine of the working tree may mend on purpose."""


def extracted() -> Path | None:
    """Return the folder of the engine as it was, extracting it once; None where git or the commit is not there."""
    done = FOLDER / COMMIT
    if done.is_dir():
        return done / "src"
    command = ["git", "-C", str(ROOT), "archive", COMMIT, "src/perfeval"]
    try:
        packed = subprocess.run(command, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    fresh = FOLDER / f"{COMMIT}.{os.getpid()}"
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(fresh, filter="data")
    try:
        fresh.rename(done)
    except OSError:  # another process was first
        shutil.rmtree(fresh)
    return done / "src"


def lines(source: Path, seed: str, start: int, stop: int) -> Iterator[str]:
    """Yield what the engine as it was says of the forms with these indices, one line each.

    Args:
        source: The folder that `extracted` returned.
        seed: The seed of the forms.
        start: The first index.
        stop: The index after the last.
    """
    paths = os.pathsep.join((str(source), str(ROOT)))
    command = [sys.executable, "-m", "tests.oracle.engine", seed, str(start), str(stop)]
    # The coverage that is measured is that of the working tree.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment |= {"PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as engine:
        assert engine.stdout is not None
        package = engine.stdout.readline().strip()
        if Path(package) != source / "perfeval":
            message = f"the engine as it was runs from {package or 'nowhere'}, not from {source}"
            raise RuntimeError(message)
        for line in engine.stdout:
            yield line.rstrip("\n")
    if engine.returncode:
        message = f"the engine as it was ended with {engine.returncode}"
        raise RuntimeError(message)
