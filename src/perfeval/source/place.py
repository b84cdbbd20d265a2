"""Where something was said: a file, line and column, or a sheet and cell."""

from __future__ import annotations

import attrs

from perfeval.source.record import Record

__all__ = ["Mark", "Origin", "Place", "Source"]

Mark = tuple[int, int]
"""Line and column of a value in its file, both counted from 1, columns in characters."""


@attrs.frozen(repr=False)
class Place(Record):
    """A place that a person can go to.

    `line` and `column` count from 1, columns in characters; 0 means that the file as a whole is meant.
    `cell` names a spreadsheet cell or a table row where lines and columns do not apply.

    >>> str(Place("clinic.yaml", 14, 13))
    'clinic.yaml:14:13'
    >>> str(Place("form.csv", cell="第3行第2列"))
    'form.csv[第3行第2列]'
    """

    file: str
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}[{self.cell}]"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@attrs.frozen(eq=False, repr=False)
class Source(Record):
    """The text of one file, kept so that a problem can show the line it is about."""

    name: str
    lines: tuple[str, ...] = attrs.field(repr=False)

    @classmethod
    def of(cls, name: str, text: str) -> Source:
        """Return the source called *name* with the lines of *text*."""
        return cls(name, tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))

    def line(self, number: int) -> str:
        """Return line *number* (from 1), or nothing where the file has no such line."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


@attrs.frozen(eq=False, repr=False)
class Origin(Record):
    """Where a record was read: its own place, and the place of the value of each of its keys."""

    source: Source
    mark: Mark
    marks: dict[str, Mark] = attrs.field(factory=dict, repr=False)

    def place(self, key: str = "") -> Place:
        """Return the place of the value under *key*, or of the record where the key was not written."""
        line, column = self.marks.get(key, self.mark)
        return Place(self.source.name, line, column)
