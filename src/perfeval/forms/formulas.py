"""A form that lives in a spreadsheet: numbers behind the texts, and a formula behind every score."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from perfeval.exact import Fraction, Rounding, plain, trimmed
from perfeval.forms.computed import Computed, IsNumber, cell_of, when
from perfeval.forms.figures import figure_of, literal, waiting
from perfeval.forms.layout import Layout
from perfeval.forms.score_formulas import execution_rate, execution_score, number_in, row_score, tier_choices
from perfeval.forms.table import Cell, Figure
from perfeval.model import BudgetLine, Line, Report
from perfeval.rules import plans_of
from perfeval.rules.expressions import Expression, constant
from perfeval.rules.lines import substituted

__all__ = ["live"]

Rows = tuple[tuple[Cell, ...], ...]
_ROW = re.compile(r"row(\d+)\.(\w+)")


def live(rows: Rows, report: Report, layout: Layout) -> Rows:
    """Return the rows of a form with numbers, number formats and formulas.

    Args:
        rows: The cells as printed.
        report: The scored form.
        layout: Where things stand.
    """
    return _Sheet.of(rows, report, layout).rows()


@attrs.frozen
class _Sheet:
    """The cells of a form by their keys."""

    printed: Rows
    cells: dict[str, Cell]
    report: Report
    layout: Layout

    @classmethod
    def of(cls, rows: Rows, report: Report, layout: Layout) -> _Sheet:
        """Return the sheet of some rows."""
        return cls(rows, {cell.key: cell for row in rows for cell in row if cell.key}, report, layout)

    def rows(self) -> Rows:
        """Return the rows with what lives in them."""
        return tuple(tuple(self.cell(cell) for cell in row) for row in self.printed)

    def cell(self, cell: Cell) -> Cell:
        """Return one cell with its number, and its formula where it has one."""
        key = cell.key
        found = _ROW.fullmatch(key)
        if found and int(found[1]) <= len(self.report.lines):
            return self._of_row(cell, self.report.lines[int(found[1]) - 1], found[1], found[2])
        if key == "total":
            return self._total(cell)
        if key == "total.points":
            points = [
                one
                for one in self.cells
                if one.endswith(".points") and one != "total.points" and self._number(one)
            ]
            figure = figure_of(cell.text)
            whole = figure is not None and figure.value == sum(
                (self._number(one) or Fraction(0) for one in points), Fraction(0)
            )
            return cell._replace(figure=figure, formula=_sum(points) if whole and points else None)
        if key == "budget.score" and self.report.budget is not None:
            return self._score(cell, self.report.budget, execution_score(self.report.budget, self._amounts()))
        if key == "budget.rate" and self.report.budget is not None:
            return self._rate(cell, self.report.budget)
        if cell.role == "value" and key:
            return cell._replace(figure=figure_of(cell.text))
        return cell

    def _of_row(self, cell: Cell, line: Line, number: str, source: str) -> Cell:
        """Return a cell of an indicator's row."""
        if source == "actual":
            options = tier_choices(line)
            return cell._replace(figure=self._actual(line), options=options)
        if source == "score":
            return self._score(cell, line, row_score(line, number, set(self.cells)))
        if source == "coefficient":
            figure = figure_of(cell.text) or Figure(None, "0%")
            key = f"row{number}.score"
            share = cell_of(key) / constant(line.points) if line.points else None
            return cell._replace(figure=figure, formula=when([IsNumber(key)], share))
        return cell._replace(figure=figure_of(cell.text)) if cell.role == "value" else cell

    def _actual(self, line: Line) -> Figure | None:
        """Return the number of an actual; an empty one waits in the unit of its target."""
        return number_in(line.entry) or (waiting(line.target.text) if line.target else None)

    def _score(self, cell: Cell, line: Line | BudgetLine, computed: Computed) -> Cell:
        """Return a score, empty where there is none to compute."""
        places = line.ruleset.rounding.score
        shown = "General" if self.layout.scores == "trimmed" else f"0.{'0' * places.places}"
        value = None if line.score is None else Fraction(line.score)
        return cell._replace(figure=Figure(value, shown), formula=computed)

    def _amounts(self) -> dict[str, str]:
        """Return the texts of the budget's amounts by their keys."""
        return {key: cell.text for key, cell in self.cells.items() if key.startswith("budget.")}

    def _rate(self, cell: Cell, line: BudgetLine) -> Cell:
        """Return the execution rate."""
        figure = figure_of(cell.text) or Figure(None, "0.00%")
        return cell._replace(
            figure=Figure(line.rate, figure.format), formula=execution_rate(line, self._amounts())
        )

    def _number(self, key: str) -> Fraction | None:
        """Return the number of a cell."""
        figure = figure_of(self.cells[key].text)
        return figure.value if figure else None

    def _total(self, cell: Cell) -> Cell:
        """Return the total: the sum that the rule set makes of the scores, once every row has one."""
        report = self.report
        scored = [
            f"row{number}.score"
            for number, line in enumerate(report.lines, 1)
            if line.status != "not_applicable" and line.points
        ]
        if report.budget is not None and report.budget.points:
            scored.insert(0, "budget.score")
        shown = "General" if self.layout.scores == "trimmed" else "0.00"
        printed = report.total
        unit = (
            literal(cell.text.removeprefix(trimmed(printed)).removeprefix(plain(printed)))
            if printed is not None
            else ""
        )
        if not unit and any("{total}分" in pair.source for pair in self.layout.pairs):
            unit = literal("分")
        figure = Figure(None if printed is None else Fraction(printed), shown + unit)
        summed = report.ruleset.rounding.total == "sum_of_scores" and len(scored) == len(report.lines) + bool(
            report.budget
        )
        known = report.at_most is not None and all(key in self.cells for key in scored)
        if not summed or not known or not scored:
            return cell._replace(figure=figure)
        # No row is left out where every row counts: the last branch of the plan is the sum, rounded.
        last = plans_of(report.ruleset).total().stages[0].branches[-1]
        assert last.earns is not None  # a sum always has a total
        rounding = report.ruleset.rounding.score.rounding
        total = substituted(last.earns, {"sum": _sum(scored, rounding)})
        return cell._replace(figure=figure, formula=when([IsNumber(key) for key in scored], total))


def _sum(keys: Sequence[str], rounding: Rounding | None = None) -> Expression:
    """Return the sum of cells, which hold rounded numbers where a rounding is given."""
    cells = tuple(cell_of(key, rounding) for key in keys)
    return cells[0] if len(cells) == 1 else Expression("+", cells)
