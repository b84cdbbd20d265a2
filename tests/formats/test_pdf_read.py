"""PDF files of other programs: ruled tables, what pages cut, and files that are made to do harm."""

from __future__ import annotations

import time

import pytest

from perfeval.formats.pdf.read import read_pdf
from perfeval.forms import ReadTable
from perfeval.source import ProblemError
from tests.formats.pdfs import document, line, lines, packed, words

COLUMNS = (50, 150, 250, 350)


def one(*pages: bytes) -> ReadTable:
    """Return the one table of a document."""
    (found,) = read_pdf(document(pages), "a.pdf")
    return found


def code(data: bytes) -> str:
    """Return the code of the problem with a file."""
    with pytest.raises(ProblemError) as caught:
        read_pdf(data, "a.pdf")
    return caught.value.problems[0].code


@pytest.mark.parametrize("filled", [False, True])
def test_lines_make_a_table(*, filled: bool) -> None:
    """What lines enclose is a cell, whether they are strokes or thin strips; what is above and below stays outside."""
    found = one(
        words(
            (150, 40, "Title"),
            (50, 70, "Unit: A"),
            (300, 70, "Date: B"),
            (60, 115, "a"),
            (260, 145, "b c"),
            (50, 180, "Note"),
            (290, 820, "- 1 -"),
        )
        + lines(COLUMNS, (100, 130, 160), filled=filled)
    )

    assert found.rows == (("a", "", ""), ("", "", "b c"))
    assert found.above == ("Title", "Unit: A", "Date: B")
    assert found.below == ("Note",)
    assert str(found.locate(1, 2)) == "a.pdf[第1页表1第2行]"


def test_where_no_line_runs_cells_are_one() -> None:
    """A merged area has its text in its first cell and None in the others; an empty cell of its own is empty."""
    drawn = (
        line(50, 100, 350, 100) + line(150, 130, 350, 130) + line(50, 160, 350, 160)
        + line(50, 100, 50, 160) + line(150, 100, 150, 160) + line(250, 130, 250, 160) + line(350, 100, 350, 160)
    )  # fmt: skip
    found = one(words((60, 133, "tall"), (200, 118, "wide"), (260, 148, "x")) + drawn)

    assert found.rows == (("tall", "wide", None), (None, "", "x"))


def test_two_tables_of_a_page_are_two() -> None:
    """Tables that do not touch are two; the lines between them are below the first and above the second."""
    first, second = read_pdf(
        document(
            [
                words((60, 115, "a"), (50, 150, "between"), (60, 215, "b"))
                + lines((50, 99), (100, 130))
                + lines((50, 99), (200, 230))
            ]
        ),
        "a.pdf",
    )

    assert (first.rows, second.rows) == ((("a",),), (("b",),))
    assert first.below == second.above == ("between",)
    assert str(second.locate(0, 0)) == "a.pdf[第1页表2第1行]"


def test_folded_lines_are_joined_and_ended_ones_are_kept() -> None:
    """A full line goes on, with a blank between words; a line that had room was ended by who typed it."""
    folded = words((53, 115, "aaaa bbbb cccc dddd"), (53, 127, "eeee ffff"), (53, 139, "gg"))
    found = one(folded + lines((50, 150), (100, 150)))

    assert found.rows == (("aaaa bbbb cccc dddd eeee ffff\ngg",),)


def test_signs_printed_twice_to_look_bold_are_one() -> None:
    """Some programs print a text twice, a little apart; it is read once, and real doubles stay."""
    found = one(words((60, 115, "book"), (60.3, 115, "book")) + lines((50, 150), (100, 130)))

    assert found.rows == (("book",),)


