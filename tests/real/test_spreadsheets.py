"""Written workbooks in the program that people open them with: LibreOffice Calc computes, saves and converts them."""

from __future__ import annotations

import random
import re
from pathlib import Path

import attrs
import openpyxl
import pytest

import perfeval
from perfeval.doors import form_of, read_form, score
from perfeval.exact import Fraction, Number
from perfeval.formats.spreadsheets.xlsx_write import write_xlsx
from perfeval.forms import Table, fill, layout_ids, load_layout, placed
from perfeval.model import BudgetFiled, BudgetPlan, Definition, Entry, Filing, Indicator, Report
from perfeval.notation import read_actual, read_amount, read_target
from perfeval.reading import load_ruleset
from tests.forms.build import example
from tests.real.calc import opened

pytestmark = pytest.mark.real
NUMBER = re.compile(r"\d+(\.\d+)?")
KINDS = [
    ("≥90%", ["87.5%", "90%", "100%", "12.3%", "0%"]),
    ("≥60万人次", ["187.72万人次", "55万人次", "59.999万人次"]),
    ("≥44人", ["51人", "43人", "0人", "1人"]),
    ("≤5个工作日", ["5个工作日", "4个工作日", "6个工作日", "7.5个工作日"]),
    ("≤3.5小时", ["2小时", "3.6小时", "90分钟"]),
    ("≥3万元", ["25000元", "2.5万元", "3.01万元"]),
    ("=100%", ["100%", "95%", "33.3%"]),
    ("≥7件", ["1件", "2件", "3件", "4件", "5件", "6件"]),
    ("显著提升", ["达成预期指标", "显著提升"]),
]  # fmt: skip


def forgotten(table: Table) -> Table:
    """Return a table whose formulas have no stored result."""
    return table._replace(
        rows=tuple(
            tuple(
                cell._replace(text="", figure=cell.figure._replace(value=None) if cell.figure else None)
                if cell.formula
                else cell
                for cell in row
            )
            for row in table.rows
        )
    )


def made(seed: int, actuals: int | None = None) -> Report:
    """Return the report of a form with rows of every kind; *actuals* draws what was done from another seed."""
    draw, done = random.Random(seed), random.Random(seed if actuals is None else actuals)
    rows = [draw.choice(KINDS) for _ in range(draw.randint(1, 8))]
    points = [draw.choice(["8", "30", "22.5", "10", "7"]) for _ in rows]
    leaves = tuple(
        Indicator(name=f"指标{n}", points=Number.of(share), target=read_target(target))
        for n, ((target, _), share) in enumerate(zip(rows, points, strict=True), 1)
    )
    entries = {
        leaf.key: Entry(actual=read_actual(done.choice(texts)))
        for leaf, (_, texts) in zip(leaves, rows, strict=True)
    }
    budget = BudgetFiled(
        money_unit="万元", adjusted=read_amount("337.12", "万元"),
        executed=read_amount(done.choice(["337.12", "100", "33.3", "300.01", "0"]), "万元"),
    )  # fmt: skip
    total = sum((Fraction(share) for share in points), Fraction(0))
    rules = attrs.evolve(load_ruleset(draw.choice(["hubei-2020", "cn-2020"])), total=Number.of(total + 20))
    assert rules.budget is not None
    rules = attrs.evolve(rules, budget=attrs.evolve(rules.budget, points=Number.of("20")), weights=None)
    definition = Definition(
        title="示例", fiscal_year=2024, indicators=leaves,
        budget=BudgetPlan(points=Number.of("20"), money_unit="万元", initial=read_amount("300", "万元")),
    )  # fmt: skip
    return score(Filing(definition=definition, actuals=entries, budget=budget), rules)


def results(path: Path, table: Table) -> dict[str, object]:
    """Return what stands in the cells of a computed workbook that a form computes or leaves open, by their keys."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    found: dict[str, object] = {}
    first = 1 + bool(table.subtitle) + len(table.above)
    for top, row in enumerate(placed(table)):
        for left, cell in row:
            if cell.key and (cell.role == "score" or cell.open):
                found[cell.key] = sheet.cell(first + top + 1, left + 1)
    return found


def printed(report: Report) -> dict[str, str | None]:
    """Return the engine's digits by the keys of their cells."""
    scores = {f"row{number}.score": line.score for number, line in enumerate(report, 1)}
    scores["budget.score"] = report.budget.score if report.budget else None
    scores["total"] = report.total
    return {key: None if value is None else f"{value:.2f}" for key, value in scores.items()}


def computed(path: Path, table: Table, keys: set[str]) -> dict[str, str | None]:
    """Return the digits that LibreOffice computed by the keys of their cells."""
    cells = results(path, table)
    values = {key: getattr(cells[key], "value", None) for key in keys if key in cells}
    return {key: f"{value:.2f}" if isinstance(value, int | float) else None for key, value in values.items()}


