"""The indicator rows of a form that is read → the tree, what was filed, what was printed."""

from __future__ import annotations

import re

import attrs

from perfeval.exact import Number
from perfeval.forms import codes
from perfeval.forms.filling.cells import QUALITATIVE
from perfeval.forms.layout import Indicators
from perfeval.forms.recognition.words import parts
from perfeval.forms.table import OPEN
from perfeval.forms.vocabulary import CAUSE, LIKELIHOOD
from perfeval.model import Entry, Goal, Indicator, OfWhich
from perfeval.notation import read_actual, read_target
from perfeval.reading.tables import points_in_name
from perfeval.source import Place, Problem

__all__ = ["Tree"]

_PART = "其中："
_MEASURES = re.compile(r"(?:\n|\A|(?<=[。；;]))改进措施[:：]")
_TICKS = frozenset("√✓✔☑■●vV是")


@attrs.define
class _Node:
    """A node while the rows are being read."""

    name: str
    points: Number | None = None
    target: str = ""
    midterm: str = ""
    core: bool = False
    meaning: str | None = None
    source: str | None = None
    parts: list[OfWhich] = attrs.field(factory=list)
    children: list[_Node] = attrs.field(factory=list)
    id: str | None = None

    def build(self) -> Indicator:
        """Return the finished indicator."""
        children = tuple(child.build() for child in self.children)
        leaf = not children
        return Indicator(
            name=self.name,
            id=self.id,
            points=self.points,
            target=read_target(self.target) if leaf and self.target else None,
            midterm=read_target(self.midterm) if leaf and self.midterm else None,
            core=self.core,
            meaning=self.meaning,
            source=self.source,
            of_which=tuple(self.parts),
            children=children,
        )


@attrs.define
class Tree:
    """Takes in rows and gives back `indicators` or `goals`, `entries` and `scores`."""

    block: Indicators
    repeats: bool = False
    indicators: tuple[Indicator, ...] = ()
    goals: tuple[Goal, ...] = ()
    entries: dict[str, Entry] = attrs.field(factory=dict)
    scores: dict[str, str] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    _groups: list[tuple[str, list[_Node]]] = attrs.field(factory=list)
    _path: list[tuple[str, _Node | None]] = attrs.field(factory=list)
    _leaf: _Node | None = None
    _keys: set[str] = attrs.field(factory=set)

    def begin(self, left: str) -> None:
        """Begin the rows beside a left label: all of them, or those of one goal."""
        self._groups.append((left, []))
        self._path = []

    def row(self, headings: list[str | None], cells: dict[str, str], place: Place) -> None:
        """Take in one row.

        Args:
            headings: The texts of the level columns; None where the heading above goes on.
            cells: The texts of the other columns by what they hold.
            place: Where the row stands.
        """
        target = _joined(cells)
        name = cells["name"]
        if name.startswith(_PART) and self._leaf is not None:
            held = read_target(target) if target else None
            self._leaf.parts.append(OfWhich(name=name.removeprefix(_PART), target=held))
            return
        parent = self._headings(headings)
        node = self._node(name, target, cells)
        key = self._key(node, place)
        (parent.children if parent is not None else self._groups[-1][1]).append(node)
        self._leaf = node
        entry = _entry(cells)
        if entry != Entry():
            self.entries[key] = entry
        score = cells.get("score", "").strip()
        if score and score != OPEN:
            self.scores[key] = score
        for measure in (read_target(target), read_actual(cells.get("actual", ""))):
            self.problems += [attrs.evolve(problem, place=place) for problem in measure.problems]

    def _node(self, text: str, target: str, cells: dict[str, str]) -> _Node:
        """Return the node of a row's own name."""
        name, points = points_in_name(text) if self.block.points_in_name else (text, None)
        if cells.get("points", "").strip():
            points = number(cells["points"])
        starred = name.startswith("★")
        return _Node(
            name.removeprefix("★"),
            points,
            target,
            cells.get("midterm", ""),
            starred or cells.get("core", "").strip() == "是",
            cells.get("meaning") or None,
            cells.get("source") or None,
        )

    def _key(self, node: _Node, place: Place) -> str:
        """Return what the filing calls a row; of rows with one name the later ones get an id, so that none is lost."""
        key, count = node.name, 1
        while key in self._keys:
            count += 1
            key = f"{node.name}#{count}"
        if count > 1:
            node.id = key
            problem = codes.SAME_NAME.problem(f"“{node.name}”在表上不止一行，这一行编号为“{key}”")
            self.problems.append(attrs.evolve(problem, place=place, about=key))
        self._keys.add(key)
        return key

    def _headings(self, texts: list[str | None]) -> _Node | None:
        """Return the innermost heading of a row; an area that goes on is the heading above it."""
        parent: _Node | None = None
        fresh = False
        for depth, text in enumerate(texts):
            known = self._path[depth] if depth < len(self._path) and not fresh else None
            if known is not None and (text is None or (self.repeats and text == known[0])):
                parent = known[1] or parent
                continue
            fresh = True
            del self._path[depth:]
            node = None
            if text is not None and text.strip():
                name, points = points_in_name(text) if self.block.points_in_name else (text, None)
                node = _Node(name, points)
                (parent.children if parent is not None else self._groups[-1][1]).append(node)
            self._path.append((text or "", node))
            parent = node or parent
        return parent

    def finish(self) -> Tree:
        """Return the tree with its nodes built."""
        built = [(left, tuple(node.build() for node in nodes)) for left, nodes in self._groups]
        goals = [(parts(self.block.goal, left) if self.block.goal else None, nodes) for left, nodes in built]
        self.goals = tuple(
            Goal(text=held["text"], points=number(held.get("points", "")), indicators=nodes)
            for held, nodes in goals
            if held is not None
        )
        self.indicators = tuple(node for held, nodes in goals if held is None for node in nodes)
        return self


