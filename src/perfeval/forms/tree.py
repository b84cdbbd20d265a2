"""The indicator rows of a form that is read back → the tree, what was filed, what was printed."""

from __future__ import annotations

import re

import attrs

from perfeval.exact import Number
from perfeval.forms import codes
from perfeval.forms.layout import Block
from perfeval.forms.table import OPEN
from perfeval.model import Entry, Goal, Indicator, OfWhich
from perfeval.notation import read_actual, read_target
from perfeval.reading.tables import points_in_name
from perfeval.source import Place, Problem

__all__ = ["Tree"]

_PART = "其中："
_GOAL_POINTS = re.compile(r"[(（](\d{1,30}(?:\.\d{1,30})?)分[)）]", re.ASCII)


def _number(text: str) -> Number | None:
    """Return printed points, None where the cell holds no number."""
    try:
        return Number.of(text.strip()[:60])
    except ValueError:
        return None


@attrs.define
class _Node:
    """A node while the rows are being read."""

    name: str
    points: Number | None = None
    target: str = ""
    core: bool = False
    parts: list[OfWhich] = attrs.field(factory=list)
    children: list[_Node] = attrs.field(factory=list)
    id: str | None = None

    def build(self) -> Indicator:
        """Return the finished indicator."""
        children = tuple(child.build() for child in self.children)
        target = None if children or not self.target else read_target(self.target)
        return Indicator(
            name=self.name,
            id=self.id,
            points=self.points,
            target=target,
            core=self.core,
            of_which=tuple(self.parts),
            children=children,
        )


@attrs.define
class Tree:
    """Takes in rows and gives back `indicators` or `goals`, `entries` and `scores`."""

    block: Block
    merged: str
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

    def row(self, cells: dict[str, str], place: Place) -> None:
        """Take in one row: its headings, its name, target, actual and score."""
        cells = {key: text if key.startswith("level") or text.strip() else "" for key, text in cells.items()}
        name = cells["name"]
        if name.startswith(_PART) and self._leaf is not None:
            target = read_target(cells["target"]) if cells["target"] else None
            self._leaf.parts.append(OfWhich(name=name.removeprefix(_PART), target=target))
            return
        parent = self._headings([cells[level] for level in self.block.names if level.startswith("level")])
        node = self._node(name, cells)
        key = self._key(node, place)
        (parent.children if parent is not None else self._groups[-1][1]).append(node)
        self._leaf = node
        reason, measures = cells.get("reason") or None, cells.get("measures") or None
        if cells.get("actual") or reason or measures:
            actual = read_actual(cells["actual"]) if cells.get("actual") else None
            self.entries[key] = Entry(actual=actual, reason=reason, measures=measures)
        if cells.get("score", OPEN) != OPEN and cells["score"]:
            self.scores[key] = cells["score"]
        for measure in (read_target(cells["target"]), read_actual(cells.get("actual", ""))):
            self.problems += [attrs.evolve(problem, place=place) for problem in measure.problems]

    def _node(self, text: str, cells: dict[str, str]) -> _Node:
        """Return the node of a row's own name."""
        name, points = points_in_name(text) if self.block.points_in_name else (text, None)
        if cells.get("points"):
            points = _number(cells["points"])
        return _Node(name.removeprefix("★"), points, cells["target"], name.startswith("★"))

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

    def _headings(self, texts: list[str]) -> _Node | None:
        """Return the innermost heading of a row; an area that goes on is the heading above it."""
        parent: _Node | None = None
        fresh = False
        for depth, text in enumerate(texts):
            known = self._path[depth] if depth < len(self._path) and not fresh else None
            goes_on = known is not None and (text == known[0] if self.merged == "repeat" else not text)
            if goes_on and known is not None:
                parent = known[1] or parent
                continue
            fresh = True
            del self._path[depth:]
            node = None
            if text.strip():
                name, points = points_in_name(text) if self.block.points_in_name else (text, None)
                node = _Node(name, points)
                (parent.children if parent is not None else self._groups[-1][1]).append(node)
            self._path.append((text, node))
            parent = node or parent
        return parent

    def finish(self) -> Tree:
        """Return the tree with its nodes built."""
        built = [(left, tuple(node.build() for node in nodes)) for left, nodes in self._groups]
        self.goals = tuple(self._goal(left, nodes) for left, nodes in built if self._is_goal(left))
        self.indicators = tuple(node for left, nodes in built if not self._is_goal(left) for node in nodes)
        return self

    def _is_goal(self, left: str) -> bool:
        """Return whether a left label is that of a numbered goal."""
        start = self.block.goal.partition("{number}")[0]
        return bool(start) and left.startswith(start) and left.removeprefix(start)[:1].isdigit()

    def _goal(self, left: str, indicators: tuple[Indicator, ...]) -> Goal:
        """Return a goal from its left label."""
        points = _GOAL_POINTS.search(left)
        text = left.partition(": ")[2] or left
        return Goal(text=text, points=Number.of(points[1]) if points else None, indicators=indicators)
