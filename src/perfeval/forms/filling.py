"""Report → table, by a layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from perfeval.exact import Decimal, Fraction, Rounding, digits, plain, trimmed
from perfeval.forms.layout import Block, Layout, Pair
from perfeval.forms.table import Cell, Explanation, Table
from perfeval.model import BudgetLine, Goal, Indicator, Leaf, Line, Report
from perfeval.notation import Measure, parse_quantity

__all__ = ["choices", "explanations", "fill"]

_PLACE = re.compile(r"\{(\w+)\}")


def fill(report: Report, layout: Layout, *, explained: bool = False) -> Table:
    """Return the form of a report.

    Args:
        report: The scored form; scores that it has not stay empty, as does a total that it has not.
        layout: Where things stand.
        explained: Whether the explanation of each score is added.

    Returns:
        The table: texts as typed, amounts in the layout's money unit, scores as the layout writes them.
    """
    return _Filler(report, layout, explained).table()


@attrs.frozen
class _Filler:
    """What filling needs at every step."""

    report: Report
    layout: Layout
    explained: bool

    def table(self) -> Table:
        """Return the filled form."""
        layout, report = self.layout, self.report
        rows: list[tuple[Cell, ...]] = []
        for row in layout.rows:
            if row.budget is not None:
                rows += self._budget(row.budget)
            elif row.indicators is not None:
                rows += self._indicators(row.indicators)
            else:
                rows.append(self._pairs(row.pairs))
        # The notes tell how scores are made: a form without points has none to tell of.
        clauses = report.ruleset.clauses.values() if report.filing.definition.scored else ()
        notes = [clause.says for clause in clauses if clause.note]
        return Table(
            self._template(layout.title),
            tuple((pair.label, self._source(pair)) for pair in layout.above),
            tuple(rows),
            layout.widths or (1,) * layout.width,
            tuple(notes),
            tuple(explanations(report)) if self.explained else (),
        )

    def _pairs(self, pairs: tuple[Pair, ...]) -> tuple[Cell, ...]:
        """Return a row of labels and texts; the texts share the columns that the labels leave."""
        cells = []
        for pair, share in zip(pairs, self.layout.shares(len(pairs)), strict=True):
            total = pair.template and "{total}" in pair.source and self.explained
            cells.append(Cell(pair.label, "label"))
            cells.append(
                Cell(
                    self._source(pair),
                    "score" if total else "text",
                    columns=share,
                    explained="total" if total else "",
                )
            )
        return tuple(cells)

    def _source(self, pair: Pair) -> str:
        """Return what stands beside a label."""
        definition, filing = self.report.filing.definition, self.report.filing
        if pair.choice:
            chosen = filing.field(pair.label) or ""
            return choices(pair.choice, chosen)
        if pair.field:
            return filing.field(pair.field) or ""
        if pair.template:
            return (
                "" if "{total}" in pair.source and self.report.total is None else self._template(pair.source)
            )
        for record in (filing, definition):
            value = getattr(record, pair.source, None)
            if value is not None:
                return str(value)
        return ""

    def _template(self, text: str, /, **more: str) -> str:
        """Return a text with its places filled."""
        definition, report = self.report.filing.definition, self.report
        places = {
            "title": definition.title,
            "year": str(definition.fiscal_year or ""),
            "money_unit": self.layout.money_unit,
            "total": "" if report.total is None else self._score(report.total),
            "grade": report.grade or "",
            **more,
        }
        # All at once: what a person typed may itself hold braces.
        return _PLACE.sub(lambda found: places.get(found[1], found[0]), text)

    def _points(self, text: str, points: Fraction | None, /, **more: str) -> str:
        """Return a label with its points; without points the brackets around them go too."""
        if points is None:
            for brackets in ("({points}分)", "（{points}分）", "({points}分*执行率)"):
                text = text.replace(brackets, "")
        return self._template(text, points=digits(points) if points is not None else "", **more)

    def _score(self, score: Decimal) -> str:
        """Return a score as the layout writes it."""
        return trimmed(score) if self.layout.scores == "trimmed" else plain(score)

    # The budget.

    def _budget(self, block: Block) -> list[tuple[Cell, ...]]:
        """Return the two rows of the budget: heads, and amounts."""
        line = self.report.budget
        plan = self.report.filing.definition.budget
        points = line.points if line else plan.points.value if plan and plan.points else None
        # The name of the row takes the columns that the amounts leave.
        wide = self.layout.width - 1 - len(block.columns)
        heads = tuple(Cell(self._points(head, points), "head") for _, head in block.columns)
        label = Cell(self._points(block.label, points), "label", rows=2)
        values = tuple(self._amount(name, line, points) for name in block.names)
        if block.name_beside_head:
            return [(label, Cell(block.name, "label", rows=2, columns=wide), *heads), values]
        return [
            (label, Cell("", "head", columns=wide), *heads),
            (Cell(block.name, "label", columns=wide), *values),
        ]

    def _amount(self, name: str, line: BudgetLine | None, points: Fraction | None) -> Cell:
        """Return one cell of the budget row."""
        filed = self.report.filing.budget
        plan = self.report.filing.definition.budget
        if name == "score":
            text = self._score(line.score) if line and line.score is not None else ""
            return Cell(text, "score", explained="budget" if self.explained and text else "")
        if name == "rate":
            return Cell(f"{_rate(line.rate)}%" if line and line.rate is not None else "", "value")
        if name == "points":
            return Cell(digits(points) if points is not None else "", "value")
        if name == "reason":
            return Cell((filed.reason if filed else None) or "", "text")
        measure = getattr(filed, name, None) or getattr(plan, name, None)
        return Cell(self._money(measure), "value")

    def _money(self, measure: Measure | None) -> str:
        """Return an amount in the layout's money unit: as typed where it was typed in that unit."""
        if measure is None or measure.quantity is None:
            return measure.text if measure else ""
        unit = self.layout.money_unit
        if f"{measure.quantity.scale}元" == unit:
            return measure.text.replace(unit, "").rstrip()
        return digits(measure.quantity.value / parse_quantity(f"1{unit}").value, 6)

    # The indicators.

    def _indicators(self, block: Block) -> list[tuple[Cell, ...]]:
        """Return the head and one row per leaf, with headings merged over their rows."""
        leaves = [leaf for line in self.report.lines for leaf in (line.leaf,)]
        bodies = list(self._bodies(block))
        head = tuple(Cell(label, "head") for _, label in block.columns)
        groups = _groups(leaves, [len(body) for body in bodies])
        rows: list[tuple[Cell, ...]] = []
        for number, (goal, start, end) in enumerate(groups, 1):
            flat = [cells for body in bodies[start:end] for cells in body]
            extra = 1 if not rows else 0
            left = Cell(self._left(block, goal, number), "label", rows=len(flat) + extra)
            if not rows:
                rows.append((left, *head))
                rows += flat
            else:
                rows += [(left, *flat[0]), *flat[1:]]
        if not rows:
            rows.append((Cell(self._left(block, None, 1), "label"), *head))
        return rows

    def _left(self, block: Block, goal: Goal | None, number: int) -> str:
        """Return the left label: of all indicators, or of one goal."""
        definition = self.report.filing.definition
        if goal is None:
            points = _sum(definition.indicators)
        else:
            points = goal.points.value if goal.points else _sum(goal.indicators)
        label, text = (block.label, "") if goal is None else (block.goal, goal.text)
        return self._points(label, points if definition.scored else None, number=str(number), text=text)

    def _bodies(self, block: Block) -> Iterator[list[tuple[Cell, ...]]]:
        """Yield the rows of each leaf: its own, and one for each 其中."""
        levels = [name for name in block.names if name.startswith("level")]
        lines = self.report.lines
        heights = [1 + len(line.leaf.indicator.of_which) for line in lines]
        for index, line in enumerate(lines):
            cells: list[Cell] = []
            for depth in range(len(levels)):
                node = _at(line.leaf, depth, len(levels))
                if node is None:
                    cells.append(Cell("", "heading", rows=heights[index]))
                elif (
                    index == 0
                    or node is not _at(lines[index - 1].leaf, depth, len(levels))
                    or _apart(lines, index)
                ):
                    span = _span(lines, heights, index, depth, len(levels))
                    cells.append(
                        Cell(
                            self._named(block, _heading(line.leaf, depth, len(levels)), node),
                            "heading",
                            rows=span,
                        )
                    )
            own = [self._cell(block, name, line, index) for name in block.names if name not in levels]
            rows = [(*cells, *own)]
            for part in line.leaf.indicator.of_which:
                target = part.target.text if part.target else ""
                texts = {"name": f"其中：{part.name}", "target": target}
                rows.append(
                    tuple(
                        Cell(texts.get(name, ""), "name" if name == "name" else "value")
                        for name in block.names
                        if name not in levels
                    )
                )
            yield rows

    def _named(self, block: Block, name: str, node: Indicator) -> str:
        """Return a name with its points in brackets, where the layout prints them so."""
        if not block.points_in_name:
            return name
        points = node.points.text if node.points else None
        if points is None and self.report.filing.definition.scored and node.children:
            points = digits(_sum(node.children))
        return f"{name}({points}分)" if points is not None else name

    def _cell(self, block: Block, name: str, line: Line, index: int) -> Cell:
        """Return one cell of a leaf's row."""
        indicator, entry = line.leaf.indicator, line.entry
        if name == "score":
            text = self._score(line.score) if line.score is not None else ""
            return Cell(text, "score", explained=f"row{index + 1}" if self.explained and _tells(line) else "")
        if name == "name":
            star = "★" if indicator.core else ""
            return Cell(self._named(block, f"{star}{indicator.name}", indicator), "name")
        if name == "points":
            return Cell(indicator.points.text if indicator.points else "", "value")
        if name == "target":
            # The column is that of the target set at the start of the year, whatever was approved later.
            return Cell(indicator.target.text if indicator.target else "", "value")
        if name == "actual":
            if entry is not None and entry.actual is None and entry.not_applicable is not None:
                return Cell("不适用", "value")
            return Cell(line.actual.text if line.actual else "", "value")
        return Cell((getattr(entry, name) if entry else None) or "", "text")


