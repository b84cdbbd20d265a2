"""Places and the printed block of a problem."""

from __future__ import annotations

import pytest

from perfeval.source import (
    Code,
    Origin,
    Place,
    Problem,
    ProblemError,
    Source,
    has_errors,
    nearest,
    pad,
    width,
)

CODE = Code("TG03", "target.two-signs", "error", "目标值有两个下限", "为何", "请保留一个")


def problem() -> Problem:
    """Return a problem about the cell `≥80%以上`, not yet placed."""
    return CODE.problem(
        "目标值有两个下限：“≥80%以上”",
        "“≥”与“以上”含义相同，请保留一个：≥80%",
        shown="≥80%以上",
        spans=((0, 1), (4, 6)),
    )


def test_block_counts_wide_characters() -> None:
    """The carets stand below their characters: wide ones take two columns, ≥ one."""
    text = "\n" * 13 + "    target: ≥80%以上"
    origin = Origin(Source.of("indicators/clinic.yaml", text), (14, 5), {"target": (14, 13)})

    assert str(problem().at(origin, "target")) == (
        "indicators/clinic.yaml:14:13: TG03 目标值有两个下限：“≥80%以上”\n"
        "   14 |     target: ≥80%以上\n"
        "      |             ^   ~~~~\n"
        "  “≥”与“以上”含义相同，请保留一个：≥80%        perfeval explain TG03"
    )


def test_block_without_a_place() -> None:
    """A problem of a text that stands in no file shows the text itself."""
    assert str(problem()) == (
        "TG03 目标值有两个下限：“≥80%以上”\n"
        "      | ≥80%以上\n"
        "      | ^   ~~~~\n"
        "  “≥”与“以上”含义相同，请保留一个：≥80%        perfeval explain TG03"
    )


def test_quoted_cell_is_found_in_its_line() -> None:
    """Behind a quote the marks move to where the text of the cell begins."""
    origin = Origin(Source.of("a.yaml", "target: '≥80%以上'"), (1, 1), {"target": (1, 9)})
    placed = problem().at(origin, "target")

    assert placed.place == Place("a.yaml", 1, 10)
    assert placed.spans == ((9, 10), (13, 15))


def test_cell_that_its_line_does_not_show() -> None:
    """A cell that is folded over lines is marked by what stands at its place."""
    origin = Origin(Source.of("a.yaml", "target: >-\n  ≥80%以上"), (1, 1), {"target": (1, 9)})
    placed = problem().at(origin, "target")

    assert placed.place == Place("a.yaml", 1, 9)
    assert placed.spans == ((8, 10),)


def test_key_that_was_not_written() -> None:
    """A problem of a key that is missing stands at the record."""
    origin = Origin(Source.of("a.yaml", "- name: 甲"), (1, 3))

    assert CODE.problem("缺目标值").at(origin, "target", "甲").place == Place("a.yaml", 1, 3)
    assert CODE.problem("缺目标值").at(None, "target", "甲").place is None
    assert CODE.problem("缺目标值").at(None, "target", "甲").about == "甲"


def test_tab_takes_one_column() -> None:
    """A tab in the shown line does not shift the carets."""
    placed = CODE.problem("有制表符", shown="\t≥", spans=((1, 2),))

    assert str(placed).splitlines()[1:3] == ["      |  ≥", "      |  ^"]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("a.yaml", 3, 5), "a.yaml:3:5"),
        (Place("a.yaml"), "a.yaml"),
        (Place("a.xlsx", cell="Sheet1!F12"), "a.xlsx[Sheet1!F12]"),
    ],
)
def test_place_text(place: Place, text: str) -> None:
    """A place prints as file:line:column, as file, or as file and cell."""
    assert str(place) == text


def test_whole_file_problem_shows_no_line() -> None:
    """A problem of a file as a whole prints without a snippet."""
    whole = Problem("YM01", "error", "文件是空的", "请写入内容", Place("a.yaml"), shown="x", spans=((0, 1),))

    assert str(whole) == "a.yaml: YM01 文件是空的\n  请写入内容        perfeval explain YM01"


def test_source_lines() -> None:
    """Lines are counted from one over all line ends, and a line that is not there is empty."""
    source = Source.of("a", "一\r\n二\r三\n")

    assert [source.line(number) for number in (0, 1, 2, 3, 4, 5)] == ["", "一", "二", "三", "", ""]


def test_problem_error_lists_all() -> None:
    """The exception of a door carries and prints every problem."""
    error = ProblemError([problem(), CODE.problem("另一个")])

    assert len(error.problems) == 2
    assert str(error).count("TG03") == 4


def test_has_errors() -> None:
    """Notes and warnings are no errors."""
    note = Code("AC01", "n", "note", "", "", "").problem("注")

    assert not has_errors([note])
    assert has_errors([note, problem()])


def test_width_and_pad() -> None:
    """Combining marks take no column, wide characters two, and padding fills columns, not characters."""
    assert [width(text) for text in ("a", "％", "≥", "é", "分值", "")] == [1, 2, 1, 1, 4, 0]
    assert pad("分值", 6) == "分值  "


def test_nearest() -> None:
    """A near name is suggested, a far one is not."""
    assert nearest("acual", ["actual", "target"]) == "actual"
    assert nearest("zzz", ["actual", "target"]) is None
