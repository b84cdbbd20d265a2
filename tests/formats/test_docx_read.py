"""DOCX that others wrote is read as a person sees it; a hostile one is refused."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval.formats.docx.read import read_docx
from perfeval.formats.docx.write import write_docx
from perfeval.forms import ReadTable
from perfeval.source import Place, Problem, ProblemError
from tests.effort import tries
from tests.formats.packages import packed, parts
from tests.formats.tables import simple

MAIN = "word/document.xml"


def saved(document: object) -> bytes:
    """Return the bytes of a python-docx document."""
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def body(xml: str) -> bytes:
    """Return a document whose body is an XML text."""
    main = f'<w:document {nsdecls("w")} xmlns:w14="w14" xmlns:mc="mc" xmlns:m="m"><w:body>{xml}</w:body></w:document>'
    return packed({MAIN: main.encode()})


def cell(xml: str) -> str | None:
    """Return how the content of a table cell is read."""
    (table,) = read_docx(body(f"<w:tbl><w:tr><w:tc>{xml}</w:tc></w:tr></w:tbl>"), "a.docx")
    return table.rows[0][0]


def run(xml: str) -> str | None:
    """Return how the content of a run is read."""
    return cell(f"<w:p><w:r>{xml}</w:r></w:p>")


def test_a_document_of_others_with_merged_cells() -> None:
    """Areas that python-docx merged are one cell each; paragraphs in a cell are lines; lines stand around."""
    document = Document()
    document.add_heading("自评表", 1)
    document.add_paragraph("单位: 甲\t日期: 乙")
    table = document.add_table(3, 4, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 1)).text = "大"
    table.cell(0, 2).merge(table.cell(0, 3)).text = "宽"
    table.cell(1, 2).text = "一"
    table.cell(1, 2).add_paragraph("二")
    table.cell(2, 3).text = "末"
    document.add_paragraph("之间")
    other = document.add_table(1, 1)
    other.cell(0, 0).text = "别"
    document.add_paragraph("之后").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("新页")
    first, second = read_docx(saved(document), "a.docx")

    assert first.above == ("自评表", "单位: 甲", "日期: 乙")
    assert first.rows == (("大", None, "宽", None), (None, None, "一\n二", ""), ("", "", "", "末"))
    assert first.below == second.above == ("之间",)
    assert (second.rows, second.below) == ((("别",),), ("之后",))
    assert first.locate(2, 3) == Place("a.docx", cell="表1第3行")
    assert second.locate(0, 0) == Place("a.docx", cell="表2第1行")


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/>", "a\nb\n\tc-"),
        ('<w:t xml:space="preserve"> a </w:t>', " a "),
        ('<w:t>a</w:t><w:br w:type="page"/><w:br w:type="column"/>', "a"),
        ('<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F0A8"/>', "☑□"),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Wingdings 2" w:char="00A3"/>', "☑□"),
        ('<w:sym w:font="Symbol" w:char="F0A3"/><w:sym w:font="Symbol" w:char="F0B3"/>', "≤≥"),
        ('<w:sym w:font="Wingdings" w:char="F001"/><w:sym w:char="zz"/><w:sym/>', "\ufffd\ufffd\ufffd"),
        ('<w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>R\uf0a3甲</w:t>', "☑□甲"),
        ("<w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t>", ""),
        ('<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>可见</w:t>', "可见"),
        ("<w:instrText>PAGE</w:instrText><w:delText>删</w:delText>", ""),
        ("<w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby>", "拼"),
        ("<w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict>", "框"),
        ("<mc:AlternateContent><mc:Choice><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent>", "新"),
    ],
)  # fmt: skip
def test_what_a_run_is_seen_as(xml: str, text: str) -> None:
    """Breaks, symbols, boxes and hidden words are read as a person sees them."""
    assert run(xml) == text


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>", "新"),
        ("<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo></w:p>", "新"),
        ("<w:p><w:pPr><w:numPr/><w:tabs><w:tab/></w:tabs></w:pPr><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p>", "链"),
        ("<w:p><w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt></w:p>", "☒"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>一</w:t></w:r></w:p><w:p/></w:sdtContent></w:sdt><w:p/>", "一\n\n"),
        ("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击此处</w:t></w:r></w:p></w:sdtContent></w:sdt>", ""),
        ('<w:p><w:fldSimple w:instr="DATE"><w:r><w:t>2025</w:t></w:r></w:fldSimple></w:p>', "2025"),
        ("<w:p><m:oMath><m:r><m:t>≥80%</m:t></m:r></m:oMath></w:p>", "≥80%"),
        ("<w:p><w:r><w:t>外</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>里</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>", "外\n内 里"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_a_cell_is_seen_as(xml: str, text: str) -> None:
    """Tracked changes, controls, fields, formulas and nested tables are text; placeholders and numbers are none."""
    assert cell(xml) == text


def field(instruction: str, result: str) -> str:
    """Return the runs of a field."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{instruction}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_fields_show_their_result() -> None:
    """Of a field, also of one in another's instruction, only the result is seen; a form's box is its tick."""
    inner = field("<w:r><w:instrText>X</w:instrText></w:r>", "<w:r><w:t>不见</w:t></w:r>")
    seen = "<w:r><w:t>5</w:t></w:r>"
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

    assert cell(f"<w:p>{field(f'<w:r><w:instrText>IF</w:instrText></w:r>{inner}', seen)}</w:p>") == "5"
    assert cell(f"<w:p>{box.format('<w:checked/>')}</w:p>") == "☑"
    preset = '<w:default w:val="1"/>'
    assert cell(f"<w:p>{box.format(preset)}</w:p>") == "☑"
    assert cell("<w:p>" + box.format(preset + '<w:checked w:val="0"/>') + "</w:p>") == "□"
    assert cell('<w:p><w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/><w:t>a</w:t></w:r></w:p>') == "a"  # fmt: skip


