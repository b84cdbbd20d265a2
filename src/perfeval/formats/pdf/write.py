"""Table → PDF/A: the official form on A4, set by Typst in a Chinese font of this machine."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from itertools import groupby
from threading import Lock
from typing import Any
from xml.etree import ElementTree as ET

import typst

from perfeval.formats.pdf.faces import LOST, Faces, faces_for
from perfeval.forms import Cell, Table, codes, placed
from perfeval.source import ProblemError, width

__all__ = ["write_pdf"]

_ONE = Lock()
"""The compiler serves one thread at a time."""
_STANDARD = "a-2u"
"""PDF/A-2 whose text can be taken out as Unicode again."""
_MOMENT = 946684800
"""The archive standard asks for a date; it is always the first day of 2000."""
_SHORT, _LONG = 595, 842
_MARGIN = 45
_SIZE = 9.5
_LINE = 14
"""Points: A4 and its margins, the text of a cell and, with what is between, a line of it."""
_INSET = 3
_TALL = 400
"""Points from which on a row may be cut at the foot of a page; a shorter one moves to the next page whole."""
_BREAK = "\u200b"
_EMPTY = " \u200b"
"""An empty line: nothing at all would not be printed as a line, and these two signs are never left beside each other."""
_TICKS = {"☑": "√", "☒": "×"}
"""What stands for a sign that the fonts lack and whose meaning must not get lost."""

_LINES = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
# Runs in which no line may end, by the rules of writing.
_RUN = re.compile(r"[^\s\u1100-\u11ff\u2e80-\uffef\U00020000-\U0003ffff]{8,}")
# (40分) at the end of a name stays on one line.
_POINTS = re.compile(r"\([\d.]+分[^()]*\)\Z")
_NAMED = frozenset(("label", "heading", "name"))
_SILENT = frozenset(("Cf", "Cn", "Co", "Cs", "Cc"))


def write_pdf(table: Table) -> bytes:
    r"""Return a table as a PDF file.

    Every line that was typed is kept, with its blanks; a tabulator becomes four blanks, an accent and its letter one
    sign, and signs without a shape of their own (zero-width blanks, marks of direction) are left out. A sign that no font
    of this machine has is printed as `〓`, so that everyone sees that one is missing, and so is an accent that no font has
    together with its letter. Scripts that run from the right are
    printed as they are written, and read back in the order in which they stand on the page.

    Args:
        table: The form; charts and explanations begin new pages.

    Returns:
        The bytes of a tagged PDF/A-2u, the same for the same table and the same fonts: no clock, no name, nothing from
        elsewhere.

    Raises:
        ProblemError: Where no Chinese font is installed.

    >>> write_pdf(Table("表", (), ((Cell("甲", "value"),),), (1,)))[:5]  # doctest: +SKIP
    b'%PDF-'
    """
    data = inputs(table)
    try:
        with _ONE:
            pdf = _compiler().compile(
                _template(), format="pdf", sys_inputs=data, pdf_standards=[_STANDARD], timestamp=_MOMENT
            )
    except typst.TypstError as error:
        raise ProblemError([codes.NO_FONT.problem(f"这台机器上的字体排不出这张表：{error}")]) from None
    return bytes(pdf)


@lru_cache(maxsize=1)
def _compiler() -> Any:
    """Return the compiler: looking for fonts takes longer than setting a form, so it is done once."""
    return typst.Compiler(b"")


@lru_cache(maxsize=1)
def _template() -> bytes:
    """Return the template, which is the same for every form."""
    return (resources.files("perfeval.formats.pdf") / "form.typ").read_bytes()


def inputs(table: Table) -> dict[str, str]:
    """Return what the template is given: the form as JSON, in which every text is a text and nothing else.

    Args:
        table: The form.

    Raises:
        ProblemError: Where no Chinese font is installed.
    """
    across = (_LONG if table.landscape else _SHORT) - 2 * _MARGIN
    setter = _Setter(table)
    first, body = _heads(table)
    before, heads, after = setter.rows(table, first, body, across)
    form = {
        "name": " ".join(setter.lines(table.title)),
        "title": setter.lines(table.title, across) if table.title.strip() else [],
        "subtitle": setter.lines(table.subtitle, across) if table.subtitle.strip() else [],
        "above": setter.spread(table.above, across),
        "widths": list(table.widths) if table.rows else [],
        "before": before,
        "heads": heads,
        "after": after,
        "below": setter.spread(table.below, across),
        "notes": [setter.lines(f"{number}. {note}", across) for number, note in enumerate(table.notes, 1)],
        "why": [
            {
                "name": " ".join(setter.lines(f"{number}. {one.name}", across)),
                "texts": setter.lines("\n".join(filter(None, (one.sentence, one.rule))), across),
            }
            for number, one in enumerate(table.explanations, 1)
        ],
        "bases": [setter.lines(basis, across) for basis in table.bases],
        "charts": [{"svg": setter.shown(svg), "alt": _label(svg)} for svg in table.charts],
        "landscape": table.landscape,
        "faces": setter.faces.text,
        "bold": setter.faces.bold,
    }
    return {"form": json.dumps(form, ensure_ascii=False)}


def _label(svg: str) -> str:
    """Return what a chart says to those who cannot see it."""
    return ET.fromstring(svg).get("aria-label") or "图"


class _Setter:
    """Prepares texts: what the fonts lack is replaced, what is too long for its column may be cut."""

    def __init__(self, table: Table) -> None:
        texts = [
            table.title,
            table.subtitle,
            *table.notes,
            *(text for pair in (*table.above, *table.below) for text in pair),
        ]
        texts += [cell.text for row in table.rows for cell in row]
        texts += [text for one in table.explanations for text in (one.name, one.sentence, one.rule)]
        texts += table.bases
        texts += table.charts
        plain = {_composed(text) for text in texts}
        signs = {sign for text in plain for sign in text if unicodedata.category(sign) not in _SILENT}
        self._accents = any(map(unicodedata.combining, signs))
        own = set(f"0123456789.: 备注图示计分说明第页共{LOST}")
        self.faces: Faces = faces_for(signs | own | set(_TICKS.values()))
        lost = {sign: _TICKS.get(sign, LOST) for sign in self.faces.lost - {" ", "\xa0", "\u3000"}}
        odd = {
            sign for text in plain for sign in text if unicodedata.category(sign) in ("Cc", "Cn", "Co", "Cs")
        }
        silent = {sign for text in plain for sign in text if unicodedata.category(sign) == "Cf"}
        self._signs = str.maketrans(
            {**lost, **dict.fromkeys(odd, LOST), **dict.fromkeys(silent, ""), "\t": "    ", "\n": "\n"}
        )

    def shown(self, text: str) -> str:
        """Return a text in which everything can be printed."""
        return self._accented(_composed(text).translate(self._signs))

    def _accented(self, text: str) -> str:
        """Return a text whose accents stand on signs of their own font: any other sign would vanish below one."""
        if not self._accents or text.isascii():
            return text
        found = ""
        for accents, signs in groupby(text, lambda sign: bool(unicodedata.combining(sign))):
            run = "".join(signs)
            # No script piles up more than two; a heap of them runs into the lines around it.
            together = not accents or (len(run) <= 2 and self.faces.together(found[-1:] + run))
            found += run if together else LOST * len(run)
        return found

    def lines(self, text: str, room: float = 1e9) -> list[str]:
        """Return the lines of a text as they are printed in a column of a width in points."""
        shown = self.shown(text)
        # Twice the width of a Latin sign on average: a run of capitals still fits.
        fits = int(room / (_SIZE * 0.7))
        if len(shown) > fits:
            shown = _RUN.sub(lambda run: run[0] if len(run[0]) <= fits else _BREAK.join(run[0]), shown)
        # A paragraph of nothing would not be printed as an empty line.
        found = shown.split("\n")
        return [line or _EMPTY for line in found] if len(found) > 1 else found

    def spread(self, pairs: Sequence[tuple[str, str]], across: int) -> list[list[list[str]]]:
        """Return labels with texts in rows: side by side as far as they fit."""
        rows: list[list[list[str]]] = []
        used = across
        for label, text in pairs:
            lines = self.lines(f"{label}: {text}", across)
            wide = max(map(width, lines)) * _SIZE * 0.55 + 12
            if used + wide > across:
                rows.append([])
                used = 0
            rows[-1].append(lines)
            used += int(wide)
        return rows

    def rows(self, table: Table, first: int, body: int, across: int) -> tuple[list[dict[str, Any]], ...]:
        """Return the cells before the heads, those of the heads, and those after them.

        No row of heads can be repeated out of which an area hangs: such an area is cut below the heads, without a line
        between its parts, so that it looks whole.
        """
        parts: tuple[list[dict[str, Any]], ...] = ([], [], [])
        hanging: list[tuple[int, dict[str, Any]]] = []
        point = across / sum(table.widths) if table.widths else 0
        for number, begun in enumerate(placed(table)):
            row = [
                (left, point * sum(table.widths[left : left + cell.columns]), cell) for left, cell in begun
            ]
            part = parts[0 if number < first else 1 if number < body else 2]
            long = any(cell.rows == 1 and self._height(cell, room) > _TALL for _, room, cell in row)
            made = []
            for left, room, cell in row:
                it = self._cell(cell, room, long=long or cell.rows > 1)
                if first <= number < body < number + cell.rows:
                    hanging.append((left, {**it, "r": number + cell.rows - body, "open": "top"}))
                    it = {"t": [""], "r": body - number, "c": cell.columns, "open": "bottom"}
                made.append((left, it))
            if number == body:
                made = sorted([*made, *hanging], key=lambda one: one[0])
            part += [it for _, it in made]
        return parts

    def _cell(self, cell: Cell, room: float, *, long: bool) -> dict[str, Any]:
        """Return a cell; what is usual is not said."""
        it: dict[str, Any] = {"t": self.lines(cell.text, room - 2 * _INSET)}
        points = _POINTS.search(it["t"][0]) if cell.role in _NAMED and len(it["t"]) == 1 else None
        if points and width(points[0]) * _SIZE * 0.6 < room:
            it |= {"t": [it["t"][0][: points.start()]], "points": points[0]}
        if cell.rows > 1:
            it["r"] = cell.rows
        if cell.columns > 1:
            it["c"] = cell.columns
        if cell.role in ("text", "name"):
            it["left"] = True
        if long:
            it["long"] = True
        return it

    def _height(self, cell: Cell, room: float) -> int:
        """Return about how high a cell is, in points."""
        columns = max(int((room - 2 * _INSET) / (_SIZE * 0.55)), 1)
        return sum(max(-(-width(line) // columns), 1) for line in _LINES.split(cell.text)) * _LINE


def _composed(text: str) -> str:
    """Return a text with plain line breaks, an accent and its letter as one sign."""
    return (
        unicodedata.normalize("NFC", _LINES.sub("\n", text))
        if not text.isascii() or "\r" in text
        else _LINES.sub("\n", text)
    )


def _heads(table: Table) -> tuple[int, int]:
    """Return the first row of the heads above the indicators and the row after them; the same twice where none are."""
    named = (number for number, row in enumerate(table.rows) if any(cell.role == "name" for cell in row))
    body = first = next(named, 0)
    while first and any(cell.role == "head" for cell in table.rows[first - 1]):
        first -= 1
    whole = all(row + cell.rows <= first for row, cells in enumerate(table.rows[:first]) for cell in cells)
    return (first, body) if whole and body - first <= 4 else (0, 0)
