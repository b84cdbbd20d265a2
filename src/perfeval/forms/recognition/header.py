"""Labels with the texts beside and below them."""

from __future__ import annotations

import re

from perfeval.forms import codes
from perfeval.forms.filling import choices
from perfeval.forms.layout import Matrix, Pair, Pairs, Texts, cell_of
from perfeval.forms.recognition.found import Found
from perfeval.forms.recognition.words import matches, parts, plain

__all__ = ["read_lines", "read_matrix", "read_pairs", "read_texts"]

_OPTION = re.compile(r"\d+[.．、]\s*((?:(?!\d+[.．、]\s)[^☑✓✔√■□○●])*)([☑✓✔√■●□○])")
_OPEN = frozenset("□○")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年度")


def read_pairs(found: Found, section: Pairs, start: int) -> int:
    """Read a row of labels with the texts beside them.

    Args:
        found: What has been read so far.
        section: The labels.
        start: The row from which the labels are expected; where they are not, the whole table is searched.

    Returns:
        The row behind the labels, or *start* where none of them was found.
    """
    row, columns = _labels(found, section.pairs, start)
    for pair, column in columns.items():
        stop = min((other for other in columns.values() if other > column), default=found.grid.width)
        found.keep_label(parts(pair.label, found.grid.take(row, column)) if "{" in pair.label else None)
        found.grid.mark(row, range(column, min(_label_end(found, row, column), stop)))
        _beside(found, pair, row, column, stop)
    return row + 1 if columns else start


def _label_end(found: Found, row: int, column: int) -> int:
    """Return the column behind a label: what repeats it is part of it."""
    text, after = found.grid.cell(row, column), column + 1
    while found.grid.table.repeats and after < found.grid.width and found.grid.cell(row, after) == text:
        after += 1
    return after


def _labels(found: Found, pairs: tuple[Pair, ...], start: int) -> tuple[int, dict[Pair, int]]:
    """Return the row with the most labels of a section, and the column of each; the nearest one below comes first."""
    grid = found.grid
    best: tuple[int, dict[Pair, int]] = (0, {})
    for row in (*range(start, grid.height), *range(min(start, grid.height))):
        columns: dict[Pair, int] = {}
        for pair in pairs:
            behind = max(columns.values(), default=-1) + 1
            for column in range(behind, grid.width):
                text = grid.cell(row, column)
                if text and (row, column) not in grid.used and matches(pair.label, text):
                    columns[pair] = column
                    break
        if len(columns) > len(best[1]):
            best = (row, columns)
        if len(columns) == len(pairs):
            break
    return best


def _beside(found: Found, pair: Pair, row: int, column: int, stop: int) -> None:
    """Take what stands beside a label; a choice may go over several cells."""
    cells = found.grid.beside(row, _label_end(found, row, column) - 1, stop)
    taken = cells if pair.choice else cells[:1]
    if not found.grid.table.exact and not pair.choice and cells and not cells[0][1].strip():
        taken = [cell for cell in cells if cell[1].strip()][
            :1
        ]  # a form of others may leave cells before its text
    for at, _ in taken or cells:
        found.grid.mark(row, range(at, at + 1))
    if found.grid.table.repeats:
        texts = {text for _, text in taken}
        found.grid.used.update((row, at) for at in range(column, stop) if found.grid.cell(row, at) in texts)
    if taken:
        keep(found, pair, " ".join(text for _, text in taken if text), row, taken[0][0])


def keep(found: Found, pair: Pair, value: str, row: int, column: int) -> None:
    """Keep a text under what its label says that it is.

    Args:
        found: What has been read so far.
        pair: The label.
        value: The text.
        row: Where it stands.
        column: Where it stands.
    """
    if pair.choice:
        _choose(found, pair, value, row, column)
    elif not value.strip() or pair.literal:
        return
    elif pair.sign:
        fact = f"“{pair.label}”栏填了“{value.strip()[:20]}”，签字盖章不读进数据"
        found.tell(codes.SIGNED, fact, row, column, about=pair.label)
    elif pair.field:
        found.fields[pair.field] = value
    elif pair.template:
        found.keep_label(parts(pair.source, value) or {"total": value.strip()})
    else:
        found.values.setdefault(pair.source, value)


def _choose(found: Found, pair: Pair, value: str, row: int, column: int) -> None:
    """Keep the one option that is ticked; a cell with none or several ticks is read only where it is blank."""
    options = _OPTION.findall(value)
    ticked = [text for text, sign in options if sign not in _OPEN]
    lost = "?" in value
    if len(ticked) == 1 and not lost:
        found.chosen[pair.label] = ticked[0].strip()
    elif (
        value.strip() and plain(value) != plain(choices(pair.choice, "")) and (lost or ticked or not options)
    ):
        if lost and any(problem.code == codes.LOST_SIGN.code for problem in found.grid.table.problems):
            return  # told when the bytes were read
        code = codes.LOST_SIGN if lost else codes.CHOICE
        found.tell(code, f"“{pair.label}”栏认不出选了哪一项：{value}", row, column, about=pair.label)


