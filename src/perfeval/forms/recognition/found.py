"""What has been read of a form so far."""

from __future__ import annotations

import attrs

from perfeval.forms.layout import Layout
from perfeval.forms.recognition.grid import Grid
from perfeval.source import Code, Problem

__all__ = ["Found"]


@attrs.define
class Found:
    """The texts of the header by their source, answers by their label, and what is to be told."""

    grid: Grid
    layout: Layout
    values: dict[str, str] = attrs.field(factory=dict)
    fields: dict[str, str] = attrs.field(factory=dict)
    chosen: dict[str, str] = attrs.field(factory=dict)
    labels: dict[str, str] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)

    def tell(self, code: Code, fact: str, row: int, column: int, repair: str = "", about: str = "") -> None:
        """Note a problem with the place of a cell."""
        problem = code.problem(fact, repair, about=about) if repair else code.problem(fact, about=about)
        self.problems.append(attrs.evolve(problem, place=self.grid.place(row, column)))

    def keep_label(self, held: dict[str, str] | None) -> None:
        """Keep what stands in the places of a label: points, the year, the money unit."""
        for name, text in (held or {}).items():
            self.labels.setdefault(name, text)
