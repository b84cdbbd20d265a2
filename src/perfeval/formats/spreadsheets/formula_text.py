"""What a cell computes → the text of a formula that Excel 2010, WPS and LibreOffice read alike.

A spreadsheet counts in binary doubles. Where the exact score lies on a tie of its rounding, dust decides; so a score is
rounded twice, and where an actual has more digits than doubles can tell apart beside a tie, the cell shows nothing and
the program decides.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from perfeval.exact import Fraction, Rounding, digits
from perfeval.formats.spreadsheets.doubles import INNER, LONG, inner, line_of, too_long
from perfeval.forms.computed import AnyOf, Cases, CellTest, Computed, IsNumber, Reads
from perfeval.rules.expressions import Compare, Expression
from perfeval.rules.lines import along

__all__ = ["formula_text"]

NOTHING = '""'
"""What a cell shows that has no score."""
_NEAR = 7
"""How near to a tie, in decimals of a unit, a score is looked at more closely: 10⁻⁹ of a point at two decimals."""
_BESIDE = "1E-12"
"""How near to an end of a case, as a share of it, a cell with many digits must lie to be taken for it."""
_DEEPEST, _LONGEST, _LITERAL = 60, 8000, 250
"""Levels and characters of a formula, and characters of a text in it, that every spreadsheet takes."""
_KEPT = 15
"""Digits of a number that doubles keep."""
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
_ATOM = 3


def formula_text(computed: Computed, address: Callable[[str], str]) -> str:
    """Return the text of a formula without its `=`; "" for none, and where it would be deeper or longer than all read.

    Args:
        computed: What the cell computes.
        address: The address of a cell by its key.

    >>> from perfeval.forms.computed import cell_of, when
    >>> from perfeval.rules.expressions import constant
    >>> formula_text(when([cell_of("a") < constant(0)], None, cell_of("a") * constant(30)), {"a": "F7"}.get)
    'IF(F7<0,"",F7*30)'
    """
    if computed is None:
        return ""
    writer = _Writer(address)
    text = writer.case(computed)
    if writer.guarded:
        text = f"IFERROR({text},{NOTHING})"
    return "" if writer.unsayable or len(text) > _LONGEST or _depth(text) > _DEEPEST else text


def _depth(text: str) -> int:
    """Return how many brackets are open at once."""
    if text.count("(") <= _DEEPEST:
        return 0
    deepest = depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return deepest


class _Number(NamedTuple):
    """The text of a number, and how tightly it holds together: 1 a sum, 2 a product, 3 anything else."""

    text: str
    rank: int = _ATOM

    def within(self, rank: int) -> str:
        """Return the text as part of an operation: in brackets where it holds together less tightly."""
        return self.text if self.rank >= rank else f"({self.text})"


class _Writer:
    """Writes the parts of one formula.

    `guarded` says that something is worked out from a part that may be no number, `unsayable` that a text or a number is
    too long.
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
            if computed.operation == "rounded" and computed.rounding is not None:
                return self._rounded(computed.over[0], computed.rounding)
            return self.number(computed).text
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
                    near = f"ABS({cell}/{_number_of(test.right.number).within(_ATOM)}-1)<{_BESIDE}"
                    beside.setdefault(cell, []).append(near)
        for cell, ends in beside.items():
            near = ends[0] if len(ends) == 1 else f"OR({','.join(dict.fromkeys(ends))})"
            text = f"IF(AND(LEN({cell})>{LONG},{near}),{NOTHING},{text})"
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
        text = self.number(side).text
        return text if _is_typed(side) else f"ROUND({text},{INNER})"

    def _too_near(self, test: Compare) -> str:
        """Return that a quotient of cells lies nearer to its bound than its digits allow to tell, "" where it cannot."""
        if _is_typed(test.left) or test.right.number is None:
            return ""
        long = too_long(test.left, line_of(test.left), test.right.number.denominator, self.address)
        left, right = self.number(test.left).text, self.number(test.right).within(_RANK["-"] + 1)
        return f"AND(ABS({left}-{right})<1E-{_NEAR},{long})" if long else ""

    def number(self, expression: Expression) -> _Number:
        """Return a number: a constant, a cell, or an operation over parts."""
        operation, over = expression.operation, expression.over
        value = _value(expression) if operation != "rounded" else None
        if value is not None:
            return self._constant(value)
        if operation == "input":
            return _Number(self.address(expression.name))
        if operation == "named":
            return self.number(over[0])
        if operation == "rounded" and expression.rounding is not None:
            text = self._rounded(over[0], expression.rounding)
            self.guarded |= NOTHING in text
            return _Number(text)
        if operation in ("floor", "ceil"):
            return _Number(self._stepped(over[0], "ROUNDDOWN" if operation == "floor" else "ROUNDUP"))
        parts = [self.number(inner) for inner in over]
        if operation in ("abs", "min", "max"):
            return _Number(f"{operation.upper()}({','.join(part.text for part in parts)})")
        if len(parts) > 2:
            return _Number(f"SUM({','.join(part.text for part in parts)})")
        rank = _RANK[operation]
        # a − (b − c) and a ÷ (b × c) need their brackets, a − b − c and a × b ÷ c do not.
        right = parts[1].within(rank + 1 if operation in ("-", "/") else rank)
        return _Number(f"{parts[0].within(rank)}{operation}{right}", rank)

    def _constant(self, value: Fraction) -> _Number:
        """Return a constant."""
        number = _number_of(value)
        self.unsayable |= len(number.text) > _KEPT and max(map(_digits, number.text.split("/"))) > _KEPT
        return number

    def _stepped(self, number: Expression, function: str) -> str:
        """Return a number cut to a whole one; beside a whole one, more digits than doubles tell are left to the program."""
        text, line = self.number(number).text, line_of(number)
        decimals = inner(line)
        whole = f"{function}(ROUND({text},{decimals}),0)"
        long = too_long(number, line, 1, self.address)
        if not long:
            return whole
        self.guarded = True
        near = f"ABS({text}-ROUND({text},0))<{self._nearness(decimals, 0)}"
        return f"IF(AND({near},{long}),{NOTHING},{whole})"

    def _rounded(self, number: Expression, rounding: Rounding) -> str:
        """Return a number rounded once, as the rule set says.

        Near a tie (for a score that is cut off: near a value with all its decimals) its digits are counted.
        """
        value = _value(number)
        if value is not None:
            return self._constant(rounding.apply(value)).text
        written, places, line = self.number(number), rounding.places, line_of(number)
        decimals = inner(line)
        text, factor = written.text, written.within(_RANK["*"])
        cut, unit = rounding.mode == "down", f"*{10**places}" if places else ""
        plain = f"{'ROUNDDOWN' if cut else 'ROUND'}(ROUND({text},{decimals}),{places})"
        near = f"ABS(MOD({factor}{unit}{'+0.5' if cut else ''},1)-0.5)<{self._nearness(decimals, places)}"
        if rounding.mode == "half_even":
            half, double = _number_of(Fraction(10**places, 2)).text, _number_of(Fraction(2, 10**places)).text
            tie = f"ABS(MOD(ROUND({text},{decimals}){unit},1)-0.5)<5E-{decimals + 1 - places}"
            plain = f"IF({tie},ROUND(ROUND({factor}*{half},0)*{double},{places}),{plain})"
        long = too_long(number, line, 10**places if cut else 2 * 10**places, self.address)
        return f"IF(AND({near},{long}),{NOTHING},{plain})" if long else plain

    def _nearness(self, decimals: int, places: int) -> str:
        """Return how near to a tie a number is looked at more closely: never nearer than its dust reaches."""
        near = min(_NEAR, decimals - places - 1)
        self.unsayable |= near < 1
        return f"1E-{near}"


def _is_typed(expression: Expression) -> bool:
    """Return whether a side of a comparison is a cell or a number: no dust of binary is in it."""
    return expression.operation in ("input", "constant")


def _value(expression: Expression) -> Fraction | None:
    """Return the value of an expression over constants alone, None for any other."""
    if expression.operation == "constant":
        return expression.number
    if not expression.over or any(_value(inner) is None for inner in expression.over):
        return None
    return along(expression, {}, Fraction(0), lambda line: None).value


def _digits(text: str) -> int:
    """Return how many digits a text has."""
    return sum(map(str.isdigit, text))


@lru_cache(maxsize=4096)
def _number_of(value: Fraction) -> _Number:
    """Return a constant: decimal digits where it ends, else a quotient; one below zero holds together like a sum.

    >>> _number_of(Fraction(9, 10)).text, _number_of(Fraction(2, 3)).text
    ('0.9', '(2/3)')
    """
    text = digits(value)
    if text.endswith("…"):
        return _Number(f"({value.numerator}/{value.denominator})")
    return _Number(text, 1 if value < 0 else _ATOM)
