"""OpenDocument spreadsheet → tables: the text that each cell displays is in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from xml.etree import ElementTree as ET

from perfeval.formats.package import open_package, refused
from perfeval.formats.spreadsheets.sheets import LIMIT, cell_place, trimmed_rows
from perfeval.forms import ReadTable, codes

__all__ = ["read_ods"]

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_BLANKS = re.compile(r"[ \t\r\n]+")


def read_ods(data: bytes, name: str) -> tuple[ReadTable, ...]:
    """Return the sheets of a spreadsheet that hold anything, as `read_xlsx` does.

    Args:
        data: The bytes of the file.
        name: What it is called.

    Raises:
        ProblemError: For a file that is damaged, encrypted or too large.

    >>> read_ods(b"", "a.ods")
    Traceback (most recent call last):
      ...
    perfeval.source.problem.ProblemError: a.ods: TB10 文件已损坏，或不是后缀所说的格式
      用 Excel、WPS 或 Word 打开，另存一份再读        perfeval explain TB10
    """
    package = open_package(data, name)
    manifest = package.part("META-INF/manifest.xml")
    if manifest is not None and any(element.tag.endswith("encryption-data") for element in manifest.iter()):
        raise refused(codes.ENCRYPTED, name)
    content = package.part("content.xml")
    if content is None:
        raise refused(codes.DAMAGED, name)
    try:
        sheets = [(sheet, trimmed_rows(_cells(sheet, name), name)) for sheet in _visible(content)]
    except RecursionError:
        # Parts inside parts, thousands deep: no program writes this.
        raise refused(codes.BOMB, name) from None
    tables: list[ReadTable] = []
    for sheet, rows in sheets:
        if any(text for row in rows for text in row):
            place = partial(cell_place, sheet.get(f"{_TABLE}name", "Sheet"))
            tables.append(ReadTable(name, rows, problems=package.problems if not tables else (), place=place))
    return tuple(tables)


def _visible(content: ET.Element) -> Iterator[ET.Element]:
    """Return the sheets that are not hidden."""
    hidden = {
        style.get(f"{_STYLE}name")
        for style in content.iter(f"{_STYLE}style")
        if any(part.get(f"{_TABLE}display") == "false" for part in style.iter(f"{_STYLE}table-properties"))
    }
    for sheet in content.iter(f"{_TABLE}table"):
        if sheet.get(f"{_TABLE}style-name") not in hidden:
            yield sheet


def _cells(sheet: ET.Element, name: str) -> dict[tuple[int, int], str | None]:
    """Return the cells of a sheet; repeated ones are written out as far as they hold anything."""
    cells: dict[tuple[int, int], str | None] = {}
    top = 0
    for row in sheet.iter(f"{_TABLE}table-row"):
        times = _times(row, "number-rows-repeated")
        found = _row(row, name)
        if len(cells) + len(found) * times > LIMIT:
            raise refused(codes.BOMB, name)
        for down in range(times if found else 0):
            cells.update(((top + down, column), text) for column, text in found.items())
        top += times
    return cells


def _row(row: ET.Element, name: str) -> dict[int, str | None]:
    """Return the cells of a row that hold anything by their columns."""
    found: dict[int, str | None] = {}
    left = 0
    for cell in row.iter():
        covered = cell.tag == f"{_TABLE}covered-table-cell"
        if not covered and cell.tag != f"{_TABLE}table-cell":
            continue
        times = _times(cell, "number-columns-repeated")
        text = None if covered else _text(cell)
        if text or covered:
            if len(found) + times > LIMIT:
                raise refused(codes.BOMB, name)
            found.update(dict.fromkeys(range(left, left + times), text))
        left += times
    return found


def _times(element: ET.Element, name: str) -> int:
    """Return how often a cell or row is repeated."""
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isdecimal() and len(text) < 8 else 1


def _text(cell: ET.Element) -> str:
    """Return the text that a cell displays: its paragraphs, without notes."""
    return "\n".join(_inside(part) for part in cell if part.tag == f"{_TEXT}p")


def _inside(element: ET.Element) -> str:
    """Return the text of a paragraph: blanks that are counted, tabulators and line breaks written out."""
    text = _BLANKS.sub(" ", element.text or "")
    for part in element:
        if part.tag == f"{_TEXT}s":
            count = part.get(f"{_TEXT}c", "1")
            text += " " * (min(int(count), 1000) if count.isdecimal() and len(count) < 5 else 1)
        elif part.tag == f"{_TEXT}tab":
            text += "\t"
        elif part.tag == f"{_TEXT}line-break":
            text += "\n"
        elif part.tag != f"{_OFFICE}annotation":
            text += _inside(part)
        text += _BLANKS.sub(" ", part.tail or "")
    return text
