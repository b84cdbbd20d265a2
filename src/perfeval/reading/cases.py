"""Files of cases: a list beside a rule set, which finance staff can read and add to.

- name: 未达标按比例
given: {points: 30, target: ≥90%, actual: 87. 5%}
expect: {score: 29.17}
"""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from perfeval.model import Case, Entry, Given, Indicator, Key, Placed, keys_of
from perfeval.reading import codes
from perfeval.reading.doors import load_filing
from perfeval.reading.files import CASES_SUFFIX, read_source
from perfeval.reading.records import Reader, names_of
from perfeval.reading.tree import Mapping, Node, Sequence, read_tree
from perfeval.source import ProblemError

__all__ = ["cases_beside", "load_cases"]

"""How the name of a file of cases ends."""

_OF_INDICATOR = ("name", "points", "target", "direction", "method")
_OF_ENTRY = tuple(name for name in keys_of(Entry) if name != "target")
_ROW: AnyMapping[str, Key] = {
    **{name: keys_of(Indicator)[name] for name in _OF_INDICATOR},
    **{name: keys_of(Entry)[name] for name in _OF_ENTRY},
}
_ALL: AnyMapping[str, Key] = {**_ROW, **keys_of(Given)}


def cases_beside(path: Path) -> Path | None:
    """Return the file of cases beside a rule set's file, or None where there is none.

    Args:
        path: The file of the rule set, `mine.yaml`; its cases stand in `mine.cases.yaml`.
    """
    beside = path.with_name(f"{path.stem}{CASES_SUFFIX}")
    return beside if beside.is_file() else None


def load_cases(path: Path) -> tuple[Case, ...]:
    """Load a file of cases.

    Args:
        path: The file.

    Raises:
        ProblemError: For a file with any error: a case that could not be read would pass unseen.
    """
    source, text = read_source(path)
    reader = Reader(source)
    node = read_tree(text, source, reader.problems)
    custom = {"given": partial(_given, folder=path.parent)}
    found = [reader.record(Case, item, custom) for item in _items(reader, node)]
    if reader.problems:
        raise ProblemError(reader.problems)
    return tuple(case for case in found if case is not None)


def _items(reader: Reader, node: Node) -> list[Node]:
    """Return the items of a list; anything else is told."""
    if isinstance(node, Sequence) and node.items:
        return node.items
    reader.tell(codes.CASE_SHAPE, node.mark, codes.CASE_SHAPE.what)
    return []


def _given(reader: Reader, node: Node, *, folder: Path) -> Given | None:
    """Return what a case gives."""
    if not isinstance(node, Mapping):
        reader.tell(codes.CASE_SHAPE, node.mark, codes.CASE_SHAPE.what)
        return None
    read, _ = reader.fields(_ALL, names_of(_ALL), node, {"rows": _rows})
    own = {name: read.pop(name) for name in keys_of(Given) if name in read and name != "heading"}
    given = Given(**own)
    if read:
        given = attrs.evolve(given, rows=(_row(read, 1), *given.rows))
    if given.filing_path is not None:
        given = attrs.evolve(given, filing=load_filing(folder / given.filing_path))
    return given


def _rows(reader: Reader, node: Node) -> tuple[Placed, ...]:
    """Return the rows of a case that gives several."""
    table: AnyMapping[str, Key] = {**_ROW, "heading": keys_of(Given)["heading"]}
    found = []
    for number, item in enumerate(_items(reader, node), 1):
        if isinstance(item, Mapping):
            read, _ = reader.fields(table, names_of(table), item, {})
            found.append(_row(read, number))
    return tuple(found)


def _row(read: dict[str, Any], number: int) -> Placed:
    """Return a row from the values of its keys."""
    own = {name: read[name] for name in _OF_INDICATOR if name in read}
    filed = {name: read[name] for name in _OF_ENTRY if name in read}
    indicator = Indicator(**{"name": f"第{number}行", **own})
    return Placed(indicator, Entry(**filed) if filed else None, read.get("heading") or "")
