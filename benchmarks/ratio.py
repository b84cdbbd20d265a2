"""One ratio: what is measured takes turns with its baseline, and the best of each is quoted.

Two cores that others use too give times that nobody can compare with those of another hour, or of another machine. So
nothing here is a time: a case and its baseline take turns (A B A B …), each turn counts the processor time that it
used itself, and the shortest turn of each is the one that was disturbed least. Their ratio is held to a limit.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

__all__ = ["ROUNDS", "Case", "Figure", "measure", "started", "table", "timed"]

ROUNDS = 25
"""How many turns the measured thing and its baseline take each."""
Turn = Callable[[], float]
"""Does the work once; returns the processor time in seconds."""


class Case(NamedTuple):
    """What is measured, against what, and how many times as long it may take; `aim` is what it should come to."""

    name: str
    limit: float
    measured: Turn
    baseline: Turn
    aim: float | None = None


class Figure(NamedTuple):
    """What a case came to."""

    name: str
    ratio: float
    limit: float
    aim: float | None = None

    @property
    def kept(self) -> bool:
        """Return whether the limit is kept."""
        return self.ratio <= self.limit

    @property
    def verdict(self) -> str:
        """Return in a word or two what the ratio means."""
        if not self.kept:
            return "TOO SLOW"
        return "kept" if self.aim is None or self.ratio <= self.aim else f"kept (aim {self.aim:g})"


def timed(work: Callable[[Any], object], ready: Callable[[], object] = lambda: None, times: int = 1) -> Turn:
    """Return a turn of work in this process.

    Args:
        work: What is timed; it is given what *ready* returned.
        ready: Makes what the work starts from, new for each turn and outside the time.
        times: How often the work is done in one turn; short work is done often, as a clock has steps.
    """

    def turn() -> float:
        """Do the work; return the processor time of one."""
        given = ready()
        # What was made ready stays out of it: no collector looks through it for garbage while the work is timed.
        gc.collect()
        gc.freeze()
        try:
            start = time.process_time()
            for _ in range(times):
                work(given)
            return (time.process_time() - start) / times
        finally:
            gc.unfreeze()

    return turn


def started(*arguments: str) -> Turn:
    """Return a turn of a fresh Python: the processor time of the child, by user and system.

    Args:
        arguments: What Python is started with.
    """

    def turn() -> float:
        """Start Python and wait for it.

        Raises:
            RuntimeError: Where it fails: a command that ends early is not fast.
        """
        child = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            message = f"python {' '.join(arguments)} ended with {child.returncode}"
            raise RuntimeError(message)
        return used.ru_utime + used.ru_stime

    return turn


def measure(case: Case, rounds: int = ROUNDS) -> Figure:
    """Return what a case comes to: the best turn over the best turn of its baseline.

    Args:
        case: What is measured.
        rounds: How many turns each takes.
    """
    case.measured()
    case.baseline()  # both are warm before the first turn that counts
    turns = [(case.measured(), case.baseline()) for _ in range(rounds)]
    ratio = min(one for one, _ in turns) / min(other for _, other in turns)
    return Figure(case.name, ratio, case.limit, case.aim)


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a table: name, ratio, limit, verdict.

    Args:
        figures: What the cases came to.
    """
    rows = [
        ("", "ratio", "limit", ""),
        *((one.name, f"{one.ratio:.2f}", f"{one.limit:g}", one.verdict) for one in figures),
    ]
    wide = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        f"{name:<{wide[0]}}  {ratio:>{wide[1]}}  {limit:>{wide[2]}}  {verdict}".rstrip()
        for name, ratio, limit, verdict in rows
    )
