"""Definition files: the tree of indicators, and its points checked at every level."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from perfeval.exact import Fraction, digits
from perfeval.model import Definition, Goal, Indicator
from perfeval.reading import codes
from perfeval.reading.records import Reader
from perfeval.reading.tree import Node, Sequence
from perfeval.source import Code, has_errors

__all__ = ["CUSTOM", "check_indicators", "read_definition"]

FORMAT = frozenset(("format", "格式"))


def _indicators(reader: Reader, node: Node) -> tuple[Indicator, ...]:
    """Return the indicators of a list, with all that stands below them."""
    if not isinstance(node, Sequence):
        reader.tell(codes.WRONG_KIND, node.mark, "这里应是指标的列表", "每个指标一行，以“- ”开头")
        return ()
    found = (reader.record(Indicator, item, {"children": _indicators}) for item in node.items)
    return tuple(indicator for indicator in found if indicator is not None)


def _goals(reader: Reader, node: Node) -> tuple[Goal, ...]:
    """Return the goals of a list, with their indicators."""
    if not isinstance(node, Sequence):
        reader.tell(codes.WRONG_KIND, node.mark, "这里应是目标的列表", "每个目标一行，以“- ”开头")
        return ()
    found = (reader.record(Goal, item, {"indicators": _indicators}) for item in node.items)
    return tuple(goal for goal in found if goal is not None)


CUSTOM: dict[str, Callable[[Reader, Node], object]] = {"indicators": _indicators, "goals": _goals}
"""How the tree of a definition is read; one-file forms use it too."""


def read_definition(reader: Reader, node: Node) -> Definition | None:
    """Return the definition that a file writes, with every problem found; None where nothing usable is left.

    Args:
        reader: The reader of the file.
        node: The root of the file.
    """
    definition = reader.record(Definition, node, CUSTOM, FORMAT)
    if definition is None:
        return None
    check_indicators(reader, definition)
    return attrs.evolve(definition, problems=tuple(reader.problems))


def check_indicators(reader: Reader, definition: Definition) -> None:
    """Tell of indicators that cannot be told apart, and of points that do not add up."""
    if not definition.leaves and not has_errors(reader.problems):
        mark = definition.origin.mark if definition.origin else (1, 1)
        reader.tell(codes.NO_INDICATORS, mark, codes.NO_INDICATORS.what)
    seen: dict[str, Indicator] = {}
    for leaf in definition.leaves:
        indicator = leaf.indicator
        if indicator.key and indicator.key in seen:
            first = seen[indicator.key]
            line = first.origin.mark[0] if first.origin else 0
            fact = f"指标“{indicator.key}”与第 {line} 行的同名，填报时分不清"
            _tell(reader, codes.NOT_UNIQUE, indicator, "id" if indicator.id else "name", fact)
        seen.setdefault(indicator.key, indicator)
    if any(problem.code == codes.TABLE_CELLS.code for problem in reader.problems):
        return  # a row is missing: no sum below would mean anything
    for goal in definition.goals:
        _check_sum(reader, goal, goal.indicators, codes.GOAL_SUM, "目标", goal.text)
    for top in (*definition.indicators, *(one for goal in definition.goals for one in goal.indicators)):
        _check_tree(reader, top)


def _check_tree(reader: Reader, indicator: Indicator) -> None:
    """Check an indicator and all below it."""
    if not indicator.children:
        return
    if indicator.target is not None:
        fact = f"“{indicator.name}”有下级指标，又写了目标值"
        _tell(reader, codes.INNER_TARGET, indicator, "target", fact)
    _check_sum(reader, indicator, indicator.children, codes.CHILDREN_SUM, "", indicator.name)
    for child in indicator.children:
        _check_tree(reader, child)


def _points(indicator: Indicator) -> Fraction | None:
    """Return the points of an indicator: its own, else the sum of those below it where all are there."""
    if indicator.points is not None:
        return indicator.points.value
    below = [_points(child) for child in indicator.children]
    known = [points for points in below if points is not None]
    return sum(known, Fraction(0)) if below and len(known) == len(below) else None


def _check_sum(
    reader: Reader,
    parent: Indicator | Goal,
    children: tuple[Indicator, ...],
    code: Code,
    noun: str,
    name: str,
) -> None:
    """Tell where the points of *children* do not add up to those of their parent."""
    if parent.points is None or not children:
        return
    below = [_points(child) for child in children]
    known = [points for points in below if points is not None]
    if len(known) < len(below):
        return
    total = sum(known, Fraction(0))
    if total != parent.points.value:
        parts = "+".join(digits(points) for points in known)
        fact = f"{noun}“{name}”的分值是 {parent.points.text}，下级合计 {parts}={digits(total)}"
        if len(known) == 1:
            fact = f"{noun}“{name}”的分值是 {parent.points.text}，下级是 {parts}"
        _tell(reader, code, parent, "points", fact)


def _tell(reader: Reader, code: Code, record: Indicator | Goal, key: str, fact: str) -> None:
    """Tell of a problem at the key of a record."""
    mark = record.origin.marks.get(key, record.origin.mark) if record.origin else (1, 1)
    value = getattr(record, key)
    length = len(value.text) if hasattr(value, "text") else len(str(value))
    reader.tell(code, mark, fact, length=length)
