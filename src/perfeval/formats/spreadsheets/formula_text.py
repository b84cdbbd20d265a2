"""What a cell computes → the text of a formula that Excel 2010, WPS and LibreOffice read alike.

A spreadsheet counts in binary doubles. Where the exact score lies on a tie of its rounding, dust decides; so a score is
rounded twice, and where an actual has more digits than doubles can tell apart beside a tie, the cell shows nothing and
the program decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import prod

from perfeval.exact import Fraction, Rounding, digits
from perfeval.forms.computed import AnyOf, Cases, CellTest, Computed, IsNumber, Reads
from perfeval.rules.expressions import Compare, Expression, inputs
from perfeval.rules.lines import Bent, Line, along

__all__ = ["formula_text"]

_UNTOLD = re.compile(r"(?<![\d.])(?=[\d.]*(?:\d\.?){16})[\d.]+", re.ASCII)
"""A number of more digits than doubles keep."""
NOTHING = '""'
"""What a cell shows that has no score."""
_INNER = 12
"""Decimals of the first rounding: a score below a thousand then has the fifteen digits that doubles keep, and the dust
of a few operations, at most some units of the sixteenth digit, is gone."""
_NEAR = "1E-7"
"""How near to a tie, in units of the last decimal, a score is looked at more closely: 10⁻⁹ of a point at two decimals."""
_TOLD_APART = 8 * 10 ** (_INNER - 1)
"""Results that differ by one part of this or more are told apart by the first rounding: it moves each by half a unit of
its last decimal at most, and the dust is less than a tenth of that."""
_DECIMALS = (0, 2, 4, 6)
"""Decimals that cells are tried with: the more they have, the smaller they must be."""
_SIGNS = 14
"""Signs that a cell has whose digits are all compared."""
_BESIDE = "1E-12"
"""How near to an end of a case, as a share of it, such a cell must lie to be taken for it."""
_DEEPEST, _LONGEST, _LITERAL = 60, 8000, 250
"""Levels and characters of a formula, and characters of a text in it, that every spreadsheet takes."""


def formula_text(computed: Computed, address: Callable[[str], str]) -> str:
    """Return the text of a formula without its `=`; "" for none, and where it would be deeper or longer than all read.

    Args:
        computed: What the cell computes.
        address: The address of a cell by its key.

    >>> from perfeval.forms.computed import cell_of, when
    >>> from perfeval.rules.expressions import constant
    >>> formula_text(when([cell_of("a") >= constant(90)], constant(30)), {"a": "F7"}.get)
    'IF(F7>=90,30,"")'
    """
    if computed is None:
        return ""
    writer = _Writer(address)
    text = writer.case(computed)
    if writer.guarded:
        text = f"IFERROR({text},{NOTHING})"
    return (
        ""
        if writer.unsayable or len(text) > _LONGEST or _depth(text) > _DEEPEST or _UNTOLD.search(text)
        else text
    )


def _depth(text: str) -> int:
    """Return how many brackets are open at once."""
    deepest = depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return deepest


class _Writer:
    """Writes the parts of one formula.

    `guarded` says that something is worked out from a part that may be no number, `unsayable` that a text is too long.
    """

    def __init__(self, address: Callable[[str], str]) -> None:
        self.address = address
        self.guarded = False
        self.unsayable = False

    def case(self, computed: Computed) -> str:
        """Return cases, a number, or nothing."""
        if computed is None:
            return NOTHING
        if isinstance(computed, Expression):
            if (
                computed.operation == "rounded"
                and computed.rounding is not None
                and len(inputs(computed)) > 0
            ):
                return self._rounded(computed.over[0], computed.rounding)
            return self.number(computed)
        text = self.case(computed.otherwise)
        for tests, then in reversed(computed.cases):
            text = self._decided(tests, self.case(then), text)
        return self._far_from_ends(computed, text)

    def _far_from_ends(self, cases: Cases, text: str) -> str:
        """Return cases that show nothing where a cell with more digits than are compared lies beside one of their ends.

        LibreOffice takes two numbers for the same that differ in their fifteenth digit.
        """
        beside: dict[str, list[str]] = {}
        for tests, _ in cases.cases:
            for test in tests:
                if isinstance(test, Compare) and _is_typed(test.left) and test.right.number:
                    cell = self.address(test.left.name)
                    near = f"ABS({cell}/{_bracketed(test.right.number)}-1)<{_BESIDE}"
                    beside.setdefault(cell, []).append(near)
        for cell, ends in beside.items():
            near = ends[0] if len(ends) == 1 else f"OR({','.join(dict.fromkeys(ends))})"
            text = f"IF(AND(LEN({cell})>{_SIGNS},{near}),{NOTHING},{text})"
        return text

    def _decided(self, tests: tuple[CellTest, ...], then: str, otherwise: str) -> str:
        """Return what is shown by some tests; where a quotient is too near to its bound to tell, nothing."""
        if not tests or then == otherwise:
            return then
        text = f"IF({self._all(tests)},{then},{otherwise})"
        for test in tests:
            near = self._too_near(test) if isinstance(test, Compare) else ""
            if near:
                text = f"IF({near},{NOTHING},{text})"
        return text

    def _all(self, tests: tuple[CellTest, ...]) -> str:
        """Return that all tests hold; that many cells hold numbers is counted."""
        numbers = [self.address(test.key) for test in tests if isinstance(test, IsNumber)]
        said = [self.test(test) for test in tests if not (isinstance(test, IsNumber) and len(numbers) > 2)]
        if len(numbers) > 2:
            said.insert(0, f"COUNT({','.join(numbers)})={len(numbers)}")
        return said[0] if len(said) == 1 else f"AND({','.join(said)})"

    def test(self, test: CellTest) -> str:
        """Return one test."""
        match test:
            case IsNumber(key):
                return f"ISNUMBER({self.address(key)})"
            case Reads(key, text):
                self.unsayable |= len(text) > _LITERAL
                quoted = text.replace('"', '""')
                return f'EXACT({self.address(key)},"{quoted}")'
            case AnyOf(tests):
                said = [self.test(one) for one in tests]
                return said[0] if len(said) == 1 else f"OR({','.join(said)})"
        return f"{self._compared(test.left)}{test.comparison}{self._compared(test.right)}"

    def _compared(self, side: Expression) -> str:
        """Return one side of a comparison: a quotient without the dust of binary."""
        text = self.number(side)
        return text if _is_typed(side) else f"ROUND({text},{_INNER})"

    def _too_near(self, test: Compare) -> str:
        """Return that a quotient of cells lies nearer to its bound than its digits allow to tell, "" where it cannot."""
        bound = _line(test.right)
        if _is_typed(test.left) or bound is None or bound.value is None:
            return ""
        too_long = self._too_long(test.left, bound.value.denominator)
        left, right = self.number(test.left), self.number(test.right)
        return f"AND(ABS({left}-{right})<{_NEAR},{too_long})" if too_long else ""

    # Numbers

    def number(self, expression: Expression) -> str:
        """Return a number: a constant, a line along one cell, or an operation over parts."""
        line = _line(expression)
        if line is not None and line.value is not None:
            return _decimal(line.value)
        operation, over = expression.operation, expression.over
        if operation == "input":
            return self.address(expression.name)
        if operation == "named":
            return self.number(over[0])
        if operation == "rounded" and expression.rounding is not None:
            text = self._rounded(over[0], expression.rounding)
            self.guarded |= NOTHING in text
            return text
        if operation in ("floor", "ceil"):
            return self._stepped(over[0], "ROUNDDOWN" if operation == "floor" else "ROUNDUP")
        if operation in ("abs", "min", "max"):
            return f"{operation.upper()}({','.join(self.number(inner) for inner in over)})"
        return self._operated(expression)

    def _operated(self, expression: Expression) -> str:
        """Return a sum, a difference, a product or a quotient; brackets stand only where they are needed."""
        operation = expression.operation
        parts = [self.number(inner) for inner in expression.over]
        if operation == "+" and len(parts) > 2:
            return f"SUM({','.join(parts)})"
        rank = _RANK[operation]
        left, right = expression.over
        if _rank(left) < rank:
            parts[0] = f"({parts[0]})"
        if _rank(right) < rank + (operation in "-/"):
            parts[1] = f"({parts[1]})"
        return operation.join(parts)

    def _stepped(self, inner: Expression, function: str) -> str:
        """Return a number cut to a whole one; beside a whole one, more digits than doubles tell are left to the program."""
        text = self.number(inner)
        whole = f"{function}(ROUND({text},{_INNER}),0)"
        too_long = self._too_long(inner, 1)
        if not too_long:
            return whole
        self.guarded = True
        return f"IF(AND(ABS({text}-ROUND({text},0))<{_NEAR},{too_long}),{NOTHING},{whole})"

    def _rounded(self, inner: Expression, rounding: Rounding) -> str:
        """Return a number rounded once, as the rule set says.

        Near a tie (for a score that is cut off: near a value with all its decimals) its digits are counted.
        """
        text, places = self.number(inner), rounding.places
        cut = rounding.mode == "down"
        plain = f"{'ROUNDDOWN' if cut else 'ROUND'}(ROUND({text},{_INNER}),{places})"
        factor = f"({text})" if _rank(inner) < _RANK["*"] else text
        scaled = f"{factor}*{10**places}" if places else factor
        near = f"ABS(MOD({scaled}{'+0.5' if cut else ''},1)-0.5)<{_NEAR}"
        if rounding.mode == "half_even":
            half, double = _decimal(Fraction(10**places, 2)), _decimal(Fraction(2, 10**places))
            snapped = f"ROUND({text},{_INNER}){f'*{10**places}' if places else ''}"
            tie = f"ABS(MOD({snapped},1)-0.5)<5E-{_INNER + 1 - places}"
            plain = f"IF({tie},ROUND(ROUND({factor}*{half},0)*{double},{places}),{plain})"
        too_long = self._too_long(inner, 10**places if cut else 2 * 10**places)
        if not too_long:
            return plain
        return f"IF(AND({near},{too_long}),{NOTHING},{plain})"

    def _too_long(self, inner: Expression, parts: int) -> str:
        """Return that its cells have more digits than doubles tell apart beside a tie; "" where they cannot matter.

        A result with denominator D that is no multiple of 1 ÷ *parts* is off the nearest by 1 ÷ (parts × D) or more:
        as long as parts × D is no more than `_TOLD_APART`, what lies on a tie after the first rounding is one.

        Args:
            inner: The number that is rounded or compared.
            parts: Ties are multiples of one divided by this.
        """
        names, line = _read(inner), _line(inner)
        if not names:
            return "" if parts * _divisor(inner) <= _TOLD_APART else "TRUE"
        cells = [self.address(name) for name in names]
        if line is not None and not line.c:
            decimals = _power(Fraction(_TOLD_APART, parts * abs(line.d)))
            cell = cells[0]
            return f"OR(LEN({cell})>{_SIGNS},ROUND({cell},{decimals})<>{cell})" if decimals >= 0 else "TRUE"
        room = Fraction(_TOLD_APART, parts * (abs(line.c) if line is not None else _divisor(inner)))
        short = [
            f"AND({','.join([*(f'ROUND({cell},{p})={cell}' for cell in cells), *(f'ABS({cell})<{limit}' for cell in cells)])})"
            for p in _DECIMALS
            if (limit := int(room / 10**p) - (abs(line.d) if line is not None else 0)) > 0
        ]
        if not short:
            return "TRUE"
        fits = short[0] if len(short) == 1 else f"OR({','.join(short)})"
        return f"OR({','.join([*(f'LEN({cell})>{_SIGNS}' for cell in cells), f'NOT({fits})'])})"


_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def _rank(expression: Expression) -> int:
    """Return how tightly the text of an expression holds together: 1 a sum, 2 a product, 3 anything else."""
    line = _line(expression)
    if line is not None and line.value is not None:
        return 1 if line.value < 0 else 3
    if expression.operation == "named":
        return _rank(expression.over[0])
    return _RANK.get(expression.operation, 3) if len(expression.over) == 2 else 3


def _is_typed(expression: Expression) -> bool:
    """Return whether a side of a comparison is a cell or a number: no dust of binary is in it."""
    return expression.operation in ("input", "constant")


def _line(expression: Expression) -> Line | None:
    """Return an expression of at most one cell as a line along it, None for any other."""
    names = inputs(expression)
    if len(names) > 1:
        return None
    try:
        return along(expression, dict.fromkeys(names, Line(1, 0)), Fraction(0), _no_kink)
    except (Bent, ZeroDivisionError):
        return None


def _no_kink(line: Line) -> None:
    """Refuse an expression that is another line elsewhere.

    Raises:
        Bent: Always, unless it is one value everywhere.
    """
    if line.value is None:
        raise Bent


def _read(expression: Expression) -> list[str]:
    """Return the cells that a number is made of, those left out that hold a rounded number, or are rounded: these have few decimals."""
    if expression.operation == "input":
        return [] if expression.rounding is not None else [expression.name]
    if expression.operation in ("rounded", "floor", "ceil"):
        return []
    return list(dict.fromkeys(name for inner in expression.over for name in _read(inner)))


def _divisor(expression: Expression) -> int:
    """Return what the constants of a number, and its roundings, make of its denominator at most."""
    return _parts(expression)[1]


def _parts(expression: Expression) -> tuple[int, int]:
    """Return by what the constants of a number multiply its numerator and its denominator at most."""
    operation, over = expression.operation, expression.over
    if operation == "constant":
        above, below = (expression.number or Fraction(0)).as_integer_ratio()
        return abs(above) or 1, below
    if expression.rounding is not None:
        return 1, 10**expression.rounding.places
    if operation in ("input", "floor", "ceil"):
        return 1, 1
    parts = [_parts(inner) for inner in over]
    if operation == "/":
        (a, b), (c, d) = parts
        return a * d, b * c
    return prod(above for above, _ in parts), prod(below for _, below in parts)


def _power(value: Fraction) -> int:
    """Return the greatest power of ten that is not above a value: −1 below one, at most 15."""
    return next((p for p in range(15, -1, -1) if value >= 10**p), -1)


def _bracketed(value: Fraction) -> str:
    """Return a number as a divisor."""
    text = _decimal(value)
    return f"({text})" if text.startswith("-") else text


def _decimal(value: Fraction) -> str:
    """Return a number as an expression: decimal digits where it ends, else a quotient.

    >>> _decimal(Fraction(9, 10)), _decimal(Fraction(2, 3))
    ('0.9', '(2/3)')
    """
    text = digits(value)
    return text if not text.endswith("…") else f"({value.numerator}/{value.denominator})"
