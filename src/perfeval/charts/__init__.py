"""Report → pictures: inline SVG that needs nothing from elsewhere."""

from __future__ import annotations

from perfeval.charts.bars import charts

__all__ = ["charts"]
