"""The key table: what a field is called in a file, what it holds, and what it means.

Each record declares its keys beside its fields; reader, writer, JSON Schema and the reference page use the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

import attrs

from perfeval.source import Record

__all__ = ["Holds", "Key", "Keyed", "key", "keys_of", "origin"]

Holds = Literal[
    "text",  # any scalar, as typed
    "number",  # exact.Number: a plain decimal
    "integer",  # int
    "flag",  # true/false, 是/否
    "date",  # a calendar date, kept as typed
    "target",  # notation.Measure, read as a target
    "actual",  # notation.Measure, read as an actual
    "amount",  # notation.Measure of money; needs money_unit in the same section or a unit of its own
    "choice",  # one of `choices`, canonical or by its Chinese names
    "record",  # a nested record `of`
    "records",  # a list of records `of`
    "texts",  # a list of texts, or one text
    "choice_list",  # a list of choices, or one choice
    "fields",  # a mapping text → text
    "choices",  # a mapping text → one of `choices`
    "numbers",  # a list of mappings text → exact.Number
    "named",  # a mapping name → record `of`
    "parsed",  # a text that the class `of` reads: of.parse(text), ValueError with a Chinese sentence
    "ranges",  # a mapping name → what `of.parse` reads
    "shape",  # a record of model.shapes.SHAPES, chosen by its key `shape`; one of `choices` where there are any
    "method",  # the name of a method, or a shape
    "shapes",  # a mapping name → shape
    "custom",  # read by the room that owns the record
]


@attrs.frozen(repr=False)
class Key(Record):
    """One row of a key table.

    `zh` are the Chinese names as the layouts print them; `en` is the English one where it is not the field's name;
    `choices` maps a canonical value to its Chinese names (for a record: those of the field that `short` names);
    `short` names the field of `of` that a bare text stands for; `absent` are the texts that say that there is none.
    """

    holds: Holds
    zh: tuple[str, ...]
    doc: str
    of: type | None = None
    choices: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    required: bool = False
    example: str = ""
    en: str = ""
    short: str = ""
    absent: tuple[str, ...] = ()


def key(
    holds: Holds,
    *zh: str,
    doc: str,
    of: type | None = None,
    choices: Mapping[str, tuple[str, ...]] | None = None,
    required: bool = False,
    default: Any = None,
    factory: Callable[[], Any] | None = None,
    example: str = "",
    en: str = "",
    short: str = "",
    absent: tuple[str, ...] = (),
) -> Any:
    """Return an attrs field that carries its row of the key table.

    Args:
        holds: What kind of value the key has.
        *zh: Its Chinese names; the first is shown in messages.
        doc: What it means, in Chinese.
        of: The class that a record, a shape or a parsed text becomes.
        choices: Canonical value → its Chinese names.
        required: Whether a record cannot do without it.
        default: What the field is where nothing is written.
        factory: Makes that default where it must be made anew.
        example: A value to show.
        en: The English name in files where it is not the field's.
        short: The field of `of` that a bare text stands for.
        absent: Texts that say that there is none.
    """
    row = Key(holds, zh, doc, of, choices or {}, required, example, en, short, absent)
    if factory is not None:
        return attrs.field(factory=factory, kw_only=True, metadata={"key": row})
    return attrs.field(default=default, kw_only=True, metadata={"key": row})


def origin() -> Any:
    """Return the attrs field that tells where a record was read; records built in Python have none."""
    return attrs.field(default=None, kw_only=True, eq=False, repr=False)


@cache
def keys_of(record: type) -> Mapping[str, Key]:
    """Return the key table of *record*: canonical name → key, in the order of the fields."""
    return {f.name: f.metadata["key"] for f in attrs.fields(record) if "key" in f.metadata}


class Keyed(Record):
    """The base of the records that a file writes: they are compared by one method.

    Fifty classes with a comparison and a hash of their own, compiled at each start, would cost as much as reading a
    form. Nothing compares them where speed counts. A record says `@attrs.frozen(eq=False, repr=False)`.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Return whether the other is the same kind of record and says the same; where it was read does not count."""
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _compared(self))

    def __hash__(self) -> int:
        """Return the hash of what the record says; one that holds a mapping has none."""
        return hash(tuple(getattr(self, name) for name in _compared(self)))


_COMPARED: dict[type, tuple[str, ...]] = {}


def _compared(record: Keyed) -> tuple[str, ...]:
    """Return the fields of a record that count where it is compared; they are looked up once for each class."""
    cls: Any = type(record)
    if cls not in _COMPARED:
        _COMPARED[cls] = tuple(field.name for field in attrs.fields(cls) if field.eq)
    return _COMPARED[cls]