def _tells(line: Line) -> bool:
    """Return whether a row has anything to explain: a score, or why it has none."""
    return line.status in ("scored", "error", "not_applicable")


def explanations(report: Report) -> list[Explanation]:
    """Return the explanation of each score and of the total, in the order of the form.

    Args:
        report: The scored form; a row that was not filed has nothing to explain.
    """
    found = []
    if report.budget is not None and report.budget.score is not None:
        found.append(Explanation("budget", "预算执行情况", report.budget.explain(), _rule(report.budget)))
    for number, line in enumerate(report.lines, 1):
        if _tells(line):
            found.append(Explanation(f"row{number}", line.leaf.indicator.name, line.explain(), _rule(line)))
    if report.filing.definition.scored:
        found.append(Explanation("total", "总分", _total(report)))
    return found


def _rule(line: Line | BudgetLine) -> str:
    """Return the sentence of the rule that a score comes from."""
    return next((step.text for step in line.steps if step.name == "rule"), "")


def _total(report: Report) -> str:
    """Return how the total is made, or why there is none."""
    if report.total is not None:
        parts: list[Line | BudgetLine] = [*([report.budget] if report.budget else []), *report.lines]
        scores = [trimmed(part.score) for part in parts if part.score is not None]
        return f"{' + '.join(scores)} = {trimmed(report.total)}"
    if report.at_most is not None:
        open_rows = [f"“{line.leaf.indicator.name}”" for line in report.lines if line.score is None]
        if report.budget is not None and report.budget.score is None:
            open_rows.insert(0, "预算执行情况")
        more = f" 等 {len(open_rows)} 行" if len(open_rows) > 5 else ""
        rows = "、".join(open_rows[:5]) + more
        return f"{rows}还没有得分，总分未定，最多 {trimmed(report.at_most)}"
    return "表的分值与计分规则不符，总分未定"


