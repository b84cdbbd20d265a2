"""A form with its explanations as HTML, against a bare Jinja2 template of the same table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import pytest

from perfeval.doors import form_of
from perfeval.formats import write_html
from perfeval.reading import load_filing, ruleset_of
from perfeval.scoring import score

FILING = Path(__file__).parents[1] / "examples" / "wuhan-12333-project-2024.yaml"
GROUP = "one form as HTML (at most 10x the baseline, or 2,000 forms a second)"
TEMPLATE = jinja2.Environment(autoescape=True).from_string(
    "<html><body><h1>{{ table.title }}</h1><table>{% for row in table.rows %}<tr>{% for cell in row %}"
    '<td rowspan="{{ cell.rows }}" colspan="{{ cell.columns }}">{{ cell.text }}</td>{% endfor %}</tr>{% endfor %}'
    "</table><ol>{% for one in table.explanations %}<li>{{ one.name }}: {{ one.sentence }}</li>{% endfor %}</ol>"
    "</body></html>"
)


@pytest.mark.benchmark(group=GROUP)
def test_baseline_jinja(benchmark: Any) -> None:
    """The baseline: a template over a table that is already filled and explained."""
    filing = load_filing(FILING)
    table = form_of(score(filing, ruleset_of(filing)), explained=True)
    assert "99.17" in benchmark(TEMPLATE.render, table=table)


@pytest.mark.benchmark(group=GROUP)
def test_html(benchmark: Any) -> None:
    """From a report to bytes: filling the layout, working out every explanation, writing."""
    filing = load_filing(FILING)
    report = score(filing, ruleset_of(filing))
    assert b"29.1666" in benchmark(lambda: write_html(form_of(report, explained=True)))
