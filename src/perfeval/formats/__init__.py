"""Table ⇄ bytes: HTML, CSV, Markdown and text one format a file, PDF, Word and spreadsheets a folder each; report ⇄ JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfeval.lazy import lazy

if TYPE_CHECKING:
    from perfeval.formats.atomic import write_file
    from perfeval.formats.csv import read_csv, write_csv
    from perfeval.formats.html import write_html
    from perfeval.formats.html_read import read_html
    from perfeval.formats.registry import FORMATS, SUFFIXES, parse_tables, read_tables, write_table
    from perfeval.formats.report_json import problem_data, read_json, report_data, write_json
    from perfeval.formats.terminal import write_text

__all__ = [
    "FORMATS",
    "SUFFIXES",
    "parse_tables",
    "problem_data",
    "read_csv",
    "read_html",
    "read_json",
    "read_tables",
    "report_data",
    "write_csv",
    "write_file",
    "write_html",
    "write_json",
    "write_table",
    "write_text",
]

__getattr__, __dir__ = lazy(
    __name__,
    {
        "atomic": ("write_file",),
        "csv": (
            "read_csv",
            "write_csv",
        ),
        "html": ("write_html",),
        "html_read": ("read_html",),
        "registry": (
            "FORMATS",
            "SUFFIXES",
            "parse_tables",
            "read_tables",
            "write_table",
        ),
        "report_json": (
            "problem_data",
            "read_json",
            "report_data",
            "write_json",
        ),
        "terminal": ("write_text",),
    },
)
