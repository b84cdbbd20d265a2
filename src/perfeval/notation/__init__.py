"""Targets and actuals as people and scanners write them: text ⇄ value."""

from perfeval.notation.cells import read_actual, read_amount, read_target
from perfeval.notation.codes import CODES
from perfeval.notation.compare import Pair, Span, align
from perfeval.notation.doors import parse_actual, parse_quantity, parse_target
from perfeval.notation.text import SIGN_TEXT, format_measure, format_number, format_quantity, format_value
from perfeval.notation.values import Frequency, Interval, Kind, Measure, PartialDate, Quantity, Sign

__all__ = [
    "CODES",
    "SIGN_TEXT",
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
    "format_measure",
    "format_number",
    "format_quantity",
    "format_value",
    "parse_actual",
    "parse_quantity",
    "parse_target",
    "read_actual",
    "read_amount",
    "read_target",
]
