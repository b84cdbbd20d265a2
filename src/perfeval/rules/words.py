"""Reading a plan in words: expressions and tests as finance staff say them, with percentages and never fractions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from perfeval.exact import Fraction, Rounding, digits
from perfeval.model.filing import TIERS
from perfeval.model.rules import MODE_TEXT
from perfeval.rules.budget import RATE
from perfeval.rules.expressions import (
    ACTUAL,
    ONE,
    TARGET,
    Compare,
    Expression,
    Given,
    Says,
    Test,
    inputs,
    size,
)

__all__ = ["NAMES", "earned", "rounding_words", "said", "words"]


NAMES: Mapping[str, str] = MappingProxyType(
    {
        "target": "目标值",
        "actual": "完成值",
        "points": "分值",
        "earned": "原得分",
        "low": "下限",
        "high": "上限",
        "days": "逾期日数",
        "filed": "填报的得分",
        "deduction": "扣减的分数",
        "base": "预算数",
        "executed": "执行数",
        "counted": "计入的分值",
        "total": "总分",
        "rate": "执行率",
    }
)
"""What an input or an intermediate result is called."""

_SIGNS = {"<": "＜", "<=": "≤", "=": "＝", ">=": "≥", ">": "＞"}
_FLIPPED = {"<": ">", "<=": ">=", "=": "=", ">=": "<=", ">": "<"}
_AGAINST_ZERO = {"<": "为负", "=": "为零"}
_WHOLES = ("points", "earned")
_SAID = {
    ("deadline", "kept"): "按时完成",
    ("answer", "same"): "完成值与目标值相同",
    ("target", "met"): "达到目标",
}
_RATIO = ACTUAL / TARGET
_TERMS = {
    _RATIO: "完成比例",
    ACTUAL / size(TARGET): "完成比例",
    size(_RATIO - ONE): "偏离度",
    size(ACTUAL - TARGET) / size(TARGET): "偏离度",
}
"""Whole expressions that have a word of their own."""


class _Text(NamedTuple):
    """A text and how closely it holds together: 3 a word, 2 a product, 1 a sum; `aside` is said of it as a whole."""

    text: str
    holds: int = 3
    aside: str = ""

    def also(self, aside: str) -> _Text:
        """Return the text with something more said of it."""
        return self._replace(aside=f"{self.aside}，{aside}" if self.aside else aside)

    def whole(self) -> str:
        """Return the text as it stands alone."""
        return f"{self.text}，{self.aside}" if self.aside else self.text

    def inside(self, least: int) -> str:
        """Return the text as a part of something that holds together as closely as *least* says."""
        if self.aside and self.holds > 1:
            return f"{self.text}（{self.aside}）"
        return f"（{self.whole()}）" if self.aside or self.holds < least else self.text


def words(expression: Expression, names: Mapping[str, str] = NAMES) -> str:
    """Return an expression in words.

    Args:
        expression: The expression.
        names: What its inputs are called.

    >>> from perfeval.rules.expressions import POINTS, ZERO, constant, greatest
    >>> words(POINTS * ACTUAL / TARGET), words(constant(Fraction(4, 5)) * POINTS)
    ('分值 × 完成值 ÷ 目标值', '分值 × 80%')
    >>> words(POINTS * greatest(constant(2) * TARGET - ACTUAL, ZERO) / TARGET)
    '分值 ×（2 × 目标值 − 完成值，不低于 0）÷ 目标值'
    """
    return _closed(_text(expression, names).whole())


def _joined(*texts: str) -> str:
    """Return texts as one, with a blank where a digit or a sign stands beside a word."""
    found = ""
    for text in texts:
        blank = found and (found[-1].isascii() or text[0].isascii())
        found = f"{found}{' ' if blank else ''}{text}"
    return found


def _closed(text: str) -> str:
    """Return a text without blanks beside full-width brackets, which bring their own."""
    return text.replace(" （", "（").replace("） ", "）")


def earned(expression: Expression, names: Mapping[str, str] = NAMES) -> str:
    """Return what is earned in words: 满分, 0 分, or how it is worked out.

    Args:
        expression: What is earned.
        names: What its inputs are called.
    """
    if expression.operation == "constant":
        return f"{digits(_number(expression))} 分"
    if expression.operation == "min" and expression.over[0].operation == "constant":
        score, bound = expression.over
        return f"{earned(score)}，{_joined('不超过', words(bound, names))}"
    text = words(expression, names)
    return {names["points"]: "满分", "0": "0 分"}.get(text, text)


def rounding_words(rounding: Rounding) -> str:
    """Return a rounding in words.

    Args:
        rounding: The rounding.

    >>> rounding_words(Rounding(2, "half_up"))
    '四舍五入到 2 位小数'
    """
    return "不舍入" if rounding.mode == "none" else f"{MODE_TEXT[rounding.mode]}到 {rounding.places} 位小数"


def said(tests: Iterable[Test], names: Mapping[str, str] = NAMES) -> str:
    """Return tests in words: a value between two bounds is said at once; nothing where there are no tests.

    Args:
        tests: The tests, all of which hold.
        names: What the inputs are called.

    >>> from perfeval.rules.expressions import constant
    >>> said([ACTUAL >= constant(60), ACTUAL < constant(80)])
    '60 ≤ 完成值 ＜ 80'
    """
    parts: list[str] = []
    before: Compare | None = None
    for test in dict.fromkeys(_turned(test) for test in tests):
        if not isinstance(test, Compare):
            parts += _word(test)
        elif before is not None and _closes(before, test):
            parts[-1] = _between(before, test, names)
        else:
            parts.append(_compared(test, names))
        before = test if isinstance(test, Compare) else None
    return _closed("，".join(parts))


def _turned(test: Test) -> Test:
    """Return a test with what it is about on its left."""
    if not isinstance(test, Compare):
        return test
    about_right = _is_bound(test.left) and not _is_bound(test.right)
    constant = test.left.operation == "constant" and test.right.operation != "constant"
    if about_right or constant or (test.right == ACTUAL and test.left != ACTUAL):
        return Compare(test.right, _FLIPPED[test.comparison], test.left)  # type: ignore[arg-type]  # one of them
    return test


def _is_bound(expression: Expression) -> bool:
    """Return whether a number is the same for all rows with the same points."""
    return not inputs(expression) - {"points"}


def _closes(below: Compare, above: Compare) -> bool:
    """Return whether two tests say of one thing that it lies between two bounds."""
    signs = below.comparison in (">", ">=") and above.comparison in ("<", "<=")
    return signs and below.left == above.left and _is_bound(below.right) and _is_bound(above.right)


def _between(below: Compare, above: Compare, names: Mapping[str, str]) -> str:
    """Return two tests as one: `60 ≤ 完成值 ＜ 80`."""
    low, high = (_side(test.right, test.left, names) for test in (below, above))
    held = _side(above.left, above.right, names)
    return f"{low} {_SIGNS[_FLIPPED[below.comparison]]} {held} {_SIGNS[above.comparison]} {high}"


def _word(test: Test) -> list[str]:
    """Return a test without numbers in words; that something was filed is said by what is made of it."""
    if isinstance(test, Given):
        return []
    if isinstance(test, Says):
        if test.name == "sign":
            return [f"目标为 {test.word}"]
        return [_SAID.get((test.name, test.word)) or f"档次为“{TIERS[test.word][0]}”"]
    return ["已登记这个函数"]


def _compared(test: Compare, names: Mapping[str, str]) -> str:
    """Return a test between two numbers in words."""
    left = _side(test.left, test.right, names)
    zero = test.right.operation == "constant" and not test.right.number
    if zero and test.comparison in _AGAINST_ZERO and test.left.operation == "input":
        return f"{left}{_AGAINST_ZERO[test.comparison]}"
    return f"{left} {_SIGNS[test.comparison]} {_side(test.right, test.left, names)}"


def _side(own: Expression, other: Expression, names: Mapping[str, str]) -> str:
    """Return one side of a test: a constant beside a share is a percentage."""
    return _beside(own, other, names).inside(1)


def _beside(own: Expression, other: Expression, names: Mapping[str, str]) -> _Text:
    """Return an expression beside another one."""
    if own.operation == "constant" and _is_share(other):
        return _Text(_percent(_number(own)))
    return _text(own, names)


def _number(constant: Expression) -> Fraction:
    """Return the number of a constant."""
    return constant.number or Fraction(0)


def _percent(value: Fraction) -> str:
    """Return a share as a percentage."""
    return f"{digits(value * 100)}%"


def _is_share(expression: Expression) -> bool:
    """Return whether people say a number as a percentage: a ratio, a deviation, or what was written with %."""
    operation, over = expression.operation, expression.over
    if operation == "/":
        if over[1].operation == "constant":
            return over[1].number == 100
        return not inputs(expression) & {"points", "counted"}
    return operation in ("named", "abs", "min", "max", "rounded", "+", "-") and any(map(_is_share, over))


def _text(expression: Expression, names: Mapping[str, str]) -> _Text:
    """Return an expression as a text that knows how closely it holds together."""
    operation, over = expression.operation, expression.over
    if operation == "input" or expression == RATE:
        return _Text(names[expression.name])
    if expression in _TERMS:
        return _Text(_TERMS[expression])
    if operation == "constant":
        return _Text(digits(_number(expression)))
    if operation == "named":
        return _text(over[0], names)
    if operation == "called":
        return _Text(f"由登记的 Python 函数“{expression.name}”算出，规则之外")
    if operation in ("+", "-"):
        return _sum(expression, names)
    if operation == "*":
        return _product(over[0], over[1], names)
    if operation == "/":
        return _quotient(over[0], over[1], names)
    return _size(over[0], names) if operation == "abs" else _limited(expression, names)


def _limited(expression: Expression, names: Mapping[str, str]) -> _Text:
    """Return a number that is held at a bound or rounded."""
    operation, over = expression.operation, expression.over
    if operation in ("min", "max"):
        bound = _beside(over[1], over[0], names).inside(1)
        aside = _joined("不超过" if operation == "min" else "不低于", bound)
        return _beside(over[0], over[1], names).also(aside)
    inner = _text(over[0], names)
    if expression.rounding is None:
        return inner.also("只取整数" if operation == "floor" else "不足 1 按 1 计")
    # Nothing is nothing, however it is rounded.
    return inner if inner.text == "0" else inner.also(rounding_words(expression.rounding))


def _size(inner: Expression, names: Mapping[str, str]) -> _Text:
    """Return a number without its sign: of a difference, how far two numbers are apart."""
    if inner.operation == "-":
        return _Text("与".join(_text(part, names).inside(2) for part in inner.over) + "之差", 2)
    return _Text(f"|{_text(inner, names).whole()}|")


def _sum(expression: Expression, names: Mapping[str, str]) -> _Text:
    """Return a sum or a difference; a straight line between two points is said by its ends."""
    left, right = expression.over
    if expression.operation == "+" and right.operation == "/" and right.over[0].operation == "*":
        rise, run = right.over[0].over
        return _straight(left, rise.over[0], run, _number(right.over[1]), names)
    first, second = _beside(left, right, names), _beside(right, left, names)
    sign = "＋" if expression.operation == "+" else "−"
    return _Text(f"{first.inside(1)} {sign} {second.inside(2)}", 1)


def _straight(
    low: Expression, high: Expression, run: Expression, length: Fraction, names: Mapping[str, str]
) -> _Text:
    """Return what is earned on the straight line between two points: from which score to which, over which values."""
    if low == high:
        return _text(low, names)
    value, start = run.over
    begin = _number(start)
    shown = _percent if _is_share(value) else digits
    scores = _joined(earned(low, names), "与", earned(high, names), "之间按直线")
    return _Text(scores, 2, f"{words(value, names)} {shown(begin)}～{shown(begin + length)}")


def _product(left: Expression, right: Expression, names: Mapping[str, str]) -> _Text:
    """Return a product; a share of the points or of the target is a percentage."""
    for part, whole in ((left, right), (right, left)):
        if part.operation == "constant" and (whole.name in _WHOLES or whole.operation == "abs"):
            share = _number(part)
            if share in (0, 1):
                return _text(whole, names) if share else _Text("0")
            return _Text(f"{_text(whole, names).inside(2)} × {_percent(share)}", 2)
    if left == ONE:
        return _text(right, names)
    return _Text(f"{_text(left, names).inside(2)} × {_text(right, names).inside(2)}", 2)


def _quotient(left: Expression, right: Expression, names: Mapping[str, str]) -> _Text:
    """Return a quotient; what is divided by a hundred is a percentage, and by one itself."""
    if right == ONE:
        return _text(left, names)
    if right.operation == "constant" and right.number == 100:
        if left.operation == "rounded" and left.rounding is not None:
            # A rate that is rounded as it is printed, in percent.
            rate = _text(left.over[0].over[0], names)
            return rate.also(f"百分数{rounding_words(left.rounding)}")
        return _text(left, names)
    second = _beside(right, left, names)
    return _Text(f"{_text(left, names).inside(2)} ÷ {second.inside(3)}", 2)
