"""Table → form: a layout is recognised by its labels, and its cells become definition, filing and printed scores."""

from perfeval.forms.recognition.whole import ReadForm, recognise

__all__ = ["ReadForm", "recognise"]
