"""Which format a file is in, by its suffix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from perfeval.formats.csv import read_csv, write_csv
from perfeval.formats.html import write_html
from perfeval.formats.html_read import read_html
from perfeval.forms import ReadTable, Table, codes
from perfeval.reading.files import LIMIT, decode
from perfeval.source import Place, ProblemError
from perfeval.source.problem import Problem

__all__ = ["SUFFIXES", "read_tables", "write_table"]

WRITERS: dict[str, Callable[[Table], bytes]] = {".html": write_html, ".htm": write_html, ".csv": write_csv}
SUFFIXES: tuple[str, ...] = (".html", ".csv")
"""The formats that a form can be written in."""


def write_table(table: Table, suffix: str) -> bytes:
    """Return a table in the format of a suffix.

    Args:
        table: The form.
        suffix: `.html` or `.csv`.

    Raises:
        ProblemError: For a suffix that is no format.
    """
    writer = WRITERS.get(suffix.lower())
    if writer is None:
        raise ProblemError([_no_reader(f"写不了“{suffix}”格式", "用 .html 或 .csv 结尾的文件名")])
    return writer(table)


def read_tables(path: Path) -> tuple[ReadTable, ...]:
    """Return the tables of a file.

    Args:
        path: An HTML or CSV file.

    Raises:
        ProblemError: For a file that is missing, too large, of another kind or in an unknown encoding.
    """
    name, suffix = str(path), path.suffix.lower()
    if suffix not in WRITERS:
        raise ProblemError([_no_reader(f"读不了“{suffix or path.name}”文件", "另存为 .html 或 .csv", name)])
    try:
        too_large = path.stat().st_size > LIMIT
        data = b"" if too_large else path.read_bytes()
    except (OSError, ValueError):
        raise ProblemError([_no_reader("文件打不开", "核对路径和文件名", name)]) from None
    if too_large:
        raise ProblemError([_no_reader("文件超过 10 MB", "核对是不是选错了文件", name)])
    if suffix == ".csv":
        return (read_csv(data, name),)
    return read_html(decode(data, name), name)


def _no_reader(fact: str, repair: str, name: str = "") -> Problem:
    """Return the problem of a file that cannot be read or written."""
    problem = codes.NO_READER.problem(fact, repair)
    return Problem(problem.code, problem.severity, fact, repair, Place(name) if name else None)