def read_texts(found: Found, section: Texts, start: int) -> int:
    """Read heads with the texts below them.

    Args:
        found: What has been read so far.
        section: The heads.
        start: The row from which they are expected.

    Returns:
        The row behind the texts, or *start* where the heads were not found.
    """
    grid = found.grid
    row, columns = _labels(found, section.columns, start)
    if len(columns) < len(section.columns) or row + 1 >= grid.height:
        return start
    _mark_label(found, section.label, row, min(columns.values()))
    for pair, column in columns.items():
        grid.mark(row, range(column, grid.end_of(row, column)))
        value = grid.take(row + 1, column)
        grid.mark(row + 1, range(column, grid.end_of(row, column)))
        keep(found, pair, value, row + 1, column)
    return row + 2


def _mark_label(found: Found, label: str, row: int, stop: int) -> None:
    """Mark the label at the left of some rows, and what repeats it below."""
    grid = found.grid
    for column in range(stop):
        text = grid.cell(row, column)
        if text and matches(label, text):
            grid.used.add((row, column))
            below = row + 1
            while grid.table.repeats and below < grid.height and grid.cell(below, column) == text:
                grid.used.add((below, column))
                below += 1


def read_matrix(found: Found, section: Matrix, start: int) -> int:
    """Read questions with answers in columns.

    Args:
        found: What has been read so far.
        section: The questions and the heads of the answers.
        start: The row from which they are expected.

    Returns:
        The row behind the answers, or *start* where the heads were not found.
    """
    grid = found.grid
    heads = tuple(Pair(head, field=head) for head in section.columns)
    top, columns = _labels(found, heads, start)
    if len(columns) < len(heads):
        return start
    first = min(columns.values())
    _mark_label(found, section.label, top, first)
    for column in columns.values():
        grid.mark(top, range(column, grid.end_of(top, column)))
    last = top
    for name in section.rows:
        at = grid.find(name, range(top + 1, grid.height))
        if at is None or at[1] >= first:
            continue
        last = max(last, at[0])
        grid.mark(at[0], range(at[1], first))
        for pair, column in columns.items():
            text = grid.take(at[0], column)
            grid.mark(at[0], range(column, grid.end_of(top, column)))
            if text.strip():
                found.fields[cell_of(name, pair.label)] = text
    return last + 1


def read_lines(found: Found, top: int, bottom: int) -> None:
    """Read title, year and the labels above and below the table.

    Args:
        found: What has been read so far.
        top: The first row of the form itself: what stands above it in the grid is title and lines.
        bottom: The row behind it.
    """
    table = found.grid.table
    for text, row, column in _above(found, top):
        if not _line(found, found.layout.above, text, row, column):
            _heading(found, text)
            found.grid.used.add((row, column))
    noted = False
    for text, row, column in [
        *_cells(found, range(bottom, found.grid.height)),
        *((text, found.grid.height - 1, -1) for text in table.below),
    ]:
        noted = noted or plain(text) in ("备注", "备注:", "注", "注:", "填表说明", "填表说明:", "说明:")
        if noted or _line(found, found.layout.below, text, row, column):
            found.grid.used.add((row, column))


def _above(found: Found, top: int) -> list[tuple[str, int, int]]:
    """Return the lines above a form, the nearest first: those of the grid, then those of the file."""
    return [*_cells(found, range(top))[::-1], *((text, 0, -1) for text in found.grid.table.above[::-1])]


def _cells(found: Found, rows: range) -> list[tuple[str, int, int]]:
    """Return the texts of some rows with their places; what repeats a text is marked."""
    texts = []
    for row in rows:
        last = None
        for column in range(found.grid.width):
            text = found.grid.cell(row, column)
            if not text or not text.strip() or (row, column) in found.grid.used:
                continue
            if found.grid.table.repeats and text == last:
                found.grid.used.add((row, column))
                continue
            texts.append((text, row, column))
            last = text
    return texts


def _line(found: Found, pairs: tuple[Pair, ...], text: str, row: int, column: int) -> bool:
    """Take a line `label: text`; return whether it is one."""
    label, colon, value = text.replace("：", ":", 1).partition(":")
    for pair in pairs:
        if matches(pair.label, label) and (colon or pair.sign):
            found.grid.used.add((row, column))
            if pair.source not in found.values:
                keep(found, pair, value.removeprefix(" "), row, max(column, 0))
            return True
    return False


def _heading(found: Found, text: str) -> None:
    """Take title and year from a line above the form."""
    for template in (found.layout.title, found.layout.subtitle):
        held = (
            parts(template, text.removeprefix("#").strip("# ") if text.startswith("#") else text)
            if template
            else None
        )
        if held is not None:
            found.keep_label(held)
    # A heading that is nothing but a title may still name the year; the name of the project never does.
    named = found.labels.get("title", "") if found.layout.title != "{title}" else ""
    for name in (named, found.values.get("title", "")):
        text = text.replace(name, "") if name else text
    year = _YEAR.search(text)
    if year:
        found.labels.setdefault("year", year[1])
