"""Layout × format, there and back, over generated forms."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from perfeval.doors import form_of
from perfeval.exact import Number
from perfeval.model import BudgetFiled, BudgetPlan, Definition, Entry, Filing, Indicator
from perfeval.notation import read_actual, read_amount, read_target
from perfeval.reading import dump_definition, dump_form, load_ruleset, parse_definition, parse_filing
from perfeval.scoring import score
from tests.forms.build import FORMATS, back, bare

# Any text that a cell may hold: what a form of any layout adds to a name (points, ★, 其中) cannot be told from it.
_WILD = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn"), exclude_characters="★\u0085"),
    min_size=1,
    max_size=12,
)
_TEXTS = (
    _WILD | st.sampled_from(["=1+1", "<b>", "a|b", '"', "😀", "'", "-5", "#x", "a: b", "x" * 200])
).filter(
    lambda text: (
        text.strip() == text and "分)" not in text and "分）" not in text and not text.startswith("其中：")
    )
)
_CELLS = (
    st.sampled_from(
        ["≥80%", "≪5个工作日", "83. 2%", "44人", "=0件", "显著提升", "2024年12月", "-", "/", "Q100%"]
    )
    | _TEXTS
)
_POINTS = st.sampled_from(["8", "22.5", "30", "0.5", "10"])


@st.composite
def filings(draw: st.DrawFn) -> Filing:
    """Return a filing whose form has one to eight rows, headings of any depth up to two, and any texts."""
    names = draw(st.lists(_TEXTS, min_size=1, max_size=8, unique=True))
    leaves = [
        Indicator(name=name, points=Number.of(draw(_POINTS)), target=read_target(draw(_CELLS)))
        for name in names
    ]
    indicators: list[Indicator] = []
    while leaves:
        size = draw(st.integers(1, len(leaves)))
        group, leaves = tuple(leaves[:size]), leaves[size:]
        for name in draw(st.lists(_TEXTS, max_size=2)):
            group = (Indicator(name=name, points=_sum(group), children=group),)
        indicators += group
    definition = Definition(
        title=draw(_TEXTS), fiscal_year=2024, ruleset="hubei-2020", indicators=tuple(indicators),
        budget=BudgetPlan(points=Number.of("20"), money_unit="万元"), supervising_department=draw(_TEXTS),
        fields=draw(st.sampled_from([{}, {"项目类别": "财政专项资金"}])),
    )  # fmt: skip
    filed = draw(st.sets(st.sampled_from(names)))
    actuals = {
        leaf.key: Entry(actual=read_actual(draw(_CELLS))) for leaf in definition.leaves if leaf.key in filed
    }
    amounts = {name: read_amount("337. 12", "万元") for name in ("adjusted", "executed")}
    return Filing(
        definition=definition, actuals=actuals, unit=draw(_TEXTS), budget=BudgetFiled(money_unit="万元", **amounts),
        deviation_reason=draw(st.none() | _TEXTS | st.just("一\n二")),
    )  # fmt: skip


def _twins(nodes: tuple[Indicator, ...]) -> bool:
    """Return whether two headings of the same text stand one below the other: repeated, they look like one."""
    headings = [(node.name, node.points) for node in nodes if node.children]
    return len(set(headings)) < len(headings) or any(_twins(node.children) for node in nodes)


def _sum(group: tuple[Indicator, ...]) -> Number:
    """Return the points of a group."""
    return Number.of(sum((one.points.value for one in group if one.points), start=Number.of("0").value))


@pytest.mark.parametrize("kind", FORMATS)
@given(filing=filings())
@settings(deadline=None, max_examples=60)
def test_a_form_reads_back_as_it_was_filed(kind: str, filing: Filing) -> None:
    """Definition, actuals, amounts, texts and printed values come back equal, whatever was typed."""
    report = score(filing, load_ruleset("hubei-2020"))
    assume(kind != "csv-repeat" or not _twins(filing.definition.indicators))
    form = back(form_of(report), kind)
    printed = form.filing.printed

    assert attrs.evolve(form.filing, printed=None) == bare(filing)
    assert printed is not None
    assert len(printed.scores) == sum(line.score is not None for line in report)


@given(filing=filings())
@settings(deadline=None, max_examples=100)
def test_what_is_written_as_yaml_reads_back_equal(filing: Filing) -> None:
    """Records → YAML → records: equal, with every text as it was."""
    assert parse_definition(dump_definition(filing.definition)) == filing.definition
    again = parse_filing(dump_form(filing))
    assert attrs.evolve(again, definition=filing.definition) == filing
    assert again.definition == filing.definition
