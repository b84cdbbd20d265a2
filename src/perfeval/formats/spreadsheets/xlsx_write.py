"""Table → an Excel workbook that looks like the form, computes its scores and prints on A4."""

from __future__ import annotations

import io
import re
from datetime import datetime
from functools import lru_cache, partial
from typing import Any
from xml.sax.saxutils import escape

import attrs
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from perfeval.exact import Fraction
from perfeval.formats.encoding import storable
from perfeval.formats.package import MARK
from perfeval.formats.spreadsheets.display import shown
from perfeval.formats.spreadsheets.formula_text import formula_text
from perfeval.forms import Cell, Figure, Table, codes, placed
from perfeval.source import ProblemError, width

__all__ = ["write_xlsx"]

_FONT = "宋体"
_SIZE = 10
_LINE = 15.0
"""Points that a line of text takes."""
_TALLEST = 400.0
_SMALLEST = 4
"""Points of the smallest letters: a text that its rows cannot hold is written smaller, not cut."""
_LONGEST = 32_767
"""Signs that a cell holds, as UTF-16 counts them."""
_PORTRAIT, _LANDSCAPE = 92, 138
"""Characters of half a Chinese one that a line of A4 holds, by how the page lies."""
_TEXTS = frozenset(("text", "name"))
_PLAIN = re.compile(r"-?\d+\.(\d+)\Z", re.ASCII)
_ESCAPES = re.compile("_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LISTED = 255
"""Characters that a list of choices, or a message beside a cell, may have."""
_ROOM = 11
"""Characters that a number without a format takes at most."""
_FORM, _WHY, _CHOICES = "自评表", "计分说明", "选项"
_OPEN = "#F2F2F2"
"""What tells the cells to fill in: light enough to vanish in print."""


def write_xlsx(table: Table) -> bytes:
    """Return a table as a workbook.

    Args:
        table: The form; cells with figures hold numbers, cells with formulas compute them.

    Returns:
        The same bytes for the same table: a sheet with the form, and one with the explanation of each score where the
        table has any. Only the cells that a unit fills in can be changed.

    Raises:
        ProblemError: For a text that is longer than a cell can hold.
        ValueError: For a formula that names a cell which is not there.

    >>> write_xlsx(Table("表", (), ((Cell("总分", "label"), Cell("=1+1", "text")),), (1, 1)))[:2]
    b'PK'
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"created": datetime(2020, 1, 1), "keywords": MARK})  # noqa: DTZ001  # no time of day is told
    book.set_size(2400, 1600)
    sheet = _Sheet(book, book.add_worksheet(_FORM), table)
    sheet.write()
    if table.explanations:
        _explain(book, table, sheet.explained)
    if sheet.choices:
        _list(book, sheet.choices)
    book.close()
    return out.getvalue()


@attrs.define
class _Sheet:
    """The sheet of the form while it is being written."""

    book: Any
    sheet: Any
    table: Table
    styles: dict[tuple[object, ...], Any] = attrs.field(factory=dict)
    why: dict[str, tuple[int, str]] = attrs.field(factory=dict)
    choices: list[tuple[str, ...]] = attrs.field(factory=list)
    explained: dict[str, str] = attrs.field(factory=dict)
    widths: list[float] = attrs.field(factory=list)
    row: int = 0

    def write(self) -> None:
        """Write title, lines, cells and notes, and set the page up."""
        table = self.table
        room = _LANDSCAPE if table.landscape else _PORTRAIT
        # In characters.
        self.widths = [room * share / sum(table.widths) for share in table.widths]
        self.why = {one.id: (row, one.sentence) for row, one in enumerate(table.explanations, 2)}
        self._page()
        self._line(table.title, size=16, bold=True, align="center")
        if table.subtitle:
            self._line(table.subtitle, align="center")
        for label, text in table.above:
            self._line(f"{label}: {text}", locked=False)
        self._cells()
        for label, text in table.below:
            self._line(f"{label}: {text}", locked=False)
        if table.notes:
            self._line("备注:", size=9)
            for number, note in enumerate(table.notes, 1):
                self._line(f"{number}. {note}", size=9)
        self.sheet.print_area(0, 0, self.row - 1, len(self.widths) - 1)

    def _page(self) -> None:
        """Set up the page and the protection."""
        sheet = self.sheet
        sheet.set_paper(9)
        if self.table.landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.center_horizontally()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.hide_gridlines(2)
        for column, wide in enumerate(self.widths):
            sheet.set_column(column, column, wide)
        if any(cell.open for row in self.table.rows for cell in row):
            sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})

    def _style(self, **options: object) -> Any:
        """Return a cell format; equal ones are one."""
        key = tuple(options.items())
        if key not in self.styles:
            base = {"font_name": _FONT, "font_size": _SIZE, "valign": "vcenter", "text_wrap": True}
            self.styles[key] = self.book.add_format({**base, **options})
        return self.styles[key]

    def _line(
        self, text: str, *, size: int = _SIZE, bold: bool = False, align: str = "left", locked: bool = True
    ) -> None:
        """Write a line over the whole width; what stands behind a label may be filled in."""
        style = self._style(font_size=size, bold=bold, align=align, locked=locked)
        last = len(self.widths) - 1
        text = storable(text)
        if last:
            self.sheet.merge_range(self.row, 0, self.row, last, "", style)
        _put(self.sheet, self.row, 0, text, style)
        lines = _lines(text, sum(self.widths) * _SIZE / size)
        self.sheet.set_row(self.row, min(lines * _LINE * size / _SIZE + 3, _TALLEST))
        self.row += 1

    def _cells(self) -> None:
        """Write the cells of the table, each into its area."""
        cells = [
            (row, column, cell) for row, begun in enumerate(placed(self.table)) for column, cell in begun
        ]
        top = self.row
        addresses = {
            cell.key: xl_rowcol_to_cell(top + row, column) for row, column, cell in cells if cell.key
        }
        for row, height in enumerate(_heights(cells, len(self.table.rows), self.widths)):
            self.sheet.set_row(top + row, height)
        for row, column, cell in cells:
            self._cell(top + row, column, cell, addresses)
        self.row = top + len(self.table.rows)
        heads = _heads(self.table)
        if heads:
            self.sheet.repeat_rows(top + heads[0], top + heads[-1])

    def _cell(self, row: int, column: int, cell: Cell, addresses: dict[str, str]) -> None:
        """Write one cell."""
        formula = "" if cell.formula is None else formula_text(cell.formula, partial(_address, addresses))
        value, shape = _stored(cell, computed=bool(formula))
        size = _fitting(cell, self.widths[column : column + cell.columns])
        kind = (size, cell.role in _TEXTS, cell.open, shape)
        style = self.styles.get(kind)
        if style is None:
            style = self.styles[kind] = self._style(
                border=1,
                font_size=size,
                align="left" if cell.role in _TEXTS else "center",
                locked=not cell.open,
                **({"bg_color": _OPEN} if cell.open else {}),
                **({"num_format": shape} if shape != "General" else {}),
            )
        sheet = self.sheet
        if cell.rows > 1 or cell.columns > 1:
            sheet.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, "", style)
        text = storable(cell.text)
        if formula:
            cached: object = (text or _Nothing()) if value is None else float(value)
            sheet.write_formula(row, column, f"={formula}", style, cached)
        elif value is not None:
            sheet.write_number(row, column, float(value), style)
        elif text:
            _put(sheet, row, column, text, style)
        else:
            sheet.write_blank(row, column, None, style)
        if cell.options:
            self._choose(row, column, cell.options)
        elif cell.explained in self.why:
            at, sentence = self.why[cell.explained]
            self.explained.setdefault(cell.explained, xl_rowcol_to_cell(row, column))
            # Seen by who selects the cell; it is no part of the cell and not printed.
            sheet.data_validation(
                row, column, row, column,
                {"validate": "any", "input_title": f"见“{_WHY}”第 {at} 行", "input_message": _short(storable(sentence))},
            )  # fmt: skip

    def _choose(self, row: int, column: int, options: tuple[str, ...]) -> None:
        """Offer what a cell may say; something else can be typed after a warning."""
        options = tuple(storable(option) for option in options)
        source: object = list(options)
        if len(",".join(options)) > _LISTED or any("," in option for option in options):
            # A list in the cell itself is cut at commas: this one stands on a sheet of its own.
            if options not in self.choices:
                self.choices.append(options)
            letter = xl_col_to_name(self.choices.index(options), True)  # noqa: FBT003
            source = f"={_CHOICES}!{letter}$1:{letter}${len(options)}"
        self.sheet.data_validation(
            row, column, row, column,
            {"validate": "list", "source": source, "error_type": "warning", "input_message": _short(f"可填 {'、'.join(options)}")},
        )  # fmt: skip


class _Nothing(str):
    """An empty text that a formula gave: XlsxWriter would store a plain one as no result at all."""

    __slots__ = ()

    def __eq__(self, _: object) -> bool:
        return False

    __hash__ = str.__hash__


def _put(sheet: Any, row: int, column: int, text: str, style: Any = None) -> None:
    """Write a text as it is.

    XlsxWriter takes `<r>…</r>` for XML of its own, and loses an underscore between two escapes. Such a text is given to
    it as XML in which nothing is left to take or lose.
    """
    text = storable(text)
    # A sign takes one or two of the units that a cell counts.
    if 2 * len(text) > _LONGEST and len(text.encode("utf-16-le")) > 2 * _LONGEST:
        # XlsxWriter would cut it off and say nothing.
        fact = f"一格里有 {len(text):,} 个字，Excel 一格最多 {_LONGEST:,} 个：“{text[:20]}…”"
        raise ProblemError([codes.LONG_CELL.problem(fact)])
    if (text.startswith("<r>") and text.endswith("</r>")) or ("_x" in text and _ESCAPES.search(text)):
        inner = escape(_ESCAPE.sub("_x005F_", text)).replace("_", "&#95;")
        text = f'<r><t xml:space="preserve">{inner}</t></r>'
    sheet.write_string(row, column, text, style)


def _stored(cell: Cell, *, computed: bool) -> tuple[Fraction | None, str]:
    """Return the number of a cell and its format; no number where none would show the text of the cell."""
    value, shape = cell.figure or Figure(None)
    if computed or value is None:
        return value, shape
    if shape == "General" and len(cell.text) > _ROOM and (decimals := _PLAIN.match(cell.text)):
        shape = f"0.{'0' * len(decimals[1])}"
    return (value, shape) if _shown(float(value), shape) == cell.text else (None, "General")


@lru_cache(maxsize=4096)
def _shown(value: float, shape: str) -> str:
    """Return what a spreadsheet shows of a number; points and scores are the same on many rows and forms."""
    return shown(value, shape)


def _fitting(cell: Cell, widths: list[float]) -> float:
    """Return the size of a text: smaller where it would be cut at the greatest height of its rows."""
    if len(cell.text) < 50:
        return _SIZE
    share = _TALLEST * cell.rows / (_lines(cell.text, sum(widths)) * _LINE)
    # Half the size takes a quarter of the room.
    return max(int(_SIZE * 2 * share**0.5) / 2, _SMALLEST) if share < 1 else _SIZE


def _heads(table: Table) -> range:
    """Return the rows of the heads that the most rows follow: they stand on every printed page."""
    headed = [any(cell.role == "head" for cell in row) for row in table.rows]
    starts = [at for at, here in enumerate(headed) if here and not (at and headed[at - 1])]
    if not starts:
        return range(0)
    pairs = zip(starts, [*starts[1:], len(headed)], strict=True)
    start, end = max(pairs, key=lambda pair: pair[1] - pair[0])
    return range(start, next((at for at in range(start, end) if not headed[at]), end))


def _short(text: str) -> str:
    """Return a text as long as a message beside a cell may be."""
    return text if len(text) <= _LISTED else f"{text[: _LISTED - 1]}…"


def _address(addresses: dict[str, str], key: str) -> str:
    """Return the address of a cell.

    Raises:
        ValueError: For a cell that is not there.
    """
    if key not in addresses:
        message = f"the formula names a cell that is not there: {key}"
        raise ValueError(message)
    return addresses[key]


def _lines(text: str, room: float) -> int:
    """Return how many lines a text takes in so many half characters."""
    wide = max(int(room) - 1, 2)
    if len(text) * 2 <= wide and "\n" not in text:
        return 1
    return sum(max(-(-width(line) // wide), 1) for line in text.split("\n"))


def _heights(cells: list[tuple[int, int, Cell]], rows: int, widths: list[float]) -> list[float]:
    """Return the heights of the rows: a merged cell does not stretch its rows by itself."""
    lines = [1.0] * rows
    # Cells of one row first: what they need is there for those that go over several.
    for row, column, cell in sorted(cells, key=lambda place: place[2].rows):
        room = sum(widths[column : column + cell.columns])
        missing = _lines(cell.text, room) - sum(lines[row : row + cell.rows])
        if missing > 0:
            for below in range(row, row + cell.rows):
                lines[below] += missing / cell.rows
    return [min(count * _LINE + 5, _TALLEST) for count in lines]


def _explain(book: Any, table: Table, explained: dict[str, str]) -> None:
    """Write the second sheet: why each score is what it is, with a way back to it, and the clauses below."""
    sheet = book.add_worksheet(_WHY)
    base = {"font_name": _FONT, "font_size": _SIZE, "text_wrap": True, "valign": "top", "border": 1}
    head, style = book.add_format({**base, "bold": True, "align": "center"}), book.add_format(base)
    wide = (24, 56, 44)
    for column, (title, room) in enumerate(zip(("指标", "得分的由来", "依据的规则"), wide, strict=True)):
        sheet.set_column(column, column, room)
        sheet.write_string(0, column, title, head)
    for row, one in enumerate(table.explanations, 1):
        texts = [storable(text) for text in (one.name, one.sentence, one.rule)]
        for column, text in enumerate(texts):
            _put(sheet, row, column, text, style)
        if one.id in explained and one.name:
            sheet.write_url(row, 0, f"internal:'{_FORM}'!{explained[one.id]}", style, texts[0], "回到这一格")
        lines = max(_lines(text, room) for text, room in zip(texts, wide, strict=True))
        sheet.set_row(row, min(lines * _LINE + 3, _TALLEST))
    for row, basis in enumerate(table.bases, len(table.explanations) + 1):
        sheet.merge_range(row, 0, row, len(wide) - 1, "", style)
        _put(sheet, row, 0, basis, style)
        sheet.set_row(row, min(_lines(storable(basis), sum(wide)) * _LINE + 3, _TALLEST))
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _list(book: Any, choices: list[tuple[str, ...]]) -> None:
    """Write the hidden sheet of what cells may say."""
    sheet = book.add_worksheet(_CHOICES)
    sheet.hide()
    for column, options in enumerate(choices):
        for row, option in enumerate(options):
            _put(sheet, row, column, option)
