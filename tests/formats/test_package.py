"""Spreadsheets that were made to do harm, or are no spreadsheets: one clear problem each, and soon."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlrd.compdoc import CompDocError

from perfeval.formats import parse_tables
from perfeval.formats.spreadsheets.ods_read import read_ods
from perfeval.formats.spreadsheets.xls_read import _Chains, read_xls
from perfeval.formats.spreadsheets.xlsx_read import read_xlsx
from perfeval.formats.spreadsheets.xlsx_write import write_xlsx
from perfeval.forms import ReadTable
from perfeval.source import Place, Problem, ProblemError
from tests.effort import PATIENCE, tries
from tests.formats.packages import packed, parts
from tests.formats.tables import indicators, simple

GOOD = parts(write_xlsx(simple("x", "y")))
SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def edited(path: str, old: str, new: str) -> bytes:
    """Return a good workbook with a text of one part replaced."""
    text = GOOD[path].decode()
    assert old in text
    return packed(GOOD | {path: text.replace(old, new, 1).encode()})


def declared(path: str, encoding: str = "utf-8") -> bytes:
    """Return a good workbook with entities declared in one part."""
    text = LAUGHS.decode() + GOOD[path].decode().partition("?>")[2]
    return packed(GOOD | {path: text.encode(encoding)})


def lying(size: int) -> bytes:
    """Return a workbook whose directory says that a sheet has so many bytes."""
    data = bytearray(packed(GOOD))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        own = package.getinfo(SHEET).file_size
    at = data.rfind(own.to_bytes(4, "little"), 0, len(data))
    data[at : at + 4] = size.to_bytes(4, "little")
    return bytes(data)


def flags(data: bytes) -> bytes:
    """Return a package whose parts say that they are encrypted."""
    changed = bytearray(data)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        changed[at + 8] |= 1
        at += 4
    return bytes(changed)


HARM: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "TB10"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), "TB10"),
    "truncated": (lambda: packed(GOOD)[:-300], "TB10"),
    "cut in the middle": (lambda: packed(GOOD)[:2000], "TB10"),
    "a damaged sheet": (lambda: edited(SHEET, "</sheetData>", ""), "TB10"),
    "no sheets": (lambda: packed({"a.xml": b"<a/>"}), "TB10"),
    "a document": (lambda: packed({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}), "TB10"),
    "a style that is not there": (lambda: edited(SHEET, 's="1"', 's="999"'), "TB10"),
    "a text that is not there": (lambda: edited(SHEET, "<v>1</v>", "<v>999</v>"), "TB10"),
    "a number that is none": (lambda: edited(SHEET, 't="s"><v>1</v>', "><v>abc</v>"), "TB10"),
    "encrypted": (lambda: COMPOUND + bytes(600), "TB11"),
    "encrypted by Office": (lambda: COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "TB11"),
    "encrypted parts": (lambda: flags(packed(GOOD)), "TB11"),
    "an old workbook": (lambda: COMPOUND + bytes(600) + "Workbook".encode("utf-16-le"), "TB10"),
    "a zip bomb": (lambda: packed(GOOD | {"xl/media/a.xml": b" " * 70_000_000}), "TB12"),
    "many bombs": (lambda: packed(GOOD | {f"xl/media/{n}": bytes(50_000_000) for n in range(5)}), "TB12"),
    "too many parts": (lambda: packed({str(n): b"" for n in range(6000)}), "TB12"),
    "a directory that lies": (lambda: lying(2**31), "TB12"),
    "entities in a sheet": (lambda: declared(SHEET), "TB15"),
    "entities in the texts": (lambda: declared(STRINGS), "TB15"),
    "entities in the styles": (lambda: declared(STYLES), "TB15"),
    "entities in UTF-16": (lambda: declared(STRINGS, "utf-16"), "TB15"),
    "macros": (lambda: packed(GOOD | {"xl/vbaProject.bin": b"x"}), "TB13"),
    "macros of Excel 4": (lambda: packed(GOOD | {"xl/macrosheets/sheet1.xml": b"<a/>"}), "TB13"),
    "texts in an unknown encoding": (lambda: packed(GOOD | {STRINGS: b'<?xml version="1.0" encoding="none"?><sst/>'}), "TB10"),
    "a sheet in an unknown encoding": (lambda: packed(GOOD | {SHEET: b'<?xml version="1.0" encoding="none"?><worksheet/>'}), "TB10"),
    "a strict workbook": (lambda: packed(GOOD | {"xl/workbook.xml": b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'}), "TB10"),
    "a cell at the last corner": (lambda: edited(SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'), "TB12"),
    "a cell in the last row": (lambda: edited(SHEET, "</sheetData>", '<row r="1048576"><c><v>1</v></c></row></sheetData>'), "TB12"),
    "a merged area over everything": (lambda: edited(SHEET, '<mergeCell ref="A1:B1"/>', '<mergeCell ref="A1:XFD1048576"/>'), "TB12"),
    "merged columns": (lambda: edited(SHEET, '<mergeCell ref="A1:B1"/>', '<mergeCell ref="A:XFD"/>'), "TB12"),
    "a link over everything": (lambda: edited(SHEET, "</mergeCells>", '</mergeCells><hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>'), "TB12"),
    "a million merged cells": (lambda: edited(SHEET, '<mergeCell ref="A1:B1"/>', '<mergeCell ref="A1:A1"/>' * 1_000_000), "TB12"),
    "a gigabyte of cells": (lambda: edited(SHEET, "</sheetData>", "<row>" + "<c/>" * 10_000_000 + "</row></sheetData>"), "TB12"),
    "a gigabyte of rules": (lambda: edited(SHEET, "</mergeCells>", "</mergeCells><dataValidations>" + '<dataValidation sqref="A1"/>' * 1_000_000 + "</dataValidations>"), "TB12"),
    "a gigabyte of styles": (lambda: edited(STYLES, "</cellXfs>", "<xf/>" * 1_000_000 + "</cellXfs>"), "TB12"),
}  # fmt: skip


@pytest.mark.parametrize("name", HARM)
def test_a_hostile_workbook_is_refused_at_once(name: str) -> None:
    """One problem with its code and the file, within seconds, never a traceback."""
    harm, code = HARM[name]
    data = harm()
    start = time.process_time()
    with pytest.raises(ProblemError) as caught:
        read_xlsx(data, "a.xlsx")

    assert [problem.code for problem in caught.value.problems] == [code]
    assert caught.value.problems[0].place == Place("a.xlsx")
    # Of processor time, but a busy processor is shared by two threads, and coverage has its part: it takes one or two.
    assert time.process_time() - start < 20


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to the memory it is given")
@pytest.mark.parametrize("name", ["a gigabyte of cells", "a million merged cells", "a gigabyte of styles", "a zip bomb", "a gigabyte of rules"])  # fmt: skip
def test_a_hostile_workbook_fills_no_memory(name: str) -> None:
    """What is refused is refused in half a gigabyte: a process that has no more says so and does not run out."""
    harm, expected = HARM[name]
    code = (
        "import resource, sys\n"
        "from perfeval.formats.spreadsheets.xlsx_read import read_xlsx\n"
        "from perfeval.source import ProblemError\n"
        "resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))\n"
        "try: read_xlsx(sys.stdin.buffer.read(), 'a.xlsx')\n"
        "except ProblemError as error: print(error.problems[0].code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=harm(), capture_output=True, check=True, timeout=PATIENCE
    )

    assert done.stdout.decode().strip() == expected


def test_a_gigabyte_that_is_only_declared_is_read() -> None:
    """A sheet that says it spans everything and holds a form is a form."""
    data = edited(SHEET, '<dimension ref="A1:B3"/>', '<dimension ref="A1:XFD1048576"/>')

    assert read_xlsx(data, "a.xlsx")[0].rows == (("表", None), ("栏目", "x"), ("栏目", "y"))


def test_a_sheet_under_any_name_is_looked_through() -> None:
    """A workbook may keep its sheets anywhere in the package: they are looked at all the same."""
    bad = (
        GOOD[SHEET].decode().replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"/></row></sheetData>')
    )
    content = {path: data for path, data in GOOD.items() if path != SHEET} | {"xl/a.png": bad.encode()}
    links = "xl/_rels/workbook.xml.rels"
    content[links] = content[links].replace(b"worksheets/sheet1.xml", b"a.png")

    with pytest.raises(ProblemError, match="TB12"):
        read_xlsx(packed(content), "a.xlsx")


@pytest.mark.parametrize(
    ("link", "codes"),
    [
        ('<Relationship Id="x" Type="x/externalLinkPath" Target="file:///a.xlsx" TargetMode="External"/>', ["TB14"]),
        ("<Relationship Id='x' Type='x/image' Target='http://127.0.0.1:9/hyperlink' TargetMode='External'/>", ["TB14"]),
        ('<Relationship Id="x" Type="x/hyperlink" Target="http://a.b" TargetMode="External"/>', []),
    ],
)  # fmt: skip
def test_other_files_are_told_and_not_opened(link: str, codes: list[str]) -> None:
    """A workbook that takes from another is read with a warning; a link that somebody may click is none."""
    path = "xl/externalLinks/_rels/externalLink1.xml.rels"
    data = packed(GOOD | {path: f"<Relationships>{link}</Relationships>".encode()})
    (table,) = read_xlsx(data, "a.xlsx")

    assert [problem.code for problem in table.problems] == codes
    assert table.rows[1] == ("栏目", "x")


@pytest.mark.parametrize("suffix", ["xls", "ods", "xlsx"])
@pytest.mark.parametrize("other", ["a workbook", "a page", "nothing"])
def test_a_wrong_suffix_is_one_problem(suffix: str, other: str) -> None:
    """A file that is not what its suffix says is damaged, as far as that format goes."""
    data = {
        "a workbook": packed(GOOD),
        "a page": b"<html><table><tr><td>1</table>",
        "nothing": b"\x00" * 100,
    }[other]
    if suffix == "xlsx" and other == "a workbook":
        suffix = "docx"
    with pytest.raises(ProblemError) as caught:
        parse_tables(data, f"a.{suffix}")

    assert [problem.code for problem in caught.value.problems] == ["TB10"]


def ods(table: str, styles: str = "") -> bytes:
    """Return a spreadsheet of OpenDocument with a sheet."""
    names = " ".join(f'xmlns:{short}="{OFFICE}{short}:1.0"' for short in ("table", "text", "office", "style"))
    text = f"<office:document-content {names}>{styles}{table}</office:document-content>"
    return packed({"content.xml": text.encode()})


def sheet(rows: str) -> str:
    """Return a sheet with rows."""
    return f'<table:table table:name="S">{rows}</table:table>'


def test_ods_is_read_as_displayed() -> None:
    """Repeated and covered cells, counted blanks, breaks and paragraphs are as shown; notes and hidden sheets are not."""
    cells = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>甲<text:s text:c="3"/>\n   乙<text:tab/>丙</text:p>'
        "<text:p><text:span>丁<text:line-break/>戊</text:span></text:p>"
        "<office:annotation><text:p>注</text:p></office:annotation></table:table-cell><table:covered-table-cell/></table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"><text:p>1</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    )  # fmt: skip
    style = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    row = "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
    hidden = f'<table:table table:style-name="h">{row}</table:table>'
    (read,) = read_ods(ods(hidden + sheet(cells) + sheet(""), style), "a.ods")

    assert read.rows == (("甲    乙\t丙\n丁\n戊", None), ("1", "1"), ("1", "1"))
    assert read.locate(1, 1).cell == "S!B2"


CELL = "<table:table-cell><text:p>x</text:p></table:table-cell>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ods(sheet(f'<table:table-row table:number-rows-repeated="1048576">{CELL}</table:table-row>')), "TB12"),
        (ods(sheet(f'<table:table-row table:number-rows-repeated="1048575"/><table:table-row>{CELL}</table:table-row>')), "TB12"),
        (ods(sheet('<table:table-row><table:table-cell table:number-columns-repeated="9999999"><text:p>x</text:p></table:table-cell></table:table-row>')), "TB12"),
        (ods(sheet('<table:table-row><table:table-cell><text:p>' + "<text:span>" * 3000 + "</text:span>" * 3000 + "</text:p></table:table-cell></table:table-row>")), "TB12"),
        (ods(""), ""),
        (packed(parts(ods("")) | {"Basic/Standard/Module1.xml": b"<a/>"}), "TB13"),
        (packed({"META-INF/manifest.xml": b"<m><encryption-data/></m>", "content.xml": b"x"}), "TB11"),
        (packed({"content.xml": LAUGHS + b"<a/>"}), "TB15"),
        (packed({"content.xml": b"<a>"}), "TB10"),
    ],
)  # fmt: skip
def test_ods_that_are_refused(data: bytes, code: str) -> None:
    """A sheet that would fill the memory, an encrypted or a damaged one is one problem; an empty one has no tables."""
    if not code:
        assert read_ods(data, "a.ods") == ()
        return
    with pytest.raises(ProblemError) as caught:
        read_ods(data, "a.ods")

    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize(("data", "code"), [(COMPOUND + bytes(600), "TB10"), (COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "TB11"), (b"\x09\x08", "TB10")])  # fmt: skip
def test_xls_that_are_refused(data: bytes, code: str) -> None:
    """A damaged or an encrypted old workbook is one problem."""
    with pytest.raises(ProblemError) as caught:
        read_xls(data, "a.xls")

    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_chain_that_bites_its_tail_is_refused() -> None:
    """Sectors of an old workbook that lead back to each other end the reading, instead of filling the memory."""
    with pytest.raises(CompDocError, match="tail"):
        _Chains(b"")._get_stream(b"", 0, [1, 2, 1], 64, 0, 10)


@settings(max_examples=tries(100))
@given(st.data())
def test_a_damaged_part_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever bytes of a part are changed, the workbook is read as tables or refused as a problem."""
    path = data.draw(st.sampled_from(sorted(GOOD)))
    good = GOOD[path]
    at = data.draw(st.integers(0, len(good) - 1))
    bad = good[:at] + data.draw(st.binary(max_size=8)) + good[at + data.draw(st.integers(0, 8)) :]
    tables, problems = outcome(packed(GOOD | {path: bad}))

    assert all(isinstance(table, ReadTable) for table in tables)
    assert all(problem.place is not None and problem.place.file == "a.xlsx" for problem in problems)


def outcome(data: bytes) -> tuple[tuple[ReadTable, ...], tuple[Problem, ...]]:
    """Return the tables of a file, or its problems."""
    try:
        return read_xlsx(data, "a.xlsx"), ()
    except ProblemError as error:
        return (), error.problems


def test_a_form_of_any_length_is_no_bomb() -> None:
    """A form with a thousand indicators is read."""
    table = indicators(1000)

    assert len(read_xlsx(write_xlsx(table), "a.xlsx")[0].rows) == 1 + 2 + len(table.rows) + 2
