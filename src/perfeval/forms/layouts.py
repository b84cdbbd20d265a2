"""Layout files: the shipped ones by id, own ones by path."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from perfeval.forms import codes
from perfeval.forms.layout import BUDGET_COLUMNS, INDICATOR_COLUMNS, SOURCES, Block, Layout, Pair, Row
from perfeval.model import RuleSet
from perfeval.reading.files import read_source
from perfeval.reading.records import Reader
from perfeval.reading.rulesets import is_path
from perfeval.reading.tree import Mapping, Node, Scalar, Sequence, read_tree
from perfeval.source import ProblemError, Source, has_errors, nearest

__all__ = ["layout_ids", "layout_of", "load_layout"]

# Not importlib.resources, which costs a tenth of a start: a wheel is always unpacked.
_SHIPPED = Path(__file__).parents[1] / "layouts"

PLACES = ("title", "year", "money_unit", "total", "grade")
"""What stands in braces in any label; block labels may print {points} too, and those of goals {number} and {text}."""

_FLAGS = {"true": True, "false": False, "是": True, "否": False}
_FORMAT = frozenset(("format", "格式"))


@lru_cache(maxsize=1)
def layout_ids() -> tuple[str, ...]:
    """Return the ids of the shipped layouts, sorted.

    >>> layout_ids()
    ('hubei-project', 'hubei-whole')
    """
    names = (entry.name for entry in _SHIPPED.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def load_layout(name: str) -> Layout:
    """Load a layout.

    Args:
        name: The id of a shipped layout, or the path of a file (it has a / or ends in .yaml).

    Raises:
        ProblemError: For an unknown id, and for a file with any error.

    >>> load_layout("hubei-project").money_unit
    '万元'
    """
    if not is_path(name):
        return _load_shipped(name)
    source, text = read_source(Path(name))
    return _read(text, source)


@lru_cache(maxsize=32)
def _load_shipped(name: str) -> Layout:
    """Return a shipped layout; they do not change while a program runs."""
    if name not in layout_ids():
        near = nearest(name, layout_ids())
        repair = f"是不是“{near}”？perfeval layouts 列出全部编号" if near else ""
        raise ProblemError([codes.LAYOUT_UNKNOWN.problem(f"没有编号为“{name}”的表样", repair)])
    text = (_SHIPPED / f"{name}.yaml").read_text(encoding="utf-8")
    return _read(text, Source.of(f"{name}.yaml", text))


def layout_of(kind: str, rules: RuleSet, override: str | None = None) -> Layout:
    """Return the layout of a form: the one asked for, else the rule set's for this kind of form.

    Args:
        kind: project, whole or transfer.
        rules: The rule set.
        override: The id or path of another layout.

    Raises:
        ProblemError: Where the rule set names none, and for a layout that cannot be loaded.
    """
    name = override or rules.layouts.get(kind)
    if name is None:
        fact = f"规则 {rules.id} 没有指定 {kind} 类的表样"
        repair = f"用 --layout 指定，例如 --layout {layout_ids()[0]}"
        raise ProblemError([codes.NO_LAYOUT.problem(fact, repair)])
    return load_layout(name)


def _read(text: str, source: Source) -> Layout:
    """Return the layout of a text."""
    reader = Reader(source)
    custom = {"above": _above, "rows": _rows, "widths": _widths}
    tree = read_tree(text, source, reader.problems)
    layout = reader.record(Layout, tree, custom, _FORMAT)
    for name, value in tree.items if isinstance(tree, Mapping) else []:
        if name.text in ("title", "标题") and isinstance(value, Scalar):
            _check_places(reader, value, value.text, PLACES)
    if layout is not None and not has_errors(reader.problems):
        _check_columns(reader, layout)
    if layout is None or has_errors(reader.problems):
        raise ProblemError(reader.problems)
    return layout


def _check_columns(reader: Reader, layout: Layout) -> None:
    """Tell of blocks that do not fit together: no indicators, or a budget that is wider than they are."""
    blocks = [row.indicators for row in layout.rows if row.indicators is not None]
    if len(blocks) != 1 or not {"name", "target"} <= set(blocks[0].names):
        reader.tell(codes.LAYOUT_COLUMNS, (1, 1), "表样要有一个 indicators 部分，其中有 name 和 target 两列")
        return
    if layout.budget is not None and len(layout.budget.columns) >= layout.width - 1:
        reader.tell(codes.LAYOUT_COLUMNS, (1, 1), "预算部分的列比指标部分还多，对不齐")
    if layout.widths and len(layout.widths) != layout.width:
        fact = f"widths 有 {len(layout.widths)} 个，表有 {layout.width} 列"
        reader.tell(codes.LAYOUT_COLUMNS, (1, 1), fact)


def _widths(reader: Reader, node: Node) -> tuple[int, ...] | None:
    """Return the shares of the columns."""
    items = node.items if isinstance(node, Sequence) else []
    numbers = [item.text for item in items if isinstance(item, Scalar) and item.text.isdecimal()]
    if not numbers or len(numbers) != len(items):
        reader.tell(codes.LAYOUT_ROW, node.mark, "widths 应是整数的列表", "例如 widths: [10, 20, 30]")
        return None
    return tuple(int(number) for number in numbers)


def _above(reader: Reader, node: Node) -> tuple[Pair, ...]:
    """Return the pairs between title and table."""
    return _pairs(reader, node)


def _rows(reader: Reader, node: Node) -> tuple[Row, ...]:
    """Return the rows of the form."""
    if not isinstance(node, Sequence):
        reader.tell(codes.LAYOUT_ROW, node.mark, "rows 应是各行的列表")
        return ()
    return tuple(_row(reader, item) for item in node.items)


def _row(reader: Reader, node: Node) -> Row:
    """Return one row: pairs, or a block."""
    if isinstance(node, Mapping) and len(node.items) == 1:
        name, value = node.items[0]
        if name.text == "budget":
            return Row(budget=_block(reader, value, BUDGET_COLUMNS))
        if name.text == "indicators":
            return Row(indicators=_block(reader, value, INDICATOR_COLUMNS))
    return Row(pairs=_pairs(reader, node))


def _pairs(reader: Reader, node: Node) -> tuple[Pair, ...]:
    """Return the pairs of a row: `[label: source, …]`."""
    found = []
    for item in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(item, Mapping):
            found += [_pair(reader, label, value) for label, value in item.items]
        else:
            reader.tell(codes.LAYOUT_ROW, item.mark, "这里应是“栏目: 内容”", "例如 - [项目名称: title]")
    return tuple(found)


def _pair(reader: Reader, label: Scalar, value: Node) -> Pair:
    """Return one label with its source."""
    if isinstance(value, Mapping) and len(value.items) == 1:
        kind, held = value.items[0]
        if kind.text == "field" and isinstance(held, Scalar):
            return Pair(label.text, field=held.text)
        if kind.text == "choice" and isinstance(held, Sequence) and held.items:
            options = tuple(item.text for item in held.items if isinstance(item, Scalar))
            return Pair(label.text, choice=options)
    text = value.text if isinstance(value, Scalar) else ""
    if "{" in text:
        _check_places(reader, value, text, PLACES)
    elif text not in SOURCES:
        near = nearest(text, SOURCES)
        repair = (
            f"是不是 {near}？" if near else f"可用的来源：{'、'.join(SOURCES)}；别的栏目写 {{field: 栏目名}}"
        )
        reader.tell(codes.LAYOUT_SOURCE, value.mark, f"不认识的内容来源“{text}”", repair, max(len(text), 1))
    return Pair(label.text, source=text)


def _block(reader: Reader, node: Node, known: tuple[str, ...]) -> Block:
    """Return the budget or indicators block."""
    values: dict[str, Any] = {"label": "", "columns": ()}
    for name, value in node.items if isinstance(node, Mapping) else []:
        if not isinstance(name, Scalar):
            continue
        if name.text == "columns" and isinstance(value, Mapping):
            values["columns"] = tuple(_column(reader, column, head, known) for column, head in value.items)
        elif name.text in ("label", "name", "goal") and isinstance(value, Scalar):
            more = ("points", "number", "text") if name.text == "goal" else ("points",)
            _check_places(reader, value, value.text, (*PLACES, *more))
            values[name.text] = value.text
        elif name.text == "points" and isinstance(value, Scalar) and value.text == "in_name":
            values["points_in_name"] = True
        elif name.text == "name_beside_head" and isinstance(value, Scalar) and value.text in _FLAGS:
            values["name_beside_head"] = _FLAGS[value.text]
        else:
            reader.tell(
                codes.LAYOUT_ROW, name.mark, f"不认识的键“{name.text}”，或它的值不对", length=len(name.text)
            )
    if not values["columns"]:
        reader.tell(codes.LAYOUT_COLUMNS, node.mark, "没有写 columns")
    return Block(**values)


def _column(reader: Reader, name: Scalar, head: Node, known: tuple[str, ...]) -> tuple[str, str]:
    """Return what a column holds, and its head."""
    if name.text not in known:
        repair = f"可用的列：{'、'.join(known)}"
        reader.tell(codes.LAYOUT_COLUMNS, name.mark, f"不认识的列“{name.text}”", repair, len(name.text))
    text = head.text if isinstance(head, Scalar) else ""
    _check_places(reader, head, text, (*PLACES, "points"))
    return name.text, text


def _check_places(reader: Reader, node: Node, text: str, known: tuple[str, ...]) -> None:
    """Tell of places in braces that nothing fills: they would be printed as they stand."""
    for place in re.findall(r"\{([^{}]*)\}", text):
        if place not in known:
            near = nearest(place, known)
            repair = (
                f"是不是 {{{near}}}？" if near else f"可用的：{'、'.join(f'{{{name}}}' for name in known)}"
            )
            reader.tell(
                codes.LAYOUT_SOURCE, node.mark, f"不认识的占位“{{{place}}}”", repair, max(len(text), 1)
            )
