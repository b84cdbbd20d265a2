"""The table of a one-file form: columns by their headings, an empty cell in 一级/二级 repeats the one above."""

from __future__ import annotations

import re
from typing import Any

import attrs

from perfeval.exact import Number
from perfeval.model import Entry, Indicator, OfWhich, keys_of
from perfeval.notation import read_target
from perfeval.reading import codes
from perfeval.reading.records import Reader, aliases
from perfeval.reading.tree import Scalar
from perfeval.source import Mark, Origin

__all__ = ["Table", "points_in_name", "read_table"]

_CELL = re.compile(r"(?:\\\||[^|｜])*")
_RULE = re.compile(r"[\s|｜:\-]+\Z")
_LEVELS = ("一级指标", "二级指标", "三级指标", "四级指标")
_SCORE = "得分"
_PART = "其中"
_ENTRY = "entry."
_POINTS = re.compile(r"\s*[(（]\s*(\d{1,30}(?:\.\d{1,30})?)\s*分\s*[)）]\s*\Z", re.ASCII)


@attrs.frozen
class Table:
    """What a table says: the tree of indicators, what was filed, and the scores that were printed."""

    indicators: tuple[Indicator, ...] = ()
    entries: dict[str, Entry] = attrs.field(factory=dict)
    scores: dict[str, str] = attrs.field(factory=dict)


@attrs.frozen
class _Cell:
    """A cell as typed, and where."""

    text: str
    mark: Mark


@attrs.define
class _Branch:
    """An inner node while the table is being read."""

    name: str
    points: Number | None
    origin: Origin
    children: list[_Branch | Indicator]

    def build(self) -> Indicator:
        """Return the finished indicator."""
        return Indicator(
            name=self.name, points=self.points, children=_built(self.children), origin=self.origin
        )


def _built(children: list[_Branch | Indicator]) -> tuple[Indicator, ...]:
    """Return finished indicators; a heading under which no row could be read is left out."""
    finished = (child.build() if isinstance(child, _Branch) else child for child in children)
    pairs = zip(children, finished, strict=True)
    return tuple(built for child, built in pairs if built.children or not isinstance(child, _Branch))


def points_in_name(text: str) -> tuple[str, Number | None]:
    """Return a printed name without the points in brackets at its end, and the points.

    >>> points_in_name("产出指标(40分)")
    ('产出指标', Number(value=Fraction(40, 1), text='40'))
    """
    found = _POINTS.search(text)
    return (text[: found.start()].strip(), Number.of(found[1])) if found else (text.strip(), None)


def read_table(reader: Reader, node: Scalar) -> Table:
    """Return what the table in a literal block says.

    Args:
        reader: The reader of the file.
        node: The block; its lines are looked up in the file, so that every cell has its place.
    """
    rows = _rows(reader, node)
    if not rows:
        reader.tell(codes.NO_INDICATORS, node.mark, "指标表是空的", codes.TABLE_HEAD.repair)
        return Table()
    columns = _columns(reader, rows[0])
    if columns is None:
        return Table()
    return _Body(reader, columns).read(rows[1:])


def _rows(reader: Reader, node: Scalar) -> list[list[_Cell]]:
    """Return the cells of each line of the block."""
    first = node.mark[0] + 1 if node.block else node.mark[0]
    lines = node.text.rstrip("\n").split("\n")
    rows = []
    for number, text in enumerate(lines, first):
        line = reader.source.line(number) if node.block else text
        if line.strip() and not (_RULE.match(line) and "-" in line):
            rows.append(_split(line, number))
    # Markdown tables have a | at both ends; a form's first cell may be empty for its own reason.
    if rows and not rows[0][0].text and not rows[0][-1].text:
        rows = [row[1:-1] for row in rows]
    return rows


def _split(line: str, number: int) -> list[_Cell]:
    r"""Return the cells of one line; `\|` stands for the sign itself."""
    cells, start = [], 0
    while True:
        found = _CELL.match(line, start)
        end = found.end() if found else start
        typed = line[start:end]
        column = start + len(typed) - len(typed.lstrip()) + 1
        cells.append(_Cell(typed.strip().replace("\\|", "|"), (number, column)))
        if end >= len(line):
            return cells
        start = end + 1


def _columns(reader: Reader, head: list[_Cell]) -> list[str] | None:
    """Return what each column holds: `level`, `name`, `score` or a field; None where the head cannot be used."""
    found: list[str] = []
    levels = [cell.text for cell in head if cell.text.replace(" ", "") in _LEVELS]
    for cell in head:
        title = cell.text.replace(" ", "")
        if title in levels:
            found.append(
                "name" if title == levels[-1] and "指标名称" not in [c.text for c in head] else "level"
            )
        elif title == _SCORE:
            found.append("score")
        else:
            field = aliases(Indicator).get(title) or _of_entry(title)
            if field is None:
                fact = f"认不出的列“{cell.text}”"
                reader.tell(codes.TABLE_HEAD, cell.mark, fact, length=max(len(cell.text), 1))
                return None
            found.append(field)
    double = next((name for name in found if name != "level" and found.count(name) > 1), None)
    if double or "name" not in found or "target" not in found:
        fact = "表头有两列是同一项" if double else "表头缺少指标名称或目标值"
        reader.tell(codes.TABLE_HEAD, head[0].mark, fact)
        return None
    return found