def rows(xml: str, look: str = "") -> tuple[tuple[str | None, ...], ...]:
    """Return the rows of a table whose cells are short: `<c>` for a cell, its properties before its text."""
    full = re.sub(
        r"<c>(.*?)\|?([^|<>]*)</c>",
        r"<w:tc><w:tcPr>\1</w:tcPr><w:p><w:r><w:t>\2</w:t></w:r></w:p></w:tc>",
        xml,
    )
    (table,) = read_docx(body(f"<w:tbl>{look}{full}</w:tbl>"), "a.docx")
    return table.rows


def test_rows_that_do_not_fill_the_grid() -> None:
    """Columns before and after a row's cells have none; a deleted row is gone; a row in a control is one."""
    xml = (
        '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><c>a</c></w:tr>'
        '<w:tr><w:trPr><w:gridAfter w:val="1"/></w:trPr><c><w:gridSpan w:val="2"/>|b</c></w:tr>'
        "<w:tr><w:trPr><w:del/></w:trPr><c>旧</c></w:tr>"
        "<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><c>c</c></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt>"
    )
    assert rows(xml) == ((None, None, "a"), ("b", None, None), ("c", None, None))


def test_merged_cells_of_every_make() -> None:
    """A part of a merged area is None, whatever it hides; a part of nothing is a cell; old horizontal merges count."""
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    assert rows(f"<w:tr><c>{goes_on}|a</c></w:tr><w:tr><c>{goes_on}|b</c></w:tr><w:tr><c>c</c></w:tr>") == (
        ("a",),
        (None,),
        ("c",),
    )
    assert rows(f"<w:tr><c>{restart}|a</c></w:tr><w:tr><c>{restart}|b</c></w:tr>") == (("a",), ("b",))
    assert rows(f"<w:tr><c>a</c></w:tr><w:tr><c>{goes_on}|b</c></w:tr>") == (("a",), ("b",))
    beside = '<w:hMerge w:val="restart"/>|a</c><c><w:hMerge/>'
    assert rows(f"<w:tr><c>{beside}</c><c>b</c></w:tr>") == (("a", None, "b"),)
    assert rows('<w:tr><c><w:gridSpan w:val="x"/>|a</c><c><w:gridSpan w:val="0"/>|b</c></w:tr>') == (
        ("a", "b"),
    )


