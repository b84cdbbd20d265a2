"""The formulas of a written workbook, computed: they come to what the engine gives, for the input that is there and others."""

from __future__ import annotations

from typing import Any

import pytest

from perfeval.exact import Fraction
from perfeval.forms import Table, fill, load_layout
from perfeval.forms.figures import figure_of, waiting
from perfeval.model import Report, RuleSet
from perfeval.reading import load_ruleset, parse_filing, ruleset_ids
from perfeval.scoring import score
from perfeval.testing import specimen
from tests.spreadsheet.values import DIALECTS, Value
from tests.spreadsheet.workbook import places, sheet_of

INPUTS = ["0", "0.5", "1", "2.4", "2.5", "2.6", "4", "5", "6", "7.5", "10", "79", "80", "88.8", "90", "95", "100", "105", "110", "112", "115", "116", "130", "140", "150", "170", "200", "260", "1000"]  # fmt: skip
TARGETS = [
    ("≥{}%", "{}%"), ("≥{}件", "{}件"), ("＞{}件", "{}件"), ("≤{}天", "{}天"), ("＜{}天", "{}天"), ("={}%", "{}%"), ("={}件", "{}件"),
    ("≥{}万人次", "{}万人次"), ("≤{}小时", "{}分钟"), ("≥{}万元", "{}元"), ("{}件", "{}件"), ("≥{}", "{}"),
]  # fmt: skip
METHODS = ["", "满意度赋分", "偏离分档", "保底目标挑战", "缺项扣分", "按数累加", "人工定分"]


def rules_of(name: str) -> RuleSet:
    """Return a shipped rule set, or the kit's specimen."""
    return specimen() if name == "specimen" else load_ruleset(name)


def report_of(rules: RuleSet, target: str, actual: str, method: str = "", points: str = "22.5") -> Report:
    """Return the report of a form with one row."""
    asked = f", method: {method}" if method else ""
    text = (
        f"format: perfeval-form-1\ntitle: 示例\nfiscal_year: 2024\nbudget: {{points: 10, money_unit: 万元, initial: 200, adjusted: 100, executed: 80}}\n"
        f"indicators: [{{name: 数量指标, children: [{{name: 甲, points: {points}, target: '{target}'{asked}}}]}}]\nactuals: {{甲: '{actual}'}}\n"
    )
    return score(parse_filing(text), rules)


class Written:
    """A form as a workbook that was written and opened again."""

    def __init__(self, table: Table) -> None:
        """Write it."""
        self.at = places(table)
        self.sheets = [sheet_of(table, dialect) for dialect in DIALECTS]

    def results(self, key: str, **changed: Any) -> tuple[Value, ...]:
        """Return what a cell comes to in each dialect after some others were changed."""
        typed = {self.at[name.replace("__", ".")]: _typed(value) for name, value in changed.items()}
        return tuple(sheet.changed(typed).value(self.at[key]) for sheet in self.sheets)

    @property
    def kept(self) -> bool:
        """Return whether the score is one that no formula computes: it stands as long as its actual does."""
        return "ISNUMBER" not in str(self.sheets[0].cells.get(self.at["row1.score"]))


def _typed(value: Any) -> Value:
    """Return a value as it stands in a cell after it was typed."""
    return float(value) if isinstance(value, Fraction) else value


def as_cells(value: Any) -> tuple[Value, ...]:
    """Return a score as its cell shows it in each dialect."""
    return ("" if value is None else float(value),) * len(DIALECTS)


@pytest.mark.parametrize("name", ["specimen", *ruleset_ids()])
def test_each_input_scores_as_the_engine_scores_it(name: str) -> None:
    """For every sign, unit and method: the formula of a form, given another actual, gives the engine's score for it."""
    rules = rules_of(name)
    if rules.rounding.score.mode not in ("half_up", "down"):
        rules = rules.__class__(**{**_fields(rules), "rounding": load_ruleset("cn-2020").rounding})
    methods = [method for method in METHODS if not method or method in rules.methods]
    layout, wrong, compared = load_layout("cn-project"), [], 0
    for written, typed in TARGETS:
        for method in methods:
            target = written.format("100" if method else "2.5")
            form = Written(fill(report_of(rules, target, typed.format("3"), method), layout, live=True))
            for text in INPUTS:
                expected = report_of(rules, target, typed.format(text), method).lines[0].score
                figure = figure_of(typed.format(text))
                assert figure is not None
                found = form.results("row1.score", row1__actual=figure.value)
                compared += 1
                if found != as_cells(expected) and not form.kept:
                    wrong.append((target, typed.format(text), method, found, expected))

    assert wrong == []
    assert compared >= len(TARGETS) * len(INPUTS)


