"""What a reader sees of a piece of a Word document: text without fields, numbers, deleted and hidden words."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

__all__ = ["PAGE", "attribute", "cell_text", "children", "is_on", "kind", "paragraph_text"]

PAGE = "\f"
"""Stands for a page break in the text of a paragraph: no XML holds this sign."""
_TRANSPARENT = frozenset(("sdt", "sdtContent", "ins", "moveTo", "customXml", "AlternateContent", "Choice"))
"""Elements that only wrap what a document holds."""
_UNSEEN = frozenset(
    ("pPr", "rPr", "tblPr", "tcPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rt")
)  # fmt: skip
_PIECES = frozenset(("t", "tab", "br", "cr", "noBreakHyphen", "sym", "txbxContent"))
_TICKED, _EMPTY = "☑", "□"
# Word shows these boxes by letters of symbol fonts.
_SYMBOLS = {
    "wingdings": {0xFE: _TICKED, 0xFD: "☒", 0xFC: "✓", 0xFB: "✗", 0xA8: _EMPTY, 0x6F: _EMPTY, 0x71: _EMPTY},
    "wingdings 2": {0x52: _TICKED, 0x53: "☒", 0x54: "☒", 0x50: "✓", 0x4F: "✗", 0xA3: _EMPTY, 0x2A: _EMPTY, 0x30: _EMPTY},
    "symbol": {0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xBB: "≈", 0xB7: "·"},
}  # fmt: skip
_UNKNOWN = "\ufffd"


def kind(element: ET.Element) -> str:
    """Return the name of an element without its namespace: strict and transitional documents differ in it alone.

    Args:
        element: Any element.
    """
    return element.tag.rpartition("}")[2]


def attribute(element: ET.Element | None, name: str) -> str | None:
    """Return an attribute, whatever its namespace.

    Args:
        element: An element, or None where the document has none.
        name: The attribute's name without its namespace.
    """
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def is_on(parent: ET.Element | None, *path: str) -> bool:
    """Return whether a switch such as `w:vanish` is there and not turned off.

    Args:
        parent: The element under which it may stand.
        *path: The names on the way to it.
    """
    found: ET.Element | None = parent
    for name in path:
        found = next((child for child in found if kind(child) == name), None) if found is not None else None
    return found is not None and attribute(found, "val") not in ("0", "false", "off", "none")


def children(element: ET.Element) -> Iterator[ET.Element]:
    """Return the parts of a body, row or cell; what only wraps them is looked through, what was deleted left out.

    Args:
        element: A body, table, row or cell.
    """
    for child in element:
        name = kind(child)
        if name in _TRANSPARENT:
            yield from children(child)
        elif name not in _UNSEEN:
            yield child


def cell_text(cell: ET.Element) -> str:
    """Return the text of a cell: its paragraphs are its lines, a table inside it is text.

    Args:
        cell: The element of the cell.
    """
    lines: list[str] = []
    nested = False
    for child in children(cell):
        if kind(child) == "tbl":
            lines += _nested(child)
            nested = True
        elif kind(child) == "p":
            text = paragraph_text(child).replace(PAGE, "")
            # After a table inside a cell there is always an empty paragraph.
            if text or not nested:
                lines.append(text)
            nested = False
    return "\n".join(lines)


def _nested(table: ET.Element) -> list[str]:
    """Return the rows of a table inside a cell as lines."""
    rows = (child for child in children(table) if kind(child) == "tr")
    texts = [[cell_text(cell) for cell in children(row) if kind(cell) == "tc"] for row in rows]
    return [" ".join(filter(None, row)) for row in texts if any(row)]


def paragraph_text(paragraph: ET.Element, tab: str = "\t") -> str:
    """Return the text of a paragraph.

    Args:
        paragraph: The element of the paragraph.
        tab: What stands for a tabulator.
    """
    return "".join(_Reader(tab).read(paragraph))


class _Reader:
    """Reads runs one after the other; of a field its result is text, its instruction is not."""

    def __init__(self, tab: str) -> None:
        self._tab = tab
        self._fields: list[bool] = []  # of each open field, whether its result has begun

    def read(self, element: ET.Element) -> Iterator[str]:
        """Return the pieces of text under an element."""
        for child in element:
            name = kind(child)
            if name in _UNSEEN or (name == "r" and is_on(child, "rPr", "vanish")):
                continue
            if name == "fldChar":
                yield from self._field(child)
            elif name not in _PIECES:
                yield from self.read(child)
            elif all(self._fields):
                yield self._piece(name, child, element)

    def _piece(self, name: str, child: ET.Element, run: ET.Element) -> str:
        """Return the text of a part of a run."""
        if name == "t":
            font = _SYMBOLS.get(_font(run))
            text = child.text or ""
            return text if font is None else "".join(font.get(ord(sign) & 0xFF, sign) for sign in text)
        if name == "tab":
            return self._tab
        if name == "noBreakHyphen":
            return "-"
        if name == "sym":
            code = attribute(child, "char") or ""
            font = _SYMBOLS.get((attribute(child, "font") or "").lower(), {})
            return font.get(int(code, 16) & 0xFF, _UNKNOWN) if _is_hex(code) else _UNKNOWN
        if name == "txbxContent":
            return cell_text(child)
        step = attribute(child, "type")
        return PAGE if step == "page" else "" if step == "column" else "\n"

    def _field(self, mark: ET.Element) -> Iterator[str]:
        """Follow a field; a box to tick that is one has no other text."""
        step = attribute(mark, "fldCharType")
        if step == "begin":
            box = next((found for found in mark.iter() if kind(found) == "checkBox"), None)
            if box is not None and all(self._fields):
                state = "checked" if any(kind(part) == "checked" for part in box) else "default"
                yield _TICKED if is_on(box, state) else _EMPTY
            self._fields.append(False)
        elif step == "separate" and self._fields:
            self._fields[-1] = True
        elif step == "end" and self._fields:
            self._fields.pop()


def _font(run: ET.Element) -> str:
    """Return the face of a run, in small letters."""
    for properties in run:
        if kind(properties) == "rPr":
            faces = next((child for child in properties if kind(child) == "rFonts"), None)
            return (attribute(faces, "ascii") or attribute(faces, "hAnsi") or "").lower()
    return ""


def _is_hex(text: str) -> bool:
    """Return whether a text is a code such as F0FE."""
    return 0 < len(text) <= 6 and all(sign in "0123456789abcdefABCDEF" for sign in text)
