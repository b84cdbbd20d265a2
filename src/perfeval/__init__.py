"""Exact, explained scoring of Chinese budget-performance self-evaluations (预算绩效自评表).

>>> import perfeval
>>> report = perfeval.score(perfeval.load_filing("examples/wuhan-12333-project-2024.yaml"))
>>> report.total, report["服务质量提升率"].explain()
(Decimal('99.17'), '87.5% ÷ 90% × 30 = 29.1666… → 29.17(四舍五入)')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from perfeval.doors import blank, read_form, read_forms, render, score
    from perfeval.forms import ReadForm, layout_ids
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
    "layout_ids",
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

# A door opens its room when it is first used: `import perfeval` alone loads nothing.
_ROOMS = {
    "doors": ("blank", "read_form", "read_forms", "render", "score"),
    "forms": ("ReadForm", "layout_ids"),
    "model": ("Definition", "Filing", "Report", "RuleSet"),
    "notation": ("parse_actual", "parse_quantity", "parse_target"),
    "reading": ("load_definition", "load_filing", "load_ruleset", "ruleset_ids"),
    "source": ("Problem", "ProblemError"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    """Return a public name from its room."""
    room = _ROOM_OF.get(name)
    if room is None:
        message = f"module 'perfeval' has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f"perfeval.{room}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted([*__all__, "__version__"])
