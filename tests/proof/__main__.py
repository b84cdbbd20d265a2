"""The proofs that take minutes and hours: `python -m tests.proof [PART …] [--write]`.

PERFEVAL_EFFORT says how thorough they are (see tests/effort.py); `make proof` sets 50 and writes the results down in
benchmarks/results. `--show` says what is written down, and what of it is stale.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.results import ROOT, age, keep, kept, stamp

from tests.effort import EFFORT, THOROUGH
from tests.proof.parts import PARTS, Proved

__all__ = ["main", "shown", "written"]

_MOST = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Prove the parts that are named, or all.

    Args:
        arguments: Those of the command; None means the process's.

    Returns:
        0 where nothing was wrong, else 1.
    """
    options = _options(arguments)
    if options.show:
        print("\n".join(shown()))
        return 0
    failed = []
    for name in options.parts or PARTS:
        part = PARTS[name]
        print(f"… {name}: {part.proves} ({part.takes} on two cores at effort {THOROUGH})", flush=True)
        code = stamp(part.paths, options.root)
        started = time.monotonic()
        proved = part.run(options.jobs)
        seconds = round(time.monotonic() - started)
        print("\n".join(proved.wrong[:_MOST]) if proved.wrong else "nothing is wrong")
        print(f"{name}: {_counted(proved.met)}; {len(proved.wrong)} wrong; {seconds} s", flush=True)
        if options.write:
            print(f"written down in {written(name, proved, seconds, code, options.root)}")
        if proved.wrong:
            failed.append(name)
    if failed:
        print(f"not proven: {', '.join(failed)}")
    return int(bool(failed))


def _counted(met: dict[str, int]) -> str:
    """Return the first counts of a part."""
    return ", ".join(f"{count} {name}" for name, count in list(met.items())[:3])


def written(name: str, proved: Proved, seconds: int, code: Mapping[str, Any], root: Path) -> Path:
    """Write down what a part came to, and of which code; return the file."""
    result = {
        "format": "perfeval-proof-1",
        "proves": PARTS[name].proves,
        "effort": EFFORT,
        "seconds": seconds,
        "differences": len(proved.wrong),
        "met": proved.met,
    }
    return keep(f"proof-{name}", code, result, root)


def shown(root: Path = ROOT) -> list[str]:
    """Return a line for each part: what is written down of it, and whether it is stale.

    Args:
        root: The checkout.
    """
    lines = []
    for name, part in PARTS.items():
        data = kept(f"proof-{name}", root)
        if data is None:
            lines.append(f"proof {name}: never written down; make proof PROOF={name}, {part.takes}")
            continue
        weak = "" if data["effort"] >= THOROUGH else f", with effort {data['effort']} only"
        wrong = f", {data['differences']} DIFFERENCES" if data["differences"] else ""
        at = f"{str(data['commit'])[:12]}, {data['date']}, Python {data['python']}"
        lines.append(
            f"proof {name}: {_counted(data['met'])}{wrong}{weak} at {at}: {age(data, part.paths, root)}"
        )
    return lines


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options."""
    parts = "\n".join(f"  {name:<10} {part.proves} ({part.takes})" for name, part in PARTS.items())
    command = argparse.ArgumentParser(
        prog="python -m tests.proof",
        description=__doc__,
        epilog=f"parts:\n{parts}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("parts", nargs="*", metavar="PART", help="which; all where none is named")
    command.add_argument("--jobs", type=int, default=2, help="how many processes share the work")
    command.add_argument("--write", action="store_true", help="write the results down in benchmarks/results")
    command.add_argument("--show", action="store_true", help="print what was written down, and what is stale")
    command.set_defaults(root=ROOT)
    options = command.parse_args(arguments)
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        command.error(f"no such part: {', '.join(sorted(unknown))}")
    return options


if __name__ == "__main__":
    sys.exit(main())
