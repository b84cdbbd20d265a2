"""What is printed on the pages of a PDF: signs with their places, and straight lines; read with suspicion."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import attrs
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_pt, decode_text

from perfeval.formats.package import refused
from perfeval.forms import codes

__all__ = ["Glyph", "Page", "Rule", "open_pdf", "pages_of"]

_PAGES = 200
_SIGNS = 150_000
_STROKES = 80_000
_STEPS = 600_000
_BYTES = 8_000_000
"""What a document may show in all: pages, signs, strokes, and words and bytes of the programs that draw them."""
_SLOW = 1_000_000
"""Bytes in old kinds of packing, which take long to unpack."""
_PART = 30_000_000
_ALL = 150_000_000
"""Bytes that a part may have when it is unpacked, and all together; pictures are never unpacked."""
_WIDE = 70_000
"""Signs that one line of a font's table may name: a larger range only keeps a program busy."""
_THIN = 3.0
"""Points: a filled strip that is not wider is a line, as office programs draw it."""

# What the library thinks of a file is not for those who fill forms.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())

_PARTING = (b" ", b"\n", b"\r", b"\t", b"[", b"<", b"(", b"/")
"""What parts the words of a program."""
_STREAM = re.compile(rb"stream\r?\n")
_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)end(?:bf|cid)range", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:[<\[]|\d)")
_PLAIN = re.compile(rb"/Filter\s*(?:\[\s*)?/Fl(?:ateDecode)?\b\s*(?:\]|/(?!\w+Decode)|>)")
_PICTURE = re.compile(rb"/Subtype\s*/Image|/DCTDecode|/JPXDecode|/CCITTFaxDecode")


@attrs.frozen
class Glyph:
    """A sign: where its box begins and ends on the page (from the top, in points), and in which marked part it stands."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    part: int | None = None

    @property
    def size(self) -> float:
        """Return how high it is."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Return the height of its middle."""
        return (self.top + self.bottom) / 2


@attrs.frozen
class Rule:
    """A straight line along x (`across`) or y, at *at* of the other axis, from *begin* to *end*."""

    across: bool
    at: float
    begin: float
    end: float


@attrs.define
class Page:
    """What is printed on one page, whose object has the number `id`."""

    number: int
    id: int
    width: float
    height: float
    glyphs: list[Glyph] = attrs.field(factory=list)
    rules: list[Rule] = attrs.field(factory=list)


def open_pdf(data: bytes, name: str) -> PDFDocument:
    """Return a document.

    Args:
        data: The bytes of the file.
        name: What it is called.

    Raises:
        ProblemError: For a file that is no PDF, damaged, encrypted, or far larger than it looks.
    """
    if b"%PDF-" not in data[:1024]:
        raise refused(codes.DAMAGED, name)
    _weigh(data, name)
    try:
        return PDFDocument(PDFParser(io.BytesIO(data)))
    except PDFPasswordIncorrect:
        raise refused(codes.ENCRYPTED, name) from None
    except Exception:  # noqa: BLE001, RUF100  a damaged file makes the library fail in any way
        if b"/Encrypt" in data:
            raise refused(codes.ENCRYPTED, name) from None
        raise refused(codes.DAMAGED, name) from None


def pages_of(document: PDFDocument, name: str) -> list[Page]:
    """Return what is printed on each page.

    Args:
        document: An opened document.
        name: What the file is called.

    Raises:
        ProblemError: For a damaged document, and for one that shows more than a form ever does.
    """
    manager = PDFResourceManager()
    device = _Device(manager)
    found = []
    try:
        for number, page in enumerate(PDFPage.create_pages(document), 1):
            if number > _PAGES:
                raise _TooMuch
            left, low, right, high = map(float, page.mediabox)
            wide, tall = abs(right - left), abs(high - low)
            if page.rotate % 180:
                wide, tall = tall, wide
            here = Page(number, int(str(page.pageid)), wide, tall)
            device.begin(here)
            _Interpreter(manager, device).process_page(page)
            found.append(here)
    except _TooMuch:
        fact = f"PDF 超过 {_PAGES} 页，或者一页上的内容过多"
        raise refused(codes.BOMB, name, fact) from None
    except Exception:  # noqa: BLE001, RUF100
        raise refused(codes.DAMAGED, name) from None
    return found


