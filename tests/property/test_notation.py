"""Whatever is typed: a value that prints and reads back, or a problem that can be shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from perfeval.notation import format_measure, read_actual, read_amount, read_target
from perfeval.notation.tables import FILLERS, SIGNS, UNIT_OF

_PIECES = st.sampled_from(
    ["≥", "≪", "》=", "-", "约", "各", "一", "两", "十", "百分之", "万", "亿", ",", ".", "（", ")", "以上", "以内", "年", "月", "日前", "次/季度",
     "Q", "/", "至", "±", " ", "\u3000", "①", "△", "％", *FILLERS[:4], *(word for sign in SIGNS for word in sign.prefix[:2]), *list(UNIT_OF)[:30]]
)  # fmt: skip
_CELLS = st.lists(
    _PIECES | st.integers(0, 3000).map(str) | st.decimals(0, 999, places=2).map(str), max_size=6
).map("".join)


@given(_CELLS | st.text(max_size=12))
def test_a_value_reads_back_from_its_normal_form(text: str) -> None:
    """Text → value → text → value gives the same value, and the text stays as typed."""
    measure = read_target(text)
    again = read_target(format_measure(measure))

    assert measure.text == text
    if measure.kind != "unclear":
        assert (again.kind, again.sign, again.quantity, again.special) == (
            measure.kind,
            measure.sign,
            measure.quantity,
            measure.special,
        )


@given(_CELLS | st.text(max_size=12))
def test_unclear_says_why_and_where(text: str) -> None:
    """A cell without a value has a problem whose marks lie inside the cell, and no quantity."""
    for measure in (read_target(text), read_actual(text), read_amount(text, "万元")):
        errors = [problem for problem in measure.problems if problem.severity == "error"]
        assert bool(errors) == (measure.kind == "unclear")
        assert measure.kind != "unclear" or (measure.quantity is None and measure.special is None)
        for problem in measure.problems:
            assert problem.repair
            assert all(0 <= start <= end <= len(text) for start, end in problem.spans)
            assert str(problem)
