"""Report ⇄ table, through a layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfeval.lazy import lazy

if TYPE_CHECKING:
    from perfeval.forms.codes import CODES
    from perfeval.forms.filling import explanations, fill
    from perfeval.forms.layout import Layout, Pair
    from perfeval.forms.layouts import layout_ids, layout_of, load_layout
    from perfeval.forms.recognition import ReadForm, recognise
    from perfeval.forms.remainder import unplaced
    from perfeval.forms.table import OPEN, Cell, Explanation, Figure, ReadTable, Role, Table, grid, placed

__all__ = [
    "CODES",
    "OPEN",
    "Cell",
    "Explanation",
    "Figure",
    "Layout",
    "Pair",
    "ReadForm",
    "ReadTable",
    "Role",
    "Table",
    "explanations",
    "fill",
    "grid",
    "layout_ids",
    "layout_of",
    "load_layout",
    "placed",
    "recognise",
    "unplaced",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "codes": ("CODES",),
        "filling": ("explanations", "fill"),
        "layout": (
            "Layout",
            "Pair",
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
            "Figure",
            "ReadTable",
            "Role",
            "Table",
            "grid",
            "placed",
        ),
        "remainder": ("unplaced",),
    },
)
