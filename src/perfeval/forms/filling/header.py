"""The parts with texts: labels with what stands beside or below them, questions with answers, the total."""

from __future__ import annotations

from perfeval.exact import digits
from perfeval.forms.filling.words import Words
from perfeval.forms.layout import Group, Matrix, Pair, Pairs, Section, Texts, Total, cell_of, shares
from perfeval.forms.table import Cell

__all__ = ["group_rows", "matrix_rows", "pair_row", "texts_rows", "total_row"]

Row = tuple[Cell, ...]
_NARROW = 12
"""What part of a form a label's column is at least."""


def pair_row(words: Words, section: Pairs, width: int, *, explained: bool = False) -> Row:
    """Return a row of labels and texts; the texts share the columns that the labels leave.

    Args:
        words: The texts of the form.
        section: The labels.
        width: How many columns the row has.
        explained: Whether the total is linked to its explanation.
    """
    cells: list[Cell] = []
    pairs = section.pairs
    for pair, share in zip(pairs, shares(width - len(pairs), len(pairs)), strict=True):
        total = "{total}" in pair.source
        wide = _label_columns(words, sum(cell.columns for cell in cells), share, width)
        cells.append(Cell(words.template(pair.label), "label", columns=wide))
        cells.append(
            Cell(
                words.source(pair),
                "score" if total and explained else "text",
                columns=share + 1 - wide,
                explained="total" if total and explained else "",
                key="total" if total else _key(pair),
                open=not total and bool(pair.source or pair.field or pair.choice),
            )
        )
    return tuple(cells)


def _label_columns(words: Words, left: int, share: int, width: int) -> int:
    """Return over how many columns a label goes: one, and more where its column is too narrow for words."""
    widths = words.layout.widths
    if not widths or left == 0 or width != len(widths):
        return 1
    wide = 1
    while wide < share and sum(widths[left : left + wide]) * _NARROW < sum(widths):
        wide += 1
    return wide


def _key(pair: Pair) -> str:
    """Return what the cell beside a label is called."""
    return pair.source or pair.field or (pair.label if pair.choice else "")


def texts_rows(words: Words, section: Texts, width: int) -> list[Row]:
    """Return a row of heads and a row of texts below them, beside one label.

    Args:
        words: The texts of the form.
        section: The label and the heads.
        width: How many columns the rows have.
    """
    label = [Cell(words.label(section.label), "label", rows=2)] if section.label else []
    parts = shares(width - len(label), len(section.columns))
    columns = list(zip(section.columns, parts, strict=True))
    heads = [Cell(words.template(pair.label), "head", columns=share) for pair, share in columns]
    texts = [
        Cell(words.source(pair), "text", columns=share, key=_key(pair), open=not pair.sign)
        for pair, share in columns
    ]
    return [(*label, *heads), tuple(texts)]


def matrix_rows(words: Words, section: Matrix, width: int) -> list[Row]:
    """Return questions with their answers in columns.

    Args:
        words: The texts of the form.
        section: The questions and the heads of the answers.
        width: How many columns the rows have.
    """
    label = [Cell(section.label, "label", rows=1 + len(section.rows))] if section.label else []
    parts = shares(width - len(label), 1 + len(section.columns))[::-1]
    heads = [Cell("", "head", columns=parts[0])]
    heads += [
        Cell(head, "head", columns=share) for head, share in zip(section.columns, parts[1:], strict=True)
    ]
    rows: list[Row] = [(*label, *heads)]
    for name in section.rows:
        answers = [words.report.filing.field(cell_of(name, head)) or "" for head in section.columns]
        cells = zip(answers, parts[1:], strict=True)
        rows.append(
            (
                Cell(name, "label", columns=parts[0]),
                *(Cell(text, "text", columns=share, open=True) for text, share in cells),
            )
        )
    return rows


def group_rows(words: Words, section: Group, width: int) -> list[Row]:
    """Return rows beside one label.

    Args:
        words: The texts of the form.
        section: The label and the rows.
        width: How many columns the rows have.
    """
    rows = [row for inner in section.rows for row in _inner(words, inner, width - 1)]
    label = Cell(words.label(section.label), "label", rows=len(rows))
    return [(label, *rows[0]), *rows[1:]]


def _inner(words: Words, section: Section, width: int) -> list[Row]:
    """Return the rows of a part that may stand in a group."""
    if isinstance(section, Texts):
        return texts_rows(words, section, width)
    if isinstance(section, Matrix):
        return matrix_rows(words, section, width)
    assert isinstance(section, Pairs)
    return [pair_row(words, section, width)]


def total_row(words: Words, section: Total, *, explained: bool = False) -> Row:
    """Return the row of the total: its numbers stand in the columns that the indicators have for them.

    Args:
        words: The texts of the form.
        section: The label.
        explained: Whether the total is linked to its explanation.
    """
    report, layout = words.report, words.layout
    sources = ["label"] * bool(layout.indicators.label) + list(layout.indicators.sources)
    first = next(number for number, source in enumerate(sources) if source in ("points", "score"))
    definition = report.filing.definition
    cells = [Cell(words.template(section.label), "label", columns=first)]
    for source in sources[first:]:
        if source == "points":
            text = digits(definition.points) if definition.scored else ""
            cells.append(Cell(text, "value", key="total.points"))
        elif source == "score":
            text = "" if report.total is None else words.score(report.total)
            why = "total" if explained and definition.scored else ""
            cells.append(Cell(text, "score", explained=why, key="total"))
        else:
            cells.append(Cell("", "value"))
    return tuple(cells)
