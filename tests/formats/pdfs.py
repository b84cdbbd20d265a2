"""PDF files made by hand: what other programs write, and what is made to do harm."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

from perfeval.formats.pdf.faces import installed

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
NO_FONT = "no Chinese font is installed (Debian: apt-get install fonts-noto-cjk)"
_CHINESE = ("SimSun", "Songti SC", "Noto Serif CJK SC", "Noto Sans CJK SC", "Microsoft YaHei")


def has_font() -> bool:
    """Return whether this machine has a Chinese font of those that every system knows."""
    return any(family in installed() for family in _CHINESE)


def packed(data: bytes, said: bytes = b"") -> bytes:
    """Return a stream object."""
    content = zlib.compress(data, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (said, len(content), content)


def document(
    pages: Iterable[bytes], *, more: Sequence[bytes] = (), font: bytes = HELVETICA, said: bytes = b""
) -> bytes:
    """Return a document whose pages are drawn by programs; *more* objects begin with number 4, pages follow them.

    Args:
        pages: The program of each page, or a whole stream object.
        more: Further objects.
        font: The one font, F1.
        said: What else the resources of a page hold.
    """
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font, *more]
    kids = []
    for program in pages:
        stream = program if program.endswith(b"endstream") else packed(program)
        objects.append(stream)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>%s>>>>"
            % (len(objects), said)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            size,
            table,
            size,
            len(out),
        )
    )


def words(*found: tuple[float, float, str]) -> bytes:
    """Return a program that writes texts in 10 point, each at a place from the left and from the head of the page."""
    return b"".join(
        b"BT /F1 10 Tf %.1f %.1f Td (%s) Tj ET " % (x, 842 - y, text.encode()) for x, y, text in found
    )


def lines(columns: Sequence[float], rows: Sequence[float], *, filled: bool = False) -> bytes:
    """Return a program that rules a table: whole lines, or thin strips as office programs draw them."""
    low, high, left, right = rows[0], rows[-1], columns[0], columns[-1]
    flat = [(left, y, right, y) for y in rows]
    tall = [(x, low, x, high) for x in columns]
    return b"".join(line(*one, filled=filled) for one in (*flat, *tall))


def line(x0: float, y0: float, x1: float, y1: float, *, filled: bool = False) -> bytes:
    """Return a program that draws a line between two places from the head of the page."""
    if filled:
        return b"%.1f %.1f %.1f %.1f re f " % (x0 - 0.2, 842 - y1 - 0.2, x1 - x0 + 0.4, y1 - y0 + 0.4)
    return b"%.1f %.1f m %.1f %.1f l S " % (x0, 842 - y0, x1, 842 - y1)
