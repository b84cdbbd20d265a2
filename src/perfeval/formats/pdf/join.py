"""Ruled tables over several pages: what goes on at the head of the next page is one table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import partial

import attrs

from perfeval.formats.package import refused
from perfeval.formats.pdf.lines import NEAR, Area, Part, parts_of
from perfeval.formats.pdf.page import Page
from perfeval.forms import ReadTable, codes
from perfeval.source import Place

__all__ = ["read_ruled"]

_CELLS = 200_000
_GOES_ON = re.compile(r"[（(]?(?:续表?|接上页|表续)[0-9一二三四五六七八九十]*[)）]?")
_VALUE = re.compile(r"[\d≥≤=＝<>＜＞≧≦.-]")
_SMALL = 11.5
"""Points: a text of this size at the very head or foot of two pages is no title."""


@attrs.define
class _Whole:
    """A table with the pages that it is on: of each row the page, the number of the table there, and its row there."""

    parts: list[Part]
    areas: list[Area]
    places: list[tuple[int, int, int]]


def read_ruled(pages: Sequence[Page], name: str) -> tuple[ReadTable, ...]:
    """Return the tables that ruled lines enclose.

    Args:
        pages: What is printed on the pages.
        name: What the file is called.

    Raises:
        ProblemError: For more lines or cells than a form ever has.
    """
    wholes: list[_Whole] = []
    for page in pages:
        for part in parts_of(page, name):
            if wholes and _goes_on(wholes[-1].parts[-1], part) and not _anew(wholes[-1], part):
                _append(wholes[-1], part)
            else:
                places = [(part.page, part.number, row) for row in range(part.rows)]
                wholes.append(_Whole([part], [attrs.evolve(area) for area in part.areas], places))
    return tuple(_table(whole, name) for whole in wholes)


def _table(whole: _Whole, name: str) -> ReadTable:
    """Return a table as it is read."""
    return ReadTable(
        name,
        _rows(whole, name),
        above=tuple(piece.text for piece in whole.parts[0].above),
        below=tuple(piece.text for piece in whole.parts[-1].below),
        place=partial(_place, tuple(whole.places)),
    )


def _place(places: tuple[tuple[int, int, int], ...], name: str, row: int, _column: int) -> Place:
    """Return the place of a cell: page, table and row."""
    page, number, line = places[min(row, len(places) - 1)]
    return Place(name, cell=f"第{page}页表{number}第{line + 1}行")


def _goes_on(upper: Part, lower: Part) -> bool:
    """Return whether a table is the rest of the one on the page before: as wide, and nothing stands between them."""
    if lower.page != upper.page + 1 or lower.number != 1:
        return False
    if any(abs(one - other) > 2 * NEAR for one, other in zip(upper.edges, lower.edges, strict=True)):
        return False
    # What runs along the head or foot of every page does not part them.
    before = {piece.text for piece in (*upper.above, *upper.below) if piece.size <= _SMALL}
    around = [piece for piece in lower.above if not _GOES_ON.fullmatch(piece.text)]
    feet = {piece.text for piece in lower.below}
    return all(piece.text in before for piece in around) and all(
        piece.text in feet and piece.size <= _SMALL for piece in upper.below
    )


def _anew(whole: _Whole, part: Part) -> bool:
    """Return whether a table begins as the one before did, but for its values: then it is another form of this kind."""
    again = _again(whole, part)
    first, here = whole.areas[0].text, part.areas[0].text
    return again == part.rows or (not again and bool(here) and first == here)


def _append(whole: _Whole, part: Part) -> None:
    """Add the rest of a table; heads that are printed again are left out, what the page cut is put together."""
    again = _again(whole, part)
    begin = len(whole.places)
    areas = [
        Area(area.left, area.right, max(area.top - again, 0), area.bottom - again, area.text)
        for area in part.areas
        if area.bottom > again
    ]
    cut = bool(areas) and _is_cut(whole, areas, begin)
    shift = begin - cut
    for area in areas:
        upper = _above(whole, area, begin) if not area.top else None
        tall = upper is not None and (upper.bottom - upper.top > 1 or area.bottom - area.top > 1)
        if upper is not None and (cut or (tall and not area.text)):
            upper.text = _put_together(upper.text, area.text)
            upper.bottom = max(upper.bottom, area.bottom + shift)
        else:
            moved = attrs.evolve(area, top=area.top + shift, bottom=area.bottom + shift)
            whole.areas.append(moved)
    whole.places += [(part.page, part.number, row) for row in range(again + cut, part.rows)]
    whole.parts.append(part)


def _above(whole: _Whole, area: Area, begin: int) -> Area | None:
    """Return the cell that ends at the foot of the page before, in the same columns."""
    found = (
        upper
        for upper in whole.areas
        if upper.bottom == begin
        and abs(upper.left - area.left) <= 2 * NEAR
        and abs(upper.right - area.right) <= 2 * NEAR
    )
    return next(found, None)


def _is_cut(whole: _Whole, areas: list[Area], begin: int) -> bool:
    """Return whether the first row is the rest of the last one: its columns are the same, and it has no name of its own."""
    first = [area for area in areas if not area.top]
    single = [area for area in first if area.bottom == 1]
    uppers = [_above(whole, area, begin) for area in first]
    if any(upper is None for upper in uppers) or not any(area.text for area in single):
        return False
    named = next((upper for upper in uppers if upper and upper.bottom - upper.top == 1), None)
    return named is not None and not single[0].text and bool(named.text) and len(single) > 1


def _put_together(upper: str, lower: str) -> str:
    """Return the text of a cell whose lines stand on two pages."""
    if not upper or not lower:
        return upper or lower
    between = (
        " "
        if upper[-1].isascii() and upper[-1].isalpha() and lower[0].isascii() and lower[0].isalpha()
        else ""
    )
    return f"{upper}{between}{lower}"


def _again(whole: _Whole, part: Part) -> int:
    """Return how many rows at the head of a page only repeat heads that stood before; these are words, not values."""
    earlier = [_signature(whole.areas, row) for row in range(len(whole.places))]
    here = [_signature(part.areas, row) for row in range(part.rows)]
    if not here or len(here[0]) < 2 or any(_VALUE.match(text) for _, text in here[0]):
        return 0
    for start, row in enumerate(earlier):
        if here[0] <= row:
            count = 1
            while (
                count < len(here) and start + count < len(earlier) and here[count] == earlier[start + count]
            ):
                count += 1
            return count
    return 0


def _signature(areas: Sequence[Area], row: int) -> frozenset[tuple[int, str]]:
    """Return the texts that begin in a row, with their columns."""
    return frozenset((round(area.left / 4), area.text) for area in areas if area.top == row and area.text)


def _rows(whole: _Whole, name: str) -> tuple[tuple[str | None, ...], ...]:
    """Return every cell of the grid: a merged area has its text in its first cell, None in the others."""
    columns: list[float] = []
    for edge in sorted(area.left for area in whole.areas):
        if not columns or edge - columns[-1] > NEAR:
            columns.append(edge)
    height = len(whole.places)
    if height * len(columns) > _CELLS:
        raise refused(codes.BOMB, name)
    rows: list[list[str | None]] = [[None] * len(columns) for _ in range(height)]
    for area in whole.areas:
        rows[area.top][bisect_right(columns, area.left + 1e-6) - 1] = area.text
    return tuple(map(tuple, rows))
