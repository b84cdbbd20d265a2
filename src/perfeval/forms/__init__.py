"""Report ⇄ table, through a layout."""

from perfeval.forms.codes import CODES
from perfeval.forms.fill import fill
from perfeval.forms.layout import Block, Choice, Layout, Pair, Row
from perfeval.forms.layouts import layout_ids, layout_of, load_layout
from perfeval.forms.recognise import ReadForm, recognise
from perfeval.forms.table import Cell, Explanation, ReadTable, Role, Table, grid

__all__ = [
    "CODES",
    "Block",
    "Cell",
    "Choice",
    "Explanation",
    "Layout",
    "Pair",
    "ReadForm",
    "ReadTable",
    "Role",
    "Row",
    "Table",
    "fill",
    "grid",
    "layout_ids",
    "layout_of",
    "load_layout",
    "recognise",
]