def test_cells_without_a_line_between_them() -> None:
    """An empty cell that has no line above it is a part of the cell there; with a text, or a line, it is its own."""
    bottom, top = (f'<w:tcBorders><w:{side} w:val="nil"/></w:tcBorders>' for side in ("bottom", "top"))
    sides = '<w:tcBorders><w:left w:val="single"/></w:tcBorders>'
    grid = '<w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>'

    assert rows(f"<w:tr><c>{bottom}|a</c></w:tr><w:tr><c>{top}|</c></w:tr>") == (("a",), (None,))
    assert rows(f"<w:tr><c>{bottom}|a</c></w:tr><w:tr><c>{top}|b</c></w:tr>") == (("a",), ("b",))
    assert rows(f"<w:tr><c>a</c></w:tr><w:tr><c>{top}|</c></w:tr>") == (("a",), ("",))
    assert rows(f"<w:tr><c>{sides}|a</c></w:tr><w:tr><c>{sides}|</c></w:tr>") == (("a",), (None,))
    assert rows(f"<w:tr><c>{sides}|a</c></w:tr><w:tr><c>{sides}|</c></w:tr>", grid) == (("a",), ("",))


def part(edges: str, row: str) -> str:
    """Return a table of one row by its column widths and cells."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in edges.split())
    cells = "".join(
        f'<w:tc><w:tcPr><w:gridSpan w:val="{text[1:] or 1}"/></w:tcPr><w:p><w:r><w:t>{text[0]}</w:t></w:r></w:p></w:tc>'
        for text in row.split()
    )
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"


TINY = '<w:p><w:pPr><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'


@pytest.mark.parametrize(
    ("upper", "between", "lower", "read"),
    [
        ("100 200 300", "", "100 200 300", [(("a", "b", "c"), ("a", "b", "c"))]),
        ("100 200 300", TINY, "101 199 300", [(("a", "b", "c"), ("a", "b", "c"))]),
        ("300 300", "", "100 200 300", [(("a", None, "b"), ("a", "b", "c"))]),
        ("100 200 300", "", "600", [(("a", "b", "c"), ("a", None, None))]),
        ("300 300", "", "200 400", [(("a", None, "b"), ("a", "b", None))]),
        ("600", "", "590 10", [(("a", None), ("a", "b"))]),
        ("300 300", "<w:p/>", "300 300", [(("a", "b"),), (("a", "b"),)]),
        ("x", "", "600", [(("a",),), (("a",),)]),
    ],
)
def test_tables_that_touch_are_one(upper: str, between: str, lower: str, read: list[object]) -> None:
    """Word shows tables that touch as one: their columns meet at the same edges, which programs round or leave out."""
    letters = {1: "a", 2: "a b", 3: "a b c"}
    xml = [part(edges, letters[len(edges.split())]) for edges in (upper, lower)]

    assert [table.rows for table in read_docx(body(between.join(xml)), "a.docx")] == read


def test_a_page_or_section_ends_what_belongs_to_a_table() -> None:
    """What stands before a new page is not above a table on it, what follows it not below one before it."""
    table = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    text = "<w:p>{}<w:r><w:t>{}</w:t></w:r></w:p>".format
    xml = (
        text("", "一") + text("<w:pPr><w:pageBreakBefore/></w:pPr>", "二") + table + text("", "三")
        + text("<w:pPr><w:sectPr/></w:pPr>", "四") + text("", "五") + table + text('<w:r><w:br w:type="page"/></w:r>', "六")
    )  # fmt: skip
    first, second = read_docx(body(xml), "a.docx")

    assert (first.above, first.below) == (("二",), ("三", "四"))
    assert (second.above, second.below) == (("五",), ())


def test_a_strict_document_elsewhere_in_its_package() -> None:
    """The relationships say where the document is; strict documents have other namespaces and the same names."""
    main = '<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:tbl><d:tr><d:tc><d:p><d:r><d:t>甲</d:t></d:r></d:p></d:tc></d:tr></d:tbl></d:body></d:document>'
    links = '<Relationships xmlns="r"><Relationship Type="x/styles" Target="s.xml"/><Relationship Type="x/officeDocument" Target="/a/b.xml"/></Relationships>'

    assert read_docx(packed({"_rels/.rels": links.encode(), "a/b.xml": main.encode()}), "a")[0].rows == (
        ("甲",),
    )


def entity(content: dict[str, bytes]) -> bytes:
    """Put an entity declaration before the document."""
    return packed(content | {MAIN: b'<!DOCTYPE a [<!ENTITY x "y">]>' + content[MAIN][55:]})


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda content: packed(content)[:-200], "TB10"),
        (lambda content: packed(content)[:100], "TB10"),
        (lambda content: packed(content | {MAIN: content[MAIN][:-9]}), "TB10"),
        (lambda content: packed({path: part for path, part in content.items() if path != MAIN}), "TB10"),
        (lambda content: packed({"xl/workbook.xml": b"<a/>"}), "TB10"),
        (lambda content: packed({MAIN: b"<a><b/></a>"}), "TB10"),
        (entity, "TB15"),
        (lambda content: packed(content | {"word/vbaProject.bin": b""}), "TB13"),
        (lambda content: b"\xd0\xcf\x11\xe0" + bytes(600), "TB11"),
        (lambda content: body("<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr></w:tc></w:tr>' * 300 + "</w:tbl>"), "TB12"),
        (lambda content: body('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr></w:tc></w:tr>' + "<w:tr><w:tc/></w:tr>" * 300 + "</w:tbl>"), "TB12"),
        (lambda content: body("<w:tbl><w:tr><w:tc>" + "<w:sdt>" * 3000 + "</w:sdt>" * 3000 + "</w:tc></w:tr></w:tbl>"), "TB12"),
    ],
)  # fmt: skip
def test_documents_that_are_refused(harm: Callable[[dict[str, bytes]], bytes], code: str) -> None:
    """A cut, foreign, encrypted, monstrous or armed file is one problem with its code, never a traceback."""
    with pytest.raises(ProblemError, match=code):
        read_docx(harm(parts(write_docx(simple("x")))), "a.docx")


def test_a_template_from_elsewhere_is_told_and_not_opened() -> None:
    """A document that refers to a template elsewhere is read, with a warning."""
    content = parts(write_docx(simple("x")))
    link = b'<Relationship Id="t" Type="x/attachedTemplate" Target="http://127.0.0.1:9/a.dotm" TargetMode="External"/></Relationships>'
    path = "word/_rels/document.xml.rels"
    content[path] = content[path].replace(b"</Relationships>", link)
    (table,) = read_docx(packed(content), "a.docx")

    assert table.rows == (("栏目", "x"),)
    assert [problem.code for problem in table.problems] == ["TB14"]


@settings(max_examples=tries(40))
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever bytes of a document are changed, it is read as tables or refused as a problem."""
    good = write_docx(simple("x"))
    at = data.draw(st.integers(0, len(good) - 1))
    bad = good[:at] + data.draw(st.binary(max_size=8)) + good[at + data.draw(st.integers(0, 8)) :]
    tables, problems = outcome(bad)

    assert all(isinstance(table, ReadTable) for table in tables)
    assert all(problem.place == Place("a.docx") for problem in problems)


def outcome(data: bytes) -> tuple[tuple[ReadTable, ...], tuple[Problem, ...]]:
    """Return the tables of a file, or its problems."""
    try:
        return read_docx(data, "a.docx"), ()
    except ProblemError as error:
        return (), error.problems


def test_a_document_without_tables() -> None:
    """A letter has no tables; rows that python-docx did not write are none of its own either."""
    document = Document()
    document.add_paragraph("没有表")
    document.element.body.insert(0, parse_xml(f"<w:bookmarkEnd {nsdecls('w')}/>"))

    assert read_docx(saved(document), "a.docx") == ()
