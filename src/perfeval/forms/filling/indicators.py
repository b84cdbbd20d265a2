"""The indicators: heads, and a row per indicator with its headings merged over their rows."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.forms.filling.cells import cell_of_row
from perfeval.forms.filling.words import Words, named, points_of
from perfeval.forms.layout import Indicators
from perfeval.forms.table import Cell
from perfeval.model import Goal, Indicator, Leaf, Line

__all__ = ["indicator_rows"]

Row = tuple[Cell, ...]


def indicator_rows(words: Words, section: Indicators, *, explained: bool = False) -> list[Row]:
    """Return the heads and a row per leaf, and one for each 其中 below it.

    Args:
        words: The texts of the form.
        section: The label and the columns.
        explained: Whether scores are linked to their explanations.
    """
    bodies = list(_bodies(words, section, explained=explained))
    rows = _heads(words, section)
    if not section.label:
        return rows + [row for body in bodies for row in body]
    groups = _groups([line.leaf for line in words.report.lines])
    for number, (goal, start, end) in enumerate(groups, 1):
        flat = [row for body in bodies[start:end] for row in body]
        if number == 1:
            flat, rows = rows + flat, []
        left = Cell(_left(words, section, goal, number), "label", rows=len(flat))
        rows += [(left, *flat[0]), *flat[1:]]
    if not groups:
        rows[0] = (Cell(_left(words, section, None, 1), "label", rows=len(rows)), *rows[0])
    return rows


def _heads(words: Words, section: Indicators) -> list[Row]:
    """Return the heads: one row, or two where some columns share a head."""
    columns = section.columns
    if not any(column.group for column in columns):
        return [tuple(Cell(words.label(column.head), "head") for column in columns)]
    upper: list[Cell] = []
    lower: list[Cell] = []
    for number, column in enumerate(columns):
        if not column.group:
            upper.append(Cell(words.label(column.head), "head", rows=2))
            continue
        lower.append(Cell(words.label(column.head), "head"))
        if number and columns[number - 1].group == column.group:
            upper[-1] = upper[-1]._replace(columns=upper[-1].columns + 1)
        else:
            upper.append(Cell(words.label(column.group), "head"))
    return [tuple(upper), tuple(lower)]


def _left(words: Words, section: Indicators, goal: Goal | None, number: int) -> str:
    """Return the left label: of all indicators, or of one goal."""
    definition = words.report.filing.definition
    if goal is None:
        points = points_of(definition.indicators)
    else:
        points = goal.points.value if goal.points else points_of(goal.indicators)
    numbered = goal is not None and bool(section.goal)
    label = section.goal if numbered else section.label
    text = goal.text if goal is not None else ""
    return words.label(label, points if definition.scored else None, number=str(number), text=text)


def _bodies(words: Words, section: Indicators, *, explained: bool) -> Iterator[list[Row]]:
    """Yield the rows of each leaf: its own, and one for each 其中."""
    lines, levels = words.report.lines, len(section.levels)
    heights = [1 + len(line.leaf.indicator.of_which) for line in lines]
    others = [column.source for column in section.columns if not column.source.startswith("level")]
    for index, line in enumerate(lines):
        cells = [
            cell
            for depth in range(levels)
            if (cell := _heading_cell(words, section, lines, heights, index, depth)) is not None
        ]
        own = [cell_of_row(words, section, source, line, index, explained=explained) for source in others]
        rows: list[Row] = [(*cells, *own)]
        for part in line.leaf.indicator.of_which:
            texts = {"name": f"其中：{part.name}", "target": part.target.text if part.target else ""}
            texts["number"] = texts["target"]
            rows.append(
                tuple(Cell(texts.get(one, ""), "name" if one == "name" else "value") for one in others)
            )
        yield rows


def _heading_cell(
    words: Words, section: Indicators, lines: tuple[Line, ...], heights: list[int], index: int, depth: int
) -> Cell | None:
    """Return the heading that begins at a row, an empty one where the row has none, None where one goes on."""
    levels, leaf = len(section.levels), lines[index].leaf
    node = _at(leaf, depth, levels)
    if node is None:
        return Cell("", "heading", rows=heights[index])
    if index:
        above = lines[index - 1].leaf
        if node is _at(above, depth, levels) and above.goal is leaf.goal:
            return None
    rows = 0
    for line, height in zip(lines[index:], heights[index:], strict=True):
        if _at(line.leaf, depth, levels) is not node or line.leaf.goal is not leaf.goal:
            break
        rows += height
    return Cell(named(words, section, _heading(leaf, depth, levels), node), "heading", rows=rows)


def _at(leaf: Leaf, depth: int, levels: int) -> Indicator | None:
    """Return the node of a leaf's path that stands in a level column; nodes too deep share the last one."""
    if depth == levels - 1 and len(leaf.path) > levels:
        return leaf.path[-1]
    return leaf.path[depth] if depth < len(leaf.path) else None


def _heading(leaf: Leaf, depth: int, levels: int) -> str:
    """Return the text of a level column: the last one joins what has no column of its own."""
    if depth == levels - 1 and len(leaf.path) > levels:
        return " / ".join(node.name for node in leaf.path[depth:])
    return leaf.path[depth].name


def _groups(leaves: list[Leaf]) -> list[tuple[Goal | None, int, int]]:
    """Return runs of leaves under one goal: the goal, its first leaf and the one behind its last."""
    groups: list[tuple[Goal | None, int, int]] = []
    for index, leaf in enumerate(leaves):
        if groups and groups[-1][0] is leaf.goal:
            groups[-1] = (leaf.goal, groups[-1][1], index + 1)
        else:
            groups.append((leaf.goal, index, index + 1))
    return groups
