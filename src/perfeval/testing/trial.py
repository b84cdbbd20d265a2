"""A trial: one rule set and one engine before one law; what refutes it is kept as forms that a person can read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

import attrs
from hypothesis import strategies as st

from perfeval.doors import form_of
from perfeval.formats import read_html, write_html
from perfeval.forms import ReadForm, load_layout, recognise
from perfeval.model import BudgetFiled, Filing, Law, Line, Placed, Report, RuleSet
from perfeval.reading import dump_form, parse_filing
from perfeval.scoring import score
from perfeval.testing.frame import FOCUS, Frame
from perfeval.testing.rows import Row

__all__ = ["Engine", "Refutation", "Refuted", "Shown", "Trial", "Tried", "print_form"]


T = TypeVar("T")


def print_form(report: Report, layout: str) -> bytes:
    """Return the form of a report as HTML."""
    return write_html(form_of(report, layout))


def _read(data: bytes, layout: str) -> ReadForm | None:
    """Return the form that an HTML file holds."""
    (table,) = read_html(data, "form.html")
    return next(iter(recognise(table, (load_layout(layout),))), None)


@attrs.frozen
class Engine:
    """What is on trial beside the rules: how forms are scored, written down and printed. Perfeval's own by default."""

    score: Callable[[Filing, RuleSet], Report] = score
    dump: Callable[[Filing], str] = dump_form
    parse: Callable[[str], Filing] = parse_filing
    render: Callable[[Report, str], bytes] = print_form
    read: Callable[[bytes, str], ReadForm | None] = _read


@attrs.frozen
class Shown:
    """A form of a refutation: as YAML that can be scored again, and what its rows got, one sentence each."""

    yaml: str
    scores: tuple[str, ...]


class Refuted(Exception):  # noqa: N818  # it is no error: it is what the trial looks for
    """A law does not hold: the fact, and the forms that show it."""

    def __init__(self, fact: str, shown: Sequence[Shown]) -> None:
        super().__init__(fact)
        self.fact = fact
        self.shown = tuple(shown)


@attrs.frozen
class Refutation:
    """A law that a rule set does not keep, with the smallest forms that show it."""

    law: Law
    ruleset: str
    fact: str
    shown: tuple[Shown, ...]

    @property
    def text(self) -> str:
        """Return the refutation as people read it: the law, the fact, each form with the way to its scores."""
        lines = [
            f"规则 {self.ruleset} 不守定律 {self.law.name}：{self.law.says}",
            f"  反例：{self.fact}",
            f"  依据：{self.law.source}",
        ]
        for number, form in enumerate(self.shown, 1):
            name = "最小的一份填报" if len(self.shown) == 1 else f"第 {number} 份填报"
            lines += [f"  {name}（存成 .yaml 文件，perfeval score 可以复算）："]
            lines += [f"    {line}" for line in form.yaml.rstrip("\n").split("\n")]
            lines += ["  得分："]
            lines += [f"    {line}" for line in form.scores]
        return "\n".join(lines)


@attrs.frozen
class Tried:
    """A form that was scored, and the line of its row on trial."""

    filing: Filing
    report: Report

    @property
    def line(self) -> Line:
        """Return the line of the row on trial."""
        return next(line for line in self.report if line.leaf.indicator.name == FOCUS)

    @property
    def actual(self) -> str:
        """Return the cell of the actual of the row on trial."""
        return self.line.actual.text if self.line.actual else ""

    @property
    def shown(self) -> Shown:
        """Return the form as a person can read it."""
        return Shown(dump_form(self.filing), tuple(_sentences(self.report)))


def _sentences(report: Report) -> list[str]:
    """Return what each row got, and the total."""
    found = [f"{line.leaf.indicator.name}：{line.explain()}" for line in report]
    if report.budget is not None:
        found.insert(0, f"预算执行情况：{report.budget.explain()}")
    total = "未定" if report.total is None else str(report.total)
    return [*found, f"总分：{total}{f'，{report.grade}' if report.grade else ''}"]


@attrs.frozen
class Trial:
    """What a law is given: the rule set, the engine, and a way to draw what it needs."""

    rules: RuleSet
    engine: Engine
    _data: st.DataObject

    def draw(self, strategy: st.SearchStrategy[T]) -> T:
        """Return an example of a strategy."""
        return self._data.draw(strategy)

    @property
    def frame(self) -> Frame:
        """Return the form around rows under the rule set."""
        return Frame(self.rules)

    def score(self, filing: Filing, rules: RuleSet | None = None) -> Report:
        """Return the report of a form; an exception is itself a refutation, of whichever law."""
        try:
            return self.engine.score(filing, rules or self.rules)
        except Exception as error:  # whatever it is, no form may raise it
            fact = f"计分中断：{type(error).__name__}: {error}"
            raise Refuted(fact, [Shown(dump_form(filing), ())]) from None

    def rows(self, placed: Sequence[Placed | Row], budget: BudgetFiled | None = None, **more: Any) -> Tried:
        """Return the form with some rows, scored.

        Args:
            placed: The rows.
            budget: The budget execution as filed, None for one spent in full.
            **more: Further fields of the definition.
        """
        on_form = [row.placed() if isinstance(row, Row) else row for row in placed]
        filing = self.frame.filing(on_form, budget, **more)
        return Tried(filing, self.score(filing))

    def row(self, row: Placed | Row, budget: BudgetFiled | None = None) -> Tried:
        """Return the form with one row, scored."""
        return self.rows([row], budget)

    def refute(self, fact: str, *tried: Tried) -> NoReturn:
        """Say that the law does not hold.

        Raises:
            Refuted: Always.
        """
        raise Refuted(fact, [one.shown for one in tried])
