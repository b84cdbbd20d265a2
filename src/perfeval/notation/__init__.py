"""Targets and actuals as people and scanners write them: text ⇄ value."""

from perfeval.notation.compare import Pair, Span, align
from perfeval.notation.values import Frequency, Interval, Kind, Measure, PartialDate, Quantity, Sign

__all__ = [
    "Frequency",
    "Interval",
    "Kind",
    "Measure",
    "Pair",
    "PartialDate",
    "Quantity",
    "Sign",
    "Span",
    "align",
]
