"""Which format a file is in, by its suffix."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from perfeval.formats.package import refused
from perfeval.forms import ReadTable, Table, codes
from perfeval.source import Place, ProblemError

__all__ = ["FORMATS", "SUFFIXES", "Format", "parse_tables", "read_tables", "write_table"]

LIMIT = 50_000_000
"""Bytes that a file may have: a folder of scanned pages is no form."""


class Format(NamedTuple):
    """How one kind of file is written and read: module and function, and the extra that brings what they need."""

    write: str = ""
    read: str = ""
    extra: str = ""
    explained: bool = False


FORMATS: dict[str, Format] = {
    ".html": Format("html:write_html", "html_read:read_html", explained=True),
    ".htm": Format("html:write_html", "html_read:read_html", explained=True),
    ".csv": Format("csv:write_csv", "csv:read_csv"),
    ".tsv": Format("", "csv:read_csv"),
    ".txt": Format("", "text_read:read_text"),
    ".md": Format("markdown:write_markdown", "markdown:read_markdown"),
    ".xlsx": Format(
        "spreadsheets.xlsx_write:write_xlsx", "spreadsheets.xlsx_read:read_xlsx", "xlsx", explained=True
    ),
    ".xls": Format("", "spreadsheets.xls_read:read_xls", "xlsx"),
    ".ods": Format("", "spreadsheets.ods_read:read_ods"),
    ".docx": Format("docx.write:write_docx", "docx.read:read_docx", "docx"),
    ".pdf": Format("pdf.write:write_pdf", "pdf.read:read_pdf", "pdf"),
}
"""By suffix; an empty name says that the format is only written or only read."""
SUFFIXES: tuple[str, ...] = tuple(suffix for suffix, one in FORMATS.items() if one.write and suffix != ".htm")
"""The formats that a form can be written in."""

_SAVE_AS = {
    ".doc": "用 Word 或 WPS 另存为 .docx",
    ".wps": "用 WPS 另存为 .docx",
    ".et": "用 WPS 另存为 .xlsx",
    ".xlsm": "用 Excel 另存为不带宏的 .xlsx",
    ".ofd": "用 OFD 阅读器另存为 PDF",
    ".jpg": "图片读不出文字，用原来的 Word 或 Excel 文件",
    ".png": "图片读不出文字，用原来的 Word 或 Excel 文件",
    ".tif": "图片读不出文字，用原来的 Word 或 Excel 文件",
}

_TEXTS = frozenset((".html", ".htm", ".csv", ".tsv", ".txt", ".md"))
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|meta|table)\b", re.IGNORECASE)
_SIGNS = {
    ".pdf": re.compile(rb"%PDF-"),
    ".xlsx": re.compile(rb"PK\x03\x04.*xl/workbook\.xml", re.DOTALL),
    ".docx": re.compile(rb"PK\x03\x04.*word/document\.xml", re.DOTALL),
    ".ods": re.compile(rb"PK\x03\x04.*opendocument\.spreadsheet", re.DOTALL),
}
"""How a file of each kind begins, and what its package names."""


def write_table(table: Table, suffix: str) -> bytes:
    """Return a table in the format of a suffix.

    Args:
        table: The form.
        suffix: One of SUFFIXES.

    Raises:
        ProblemError: For a suffix that is no format, and for one whose extra is not installed.
    """
    found = FORMATS.get(suffix.lower())
    if found is None or not found.write:
        repair = f"用 {'、'.join(SUFFIXES)} 结尾的文件名"
        raise ProblemError([codes.NO_READER.problem(f"写不了“{suffix}”格式", repair)])
    written: bytes = _function(found.write, suffix, found.extra)(table)
    return written


def read_tables(path: Path) -> tuple[ReadTable, ...]:
    """Return the tables of a file.

    Args:
        path: A file in one of FORMATS.

    Raises:
        ProblemError: For a file that is missing, too large, damaged, of another kind or in an unknown encoding, and for
            one whose extra is not installed.
    """
    name, reader = str(path), _reader(path)
    try:
        too_large = path.stat().st_size > LIMIT
        data = b"" if too_large else path.read_bytes()
    except (OSError, ValueError) as error:
        fact = "没有这个文件" if isinstance(error, FileNotFoundError) else "文件打不开"
        raise _unreadable(name, fact, "核对路径和文件名") from None
    if too_large:
        raise _unreadable(name, f"文件超过 {LIMIT // 1_000_000} MB", "核对是不是选错了文件")
    if not data:
        raise refused(codes.DAMAGED, name, "文件是空的")
    _refuse_disguised(data, path)
    return reader(data, name)


def parse_tables(data: bytes, name: str) -> tuple[ReadTable, ...]:
    """Return the tables in the bytes of a file.

    Args:
        data: The bytes.
        name: What the file is called; its suffix names the format.

    Raises:
        ProblemError: As for `read_tables`.
    """
    reader = _reader(Path(name))
    _refuse_disguised(data, Path(name))
    return reader(data, name)


def _refuse_disguised(data: bytes, path: Path) -> None:
    """Refuse a file that is a form under another suffix: systems export web pages as .xls, people rename workbooks."""
    page = path.suffix.lower() not in _TEXTS and _PAGE.match(data)
    truly = ".html" if page else next((suffix for suffix, sign in _SIGNS.items() if sign.match(data)), "")
    if truly and truly != path.suffix.lower():
        fact = f"文件其实是 {truly} 格式，后缀却是 {path.suffix}"
        problem = codes.DAMAGED.problem(fact, f"改名为 {path.stem}{truly} 再读")
        raise ProblemError([attrs.evolve(problem, place=Place(str(path)))])


def _reader(path: Path) -> Callable[[bytes, str], tuple[ReadTable, ...]]:
    """Return the reader of a file."""
    suffix = path.suffix.lower()
    found = FORMATS.get(suffix)
    if found is None or not found.read:
        readable = "、".join(known for known, one in FORMATS.items() if one.read)
        repair = _SAVE_AS.get(suffix, f"另存为 {readable} 之一")
        raise _unreadable(str(path), f"读不了“{suffix or path.name}”文件", repair)
    reader: Callable[[bytes, str], tuple[ReadTable, ...]] = _function(found.read, suffix, found.extra)
    return reader


def _function(where: str, suffix: str, extra: str) -> Callable[..., Any]:
    """Return a reader or writer; what it needs is imported now, not when perfeval starts."""
    module, _, function = where.partition(":")
    try:
        found: Callable[..., Any] = getattr(import_module(f"perfeval.formats.{module}"), function)
    except ModuleNotFoundError as error:
        if not extra or (error.name or "").startswith("perfeval"):
            raise
        fact = f"读写 {suffix} 文件要用 {error.name}，还没有安装"
        raise ProblemError([codes.NO_EXTRA.problem(fact, f"pip install 'perfeval[{extra}]'")]) from None
    return found


def _unreadable(name: str, fact: str, repair: str) -> ProblemError:
    """Return the error of a file that cannot be read."""
    return ProblemError([attrs.evolve(codes.NO_READER.problem(fact, repair), place=Place(name))])
