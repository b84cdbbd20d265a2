"""The doors of the room: a cell that has no value raises, everything else is returned."""

from __future__ import annotations

from perfeval.notation.cells import read_actual, read_target
from perfeval.notation.values import Measure, Quantity
from perfeval.source import ProblemError, has_errors

__all__ = ["parse_actual", "parse_quantity", "parse_target"]


def parse_target(text: str) -> Measure:
    """Return what a target says.

    Args:
        text: The cell as typed, e.g. `≥80%`, `≪5个工作日`, `6月底前`, `显著提升`.

    Returns:
        The measure, with its notes in `problems`.

    Raises:
        ProblemError: For a text that is damaged or has two readings.

    >>> parse_target("≤5个工作日").sign
    'at_most'
    >>> parse_target("Q100%")
    Traceback (most recent call last):
      ...
    perfeval.source.problem.ProblemError: TG01 目标值“Q100%”的数字旁边有认不出的字符
          | Q100%
          | ^~~~~
      对照原件改写，例如 ≤100%        perfeval explain TG01
    """
    return _clear(read_target(_typed(text)))


def parse_actual(text: str) -> Measure:
    """Return what an actual says.

    Args:
        text: The cell as typed, e.g. `83. 2%`, `实际布防6架`, `=0件`.

    Returns:
        The measure, with its notes in `problems`.

    Raises:
        ProblemError: For a text that is damaged or has two readings.

    >>> parse_actual("187.72万人次").quantity.value
    Fraction(1877200, 1)
    """
    return _clear(read_actual(_typed(text)))


def parse_quantity(text: str) -> Quantity:
    """Return one exact quantity in its canonical unit.

    Args:
        text: A number with or without unit, e.g. `187.72万人次`, `90万元`, `百分之八十五`.

    Returns:
        The quantity: 万 and 亿 multiplied out, money in 元.

    Raises:
        ProblemError: For a text that is damaged or has two readings.
        ValueError: For a text that is readable but not one plain quantity, such as `≥80%` or `显著提升`.

    >>> parse_quantity("90万元")
    Quantity(value=Fraction(900000, 1), unit='元', scale='万')
    """
    measure = parse_actual(text)
    if measure.quantity is None or measure.sign is not None:
        message = f"not one plain quantity: {text!r} reads as {measure.kind}"
        raise ValueError(message)
    return measure.quantity


def _typed(text: str) -> str:
    """Return *text*, or refuse what is none: the digits that a float would show are not those that were typed."""
    if not isinstance(text, str):
        message = f"expected the text of a cell, such as '87.5%', not {type(text).__name__} {text!r}: a number has lost how it was typed"
        raise TypeError(message)
    return text


def _clear(measure: Measure) -> Measure:
    """Return *measure*, or raise its problems where it has no value."""
    if has_errors(measure.problems):
        raise ProblemError(measure.problems)
    return measure
