"""How single things are printed: choices, amounts, rates, places in labels."""

from __future__ import annotations

import re

import attrs

from perfeval.exact import Decimal, Fraction, Rounding, digits, plain, trimmed
from perfeval.forms.layout import Indicators, Layout, Pair
from perfeval.model import Indicator, Report
from perfeval.notation import Measure, parse_quantity

__all__ = ["Words", "choices", "named", "percent", "points_of"]

_PLACE = re.compile(r"\{(\w+)\}")
_MONTH = re.compile(r"\d{4}\D+0?(\d{1,2})", re.ASCII)
_BRACKETS = ("({points}分)", "（{points}分）", "({points}分*执行率)", "（{points}分*执行率）")


@attrs.frozen(eq=False, repr=False)
class Words:
    """The texts of one form: what labels, header fields, amounts and scores are printed as."""

    report: Report
    layout: Layout

    def template(self, text: str, /, **more: str) -> str:
        """Return a text with its places filled."""
        if "{" not in text:
            return text
        definition, report = self.report.filing.definition, self.report
        places = {
            "title": definition.title,
            "year": str(definition.fiscal_year or ""),
            "month": _month(report.filing.as_of),
            "money_unit": self.layout.money_unit,
            "total": "" if report.total is None else self.score(report.total),
            "grade": report.grade or "",
            **more,
        }
        # All at once: what a person typed may itself hold braces.
        return _PLACE.sub(lambda found: places.get(found[1], found[0]), text)

    def label(self, text: str, points: Fraction | None = None, /, **more: str) -> str:
        """Return a label with its points; without points the brackets around them go too."""
        if points is None:
            for brackets in _BRACKETS:
                text = text.replace(brackets, "")
        return self.template(text, points=digits(points) if points is not None else "", **more)

    def score(self, score: Decimal) -> str:
        """Return a score as the layout writes it."""
        return trimmed(score) if self.layout.scores == "trimmed" else plain(score)

    def source(self, pair: Pair) -> str:
        """Return what stands beside a label."""
        definition, filing = self.report.filing.definition, self.report.filing
        if pair.sign:
            return ""
        if pair.literal:
            return pair.literal
        if pair.choice:
            return choices(pair.choice, filing.field(pair.label) or "")
        if pair.field:
            return filing.field(pair.field) or ""
        if pair.template:
            return (
                "" if "{total}" in pair.source and self.report.total is None else self.template(pair.source)
            )
        for record in (filing, definition):
            value = getattr(record, pair.source, None)
            if value is not None:
                return str(value)
        return ""

    def money(self, measure: Measure | None) -> str:
        """Return an amount in the layout's money unit: as typed where it was typed in that unit."""
        if measure is None or measure.quantity is None:
            return measure.text if measure else ""
        unit = self.layout.money_unit
        if f"{measure.quantity.scale}元" == unit:
            return measure.text.replace(unit, "").rstrip()
        return digits(measure.quantity.value / parse_quantity(f"1{unit}").value, 6)


def _month(date: str | None) -> str:
    """Return the month of a date as a label prints it: 7 for 2024-07-31."""
    found = _MONTH.match(date or "")
    return found[1] if found else ""


def choices(options: tuple[str, ...], chosen: str) -> str:
    """Return the options with the chosen one ticked; a choice that is no option is printed behind them.

    Args:
        options: What can be chosen.
        chosen: What was chosen, "" for nothing.

    >>> choices(("持续性项目", "新增性项目"), "新增性项目")
    '1. 持续性项目□ 2. 新增性项目☑'
    """
    text = " ".join(
        f"{number}. {option}{'☑' if option == chosen else '□'}" for number, option in enumerate(options, 1)
    )
    return text if not chosen or chosen in options else f"{text} {len(options) + 1}. {chosen}☑"


def percent(rate: Fraction) -> str:
    """Return a share as a percentage with two places at most.

    Args:
        rate: The share; 1 is 100 %.

    >>> percent(Fraction(2, 3))
    '66.67%'
    """
    text = digits(rate * 100)
    return f"{text if len(text.partition('.')[2]) <= 2 else trimmed(Rounding(2, 'half_up').decimal(rate * 100))}%"


def points_of(nodes: tuple[Indicator, ...]) -> Fraction:
    """Return the points of nodes: their own, else those below them.

    Args:
        nodes: Indicators that stand side by side.
    """
    return sum(
        (node.points.value if node.points else points_of(node.children) for node in nodes), Fraction(0)
    )


def named(words: Words, section: Indicators, name: str, node: Indicator) -> str:
    """Return a name with its points in brackets, where the layout prints them so.

    Args:
        words: The texts of the form.
        section: The block.
        name: What is printed.
        node: Whose points they are.
    """
    if not section.points_in_name:
        return name
    points = node.points.text if node.points else None
    if points is None and words.report.filing.definition.scored and node.children:
        points = digits(points_of(node.children))
    return f"{name}({points}分)" if points is not None else name