class _TooMuch(Exception):  # noqa: N818  it never leaves this module
    """The document shows more than a form ever does."""


def _weigh(data: bytes, name: str) -> None:
    """Refuse a file with a part that unpacks to far more than it looks, before anything else unpacks it."""
    total = slow = 0
    for match in _STREAM.finditer(data):
        said = data[max(match.start() - 600, data.rfind(b"obj", 0, match.start())) : match.start()]
        if _PICTURE.search(said) and b"#" not in said:
            continue
        part = _unpacked(memoryview(data)[match.end() :])
        total += len(part)
        if b"Predictor" in said:
            slow += len(part)
        if b"Filter" in said and not _PLAIN.search(said):
            size = max(data.find(b"endstream", match.end()), match.end()) - match.end()
            slow += size if b"85" in said or b"Hex" in said else 10 * size
        if len(part) >= _PART or total > _ALL or slow > _SLOW:
            raise refused(codes.BOMB, name)
        ranges = b" ".join(_RANGES.findall(part)) if b"range" in part else b""
        for first, last in _RANGE.findall(ranges):
            if int(b"".join(last.split()) or b"0", 16) - int(b"".join(first.split()) or b"0", 16) > _WIDE:
                raise refused(codes.BOMB, name)


def _unpacked(data: memoryview | bytes) -> bytes:
    """Return a part unpacked, and again where it was packed several times; no more than a part may have."""
    found = b""
    for _ in range(4):
        unpacker = zlib.decompressobj()
        try:
            inner = unpacker.decompress(data, _PART)
        except zlib.error:
            break
        if len(inner) >= _PART:
            return inner
        if not inner:
            break
        found = data = inner
    return found


@attrs.define
class _Part:
    """A marked part that is open: its number, what it says that it means, and what it shows."""

    number: int | None
    spoken: str | None
    shown: list[Glyph] = attrs.field(factory=list)


