"""PDF files as office programs and browsers print them, and our own in the tools that people have."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from perfeval.formats.docx.write import write_docx
from perfeval.formats.html import write_html
from perfeval.formats.pdf.read import read_pdf
from perfeval.formats.pdf.write import write_pdf
from perfeval.forms import Table
from tests.effort import PATIENCE
from tests.formats.pdfs import NO_FONT, has_font
from tests.formats.tables import expected, indicators
from tests.real.parts import program

pytestmark = [pytest.mark.real, pytest.mark.skipif(not has_font(), reason=NO_FONT)]
FORMS = {
    "short": indicators(8),
    "long": indicators(60),
    "two rows of heads": indicators(60, heads=2),
    "landscape": indicators(60)._replace(landscape=True),
}


def run(*command: str) -> str:
    """Run a program and return what it prints."""
    return subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, text=True).stdout


def office(folder: Path, table: Table) -> bytes:
    """Return a form as LibreOffice prints it."""
    (folder / "a.docx").write_bytes(write_docx(table))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run(
        program("soffice"),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "a.docx"),
    )
    return (folder / "a.pdf").read_bytes()


def browser(folder: Path, table: Table) -> bytes:
    """Return a form as Chromium prints it."""
    (folder / "a.html").write_bytes(write_html(table))
    out = folder / "a.pdf"
    sandbox = ("--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}")
    run(
        program("chromium"),
        "--headless",
        *sandbox,
        "--no-pdf-header-footer",
        f"--print-to-pdf={out}",
        str(folder / "a.html"),
    )
    return out.read_bytes()


@pytest.mark.parametrize("printer", [office, browser], ids=["LibreOffice", "Chromium"])
@pytest.mark.parametrize("name", FORMS)
def test_what_other_programs_print_reads_back(tmp_path: Path, name: str, printer: object) -> None:
    """Printed by another program, over one page or several, a form is one table with every cell in its place."""
    assert callable(printer)
    (found,) = read_pdf(printer(tmp_path, FORMS[name]), "a.pdf")

    assert found.rows == expected(FORMS[name])
    assert found.above == ("自评表", "单位: 甲", "日期: 乙")


def test_every_font_is_inside(tmp_path: Path) -> None:
    """The file needs no font of the machine on which it is opened."""
    path = tmp_path / "a.pdf"
    path.write_bytes(write_pdf(indicators(60)))
    rows = run(program("pdffonts"), str(path)).splitlines()[2:]

    assert rows
    assert all(row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_the_text_can_be_taken_out(tmp_path: Path) -> None:
    """Another reader finds the text as it was typed, without blanks between Chinese and Latin signs."""
    path = tmp_path / "a.pdf"
    path.write_bytes(write_pdf(indicators(8)))
    text = run(program("pdftotext"), "-layout", str(path), "-")

    assert "99.17分" in text
    assert "指标7" in text
