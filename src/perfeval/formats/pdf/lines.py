"""Ruled tables on the pages of a PDF: areas that lines enclose, with the text that is printed in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import attrs

from perfeval.formats.package import refused
from perfeval.formats.pdf.page import Glyph, Page, Rule
from perfeval.formats.pdf.text import Piece, joined, pieces
from perfeval.forms import codes

__all__ = ["NEAR", "Area", "Part", "parts_of"]

NEAR = 2.5
"""Points by which lines that are meant as one may lie apart."""
_BEYOND = 6.0
"""Points by which lines may stand out beyond the last one that crosses them."""
_CELLS = 200_000
_CROSSINGS = 1_000_000
_PAGE_NUMBER = re.compile(
    r"[-—–\s·]*(?:第\s*)?\d{1,4}\s*页?(?:\s*[/,，、|]?\s*共?\s*\d{1,4}\s*页?)?[-—–\s·]*"
)


@attrs.define
class Area:
    """A cell: its columns by the places of its edges, its rows by their numbers, and its text."""

    left: float
    right: float
    top: int
    bottom: int
    text: str


@attrs.define
class Part:
    """A table on one page, the `number`th of it, with the texts above it and those below it."""

    page: int
    number: int
    rows: int
    areas: list[Area]
    above: list[Piece]
    below: list[Piece]

    @property
    def edges(self) -> tuple[float, float]:
        """Return where the table begins and ends."""
        return min(area.left for area in self.areas), max(area.right for area in self.areas)


class _Frame(NamedTuple):
    """The lines of one table: the places of its columns and rows, and which lines run across and down."""

    columns: list[float]
    rows: list[float]
    across: list[Rule]
    down: list[Rule]


def parts_of(page: Page, name: str) -> list[Part]:
    """Return the tables of a page from its head to its foot.

    Args:
        page: What is printed on the page.
        name: What the file is called.

    Raises:
        ProblemError: For more lines or cells than a form ever has.
    """
    frames = sorted(_frames(page.rules, name), key=lambda frame: frame.rows[0])
    inside: list[list[Glyph]] = [[] for _ in frames]
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        owner = next((number for number, frame in enumerate(frames) if _holds(frame, glyph)), None)
        (outside if owner is None else inside[owner]).append(glyph)
    texts = [
        piece
        for piece in pieces(outside)
        if page.height * 0.1 < piece.height < page.height * 0.9 or not _PAGE_NUMBER.fullmatch(piece.text)
    ]
    found: list[Part] = []
    for frame, glyphs in zip(frames, inside, strict=True):
        areas = _areas(frame, glyphs)
        if not any(area.text.strip() for area in areas):
            continue  # a frame around nothing is an ornament
        above = [piece for piece in texts if piece.height < frame.rows[0]]
        texts = [piece for piece in texts if piece.height >= frame.rows[0]]
        if found:
            found[-1].below = above
        found.append(Part(page.number, len(found) + 1, len(frame.rows) - 1, areas, above, texts))
    return found


def _holds(frame: _Frame, glyph: Glyph) -> bool:
    """Return whether a sign stands in a table."""
    across = (glyph.left + glyph.right) / 2
    return (
        frame.columns[0] - NEAR < across < frame.columns[-1] + NEAR
        and frame.rows[0] - NEAR < glyph.middle < frame.rows[-1] + NEAR
    )


def _frames(rules: Sequence[Rule], name: str) -> Iterator[_Frame]:
    """Return the tables that lines make: lines that touch belong together."""
    across = _merged([rule for rule in rules if rule.across])
    down = _merged([rule for rule in rules if not rule.across])
    if len(across) * len(down) > _CROSSINGS:
        raise refused(codes.BOMB, name)
    group = _Groups(len(across) + len(down))
    for number, flat in enumerate(across):
        for other, tall in enumerate(down, len(across)):
            if _touch(flat, tall):
                group.join(number, other)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate((*across, *down)):
        found.setdefault(group.root(number), ([], []))[number >= len(across)].append(rule)
    for flats, talls in _grown(list(found.values()), name):
        # A page may cut a table without a line, and some tables have none at their sides.
        columns = _places([*(rule.at for rule in talls), *_outer(talls, flats)])
        rows = _places([*(rule.at for rule in flats), *_outer(flats, talls)])
        if len(columns) > 1 and len(rows) > 1:
            if (len(columns) - 1) * (len(rows) - 1) > _CELLS:
                raise refused(codes.BOMB, name)
            yield _Frame(columns, rows, flats, talls)


def _grown(found: list[tuple[list[Rule], list[Rule]]], name: str) -> list[tuple[list[Rule], list[Rule]]]:
    """Return the groups that cross, with the edges of areas that fill a page from head to foot: these meet no line."""
    frames = [(flats, talls) for flats, talls in found if flats and talls]
    loose = [tall for flats, talls in found if not flats for tall in talls]
    if len(frames) * len(loose) > _CROSSINGS:
        raise refused(codes.BOMB, name)
    for flats, talls in frames:
        low, high = _reach(flats, talls)
        talls += [
            tall
            for tall in loose
            if low - _BEYOND <= tall.begin
            and tall.end <= high + _BEYOND
            and tall.end - tall.begin > 0.9 * (high - low)
        ]
    return frames


def _reach(rules: list[Rule], others: list[Rule]) -> tuple[float, float]:
    """Return from where to where lines lie, and those that cross them reach."""
    low = min(*(rule.at for rule in rules), *(rule.begin for rule in others))
    return low, max(*(rule.at for rule in rules), *(rule.end for rule in others))


def _outer(rules: list[Rule], others: list[Rule]) -> Iterator[float]:
    """Return the edges that have no line of their own."""
    low, high = _reach(rules, others)
    if low < min(rule.at for rule in rules) - _BEYOND:
        yield low
    if high > max(rule.at for rule in rules) + _BEYOND:
        yield high


class _Groups:
    """Numbers that belong together."""

    def __init__(self, count: int) -> None:
        self._up = list(range(count))

    def root(self, one: int) -> int:
        """Return the number by which a group is known."""
        while self._up[one] != one:
            self._up[one] = self._up[self._up[one]]
            one = self._up[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Make one group of two."""
        self._up[self.root(one)] = self.root(other)


