"""The written files in the programs that people open them with: Chromium and LibreOffice."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import perfeval
from perfeval.doors import form_of
from perfeval.formats import read_csv
from perfeval.forms import recognise
from tests.effort import PATIENCE
from tests.forms.build import all_layouts, back, example, table_of
from tests.real.parts import program

pytestmark = pytest.mark.real


def printed(folder: Path, html: Path) -> str:
    """Return the text of an HTML file as Chromium prints it on A4, page by page."""
    pdf = folder / "a.pdf"
    arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
        "--no-pdf-header-footer",
    ]
    subprocess.run(
        [program("chromium"), *arguments, f"--print-to-pdf={pdf}", html.as_uri()],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    done = subprocess.run(
        [program("pdftotext"), "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=PATIENCE
    )
    return done.stdout.decode()


@pytest.mark.parametrize("name", ["project", "whole"])
def test_the_form_prints_on_one_page_with_every_cell(tmp_path: Path, name: str) -> None:
    """The whole form stands on the first A4 page, with its notes; the explanations follow on the next."""
    report = example(name)
    text = printed(tmp_path, perfeval.render(report, tmp_path / "a.html"))
    pages = [re.sub(r"\s+", "", page) for page in text.split("\f") if page.strip()]
    cells = [re.sub(r"\s+", "", cell.text) for row in table_of(name).rows for cell in row]

    assert len(pages) == 2
    for cell in cells:
        # A cell of several lines is broken up by its neighbours in the text of a page: each of its characters counts.
        assert cell in pages[0] or set(cell) <= set(pages[0]), cell
    for value in ("99.17分", "29.17", "83.2%", "87.5%", "备注:"):
        assert value in pages[0]
    assert "计分说明" in pages[1]
    assert "29.1666" in pages[1]


@pytest.mark.parametrize("width", [1280, 390])
def test_no_sideways_scrolling(tmp_path: Path, width: int) -> None:
    """On a screen and on a telephone the page is not wider than the window, and a score's explanation can be reached."""
    html = perfeval.render(example("project"), tmp_path / "a.html").read_text(encoding="utf-8")
    probe = (
        "<script>document.title = [document.documentElement.scrollWidth <= innerWidth, document.links.length > 10, "
        "[...document.links].every(a => document.getElementById(a.hash.slice(1)) && a.tabIndex === 0)].join()</script>"
    )
    page = tmp_path / "probe.html"
    page.write_text(html.replace("</body>", f"{probe}</body>"), encoding="utf-8")
    arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
        f"--window-size={width},900",
    ]
    done = subprocess.run(
        [program("chromium"), *arguments, "--dump-dom", page.as_uri()],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )

    assert "<title>true,true,true</title>" in done.stdout.decode()


@pytest.mark.parametrize("merged", ["repeat", "blank"])
def test_libreoffice_saves_the_csv_unharmed(tmp_path: Path, merged: str) -> None:
    """Opened by LibreOffice as a Chinese Excel user would, and saved again as UTF-8, the form reads back equal."""
    path = perfeval.render(example("project"), tmp_path / "a.csv", merged=merged)  # type: ignore[arg-type]
    out = tmp_path / "out"
    # Text import: comma, quotes, UTF-8, every column as text, as the import dialog offers it.
    columns = "/".join(f"{number}/2" for number in range(1, 9))
    subprocess.run(
        [program("soffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         f"--infilter=CSV:44,34,76,1,{columns}", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
         "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=PATIENCE,
    )  # fmt: skip
    (form,) = recognise(read_csv((out / "a.csv").read_bytes(), "a.csv")[0], all_layouts())

    assert form is not None
    assert form.problems == ()
    assert form.filing == back(form_of(example("project")), f"csv-{merged}").filing
