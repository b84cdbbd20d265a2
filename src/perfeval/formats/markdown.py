"""Table ⇄ Markdown: headings, lines and pipe tables as code forges show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import unescape

from perfeval.formats.around import Around
from perfeval.formats.encoding import storable
from perfeval.formats.package import refused
from perfeval.formats.text_read import MARKUP
from perfeval.forms import Cell, ReadTable, Table, codes, grid
from perfeval.reading.files import decode
from perfeval.source import Place

__all__ = ["read_markdown", "write_markdown"]

_LIMIT = 200_000
"""Cells that a table may have: a form has some hundreds."""
_EMPTY = "&nbsp;"
"""What an empty cell holds, so that it is not taken for a part of a merged one."""
_ACTIVE = re.compile(r"[\\`*_\[\]<>#|~&$]")
# At the beginning of a line these would make a list, a rule or a heading of it.
_LEADING = re.compile(r"\A(\d*)([-+=.)])")
# Blanks at either end are cut off, and these signs may not stand in a file or would end its line.
_HIDDEN = re.compile(r"\A[ \t]+|[ \t]+\Z|[\t\r\x7f-\x9f\u2028\u2029\ufeff]")
_TOKEN = re.compile(
    rf"\\(?P<sign>[!-/:-@\[-`{{-~])|(?P<line><br\s*/?>)|&#(?P<number>\d{{1,7}});|(?P<name>&#?\w{{1,31}};)|{MARKUP}|\*\*",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\A {0,3}#{1,6}(?:[ \t]+|$)")
_CLOSING = re.compile(r"(?:\A|[ \t]+)#+[ \t]*\Z")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_FENCE = re.compile(r"\A {0,3}(`{3,}|~{3,})")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"\r\n|\r|\n")


def write_markdown(table: Table) -> bytes:
    r"""Return a table as Markdown.

    Args:
        table: The form. Its first row is the head of the pipe table, which must have one; a merged area has its text
            in its first cell and nothing in the others, an empty cell of its own holds `&nbsp;`.

    Returns:
        UTF-8 bytes; whatever a person typed is shown as typed, never as a mark, tag or link.

    >>> print(write_markdown(Table("表", (), ((Cell("a|b", "label"), Cell("", "text")),), (1, 1))).decode())
    # 表
    <BLANKLINE>
    | a\|b | &nbsp; |
    | :---: | --- |
    <BLANKLINE>
    """
    parts = [f"# {_inline(table.title)}"]
    if table.subtitle:
        parts.append(_line(table.subtitle))
    parts += [_line(f"{label}: {text}") for label, text in table.above]
    if table.rows:
        parts.append("\n".join(_rows(table)))
    parts += [_line(f"{label}: {text}") for label, text in table.below]
    if table.notes:
        parts.append("备注:")
        parts.append("\n".join(f"{number}. {_line(note)}" for number, note in enumerate(table.notes, 1)))
    if table.explanations:
        parts.append("## 计分说明")
        items = [
            f"{number}. {_inline(one.name)}: {_inline(one.sentence)}{_inline(one.rule and f'({one.rule})')}"
            for number, one in enumerate(table.explanations, 1)
        ]
        parts.append("\n".join(items))
        parts += map(_line, table.bases)
    return ("\n\n".join(parts) + "\n").encode()


def _rows(table: Table) -> Iterator[str]:
    """Return the lines of the pipe table."""
    cells = grid(table)
    for number, row in enumerate(cells):
        yield "|".join(("", *(f" {_cell(cell)} " if first else " " for cell, first in row), ""))
        if not number:
            columns = zip(*cells, strict=True)
            left = [
                any(cell.role in ("text", "name") and first for cell, first in column) for column in columns
            ]
            yield "|".join(("", *(" --- " if one else " :---: " for one in left), ""))


def _cell(cell: Cell) -> str:
    """Return a cell's text as Markdown."""
    return _inline(cell.text) or _EMPTY


