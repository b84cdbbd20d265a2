"""Table → form: a layout is recognised by its labels, and its cells become definition, filing and printed scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import attrs

from perfeval.exact import Number
from perfeval.forms import codes
from perfeval.forms.filling import choices
from perfeval.forms.layout import Block, Layout, Pair
from perfeval.forms.table import OPEN, ReadTable
from perfeval.forms.tree import Tree
from perfeval.model import (
    BudgetFiled,
    BudgetPlan,
    Definition,
    Filing,
    Printed,
    PrintedBudget,
)
from perfeval.notation import read_amount
from perfeval.source import Place, Problem

__all__ = ["ReadForm", "recognise"]

_YEAR = re.compile(r"((?:19|20)\d\d)\s*年度")
_POINTS = re.compile(r"[(（](\d{1,30}(?:\.\d{1,30})?)分", re.ASCII)
_UNIT = re.compile(r"[(（](元|万元|亿元)[)）]")
_OPTION = re.compile(r"\d+\.\s*((?:(?!\d+\.\s)[^☑✓✔√□])*)([☑✓✔√□])")


@attrs.frozen
class ReadForm:
    """A form that was read back.

    Its definition has neither id nor rule set and its rows no ids: a form prints none. `filing.printed` holds the
    scores, the rate and the total that it prints.
    """

    filing: Filing
    layout: str
    problems: tuple[Problem, ...] = ()

    @property
    def definition(self) -> Definition:
        """Return the definition that the form prints."""
        return self.filing.definition


def recognise(table: ReadTable, layouts: tuple[Layout, ...]) -> ReadForm | None:
    """Return the form that a table holds, or None where no layout has all its labels on it.

    Args:
        table: The table as read from a file.
        layouts: The layouts that are tried; that with the most labels wins.
    """
    best = max(layouts, key=lambda layout: _score(table, layout), default=None)
    if best is None or _score(table, best) <= 0:
        return None
    return _Recogniser(table, best).form()


def _score(table: ReadTable, layout: Layout) -> int:
    """Return how many labels of a layout are on the table, or 0 where one that it cannot do without is not."""
    texts = {_plain(cell) for row in table.rows for cell in row}
    heads = {_plain(label) for _, label in layout.indicators.columns}
    if not heads <= texts:
        return 0
    labels = [pair.label for row in layout.rows for pair in row.pairs]
    found = sum(_plain(label) in texts for label in labels)
    return found + len(heads) if found == len(labels) else 0


def _plain(text: str) -> str:
    """Return a label as it is compared: without blanks, brackets of one width, signs that scans change."""
    return (
        re.sub(r"\s+", "", text).replace("（", "(").replace("）", ")").replace("：", ":").replace("＊", "*")
    )


@lru_cache(maxsize=256)
def _pattern(template: str) -> re.Pattern[str]:
    """Return a pattern for a label with places such as {points}."""
    parts = re.split(r"\{\w+\}", _plain(template))
    return re.compile("(.*)".join(re.escape(part) for part in parts) + r"\Z", re.DOTALL)


@attrs.define
class _Recogniser:
    """Reads one table by one layout."""

    table: ReadTable
    layout: Layout
    values: dict[str, str] = attrs.field(factory=dict)
    fields: dict[str, str] = attrs.field(factory=dict)
    chosen: dict[str, str] = attrs.field(factory=dict)
    used: set[int] = attrs.field(factory=set)
    problems: list[Problem] = attrs.field(factory=list)

    def form(self) -> ReadForm:
        """Return the form."""
        tree = self._tree()
        plan, filed, budget = self._budget()
        self._pairs()
        title = self._title()
        definition = Definition(
            title=title,
            kind=self.layout.kind,
            fiscal_year=self._year(title),
            fields=self.chosen,
            budget=plan,
            indicators=tree.indicators,
            goals=tree.goals,
            **_text_fields(Definition, self.values),
        )
        printed = Printed(total=self._total(), budget=budget, scores=tree.scores)
        # implementing_unit may stand in both files; a form prints it once.
        rest = {k: v for k, v in _text_fields(Filing, self.values).items() if k != "implementing_unit"}
        filing = Filing(
            definition=definition,
            budget=filed,
            actuals=tree.entries,
            fields=self.fields,
            printed=printed,
            **rest,
        )
        return ReadForm(
            filing, self.layout.id, (*self.table.problems, *self.problems, *tree.problems, *self._unread())
        )

    # The pairs.

    def _pairs(self) -> None:
        """Read the labels above the table and on it."""
        for text in (*self.table.above, *self._lines_above()):
            for pair in self.layout.above:
                label, colon, value = text.replace("：", ":", 1).partition(":")
                if colon and _plain(label) == _plain(pair.label):
                    self._take(pair, value.removeprefix(" "), Place(self.table.name))
        for row in self.layout.rows:
            column = 0
            for pair, share in zip(row.pairs, self.layout.shares(len(row.pairs)), strict=True):
                found = self._labelled(pair.label, column)
                if found is not None:
                    number, at = found
                    self._take(
                        pair,
                        self.table.rows[number][at + 1],
                        Place(self.table.name, cell=f"第{number + 1}行"),
                    )
                    self.used.add(number)
                column += share + 1

    def _labelled(self, label: str, expected: int) -> tuple[int, int] | None:
        """Return row and column of a label; where a text on the form says the same, the likelier place wins."""
        found = [
            (abs(column - expected), number, column)
            for number, cells in enumerate(self.table.rows)
            if number not in self._inside
            for column, cell in enumerate(cells[:-1])
            if _plain(cell) == _plain(label)
        ]
        return min(found)[1:] if found else None

    def _lines_above(self) -> Iterator[str]:
        """Yield the cells of the rows before the first label of the layout: a CSV has title and lines there."""
        for number in range(self._first_row()):
            self.used.add(number)
            yield from dict.fromkeys(cell for cell in self.table.rows[number] if cell)

    def _first_row(self) -> int:
        """Return the row with the first label of the layout."""
        labels = {_plain(pair.label) for row in self.layout.rows for pair in row.pairs}
        return next(
            (number for number, row in enumerate(self.table.rows) if labels & set(map(_plain, row))), 0
        )

    def _take(self, pair: Pair, value: str, place: Place) -> None:
        """Keep what stands beside a label."""
        if pair.choice:
            self._choose(pair, value, place)
        elif pair.field:
            if value.strip():
                self.fields[pair.field] = value
        elif value.strip():
            self.values[pair.source] = value

    def _choose(self, pair: Pair, value: str, place: Place) -> None:
        """Keep the one option that is ticked; a cell with none or several ticks is read only where it is blank."""
        ticked = [found for found in _OPTION.findall(value) if found[1] != "□"]
        if len(ticked) == 1 and "?" not in value:
            self.chosen[pair.label] = ticked[0][0].strip()
        elif value.strip() and _plain(value) != _plain(choices(pair.choice, "")):
            lost = "?" in value
            if lost and any(problem.code == codes.LOST_SIGN.code for problem in self.table.problems):
                return  # told when the bytes were read
            code = codes.LOST_SIGN if lost else codes.CHOICE
            fact = f"“{pair.label}”栏认不出选了哪一项：{value}"
            self.problems.append(attrs.evolve(code.problem(fact, about=pair.label), place=place))

    def _title(self) -> str:
        """Return the title: what its own cell says, else what the head of the form says."""
        if "title" in self.values:
            return self.values["title"]
        pattern = re.compile(
            re.escape(self.layout.title).replace(re.escape("{title}"), "(.+)") + r"\Z", re.DOTALL
        )
        found = (pattern.match(text.strip()) for text in (*self.table.above, *self.table.rows[0]))
        return next((match[1] for match in found if match), "")

    def _year(self, title: str) -> int | None:
        """Return the year that a line above the table names, or None: most forms print none.

        A year in the title of the project, or in what a person wrote beside a label, is not the evaluated one.
        """
        labels = {_plain(pair.label) for pair in self.layout.above}
        rows = self.table.rows[: self._first_row()]
        for text in (*self.table.above, *(cell for row in rows for cell in row)):
            if _plain(text).partition(":")[0] in labels:
                continue
            found = _YEAR.search(text.replace(title, "") if title else text)
            if found:
                return int(found[1])
        return None

    def _total(self) -> str | None:
        """Return the printed total."""
        for row in self.layout.rows:
            for pair in row.pairs:
                if pair.template and "{total}" in pair.source and self.values.get(pair.source):
                    text = self.values[pair.source]
                    found = _pattern(pair.source).match(_plain(text))
                    return None if text == OPEN else found[1] if found else text
        return None

    # The budget.

    def _budget(self) -> tuple[BudgetPlan | None, BudgetFiled | None, PrintedBudget | None]:
        """Return the budget as plan, as filed, and as printed."""
        block = self.layout.budget
        if block is None:
            return None, None, None
        head = self._head(block)
        if head is None or head + 1 >= len(self.table.rows):
            return None, None, None
        self.used |= {head, head + 1}
        columns = self._columns(block, head)
        row = self.table.rows[head + 1]
        texts = {name: row[column].strip() for name, column in columns.items()}
        stated = _UNIT.search(_plain(self.table.rows[head][0]))
        unit = stated[1] if stated else self.layout.money_unit
        amounts = {
            name: read_amount(texts[name], unit)
            for name in ("initial", "adjusted", "executed")
            if texts.get(name)
        }
        points = _POINTS.search(self.table.rows[head][0]) or _POINTS.search(
            self.table.rows[head][columns["score"]]
        )
        number = Number.of(points[1]) if points else None
        plan = BudgetPlan(points=number, money_unit=unit) if number else None
        filed = (
            BudgetFiled(
                money_unit=unit,
                initial=amounts.get("initial"),
                adjusted=amounts.get("adjusted"),
                executed=amounts.get("executed"),
                reason=texts.get("reason") or None,
            )
            if amounts
            else None
        )
        printed = PrintedBudget(rate=texts.get("rate") or None, score=texts.get("score") or None)
        return plan, filed, printed if printed != PrintedBudget() else None

    def _head(self, block: Block) -> int | None:
        """Return the row in which the heads of a block's columns stand."""
        patterns = [_pattern(label) for _, label in block.columns]
        for number, row in enumerate(self.table.rows):
            texts = [_plain(cell) for cell in row]
            if all(
                any(pattern.match(text) for text in texts) for pattern in patterns if pattern.pattern != r"\Z"
            ):
                return number
        return None

    def _columns(self, block: Block, head: int) -> dict[str, int]:
        """Return in which column of the table each column of a block stands."""
        found: dict[str, int] = {}
        for name, label in block.columns:
            for column, cell in enumerate(self.table.rows[head]):
                if column not in found.values() and column and _pattern(label).match(_plain(cell)):
                    found[name] = column
                    break
        return found

    # The indicators.

    _inside: frozenset[int] = frozenset()

    def _tree(self) -> Tree:
        """Return the indicators with what was filed and scored for them."""
        block = self.layout.indicators
        head = self._head(block)
        tree = Tree(block, self.table.merged)
        if head is None:
            return tree
        columns = self._columns(block, head)
        left = self.table.rows[head][0]
        number = head
        while number < len(self.table.rows):
            cells = self.table.rows[number]
            if number > head and not self._belongs(cells, left, block, columns):
                break
            if cells[0] not in ("", left) or number == head:
                left = cells[0]
                tree.begin(left)
            if number > head:
                tree.row(
                    {name: cells[column] for name, column in columns.items()},
                    Place(self.table.name, cell=f"第{number + 1}行"),
                )
            number += 1
        self._inside = frozenset(range(head, number))
        self.used |= self._inside
        return tree.finish()

    def _belongs(self, cells: tuple[str, ...], left: str, block: Block, columns: dict[str, int]) -> bool:
        """Return whether a row is one of the indicators: under the same left label, or under another goal's."""
        labels = [label for label in (block.goal, block.label) if label]
        same = cells[0] in ("", left) or any(_pattern(label).match(_plain(cells[0])) for label in labels)
        return same and bool(cells[columns["name"]].strip())

    def _unread(self) -> Iterator[Problem]:
        """Yield a problem for each row that no label of the layout explains; notes below the table are expected."""
        first = {_plain(pair.label) for row in self.layout.rows[:1] for pair in row.pairs}
        below = False
        for number, row in enumerate(self.table.rows):
            texts = [cell for cell in dict.fromkeys(row) if cell.strip()]
            if number in self.used or not texts:
                continue
            if any(_plain(text) in first for text in texts):
                told = codes.SEVERAL_FORMS.problem(
                    f"第 {number + 1} 行起还有一张表，没有读", "把每张表分开存成一个文件"
                )
                yield attrs.evolve(told, place=Place(self.table.name, cell=f"第{number + 1}行"))
                return
            below = below or _plain(texts[0]) in ("备注", "备注:")
            if below:
                continue
            problem = codes.UNREAD_ROW.problem(f"没有认出这一行：{' | '.join(texts)[:60]}")
            yield attrs.evolve(problem, place=Place(self.table.name, cell=f"第{number + 1}行"))


def _text_fields(record: type, values: dict[str, str]) -> dict[str, Any]:
    """Return the values that are texts of a record, except its title."""
    names = {field.name for field in attrs.fields(record)} - {"title", "budget", "fiscal_year"}
    return {name: value for name, value in values.items() if name in names}
