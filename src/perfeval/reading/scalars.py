"""Single texts of a file → values: numbers, dates, choices, cells; what does not fit is told, never raised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import attrs

from perfeval.exact import Number
from perfeval.model import Key
from perfeval.notation import Measure, read_actual, read_amount, read_target
from perfeval.reading import codes
from perfeval.reading.tree import Scalar, placed
from perfeval.source import Code, Mark, Origin, Problem, Source, nearest

__all__ = ["FLAGS", "SCALARS", "Teller"]

_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?\Z", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,9}\Z", re.ASCII)
_DATE = re.compile(r"\d{4}\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\Z", re.ASCII)
FLAGS = {"true": True, "false": False, "是": True, "否": False, "yes": True, "no": False}


@attrs.define(eq=False, repr=False)
class Teller:
    """The file that is being read, and the problems found so far; nothing is raised.

    `money_unit` is that of the section being read: a bare amount takes it.
    """

    source: Source
    problems: list[Problem] = attrs.field(factory=list)
    money_unit: str | None = None

    def tell(self, code: Code, mark: Mark, fact: str, repair: str = "", length: int = 1) -> None:
        """Collect a problem at a mark of the file, with *length* characters marked."""
        self.problems.append(placed(code, self.source, mark, fact, repair, length))


def _text(reader: Teller, row: Key, node: Scalar) -> str | None:
    """Return a text as typed."""
    return None if node.blank else node.text.strip("\n") if node.block else node.text


def _number(reader: Teller, row: Key, node: Scalar) -> Number | None:
    """Return an exact number."""
    if node.blank:
        return None
    text = unicodedata.normalize("NFKC", node.text)
    if not _NUMBER.match(text):
        fact = f"“{node.text}”不是一个数"
        digits = re.search(r"\d+(?:\.\d+)?", node.text)
        repair = f"只写数字：{digits[0]}" if digits else ""
        reader.tell(codes.NOT_NUMBER, node.mark, fact, repair, max(len(node.text), 1))
        return None
    return Number.of(text)


def _integer(reader: Teller, row: Key, node: Scalar) -> int | None:
    """Return a whole number."""
    if node.blank:
        return None
    text = node.text.removesuffix("年").removesuffix("年度") if "年度" in row.doc else node.text
    text = unicodedata.normalize("NFKC", text)
    if not _INTEGER.match(text):
        reader.tell(codes.NOT_NUMBER, node.mark, f"“{node.text}”不是整数", "只写整数", max(len(node.text), 1))
        return None
    return int(text)


def _flag(reader: Teller, row: Key, node: Scalar) -> bool | None:
    """Return yes or no."""
    if node.blank:
        return None
    if node.text not in FLAGS:
        reader.tell(
            codes.NOT_CHOICE,
            node.mark,
            f"“{node.text}”不是“是”或“否”",
            "写 true 或 false",
            len(node.text),
        )
        return None
    return FLAGS[node.text]


def _date(reader: Teller, row: Key, node: Scalar) -> str | None:
    """Return a date as typed; one that cannot be read is told."""
    if node.blank:
        return None
    found = _DATE.match(node.text)
    if not found or not (1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 31):
        reader.tell(codes.DATE_KIND, node.mark, f"“{node.text}”读不出是哪一天", "", len(node.text))
    return node.text


def _target(reader: Teller, row: Key, node: Scalar) -> Measure:
    """Return a target."""
    return _measured(reader, read_target("" if node.blank else node.text), node)


def _actual(reader: Teller, row: Key, node: Scalar) -> Measure:
    """Return an actual."""
    return _measured(reader, read_actual("" if node.blank else node.text), node)


def _amount(reader: Teller, row: Key, node: Scalar) -> Measure:
    """Return an amount of money."""
    return _measured(reader, read_amount("" if node.blank else node.text, reader.money_unit), node)


def _measured(reader: Teller, measure: Measure, node: Scalar) -> Measure:
    """Collect the problems of a cell, at its place."""
    if measure.problems:
        origin = Origin(reader.source, node.mark)
        reader.problems += [problem.at(origin) for problem in measure.problems]
    return measure


def _choice(reader: Teller, row: Key, node: Scalar) -> str | None:
    """Return the canonical name of a choice."""
    if node.blank:
        return None
    for canonical, others in row.choices.items():
        if node.text == canonical or node.text in others:
            return canonical
    known = [name for canonical, others in row.choices.items() for name in (canonical, *others)]
    near = nearest(node.text, known)
    repair = (f"是不是“{near}”？" if near else "") + f"可选：{'、'.join(known)}"
    reader.tell(codes.NOT_CHOICE, node.mark, f"“{node.text}”不在可选的值里", repair, len(node.text))
    return None


def _parsed(reader: Teller, row: Key, node: Scalar) -> Any:
    """Return what the key's class reads from a text."""
    if node.blank:
        return None
    try:
        return row.of.parse(node.text)  # type: ignore[union-attr]  # such a key names a class with parse()
    except ValueError as error:
        fact, _, repair = str(error).partition("；")
        reader.tell(codes.BAD_VALUE, node.mark, fact, repair, len(node.text))
        return None


SCALARS: dict[str, Callable[[Any, Key, Scalar], Any]] = {
    "text": _text,
    "number": _number,
    "integer": _integer,
    "flag": _flag,
    "date": _date,
    "target": _target,
    "actual": _actual,
    "amount": _amount,
    "choice": _choice,
    "parsed": _parsed,
}
"""Kind of value → its reader."""
