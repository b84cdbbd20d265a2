"""Report → table, by a layout: each part of the form has its own file."""

from perfeval.forms.filling.explaining import explanations
from perfeval.forms.filling.whole import fill
from perfeval.forms.filling.words import choices

__all__ = ["choices", "explanations", "fill"]
