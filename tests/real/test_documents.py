"""Written documents in the program that people open them with: LibreOffice Writer."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from perfeval.formats.docx.read import read_docx
from perfeval.formats.docx.write import write_docx
from perfeval.forms import Table
from tests.effort import PATIENCE
from tests.formats.tables import NASTY, indicators, simple
from tests.real.parts import program

pytestmark = pytest.mark.real
FORMS = {
    "short": indicators(8),
    "long": indicators(60),
    "two rows of heads": indicators(60, heads=2),
    "landscape": indicators(60)._replace(landscape=True),
}


def converted(folder: Path, table: Table, kind: str, suffix: str) -> Path:
    """Return a written document as LibreOffice saves it in another kind."""
    path = folder / "a.docx"
    path.write_bytes(write_docx(table))
    out = folder / "out"
    arguments = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run(
        [program("soffice"), *arguments, "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    return out / f"a.{suffix}"


@pytest.mark.parametrize("name", FORMS)
def test_libreoffice_saves_the_document_unharmed(tmp_path: Path, name: str) -> None:
    """Opened and saved again, a form reads back equal: one table, each merged area, the lines around it."""
    saved = converted(tmp_path, FORMS[name], "docx:MS Word 2007 XML", "docx")

    assert read_docx(saved.read_bytes(), "a.docx") == read_docx(write_docx(FORMS[name]), "a.docx")


def test_what_was_typed_survives(tmp_path: Path) -> None:
    """Line breaks, tabulators, tags and formulas are the same after LibreOffice, which cuts blanks off at the end."""
    texts = [text for text in NASTY if "\r" not in text]
    (read,) = read_docx(
        converted(tmp_path, simple(*texts), "docx:MS Word 2007 XML", "docx").read_bytes(), "a.docx"
    )

    assert [(row[1] or "").rstrip() for row in read.rows] == [text.rstrip() for text in texts]


@pytest.mark.parametrize("name", FORMS)
def test_the_heads_stand_on_every_printed_page(tmp_path: Path, name: str) -> None:
    """A form of one page prints on one; of a longer one each page that has indicators has their heads."""
    pdf = converted(tmp_path, FORMS[name], "pdf", "pdf")
    done = subprocess.run(
        [program("pdftotext"), "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=PATIENCE
    )
    pages = [re.sub(r"\s+", "", page) for page in done.stdout.decode().split("\f") if page.strip()]

    assert len(pages) == 1 if name == "short" else len(pages) > 1
    for page in pages:
        assert "一级指标" in page
        assert "得分" in page
    assert sum(page.count("99.17分") for page in pages) == 1
