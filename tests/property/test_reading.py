"""Whatever stands in a file: a filing, or a problem that can be shown; never another exception."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from perfeval.doors import form_of, score
from perfeval.formats import write_csv, write_html, write_text
from perfeval.reading import parse_definition, parse_filing
from perfeval.source import Problem, ProblemError
from tests.effort import tries

ROOT = Path(__file__).parents[2]
EXAMPLES = [
    (ROOT / "examples/wuhan-12333-project-2024-oneform.yaml").read_text(encoding="utf-8"),
    (ROOT / "examples/wuhan-12333-project-2024.yaml").read_text(encoding="utf-8"),
    (ROOT / "indicators/wuhan-12333/whole-2024.yaml").read_text(encoding="utf-8"),
]
_PIECES = st.sampled_from(["\n", "  ", "- ", ": ", "：", "{", "}", "[", "]", "|", "'", '"', "#", ">", "&a", "*a", "!b", "%", "\t", "\u3000", "~", ",", "-", "0", "≥", "分值", "points"]) | st.text(max_size=3)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return an example with up to four pieces put in, taken out or written over."""
    text = draw(st.sampled_from(EXAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 6))
        text = text[:at] + draw(_PIECES) + text[at + cut :]
    return text


@given(text=mutated() | st.text(max_size=40))
@settings(max_examples=tries(100))
def test_no_text_gives_a_traceback(text: str) -> None:
    """A damaged file loads with problems or raises ProblemError; what loads scores and is written in every format."""
    base = ROOT / "examples"
    found: list[Problem] = []
    try:
        parse_definition(text, "a.yaml")
    except ProblemError as error:
        found += error.problems
    try:
        report = score(parse_filing(text, "a.yaml", base))
        table = form_of(report, explained=True)
    except ProblemError as error:
        found += error.problems
    else:
        found += report.problems
        assert write_html(table)
        assert write_csv(table)
        assert write_text(table)
    assert all(str(problem) and problem.repair for problem in found)
