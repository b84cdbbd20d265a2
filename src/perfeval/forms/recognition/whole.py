"""The whole form: which layout it is, and its parts one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import attrs

from perfeval.forms import codes
from perfeval.forms.layout import Budget, Group, Indicators, Layout, Matrix, Pairs, Section, Texts, Total
from perfeval.forms.recognition.budget import ReadBudget, read_budget
from perfeval.forms.recognition.found import Found
from perfeval.forms.recognition.grid import Grid
from perfeval.forms.recognition.header import read_lines, read_matrix, read_pairs, read_texts
from perfeval.forms.recognition.indicators import ReadRows, heads_of, read_indicators
from perfeval.forms.recognition.unknown import inferred
from perfeval.forms.recognition.words import matches, plain
from perfeval.forms.table import OPEN, ReadTable
from perfeval.model import Definition, Filing, Printed
from perfeval.source import Place, Problem

__all__ = ["ReadForm", "recognise"]


_NAMES = frozenset(
    ("项目名称", "部门(单位)名称", "转移支付(项目)名称", "政策名称", "项目(政策)名称", "部门名称", "单位名称")
)


@attrs.frozen
class ReadForm:
    """A form that was read.

    Its definition has neither id nor rule set and its rows no ids: a form prints none. `filing.printed` holds the
    scores, the rate and the total that it prints; `layout` is the id of the layout, "" for a form that none describes.
    """

    filing: Filing
    layout: str
    problems: tuple[Problem, ...] = ()

    @property
    def definition(self) -> Definition:
        """Return the definition that the form prints."""
        return self.filing.definition


def recognise(table: ReadTable, layouts: tuple[Layout, ...]) -> tuple[ReadForm, ...]:
    """Return the forms that a table holds, one below the other.

    Args:
        table: The table as read from a file.
        layouts: The layouts that are tried; that with the most labels on the table wins. A form that none of them
            describes is read by the words of the trade, and a note says so.
    """
    forms = (_recognise(piece, layouts) for piece in _pieces(table))
    return tuple(form for form in forms if form is not None)


def _pieces(table: ReadTable) -> Iterator[ReadTable]:
    """Yield the forms of a table that has several: each begins with the label that the first one begins with."""
    starts = [row for row in range(len(table.rows)) if _begins(table, row)]
    edges = [0]
    for above, start in pairwise(starts):
        # Title and lines above the labels belong to the form below them.
        lone = (row for row in range(start - 1, above, -1) if len(_texts_of(table, row)) != 1)
        edges.append(next(lone, above) + 1)
    for top, bottom in pairwise((*edges, len(table.rows))):
        yield table if len(edges) == 1 else _cut(table, top, bottom)


def _begins(table: ReadTable, row: int) -> bool:
    """Return whether a row begins a form: its first text is the label of the project's or the unit's name."""
    texts = _texts_of(table, row)
    return len(texts) > 1 and plain(texts[0]).rstrip(":") in _NAMES


def _texts_of(table: ReadTable, row: int) -> list[str]:
    """Return the texts of a row, each once."""
    return list(dict.fromkeys(text for text in table.rows[row] if text and text.strip()))


def _cut(table: ReadTable, top: int, bottom: int) -> ReadTable:
    """Return some rows of a table; their places stay those in the file."""

    def place(name: str, row: int, column: int) -> Place:
        """Return the place of a cell."""
        return table.place(name, row + top, column)

    return attrs.evolve(
        table,
        rows=table.rows[top:bottom],
        above=table.above if not top else (),
        below=table.below if bottom == len(table.rows) else (),
        problems=table.problems if not top else (),
        place=place,
    )


def _recognise(table: ReadTable, layouts: tuple[Layout, ...]) -> ReadForm | None:
    """Return the form that a table holds, or None where it holds none."""
    grid = Grid(table)
    fitting = [(score, layout) for layout in layouts if (score := _fit(grid, layout)) > 0]
    layout = max(fitting, key=lambda pair: pair[0])[1] if fitting else inferred(grid)
    if layout is None:
        return None
    levels = sum(column.source.startswith("level") for column in layout.indicators.columns)
    deeper = layout.deepened(max(levels, _depth(grid)))
    form = _read(Found(grid, deeper))
    if fitting:
        return form
    told = attrs.evolve(codes.UNKNOWN_FORM.problem(codes.UNKNOWN_FORM.what), place=table.locate(0, 0))
    return attrs.evolve(form, layout="", problems=(told, *form.problems))


def _depth(grid: Grid) -> int:
    """Return how many columns of headings a table has, by its heads 一级指标, 二级指标, …."""
    texts = {plain(text) for row in grid.table.rows for text in row if text and len(text) < 12}
    numbered = ("一级指标", "二级指标", "三级指标", "四级指标", "五级指标", "六级指标")
    return max(sum(text in texts for text in numbered) - 1, 0)


def _fit(grid: Grid, layout: Layout) -> float:
    """Return how much of a layout is on a table; 0 where heads are missing, or more than a quarter of its labels."""
    heads = heads_of(grid, layout)
    columns = layout.indicators.columns
    if heads is None or len(heads.columns) < len(columns):
        return 0
    texts = {plain(text): text for row in grid.table.rows for text in row if text}
    lines = [line.replace("：", ":").partition(":")[0] for line in (*grid.table.above, *grid.table.below)]
    labels = [pair.label for pair in layout.pairs if pair not in (*layout.above, *layout.below)]
    budget = layout.budget
    labels += [column.head for column in budget.columns] if budget else []
    there = sum(_on(label, texts) for label in labels)
    if there * 4 < len(labels) * 3:
        return 0
    outside = [pair.label for pair in (*layout.above, *layout.below)]
    known = {plain(line) for line in lines} | {
        plain(text.replace("：", ":").partition(":")[0]) for text in texts.values()
    }
    there += sum(plain(label) in known for label in outside)
    missing = len(labels) + len(outside) - there
    own = layout.title.replace("{title}", "").partition("(")[0]
    titled = any(own in plain(text) for text in (*grid.table.above[-6:], *list(texts)[:6])) if own else False
    return there + len(columns) - missing / 2 + titled / 4


def _on(label: str, texts: dict[str, str]) -> bool:
    """Return whether a label is among the texts of a table."""
    if "{" not in label:
        return plain(label) in texts
    return any(matches(label, text) for text in texts.values())


def _read(found: Found) -> ReadForm:
    """Return the form that a table holds, by its layout."""
    layout = found.layout
    block = layout.indicators
    rows = read_indicators(found, block)
    assert rows is not None
    tops = [rows.top]
    budget = ReadBudget()
    row = 0
    for section in layout.rows:
        if isinstance(section, Indicators):
            row = max(row, rows.end)
            continue
        begun = row
        if isinstance(section, Budget):
            budget = read_budget(found, section, row)
            row = budget.end
        else:
            row = _section(found, rows, section, row)
        if row > begun:
            tops.append(min((at for at, _ in found.grid.used if begun <= at), default=rows.top))
    read_lines(found, min(tops), max(row, rows.end))
    return _built(found, rows, budget)


def _section(found: Found, rows: ReadRows, section: Section, row: int) -> int:
    """Read one part of the form; return the row behind it."""
    match section:
        case Pairs():
            return read_pairs(found, section, row)
        case Texts():
            return read_texts(found, section, row)
        case Matrix():
            return read_matrix(found, section, row)
        case Group():
            for inner in section.rows:
                row = _section(found, rows, inner, row)
            at = found.grid.find(section.label, range(found.grid.height))
            if at is not None:
                found.grid.used.add(at)
            return row
        case Total():
            return _total(found, rows, section, row)
        case _:
            return row


def _total(found: Found, rows: ReadRows, section: Total, start: int) -> int:
    """Read the row of the total: its score stands below those of the rows, or beside the label."""
    grid = found.grid
    at = grid.find(section.label, range(start, grid.height))
    if at is None:
        return start
    row = at[0]
    scored = grid.cell(row, rows.columns["score"]) if "score" in rows.columns else None
    points = rows.columns.get("points")
    texts = [
        text for column, text in grid.beside(row, at[1], grid.width) if text.strip() and column != points
    ]
    text = scored if scored and scored.strip() else texts[-1] if texts else ""
    grid.mark(row)
    if text.strip() and text.strip() != OPEN:
        found.labels.setdefault("total", text.strip().removesuffix("分"))
    return row + 1


def _built(found: Found, rows: ReadRows, budget: ReadBudget) -> ReadForm:
    """Return the records of what was read."""
    tree, layout = rows.tree, found.layout
    year = found.labels.get("year")
    total = found.labels.get("total")
    definition = Definition(
        title=found.values.get("title") or found.labels.get("title", "").strip(),
        kind=layout.kind,
        fiscal_year=int(year) if year else None,
        fields=found.chosen,
        budget=budget.plan,
        indicators=tree.indicators,
        goals=tree.goals,
        **_texts(Definition, found.values),
    )
    printed = Printed(
        total=None if total in (None, OPEN) else total,
        grade=found.labels.get("grade"),
        budget=budget.printed,
        scores=tree.scores,
    )
    # implementing_unit may stand in both files; a form prints it once.
    rest = {name: text for name, text in _texts(Filing, found.values).items() if name != "implementing_unit"}
    filing = Filing(
        definition=definition,
        budget=budget.filed,
        actuals=tree.entries,
        fields=found.fields,
        printed=printed,
        **rest,
    )
    problems = (*found.grid.table.problems, *found.problems, *tree.problems, *_unread(found))
    return ReadForm(filing, layout.id, problems)


def _texts(record: type, values: dict[str, str]) -> dict[str, Any]:
    """Return the values that are texts of a record, except its title."""
    names = {field.name for field in attrs.fields(record)} - {"title", "budget", "fiscal_year"}
    return {name: value for name, value in values.items() if name in names}


def _unread(found: Found) -> Iterator[Problem]:
    """Yield a problem for each row with texts that no label of the layout explains."""
    for row, texts in found.grid.unread():
        problem = codes.UNREAD_ROW.problem(f"没有认出这一行：{' | '.join(texts)[:60]}")
        yield attrs.evolve(problem, place=found.grid.place(row, 0))
