"""Filing files: what was achieved, matched to the definition that it names."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from perfeval.model import Definition, Filing, keys_of
from perfeval.reading import codes
from perfeval.reading.definitions import FORMAT
from perfeval.reading.records import Reader, aliases
from perfeval.reading.tree import Mapping, Scalar
from perfeval.source import Mark, Origin, nearest

__all__ = ["check_actuals", "key_marks", "read_filing"]


def read_filing(reader: Reader, node: Mapping, load: Callable[[str, Mark], Definition]) -> Filing | None:
    """Return the filing that a file writes, with every problem found; None where it names no definition.

    Args:
        reader: The reader of the file.
        node: The root of the file.
        load: Returns the definition at a path, which is written at a mark; raises ProblemError where there is none.
    """
    values, marks = reader.fields(keys_of(Filing), aliases(Filing), node, {}, FORMAT)
    path = values.get("definition_path")
    if path is None:
        reader.tell(codes.NO_DEFINITION, marks.get("definition_path", node.mark), codes.NO_DEFINITION.what)
        return None
    definition = load(path, marks["definition_path"])
    origin = Origin(reader.source, node.mark, marks)
    filing = Filing(definition=definition, origin=origin, **values)
    check_actuals(reader, filing, key_marks(node))
    return attrs.evolve(filing, problems=tuple(reader.problems))


def key_marks(node: Mapping) -> dict[str, Scalar]:
    """Return the keys below `actuals`, with their places: what was typed → where."""
    for typed, value in node.items:
        if aliases(Filing).get(typed.text) == "actuals" and isinstance(value, Mapping):
            return {key.text: key for key, _ in value.items}
    return {}


def check_actuals(reader: Reader, filing: Filing, typed: dict[str, Scalar]) -> None:
    """Tell of an actual for no indicator, and of indicators without an actual."""
    names = {leaf.key: leaf.indicator.name for leaf in filing.definition.leaves}
    for key in filing.actuals:
        if key not in names and key in typed:
            reader.tell(
                codes.NO_INDICATOR,
                typed[key].mark,
                f"指标定义里没有“{key}”",
                _repair(key, names),
                max(len(key), 1),
            )
    missing = [name for key, name in names.items() if key not in filing.actuals]
    if missing and typed:
        shown = "、".join(missing[:5]) + (f" 等 {len(missing)} 项" if len(missing) > 5 else "")
        mark = filing.origin.marks.get("actuals", (1, 1)) if filing.origin else (1, 1)
        reader.tell(codes.NOT_FILED, mark, f"没有填完成值的指标：{shown}")


def _repair(key: str, names: dict[str, str]) -> str:
    """Return how to mend a key that no indicator has."""
    by_name = [own for own, name in names.items() if name == key]
    if by_name:
        return f"这个指标有编号，请写编号：{'、'.join(by_name)}"
    near = nearest(key, names)
    return f"是不是“{near}”？" if near else f"指标有：{'、'.join(names)}"
