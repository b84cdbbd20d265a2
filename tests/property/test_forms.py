"""Layout × format, there and back, over generated forms."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from perfeval.exact import Number
from perfeval.formats import read_json, write_json
from perfeval.forms import Layout, fill, layout_ids, load_layout
from perfeval.model import Definition, Entry, Filing, Indicator, Printed
from perfeval.notation import read_actual, read_target
from perfeval.reading import dump_definition, dump_form, load_ruleset, parse_definition, parse_filing
from perfeval.scoring import score
from tests.effort import tries
from tests.forms.build import FORMATS, back
from tests.forms.strategy import filings


def _twins(nodes: tuple[Indicator, ...]) -> bool:
    """Return whether two headings of the same text stand one below the other: repeated, they look like one."""
    headings = [(node.name, node.points) for node in nodes if node.children]
    return len(set(headings)) < len(headings) or any(_twins(node.children) for node in nodes)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", layout_ids())
@given(data=st.data())
@settings(max_examples=tries(3), suppress_health_check=list(HealthCheck))
def test_a_form_reads_back_as_it_was_filed(name: str, kind: str, data: st.DataObject) -> None:
    """Definition, actuals, amounts, texts and printed values come back equal, whatever was typed."""
    layout = load_layout(name)
    filing = data.draw(filings(layout))
    report = score(filing, load_ruleset("hubei-2020"))
    definition = filing.definition
    assume(
        kind != "csv-repeat"
        or not any(map(_twins, (definition.indicators, *(g.indicators for g in definition.goals))))
    )
    form = back(fill(report, layout, live=kind == "xlsx"), kind)
    printed = form.filing.printed

    assert form.layout == name
    assert attrs.evolve(form.filing, printed=None) == filing
    assert isinstance(printed, Printed)
    if "score" in layout.indicators.sources:
        assert len(printed.scores) == sum(line.score is not None for line in report)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", layout_ids())
def test_a_long_form_reads_back(name: str, kind: str) -> None:
    """Sixty indicators under headings of up to three levels, every second one filed, come back equal."""
    layout = load_layout(name)
    pointed = layout.indicators.points_in_name or "points" in layout.indicators.sources
    leaves = [
        Indicator(name=f"指标{n}", points=Number.of("22.5") if pointed else None, target=read_target("≥80%"))
        for n in range(60)
    ]
    nodes = tuple(
        _under(f"一级{n}", (_under(f"二级{n}", tuple(leaves[n : n + 7]), layout),), layout)
        for n in range(0, 60, 7)
    ) if layout.indicators.levels else tuple(leaves)  # fmt: skip
    actual = "actual" in layout.indicators.sources
    definition = Definition(
        title="长表",
        kind=layout.kind,
        indicators=nodes,
        fiscal_year=2024 if "{year}" in layout.subtitle else None,
    )
    filing = Filing(
        definition=definition,
        actuals={f"指标{n}": Entry(actual=read_actual("87.5%")) for n in range(0, 60, 2)} if actual else {},
    )
    form = back(fill(score(filing, load_ruleset("hubei-2020")), layout, live=kind == "xlsx"), kind)

    assert attrs.evolve(form.filing, printed=None) == filing


def _under(name: str, children: tuple[Indicator, ...], layout: Layout) -> Indicator:
    """Return a heading; it has points where the layout prints them."""
    points = sum((child.points.value for child in children if child.points), Number.of("0").value)
    return Indicator(
        name=name, points=Number.of(points) if layout.indicators.points_in_name else None, children=children
    )


@given(filing=filings(load_layout("sichuan-project")))
@settings(max_examples=tries(30))
def test_a_report_in_json_reads_back(filing: Filing) -> None:
    """The JSON of a report holds the form itself: it reads back equal and prints the same cells, with the scores of the report as printed ones."""
    definition = attrs.evolve(filing.definition, ruleset="hubei-2020")
    report = score(attrs.evolve(filing, definition=definition), load_ruleset("hubei-2020"))
    again = read_json(write_json(report), "a.json")

    assert (again.actuals, again.definition.indicators) == (filing.actuals, definition.indicators)
    layout = load_layout("sichuan-project")
    assert fill(score(again, load_ruleset("hubei-2020")), layout).rows == fill(report, layout).rows
    assert again.printed is not None
    assert again.printed.scores == {
        line.leaf.key: str(line.score) for line in report if line.score is not None
    }


@given(filing=filings(load_layout("hubei-project")))
@settings(max_examples=tries(30))
def test_what_is_written_as_yaml_reads_back_equal(filing: Filing) -> None:
    """Records → YAML → records: equal, with every text as it was."""
    definition = attrs.evolve(filing.definition, fiscal_year=2024)
    filing = attrs.evolve(filing, definition=definition)
    assert parse_definition(dump_definition(definition)) == definition
    again = parse_filing(dump_form(filing))
    assert attrs.evolve(again, definition=definition) == filing
    assert again.definition == definition
