"""Results that were written down: the figures, of which commit, by which Python, and whether the code is newer."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.ratio import Figure, table

__all__ = ["ROOT", "recorded", "write"]

ROOT = Path(__file__).parents[1]
FILE = Path("benchmarks/results/ratios.json")


def write(figures: Sequence[Figure], root: Path = ROOT) -> Path:
    """Write figures down; return the file.

    Args:
        figures: What the cases came to.
        root: The checkout.
    """
    data = {
        "format": "perfeval-ratios-1",
        "commit": _git(root, "rev-parse", "HEAD"),
        "changed": bool(_git(root, "status", "--porcelain", "--", "src")),
        "python": platform.python_version(),
        "figures": [one._asdict() | {"ratio": round(one.ratio, 3)} for one in figures],
    }
    path = root / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def recorded(root: Path = ROOT) -> str:
    """Return the figures that were written down, and whether they are stale.

    Args:
        root: The checkout.
    """
    path = root / FILE
    if not path.is_file():
        return "nothing is written down: python -m benchmarks --write"
    data = json.loads(path.read_text(encoding="utf-8"))
    figures = [Figure(**one) for one in data["figures"]]
    head = f"written down at {data['commit'][:12]}, Python {data['python']}: {_age(root, data)}"
    return f"{head}\n{table(figures)}"


def _age(root: Path, data: dict[str, object]) -> str:
    """Return whether the code that figures prove is still the code that is there."""
    if data["changed"]:
        return "STALE, of code that was not committed"
    newer = _git(root, "log", "--format=%h", f"{data['commit']}..HEAD", "--", "src")
    if newer is None:
        return "STALE, of a commit that is not here"
    if newer:
        return f"STALE, {len(newer.splitlines())} commits of src are newer"
    return "STALE, src was changed" if _git(root, "status", "--porcelain", "--", "src") else "of this code"


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git says, None where it fails."""
    done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    return None if done.returncode else done.stdout.strip()