def _line(text: str) -> str:
    """Return a paragraph of one line."""
    return _LEADING.sub(r"\1\\\2", _inline(text))


def _inline(text: str) -> str:
    """Return a text that is shown and read as it was typed."""
    escaped = _ACTIVE.sub(r"\\\g<0>", storable(text))
    return _HIDDEN.sub(lambda found: "".join(f"&#{ord(sign)};" for sign in found[0]), escaped).replace(
        "\n", "<br>"
    )


def read_markdown(data: bytes, name: str) -> tuple[ReadTable, ...]:
    r"""Return the pipe tables of a Markdown text.

    Args:
        data: The bytes, in UTF-8.
        name: What the file is called.

    Returns:
        The tables; the head is the first row. A blank cell is None, `&nbsp;` is an empty cell of its own. The lines
        between two tables are below the first and above the second; a heading ends the first.

    Raises:
        ProblemError: For bytes in another encoding, and for a table of too many cells.

    >>> read_markdown("# 表\n\na | b\n--- | ---\n| | &nbsp; |".encode(), "f.md")[0].rows
    (('a', 'b'), (None, ''))
    """
    lines = _BREAK.split(decode(data, name))
    tables = []
    for at, above, below in _found(lines):
        rows = [_split(lines[number]) for number in at]
        width = max(map(len, rows))
        if len(rows) * width > _LIMIT:
            raise refused(codes.BOMB, name)
        full = tuple((*row, *(None,) * (width - len(row))) for row in rows)
        tables.append(ReadTable(name, full, above, tuple(below), exact=True, place=partial(_place, at)))
    return tuple(tables)


def _found(lines: list[str]) -> list[tuple[tuple[int, ...], tuple[str, ...], list[str]]]:
    """Return of each table the numbers of its lines, and the lines above and below it."""
    found = []
    around = Around()
    fence = ""
    number = 0
    while number < len(lines):
        line = lines[number]
        opened = _FENCE.match(line)
        if fence or opened:
            # Between fences stands code, in which a pipe table is an example.
            closed = fence and line.strip(" \t").startswith(fence)
            fence = "" if closed else fence or (opened[1] if opened else "")
        elif _begins(lines, number):
            end = number + 2
            while end < len(lines) and lines[end].strip(" \t") and not _HEADING.match(lines[end]):
                end += 1
            found.append(((number, *range(number + 2, end)), *around.table()))
            number = end
            continue
        elif _HEADING.match(line):
            around.heading(_read(_CLOSING.sub("", _HEADING.sub("", line))))
        else:
            around.line(_read(line))
        number += 1
    return found


def _begins(lines: list[str], number: int) -> bool:
    """Return whether a pipe table begins: under its head stands a rule with as many columns."""
    rule = lines[number + 1] if number + 1 < len(lines) else ""
    if "|" not in rule or "|" not in lines[number] or not _RULE.match(rule):
        return False
    return len(_split(rule)) == len(_split(lines[number]))


def _split(line: str) -> list[str | None]:
    """Return the cells of a row, which may or may not have pipes at its ends."""
    parts = _PIPE.split(line.strip(" \t"))
    parts = parts[not parts[0] : len(parts) - (not parts[-1] and len(parts) > 1)]
    return [_own(part.strip(" \t")) for part in parts]


def _own(text: str) -> str | None:
    """Return the text of a cell, or None where there is no cell of its own."""
    return "" if text == _EMPTY else _read(text) if text else None


def _read(text: str) -> str:
    """Return a text without escapes and marks, as it is shown."""
    return _TOKEN.sub(_shown, text.strip(" \t"))


def _shown(token: re.Match[str]) -> str:
    """Return what a mark, an escape or a numbered sign is shown as."""
    if token["line"]:
        return "\n"
    if token["number"]:
        code = int(token["number"])
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return token["sign"] or unescape(token["name"] or "")


def _place(at: tuple[int, ...], name: str, row: int, _column: int) -> Place:
    """Return the line of the file in which a cell stands."""
    return Place(name, at[row] + 1, 1)
