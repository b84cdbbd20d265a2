"""From the text as typed to the text that is read: half-width, no blanks, and each character's place kept.

Normalisation is for reading only; what is printed stays as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

__all__ = ["Scan", "has_gap", "scan"]

# What NFKC leaves alone although people and scanners mean the same sign by it.
_SAME = {"−": "-", "﹣": "-", "–": "—", "﹥": ">", "﹤": "<", "﹦": "=", "～": "~", "〜": "~"}
# Only a change of width is undone: NFKC would also make 502 of 50②, 10m2 of 10㎡ and 501 of 50¹.
_WIDTHS = ("<wide>", "<narrow>", "<small>")
_MARKER = re.compile(r"\s*[①-⑳⑴-⒇⒈-⒛❶-❿]\s*")
_GAP = re.compile(r"[0-9０-９]\s+[0-9０-９]|[-−－]\s+[0-9０-９]")


class Scan(NamedTuple):
    """The characters that are read, and for each the offset of the typed character it comes from."""

    text: str
    chars: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the typed span of the read characters *start* to *end*."""
        if start >= end or start >= len(self.at):
            return (0, len(self.text))
        return (self.at[start], self.at[end - 1] + 1)

    @property
    def whole(self) -> tuple[tuple[int, int], ...]:
        """Return the span of everything that is not blank."""
        return (self.span(0, len(self.chars)),)


def scan(text: str) -> Scan:
    """Return *text* as it is read: width folded, a list marker (①) dropped, blanks closed.

    The marker goes before the widths are folded: else ①5 would become 15.

    >>> scan("８３. ２％").chars, scan("①5").chars
    ('83.2%', '5')
    """
    marker = _MARKER.match(text)
    start = marker.end() if marker and text[marker.end() :].strip() else 0
    chars: list[str] = []
    at: list[int] = []
    for offset in range(start, len(text)):
        typed = text[offset]
        if typed.isspace() or typed in "\u200b\ufeff":
            continue
        for read in _fold(typed):
            chars.append(read)
            at.append(offset)
    return Scan(text, "".join(chars), tuple(at))


def _fold(char: str) -> str:
    """Return the half-width reading of one character."""
    if char.isascii():
        return char
    if char in _SAME:
        return _SAME[char]
    wide = unicodedata.decomposition(char).startswith(_WIDTHS)
    return unicodedata.normalize("NFKC", char).strip() if wide else char


def has_gap(text: str) -> bool:
    """Return whether a blank stands between two digits, or behind a dash: `12 34` and `- 5` have two readings."""
    return bool(_GAP.search(text))
