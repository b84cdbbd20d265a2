"""Report ⇄ table, through a layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfeval.lazy import lazy

if TYPE_CHECKING:
    from perfeval.forms.codes import CODES
    from perfeval.forms.filling import explanations, fill
    from perfeval.forms.layout import Block, Layout, Pair, Row
    from perfeval.forms.layouts import layout_ids, layout_of, load_layout
    from perfeval.forms.recognition import ReadForm, recognise
    from perfeval.forms.remainder import unplaced
    from perfeval.forms.table import OPEN, Cell, Explanation, ReadTable, Role, Table, grid

__all__ = [
    "CODES",
    "OPEN",
    "Block",
    "Cell",
    "Explanation",
    "Layout",
    "Pair",
    "ReadForm",
    "ReadTable",
    "Role",
    "Row",
    "Table",
    "explanations",
    "fill",
    "grid",
    "layout_ids",
    "layout_of",
    "load_layout",
    "recognise",
    "unplaced",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "codes": ("CODES",),
        "filling": ("explanations", "fill"),
        "layout": (
            "Block",
            "Layout",
            "Pair",
            "Row",
        ),
        "layouts": (
            "layout_ids",
            "layout_of",
            "load_layout",
        ),
        "recognition": (
            "ReadForm",
            "recognise",
        ),
        "table": (
            "OPEN",
            "Cell",
            "Explanation",
            "ReadTable",
            "Role",
            "Table",
            "grid",
        ),
        "remainder": ("unplaced",),
    },
)
