"""Every layout in a real browser: no sideways scrolling, no message, every explanation reached by keyboard, A4 pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import perfeval
from perfeval.formats import parse_tables
from perfeval.forms import layout_ids
from tests.forms.build import example
from tests.real.parts import program

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return Debian's Chromium."""
    path = program("chromium")
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: make real-parts"
    )
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


def shown(browser: Any, file: Path, said: list[str]) -> Any:
    """Return a page of 1280 points with a file; what it says on the console is collected."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None
    )
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("name", layout_ids())
def test_a_layout_fits_and_prints(browser: Any, tmp_path: Path, name: str) -> None:
    """1280 points are wide enough, the console stays silent, and the printed pages hold every cell, no row cut."""
    report, said = example("project"), []  # type: ignore[var-annotated]
    page = shown(browser, perfeval.render(report, tmp_path / "a.html", name, charts=True), said)
    wide = page.evaluate("document.documentElement.scrollWidth")
    pdf = tmp_path / "a.pdf"
    page.pdf(path=str(pdf), prefer_css_page_size=True, print_background=True)
    page.close()
    (table, *_) = parse_tables((tmp_path / "a.html").read_bytes(), "a.html")
    printed = re.sub(
        r"\s+",
        "",
        "".join(
            text or ""
            for part in parse_tables(pdf.read_bytes(), "a.pdf")
            for row in part.rows
            for text in row
        ),
    )

    assert wide <= 1280
    assert said == []
    for row in table.rows:
        for text in row:
            assert re.sub(r"\s+", "", text or "") in printed


@pytest.mark.parametrize("name", ["project", "whole"])
def test_every_explanation_is_reached_by_keyboard(browser: Any, tmp_path: Path, name: str) -> None:
    """Tab goes to a score, Enter to its explanation, Tab and Enter back to the score, Tab to the next one."""
    report = example(name)
    page = shown(browser, perfeval.render(report, tmp_path / "a.html"), [])
    reached = []
    for _ in range(2 * (len(report) + 2)):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        reached.append(page.evaluate("location.hash"))
    page.close()

    scores = ["budget", *(f"row{number}" for number in range(1, len(report) + 1)), "total"]
    assert reached == [place for score in scores for place in (f"#why-{score}", f"#{score}")]
