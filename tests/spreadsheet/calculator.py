"""The cells of one sheet and the formulas in them, computed as they are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

from tests.spreadsheet.functions import FUNCTIONS, Given
from tests.spreadsheet.syntax import Node, parsed
from tests.spreadsheet.values import Dialect, Error, Fault, Value, added, checked, compared, number, shown

__all__ = ["Sheet", "computed"]

_ADDRESS = re.compile(r"([A-Z]+)(\d+)", re.ASCII)
Compiled: TypeAlias = "Callable[[Sheet], Value]"


class Sheet:
    """A sheet: what stands in its cells by their addresses; a text that begins with `=` is a formula.

    >>> Sheet({"A1": 87.5, "A2": "=ROUND(A1/90*30,2)"}).value("A2")
    29.17
    """

    def __init__(self, cells: Mapping[str, Value], dialect: Dialect = "strict") -> None:
        """Keep the cells; nothing is computed yet."""
        self.cells = dict(cells)
        self.dialect: Dialect = dialect
        self.known: dict[str, Value] = {}
        self.open: set[str] = set()

    def value(self, address: str) -> Value:
        """Return what a cell shows: a formula is computed once, an error is a value."""
        if address in self.known:
            return self.known[address]
        held = self.cells.get(address)
        if not isinstance(held, str) or not held.startswith("="):
            return held
        if address in self.open:
            return Error("#REF!")
        self.open.add(address)
        try:
            found = _compiled(held)(self)
            # A formula never gives nothing: what it takes from an empty cell is 0.
            result: Value = 0.0 if found is None else found
        except Fault as fault:
            result = Error(fault.code)
        self.open.discard(address)
        self.known[address] = result
        return result

    def changed(self, cells: Mapping[str, Value]) -> Sheet:
        """Return the sheet after something was typed into some of its cells."""
        return Sheet({**self.cells, **cells}, self.dialect)

    def area(self, text: str) -> list[Value]:
        """Return what stands in a range, row by row."""
        (left, top), (right, bottom) = (_place(corner) for corner in text.split(":"))
        return [
            self.value(f"{_letters(column)}{row}")
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]


def computed(formula: str, cells: Mapping[str, Value], dialect: Dialect = "strict") -> Value:
    """Return what one formula comes to beside some cells.

    >>> computed("=IF(A1>0,1/A1,0)", {"A1": 4.0})
    0.25
    """
    return Sheet({**cells, "ZZ9999": f"={formula.removeprefix('=')}"}, dialect).value("ZZ9999")


def _place(address: str) -> tuple[int, int]:
    """Return column and row of an address."""
    found = _ADDRESS.fullmatch(address)
    assert found is not None, address
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])


def _letters(column: int) -> str:
    """Return the letters of a column."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@lru_cache(maxsize=4096)
def _compiled(formula: str) -> Compiled:
    """Return what computes a formula."""
    return _compile(parsed(formula))


def _compile(node: Node) -> Compiled:
    """Return what computes a node."""
    kind, value = node.kind, node.value
    if kind == "number":
        constant: Value = float(value)
        return lambda _: constant
    if kind == "text":
        return lambda _: value
    if kind == "truth":
        return lambda _: value == "TRUE"
    if kind == "cell":
        return lambda sheet: _asked(sheet.value(value))
    if kind == "range":
        # A range where one value is due.
        return lambda _: _raise("#VALUE!")
    if kind == "call":
        return _call(node)
    parts = [_compile(part) for part in node.parts]
    if kind == "binary":
        return _binary(value, parts[0], parts[1])
    (part,) = parts
    if kind == "minus":
        return lambda sheet: -number(part(sheet))
    return (lambda sheet: number(part(sheet)) / 100) if kind == "percent" else part


def _asked(value: Value) -> Value:
    """Return the value of a cell, or raise the error that stands in it."""
    if isinstance(value, Error):
        raise Fault(str(value))
    return value


def _raise(code: str) -> Value:
    """Raise an error."""
    raise Fault(code)


def _call(node: Node) -> Compiled:
    """Return what calls a function."""
    function = FUNCTIONS.get(node.value)
    if function is None:
        return lambda _: _raise("#NAME?")
    parts = [(_compile(part), part.kind, part.value) for part in node.parts]

    def call(sheet: Sheet) -> Value:
        """Call it with arguments that are computed when they are asked for."""
        return function(tuple(_given(sheet, *part) for part in parts), sheet.dialect)

    return call


def _given(sheet: Sheet, part: Compiled, kind: str, text: str) -> Given:
    """Return an argument of a function."""
    if kind == "cell":
        return Given(lambda: part(sheet), lambda: [sheet.value(text)])
    if kind == "range":
        return Given(lambda: part(sheet), lambda: sheet.area(text))
    return Given(lambda: part(sheet))


def _binary(sign: str, left: Compiled, right: Compiled) -> Compiled:
    """Return what computes two values together."""
    if sign == "+":
        return lambda sheet: added(number(left(sheet)), number(right(sheet)), sheet.dialect)
    if sign == "-":
        return lambda sheet: added(number(left(sheet)), -number(right(sheet)), sheet.dialect)
    if sign == "*":
        return lambda sheet: checked(number(left(sheet)) * number(right(sheet)))
    if sign == "/":
        return lambda sheet: _divided(number(left(sheet)), number(right(sheet)))
    if sign == "^":
        return lambda sheet: _power(number(left(sheet)), number(right(sheet)))
    if sign == "&":
        return lambda sheet: shown(left(sheet)) + shown(right(sheet))
    return lambda sheet: compared(left(sheet), right(sheet), sign, sheet.dialect)


def _divided(one: float, two: float) -> float:
    """Return a quotient."""
    if not two:
        raise Fault("#DIV/0!")
    return checked(one / two)


def _power(base: float, exponent: float) -> float:
    """Return a power."""
    try:
        found = base**exponent if base or exponent else 0j
    except (ZeroDivisionError, OverflowError):
        raise Fault("#NUM!") from None
    if isinstance(found, complex):
        raise Fault("#NUM!")
    return float(found)