def _touch(flat: Rule, tall: Rule) -> bool:
    """Return whether a line across meets a line down."""
    return flat.begin - NEAR <= tall.at <= flat.end + NEAR and tall.begin - NEAR <= flat.at <= tall.end + NEAR


def _merged(rules: list[Rule]) -> list[Rule]:
    """Return lines of one direction, those that go on in each other as one."""
    places = _places([rule.at for rule in rules])
    rows: dict[float, list[Rule]] = {}
    for rule in rules:
        rows.setdefault(_nearest(places, rule.at), []).append(rule)
    found = []
    for place, row in rows.items():
        row.sort(key=lambda rule: rule.begin)
        begin, end = row[0].begin, row[0].end
        for rule in row[1:]:
            if rule.begin > end + NEAR:
                found.append(Rule(rule.across, place, begin, end))
                begin, end = rule.begin, rule.end
            end = max(end, rule.end)
        found.append(Rule(row[0].across, place, begin, end))
    return [rule for rule in found if rule.end - rule.begin > NEAR]


def _places(values: Iterable[float]) -> list[float]:
    """Return sorted places; of those that are meant as one the first."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _nearest(places: list[float], value: float) -> float:
    """Return the place that a value is meant as."""
    return places[max(bisect_right(places, value + 1e-6) - 1, 0)]


def _areas(frame: _Frame, glyphs: list[Glyph]) -> list[Area]:
    """Return the cells of a table: places between which no line runs are one cell."""
    columns, rows = frame.columns, frame.rows
    wide, tall = len(columns) - 1, len(rows) - 1
    owner = _Groups(wide * tall)
    right = _walls(frame.down, columns, rows)
    below = _walls(frame.across, rows, columns)
    for row in range(tall):
        for column in range(wide):
            here = row * wide + column
            if column + 1 < wide and (column + 1, row) not in right:
                owner.join(here + 1, here)
            if row + 1 < tall and (row + 1, column) not in below:
                owner.join(here + wide, here)
    members: dict[int, list[int]] = {}
    for one in range(wide * tall):
        members.setdefault(owner.root(one), []).append(one)
    texts: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        column = min(max(bisect_right(columns, (glyph.left + glyph.right) / 2) - 1, 0), wide - 1)
        row = min(max(bisect_right(rows, glyph.middle) - 1, 0), tall - 1)
        texts.setdefault(owner.root(row * wide + column), []).append(glyph)
    found = []
    for key, places in members.items():
        low, high = min(one % wide for one in places), max(one % wide for one in places) + 1
        left, end = columns[low], columns[high]
        text = joined(texts.get(key, []), end - left)
        found.append(Area(left, end, min(places) // wide, max(places) // wide + 1, text))
    return sorted(found, key=lambda area: (area.top, area.left))


def _walls(rules: list[Rule], places: list[float], steps: list[float]) -> set[tuple[int, int]]:
    """Return where lines run: the number of the place, and each step along it whose middle they pass."""
    middles = [(low + high) / 2 for low, high in pairwise(steps)]
    found = set()
    for rule in rules:
        place = bisect_left(places, _nearest(places, rule.at))
        for step in range(bisect_left(middles, rule.begin), bisect_right(middles, rule.end)):
            found.add((place, step))
    return found
