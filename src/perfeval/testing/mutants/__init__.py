"""Careless engines, each with the law that finds it out: what proves that the laws can fail."""

from __future__ import annotations

from collections.abc import Mapping

from perfeval.testing.mutants.forms import FORMS
from perfeval.testing.mutants.mutant import Mutant
from perfeval.testing.mutants.rows import ROWS

__all__ = ["MUTANTS", "Mutant"]

MUTANTS: Mapping[str, Mutant] = {mutant.name: mutant for mutant in (*ROWS, *FORMS)}
"""Every mutant by its name."""
