"""The rows of the indicators, from their heads to the label that comes after them."""

from __future__ import annotations

import attrs

from perfeval.forms import codes
from perfeval.forms.layout import Budget, Indicators, Layout, Matrix, Texts, Total
from perfeval.forms.recognition.columns import Heads, find_heads, more_heads
from perfeval.forms.recognition.found import Found
from perfeval.forms.recognition.grid import Grid
from perfeval.forms.recognition.tree import Tree
from perfeval.forms.recognition.words import matches, plain

__all__ = ["ReadRows", "heads_of", "read_indicators"]


@attrs.frozen
class ReadRows:
    """The indicators, the columns that they stand in, and the row behind them."""

    tree: Tree
    columns: dict[str, int]
    top: int
    end: int


def heads_of(grid: Grid, layout: Layout) -> Heads | None:
    """Return where the heads of the indicators stand, None where some that a form cannot do without are missing.

    Args:
        grid: The table.
        layout: The layout.
    """
    block = layout.indicators
    heads = find_heads(grid, block.columns, needed=3)
    value = "number" if block.split else "target"
    if heads is None or "name" not in heads.columns:
        return None
    return heads if value in heads.columns or value not in block.sources else None


def read_indicators(found: Found, section: Indicators) -> ReadRows | None:
    """Read the indicators, None where their heads are not on the table.

    Args:
        found: What has been read so far.
        section: The label and the columns.
    """
    grid = found.grid
    heads = heads_of(grid, found.layout)
    if heads is None:
        return None
    columns = {**heads.columns, **more_heads(grid, heads)}
    for row in range(heads.row, heads.row + heads.rows):
        if row > heads.row:
            grid.mark(row, range(heads.first, grid.width))
    for at in columns.values():
        grid.mark(heads.row, range(at, grid.end_of(heads.row, at)))
    _mark_groups(grid, section, heads)
    tree = Tree(section, grid.table.repeats)
    left = _left(grid, heads.row, heads.first)
    _begin(found, tree, section, left, heads.row)
    levels = [columns[column.source] for column in section.levels if column.source in columns]
    sparse = {column for column in levels if not _merged(grid, column, heads)}
    row = heads.row + heads.rows
    while row < grid.height and not _over(found, section, left, row, heads.first):
        text = _left(grid, row, heads.first)
        if text and text != left:
            left = text
            _begin(found, tree, section, left, row)
        elif text:
            grid.mark(row, range(heads.first))
        if not _repeated_heads(grid, heads, row) and (grid.cell(row, columns["name"]) or "").strip():
            _row(found, tree, columns, levels, sparse, row)
        row += 1
    return ReadRows(tree.finish(), columns, heads.row, row)


def _mark_groups(grid: Grid, section: Indicators, heads: Heads) -> None:
    """Mark the heads that several columns share."""
    groups = {column.group for column in section.columns if column.group}
    for at in range(grid.width):
        text = grid.cell(heads.row, at)
        if text and any(matches(group, text) for group in groups):
            grid.mark(heads.row, range(at, grid.end_of(heads.row, at)))


def _left(grid: Grid, row: int, first: int) -> str:
    """Return the label at the left of a row, nothing where the one above goes on."""
    return next((text for column in range(first) if (text := grid.cell(row, column)) and text.strip()), "")


def _begin(found: Found, tree: Tree, section: Indicators, left: str, row: int) -> None:
    """Begin the rows beside a left label."""
    tree.begin(left)
    for column in range(found.grid.width):
        if found.grid.cell(row, column) == left and left:
            found.grid.used.add((row, column))
            break
    labels = [label for label in (section.goal, section.label) if label]
    if left and labels and not any(matches(label, left) for label in labels):
        found.tell(codes.LEFT_LABEL, f"指标部分左边印的是“{left[:30]}”，表样是“{section.label}”", row, 0)


def _merged(grid: Grid, column: int, heads: Heads) -> bool:
    """Return whether a column of headings has merged cells; where it has none, a blank means "as above"."""
    if grid.table.exact:
        return True
    rows = range(heads.row + heads.rows, grid.height)
    return any(grid.cell(row, column) is None for row in rows)


def _over(found: Found, section: Indicators, left: str, row: int, first: int) -> bool:
    """Return whether the indicators end above a row: a label of the layout begins it."""
    grid = found.grid
    column, text = next(
        ((at, text) for at in range(grid.width) if (text := grid.cell(row, at)) and text.strip()), (0, "")
    )
    if not text or text == left:
        return False
    labels = [label for label in (section.goal, section.label) if label]
    if section.label:
        return column < first and not any(matches(label, text) for label in labels)
    return column == 0 and any(matches(label, text) for label in _others(found.layout))


def _others(layout: Layout) -> list[str]:
    """Return the labels that stand at the left of other parts of the form."""
    labels = [pair.label for pair in (*layout.pairs, *layout.below)]
    labelled = (section for section in layout.rows if isinstance(section, Total | Texts | Matrix | Budget))
    labels += [section.label for section in labelled]
    return [label for label in labels if label]


def _repeated_heads(grid: Grid, heads: Heads, row: int) -> bool:
    """Return whether a row prints the heads again, as the next page of a form does; its cells are marked."""
    same = all(
        plain(grid.cell(row, at) or "") == plain(grid.cell(heads.row, at) or "\0")
        for at in heads.columns.values()
    )
    if same:
        grid.mark(row)
    return same


def _row(
    found: Found, tree: Tree, columns: dict[str, int], levels: list[int], sparse: set[int], row: int
) -> None:
    """Take in one row of an indicator."""
    grid = found.grid
    headings = []
    for column in levels:
        text = grid.cell(row, column)
        grid.used.add((row, column))
        headings.append(None if text is None or (column in sparse and not text.strip()) else text)
    others = {source: column for source, column in columns.items() if not source.startswith("level")}
    cells = {source: grid.take(row, column) for source, column in others.items()}
    if grid.table.repeats:
        for column in others.values():
            grid.mark(row, range(column, grid.end_of(row, column)))
    cells = {source: text if text.strip() else "" for source, text in cells.items()}
    tree.row(headings, cells, grid.place(row, columns["name"]))
