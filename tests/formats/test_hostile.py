"""Files made to do harm, and files that are broken: one clear problem each, and nothing outside the file is opened."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest

from perfeval.doors import form_of, read_forms
from perfeval.formats import parse_tables
from perfeval.formats.docx.write import write_docx
from perfeval.formats.spreadsheets.xlsx_write import write_xlsx
from perfeval.source import ProblemError
from tests.formats.packages import packed, parts
from tests.forms.build import example


def workbook() -> bytes:
    """Return a form as a workbook."""
    return write_xlsx(form_of(example("project"), live=True))


def changed(data: bytes, path: str, held: bytes) -> bytes:
    """Return a package with one part replaced or added."""
    return packed(parts(data) | {path: held})


def sheet(body: str) -> bytes:
    """Return the XML of a worksheet."""
    head = (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    )
    return f"{head}{body}</worksheet>".encode()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
LINK = b'<Relationships xmlns="x"><Relationship Id="r" Type="y/externalLink" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
FAR = sheet(
    '<dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
)
WIDE = sheet(
    '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
)


@pytest.mark.parametrize(
    ("suffix", "make", "code"),
    [
        ("xlsx", lambda: changed(workbook(), "xl/media/bomb.bin", b"\0" * 250_000_000), "TB12"),
        ("xlsx", lambda: changed(workbook(), "xl/worksheets/sheet1.xml", ENTITIES), "TB15"),
        ("xlsx", lambda: changed(workbook(), "xl/vbaProject.bin", b"x"), "TB13"),
        ("xlsx", lambda: changed(workbook(), "xl/worksheets/sheet1.xml", FAR), "TB12"),
        ("xlsx", lambda: changed(workbook(), "xl/worksheets/sheet1.xml", WIDE), "TB12"),
        ("xlsx", lambda: changed(workbook(), "xl/worksheets/sheet1.xml", sheet("<sheetData><row>")[:-12]), "TB10"),
        ("xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "TB11"),
        ("xlsx", lambda: workbook()[:3000], "TB10"),
        ("xlsx", lambda: b"%PDF-1.7", "TB10"),
        ("xlsx", lambda: write_docx(form_of(example("project"))), "TB10"),
        ("xls", workbook, "TB10"),
        ("xls", lambda: b"\xd0\xcf\x11\xe0" + b"x" * 4000, "TB10"),
        ("ods", workbook, "TB10"),
        ("docx", workbook, "TB10"),
        ("docx", lambda: changed(write_docx(form_of(example("project"))), "word/document.xml", ENTITIES), "TB15"),
        ("docx", lambda: changed(write_docx(form_of(example("project"))), "word/vbaProject.bin", b"x"), "TB13"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_each_is_one_problem(suffix: str, make, code: str) -> None:  # a function that makes the bytes
    """Bombs, entities, macros, absurd sizes, encryption, damage and wrong suffixes: one problem, soon, in little room."""
    data, started, before = make(), time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ProblemError) as raised:
        parse_tables(data, f"a.{suffix}")

    assert [problem.code for problem in raised.value.problems] == [code]
    assert raised.value.problems[0].repair
    # Of processor time, but a busy processor is shared by two threads, and coverage has its part: it takes one or two.
    assert time.process_time() - started < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000


def test_references_to_other_files_are_never_followed(tmp_path: Path) -> None:
    """A workbook that refers to another file is read as it stands, with a warning that says so."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(changed(workbook(), "xl/externalLinks/_rels/externalLink1.xml.rels", LINK))
    (form,) = read_forms(path)

    assert [problem.code for problem in form.problems] == ["TB14"]
    assert form.filing.printed is not None
    assert form.filing.printed.total == "99.17"