def test_a_table_goes_on_at_the_head_of_the_next_page() -> None:
    """The rest of a table is joined: heads that are printed again are left out, page numbers do not part it."""
    first = words(
        (60, 715, "name"),
        (160, 715, "target"),
        (260, 715, "score"),
        (60, 745, "n1"),
        (160, 745, "t1"),
        (290, 820, "1 / 2"),
    )
    second = words(
        (60, 55, "name"),
        (160, 55, "target"),
        (260, 55, "score"),
        (60, 85, "n2"),
        (160, 85, "t2"),
        (50, 130, "below"),
    )
    found = one(first + lines(COLUMNS, (700, 730, 760)), second + lines(COLUMNS, (40, 70, 100)))

    assert found.rows == (("name", "target", "score"), ("n1", "t1", ""), ("n2", "t2", ""))
    assert found.below == ("below",)
    assert str(found.locate(2, 0)) == "a.pdf[第2页表1第2行]"


def test_a_text_between_parts_two_tables() -> None:
    """Another title at the head of the next page begins another table, however alike they are."""
    page = words((150, 40, "Form"), (60, 75, "a"), (160, 75, "b")) + lines(COLUMNS, (60, 90))
    other = words((150, 40, "Form"), (60, 75, "a"), (160, 75, "c")) + lines(COLUMNS, (60, 90))
    titled = words((150, 40, "Other"), (60, 75, "x"), (160, 75, "c")) + lines(COLUMNS, (60, 90))

    for second in (page, other, titled):
        assert len(read_pdf(document([page, second]), "a.pdf")) == 2


def test_what_runs_along_every_page_does_not_part_a_table() -> None:
    """A small line at the head or foot of both pages is no title."""
    first = words((50, 30, "City report"), (60, 715, "n1"), (160, 715, "8"), (50, 815, "City")) + lines(
        COLUMNS, (700, 730)
    )
    second = words((50, 30, "City report"), (60, 55, "n2"), (160, 55, "7"), (50, 815, "City")) + lines(
        COLUMNS, (40, 70)
    )

    assert one(first, second).rows == (("n1", "8", ""), ("n2", "7", ""))


def test_an_area_that_the_page_cuts_stays_one() -> None:
    """A label that hangs over rows of two pages is one cell; an empty score in the next row is a cell of its own."""
    first = words((60, 720, "label"), (160, 715, "n1"), (260, 715, "8"), (160, 745, "n2"), (260, 745, "8"))
    second = words((160, 55, "n3"), (160, 85, "n4"))
    edges = line(50, 700, 350, 700) + line(150, 730, 350, 730) + line(50, 760, 350, 760)
    later = line(50, 40, 350, 40) + line(150, 70, 350, 70) + line(50, 100, 350, 100)
    down = b"".join(line(x, 700, x, 760) for x in COLUMNS)
    found = one(first + edges + down, second + later + b"".join(line(x, 40, x, 100) for x in COLUMNS))

    assert found.rows == (("label", "n1", "8"), (None, "n2", "8"), (None, "n3", ""), (None, "n4", ""))


def test_a_row_that_the_page_cuts_stays_one() -> None:
    """A row that goes on without a name of its own is the rest of the last one."""
    first = words((60, 745, "cause"), (153, 745, "because of")) + lines((50, 150, 350), (700, 760))
    second = words((153, 55, "the rain"), (60, 95, "next"), (160, 95, "x")) + lines(
        (50, 150, 350), (40, 80, 110)
    )
    found = one(first, second)

    assert found.rows == (("cause", "because of the rain"), ("next", "x"))


def test_a_table_without_lines_at_its_sides() -> None:
    """Lines that end beyond the last one that crosses them are the sides of a table that has none."""
    drawn = (
        line(50, 100, 350, 100)
        + line(50, 130, 350, 130)
        + line(150, 100, 150, 130)
        + line(250, 100, 250, 130)
    )
    found = one(words((60, 115, "a"), (160, 115, "b"), (260, 115, "c")) + drawn)

    assert found.rows == (("a", "b", "c"),)


def test_words_set_apart_have_a_blank() -> None:
    """Words between which a program only moves on are parted; what stands far apart on a line are two texts."""
    found = one(
        words((50, 40, "left"), (300, 40, "right"), (60, 115, "one"), (85, 115, "two"))
        + lines(COLUMNS, (100, 130))
    )

    assert found.rows[0][0] == "one two"
    assert found.above == ("left", "right")


