"""Table ⇄ bytes: HTML, CSV, text for a terminal; report → JSON."""

from perfeval.formats.csv import read_csv, write_csv
from perfeval.formats.html import write_html
from perfeval.formats.html_read import read_html
from perfeval.formats.registry import SUFFIXES, read_tables, write_file, write_table
from perfeval.formats.report_json import problem_data, report_data, write_json
from perfeval.formats.terminal import write_text

__all__ = [
    "SUFFIXES",
    "problem_data",
    "read_csv",
    "read_html",
    "read_tables",
    "report_data",
    "write_csv",
    "write_file",
    "write_html",
    "write_json",
    "write_table",
    "write_text",
]
