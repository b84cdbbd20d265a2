"""The laws of scoring, each with the test that looks for a form which breaks it."""

from __future__ import annotations

from collections.abc import Mapping

from perfeval.testing.laws import edges, forms, invariants, scores, words
from perfeval.testing.laws.proof import Proof, tests

__all__ = ["LAWS", "Proof", "edges", "forms", "invariants", "scores", "words"]

LAWS: Mapping[str, Proof] = tests()
"""Every law by its name, in the order in which they are proved."""
