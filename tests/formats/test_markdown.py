"""Markdown holds whatever a person typed, and reads the pipe tables that others write."""

from __future__ import annotations

import pytest
from hypothesis import given

from perfeval.formats.markdown import read_markdown, write_markdown
from perfeval.forms import Cell, Explanation, Table
from perfeval.source import Place, ProblemError
from tests.formats.tables import NASTY, expected, forms, indicators, lines, simple


@given(forms())
def test_any_form_comes_back(table: Table) -> None:
    """Every cell, covered cell and line reads back exactly, in a file that holds no sign that a reader refuses."""
    (read,) = read_markdown(write_markdown(table), "a.md")

    assert read.rows == expected(table)
    assert read.above == lines(table)
    noted = (
        ("备注:", *(f"{number}. {note}" for number, note in enumerate(table.notes, 1))) if table.notes else ()
    )
    assert read.below == (*(f"{label}: {text}" for label, text in table.below), *noted)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_comes_back(text: str) -> None:
    """A text that could be taken for Markdown stays a text, in a cell and in a line."""
    table = simple(text)._replace(above=((text, text),), title=f"x{text}")
    (read,) = read_markdown(write_markdown(table), "a.md")

    assert read.rows == (("栏目", text),)
    assert read.above == (f"x{text}", f"{text}: {text}")


def test_what_it_looks_like() -> None:
    """The file is Markdown as a person would write it: a heading, paragraphs, one pipe table, a list of notes."""
    table = indicators(2)._replace(below=(("填表人", "甲"),), subtitle="(2024年度)")

    assert write_markdown(table).decode() == (
        "# 自评表\n\n(2024年度)\n\n单位: 甲\n\n日期: 乙\n\n"
        "| 项目名称 | | 服务运行经费 | | |\n| :---: | :---: | --- | :---: | --- |\n"
        "| 类别 | | &nbsp; | 主管 | 局 |\n"
        "| 年度目标 | 一级指标 | 指标 | 目标值 | 得分 |\n"
        "| | 产出指标 | 指标0 | ≥80% | &nbsp; |\n"
        "| | | 指标1 | ≥80% | &nbsp; |\n"
        "| 总分 | | 99.17分 | | |\n\n"
        "填表人: 甲\n\n备注:\n\n1. 写清楚\n"
    )


def test_explanations_have_a_section_of_their_own() -> None:
    """Explanations follow under a heading, and are no lines below the table."""
    table = simple("x")._replace(
        explanations=(Explanation("a", "比*率", "1 < 2", "规则"), Explanation("b", "二", "三"))
    )
    data = write_markdown(table)

    assert data.decode().endswith("## 计分说明\n\n1. 比\\*率: 1 \\< 2(规则)\n2. 二: 三\n")
    assert read_markdown(data, "a.md")[0].below == ()


def test_what_no_text_file_holds_is_replaced() -> None:
    """A control character or half a sign becomes U+FFFD, as in every format."""
    (read,) = read_markdown(write_markdown(simple("a\x00b\ud800c\x0bd")), "a.md")

    assert read.rows == (("栏目", "a\ufffdb\ufffdc\ufffdd"),)


def test_tables_of_others() -> None:
    """Pipes at the ends or not, marks of type, tags, entities, short and long rows, CRLF: all are read."""
    text = (
        "## 一\r\n### 二 ##\r\n单位: **甲**\r\n\r\n指标 | 目标\\|值 | 得分\r\n:-- | :-: | --:\r\n"
        "**总分** | `≥80%` &ge; 20分*执行率 | &#x41;&#66;\r\n|短|\r\n| a | <b>b</b><br />c | | d |\r\n\r\n尾\r\n\r\n"
        "|x|\r\n|-|\r\n"
    )
    first, second = read_markdown(text.encode(), "a.md")

    assert first.above == ("一", "二", "单位: 甲")
    assert first.rows == (
        ("指标", "目标|值", "得分", None),
        ("总分", "`≥80%` ≥ 20分*执行率", "AB", None),
        ("短", None, None, None),
        ("a", "b\nc", None, "d"),
    )
    assert first.below == second.above == ("尾",)
    assert second.rows == (("x",),)
    assert first.locate(1, 0) == Place("a.md", 7, 1)


def test_what_is_no_table() -> None:
    """An example between fences, a rule under a heading, and a row of another length than its rule are no tables."""
    text = "```\n|a|b|\n|-|-|\n```\n\na | b\n---\n\n~~~\n|a|\n|-|\n```\n\n~~~\n| a | b |\n| - |\n"

    assert read_markdown(text.encode(), "a.md") == ()
    assert read_markdown(b"", "a.md") == ()


def test_numbers_that_are_no_signs() -> None:
    """A numeric reference to nothing, to half a sign or beyond all signs is U+FFFD."""
    (read,) = read_markdown(b"|a|\n|-|\n|&#0;&#55296;&#9999999;|\n", "a.md")

    assert read.rows == (("a",), ("\ufffd" * 3,))


@pytest.mark.parametrize(("data", "code"), [("|表|".encode("gbk"), "YM"), (b"|a|\n|-|\n|\x00|", "YM"), (b"|a" * 500 + b"|\n" + b"|-" * 500 + b"|\n" + b"|b|\n" * 500, "TB12")])  # fmt: skip
def test_bytes_that_are_refused(data: bytes, code: str) -> None:
    """Another encoding, a control character, or more cells than any form has is a problem, not a guess."""
    with pytest.raises(ProblemError, match=code):
        read_markdown(data, "a.md")


def test_the_same_table_has_the_same_bytes() -> None:
    """Nothing but the table decides what is written."""
    assert write_markdown(indicators(3)) == write_markdown(indicators(3))
    assert write_markdown(Table("", (), ((Cell("x", "label"),),), (1,))).startswith(b"# \n")
    assert write_markdown(Table("表", (), (), ())) == "# 表\n".encode()
