"""The whole form: its parts one below the other."""

from __future__ import annotations

from perfeval.forms.filling.budget import budget_rows
from perfeval.forms.filling.explaining import explanations
from perfeval.forms.filling.header import group_rows, matrix_rows, pair_row, texts_rows, total_row
from perfeval.forms.filling.indicators import indicator_rows
from perfeval.forms.filling.words import Words
from perfeval.forms.layout import Budget, Group, Indicators, Layout, Matrix, Pair, Pairs, Section, Texts
from perfeval.forms.table import Cell, Table
from perfeval.model import Report

__all__ = ["fill"]


def fill(report: Report, layout: Layout, *, explained: bool = False, live: bool = False) -> Table:
    """Return the form of a report.

    Args:
        report: The scored form; scores that it has not stay empty, as does a total that it has not.
        layout: Where things stand.
        explained: Whether the explanation of each score is added.
        live: Whether cells carry their numbers and formulas, for a spreadsheet.

    Returns:
        The table: texts as typed, amounts in the layout's money unit, scores as the layout writes them.
    """
    depth = max((len(leaf.path) for leaf in report.filing.definition.leaves), default=0)
    words = Words(report, layout.deepened(depth))
    layout = words.layout
    rows = tuple(row for section in layout.rows for row in _rows(words, section, explained=explained))
    if live:
        from perfeval.forms.formulas import live as enlivened

        rows = enlivened(rows, report, layout)
    # The notes tell how scores are made: a form without points or before the year has none to tell of.
    tells = report.filing.definition.scored and layout.purpose == "self_evaluation"
    clauses = report.ruleset.clauses.values() if tells else ()
    return Table(
        title=words.template(layout.title),
        subtitle=words.template(layout.subtitle),
        above=_lines(words, layout.above),
        rows=rows,
        widths=layout.widths or (1,) * layout.width,
        below=_lines(words, layout.below),
        notes=tuple(clause.says for clause in clauses if clause.note),
        explanations=tuple(explanations(report)) if explained else (),
        landscape=layout.page == "landscape",
    )


def _lines(words: Words, pairs: tuple[Pair, ...]) -> tuple[tuple[str, str], ...]:
    """Return labels with texts, as they stand above and below a table."""
    return tuple((words.template(pair.label), words.source(pair)) for pair in pairs)


def _rows(words: Words, section: Section, *, explained: bool) -> list[tuple[Cell, ...]]:
    """Return the rows of one part of the form."""
    width = words.layout.width
    match section:
        case Pairs():
            return [pair_row(words, section, width, explained=explained)]
        case Texts():
            return texts_rows(words, section, width)
        case Matrix():
            return matrix_rows(words, section, width)
        case Budget():
            return budget_rows(words, section, width, explained=explained)
        case Indicators():
            return indicator_rows(words, section, explained=explained)
        case Group():
            return group_rows(words, section, width)
        case _:
            return [total_row(words, section, explained=explained)]
