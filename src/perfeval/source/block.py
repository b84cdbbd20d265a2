"""The line that a problem is about, with carets below it.

A caret must stand below its character on a terminal, where wide and full-width characters take two columns.
"""

from __future__ import annotations

import unicodedata

__all__ = ["pad", "snippet", "width"]

_LONGEST = 120
"""Characters of a line that are shown; a file of one long line must not flood the terminal."""


class _Columns(dict[str, int]):
    """How many columns a character takes; each is looked up in the Unicode tables once."""

    def __missing__(self, char: str) -> int:
        """Return the columns of a character that has not come before."""
        wide = unicodedata.east_asian_width(char) in "WF"
        return self.setdefault(char, 0 if unicodedata.combining(char) else 2 if wide else 1)


_COLUMNS = _Columns()


def width(text: str) -> int:
    """Return how many terminal columns *text* takes; ambiguous signs such as ≥ count as one.

    >>> width("≥80%"), width("分值"), width("％")
    (4, 4, 2)
    """
    return len(text) if text.isascii() else sum(map(_COLUMNS.__getitem__, text))


def pad(text: str, columns: int) -> str:
    """Return a text followed by blanks.

    Args:
        text: Any text of one line.
        columns: How many terminal columns the result takes, at least.

    >>> pad("分值", 6) + "|"
    '分值  |'
    """
    return text + " " * (columns - width(text))


def snippet(number: int, shown: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    r"""Return a line of a file and, below it, one mark per span: the first with a caret.

    Args:
        number: The number of the line; 0 where the text is a cell that has no place yet.
        shown: The line.
        spans: Character offsets (from, to) into it.

    >>> print("\n".join(snippet(3, "分值: 8分", ((4, 6),))))
        3 | 分值: 8分
          |       ^~~
    """
    text, spans = _window(shown, spans)
    # A tab is shown as one blank: its width on a terminal depends on what stands before it.
    text = text.replace("\t", " ")
    marks = ""
    for start, end in spans:
        marks = pad(marks, width(text[:start]))
        tail = "~" * max(width(text[start:end]) - 1, 0)
        marks += ("~" if "^" in marks else "^") + tail
    return [f"{number or '':>5} | {text}", f"{'':>5} | {marks}"]


def _window(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return at most _LONGEST characters of a line, around its first span."""
    if len(text) <= _LONGEST:
        return text, spans
    first = max(spans[0][0] - _LONGEST // 2, 0)
    moved = tuple((max(a - first, 0), min(b - first, _LONGEST)) for a, b in spans if a - first < _LONGEST)
    return text[first : first + _LONGEST], moved
