"""A layout made from a table that no known layout describes, by the words of the trade."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perfeval.forms.layout import (
    Budget,
    Column,
    Fund,
    Indicators,
    Layout,
    Pair,
    Pairs,
    Section,
    Texts,
    Total,
)
from perfeval.forms.recognition.grid import Grid
from perfeval.forms.recognition.meanings import amount_of, label_of, level_of, meaning_of
from perfeval.forms.recognition.words import plain
from perfeval.reading.tables import points_in_name

__all__ = ["inferred"]

_TOTALS = ("总分", "合计", "总计", "自评总分", "总得分", "自评得分合计", "得分合计")
_GOALS = {
    "overall_goal": ("预期目标", "年初设定目标", "年度绩效目标", "年初绩效目标", "总体目标", "年度目标", "项目年度目标", "年度总体目标", "设定目标"),
    "overall_result": ("实际完成情况", "年度总体目标完成情况", "目标实际完成情况", "全年实际完成情况", "年度目标完成情况", "年度总体目标完成情况综述", "总体目标完成情况"),
}  # fmt: skip
_UNIT = re.compile(r"[(（](?:单位[:：])?(元|万元|亿元)[)）]")
_LONGEST = 24
"""Characters that a label may have: longer texts are what somebody wrote."""


def inferred(grid: Grid) -> Layout | None:
    """Return the layout of a table by its heads and labels, or None where they are not those of a form.

    Args:
        grid: The table.
    """
    heads = _heads(grid)
    if heads is None:
        return None
    top, height, columns = heads
    first = next(
        at
        for at in range(grid.width)
        if grid.cell(top, at)
        and plain(grid.cell(top, at) or "") == plain(columns[0].head or columns[0].group)
    )
    end = _end(grid, top + height, first)
    label = next((text for at in range(first) if (text := grid.cell(top, at)) and text.strip()), "")
    named = next(at for at in range(grid.width) if plain(grid.cell(top, at) or "") == _name_head(columns))
    in_name = not any(column.source == "points" for column in columns) and any(
        points_in_name(grid.cell(row, named) or "")[1] is not None for row in range(top + height, end)
    )
    sections: list[tuple[int, Section]] = [(top, Indicators(label, tuple(columns), points_in_name=in_name))]
    inside = set(range(top, end))
    budget = _budget(grid, inside)
    if budget is not None:
        sections.append((budget[0], budget[2]))
        inside |= set(range(budget[0], budget[1]))
    sections += _others(grid, inside)
    texts = [text for row in grid.table.rows for text in row if text] + list(grid.table.above)
    joined = plain("".join(text for text in texts[:40] if len(text) < 60))
    unit = next((found[1] for text in texts if (found := _UNIT.search(text))), "万元")
    return Layout(
        id="",
        title="{title}",
        kind="whole" if "整体" in joined else "transfer" if "转移支付" in joined else "project",
        money_unit=unit,
        rows=tuple(section for _, section in sorted(sections, key=lambda pair: pair[0])),
    )


def _name_head(columns: list[Column]) -> str:
    """Return the head of the names, as it is compared."""
    return next(plain(column.head) for column in columns if column.source == "name")


def _heads(grid: Grid) -> tuple[int, int, list[Column]] | None:
    """Return the row of the indicators' heads, how many rows they take, and the columns."""
    best: tuple[int, int, list[Column]] | None = None
    for row in range(grid.height):
        columns = _columns_in(grid, row)
        sources = {column.source for column in columns}
        if "name" not in sources or not sources & {"target", "actual", "number"} or len(columns) < 3:
            continue
        if best is None or len(columns) > len(best[2]):
            best = (row, 2 if any(column.group for column in columns) else 1, columns)
    return best


def _columns_in(grid: Grid, row: int) -> list[Column]:
    """Return the columns that a row has known heads for; a head over several columns is looked up below it."""
    found: list[Column] = []
    depths = [level_of(grid.cell(row, at) or "") for at in range(grid.width)]
    deepest = max((depth for depth in depths if depth), default=0)
    named = any(meaning_of(grid.cell(row, at) or "") == "name" for at in range(grid.width))
    for at, depth in enumerate(depths):
        text = grid.cell(row, at) or ""
        if depth:
            source = "name" if depth == deepest and not named else f"level{depth}"
            found.append(Column(text, source))
            continue
        below = _below(grid, row, at)
        if below:
            found += below
        elif text.strip() and (source := meaning_of(text) or ""):
            found.append(Column(text, source))
    unique = {column.source: column for column in reversed(found)}
    return [column for column in found if unique[column.source] is column]