def test_a_turned_page_is_read_as_it_is_seen() -> None:
    """A page that is stored lying on its side reads as one that stands."""
    # Seen from the head: x runs to the right where y of the program runs up.
    program = b"BT /F1 10 Tf 0 1 -1 0 115 60 Tm (a) Tj ET BT /F1 10 Tf 0 1 -1 0 145 160 Tm (b) Tj ET "
    program += b"".join(b"%d 50 m %d 250 l S " % (y, y) for y in (100, 130, 160))
    program += b"".join(b"100 %d m 160 %d l S " % (x, x) for x in (50, 150, 250))
    data = document([program]).replace(b"/MediaBox", b"/Rotate 90/MediaBox")

    assert read_pdf(data, "a.pdf")[0].rows == (("a", ""), ("", "b"))


def test_no_text_and_no_table() -> None:
    """A scan has no text; a page of prose has no table."""
    assert code(document([lines(COLUMNS, (100, 130))])) == "TB18"
    assert read_pdf(document([words((50, 50, "prose"))]), "a.pdf") == ()


def test_what_is_no_pdf_is_said_so() -> None:
    """Nothing, a picture, another format and half a file are damaged, never a traceback."""
    whole = document([words((50, 50, "x"))])

    for data in (
        b"",
        b"GIF89a",
        b"PK\x03\x04",
        whole[: len(whole) // 2][:60],
        b"%PDF-1.7\n" + b"\x00\xff" * 999,
    ):
        assert code(data) == "TB10"


def test_a_password_is_asked_for_by_no_one() -> None:
    """An encrypted file is named as one, with its repair."""
    data = document([words((50, 50, "x"))]).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<"
        + b"11" * 32
        + b">/U<"
        + b"22" * 32
        + b">/P -1>>",
    )

    assert code(data) == "TB11"


HOSTILE = {
    "bomb": lambda: document([b" " * 60_000_000]),
    "packed twice": lambda: document([__import__("zlib").compress(b" " * 60_000_000, 9)]),
    "nothing but words": lambda: document([b"foo " * 1_900_000]),
    "states": lambda: document([b"q " * 900_000]),
    "brackets": lambda: document([b"[" * 2_000_000]),
    "signs": lambda: document([b"BT /F1 9 Tf (" + b"a" * 1_000_000 + b") Tj ET"]),
    "lines": lambda: document([b"0 0 m 9 9 l S " * 40_000 * 2]),
    "cells": lambda: document([words((50, 50, "x")) + b"".join(line(0, y / 5, 595, y / 5) + line(y / 5, 0, y / 5, 842) for y in range(0, 2900, 15)) * 1 + b"".join(line(0, 3 * y, 9000, 3 * y) + line(3 * y, 0, 3 * y, 9000) for y in range(600))]),
    "pages": lambda: document([b"BT ET"] * 201),
    "a figure in itself": lambda: document([b"/X Do"], more=[packed(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>")], said=b"/XObject<</X 4 0 R>>"),
    "figures": lambda: document([b"/X Do " * 90_000], more=[packed(b"q Q " * 400, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")], said=b"/XObject<</X 4 0 R>>"),
    "a font that names a billion signs": lambda: document([b"BT /F1 9 Tf <0001> Tj ET"], more=[packed(b"1 beginbfrange <00000000> <fffffffe> <0000> endbfrange")]),
    "old packing": lambda: document([b"BT ET"], more=[b"<</Filter/LZWDecode/Length 200000>>stream\n" + b"\x80" * 200_000 + b"\nendstream"]),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon(name: str) -> None:
    """A file that would keep the machine busy is refused, or has nothing to say, within seconds."""
    data = HOSTILE[name]()
    begin = time.process_time()

    assert code(data) in ("TB12", "TB18")
    # Seconds; where coverage is measured on a busy machine everything takes many times as long.
    assert time.process_time() - begin < 90
