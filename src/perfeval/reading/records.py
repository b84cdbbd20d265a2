"""The generic half of reading: a placed mapping → a frozen record, by the record's own key table.

Every room that has a file kind of its own reads through here, so that unknown keys, duplicates and wrong kinds are
told in the same way everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from functools import cache
from typing import Any, TypeVar

import attrs

from perfeval.model import SHAPES, SHAPES_ZH, Key, keys_of
from perfeval.reading import codes
from perfeval.reading.scalars import SCALARS, Teller
from perfeval.reading.tree import Mapping, Node, Scalar, Sequence
from perfeval.source import Mark, Origin, nearest

__all__ = ["Custom", "Reader", "aliases", "file_key", "names_of"]

R = TypeVar("R")
Custom = Callable[["Reader", Node], Any]
"""Reads one key of a record in its own way; returns the field's value, or None."""


def file_key(name: str, row: Key) -> str:
    """Return the English key of a field in a file."""
    return row.en or name


@cache
def aliases(record: type) -> AnyMapping[str, str]:
    """Return every key that a file may use for a field of *record*, with the field's name.

    >>> from perfeval.model import Indicator
    >>> aliases(Indicator)["分值"], aliases(Indicator)["points"]
    ('points', 'points')
    """
    return names_of(keys_of(record))


def names_of(table: AnyMapping[str, Key]) -> dict[str, str]:
    """Return every name that a file may use for the keys of a table, with the field's name.

    Args:
        table: A key table, of one record or put together from several.
    """
    found: dict[str, str] = {}
    for name, row in table.items():
        found[file_key(name, row)] = name
        found.update(dict.fromkeys(row.zh, name))
    return found


class Reader(Teller):
    """Reads nodes of one file into records."""

    def record(
        self,
        cls: type[R],
        node: Node,
        custom: AnyMapping[str, Custom] | None = None,
        ignore: frozenset[str] = frozenset(),
    ) -> R | None:
        """Return the record of class *cls* that *node* writes, or None where it has nothing usable.

        Args:
            cls: An attrs class whose fields carry their keys.
            node: What stands in the file.
            custom: Readers for single fields, by field name.
            ignore: Keys of the file that are allowed and read elsewhere, such as `format`.
        """
        if not isinstance(node, Mapping):
            self.tell(codes.NOT_MAPPING, node.mark, f"{_shown(node)}：这里应是“键: 值”")
            return None
        known: Any = cls  # a TypeVar of a type is not hashable in the eyes of mypy
        table = keys_of(known)
        values, marks = self.fields(table, aliases(known), node, custom or {}, ignore)
        if self._missing(table, values, node.mark, marks):
            return None
        if "origin" in _field_names(known):
            values["origin"] = Origin(self.source, node.mark, marks)
        return cls(**values)

    def fields(
        self,
        table: AnyMapping[str, Key],
        names: AnyMapping[str, str],
        node: Mapping,
        custom: AnyMapping[str, Custom],
        ignore: frozenset[str] = frozenset(),
    ) -> tuple[dict[str, Any], dict[str, Mark]]:
        """Return the values that a mapping writes, by field, and the place of each."""
        values: dict[str, Any] = {}
        marks: dict[str, Mark] = {}
        outer = self.money_unit
        if "money_unit" in table:
            self.money_unit = self._money_unit(names, table["money_unit"], node) or outer
        for typed, value in node.items:
            name = names.get(typed.text)
            if name is None:
                if typed.text not in ignore:
                    self._unknown(typed, names)
                continue
            if name in marks:
                fact = f"“{typed.text}”与第 {marks[name][0]} 行是同一个键，写了两次"
                self.tell(codes.DUPLICATE, typed.mark, fact, length=len(typed.text))
                values.pop(name, None)  # neither of the two is used
                marks[name] = typed.mark
                continue
            marks[name] = value.mark
            read = custom[name](self, value) if name in custom else self.value(table[name], value)
            if read is not None:
                values[name] = read
        self.money_unit = outer
        return values, marks

    def value(self, row: Key, node: Node) -> Any:
        """Return what a node says under a key; None where nothing is written or it cannot be read."""
        if isinstance(node, Scalar):
            if node.text in row.absent:
                return None
            scalar = SCALARS.get("text" if row.holds == "method" else row.holds)
            if scalar is not None:
                return scalar(self, row, node)
            if node.blank:
                return None
        return _NODES.get(row.holds, _not_text)(self, row, node)

    def _money_unit(self, names: AnyMapping[str, str], row: Key, node: Mapping) -> str | None:
        """Return the money unit of a section before its amounts are read; what is wrong with it is told later."""
        for typed, value in node.items:
            if (
                names.get(typed.text) == "money_unit"
                and isinstance(value, Scalar)
                and value.text in row.choices
            ):
                return value.text
        return None

    def _unknown(self, typed: Scalar, names: AnyMapping[str, str]) -> None:
        """Tell of a key that the table does not have."""
        near = nearest(typed.text, names)
        repair = f"是不是“{near}”？" if near else f"可用的键：{'、'.join(_main_names(names))}"
        if not typed.text:
            repair = "写上键，或删去这一行"
        fact = f"不认识的键“{typed.text}”"
        self.tell(codes.UNKNOWN_KEY, typed.mark, fact, repair, max(len(typed.text), 1))

    def _missing(
        self, table: AnyMapping[str, Key], values: dict[str, Any], mark: Mark, marks: dict[str, Mark]
    ) -> bool:
        """Tell of required keys without a value; return whether the record cannot do without them."""
        barred = False
        told = {(problem.place.line, problem.place.column) for problem in self.problems if problem.place}
        for name, row in table.items():
            if not row.required or name in values:
                continue
            zh = f"（{row.zh[0]}）" if row.zh else ""
            if marks.get(name) not in told:
                example = f"，例如 {file_key(name, row)}: {row.example}" if row.example else ""
                fact = f"缺少 {file_key(name, row)}{zh}"
                self.tell(codes.MISSING_KEY, marks.get(name, mark), fact, f"补上{row.doc}{example}")
            if row.holds == "text":
                values[name] = ""
            else:
                barred = barred or row.holds not in ("integer", "records")
        return barred