def choices(options: tuple[str, ...], chosen: str) -> str:
    """Return the options with the chosen one ticked; a choice that is no option is printed behind them."""
    text = " ".join(
        f"{number}. {option}{'☑' if option == chosen else '□'}" for number, option in enumerate(options, 1)
    )
    return text if not chosen or chosen in options else f"{text} {len(options) + 1}. {chosen}☑"


def _rate(rate: Fraction) -> str:
    """Return an execution rate in percent, with two places at most."""
    percent = rate * 100
    text = digits(percent)
    return text if len(text.partition(".")[2]) <= 2 else trimmed(_two_places(percent))


def _two_places(value: Fraction) -> Decimal:
    """Return a value rounded half up to two places."""
    return Rounding(2, "half_up").decimal(value)


def _sum(nodes: tuple[Indicator, ...]) -> Fraction:
    """Return the points of nodes: their own, else those below them."""
    return sum((node.points.value if node.points else _sum(node.children) for node in nodes), Fraction(0))


def _at(leaf: Leaf, depth: int, levels: int) -> Indicator | None:
    """Return the node of a leaf's path that stands in a level column; nodes too deep share the last one."""
    if depth == levels - 1 and len(leaf.path) > levels:
        return leaf.path[-1]
    return leaf.path[depth] if depth < len(leaf.path) else None


def _heading(leaf: Leaf, depth: int, levels: int) -> str:
    """Return the text of a level column: the last one joins what has no column of its own."""
    if depth == levels - 1 and len(leaf.path) > levels:
        return " / ".join(node.name for node in leaf.path[depth:])
    return leaf.path[depth].name


def _apart(lines: tuple[Line, ...], index: int) -> bool:
    """Return whether a row begins another goal than the one above it."""
    return lines[index].leaf.goal is not lines[index - 1].leaf.goal


def _span(lines: tuple[Line, ...], heights: list[int], index: int, depth: int, levels: int) -> int:
    """Return over how many rows a heading is merged."""
    node, rows = _at(lines[index].leaf, depth, levels), 0
    for line, height in zip(lines[index:], heights[index:], strict=True):
        if _at(line.leaf, depth, levels) is not node or line.leaf.goal is not lines[index].leaf.goal:
            break
        rows += height
    return rows


def _groups(leaves: list[Leaf], heights: list[int]) -> list[tuple[Goal | None, int, int]]:
    """Return runs of leaves under one goal: the goal, its first leaf and the one behind its last."""
    groups: list[tuple[Goal | None, int, int]] = []
    for index, leaf in enumerate(leaves):
        if groups and groups[-1][0] is leaf.goal:
            groups[-1] = (leaf.goal, groups[-1][1], index + 1)
        else:
            groups.append((leaf.goal, index, index + 1))
    return groups
