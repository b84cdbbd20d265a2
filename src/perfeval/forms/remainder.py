"""What was filed and does not fit the form: told, so that nothing vanishes without a word."""

from __future__ import annotations

from collections.abc import Iterator

from perfeval.forms import codes
from perfeval.forms.layout import Layout, Matrix, cell_of
from perfeval.forms.vocabulary import CAUSE, LIKELIHOOD, SOURCES
from perfeval.model import (
    BudgetFiled,
    BudgetPlan,
    Definition,
    Entry,
    Filing,
    FundRow,
    Indicator,
    Report,
    keys_of,
)
from perfeval.source import Problem

__all__ = ["unplaced"]

_TEXTS = (
    (Definition, ("midterm_goal", "overall_goal")),
    (Filing, ("overall_result", "deviation_reason", "improvement_measures", "unit", "filed_on")),
)
_OF_ENTRY = {
    "reason": ("reason", "reasons"),
    "measures": ("measures", "reasons"),
    "forecast": ("forecast",),
    "note": ("note",),
    "target": ("adjusted_target",),
    "actual": ("actual",),
}
"""What a row may hold, and the columns that print it."""
_AMOUNTS = ("midterm", "initial", "adjusted", "executed", "forecast")


def unplaced(report: Report, layout: Layout) -> tuple[Problem, ...]:
    """Return a note for what a layout does not print of a filing, for choices that it does not offer and long texts.

    Args:
        report: The scored form.
        layout: The layout that it is printed by.
    """
    missing = list(dict.fromkeys(_missing(report, layout)))
    found = []
    if missing:
        fact = f"表样 {layout.id} 没有地方印：{'、'.join(missing)}"
        found.append(codes.UNPLACED.problem(fact).at(report.filing.origin))
    for pair in layout.pairs:
        chosen = report.filing.field(pair.label) if pair.choice else None
        if chosen and chosen not in pair.choice:
            fact = f"“{pair.label}”填的“{chosen}”不在表样的选项里，另加一项印出"
            repair = f"可选：{'、'.join(pair.choice)}"
            found.append(codes.UNPLACED.problem(fact, repair).at(report.filing.origin))
    return (*found, *_long(report, layout))


def _long(report: Report, layout: Layout) -> Iterator[Problem]:
    """Yield a warning for each text that is longer than the layout allows."""
    for name, limit in layout.limits.items():
        for record in (report.filing, report.filing.definition):
            text = getattr(record, name, None)
            if isinstance(text, str) and len(text) > limit:
                what = keys_of(Filing if record is report.filing else Definition)[name].zh[0]
                fact = f"“{what}”有 {len(text)} 字，表样 {layout.id} 限 {limit} 字"
                yield codes.LONG_TEXT.problem(fact).at(record.origin, name)
        for line in report.lines:
            text = getattr(line.entry, name, None)
            if isinstance(text, str) and len(text) > limit:
                fact = f"“{keys_of(Entry)[name].zh[0]}”有 {len(text)} 字，表样 {layout.id} 限 {limit} 字"
                yield codes.LONG_TEXT.problem(fact, about=line.leaf.key).at(
                    line.entry.origin if line.entry else None, name
                )


def _missing(report: Report, layout: Layout) -> Iterator[str]:
    """Yield the Chinese names of what is filed and not printed."""
    pairs = list(layout.pairs)
    printed = {pair.source for pair in pairs} & set(SOURCES)
    labels = {pair.field or pair.label for pair in pairs if pair.field or pair.choice}
    for section in layout.sections:
        if isinstance(section, Matrix):
            labels |= {cell_of(row, column) for row in section.rows for column in section.columns}
    for record, names in _TEXTS:
        held = report.filing.definition if record is Definition else report.filing
        for name in names:
            if getattr(held, name) and name not in printed:
                yield keys_of(record)[name].zh[0]
    for fields in (report.filing.definition.fields, report.filing.fields):
        yield from (label for label, text in fields.items() if text and label not in labels)
    yield from _of_budget(report, layout)
    yield from _of_rows(report, layout)


def _of_rows(report: Report, layout: Layout) -> Iterator[str]:
    """Yield what rows hold and no column prints."""
    columns = set(layout.indicators.sources)
    if not layout.indicators.levels and any(line.leaf.path for line in report.lines):
        yield "上级指标的名称"
    for line in report.lines:
        entry, indicator = line.entry, line.leaf.indicator
        if indicator.midterm is not None and "midterm" not in columns and layout.purpose == "targets":
            yield f"各行的{keys_of(Indicator)['midterm'].zh[0]}"
        if entry is None:
            continue
        for name, sources in _OF_ENTRY.items():
            if getattr(entry, name) and not columns & set(sources):
                yield f"各行的{keys_of(Entry)[name].zh[0]}"
        if entry.likelihood and not any(column.startswith(LIKELIHOOD) for column in columns):
            yield "各行的完成目标可能性"
        yield from (f"偏差成因“{cause}”" for cause in entry.causes if CAUSE + cause not in columns)


def _of_budget(report: Report, layout: Layout) -> Iterator[str]:
    """Yield what is filed of the budget and not printed."""
    filed, plan = report.filing.budget, report.filing.definition.budget
    columns = set(layout.budget.sources) if layout.budget else set()
    records: list[BudgetFiled | BudgetPlan | FundRow] = [record for record in (filed, plan) if record]
    records += [row for record in (filed, plan) if record for row in record.rows]
    names = keys_of(FundRow)
    for name in _AMOUNTS:
        if name not in columns and any(getattr(record, name, None) for record in records):
            yield names[name].zh[0]
    if filed and filed.reason and "reason" not in columns:
        yield "预算执行的原因"