def number(text: str) -> Number | None:
    """Return printed points, None where the cell holds no number.

    Args:
        text: The cell.
    """
    try:
        return Number.of(text.strip().removesuffix("分")[:60])
    except ValueError:
        return None


def _joined(cells: dict[str, str]) -> str:
    """Return the target, put together where it stands in three columns."""
    if cells.get("target", "").strip() or "number" not in cells:
        return _some(cells.get("target", ""))
    sign = cells.get("sign", "")
    return _some(f"{'' if sign.strip() == QUALITATIVE else sign}{cells['number']}{cells.get('unit', '')}")


def _some(text: str) -> str:
    """Return a text, nothing where it is blank."""
    return text if text.strip() else ""


def _entry(cells: dict[str, str]) -> Entry:
    """Return what a row says was filed."""
    reason, measures = _some(cells.get("reason", "")), _some(cells.get("measures", ""))
    if "reasons" in cells:
        pieces = _MEASURES.split(cells["reasons"], maxsplit=1)
        reason, measures = _some(pieces[0]), pieces[1] if len(pieces) > 1 else measures
    actual, forecast, target = (cells.get(name, "") for name in ("actual", "forecast", "adjusted_target"))
    ticked = [source for source, text in cells.items() if text.strip() and text.strip() in _TICKS]
    return Entry(
        actual=read_actual(actual) if actual.strip() else None,
        forecast=read_actual(forecast) if forecast.strip() else None,
        target=read_target(target) if target.strip() else None,
        likelihood=next(
            (source.removeprefix(LIKELIHOOD) for source in ticked if source.startswith(LIKELIHOOD)), None
        ),
        causes=tuple(source.removeprefix(CAUSE) for source in ticked if source.startswith(CAUSE)),
        reason=reason or None,
        measures=measures or None,
        note=_some(cells.get("note", "")) or None,
    )
