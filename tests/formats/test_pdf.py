"""PDF: what is written is an archive file that looks like a form and reads back; nothing typed is ever run."""

from __future__ import annotations

import re
import unicodedata
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval.formats.pdf import faces, write
from perfeval.formats.pdf.faces import LOST
from perfeval.formats.pdf.page import open_pdf, pages_of
from perfeval.formats.pdf.read import read_pdf
from perfeval.formats.pdf.write import write_pdf
from perfeval.forms import Cell, Explanation, ReadTable, Table
from perfeval.source import ProblemError
from tests.effort import tries
from tests.formats.pdfs import NO_FONT, has_font
from tests.formats.tables import NASTY, TEXTS, expected, forms, indicators, simple

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)
ACCENTS = [
    "A\u0300\u0329\u0329\u0339\u0339\u035a",
    "Ħ\u0339",
    "Ħ\u0339Ħ\u0339",
    "I\u034c\u035cĖ\u0339",
    "\u0321a\u0330",
    "\u034fҮ\u033c\u0339",
    "（\u05bd4",
    "、\u07f11",
]
RUN = ['#read("/etc/passwd")', "$x$", "#{1+1}", "*粗*", "\\", '"]); #panic("x")', "// x", "/* x */", "`x`", "@a", "<a>", "~", "--", "'q'", '"q"', "#", "= x", "- x", "\\u{41}", "{x}", "[x]"]  # fmt: skip
SHAPELESS = re.compile("[\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def read(table: Table) -> ReadTable:
    """Return a form as its PDF gives it back."""
    (found,) = read_pdf(write_pdf(table), "a.pdf")
    return found


def printed(text: str) -> str:
    """Return a text as it can be printed: lines, no signs without a shape, blanks for tabulators."""
    plain = unicodedata.normalize("NFC", re.sub("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]", "\n", text))
    return seen(plain).replace("\t", "    ")


def seen(text: str) -> str:
    """Return a text without the signs that have no shape: formats, selectors of variants, joiners of accents."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf" and not SHAPELESS.match(sign))


def same(found: str | None, typed: str | None) -> bool:
    """Return whether a cell came back, but for signs that no font has and scripts that run from the right."""
    if found is None or typed is None:
        return found is typed
    wanted, found = printed(typed), seen(found)
    if any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in wanted):
        return sorted(found) == sorted(wanted) or LOST in found
    return len(found) == len(wanted) and all(
        a in (b, LOST) or (b, a) in {("☑", "√"), ("☒", "×")} for a, b in zip(found, wanted, strict=True)
    )


def differing(found: ReadTable, table: Table) -> list[tuple[str | None, str | None]]:
    """Return the cells that did not come back."""
    wanted = expected(table)
    assert [len(row) for row in found.rows] == [len(row) for row in wanted]
    pairs = (
        pair for one, other in zip(found.rows, wanted, strict=True) for pair in zip(one, other, strict=True)
    )
    return [pair for pair in pairs if not same(*pair)]


@settings(max_examples=tries(20))
@given(forms())
def test_any_form_comes_back(table: Table) -> None:
    """Every cell and covered cell of areas in three layers reads back, but for what cannot be printed."""
    assert differing(read(table), table) == []


@pytest.mark.parametrize("text", [*NASTY, *RUN, *ACCENTS])
def test_nasty_text_comes_back(text: str) -> None:
    """What looks like markup of Typst, HTML or a spreadsheet stays a text, with its blanks and lines."""
    table = simple(text)._replace(above=((text or "x", text),), notes=(f"x{text}x",), title=f"表{text}表")
    found = read(table)

    assert differing(found, table) == []
    assert same(found.above[0], f"表{text}表")
    assert same(found.above[1], f"{text or 'x'}: {text}")
    assert same(found.below[1], f"1. x{text}x")


def test_an_accent_of_another_font_hides_no_sign() -> None:
    """An accent that the font of its letter lacks would be printed in its place: it is printed as missing instead."""
    assert read(simple("中\u05bd国")).rows[0][1] == "中〓国"


@settings(max_examples=tries(6))
@given(st.integers(1, 130), st.integers(1, 2), TEXTS)
def test_a_form_of_any_length_comes_back_as_one(count: int, heads: int, text: str) -> None:
    """However many pages it takes, a form reads back as one table whose heads stand there once."""
    table = indicators(count, heads=heads)
    rows = (*table.rows[:-1], (Cell(text, "label", 1, 2), Cell(text, "score", 1, 3)))
    table = table._replace(rows=rows, below=(("填表人", "甲"),))
    found = read(table)

    assert differing(found, table) == []
    assert found.above == ("自评表", "单位: 甲", "日期: 乙")
    assert found.below == ("填表人: 甲", "备注:", "1. 写清楚")


def test_a_cell_names_its_page() -> None:
    """The place of a cell is page, table and row of the page."""
    found = read(indicators(60))

    assert str(found.locate(0, 0)) == "a.pdf[第1页表1第1行]"
    assert re.fullmatch(r"a\.pdf\[第2页表1第\d+行\]", str(found.locate(60, 2)))


def test_the_heads_stand_on_every_page() -> None:
    """The heads of the indicators are printed again on each page, and no row is cut at its foot."""
    pages = pages_of(open_pdf(write_pdf(indicators(130, heads=2)), "a.pdf"), "a.pdf")
    texts = ["".join(glyph.text for glyph in page.glyphs) for page in pages]

    assert len(texts) == 3
    assert [text.count("一级指标") for text in texts] == [1, 1, 1]
    assert [f"第{number}页共3页" in text.replace(" ", "") for number, text in enumerate(texts, 1)] == [
        True
    ] * 3


def test_a_long_text_keeps_its_row_whole_or_fills_pages() -> None:
    """A row that is higher than what is left moves to the next page; one that is higher than a page goes on there."""
    long, endless = "很长的说明。" * 150, "没有尽头的说明。" * 900
    table = indicators(30)
    table = table._replace(
        rows=(
            *table.rows,
            (Cell("说明", "label"), Cell(long, "text", 1, 4)),
            (Cell("说明", "label"), Cell(endless, "text", 1, 4)),
        )
    )
    pages = pages_of(open_pdf(write_pdf(table), "a.pdf"), "a.pdf")
    texts = ["".join(glyph.text for glyph in page.glyphs) for page in pages]

    assert [long in text for text in texts].count(True) == 1
    assert sum(text.count("没有尽头的说明。") for text in texts) > 890
    assert all(
        glyph.bottom < page.height - 40
        for page in pages
        for glyph in page.glyphs
        if glyph.text in "没有尽头的"
    )
    assert differing(read(table), table) == []


def test_nothing_leaves_its_cell() -> None:
    """A run of digits or letters that is wider than its column is folded, not printed over the next one."""
    table = Table("表", (), ((Cell("1234567890" * 9, "value"), Cell("W" * 90, "text")),), (1, 2))
    (page,) = pages_of(open_pdf(write_pdf(table), "a.pdf"), "a.pdf")
    edge = sorted(rule.at for rule in page.rules if not rule.across)[1]

    assert all(glyph.right < edge for glyph in page.glyphs if glyph.text.isdigit() and glyph.top < 300)
    assert all(glyph.right < page.width - 40 for glyph in page.glyphs)


def test_it_is_an_archive_file() -> None:
    """PDF/A-2u by its metadata, tagged, on A4, with every font inside, and the same bytes each time."""
    data = write_pdf(indicators(3))
    wide = pages_of(open_pdf(write_pdf(indicators(3)._replace(landscape=True)), "a.pdf"), "a.pdf")[0]
    document = open_pdf(data, "a.pdf")
    metadata = document.catalog["Metadata"].resolve().get_data()
    objects = [document.getobj(number) for xref in document.xrefs for number in xref.get_objids()]
    fonts = [one for one in objects if isinstance(one, dict) and str(one.get("Type")) == "/'FontDescriptor'"]

    assert b"<pdfaid:part>2</pdfaid:part>" in metadata
    assert b"<pdfaid:conformance>U</pdfaid:conformance>" in metadata
    assert document.catalog["MarkInfo"]["Marked"] is True
    assert fonts
    assert all({"FontFile2", "FontFile3"} & set(font) for font in fonts)
    assert (round(wide.width), round(wide.height)) == (842, 595)
    assert data == write_pdf(indicators(3))
    assert b"JavaScript" not in data
    assert b"/URI" not in data


def test_labels_are_centred_and_texts_left() -> None:
    """A label stands in the middle of its cell, a text at its left edge."""
    (page,) = pages_of(open_pdf(write_pdf(simple("中")), "a.pdf"), "a.pdf")
    (left, middle, right) = sorted(rule.at for rule in page.rules if not rule.across)
    label = [glyph for glyph in page.glyphs if glyph.text in "栏目"]
    text = next(glyph for glyph in page.glyphs if glyph.text == "中")

    assert abs((label[0].left + label[-1].right) / 2 - (left + middle) / 2) < 1
    assert 0 < text.left - middle < 6
    assert right > text.right


def test_no_font_is_a_problem_with_its_repair(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a Chinese font nothing is written, and the repair names a font of each system."""
    monkeypatch.setattr(faces, "installed", dict)
    with pytest.raises(ProblemError) as caught:
        write_pdf(simple("甲"))

    (problem,) = caught.value.problems
    assert problem.code == "TB17"
    assert all(word in problem.repair for word in ("fonts-noto-cjk", "SimSun", "Songti SC"))


def test_a_sign_that_no_font_has_is_seen() -> None:
    """A sign without a font is printed as the printers' mark for it, never as a box that looks like one to tick."""
    found = read(simple("甲\ue000乙\x07\U0001fae9丙"))
    text = found.rows[0][1] or ""

    assert text.startswith(f"甲{LOST}乙{LOST}")
    assert "□" not in text
    assert "\ufffd" not in text


def test_a_tick_keeps_its_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the fonts have no ☑ it is printed as √, which every Chinese font has."""
    first = next(one for one in faces._CHINESE if one in faces.installed())
    only = {first: faces.installed()[first]}
    covered = faces._covered
    monkeypatch.setattr(faces, "installed", lambda: only)
    monkeypatch.setattr(faces, "_covered", lambda face: covered(face) - {"☑"})

    assert read(simple("1. 持续性项目☑ 2. 新增性项目□")).rows[0][1] == "1. 持续性项目√ 2. 新增性项目□"


def test_points_stay_on_one_line() -> None:
    """A line never ends inside the points of a name."""
    table = Table("表", (), ((Cell("质量指标质量指标(8分)", "heading"), Cell("", "text")),), (1, 7))
    (page,) = pages_of(open_pdf(write_pdf(table), "a.pdf"), "a.pdf")
    heights = {round(glyph.middle) for glyph in page.glyphs if glyph.text in "(8分)" and glyph.top < 200}

    assert len(heights) == 1
    assert read(table).rows[0][0] == "质量指标质量指标(8分)"


def test_explanations_and_charts_begin_pages() -> None:
    """Explanations and charts follow on pages of their own, and are no lines below the table."""
    chart = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" aria-label="图"><text x="1" y="20" font-family="Noto Serif CJK SC">画#1</text></svg>'
    why = (Explanation("a", "接通率#x", "83.2 ÷ 80\n第二行", "规则"),)
    data = write_pdf(simple("x")._replace(explanations=why, charts=(chart,), below=(("填表人", "甲"),)))
    texts = [
        "".join(glyph.text for glyph in page.glyphs) for page in pages_of(open_pdf(data, "a.pdf"), "a.pdf")
    ]

    assert len(texts) == 3
    assert "画#1" in texts[1]
    assert "1. 接通率#x83.2 ÷ 80第二行规则" in texts[2]
    assert read_pdf(data, "a.pdf")[0].below == ("填表人: 甲",)


def test_a_form_without_rows() -> None:
    """A form that has no rows is a document without a table."""
    assert read_pdf(write_pdf(Table("表", (("a", "b"),), (), ())), "a.pdf") == ()


def test_the_template_reads_nothing_from_elsewhere() -> None:
    """The template opens no file and no package, and runs no text."""
    template = write._template().decode()
    code = re.sub(r"//.*", "", template)

    assert not re.search(r"\b(read|eval|import|include|plugin|csv|yaml|toml|cbor|xml|bibliography)\b", code)
    assert code.count("sys.inputs") == 1


def test_a_packed_stream_tells_no_clock() -> None:
    """The only date is the one that the archive standard asks for."""
    data = write_pdf(simple("x"))
    dates = set(re.findall(rb"D:(\d{8})", data))

    assert dates <= {b"20000101"}
    assert zlib.crc32(data) == zlib.crc32(write_pdf(simple("x")))


def test_threads_may_write_at_once() -> None:
    """Forms that are written in several threads are those that are written one after the other."""
    tables = [indicators(5)._replace(title=f"表{number}") for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        written = list(pool.map(write_pdf, tables))

    assert written == [write_pdf(table) for table in tables]
