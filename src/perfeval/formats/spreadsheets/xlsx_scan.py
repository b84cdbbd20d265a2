"""A look through the parts of a workbook before they are loaded: what would fill the memory is refused."""

from __future__ import annotations

import re
from xml.parsers import expat

import attrs

from perfeval.formats.package import Package, refused
from perfeval.formats.spreadsheets.sheets import LIMIT
from perfeval.forms import codes
from perfeval.source import Place, ProblemError

__all__ = ["scan"]

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})\Z")
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml"
_OTHERS = 20_000
"""Elements of a sheet beside its cells: merged areas, columns, links. A form has some hundreds."""
_PARTS = 300_000
"""Elements of a part that is no sheet; workbooks that were copied together have tens of thousands of styles."""
_INSIDE = frozenset(("c", "v", "f", "is", "t", "r", "rPr", "row", "sheetData"))
_AREAS = frozenset(("mergeCell", "hyperlink", "f"))


def scan(package: Package) -> dict[str, tuple[str, ...]]:
    """Return the formulas without a stored result, by the path of their sheet.

    Args:
        package: An opened workbook.

    Raises:
        ProblemError: For a part that declares entities, a sheet that is damaged, and whatever is far larger than a form.
    """
    lost = {}
    for path in package.names:
        data = package.content(path)
        # What a part is called says nothing: a workbook may keep its sheets under any name.
        if data is None or not data[:64].replace(b"\x00", b"").lstrip(
            b"\xef\xbb\xbf\xfe\xff \t\r\n"
        ).startswith(b"<"):
            continue
        look = _Look(package.name)
        try:
            look.through(data)
        except ProblemError:
            raise
        except (expat.ExpatError, LookupError, ValueError):
            if look.root == "worksheet":
                raise refused(codes.DAMAGED, package.name, f"文件里的 {path} 已损坏") from None
            # Drawings of old versions are no XML; they are not read. Other parts are refused when they are.
        if look.root == "worksheet":
            lost[path] = tuple(look.lost)
    return lost


@attrs.define
class _Look:
    """Goes through a part element by element and keeps nothing but numbers."""

    name: str
    root: str = ""
    lost: list[str] = attrs.field(factory=list)
    _count: int = 0
    _area: int = 0
    _row: int = 0
    _column: int = 0
    _bottom: int = 0
    _right: int = 0
    _cell: str = ""
    _computed: bool = False
    _formula: bool = False
    _value: bool = False

    def through(self, data: bytes) -> None:
        """Go through a part."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(data, True)  # noqa: FBT003  # the parser takes no names
        if self._bottom * self._right > LIMIT:
            raise refused(codes.BOMB, self.name)

    def _start(self, full: str, about: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        tag = full.rpartition(":")[2]
        if not self.root:
            self.root = tag
            if tag == "workbook" and any(value.startswith(_STRICT) for value in about.values()):
                raise self._strict()
        if self.root != "worksheet":
            self._add(_PARTS)
            if self.root == "sst":
                self._count = 0
            return
        self._value = tag in ("v", "t")
        if tag == "row":
            self._row = _number(about.get("r"), self._row + 1)
            self._column = 0
        elif tag == "c":
            self._at(about)
        elif tag == "f":
            self._formula = True
        elif tag not in _INSIDE:
            self._add(_OTHERS)
        if tag in _AREAS:
            self._spread(about.get("ref", ""))

    def _strict(self) -> ProblemError:
        """Return the error of a workbook whose parts have other names: no cell of it would be found."""
        problem = codes.DAMAGED.problem(
            "文件存成了“严格 Open XML”格式", "在 Excel 里另存为“Excel 工作簿(.xlsx)”"
        )
        return ProblemError([attrs.evolve(problem, place=Place(self.name))])

    def _at(self, about: dict[str, str]) -> None:
        """Take in where a cell stands."""
        found = _CELL.match(about.get("r", ""))
        if found:
            self._column, self._row = _column(found[1]), int(found[2])
        else:
            self._column += 1
        self._bottom, self._right = max(self._bottom, self._row), max(self._right, self._column)
        self._cell, self._formula = about.get("r", ""), False
        # An empty text is a result as well.
        self._computed = about.get("t") == "str"

    def _text(self, _: str) -> None:
        """Take in that a cell has a value."""
        self._computed = self._computed or self._value

    def _end(self, full: str) -> None:
        """Take in the end of an element."""
        self._value = False
        if self._formula and self.root == "worksheet" and full.rpartition(":")[2] == "c":
            if not self._computed:
                self.lost.append(self._cell)
            self._formula = False

    def _add(self, most: int) -> None:
        """Count an element."""
        self._count += 1
        if self._count > most:
            raise refused(codes.BOMB, self.name)

    def _spread(self, area: str) -> None:
        """Add up the cells of an area: they are made one by one when the sheet is loaded."""
        ends = [_CELL.match(end) for end in area.partition(":")[::2]]
        if all(ends):
            (left, top), (right, low) = ((_column(end[1]), int(end[2])) for end in ends if end)
            self._area += (abs(right - left) + 1) * (abs(low - top) + 1)
        elif ":" in area:
            self._area += LIMIT + 1  # whole rows or columns
        if self._area > LIMIT:
            raise refused(codes.BOMB, self.name)


def _number(text: str | None, otherwise: int) -> int:
    """Return the number of a row."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _column(letters: str) -> int:
    """Return the number of a column, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
