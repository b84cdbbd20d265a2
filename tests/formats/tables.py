"""What tests of formats share: tables with merged areas in layers, nasty texts, what a table reads back as."""

from __future__ import annotations

from hypothesis import strategies as st

from perfeval.forms import Cell, Role, Table, grid

NASTY = ["", " ", " 前后 ", "a\nb", "\n", " \n ", "a\tb", "\t", "=1+1", "<script>alert(1)</script>", "<br>", "a<br/>b", "&lt;", "&nbsp;", "&#65;", "&", "|", "a|b", "\\", "\\|", "a\\", "\\\\|", "|-|", "---", "| --- |", "*", "**粗**", "_x_", "`x`", "# 标题", "#", "1. 一", "1) 一", "- 项", "+ 项", "> 引", "~~x~~", "$x$", "[a](b)", "![a](b)", "😀", "\u3000全角\u3000", "\xa0", "\u2028", "\x85", "\x7f", "\ufeff", "]]>", "<!--", "{{x}}", "≤5个工作日", "83. 2%", "a\rb", "\r", "ß", "e\u0301", "\u202eabc"]  # fmt: skip

_TYPED = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r |\\*_`<>&#;-~=1.")
)
TEXTS = st.sampled_from(NASTY) | _TYPED
"""Whatever can be typed, and above all what a format could take for its own signs."""


def expected(table: Table) -> tuple[tuple[str | None, ...], ...]:
    """Return the grid as a format that can tell covered cells gives it back."""
    return tuple(tuple(cell.text if first else None for cell, first in row) for row in grid(table))


def lines(table: Table) -> tuple[str, ...]:
    """Return the lines above a table as they read back."""
    own = (table.title, table.subtitle, *(f"{label}: {text}" for label, text in table.above))
    return tuple(text for text in own if text.strip())


def simple(*texts: str) -> Table:
    """Return a form of two columns."""
    return Table("表", (), tuple((Cell("栏目", "label"), Cell(text, "text")) for text in texts), (1, 3))


def indicators(count: int, *, heads: int = 1) -> Table:
    """Return a form whose indicators fill *count* rows and whose left label hangs over their heads and all of them."""
    columns: list[tuple[str, Role]] = [
        ("一级指标", "head"),
        ("指标", "head"),
        ("目标值", "head"),
        ("得分", "head"),
    ]
    named = [Cell(text, role, heads) for text, role in columns[:2]]
    rows: list[tuple[Cell, ...]] = [
        (Cell("项目名称", "label", 1, 2), Cell("服务运行经费", "text", 1, 3)),
        (Cell("类别", "label", 1, 2), Cell("", "text"), Cell("主管", "label"), Cell("局", "text")),
    ]
    label = Cell("年度目标", "label", count + heads)
    if heads == 1:
        rows.append((label, *named, Cell("目标值", "head"), Cell("得分", "head")))
    else:
        rows.append((label, *named, Cell("年度", "head", 1, 2)))
        rows.append((Cell("目标值", "head"), Cell("得分", "head")))
    for number in range(count):
        first = (Cell("产出指标", "heading", count),) if not number else ()
        rows.append((*first, Cell(f"指标{number}", "name"), Cell("≥80%", "value"), Cell("", "score")))
    rows.append((Cell("总分", "label", 1, 2), Cell("99.17分", "score", 1, 3)))
    return Table("自评表", (("单位", "甲"), ("日期", "乙")), tuple(rows), (2, 3, 5, 3, 2), ("写清楚",))


@st.composite
def forms(draw: st.DrawFn) -> Table:
    """Return a form whose merged areas hang in three layers, with any texts and empty cells among them."""
    rows: list[tuple[Cell, ...]] = []
    for _ in range(draw(st.integers(1, 2))):
        tree = draw(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=3), min_size=1, max_size=3))
        total = sum(map(sum, tree))
        for outer, branch in enumerate(tree):
            for inner, leaves in enumerate(branch):
                for leaf in range(leaves):
                    row: list[Cell] = []
                    if not (outer or inner or leaf):
                        row.append(Cell(draw(TEXTS), "label", total))
                    if not (inner or leaf):
                        row.append(Cell(draw(TEXTS), "heading", sum(branch)))
                    if not leaf:
                        row.append(Cell(draw(TEXTS), "heading", leaves))
                    row += draw(st.sampled_from([_apart, _together]))(draw(TEXTS), draw(TEXTS))
                    rows.append(tuple(row))
        if draw(st.booleans()):
            rows.append((Cell(draw(TEXTS), "label", 1, 3), Cell(draw(TEXTS), "text", 1, 2)))
    pairs = st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple)
    return Table(
        draw(TEXTS),
        draw(pairs),
        tuple(rows),
        (2, 3, 3, 5, 4),
        tuple(draw(st.lists(TEXTS.filter(bool), max_size=2))),
        subtitle=draw(TEXTS),
        below=draw(pairs),
        landscape=draw(st.booleans()),
    )


def _apart(name: str, value: str) -> list[Cell]:
    """Return two cells."""
    return [Cell(name, "name"), Cell(value, "value")]


def _together(name: str, _value: str) -> list[Cell]:
    """Return one cell over two columns."""
    return [Cell(name, "name", 1, 2)]
