"""Signs on a page → text: lines, the blanks between words, and whether a line was ended or only too long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from perfeval.formats.pdf.page import Glyph

__all__ = ["Piece", "joined", "pieces"]

_GAP = 0.25
"""Of its height: how far a sign of a word may stand from the next."""
_WIDE = 0.9
"""The same for a Chinese sign, which is set apart to fill a line."""
_APART = 1.6
"""The same between two texts that only stand on one line."""
_UNSEEN = re.compile("[\u200b-\u200f\u00ad\ufeff]")
"""Signs without a shape, which only say where a line may end."""
_PADDING = 6.0
"""Points between the line of a cell and its text, at each side, at most."""


def joined(glyphs: list[Glyph], room: float) -> str:
    """Return the text of a cell.

    A line after which the next sign, or the next word, would still have had room was ended by who typed it.

    Args:
        glyphs: The signs of the cell, in any order.
        room: How wide it is, in points.
    """
    lines = list(_lines(glyphs))
    texts = [_spaced(line) for line in lines]
    found = texts[0] if texts else ""
    for (above, below), text in zip(pairwise(lines), texts[1:], strict=True):
        last = next((glyph for glyph in reversed(above) if not glyph.text.isspace()), above[-1])
        left = room - 2 * _PADDING - (last.right - above[0].left)
        if left > _first_word(below):
            found = f"{found.rstrip()}\n{text.lstrip()}"
        elif _latin(found[-1:]) and _latin(text[:1]) and not (found[-1:].isdigit() and text[:1].isdigit()):
            found = f"{found} {text}"
        else:
            found += text
    return _UNSEEN.sub("", found).strip()


class Piece(NamedTuple):
    """A text outside of tables: how far down its line stands, and how high its signs are."""

    height: float
    size: float
    text: str


def pieces(glyphs: list[Glyph]) -> list[Piece]:
    """Return the texts outside of tables; what stands far apart on one line are two.

    Args:
        glyphs: The signs, in any order.
    """
    found = []
    for line in _lines(glyphs):
        begin = 0
        for end, (one, other) in enumerate(pairwise([*line, None]), 1):
            if other is None or (one and other.left - one.right > _APART * max(one.size, other.size)):
                text = _UNSEEN.sub("", _spaced(line[begin:end])).strip()
                if text:
                    found.append(Piece(line[begin].middle, line[begin].size, text))
                begin = end
    return found


def _lines(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Return the signs line by line, from the left; a sign that is printed twice to look bold is one."""
    line: list[Glyph] = []
    for glyph in sorted((one for one in glyphs if one.left >= 0), key=lambda one: one.middle):
        if line and glyph.middle - line[0].middle > max(line[0].size, glyph.size) * 0.5:
            yield _row(line)
            line = []
        line.append(glyph)
    if line:
        yield _row(line)


def _row(line: list[Glyph]) -> list[Glyph]:
    """Return the signs of a line from the left, each once; blanks before it are none."""
    found: list[Glyph] = []
    for glyph in sorted(line, key=lambda one: (one.left, one.right)):
        twice = (one for one in found[-3:] if one.text == glyph.text)
        if not any(abs(one.left - glyph.left) < one.size * 0.15 for one in twice):
            found.append(glyph)
    begin = 0
    while begin < len(found) - 1 and found[begin].text.isspace():
        begin += 1
    return found[begin:]


def _spaced(line: list[Glyph]) -> str:
    """Return the text of a line, with a blank where signs stand apart."""
    text = line[0].text
    for one, other in pairwise(line):
        size = max(one.size, other.size)
        gap = _GAP if _latin(one.text[-1:]) and _latin(other.text[:1]) else _WIDE
        if other.left - one.right > gap * size and not (one.text.isspace() or other.text.isspace()):
            text += " "
        text += other.text
    return text


def _first_word(line: list[Glyph]) -> float:
    """Return how wide the first sign of a line is, or its first word."""
    end = 0
    if _latin(line[0].text):
        while end + 1 < len(line) and _latin(line[end + 1].text) and not line[end + 1].text.isspace():
            end += 1
    return line[end].right - line[0].left


def _latin(text: str) -> bool:
    """Return whether a sign belongs to a word or a number."""
    return text.isascii() and (text.isalnum() or text in (".", ",", "%"))
