"""A form with its explanations as HTML, against a bare Jinja2 template of the same table."""

from __future__ import annotations

from pathlib import Path

import jinja2

from benchmarks.ratio import Case, timed
from perfeval.doors import form_of
from perfeval.formats import write_html
from perfeval.model import Report
from perfeval.reading import load_filing, ruleset_of
from perfeval.scoring import score

__all__ = ["cases"]

FILING = Path(__file__).parents[1] / "examples" / "wuhan-12333-project-2024.yaml"
TEMPLATE = jinja2.Environment(autoescape=True).from_string(
    "<html><body><h1>{{ table.title }}</h1><table>{% for row in table.rows %}<tr>{% for cell in row %}"
    '<td rowspan="{{ cell.rows }}" colspan="{{ cell.columns }}">{{ cell.text }}</td>{% endfor %}</tr>{% endfor %}'
    "</table><ol>{% for one in table.explanations %}<li>{{ one.name }}: {{ one.sentence }}</li>{% endfor %}</ol>"
    "</body></html>"
)


def cases() -> list[Case]:
    """Return the case: from a report to bytes, against a table that is already filled and explained."""
    filed = load_filing(FILING)
    rules = ruleset_of(filed)
    table = form_of(score(filed, rules), explained=True)

    def reports() -> list[Report]:
        """Return reports that nobody has explained yet."""
        return [score(filed, rules) for _ in range(20)]

    def ours(given: list[Report]) -> None:
        """Fill the layout, work out every explanation, write."""
        for report in given:
            assert b"29.1666" in write_html(form_of(report, explained=True))

    def bare(_: object) -> None:
        """Fill the template."""
        for _number in range(20):
            TEMPLATE.render(table=table)

    return [Case("one form as HTML", 6.1, timed(ours, reports), timed(bare))]
