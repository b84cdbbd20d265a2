"""Charts: pictures that are whole XML, need nothing from elsewhere, and print the report's own digits."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import pytest

from perfeval.charts import charts
from perfeval.exact import Decimal, Fraction, Number
from perfeval.model import Line, Report
from perfeval.reading import load_filing, ruleset_of
from perfeval.scoring import score

SVG = "{http://www.w3.org/2000/svg}"
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def report() -> Report:
    """Return the report of an example."""
    filing = load_filing(EXAMPLES / "wuhan-12333-project-2024.yaml")
    return score(filing, ruleset_of(filing))


def named(line: Line, name: str, **changes: object) -> Line:
    """Return a line of another name."""
    indicator = attrs.evolve(line.leaf.indicator, name=name)
    changed: Line = attrs.evolve(line, leaf=attrs.evolve(line.leaf, indicator=indicator), **changes)
    return changed


def texts(picture: str) -> list[str]:
    """Return the texts of a picture."""
    return ["".join(one.itertext()) for one in ET.fromstring(picture).iter(f"{SVG}text")]


def titles(picture: str) -> list[str]:
    """Return what a picture says of its rows."""
    return ["".join(one.itertext()) for one in ET.fromstring(picture).iter(f"{SVG}title")]


def bars(picture: str, fill: str) -> list[int]:
    """Return how long the bars of a colour are."""
    return [
        int(one.get("width", ""))
        for one in ET.fromstring(picture).iter(f"{SVG}rect")
        if one.get("fill") == fill
    ]


def test_three_pictures(report: Report) -> None:
    """Points and scores, lost points and the budget, each a picture that says what it is."""
    found = charts(report)
    roots = [ET.fromstring(picture) for picture in found]

    assert [root.get("aria-label") for root in roots] == [
        "各项指标的分值与得分",
        "失分的指标",
        "预算执行情况（万元）",
    ]
    assert all(root.get("role") == "img" and root.get("width") == "100%" for root in roots)
    assert all(root[0].tag == f"{SVG}title" and root[0].text == root.get("aria-label") for root in roots)
    assert found == charts(report)


def test_the_numbers_are_those_of_the_report(report: Report) -> None:
    """Scores and points are printed digit for digit, and bars are as long as they tell, to a unit."""
    first, second, third = charts(report)
    room = max(bars(first, "#fff"))

    assert {"29.17 / 30", "20 / 20", "8 / 8", "10 / 10"} <= set(texts(first))
    assert "服务质量提升率: 29.17 / 30" in titles(first)
    assert max(bars(first, "#999")) == round(Fraction("29.17") / 30 * room)
    assert [text for text in texts(second) if text[0].isdigit()] == ["0.83"]
    assert {"337. 12", "执行率 100% 得分 20 / 20"} <= set(texts(third))


def test_digits_that_no_float_holds(report: Report) -> None:
    """A score of many digits is printed as it is, and what is lost is exact."""
    exactly = Decimal("29.170000000000000000001")
    changed = report.with_parts(lines=(attrs.evolve(report.lines[5], score=exactly),), budget=None)
    first, second = charts(changed)

    assert "29.170000000000000000001 / 30" in texts(first)
    assert "0.829999999999999999999" in texts(second)


def test_the_most_lost_comes_first(report: Report) -> None:
    """Lost points are sorted; rows without a loss are not there, and rows without a score are counted."""
    scores = ["8.00", "3.00", "7.50", "0.00"]
    lines = tuple(named(report.lines[0], f"甲{one}", score=Decimal(one)) for one in scores)
    missing = named(report.lines[0], "乙", score=None, status="missing")
    _, second = charts(report.with_parts(lines=(*lines, missing), budget=None))
    shown = texts(second)

    assert [text for text in shown if text.startswith("甲")] == ["甲0.00", "甲3.00", "甲7.50"]
    assert [text for text in shown if text[0].isdigit()] == ["8", "5", "0.5"]
    assert any("另有 1 项还没有得分" in text for text in shown)
    assert bars(second, "#444") == sorted(bars(second, "#444"), reverse=True)


def test_no_loss_is_said(report: Report) -> None:
    """Where no point was lost the picture says so."""
    _, second, _ = charts(report.with_parts(lines=report.lines[:2]))

    assert "没有失分" in texts(second)
    assert not bars(second, "#444")


@pytest.mark.parametrize(
    ("status", "shown"), [("missing", "未填"), ("error", "未定"), ("not_applicable", "不适用")]
)
def test_a_row_without_a_score_is_not_zero(report: Report, status: str, shown: str) -> None:
    """A row without a score has no bar of a score, and says why."""
    line = attrs.evolve(report.lines[0], score=None, status=status)
    first, second = charts(report.with_parts(lines=(line,), budget=None))

    assert f"{shown} / 8" in texts(first)
    assert len(bars(first, "#999")) == 1  # that of the legend
    assert ("另有" in second) is (status != "not_applicable")


def test_what_was_typed_is_only_text(report: Report) -> None:
    """A name that looks like a tag is escaped; one that is long is cut, and whole in the title of its row."""
    name = '<script>alert("1")</script>&amp;]]>\x00' + "很长的指标名称" * 20
    first, *_ = charts(report.with_parts(lines=(named(report.lines[0], name),)))
    root = ET.fromstring(first)

    assert not any("script" in one.tag for one in root.iter())
    assert any(
        title.startswith('<script>alert("1")</script>&amp;]]>\ufffd很长') and title.endswith(": 8 / 8")
        for title in titles(first)
    )
    assert any(text.endswith("…") for text in texts(first))
    assert max(map(len, texts(first))) < 40


@pytest.mark.parametrize("count", [1, 29, 30, 59, 60, 200])
def test_many_rows_are_several_pictures(report: Report, count: int) -> None:
    """No picture is longer than a page of A4, every row is there once and in order."""
    lines = tuple(named(report.lines[0], f"第{number}项", score=Decimal("1.00")) for number in range(count))
    found = charts(report.with_parts(lines=lines, budget=None))
    half = len(found) // 2
    heights = [int((ET.fromstring(one).get("viewBox") or "").split()[3]) for one in found]
    wanted = [f"第{number}项" for number in range(count)]

    assert half == -(-count // 30)
    assert max(heights) <= 760 * 265 / 178 - 40
    for part in (found[:half], found[half:]):
        assert [text for one in part for text in texts(one) if re.fullmatch(r"第\d+项", text)] == wanted
    if half > 1:
        assert f"（1/{half}）" in texts(found[0])[0]


def test_nothing_from_elsewhere(report: Report) -> None:
    """No script, no address, no font of the web; sizes are whole numbers."""
    for picture in charts(report):
        assert "href" not in picture
        assert "<script" not in picture
        assert "@" not in picture
        assert picture.count("http") == 1
        sizes = re.findall(r' (?:x|y|width|height)="([^"%]+)"', picture)
        assert sizes
        assert all(size.isdigit() for size in sizes)


def test_a_form_without_points_or_budget(report: Report) -> None:
    """Without points there are no pictures of scores, without a budget none of its execution."""
    bare = named(report.lines[0], "甲", status="unscored", score=None)
    bare = attrs.evolve(
        bare, leaf=attrs.evolve(bare.leaf, indicator=attrs.evolve(bare.leaf.indicator, points=None))
    )

    assert charts(report.with_parts(lines=(bare,), budget=None)) == ()
    assert len(charts(report.with_parts(budget=None))) == 2


def test_more_than_all_points_and_more_than_the_budget(report: Report) -> None:
    """A score above its points and an execution above the budget stay inside the picture."""
    assert report.budget is not None
    line = attrs.evolve(report.lines[0], score=Decimal("9.50"))
    budget = attrs.evolve(report.budget, rate=Fraction(3, 2), points=Fraction(20))
    found = charts(report.with_parts(lines=(line,), budget=budget))
    ends = [
        int(one.get("x", "")) + int(one.get("width", ""))
        for picture in found
        for one in ET.fromstring(picture).iter(f"{SVG}rect")
    ]

    assert max(ends) <= 760 - 90
    assert "执行率 150% 得分 20 / 20" in texts(found[-1])
    assert Number.of("9.50").value > Fraction(8)


def test_a_budget_without_amounts(report: Report) -> None:
    """Amounts that were not filed have no bars, and the rate is not known."""
    assert report.budget is not None
    budget = attrs.evolve(report.budget, base=None, executed=None, rate=None, score=None, status="missing")
    last = charts(report.with_parts(budget=budget))[-1]

    assert texts(last).count("未填") == 2
    assert any("执行率 未定" in text and "得分 未填 / 20" in text for text in texts(last))
    assert not bars(last, "#999")
