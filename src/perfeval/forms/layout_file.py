"""The file of a layout → its records, with every mistake at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from perfeval.forms import codes
from perfeval.forms.layout import (
    Budget,
    Column,
    Fund,
    Group,
    Indicators,
    Layout,
    Matrix,
    Pair,
    Pairs,
    Section,
    Texts,
    Total,
)
from perfeval.forms.vocabulary import (
    BUDGET_COLUMNS,
    CAUSE,
    INDICATOR_COLUMNS,
    LIKELIHOOD,
    PLACES,
    ROLES,
    SOURCES,
)
from perfeval.model.filing import LIKELIHOODS
from perfeval.reading.records import Reader
from perfeval.reading.tree import Mapping, Node, Scalar, Sequence, read_tree
from perfeval.source import ProblemError, Source, has_errors, nearest

__all__ = ["read_layout"]

_FORMAT = frozenset(("format", "格式"))
_FLAGS = {"true": True, "false": False, "是": True, "否": False}
_HEAD = (*PLACES, "points")


def read_layout(text: str, source: Source) -> Layout:
    """Return the layout of a text.

    Args:
        text: The YAML.
        source: What it is called.

    Raises:
        ProblemError: With every mistake.
    """
    reader = Reader(source)
    custom = {
        "above": _pairs,
        "below": _pairs,
        "rows": _rows,
        "widths": _widths,
        "limits": _limits,
    }
    tree = read_tree(text, source, reader.problems)
    layout = reader.record(Layout, tree, custom, _FORMAT)
    for name, value in tree.items if isinstance(tree, Mapping) else []:
        if name.text in ("title", "标题", "subtitle", "副标题") and isinstance(value, Scalar):
            _check_places(reader, value, PLACES)
    if layout is not None and not has_errors(reader.problems):
        _check_columns(reader, layout)
    if layout is None or has_errors(reader.problems):
        raise ProblemError(reader.problems)
    return layout


def _check_columns(reader: Reader, layout: Layout) -> None:
    """Tell of blocks that do not fit together: no indicators, or a budget that is wider than they are."""
    blocks = [section for section in layout.sections if isinstance(section, Indicators)]
    found = set(blocks[0].sources) if blocks else set()
    if len(blocks) != 1 or "name" not in found or not found & {"target", "number", "midterm"}:
        fact = "表样要有且只有一个 indicators 部分，其中有 name 列，以及 target（或 number）列"
        reader.tell(codes.LAYOUT_COLUMNS, (1, 1), fact)
        return
    if layout.budget is not None and len(layout.budget.columns) > layout.width - 2:
        fact = f"预算部分有 {len(layout.budget.columns)} 列，表一共 {layout.width} 列，对不齐"
        reader.tell(codes.LAYOUT_COLUMNS, (1, 1), fact, "预算部分至少要比整张表少两列")
    if any(isinstance(section, Total) for section in layout.sections) and not found & {"points", "score"}:
        fact = "total 行的数印在指标部分的 points 和 score 列，指标部分没有这两列"
        reader.tell(codes.LAYOUT_COLUMNS, (1, 1), fact, "加上 得分: score，或删去 total")
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


def _limits(reader: Reader, node: Node) -> dict[str, int]:
    """Return how long each text may be."""
    found = {}
    for name, value in node.items if isinstance(node, Mapping) else []:
        known = {**SOURCES, **INDICATOR_COLUMNS}
        if name.text not in known:
            _unknown(reader, name, "内容来源", known)
        elif not isinstance(value, Scalar) or not value.text.isdecimal():
            reader.tell(codes.LAYOUT_ROW, value.mark, "字数应是整数", "例如 limits: {deviation_reason: 500}")
        else:
            found[name.text] = int(value.text)
    return found


# Rows.


def _rows(reader: Reader, node: Node) -> tuple[Section, ...]:
    """Return the parts of the form."""
    if not isinstance(node, Sequence):
        reader.tell(codes.LAYOUT_ROW, node.mark, "rows 应是各行的列表")
        return ()
    return tuple(_section(reader, item) for item in node.items)


def _section(reader: Reader, node: Node) -> Section:
    """Return one part: a block under its name, or a row of pairs."""
    if isinstance(node, Mapping) and len(node.items) == 1 and node.items[0][0].text in _BLOCKS:
        name, value = node.items[0]
        return _BLOCKS[name.text](reader, value)
    return Pairs(_pairs(reader, node))


def _total(reader: Reader, node: Node) -> Total:
    """Return the row of the total: `total: 合计`."""
    if isinstance(node, Scalar) and node.text:
        return Total(node.text)
    reader.tell(codes.LAYOUT_ROW, node.mark, "total 后面写这一行的名称", "例如 - total: 总分")
    return Total("")


def _texts(reader: Reader, node: Node) -> Texts:
    """Return heads with texts below them."""
    keys = _keys(reader, node, ("label", "columns"))
    return Texts(_label(reader, keys), _pairs(reader, keys["columns"]) if "columns" in keys else ())


def _group(reader: Reader, node: Node) -> Group:
    """Return rows under one label."""
    keys = _keys(reader, node, ("label", "rows"))
    rows = _rows(reader, keys["rows"]) if "rows" in keys else ()
    for row in rows:
        if isinstance(row, Group | Indicators | Budget | Total):
            fact = "group 里只能放“栏目: 内容”的行、texts 和 matrix"
            reader.tell(codes.LAYOUT_ROW, keys["rows"].mark, fact)
    return Group(_label(reader, keys), rows)


def _matrix(reader: Reader, node: Node) -> Matrix:
    """Return questions with answers in columns."""
    keys = _keys(reader, node, ("label", "rows", "columns"))
    rows, columns = (_words(reader, keys, name) for name in ("rows", "columns"))
    return Matrix(_label(reader, keys), rows, columns)


def _budget(reader: Reader, node: Node) -> Budget:
    """Return the block of the budget."""
    keys = _keys(reader, node, ("label", "columns", "rows", "name_head", "name_beside_head"))
    funds = []
    rows = keys.get("rows")
    for label, role in rows.items if isinstance(rows, Mapping) else []:
        if not isinstance(role, Scalar) or role.text not in ROLES:
            _unknown(reader, role, "行", ROLES)
        else:
            funds.append(Fund(label.text, role.text))
    if not funds or [fund.role for fund in funds].count("total") > 1 or funds[0].role != "total":
        fact = "budget 的 rows 第一行应是总额（total），也只有这一行是总额"
        reader.tell(
            codes.LAYOUT_ROW, (rows or node).mark, fact, "例如 rows: {年度资金总额: total, 其他资金: part}"
        )
    beside = keys.get("name_beside_head")
    if beside is not None and _text(beside) not in _FLAGS:
        reader.tell(codes.LAYOUT_ROW, beside.mark, "name_beside_head 只能写 true 或 false")
    return Budget(
        _label(reader, keys),
        _columns(reader, keys.get("columns"), BUDGET_COLUMNS, node),
        tuple(funds),
        _text(keys.get("name_head")),
        _FLAGS.get(_text(keys.get("name_beside_head")), False),
    )


def _indicators(reader: Reader, node: Node) -> Indicators:
    """Return the block of the indicators."""
    keys = _keys(reader, node, ("label", "columns", "goal", "points"))
    if "points" in keys and _text(keys["points"]) != "in_name":
        fact = "points 只能写 in_name：分值印在名称后的括号里"
        reader.tell(codes.LAYOUT_ROW, keys["points"].mark, fact, "分值自成一列时，写在 columns 里")
    goal = keys.get("goal")
    if isinstance(goal, Scalar):
        _check_places(reader, goal, (*_HEAD, "number", "text"))
    return Indicators(
        _label(reader, keys),
        _columns(reader, keys.get("columns"), INDICATOR_COLUMNS, node),
        _text(goal),
        "points" in keys,
    )


_BLOCKS: dict[str, Callable[[Reader, Node], Section]] = {
    "budget": _budget,
    "indicators": _indicators,
    "texts": _texts,
    "group": _group,
    "matrix": _matrix,
    "total": _total,
}


def _keys(reader: Reader, node: Node, known: tuple[str, ...]) -> dict[str, Node]:
    """Return what a block says, by key; unknown keys are told."""
    found: dict[str, Node] = {}
    if not isinstance(node, Mapping):
        reader.tell(codes.LAYOUT_ROW, node.mark, f"这里应写 {'、'.join(known)}")
        return found
    for name, value in node.items:
        if name.text in known:
            found[name.text] = value
        else:
            _unknown(reader, name, "键", known)
    return found


def _label(reader: Reader, keys: dict[str, Node]) -> str:
    """Return the left label of a block."""
    node = keys.get("label")
    if isinstance(node, Scalar):
        _check_places(reader, node, _HEAD)
    return _text(node)


def _words(reader: Reader, keys: dict[str, Node], name: str) -> tuple[str, ...]:
    """Return a list of texts."""
    node = keys.get(name)
    items = node.items if isinstance(node, Sequence) else []
    found = tuple(item.text for item in items if isinstance(item, Scalar) and item.text)
    if node is not None and (not found or len(found) != len(items)):
        reader.tell(
            codes.LAYOUT_ROW, node.mark, f"{name} 应是文字的列表", f"例如 {name}: [情况说明, 存在问题]"
        )
    return found


def _text(node: Node | None) -> str:
    """Return the text of a node, empty where it is none."""
    return node.text if isinstance(node, Scalar) else ""


# Columns.


def _columns(reader: Reader, node: Node | None, known: Iterable[str], block: Node) -> tuple[Column, ...]:
    """Return the columns of a block: `head: what stands below it`, or a head with such columns under it."""
    found: list[Column] = []
    for head, value in _items(node):
        if isinstance(value, Mapping):
            found += [_column(reader, inner, held, known, head.text) for inner, held in value.items]
        else:
            found.append(_column(reader, head, value, known, ""))
    if not found:
        mark = (node or block).mark
        reader.tell(
            codes.LAYOUT_COLUMNS, mark, "没有写 columns", "例如 columns: {三级指标: name, 年度指标值: target}"
        )
    twice = {column.source for column in found if sum(column.source == other.source for other in found) > 1}
    if twice:
        reader.tell(codes.LAYOUT_COLUMNS, (node or block).mark, f"{'、'.join(sorted(twice))} 列写了不止一次")
    return tuple(found)


def _items(node: Node | None) -> list[tuple[Scalar, Node]]:
    """Return the pairs of a mapping, or of the mappings of a list."""
    if isinstance(node, Mapping):
        return list(node.items)
    items = node.items if isinstance(node, Sequence) else []
    return [pair for item in items if isinstance(item, Mapping) for pair in item.items]


def _column(reader: Reader, head: Scalar, node: Node, known: Iterable[str], group: str) -> Column:
    """Return one column."""
    source = _text(node)
    likely = source.removeprefix(LIKELIHOOD) if source.startswith(LIKELIHOOD) else None
    if source not in known and likely not in LIKELIHOODS and not source.startswith(CAUSE):
        _unknown(reader, node, "列", [*known, *(LIKELIHOOD + name for name in LIKELIHOODS)])
    _check_places(reader, head, _HEAD)
    return Column(head.text, source, group)


# Pairs.


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
    _check_places(reader, label, PLACES)
    if isinstance(value, Mapping) and len(value.items) == 1:
        kind, held = value.items[0]
        if kind.text == "field" and isinstance(held, Scalar):
            return Pair(label.text, field=held.text)
        if kind.text == "text" and isinstance(held, Scalar):
            return Pair(label.text, literal=held.text)
        if kind.text == "choice" and isinstance(held, Sequence) and held.items:
            options = tuple(item.text for item in held.items if isinstance(item, Scalar))
            return Pair(label.text, choice=options)
    text = _text(value)
    if "{" in text:
        _check_places(reader, value, PLACES)
    elif text not in SOURCES:
        _unknown(reader, value, "内容来源", SOURCES, "别的栏目写 {field: 栏目名}")
    return Pair(label.text, sign=True) if text == "sign" else Pair(label.text, source=text)


# Mistakes.


def _unknown(reader: Reader, node: Node, what: str, known: Iterable[str], more: str = "") -> None:
    """Tell of a word that nothing answers to."""
    text = _text(node)
    near = nearest(text, known)
    repair = f"是不是 {near}？" if near else f"可用的：{'、'.join(known)}" + (f"；{more}" if more else "")
    code = (
        codes.LAYOUT_SOURCE
        if what == "内容来源"
        else codes.LAYOUT_COLUMNS
        if what == "列"
        else codes.LAYOUT_ROW
    )
    reader.tell(code, node.mark, f"不认识的{what}“{text}”", repair, max(len(text), 1))


def _check_places(reader: Reader, node: Any, known: Iterable[str]) -> None:
    """Tell of places in braces that nothing fills: they would be printed as they stand."""
    text = _text(node)
    for place in re.findall(r"\{([^{}]*)\}", text):
        if place not in known:
            near = nearest(place, known)
            listed = "、".join(f"{{{name}}}" for name in known)
            repair = f"是不是 {{{near}}}？" if near else f"可用的：{listed}"
            reader.tell(
                codes.LAYOUT_SOURCE, node.mark, f"不认识的占位“{{{place}}}”", repair, max(len(text), 1)
            )
