"""The whole of a published document, of which tests/cases holds the annex."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.test_text import assert_no_line_lost, assert_two_forms
from tests.forms.test_seed import assert_the_examples

pytestmark = pytest.mark.shared

DOCUMENT = "wuhan-12333-final-accounts-2024.txt"


def test_the_document_reads_itself(shared: Path) -> None:
    """The document holds exactly two forms among its tables; each equals its hand-written example."""
    assert_the_examples(shared / "seed" / DOCUMENT)


def test_the_published_forms(shared: Path) -> None:
    """Both forms stand below their headings, behind all the tables of the final accounts."""
    assert_two_forms(shared / "seed" / DOCUMENT, place="571:35")


def test_no_line_of_the_published_document_is_lost(shared: Path) -> None:
    """Every line with a tabulator and a text is a row of exactly one table, in order and with all its cells."""
    assert_no_line_lost((shared / "seed" / DOCUMENT).read_bytes())


def test_the_annex_is_the_document_s_own(shared: Path, cases: Path) -> None:
    """What the project keeps of the document is its end, byte for byte."""
    annex = (cases / "wuhan-12333-forms-2024.txt").read_bytes()

    assert (shared / "seed" / DOCUMENT).read_bytes().endswith(annex)
