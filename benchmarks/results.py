"""Results that were written down: what came out, of which commit, when, by which Python, and whether the code is newer.

Ratios of `make bench` and proofs of `make proof` are kept by the same two functions.
"""

from __future__ import annotations

import datetime as dt
import json
import platform
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.ratio import Figure, table

__all__ = ["ROOT", "age", "keep", "kept", "recorded", "stamp", "write"]

ROOT = Path(__file__).parents[1]
FOLDER = Path("benchmarks/results")
RATIOS = "ratios"
CODE = ("src",)


def stamp(paths: Sequence[str], root: Path = ROOT) -> dict[str, Any]:
    """Return of which code a result will be: asked before a run of hours, in which somebody may commit.

    Args:
        paths: Of which files and folders of the checkout it speaks.
        root: The checkout.
    """
    changed = bool(_git(root, "status", "--porcelain", "--", *paths))
    return {"commit": _git(root, "rev-parse", "HEAD"), "changed": changed}


def keep(name: str, code: Mapping[str, Any], result: Mapping[str, Any], root: Path = ROOT) -> Path:
    """Write a result down; return the file.

    Args:
        name: The name of the result.
        code: What `stamp` said before the run.
        result: What came out.
        root: The checkout.
    """
    data = {
        **code,
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "python": platform.python_version(),
        **result,
    }
    path = root / FOLDER / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def kept(name: str, root: Path = ROOT) -> dict[str, Any] | None:
    """Return a result that was written down; None where there is none.

    Args:
        name: The name of the result.
        root: The checkout.
    """
    path = root / FOLDER / f"{name}.json"
    if not path.is_file():
        return None
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def age(data: Mapping[str, Any], paths: Sequence[str], root: Path = ROOT) -> str:
    """Return whether the code that a result speaks of is still the code that is there.

    Args:
        data: The result.
        paths: Of which files and folders it speaks.
        root: The checkout.
    """
    if data["changed"]:
        return "STALE, of code that was not committed"
    if _git(root, "rev-parse", "HEAD") is None:
        return "of unknown age, git is missing or does not know this folder"
    newer = (
        _git(root, "log", "--format=%h", f"{data['commit']}..HEAD", "--", *paths) if data["commit"] else None
    )
    if newer is None:
        return "STALE, of a commit that is not here"
    if newer:
        return f"STALE, {len(newer.splitlines())} commits of {_named(paths)} are newer"
    changed = _git(root, "status", "--porcelain", "--", *paths)
    return f"STALE, {_named(paths)} was changed" if changed else "of this code"


def _named(paths: Sequence[str]) -> str:
    """Return files and folders as a line has room for them."""
    return paths[0] if len(paths) == 1 else "what it proves"


def write(figures: Sequence[Figure], root: Path = ROOT) -> Path:
    """Write figures down; return the file.

    Args:
        figures: What the cases came to.
        root: The checkout.
    """
    shown = [one._asdict() | {"ratio": round(one.ratio, 3)} for one in figures]
    return keep(RATIOS, stamp(CODE, root), {"format": "perfeval-ratios-1", "figures": shown}, root)


def recorded(root: Path = ROOT) -> str:
    """Return the figures that were written down, and whether they are stale.

    Args:
        root: The checkout.
    """
    data = kept(RATIOS, root)
    if data is None:
        return "nothing is written down: python -m benchmarks --write"
    figures = [Figure(**one) for one in data["figures"]]
    head = f"written down at {str(data['commit'])[:12]}, Python {data['python']}: {age(data, CODE, root)}"
    return f"{head}\n{table(figures)}"


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git says, None where it fails or is not there."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout.strip()
