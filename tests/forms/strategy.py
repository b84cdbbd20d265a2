"""Filings that hold exactly what a layout prints, with any text that a person may type."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st

from perfeval.exact import Number
from perfeval.forms.layout import Layout, Matrix, cell_of
from perfeval.forms.vocabulary import CAUSE, LIKELIHOOD
from perfeval.model import (
    BudgetFiled,
    BudgetPlan,
    Definition,
    Entry,
    Filing,
    FundRow,
    Goal,
    Indicator,
    OfWhich,
)
from perfeval.notation import read_actual, read_amount, read_target

__all__ = ["NASTY", "filings"]

NASTY = ["=1+1", "<b>", "a|b", '"', "😀", "'", "-5", "#x", "a: b", "x" * 200, "<script>alert(1)</script>", "一\n二", "总分", "\\n", "&nbsp;", "{title}", "100%"]  # fmt: skip
# Any text that a cell may hold: what a form of any layout adds to a name (points, ★, 其中) cannot be told from it.
WILD = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn"), exclude_characters="★\u0085"),
    min_size=1,
    max_size=12,
)
TEXTS = (WILD | st.sampled_from(NASTY)).filter(
    lambda text: (
        text.strip() == text
        and "分)" not in text
        and "分）" not in text
        and not text.startswith(("其中：", "备注", "改进措施"))
        and "\n改进措施" not in text
    )
)

TYPED = st.sampled_from(
    ["≥80%", "≪5个工作日", "83. 2%", "44人", "=0件", "显著提升", "2024年12月", "-", "/", "Q100%", "≥ 90 %", "0.1", "1,234.50元", "－", "83.20%"]
)  # fmt: skip
"""Targets and actuals as people type them."""
POINTS = st.sampled_from(["8", "22.5", "30", "0.5", "10"])
AMOUNTS = st.sampled_from(["337. 12", "337.12", "1,234.5", "0", "100", "12.345678"])
TICKS = ["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他"]


@st.composite
def filings(draw: st.DrawFn, layout: Layout, rows: int = 7, texts: st.SearchStrategy[str] = TEXTS) -> Filing:
    """Return a filing of one to *rows* indicators that holds what a layout prints, with texts of a kind."""
    return _Maker(draw, layout, texts).filing(rows)


@attrs.frozen
class _Maker:
    """Draws the parts of a filing for one layout."""

    draw: st.DrawFn
    layout: Layout
    texts: st.SearchStrategy[str]

    @property
    def cells(self) -> st.SearchStrategy[str]:
        """Return what a target or an actual may be."""
        return TYPED | self.texts

    def maybe(self, strategy: st.SearchStrategy[Any], *, wanted: bool) -> Any:
        """Return a drawn value or None, None where the layout has no place for it."""
        return self.draw(st.none() | strategy) if wanted else None

    def filing(self, rows: int) -> Filing:
        """Return the whole filing."""
        layout, texts = self.layout, self.texts
        sources = {pair.source for pair in layout.pairs}
        held: dict[str, Any] = {"title": self.draw(texts)}
        for name in ("supervising_department", "implementing_unit", "overall_goal", "midterm_goal"):
            held[name] = self.maybe(texts, wanted=name in sources)
        goals, indicators = self.tree(rows)
        plan, filed = self.budget()
        definition = Definition(
            kind=layout.kind,
            fiscal_year=2024 if "{year}" in layout.title + layout.subtitle else None,
            fields=self.chosen(),
            budget=plan,
            goals=goals,
            indicators=indicators,
            **held,
        )
        rest = {
            name: self.maybe(texts, wanted=name in sources)
            for name in ("unit", "filed_on", "overall_result", "deviation_reason", "improvement_measures")
        }
        entries = {leaf.key: entry for leaf in definition.leaves if (entry := self.entry()) != Entry()}
        return Filing(
            definition=definition,
            actuals=entries,
            budget=filed,
            fields=self.fields(),
            as_of="2024-07-31" if "as_of" in sources else None,
            **rest,
        )

    def chosen(self) -> dict[str, str]:
        """Return an answer to some of the choices."""
        pairs = [pair for pair in self.layout.pairs if pair.choice]
        return {
            pair.label: self.draw(st.sampled_from(pair.choice)) for pair in pairs if self.draw(st.booleans())
        }

    def fields(self) -> dict[str, str]:
        """Return some of the other fields, and answers of the matrix."""
        labels = [pair.field for pair in self.layout.pairs if pair.field]
        for section in self.layout.sections:
            if isinstance(section, Matrix):
                labels += [cell_of(row, column) for row in section.rows for column in section.columns]
        return {label: self.draw(self.texts) for label in labels if self.draw(st.booleans())}

    def tree(self, rows: int) -> tuple[tuple[Goal, ...], tuple[Indicator, ...]]:
        """Return goals and indicators: headings of any depth that the layout can print."""
        block, draw = self.layout.indicators, self.draw
        names = draw(st.lists(self.texts, min_size=1, max_size=rows, unique=True))
        leaves = [self.leaf(name) for name in names]
        deepest = 4 if len(block.levels) == 2 and block.columns[0].head == "一级指标" else len(block.levels)
        nodes: list[Indicator] = []
        while leaves:
            size = draw(st.integers(1, len(leaves)))
            group, leaves = tuple(leaves[:size]), leaves[size:]
            for name in draw(st.lists(self.texts, max_size=draw(st.integers(0, deepest)))):
                points = _sum(group) if block.points_in_name else None
                group = (Indicator(name=name, points=points, children=group),)
            nodes += group
        if not block.goal or not draw(st.booleans()):
            return (), tuple(nodes)
        cut = draw(st.integers(1, len(nodes)))
        parts = [part for part in (tuple(nodes[:cut]), tuple(nodes[cut:])) if part]
        return tuple(Goal(text=draw(self.texts), points=_sum(part), indicators=part) for part in parts), ()

    def leaf(self, name: str) -> Indicator:
        """Return one indicator with what its row prints."""
        block, draw = self.layout.indicators, self.draw
        pointed = block.points_in_name or "points" in block.sources
        pairs = st.tuples(self.texts, self.cells)
        parts = draw(st.lists(pairs, max_size=1)) if draw(st.integers(0, 5)) == 0 else []
        return Indicator(
            name=name,
            points=Number.of(draw(POINTS)) if pointed else None,
            target=read_target(draw(self.cells)),
            midterm=read_target(draw(self.cells))
            if "midterm" in block.sources and draw(st.booleans())
            else None,
            core=draw(st.booleans()),
            meaning=self.maybe(self.texts, wanted="meaning" in block.sources),
            source=self.maybe(self.texts, wanted="source" in block.sources),
            of_which=tuple(OfWhich(name=part, target=read_target(target)) for part, target in parts),
        )

    def entry(self) -> Entry:
        """Return what is filed for a row, as far as its columns go."""
        sources, draw = self.layout.indicators.sources, self.draw
        likely = any(source.startswith(LIKELIHOOD) for source in sources)
        shared = "reasons" in sources

        def measure(name: str, read: Any) -> Any:
            """Return a cell of a column that the layout has."""
            return read(draw(self.cells)) if name in sources and draw(st.booleans()) else None

        return Entry(
            actual=measure("actual", read_actual),
            forecast=measure("forecast", read_actual),
            target=measure("adjusted_target", read_target),
            likelihood=self.maybe(st.sampled_from(["certain", "possible", "impossible"]), wanted=likely),
            causes=tuple(name for name in TICKS if CAUSE + name in sources and draw(st.booleans())),
            reason=self.maybe(self.texts, wanted=shared or "reason" in sources),
            measures=self.maybe(self.texts, wanted=shared or "measures" in sources),
            note=self.maybe(self.texts, wanted="note" in sources),
        )

    def budget(self) -> tuple[BudgetPlan | None, BudgetFiled | None]:
        """Return a budget with the amounts and funds that the layout has."""
        block, unit = self.layout.budget, self.layout.money_unit
        if block is None:
            return None, None
        pointed = "points" in block.sources or "{points}" in block.label
        plan = BudgetPlan(
            points=Number.of("20") if pointed else None,
            money_unit=unit,
            rows=self.funds("midterm", "initial"),
            **self.amounts("midterm", "initial"),
        )
        filed = BudgetFiled(
            money_unit=unit,
            reason=self.maybe(self.texts, wanted="reason" in block.sources),
            rows=self.funds("adjusted", "executed", "forecast"),
            **self.amounts("adjusted", "executed", "forecast"),
        )
        return (
            None if plan == BudgetPlan(money_unit=unit) else plan,
            None if filed == BudgetFiled(money_unit=unit) else filed,
        )

    def amounts(self, *names: str) -> dict[str, Any]:
        """Return amounts for those of the columns that the layout has."""
        block, unit = self.layout.budget, self.layout.money_unit
        known = [name for name in names if block is not None and name in block.sources]
        return {name: read_amount(self.draw(AMOUNTS), unit) for name in known}

    def funds(self, *names: str) -> tuple[FundRow, ...]:
        """Return a row for some of the funds."""
        block = self.layout.budget
        funds = [fund for fund in (block.rows if block else ()) if fund.role != "total"]
        kept = [fund for fund in funds if self.draw(st.booleans())]
        rows = [FundRow(name=fund.name, role=fund.role, **self.amounts(*names)) for fund in kept]
        return tuple(row for row in rows if any(getattr(row, name) for name in names))


def _sum(group: tuple[Indicator, ...]) -> Number:
    """Return the points of a group."""
    return Number.of(sum((one.points.value for one in group if one.points), start=Number.of("0").value))