def _record(reader: Reader, row: Key, node: Node) -> Any:
    """Return a nested record; one that has a short form may be written as one text."""
    if not row.short:
        return reader.record(_class(row), node)
    short = keys_of(_class(row))[row.short]
    if row.choices:
        short = attrs.evolve(short, choices=row.choices)
    if isinstance(node, Mapping):
        return reader.record(_class(row), node, {row.short: lambda reader, value: reader.value(short, value)})
    said = reader.value(short, node)
    if said is None:
        return None
    placed = {"origin": Origin(reader.source, node.mark, {row.short: node.mark})}
    return _class(row)(**{row.short: said}, **(placed if "origin" in _field_names(_class(row)) else {}))


def _records(reader: Reader, row: Key, node: Node) -> tuple[Any, ...]:
    """Return a list of records."""
    nodes = _sequence(reader, node)
    read = (reader.record(_class(row), item) for item in nodes)
    return tuple(record for record in read if record is not None)


def _texts(reader: Reader, row: Key, node: Node) -> tuple[str, ...]:
    """Return a list of texts, or one text."""
    nodes = [node] if isinstance(node, Scalar) else _sequence(reader, node)
    return tuple(text for item in nodes if (text := _only_text(reader, item)))


def _choice_list(reader: Reader, row: Key, node: Node) -> tuple[str, ...]:
    """Return a list of choices, or one choice."""
    nodes = [node] if isinstance(node, Scalar) else _sequence(reader, node)
    one = attrs.evolve(row, holds="choice")
    return tuple(choice for item in nodes if (choice := reader.value(one, item)) is not None)


def _numbers(reader: Reader, row: Key, node: Node) -> tuple[dict[str, Any], ...]:
    """Return a list of mappings text → number."""
    one = attrs.evolve(row, holds="number")
    return tuple(
        _named_by(reader, item, lambda value: reader.value(one, value)) for item in _sequence(reader, node)
    )


def _fields(reader: Reader, row: Key, node: Node) -> dict[str, str]:
    """Return a mapping text → text."""
    return {
        key: text for key, value in _pairs(reader, node) if (text := _only_text(reader, value)) is not None
    }


def _choices(reader: Reader, row: Key, node: Node) -> dict[str, str]:
    """Return a mapping text → choice."""
    return _named_by(reader, node, lambda value: reader.value(attrs.evolve(row, holds="choice"), value))


def _named(reader: Reader, row: Key, node: Node) -> dict[str, Any]:
    """Return a mapping name → record."""
    return _named_by(reader, node, lambda value: _record(reader, row, value))


def _ranges(reader: Reader, row: Key, node: Node) -> dict[str, Any]:
    """Return a mapping name → range."""
    return _named_by(reader, node, lambda value: reader.value(attrs.evolve(row, holds="parsed"), value))