def _below(grid: Grid, row: int, at: int) -> list[Column]:
    """Return the columns below a head that several columns share: 年度指标值 over 指标性质, 指标值, 度量单位."""
    group = grid.cell(row, at)
    if not group or row + 1 >= grid.height or grid.end_of(row, at) - at < 2:
        return []
    found = []
    for under in range(at, grid.end_of(row, at)):
        text = grid.cell(row + 1, under) or ""
        source = meaning_of(text)
        if source:
            found.append(Column(text, "number" if source == "target" else source, group))
    return found if len(found) > 1 else []


def _end(grid: Grid, row: int, first: int) -> int:
    """Return the row behind the indicators: another label at the left, or a total."""
    left = None
    while row < grid.height:
        texts = [(at, text) for at in range(grid.width) if (text := grid.cell(row, at)) and text.strip()]
        if not texts:
            return row
        column, text = texts[0]
        if plain(text).rstrip(":") in _TOTALS:
            return row
        if column < first and left is not None and text != left:
            return row
        if len(texts) < 3 and column == 0 and first == 0:
            return row
        left = text if column < first else left if left is not None else ""
        row += 1
    return row


def _budget(grid: Grid, inside: set[int]) -> tuple[int, int, Budget] | None:
    """Return the rows of the budget and what they are."""
    for row in range(grid.height):
        if row in inside:
            continue
        cells = [(at, text) for at in range(grid.width) if (text := grid.cell(row, at)) and text.strip()]
        columns = [(at, Column(text, source)) for at, text in cells if (source := amount_of(text))]
        if len(columns) < 2 or not {"executed"} & {column.source for _, column in columns}:
            continue
        first = columns[0][0]
        label = next((text for at, text in cells if at < first), "")
        funds: list[Fund] = []
        end = row + 1
        while (
            end < grid.height
            and end not in inside
            and (grid.cell(end, 0) in (None, "", label) or end == row + 1)
        ):
            name = next((text for at in range(1, first) if (text := grid.cell(end, at)) and text.strip()), "")
            role = "of_which" if plain(name).startswith("其中") else "part"
            funds.append(Fund(name.strip(), "total" if not funds else role))
            end += 1
        rows = tuple(funds) or (Fund(label, "total"),)
        return row, end, Budget(label, tuple(column for _, column in columns), rows)
    return None


def _others(grid: Grid, inside: set[int]) -> Iterator[tuple[int, Section]]:
    """Yield the parts with labels: goals with their results below them, pairs, the total."""
    skip = -1
    for row in range(grid.height):
        if row in inside or row <= skip:
            continue
        cells = [(at, text) for at in range(grid.width) if (text := grid.cell(row, at)) is not None]
        texts = [(at, text) for at, text in cells if text.strip()]
        if not texts:
            continue
        goals = [Pair(text, source) for _, text in texts if (source := _goal(text))]
        if len(goals) in (2, 3) and row + 1 < grid.height:
            # 年度总体目标 may itself be the label at the left of both.
            label = texts[0][1] if _goal(texts[0][1]) is None or len(goals) == 3 else ""
            yield row, Texts(label, tuple(goals[-2:]))
            skip = row + 1
        elif plain(texts[0][1]).rstrip(":") in _TOTALS:
            yield row, Total(texts[0][1])
        elif len(cells) > 1:
            yield row, Pairs(tuple(_pairs(grid, row, texts)))


def _goal(text: str) -> str | None:
    """Return which of the two texts about the goal a head stands for."""
    return next((source for source, heads in _GOALS.items() if plain(text) in heads), None)


def _pairs(grid: Grid, row: int, texts: list[tuple[int, str]]) -> Iterator[Pair]:
    """Yield the labels of a row: those that the trade knows, and in their places those that it does not."""
    waiting = False
    for at, text in texts:
        if waiting and label_of(text) is None:
            waiting = False
            continue
        if len(plain(text)) <= _LONGEST and at + 1 < grid.width:
            source = label_of(text)
            yield Pair(
                text,
                source="title" if source is None and _is_name(text) else source or "",
                field="" if source or _is_name(text) else plain(text),
            )
            waiting = True


def _is_name(text: str) -> bool:
    """Return whether a label is that of the project's or the unit's name."""
    return plain(text) in (
        "部门(单位)名称",
        "单位名称",
        "部门名称",
        "转移支付(项目)名称",
        "政策名称",
        "项目(政策)名称",
    )
