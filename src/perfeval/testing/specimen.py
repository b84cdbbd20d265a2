"""The kit's own rule set: everything that the language can say, once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from perfeval.model import RuleSet
from perfeval.reading import parse_ruleset

__all__ = ["specimen"]


@lru_cache(maxsize=1)
def specimen() -> RuleSet:
    """Return the rule set with which the kit proves itself: each shape and each policy stands in it once.

    >>> specimen().at_least.cap.text
    '120%'
    """
    path = Path(__file__).with_suffix(".yaml")
    return parse_ruleset(path.read_text(encoding="utf-8"), path.name)
