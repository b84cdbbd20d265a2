"""The kit: strategies, laws and proofs with which anyone can test a rule set. Needs the extra `testing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfeval.lazy import lazy

if TYPE_CHECKING:
    from perfeval.testing.cases import check_cases, run_case
    from perfeval.testing.collecting import check_laws
    from perfeval.testing.laws import LAWS
    from perfeval.testing.mutants import MUTANTS, Mutant
    from perfeval.testing.pools import NASTY_CELLS, NASTY_TEXTS, TIES
    from perfeval.testing.proving import prove
    from perfeval.testing.rulestrategy import rulesets
    from perfeval.testing.specimen import specimen
    from perfeval.testing.strategies import (
        actuals,
        actuals_for,
        definitions,
        filings,
        quantities,
        targets,
        texts,
    )
    from perfeval.testing.trial import Engine, Refutation, Trial

__all__ = [
    "LAWS",
    "MUTANTS",
    "NASTY_CELLS",
    "NASTY_TEXTS",
    "TIES",
    "Engine",
    "Mutant",
    "Refutation",
    "Trial",
    "actuals",
    "actuals_for",
    "check_cases",
    "check_laws",
    "definitions",
    "filings",
    "prove",
    "quantities",
    "rulesets",
    "run_case",
    "specimen",
    "targets",
    "texts",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "cases": ("check_cases", "run_case"),
        "collecting": ("check_laws",),
        "laws": ("LAWS",),
        "mutants": ("MUTANTS", "Mutant"),
        "pools": ("NASTY_CELLS", "NASTY_TEXTS", "TIES"),
        "proving": ("prove",),
        "rulestrategy": ("rulesets",),
        "specimen": ("specimen",),
        "strategies": ("actuals", "actuals_for", "definitions", "filings", "quantities", "targets", "texts"),
        "trial": ("Engine", "Refutation", "Trial"),
    },
)
