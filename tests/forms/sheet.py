"""A spreadsheet's arithmetic, exactly: enough of its functions to compute the formulas of a form."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from perfeval.exact import Fraction, exact, round_ratio

__all__ = ["computed"]

TOKEN = re.compile(
    r'\s*(?:(\d+(?:\.\d+)?)|"((?:[^"]|"")*)"|\{([^{}]+)\}|([A-Z]+)(?=\()|(TRUE|FALSE)|(<=|>=|<>|[-+*/(),<>=]))'
)


class Wrong(Exception):  # noqa: N818  # #VALUE! is what a spreadsheet calls it
    """What a spreadsheet shows as #VALUE! or #DIV/0!."""


def computed(formula: str, cells: Mapping[str, Any]) -> Any:
    """Return what a formula comes to: a fraction, or a text. Cells hold fractions, texts, or None."""
    return _Reader(formula, cells).whole()


class _Reader:
    """Reads a formula from left to right into functions that compute: only the chosen side of an IF is computed."""

    def __init__(self, formula: str, cells: Mapping[str, Any]) -> None:
        self.tokens = [found.groups() for found in TOKEN.finditer(formula)]
        self.cells, self.at = cells, 0

    def whole(self) -> Any:
        """Return the value of the formula."""
        value = self.comparison()
        assert self.at == len(self.tokens)
        return value()

    def sign(self) -> str | None:
        """Return the next sign."""
        return self.tokens[self.at][5] if self.at < len(self.tokens) else None

    def comparison(self) -> Callable[[], Any]:
        """Read a comparison."""
        left = self.sum()
        sign = self.sign()
        if sign not in ("<", ">", "<=", ">=", "=", "<>"):
            return left
        self.at += 1
        right = self.sum()
        return lambda: _compared(left(), right(), sign)

    def sum(self) -> Callable[[], Any]:
        """Read a sum."""
        value = self.product()
        while self.sign() in ("+", "-"):
            sign = self.sign()
            self.at += 1
            value = _both(value, self.product(), sign)
        return value

    def product(self) -> Callable[[], Any]:
        """Read a product."""
        value = self.item()
        while self.sign() in ("*", "/"):
            sign = self.sign()
            self.at += 1
            value = _both(value, self.item(), sign)
        return value

    def item(self) -> Callable[[], Any]:
        """Read a number, a text, a cell, a function, or brackets."""
        number, text, cell, function, truth, sign = self.tokens[self.at]
        self.at += 1
        if number:
            return lambda: exact(number)
        if cell is not None:
            return lambda: self.cells[cell]
        if truth:
            return lambda: truth == "TRUE"
        if function:
            return self.call(function)
        if sign == "(":
            inner = self.comparison()
            self.at += 1
            return inner
        if sign == "-":
            value = self.item()
            return lambda: -_number(value())
        return lambda: text.replace('""', '"')

    def call(self, function: str) -> Callable[[], Any]:
        """Read the arguments of a function."""
        self.at += 1
        given = [self.comparison()]
        while self.sign() == ",":
            self.at += 1
            given.append(self.comparison())
        self.at += 1
        return lambda: FUNCTIONS[function](*given)


def _number(value: Any) -> Fraction:
    """Return a number; a text is none, an empty cell is zero."""
    if value is None:
        return Fraction(0)
    if not isinstance(value, Fraction):
        raise Wrong
    return value


def _both(left: Callable[[], Any], right: Callable[[], Any], sign: str | None) -> Callable[[], Any]:
    """Return what computes two numbers together."""

    def value() -> Fraction:
        """Compute."""
        one, two = _number(left()), _number(right())
        if sign == "/":
            if not two:
                raise Wrong
            return one / two
        return one + two if sign == "+" else one - two if sign == "-" else one * two

    return value


def _compared(one: Any, two: Any, sign: str) -> bool:
    """Return whether a comparison holds; a text is never equal to a number."""
    if isinstance(one, str) or isinstance(two, str):
        same = one == two
        return same if sign == "=" else not same
    left, right = _number(one), _number(two)
    return {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right, "=": left == right, "<>": left != right}[sign]  # fmt: skip


def _iferror(value: Callable[[], Any], otherwise: Callable[[], Any]) -> Any:
    """Return a value, or the other one where it is an error."""
    try:
        return value()
    except Wrong:
        return otherwise()


def _rounded(value: Callable[[], Any], places: Callable[[], Any]) -> Fraction:
    """Round half away from zero."""
    return Fraction(round_ratio(*_number(value()).as_integer_ratio(), int(places()), "half_up"))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "IF": lambda test, yes, no: yes() if test() else no(),
    "AND": lambda *tests: all(test() for test in tests),
    "OR": lambda *tests: any(test() for test in tests),
    "IFERROR": _iferror,
    "ISNUMBER": lambda value: isinstance(value(), Fraction),
    "EXACT": lambda one, two: str(one()) == two(),
    "MIN": lambda *values: min(_number(value()) for value in values),
    "MAX": lambda *values: max(_number(value()) for value in values),
    "ABS": lambda value: abs(_number(value())),
    "ROUND": _rounded,
    "ROUNDUP": lambda value, _: Fraction(math.ceil(_number(value()))),
    "ROUNDDOWN": lambda value, places: Fraction(
        round_ratio(*_number(value()).as_integer_ratio(), int(places()), "down")
    ),
    "SUM": lambda *values: sum(
        (_number(value()) for value in values if not isinstance(value(), str)), Fraction(0)
    ),
    "COUNT": lambda *values: Fraction(sum(isinstance(value(), Fraction) for value in values)),
}
