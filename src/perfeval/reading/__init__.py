"""YAML ⇄ records: definitions, filings, one-file forms and rule sets, with every problem at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfeval.lazy import lazy

if TYPE_CHECKING:
    from perfeval.reading.codes import CODES
    from perfeval.reading.doors import (
        file_kind,
        load_definition,
        load_filing,
        parse_definition,
        parse_filing,
        ruleset_of,
    )
    from perfeval.reading.rulesets import load_ruleset, parse_ruleset, ruleset_ids
    from perfeval.reading.writing import dump_definition, dump_filing, dump_form, dump_ruleset, form_data

__all__ = [
    "CODES",
    "dump_definition",
    "dump_filing",
    "dump_form",
    "dump_ruleset",
    "file_kind",
    "form_data",
    "load_definition",
    "load_filing",
    "load_ruleset",
    "parse_definition",
    "parse_filing",
    "parse_ruleset",
    "ruleset_ids",
    "ruleset_of",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "codes": ("CODES",),
        "doors": (
            "file_kind",
            "load_definition",
            "load_filing",
            "parse_definition",
            "parse_filing",
            "ruleset_of",
        ),
        "rulesets": (
            "load_ruleset",
            "parse_ruleset",
            "ruleset_ids",
        ),
        "writing": (
            "dump_definition",
            "dump_filing",
            "dump_form",
            "dump_ruleset",
            "form_data",
        ),
    },
)
