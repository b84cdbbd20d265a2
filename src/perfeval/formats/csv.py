"""Table ⇄ CSV as spreadsheets open and save it."""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise
from typing import Literal

from perfeval.formats.encoding import decoded
from perfeval.forms import ReadTable, Table, codes, grid
from perfeval.source import Place, Problem, ProblemError

__all__ = ["read_csv", "write_csv"]

_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?:%|％|‰)?\Z", re.ASCII)
_DASHES = re.compile(r"-+\Z")
_FORMULA = tuple("=+-@\t\r")
_GUARD = "'"
# A spreadsheet shows =100% as 1 and =5件 as an error, and a guard as a sign too many. What it shows as printed is
# a formula that is nothing but a text.
_SIGNED = re.compile(r"=[ ]?\d[\d,. ]*[%％‰/·\u4e00-\u9fff]*\Z", re.ASCII)
_SHOWN = re.compile(r'="([^"]*)"\Z')
_LOST = re.compile(r"\?(?=\d)|(?<=[\u4e00-\u9fff])\?(?=\s|$)")


def write_csv(table: Table, merged: Literal["repeat", "blank"] = "blank") -> bytes:
    r"""Return a table as CSV: UTF-8 with a byte-order mark, CRLF, as spreadsheets on Windows open it.

    Args:
        table: The form.
        merged: What the further cells of a merged area hold: nothing (`blank`, which looks like the form; a heading
            that is itself empty is written as one blank, so that it is not taken for a merged one), or the text
            again (`repeat`, for filters and pivot tables; two headings of the same text and points that stand
            one below the other read back as one).

    Returns:
        The bytes. A cell that a spreadsheet would run as a formula gets a leading `'`, which `read_csv` takes off;
        a plain number such as -5 stays, and a sign such as =100% is written as `="=100%"`, so that a spreadsheet
        shows it as printed.

    >>> write_csv(Table("表", (), ((),), ())).decode("utf-8-sig")
    '表\r\n\r\n'
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_guarded(table.title)])
    if table.subtitle:
        writer.writerow([_guarded(table.subtitle)])
    for label, text in table.above:
        writer.writerow([_guarded(f"{label}: {text}")])
    for row in grid(table):
        texts = [_repeated(cell.text, cell.role, first=first, merged=merged) for cell, first in row]
        writer.writerow([_guarded(text) for text in texts])
    for label, text in table.below:
        writer.writerow([_guarded(f"{label}: {text}")])
    if table.notes:
        writer.writerow(["备注:"])
        writer.writerows([_guarded(f"{number}. {note}")] for number, note in enumerate(table.notes, 1))
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "surrogatepass")


def _repeated(text: str, role: str, *, first: bool, merged: str) -> str:
    """Return what a cell of a possibly merged area holds."""
    if merged == "repeat":
        return text
    if not first:
        return ""
    return text or (" " if role == "heading" else "")


def _guarded(text: str) -> str:
    """Return a cell that no spreadsheet runs; a text that begins like a guard is guarded too."""
    if not _runs(text) or _NUMBER.match(text) or _DASHES.match(text):
        return text
    return f'="{text}"' if _SIGNED.match(text) else _GUARD + text


def _runs(text: str) -> bool:
    """Return whether a text begins like a formula or a guard; programs look past blanks before it."""
    return text.lstrip(" \n").startswith((_GUARD, *_FORMULA))


def read_csv(data: bytes, name: str) -> tuple[ReadTable, ...]:
    """Return the one table of a CSV file.

    Args:
        data: The bytes: UTF-8 with or without a mark, UTF-16 with a mark, else GB18030 (with a note).
        name: What the file is called.

    Raises:
        ProblemError: For bytes in another encoding, and for text that is no CSV.

    >>> read_csv("表,'=1+1".encode(), "f.csv")[0].rows
    (('表', '=1+1'),)
    """
    text, problems = decoded(data, name)
    delimiter = "\t" if text.count("\t") > text.count(",") else ","
    try:
        rows = [
            [_bare(cell) for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error:
        raise ProblemError([_about(codes.UNREADABLE.problem("不是 CSV 文件"), name)]) from None
    if problems:
        problems += _lost(rows, name)
    width = max(map(len, rows), default=0)
    repeats = _repeats(rows)
    table = tuple(
        (*(_own(cell, repeats=repeats) for cell in row), *[None] * (width - len(row))) for row in rows
    )
    return (ReadTable(name, table, repeats=repeats, exact=True, problems=tuple(problems)),)


def _own(cell: str, *, repeats: bool) -> str | None:
    """Return a cell: one blank stands for an empty cell, nothing for a place that a merged area covers."""
    return (cell if repeats else None) if not cell else "" if cell == " " else cell


def _bare(cell: str) -> str:
    """Return a cell without its guard."""
    shown = _SHOWN.match(cell)
    if shown and _SIGNED.match(shown[1]):
        return shown[1]
    return cell[1:] if cell[:1] == _GUARD and _runs(cell[1:]) else cell


def _lost(rows: list[list[str]], name: str) -> list[Problem]:
    """Return a problem for each cell in which a sign was lost on the way through GBK."""
    found = []
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            match = _LOST.search(cell)
            if match:
                problem = codes.LOST_SIGN.problem(
                    f"“{cell}”里的“?”多半是丢失的符号", shown=cell, spans=(match.span(),)
                )
                place = Place(name, cell=f"第{number}行第{column}列")
                found.append(_about(problem, name, place))
    return found


def _about(problem: Problem, name: str, place: Place | None = None) -> Problem:
    """Return a problem with its place."""
    return Problem(
        problem.code,
        problem.severity,
        problem.fact,
        problem.repair,
        place or Place(name),
        problem.shown,
        problem.spans,
    )


def _repeats(rows: list[list[str]]) -> bool:
    """Return whether merged areas were written out: the label at the left of several rows stands in each of them."""
    table = [row for row in rows if len(row) > 2]
    return any(below[0] and below[0] == above[0] for above, below in pairwise(table))
