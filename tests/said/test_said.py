"""Whatever the engine says has been read and approved: a changed sentence, place, span or number shows."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import perfeval
from perfeval.model import Definition, Entry, Filing, Indicator, Report
from perfeval.notation import CODES, align, read_actual, read_amount, read_target
from perfeval.reading import parse_filing, ruleset_ids
from perfeval.reading.cases import load_cases
from perfeval.scoring import register, score
from perfeval.testing.frame import Frame
from tests.said.cells import AMOUNTS, CELLS, PAIRS
from tests.said.forms import BUDGETS, FILED, FORMS, METHODS, ROWS, form, rows
from tests.said.rules import rules_of
from tests.said.saying import approve, of_measure, of_pair, of_problem, of_report

PACKAGE = Path(perfeval.__file__).parent
register("said-half", lambda target, actual, sign, points: points * actual / target / (2 if sign else 4))


def scored(name: str, text: str) -> Report:
    """Return the report of the text of a form, as read from a file called f.yaml."""
    return score(parse_filing(text, "f.yaml"), rules_of(name))


def test_what_cells_say(request: pytest.FixtureRequest) -> None:
    """Each cell, read as a target and as an actual where that differs, and the example of every code."""
    lines: list[str] = []
    for text in dict.fromkeys([*CELLS, *(text for code in CODES for text in (code.bad, code.good) if text)]):
        target, actual = list(of_measure(read_target(text))), list(of_measure(read_actual(text)))
        told = [line.replace("! TG", "! AC").replace("目标值", "完成值") for line in target]
        lines += [*target, *(["  = 完成值"] if told == actual else actual)]
    approve("cells", lines, request)


def test_what_amounts_say(request: pytest.FixtureRequest) -> None:
    """Each amount without a money unit and in two of them."""
    read = [(unit, read_amount(text, unit)) for text in AMOUNTS for unit in (None, "元", "万元")]
    approve("amounts", [f"{unit} {line}" for unit, one in read for line in of_measure(one)], request)


def test_what_pairs_say(request: pytest.FixtureRequest) -> None:
    """Each target with its actual, in one unit."""
    lines = (
        line
        for target, actual in PAIRS
        for line in of_pair(target, actual, align(read_target(target), read_actual(actual)))
    )
    approve("pairs", lines, request)


@pytest.mark.parametrize("name", ["full", "bare", "other"])
def test_what_rows_say(name: str, request: pytest.FixtureRequest) -> None:
    """The same rows under three rule sets: score, rule, clause, sentence and problems, each at its place."""
    approve(f"rows-{name}", of_report(scored(name, form(name, rows(ROWS)))), request)


def test_what_methods_say(request: pytest.FixtureRequest) -> None:
    """Every shape as a method, with its edges."""
    approve("methods", of_report(scored("full", form("full", rows(METHODS)))), request)


@pytest.mark.parametrize("name", ["full", "bare", "other", "specimen", "gaps"])
def test_what_budgets_say(name: str, request: pytest.FixtureRequest) -> None:
    """Budgets with everything that can be wrong with them, under four rule sets."""
    lines: list[str] = []
    for what, budget in BUDGETS.items():
        body = f"indicators: [{{name: 甲, points: 90, target: ≥5}}]\nactuals: {{甲: 5}}\nbudget: {budget}"
        lines += [f"# {what}", *of_report(scored(name, form(name, body)), rows=False)]
    approve(f"budgets-{name}", lines, request)


def test_what_forms_say(request: pytest.FixtureRequest) -> None:
    """Forms with a point of their own, every step with its values."""
    lines: list[str] = []
    for what, (name, body) in FORMS.items():
        lines += [f"# {what}", *of_report(scored(name, form(name, body)), steps=True)]
    approve("forms", lines, request)


def test_what_filings_say(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A definition and a filing in files of their own: each problem stands in the file that it is about."""
    lines: list[str] = []
    for what, (name, definition, filing) in FILED.items():
        head = "format: perfeval-definition-1\ntitle: 示例\nfiscal_year: 2024"
        leaf = "indicators: [{name: 甲, points: 90, target: ≥5}]"
        (tmp_path / "d.yaml").write_text(f"{head}\n{definition}\n{leaf}\n", encoding="utf-8")
        text = f"format: perfeval-filing-1\ndefinition: d.yaml\n{filing}\nactuals: {{甲: 4}}\n"
        report = score(parse_filing(text, "f.yaml", tmp_path), rules_of(name))
        lines += [f"# {what}", *of_report(report)]
    approve("filings", [line.replace(f"{tmp_path}/", "") for line in lines], request)


def test_what_cases_say(request: pytest.FixtureRequest) -> None:
    """Every case beside a rule set, told as the engine tells it."""
    approve("cases", (line for name in (*ruleset_ids(), "specimen") for line in told(name)), request)


def told(name: str) -> list[str]:
    """Return what the engine says of the cases beside one rule set."""
    folder = "testing" if name == "specimen" else "rulesets"
    lines = [f"## {name}"]
    for case in load_cases(PACKAGE / folder / f"{name}.cases.yaml"):
        if case.given.total is not None:
            continue
        frame = Frame(rules_of(name))
        report = score(case.given.filing or frame.filing(case.given.rows, case.given.budget), rules_of(name))
        asked = {row.indicator.key for row in case.given.rows}
        lines += [f"# {case.name}", *(f"  {line.explain()}" for line in report if line.leaf.key in asked)]
        lines += [f"  {report.budget.explain()}"] if case.given.budget and report.budget else []
        lines += [of_problem(attrs.evolve(one, place=None, spans=())) for one in report.problems]
    return lines


def test_records_built_in_python_have_no_places() -> None:
    """Records without origins are scored alike; only the places of their problems are missing."""
    leaf = Indicator(name="甲", target=read_target("约5"))
    filed = {"甲": Entry(actual=read_actual("4"), target=read_target("约5"))}
    bare = Filing(
        definition=Definition(title="示例", fiscal_year=2012, indicators=(leaf,), budget=None), actuals=filed
    )
    text = form("full", "fiscal_year: 2012\nindicators: [{name: 甲, target: 约5}]\nbudget: null")
    read = parse_filing(f"{text}actuals: {{甲: {{actual: 4, target: 约5}}}}\n")
    ours, theirs = (score(one, rules_of("full")) for one in (bare, read))

    assert [one.fact for one in theirs.lines[0].problems] == [one.fact for one in ours.lines[0].problems]
    assert all(one.place is None for one in ours.problems)
