"""Exact, explained scoring of Chinese budget-performance self-evaluations (预算绩效自评表).

>>> import perfeval
>>> report = perfeval.score(perfeval.load_filing("examples/wuhan-12333-project-2024.yaml"))
>>> report.total, report["服务质量提升率"].explain()
(Decimal('99.17'), '87.5% ÷ 90% × 30 = 29.1666… → 29.17(四舍五入)')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfeval.lazy import lazy

if TYPE_CHECKING:
    from perfeval.doors import blank, compare_rulesets, read_form, read_forms, render, score
    from perfeval.forms import ReadForm
    from perfeval.model import Definition, Filing, Report, RuleSet
    from perfeval.notation import parse_actual, parse_quantity, parse_target
    from perfeval.reading import load_definition, load_filing, load_ruleset, ruleset_ids
    from perfeval.source import Problem, ProblemError

__version__ = "0.1.0"

__all__ = [
    "Definition",
    "Filing",
    "Problem",
    "ProblemError",
    "ReadForm",
    "Report",
    "RuleSet",
    "blank",
    "compare_rulesets",
    "load_definition",
    "load_filing",
    "load_ruleset",
    "parse_actual",
    "parse_quantity",
    "parse_target",
    "read_form",
    "read_forms",
    "render",
    "ruleset_ids",
    "score",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "doors": ("blank", "compare_rulesets", "read_form", "read_forms", "render", "score"),
        "forms": ("ReadForm",),
        "model": ("Definition", "Filing", "Report", "RuleSet"),
        "notation": ("parse_actual", "parse_quantity", "parse_target"),
        "reading": ("load_definition", "load_filing", "load_ruleset", "ruleset_ids"),
        "source": ("Problem", "ProblemError"),
    },
)
