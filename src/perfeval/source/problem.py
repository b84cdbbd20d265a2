"""What is wrong, where, and how to mend it: problems are values that accumulate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import attrs

from perfeval.source.block import snippet
from perfeval.source.place import Origin, Place
from perfeval.source.record import Record

__all__ = ["Code", "Problem", "ProblemError", "Severity", "has_errors"]

# A value in a line of YAML or of a table, up to the next separator.
_VALUE = re.compile(r"[^|,}\]#\s](?:[^|,}\]#]*[^|,}\]#\s])?")
Severity = Literal["error", "warning", "note"]


@attrs.frozen(repr=False)
class Problem(Record):
    """One mistake of a user's data, as a value: the fact, the place and the repair.

    `spans` are character offsets (from, to) into `shown`: the line of the file, or, before a problem has a
    place, the text of the cell. `about` names the indicator or the part of the form that is meant.
    """

    code: str
    severity: Severity
    fact: str
    repair: str
    place: Place | None = None
    shown: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    about: str = attrs.field(default="", eq=False)

    def __str__(self) -> str:
        head = f"{self.code} {self.fact}"
        lines = [f"{self.place}: {head}" if self.place else head]
        if self.shown and self.spans and (self.place is None or self.place.line):
            lines += snippet(self.place.line if self.place else 0, self.shown, self.spans)
        lines.append(f"  {self.repair}        perfeval explain {self.code}")
        return "\n".join(lines)

    def at(self, origin: Origin | None, key: str = "", about: str = "") -> Problem:
        """Return this problem with the place of *key* in *origin*; spans into the cell move to the line.

        Without an origin (a record built in Python) only *about* is added.
        """
        about = about or self.about
        if origin is None:
            return self if about == self.about else attrs.evolve(self, about=about)
        place = origin.place(key)
        line = origin.source.line(place.line)
        start = place.column - 1
        found = line.find(self.shown, start) if self.shown else -1
        value = _VALUE.match(line, start) if key in origin.marks else None
        if self.shown and found >= 0 and self.spans:
            spans = tuple((found + a, found + b) for a, b in self.spans)
            place = attrs.evolve(place, column=spans[0][0] + 1)
        else:
            end = found + len(self.shown) if self.shown and found >= 0 else value.end() if value else 0
            spans = ((start, max(end, start + 1)),)
        return attrs.evolve(self, place=place, shown=line, spans=spans, about=about)


@attrs.frozen(repr=False)
class Code(Record):
    """The catalogue record of a problem code: docs pages, `perfeval explain` and problems come from it.

    A code is a family of two letters and two digits, never reused.
    """

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    repair: str
    bad: str = ""
    good: str = ""

    def problem(
        self,
        fact: str,
        repair: str = "",
        *,
        shown: str = "",
        spans: tuple[tuple[int, int], ...] = (),
        about: str = "",
    ) -> Problem:
        """Return a problem of this code; without an own *repair* the record's is used."""
        return Problem(self.code, self.severity, fact, repair or self.repair, None, shown, spans, about)


class ProblemError(ValueError):
    """Nothing usable is left of what a user gave; `problems` holds all that was found.

    >>> raise ProblemError([Problem("YM01", "error", "文件是空的", "请写入内容")])
    Traceback (most recent call last):
      ...
    perfeval.source.problem.ProblemError: YM01 文件是空的
      请写入内容        perfeval explain YM01
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether any of *problems* is of severity error."""
    return any(problem.severity == "error" for problem in problems)
