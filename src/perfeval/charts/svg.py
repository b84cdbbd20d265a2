"""Pieces of an SVG picture: what was typed is escaped, what is long is folded, sizes are whole numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

import attrs

from perfeval.exact import Fraction
from perfeval.source import width

__all__ = ["ACROSS", "Picture", "folded", "share"]

ACROSS = 760
"""Units of the width of every picture; on a page of A4 one is two thirds of a point."""
_FACES = "SimSun, 'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC', 'Noto Sans CJK SC', 'Microsoft YaHei', serif"
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")


@attrs.define
class Picture:
    """A picture that grows downward: `height` is how far it reaches."""

    title: str
    height: int = 0
    _parts: list[str] = attrs.field(factory=list)

    def text(
        self, x: int, y: int, text: str, *, size: int = 13, anchor: str = "start", bold: bool = False
    ) -> None:
        """Write a text whose foot is at *y*.

        Args:
            x: From the left, where the text begins, has its middle or ends.
            y: From the head.
            text: What it says.
            size: How high its signs are.
            anchor: `start`, `middle` or `end`.
            bold: Whether it is a heading.
        """
        more = f' text-anchor="{anchor}"' if anchor != "start" else ""
        more += ' font-weight="bold"' if bold else ""
        self._parts.append(f'<text x="{x}" y="{y}" font-size="{size}"{more}>{_safe(text)}</text>')

    def bar(self, x: int, y: int, wide: int, tall: int, fill: str) -> None:
        """Draw a bar with a black outline.

        Args:
            x: Its left edge.
            y: Its upper edge.
            wide: Its width.
            tall: Its height.
            fill: Its colour.
        """
        self._parts.append(
            f'<rect x="{x}" y="{y}" width="{wide}" height="{tall}" fill="{fill}" stroke="#000" stroke-width="1"/>'
        )

    def begin(self, title: str) -> None:
        """Begin a group.

        Args:
            title: What it says to those who point at it, and to those who cannot see it.
        """
        self._parts.append(f"<g><title>{_safe(title)}</title>")

    def end(self) -> None:
        """End a group."""
        self._parts.append("</g>")

    def done(self) -> str:
        """Return the picture."""
        label = quoteattr(_plain(self.title))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ACROSS} {self.height}" width="100%" role="img" '
            f'aria-label={label} font-family="{_FACES}" fill="#000"><title>{_safe(self.title)}</title>'
            f"{''.join(self._parts)}</svg>"
        )


def _plain(text: str) -> str:
    """Return a text on one line, without signs that may not stand in XML."""
    return _UNSEEN.sub("\ufffd", _BLANKS.sub(" ", text))


def _safe(text: str) -> str:
    """Return a text as it stands in XML."""
    return escape(_plain(text))


def folded(text: str, room: int, lines: int = 2) -> list[str]:
    """Return a text on at most so many lines; what does not fit is cut, and ends in `…`.

    Args:
        text: What it says.
        room: Columns of a line; a Chinese sign takes two.
        lines: How many there may be.

    >>> folded("服务外包人员人数", 8), folded("服务外包人员人数", 8, 1)
    (['服务外包', '人员人数'], ['服务外…'])
    """
    found = [""]
    for sign in _plain(text).strip():
        if width(found[-1] + sign) > room:
            found.append("")
        found[-1] += sign
    if len(found) > lines:
        last = found[lines - 1]
        while width(last) > room - 2:
            last = last[:-1]
        found = [*found[: lines - 1], f"{last}…"]
    return found


def share(value: Fraction, whole: Fraction, room: int) -> int:
    """Return how long a bar is: a whole number of units, never less than none.

    Args:
        value: What it shows.
        whole: What fills the room.
        room: Units.

    >>> share(Fraction(1, 3), Fraction(1), 300)
    100
    """
    return max(round(value * room / whole), 0) if whole > 0 else 0


def pages(rows: Sequence[object], most: int) -> list[int]:
    """Return where each picture begins, so that none is longer than a page and all are about as long.

    Args:
        rows: What is shown, a row each.
        most: Rows of a page.

    >>> pages(range(60), 32), pages([], 32)
    ([0, 30], [0])
    """
    count = max(-(-len(rows) // most), 1)
    step = max(-(-len(rows) // count), 1)
    return list(range(0, max(len(rows), 1), step))
