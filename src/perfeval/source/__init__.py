"""Where a thing was said and what is wrong with it: places, problems, the printed block."""

from perfeval.source.block import pad, snippet, width
from perfeval.source.nearest import nearest
from perfeval.source.place import Mark, Origin, Place, Source
from perfeval.source.problem import Code, Problem, ProblemError, Severity, has_errors
from perfeval.source.record import Record

__all__ = [
    "Code",
    "Mark",
    "Origin",
    "Place",
    "Problem",
    "ProblemError",
    "Record",
    "Severity",
    "Source",
    "has_errors",
    "nearest",
    "pad",
    "snippet",
    "width",
]
