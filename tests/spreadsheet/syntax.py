"""The text of a formula as a tree, and what can be measured of it: its functions, its depth, its longest number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Node", "depth", "functions_in", "longest_number", "longest_text", "parsed", "walk"]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)(?![A-Za-z(])
    | "(?P<text>(?:[^"]|"")*)"
    | (?P<call>(?:_xlfn\.)?[A-Z][A-Z0-9.]*)\(
    | (?P<truth>TRUE|FALSE)(?![A-Z0-9(])
    | (?P<cell>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![A-Z0-9(])
    | (?P<sign><=|>=|<>|[-+*/^&%=<>(),])
    )""",
    re.VERBOSE | re.ASCII,
)
_LEVELS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))
"""Operators from the loosest to the tightest; all of one level are worked out from left to right."""


class Node(NamedTuple):
    """A part of a formula: `number`, `text`, `truth`, `cell`, `range`, `call`, `binary`, `minus`, `plus`, `percent`."""

    kind: str
    value: str
    parts: tuple[Node, ...] = ()


def parsed(formula: str) -> Node:
    """Return the tree of a formula, with or without its leading `=`.

    Args:
        formula: As openpyxl reads it from a workbook.

    Raises:
        ValueError: For what is no formula, at its place.
    """
    reader = _Reader(formula.removeprefix("="))
    node = reader.level(0)
    if reader.at != len(reader.tokens):
        raise reader.wrong()
    return node


class _Reader:
    """Reads the signs of a formula from left to right."""

    def __init__(self, formula: str) -> None:
        """Split the formula into its signs."""
        self.formula, self.at = formula, 0
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(formula.rstrip()):
            found = _TOKEN.match(formula, place)
            if found is None or found.lastgroup is None:
                message = f"no formula from here on: {formula[place : place + 40]!r}"
                raise ValueError(message)
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            place = found.end()

    def wrong(self) -> ValueError:
        """Return the error of a sign that should not stand where it stands."""
        rest = "".join(value for _, value in self.tokens[self.at : self.at + 10])
        return ValueError(f"not expected here: {rest!r} in {self.formula[:200]!r}")

    def next_is(self, *signs: str) -> bool:
        """Return whether one of some signs comes next."""
        return (
            self.at < len(self.tokens)
            and self.tokens[self.at][0] == "sign"
            and self.tokens[self.at][1] in signs
        )

    def take(self) -> tuple[str, str]:
        """Return the next sign and go on."""
        if self.at >= len(self.tokens):
            raise self.wrong()
        self.at += 1
        return self.tokens[self.at - 1]

    def level(self, number: int) -> Node:
        """Read operators of one level, and what binds tighter."""
        if number == len(_LEVELS):
            return self.postfix()
        node = self.level(number + 1)
        while self.next_is(*_LEVELS[number]):
            sign = self.take()[1]
            node = Node("binary", sign, (node, self.level(number + 1)))
        return node

    def postfix(self) -> Node:
        """Read an item and the percent signs behind it."""
        node = self.item()
        while self.next_is("%"):
            self.take()
            node = Node("percent", "%", (node,))
        return node

    def item(self) -> Node:
        """Read a sign with its item, a number, a text, a cell, a call, or brackets."""
        if self.next_is("-", "+"):
            # A spreadsheet's minus binds tighter than its power: -2^2 is 4.
            kind = "minus" if self.take()[1] == "-" else "plus"
            return Node(kind, "", (self.postfix(),))
        if self.next_is("("):
            self.take()
            node = self.level(0)
            if not self.next_is(")"):
                raise self.wrong()
            self.take()
            return node
        kind, value = self.take()
        if kind == "call":
            return self.call(value)
        if kind == "cell":
            return Node("range" if ":" in value else "cell", value.replace("$", ""))
        if kind == "text":
            return Node("text", value.replace('""', '"'))
        if kind == "sign":
            self.at -= 1
            raise self.wrong()
        return Node(kind, value)

    def call(self, name: str) -> Node:
        """Read the arguments of a function."""
        given: list[Node] = []
        while not self.next_is(")"):
            if given:
                if not self.next_is(","):
                    raise self.wrong()
                self.take()
            given.append(self.level(0))
        self.take()
        return Node("call", name, tuple(given))


def walk(node: Node) -> Iterator[Node]:
    """Return a node and everything below it."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += node.parts


def functions_in(formula: str) -> set[str]:
    """Return the names of the functions that a formula calls."""
    return {node.value for node in walk(parsed(formula)) if node.kind == "call"}


def depth(formula: str) -> int:
    """Return how deep the functions of a formula stand in one another: `IF(A1,ROUND(B1,2),0)` is 2."""
    deepest, waiting = 0, [(parsed(formula), 0)]
    while waiting:
        node, above = waiting.pop()
        level = above + (node.kind == "call")
        deepest = max(deepest, level)
        waiting += [(part, level) for part in node.parts]
    return deepest


def longest_number(formula: str) -> int:
    """Return the most significant digits that a number of a formula has: Excel forgets those after the fifteenth."""
    numbers = (
        node.value.lower().partition("e")[0] for node in walk(parsed(formula)) if node.kind == "number"
    )
    return max((len(number.replace(".", "").strip("0")) for number in numbers), default=0)


def longest_text(formula: str) -> int:
    """Return the most signs that a text in a formula has: Excel takes 255."""
    return max((len(node.value) for node in walk(parsed(formula)) if node.kind == "text"), default=0)
