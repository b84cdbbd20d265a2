"""What tests of forms share: examples scored, tables of them, forms read back."""

from __future__ import annotations

from pathlib import Path

import attrs

from perfeval.doors import form_of, score
from perfeval.formats import parse_tables, write_csv, write_table
from perfeval.forms import Layout, ReadForm, Table, layout_ids, load_layout, recognise
from perfeval.model import Definition, Entry, Filing, Indicator, Report
from perfeval.reading import load_filing

EXAMPLES = Path(__file__).parents[2] / "examples"
FORMATS = ("html", "csv-repeat", "csv-blank", "md", "xlsx", "docx")
"""PDF needs a Chinese font on the machine: its forms are read back among the tests of real parts."""


def example(name: str) -> Report:
    """Return the scored example `project` or `whole`."""
    return score(load_filing(EXAMPLES / f"wuhan-12333-{name}-2024.yaml"))


def table_of(name: str) -> Table:
    """Return the form of an example."""
    return form_of(example(name))


def all_layouts() -> tuple[Layout, ...]:
    """Return every shipped layout."""
    return tuple(load_layout(name) for name in layout_ids())


def back(table: Table, kind: str) -> ReadForm:
    """Write a table in a format and read it back."""
    suffix, _, merged = kind.partition("-")
    data = write_csv(table, "repeat") if merged == "repeat" else write_table(table, f".{suffix}")
    forms = [form for read in parse_tables(data, f"a.{suffix}") for form in recognise(read, all_layouts())]
    (form,) = forms
    return form


def bare(filing: Filing) -> Filing:
    """Return a filing with only what a Hubei form prints: no ids, no rule set, no year, no reasons of single rows."""
    definition = filing.definition
    entries = {}
    for leaf in definition.leaves:
        entry = filing.actuals.get(leaf.key)
        if entry is not None and entry.actual is not None and entry.actual.text:
            entries[leaf.indicator.name] = Entry(actual=entry.actual)
    stripped: Definition = attrs.evolve(
        definition,
        id=None,
        code=None,
        fiscal_year=None,
        ruleset=None,
        indicators=tuple(map(_bare, definition.indicators)),
    )
    return attrs.evolve(filing, definition=stripped, definition_path=None, actuals=entries, printed=None)


def _bare(indicator: Indicator) -> Indicator:
    """Return an indicator with only what the form prints."""
    return Indicator(
        name=indicator.name,
        points=indicator.points,
        target=indicator.target,
        core=indicator.core,
        of_which=indicator.of_which,
        children=tuple(map(_bare, indicator.children)),
    )
