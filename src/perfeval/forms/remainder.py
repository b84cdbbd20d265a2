"""What was filed and has no place on the form: told, so that nothing vanishes without a word."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.forms import codes
from perfeval.forms.layout import SOURCES, Layout
from perfeval.model import Definition, Filing, Report, keys_of
from perfeval.source import Problem

__all__ = ["unplaced"]

_TEXTS = (
    (Definition, ("overall_goal",)),
    (Filing, ("overall_result", "deviation_reason", "improvement_measures", "unit", "filed_on")),
)


def unplaced(report: Report, layout: Layout) -> tuple[Problem, ...]:
    """Return a note for what a layout does not print of a filing, and for a choice that it does not offer.

    Args:
        report: The scored form.
        layout: The layout that it is printed by.
    """
    missing = list(dict.fromkeys(_missing(report, layout)))
    found = []
    if missing:
        fact = f"表样 {layout.id} 没有地方印：{'、'.join(missing)}"
        found.append(codes.UNPLACED.problem(fact).at(report.filing.origin))
    for pair in (pair for row in layout.rows for pair in row.pairs if pair.choice):
        chosen = report.filing.field(pair.label)
        if chosen and chosen not in pair.choice:
            fact = f"“{pair.label}”填的“{chosen}”不在表样的选项里，另加一项印出"
            found.append(
                codes.UNPLACED.problem(fact, f"可选：{'、'.join(pair.choice)}").at(report.filing.origin)
            )
    return tuple(found)


def _missing(report: Report, layout: Layout) -> Iterator[str]:
    """Yield the Chinese names of what is filed and not printed."""
    pairs = [*layout.above, *(pair for row in layout.rows for pair in row.pairs)]
    printed = {pair.source for pair in pairs} & set(SOURCES)
    labels = {pair.field or pair.label for pair in pairs if pair.field or pair.choice}
    for record, names in _TEXTS:
        held = report.filing.definition if record is Definition else report.filing
        for name in names:
            if getattr(held, name) and name not in printed:
                yield keys_of(record)[name].zh[0]
    for fields in (report.filing.definition.fields, report.filing.fields):
        yield from (label for label, text in fields.items() if text and label not in labels)
    yield from _funds(report, layout)
    columns = set(layout.indicators.names)
    for line in report.lines:
        if line.entry is not None and line.entry.reason and "reason" not in columns:
            yield "各行的偏差原因"
        if line.entry is not None and line.entry.measures and "measures" not in columns:
            yield "各行的改进措施"


def _funds(report: Report, layout: Layout) -> Iterator[str]:
    """Yield what is filed of the funds and not printed: rows of 其中, and the reason of the execution."""
    filed, plan = report.filing.budget, report.filing.definition.budget
    if (filed and filed.rows) or (plan and plan.rows):
        yield "资金明细"
    if filed and filed.reason and (layout.budget is None or "reason" not in layout.budget.names):
        yield "预算执行的原因"