def _shape(reader: Reader, row: Key, node: Node) -> Any:
    """Return a scoring shape: a mapping with `shape`, or the name of one alone."""
    if isinstance(node, Scalar):
        node = Mapping(node.mark, [(Scalar("shape", node.mark), node)])
    if not isinstance(node, Mapping):
        return _not_text(reader, row, node)
    name = next((value for typed, value in node.items if typed.text in ("shape", "形状")), None)
    typed = name.text if isinstance(name, Scalar) else ""
    canonical = SHAPES_ZH.get(typed, typed)
    allowed = row.choices or SHAPES
    if canonical not in allowed:
        near = nearest(typed, [*allowed, *(zh for zh, en in SHAPES_ZH.items() if en in allowed)])
        repair = (f"是不是“{near}”？" if near else "") + f"可选：{'、'.join(allowed)}"
        mark = name.mark if name else node.mark
        fact = f"没有“{typed}”这种计分形状" if canonical not in SHAPES else f"这里不能用“{typed}”"
        reader.tell(codes.NOT_CHOICE, mark, fact, repair, max(len(typed), 1))
        return None
    return reader.record(SHAPES[canonical], node, ignore=frozenset(("shape", "形状")))


def _method(reader: Reader, row: Key, node: Node) -> Any:
    """Return a shape that is written out; a bare name stays a text, as it may be a method of the rule set."""
    return _shape(reader, row, node) if isinstance(node, Mapping) else _not_text(reader, row, node)


def _shapes(reader: Reader, row: Key, node: Node) -> dict[str, Any]:
    """Return a mapping name → scoring shape."""
    return _named_by(reader, node, lambda value: _shape(reader, row, value))


def _named_by(reader: Reader, node: Node, read: Callable[[Node], Any]) -> dict[str, Any]:
    """Return a mapping name → what *read* makes of each value."""
    pairs = ((key, read(value)) for key, value in _pairs(reader, node))
    return {key: value for key, value in pairs if value is not None}


def _pairs(reader: Reader, node: Node) -> list[tuple[str, Node]]:
    """Return the pairs of a mapping; anything else is told."""
    if isinstance(node, Mapping):
        return [(key.text, value) for key, value in node.items]
    reader.tell(codes.NOT_MAPPING, node.mark, f"{_shown(node)}：这里应是“键: 值”")
    return []


def _sequence(reader: Reader, node: Node) -> list[Node]:
    """Return the items of a sequence; anything else is told."""
    if isinstance(node, Sequence):
        return node.items
    reader.tell(codes.WRONG_KIND, node.mark, f"{_shown(node)}：这里应是列表", "每项一行，以“- ”开头")
    return []


def _only_text(reader: Reader, node: Node) -> str | None:
    """Return a text; anything else is told."""
    if isinstance(node, Scalar):
        return "" if node.blank else node.text
    reader.tell(codes.WRONG_KIND, node.mark, f"{_shown(node)}：这里应是一段文字", "写成一段文字")
    return None


def _not_text(reader: Reader, row: Key, node: Node) -> None:
    """Tell of a list or mapping where a text is expected."""
    reader.tell(
        codes.WRONG_KIND,
        node.mark,
        f"{_shown(node)}：“{row.zh[0] if row.zh else row.doc}”应是一段文字或一个数",
        "写成一段文字",
    )


_NODES: dict[str, Callable[[Reader, Key, Node], Any]] = {
    "record": _record,
    "records": _records,
    "texts": _texts,
    "choice_list": _choice_list,
    "numbers": _numbers,
    "fields": _fields,
    "choices": _choices,
    "named": _named,
    "ranges": _ranges,
    "shape": _shape,
    "shapes": _shapes,
    "method": _method,
}


@cache
def _field_names(cls: type) -> frozenset[str]:
    """Return the names of the fields of a record."""
    return frozenset(field.name for field in attrs.fields(cls))


def _class(row: Key) -> type:
    """Return the record class that a key holds."""
    if row.of is None:
        message = f"a key that holds {row.holds!r} must name a class"
        raise TypeError(message)
    return row.of


def _main_names(names: AnyMapping[str, str]) -> list[str]:
    """Return one key per field, in the order of the table: the first Chinese one where there is one."""
    main: dict[str, str] = {}
    for alias, name in names.items():
        if name not in main or main[name].isascii():
            main[name] = alias
    return list(main.values())


def _shown(node: Node) -> str:
    """Return what stands in the file, in words."""
    if isinstance(node, Scalar):
        return f"“{node.text}”" if node.text else "空"
    return "一组“键: 值”" if isinstance(node, Mapping) else "一个列表"
