"""PDF → tables: every cell of the grid as its text, with the lines around each table."""

from __future__ import annotations

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdftypes import resolve1

from perfeval.formats.package import MARK, refused
from perfeval.formats.pdf.join import read_ruled
from perfeval.formats.pdf.page import open_pdf, pages_of
from perfeval.formats.pdf.tags import read_tags
from perfeval.forms import ReadTable, codes

__all__ = ["read_pdf"]


def read_pdf(data: bytes, name: str) -> tuple[ReadTable, ...]:
    """Return the tables of a PDF file.

    Our own files tell by their tags which text is which cell. In all others a table is what ruled lines enclose; it may
    go on at the head of the next page.

    Args:
        data: The bytes of the file.
        name: What it is called.

    Returns:
        The tables in their order. A merged area has its text in its first cell and None in the others. The lines above
        and below a table are those of its pages, without page numbers.

    Raises:
        ProblemError: For a file that is no PDF, damaged, encrypted, without any text, or far larger than it looks.

    >>> read_pdf(b"GIF89a", "a.pdf")
    Traceback (most recent call last):
      ...
    perfeval.source.problem.ProblemError: a.pdf: TB10 文件已损坏，或不是后缀所说的格式
      用 Excel、WPS 或 Word 打开，另存一份再读        perfeval explain TB10
    """
    document = open_pdf(data, name)
    pages = pages_of(document, name)
    if not any(glyph.text.strip() for page in pages for glyph in page.glyphs):
        raise refused(codes.NO_TEXT, name)
    return (read_tags(document, pages, name) if _own(document) else ()) or read_ruled(pages, name)


def _own(document: PDFDocument) -> bool:
    """Return whether perfeval wrote a file."""
    found = (resolve1(info).get("Keywords") for info in document.info if isinstance(resolve1(info), dict))
    return any(resolve1(keywords) == MARK.encode() for keywords in found)
