"""`python -m benchmarks`: measure every ratio, print the table, fail where a limit is not kept."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from benchmarks.ratio import ROUNDS, Case, Figure, measure, table
from benchmarks.results import recorded, write

__all__ = ["SUBJECTS", "main"]

SUBJECTS = ("scoring", "cold", "load", "html", "xlsx", "pdf")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the subjects that are named, or all.

    Args:
        arguments: Those of the command; None means the process's.

    Returns:
        0 where every limit is kept, 1 where one is not.
    """
    options = _options(arguments)
    if options.show:
        print(recorded())
        return 0
    figures: list[Figure] = []
    for subject in options.subjects or SUBJECTS:
        make: Callable[[], list[Case]] = import_module(f"benchmarks.{subject}").cases
        for case in make():
            print(f"… {case.name}", file=sys.stderr, flush=True)
            figures.append(measure(case, options.rounds))
    print(table(figures))
    missed = [one.name for one in figures if not one.kept]
    if missed:
        print(f"too slow: {', '.join(missed)}")
    if options.write:
        print(f"written down in {write(figures)}")
    elif not options.subjects:
        print(recorded().partition("\n")[0])
    return int(bool(missed))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options."""
    command = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    command.add_argument(
        "subjects", nargs="*", metavar="SUBJECT", help=f"of {', '.join(SUBJECTS)}; all where none is named"
    )
    command.add_argument("--rounds", type=int, default=ROUNDS, help=f"turns of each, {ROUNDS} where not said")
    command.add_argument("--write", action="store_true", help="write the figures down in benchmarks/results")
    command.add_argument(
        "--show", action="store_true", help="print what was written down, and whether it is stale"
    )
    options = command.parse_args(arguments)
    unknown = set(options.subjects) - set(SUBJECTS)
    if unknown:
        command.error(f"no such subject: {', '.join(sorted(unknown))}")
    return options


if __name__ == "__main__":
    sys.exit(main())