def _fields(rules: RuleSet) -> dict[str, Any]:
    """Return the fields of a rule set by the names of its arguments."""
    import attrs

    return {field.alias or field.name: getattr(rules, field.name) for field in attrs.fields(RuleSet)}


@pytest.mark.parametrize("name", ["specimen", "hubei-2020", "cn-2016", "guizhou-2021", "sichuan-2025"])
def test_each_amount_scores_as_the_engine_scores_it(name: str) -> None:
    """Budgets of zero, below, at and above 100 %, at the floor and a band's end: the formula gives the engine's score."""
    rules, layout = rules_of(name), load_layout("cn-project")
    assert rules.budget is not None
    text = "format: perfeval-form-1\ntitle: 示例\nfiscal_year: 2024\nbudget: {{points: {}, money_unit: 万元, initial: {}, adjusted: {}, executed: {}}}\nindicators: [{{name: 甲, points: 80, target: ≥5}}]\nactuals: {{甲: 5}}\n"
    points = rules.budget.points.text
    form = Written(fill(score(parse_filing(text.format(points, 100, 100, 80)), rules), layout, live=True))
    for base in (0, 100, 300):
        for executed in (0, 33.3, 59.99, 60, 90, 99.99, 100, 130, 300):
            done = score(parse_filing(text.format(points, base, base, executed)), rules)
            assert done.budget is not None
            given = {
                "budget__initial": Fraction(base),
                "budget__adjusted": Fraction(base),
                "budget__executed": Fraction(str(executed)),
            }
            if rules.rounding.score.mode in ("half_up", "down"):
                found = form.results("budget.score", **given)
                assert found == as_cells(done.budget.score), (base, executed)


def test_words_score_as_their_tiers_do() -> None:
    """A tier with a score of its own is live, another text keeps its score only as long as it stands."""
    rules = rules_of("system-2024")
    fixed = [rule for rule in rules.tiers.values() if rule.score is not None]
    table = fill(report_of(rules, "显著提升", "达成预期指标"), load_layout("cn-project"), live=True)
    cell = next(cell for row in table.rows for cell in row if cell.key == "row1.actual")

    assert bool(fixed) or cell.options != ()
    assert Written(table).results("row1.score", row1__actual="别的话") == (None,) * 3


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("87.5%", Fraction(7, 8), "0.0%"), ("44人", Fraction(44), '0"人"'), ("≥80%", Fraction(4, 5), '"≥"0%'), ("1,234.5", Fraction(2469, 2), "#,##0.0"), ("30", Fraction(30), "General"),
        ("29.170", Fraction(2917, 100), "0.000"), ("-5", Fraction(-5), "General"), ("05", None, ""), ("约5", None, ""), ("1 2", None, ""), ("1,23", None, ""), ("-0", None, ""), ("1234567890123456", None, ""),
    ],
)  # fmt: skip
def test_numbers_behind_texts(text: str, value: Fraction | None, code: str) -> None:
    """A text that a number format can show is a number, any other stays a text."""
    figure = figure_of(text)

    assert (value, code) == (None, "") if figure is None else (figure.value, figure.format) == (value, code)


def test_an_empty_cell_waits_in_the_unit_of_its_target() -> None:
    """What is typed there is shown with the unit; a target in words asks for no unit."""
    assert [waiting(text) and waiting(text).format for text in ("≥80%", "44人", "≥5", "提升")] == [
        "0.00%",
        'General"人"',
        "General",
        None,
    ]  # type: ignore[union-attr]