def test_recalculation_gives_the_engines_digits(tmp_path: Path) -> None:
    """In 200 forms LibreOffice, given no stored result, computes every score and total as the engine did."""
    reports = [made(seed) for seed in range(200)]
    tables = [fill(report, load_layout("cn-project"), live=True) for report in reports]
    files = []
    for number, table in enumerate(tables):
        files.append(tmp_path / f"f{number}.xlsx")
        files[-1].write_bytes(write_xlsx(forgotten(table)))
    out = opened(tmp_path, files, "xlsx")
    wrong = []
    for number, (report, table) in enumerate(zip(reports, tables, strict=True)):
        expected = printed(report)
        if computed(out / f"f{number}.xlsx", table, set(expected)) != expected:
            wrong.append(number)

    assert wrong == []


def test_a_changed_input_is_scored_as_the_engine_scores_it(tmp_path: Path) -> None:
    """Actuals and amounts typed over those of another filing come to what the engine gives for them."""
    pairs = [(made(seed), made(seed, actuals=seed + 1000)) for seed in range(60)]
    layout = load_layout("cn-project")
    files = []
    for number, (old, new) in enumerate(pairs):
        path = tmp_path / f"f{number}.xlsx"
        path.write_bytes(write_xlsx(forgotten(fill(old, layout, live=True))))
        book = openpyxl.load_workbook(path)
        for key, place in results(path, fill(old, layout, live=True)).items():
            typed = next(
                (cell for row in fill(new, layout, live=True).rows for cell in row if cell.key == key), None
            )
            if typed is None or not (key.endswith(".actual") or key == "budget.executed"):
                continue
            target = book.worksheets[0][getattr(place, "coordinate", "")]
            if typed.figure is not None and typed.figure.value is not None:
                target.value, target.number_format = float(typed.figure.value), typed.figure.format
            else:
                target.value = typed.text
        book.save(path)
        files.append(path)
    out = opened(tmp_path, files, "xlsx")
    wrong = []
    for number, (old, new) in enumerate(pairs):
        expected = printed(new)
        numeric = {
            f"row{n}.score" for n, (one, other) in enumerate(zip(old, new, strict=True), 1)
            if _same_unit(one.actual, other.actual)
        }  # fmt: skip
        kept = {key: text for key, text in expected.items() if key in numeric or key == "budget.score"}
        got = computed(out / f"f{number}.xlsx", fill(old, layout, live=True), set(kept))
        if got != kept:
            wrong.append((number, got, kept))

    assert wrong == []


def _same_unit(one: object, other: object) -> bool:
    """Return whether two actuals are numbers of one unit: a cell takes numbers in the unit it was made for."""
    units = [getattr(getattr(measure, "quantity", None), "unit", None) for measure in (one, other)]
    scales = [getattr(getattr(measure, "quantity", None), "scale", None) for measure in (one, other)]
    return units[0] is not None and units[0] == units[1] and scales[0] == scales[1]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_saved_by_libreoffice_every_layout_reads_equal(tmp_path: Path, kind: str) -> None:
    """Each layout's workbook, opened and saved again, reads back as the form that was written."""
    report = example("project")
    files = []
    for name in layout_ids():
        files.append(tmp_path / f"{name}.xlsx")
        files[-1].write_bytes(write_xlsx(form_of(report, name, explained=True, live=True)))
    out = opened(tmp_path, files, kind)
    for name, file in zip(layout_ids(), files, strict=True):
        before, after = read_form(file), read_form(out / f"{name}.{kind}")
        assert (after.layout, after.filing) == (before.layout, before.filing), name


def test_a_blank_workbook_filled_in_scores_like_the_yaml(tmp_path: Path) -> None:
    """填报.xlsx, filled in by a spreadsheet program and read back, scores as the same actuals in YAML do."""
    report = example("project")
    definition = report.filing.definition
    path = perfeval.blank(definition, tmp_path / "填报.xlsx")
    empty = fill(score(Filing(definition=definition), "hubei-2020"), load_layout("hubei-project"), live=True)
    book = openpyxl.load_workbook(path)
    for key, place in results(path, empty).items():
        typed = {f"row{n}.actual": line.actual.text for n, line in enumerate(report, 1) if line.actual}
        typed |= {"budget.adjusted": "337.12", "budget.executed": "337.12", "unit": "某单位"}
        if key in typed:
            found = NUMBER.search(typed[key].replace(" ", ""))
            value = float(found[0]) if found else typed[key]
            share = typed[key].endswith("%") and isinstance(value, float)
            book.worksheets[0][getattr(place, "coordinate", "")].value = value / 100 if share else value
    book.save(path)
    filled = opened(tmp_path, [path], "xlsx") / path.name
    form = read_form(filled, definition=definition)

    assert [problem for problem in form.problems if problem.severity == "error"] == []
    assert score(form.filing).total == report.total
    assert form.filing.printed is not None
    assert form.filing.printed.total == "99.17"


def test_saved_by_libreoffice_every_document_reads_equal(tmp_path: Path) -> None:
    """Each layout's Word document, opened and saved again as Word, reads back as the form that was written."""
    report = example("project")
    files = []
    for name in layout_ids():
        files.append(tmp_path / f"{name}.docx")
        perfeval.render(report, files[-1], name)
    out = opened(tmp_path, files, "docx:MS Word 2007 XML")
    for name, file in zip(layout_ids(), files, strict=True):
        before, after = read_form(file), read_form(out / file.name)
        assert (after.layout, after.filing) == (before.layout, before.filing), name