class _Device(PDFTextDevice):
    """Collects what a page shows and stops where it is too much."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.steps = self.read = 0
        self._signs = self._strokes = 0
        self._page = Page(0, 0, 0, 0)
        self._parts: list[_Part] = []

    def begin(self, page: Page) -> None:
        """Begin a page."""
        self._page = page
        self._parts = []

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        """Enter a marked part; inside one without a number the number of the outer one goes on."""
        said = props if isinstance(props, dict) else {}
        number, spoken = said.get("MCID"), said.get("ActualText")
        outer = self._parts[-1].number if self._parts else None
        text = decode_text(spoken) if isinstance(spoken, bytes) else None
        self._parts.append(_Part(number if isinstance(number, int) else outer, text))
        if len(self._parts) > 1000:
            raise _TooMuch

    def end_tag(self) -> None:
        """Leave a marked part; one that says what it means is read as that, where its signs were shown."""
        part = self._parts.pop() if self._parts else _Part(None, None)
        if part.spoken:
            shown = part.shown or [Glyph("", -1, -1, -1, -1)]
            glyph = Glyph(
                part.spoken,
                min(one.left for one in shown),
                max(one.right for one in shown),
                min(one.top for one in shown),
                max(one.bottom for one in shown),
                part.number,
            )
            _show(glyph, self._page.glyphs)

    def render_char(
        self,
        matrix: Any,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,  # noqa: ARG002, RUF100
        graphicstate: PDFGraphicState,  # noqa: ARG002, RUF100
    ) -> float:
        """Take in a sign and return how far it moves the next one."""
        self._signs += 1
        if self._signs > _SIGNS:
            raise _TooMuch
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = "\ufffd"
        wide = float(font.char_width(cid) * fontsize * scaling)
        low = font.get_descent() * fontsize + rise
        if font.is_vertical():
            box = ((-fontsize / 2, 0.0), (fontsize / 2, wide))
        else:
            box = ((0.0, low), (wide, low + fontsize))
        corners = [apply_matrix_pt(matrix, corner) for corner in box]
        left, right = sorted(corner[0] for corner in corners)
        low, high = sorted(corner[1] for corner in corners)
        part = self._parts[-1] if self._parts else _Part(None, None)
        tall = self._page.height
        glyph = Glyph(text, left, right, tall - high, tall - low, part.number)
        _show(glyph, self._page.glyphs if part.spoken is None else part.shown)
        return wide

    def paint_path(
        self,
        graphicstate: PDFGraphicState,  # noqa: ARG002, RUF100
        stroke: bool,  # noqa: FBT001
        fill: bool,  # noqa: FBT001
        evenodd: bool,  # noqa: ARG002, FBT001, RUF100
        path: Sequence[Any],
    ) -> None:
        """Take in the straight lines of a path; of a filled strip its middle."""
        self._strokes += len(path)
        if self._strokes > _STROKES:
            raise _TooMuch
        for points in self._shapes(path):
            across = [point[0] for point in points]
            down = [point[1] for point in points]
            if fill and len(points) >= 4 and min(max(across) - min(across), max(down) - min(down)) <= _THIN:
                self._rule(min(across), max(across), min(down), max(down))
            elif stroke:
                for (x0, y0), (x1, y1) in pairwise(points):
                    if min(abs(x1 - x0), abs(y1 - y0)) <= 0.5:
                        self._rule(min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1))

    def _shapes(self, path: Sequence[Any]) -> list[list[tuple[float, float]]]:
        """Return the corners of the shapes of a path."""
        shapes: list[list[tuple[float, float]]] = []
        for step in path:
            if step[0] == "m" or not shapes:
                shapes.append([self._point(step[-2], step[-1])] if len(step) > 2 else [])
            elif step[0] == "l":
                shapes[-1].append(self._point(step[1], step[2]))
            elif step[0] == "h":
                shapes[-1] += shapes[-1][:1]
            else:
                shapes.append([self._point(step[-2], step[-1])])  # a curve is no line of a table
        return [shape for shape in shapes if shape]

    def _point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as it lies on the page, from its top."""
        across, up = apply_matrix_pt(self.ctm or (1, 0, 0, 1, 0, 0), (x, y))
        return across, self._page.height - up

    def _rule(self, left: float, right: float, top: float, bottom: float) -> None:
        """Take in a line."""
        if right - left >= bottom - top and right > left:
            self._page.rules.append(Rule(across=True, at=(top + bottom) / 2, begin=left, end=right))
        elif bottom > top:
            self._page.rules.append(Rule(across=False, at=(left + right) / 2, begin=top, end=bottom))


def _show(glyph: Glyph, shown: list[Glyph]) -> None:
    """Add a sign to those shown, but for an accent on the letter just before, which says the text of both again."""
    if not (shown and glyph.text == shown[-1].text and _accented(glyph.text) and _upon(glyph, shown[-1])):
        shown.append(glyph)


def _accented(text: str) -> bool:
    """Return whether a text is one letter with its accents."""
    return len(text) > 1 and sum(not unicodedata.category(sign).startswith("M") for sign in text) <= 1


def _upon(accent: Glyph, letter: Glyph) -> bool:
    """Return whether a sign stands on another and not beside it or in another line."""
    apart, hair = abs(accent.middle - letter.middle), 0.01 * letter.size
    if accent.left < letter.left - letter.size:
        return False
    # Accents pile up below or above a letter, further than a line is high; none of them is wide.
    return (accent.right - accent.left < hair and apart < 4 * letter.size) or (
        accent.left < letter.right - hair and apart < 0.5 * letter.size
    )


class _Interpreter(PDFPageInterpreter):
    """Runs the program of a page, where it is not too long."""

    device: _Device

    def execute(self, streams: Sequence[object]) -> None:
        """Run programs of no more bytes than a document may have."""
        for stream in streams:
            found = stream.resolve() if hasattr(stream, "resolve") else stream
            if isinstance(found, PDFStream):
                data = found.get_data()
                self.device.read += len(data) + 1000
                self.device.steps += sum(map(data.count, _PARTING))
        if self.device.read > _BYTES or self.device.steps > _STEPS:
            raise _TooMuch
        super().execute(streams)