def _of_entry(title: str) -> str | None:
    """Return the field of an entry under a heading, marked where an indicator has one of that name (target)."""
    field = aliases(Entry).get(title)
    return _ENTRY + field if field in _DEFINED else field


@attrs.define
class _Body:
    """Reads the rows below the head."""

    reader: Reader
    columns: list[str]
    roots: list[_Branch | Indicator] = attrs.field(factory=list)
    path: list[_Branch] = attrs.field(factory=list)
    entries: dict[str, Entry] = attrs.field(factory=dict)
    scores: dict[str, str] = attrs.field(factory=dict)
    leaf: Indicator | None = None

    def read(self, rows: list[list[_Cell]]) -> Table:
        """Return what the rows say."""
        for row in rows:
            if len(row) != len(self.columns):
                fact = f"这一行有 {len(row)} 格，表头有 {len(self.columns)} 格"
                self.reader.tell(codes.TABLE_CELLS, row[0].mark, fact)
                # Its headings stand over the rows below all the same.
                levels = self.columns[: len(row)].count("level")
                self._headings(row[:levels])
                continue
            self._row(row)
        return Table(_built(self.roots), self.entries, self.scores)

    def _row(self, row: list[_Cell]) -> None:
        """Take in one row: its headings, its leaf, what was filed."""
        self._headings([cell for cell, column in zip(row, self.columns, strict=True) if column == "level"])
        cells = {column: cell for cell, column in zip(row, self.columns, strict=True) if column != "level"}
        if not cells["name"].text:
            self.reader.tell(codes.TABLE_NAME, cells["name"].mark, codes.TABLE_NAME.what)
            return
        if cells["name"].text.startswith(_PART) and self.leaf is not None:
            self._part(cells)
            return
        leaf = self.leaf = self._leaf(cells)
        (self.path[-1].children if self.path else self.roots).append(leaf)
        if "score" in cells and cells["score"].text:
            self.scores[leaf.key] = cells["score"].text
        filed = {
            name.removeprefix(_ENTRY): cell for name, cell in cells.items() if name in _FILED and cell.text
        }
        if filed:
            values, origin = self._values(filed, Entry)
            self.entries[leaf.key] = Entry(origin=origin, **values)

    def _part(self, cells: dict[str, _Cell]) -> None:
        """Add a 其中 row to the indicator above it: printed, never scored and never summed."""
        name = cells["name"].text.removeprefix(_PART).lstrip("：:").strip()
        target = read_target(cells["target"].text) if cells["target"].text else None
        siblings = self.path[-1].children if self.path else self.roots
        if self.leaf is not None and siblings and siblings[-1] is self.leaf:
            parts = (*self.leaf.of_which, OfWhich(name=name, target=target))
            self.leaf = siblings[-1] = attrs.evolve(self.leaf, of_which=parts)

    def _headings(self, cells: list[_Cell]) -> None:
        """Open the headings that this row names; empty cells keep those above."""
        for depth, cell in enumerate(cells):
            if not cell.text:
                continue
            name, points = points_in_name(cell.text)
            branch = _Branch(name, points, Origin(self.reader.source, cell.mark, {"points": cell.mark}), [])
            if depth < len(self.path) and self.path[depth].name == name and self.path[depth].points == points:
                continue  # a heading repeated in every row is the same heading
            del self.path[depth:]
            (self.path[-1].children if self.path else self.roots).append(branch)
            self.path.append(branch)

    def _leaf(self, cells: dict[str, _Cell]) -> Indicator:
        """Return the indicator of a row."""
        values, origin = self._values({name: c for name, c in cells.items() if name in _DEFINED}, Indicator)
        name, points = points_in_name(values.get("name") or "")
        if name.startswith("★"):
            name, values["core"] = name.removeprefix("★").strip(), True
        own = values.get("points")
        if own is not None and points is not None and own.value != points.value:
            fact = f"“{values['name']}”的名称与分值列（{own.text}）不同"
            self.reader.tell(
                codes.NAME_AND_COLUMN, cells["points"].mark, fact, length=len(cells["points"].text)
            )
        return Indicator(**values | {"name": name, "points": own or points, "origin": origin})

    def _values(self, cells: dict[str, _Cell], cls: type) -> tuple[dict[str, Any], Origin]:
        """Return the values of cells, read by the key table of *cls*."""
        table = keys_of(cls)
        read = {
            name: self.reader.value(table[name], Scalar(c.text, c.mark, plain=False))
            for name, c in cells.items()
        }
        marks = {name: cell.mark for name, cell in cells.items()}
        first = next(iter(cells.values()))
        return {name: value for name, value in read.items() if value is not None}, Origin(
            self.reader.source, first.mark, marks
        )


_DEFINED = frozenset(keys_of(Indicator))
# A 得分 column is what the form prints, to be checked; it is never the unit's own score.
_FILED = frozenset(_ENTRY + name if name in _DEFINED else name for name in keys_of(Entry)) - {"score"}
