"""The two forms of a published document: written as printed, and read back as filed."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import attrs
import pytest

from perfeval.doors import read_forms
from perfeval.exact import Decimal
from perfeval.formats import read_csv, read_html, write_csv, write_html
from perfeval.reading import load_ruleset
from perfeval.scoring import score
from tests.forms.build import FORMATS, back, bare, example, table_of

PUBLISHED = "wuhan-12333-forms-2024.txt"
TITLES = {
    "project": "## 服务运行经费项目自评表",
    "whole": "## 武汉市人力资源和社会保障投诉咨询中心整体绩效自评表",
}


def plain(text: str) -> str:
    """Return a text as it is compared: the scan's blanks and its markup around * are taken out."""
    return re.sub(r"\s+", "", text).replace("<b>*</b>", "*")


def seed_lines(cases: Path, name: str) -> list[list[str]]:
    """Return the lines of a form in the seed as lists of cells, mended in the three places where the scan broke."""
    text = (cases / PUBLISHED).read_text(encoding="utf-8")
    start = text.index(TITLES[name])
    body = text[start:].split("\n## ", 1)[0] if name == "whole" else text[start:]
    lines = [line for line in body.split("\n") if line.strip()]
    cells = [[cell.strip() for cell in line.split("\t") if cell.strip()] for line in lines]
    for row in cells:
        # 1. The left label of the indicators lost all but four signs.
        if row[0] == "年绩目(分)":
            row[0] = "年度绩效目标(80分)"
    for above, below in itertools.pairwise(cells):
        # 2. 部门整体支出总额 is one cell over two rows, its text was cut between them.
        if "部门整体" in above and below[0] == "支出总额":
            above[above.index("部门整体")] += below.pop(0)
    return cells


@pytest.mark.parametrize("kind", ["html", "csv"])
@pytest.mark.parametrize("name", ["project", "whole"])
def test_lines_equal_the_seed(cases: Path, name: str, kind: str) -> None:
    """Every line of the written form has the seed's labels and values in the seed's order, and no line is more."""
    table = table_of(name)
    if kind == "html":
        (read,) = read_html(write_html(table), "a.html")
        # Merged cells are shown once, as print shows them.
        rows = read_csv(write_csv(table, "blank"), "a.csv")[0].rows[3 : 3 + len(table.rows)]
        assert len(read.rows) == len(rows)
        head = [text for text in read.above if text]
    else:
        found = read_csv(write_csv(table, "blank"), "a.csv")[0].rows
        head = [row[0] for row in found[:3]]
        rows = found[3 : 3 + len(table.rows)]
    seed = seed_lines(cases, name)

    assert [plain(text) for text in head] == [plain(row[0].removeprefix("## ")) for row in seed[:3]]
    assert [plain("".join(filter(None, row))) for row in rows] == [plain("".join(row)) for row in seed[3:]]


@pytest.mark.parametrize("name", ["project", "whole"])
def test_values_stay_as_typed(cases: Path, name: str) -> None:
    """Targets and actuals keep the seed's very characters, `≪5个工作日` and `83. 2%` included; scores its digits."""
    rows = read_csv(write_csv(table_of(name), "repeat"), "a.csv")[0].rows
    ours = [row for row in rows if row[0].startswith("年度绩效") and row[-1] != "得分"]
    printed = [
        row
        for row in seed_lines(cases, name)
        if len(row) >= 4 and row[-2].endswith(("人", "次", "%", "日")) and "资金" not in row[0]
    ]

    assert len(ours) == len(printed) == 7
    assert [list(row[-3:-1]) for row in ours] == [row[-3:-1] for row in printed]
    assert [row[-1] for row in ours] == [plain(row[-1]) for row in printed]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", ["project", "whole"])
def test_read_back_equals_the_report(name: str, kind: str) -> None:
    """What was written reads back as the same definition, actuals, amounts and texts, with the printed scores."""
    report = example(name)
    form = back(table_of(name), kind)
    printed = form.filing.printed

    assert form.problems == ()
    assert attrs.evolve(form.filing, printed=None) == bare(report.filing)
    assert printed is not None
    assert printed.total == "99.17"
    assert printed.budget is not None
    assert (printed.budget.rate, printed.budget.score) == ("100%", "20")
    assert printed.scores == {
        line.leaf.indicator.name: f"{line.score:f}".rstrip("0").rstrip(".")
        if "." in str(line.score)
        else str(line.score)
        for line in report
    }


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", ["project", "whole"])
def test_what_was_read_back_scores_the_same(name: str, kind: str) -> None:
    """The read form scores 99.17 under the rule set that it was written by."""
    form = back(table_of(name), kind)

    assert score(form.filing, load_ruleset("hubei-2020")).total == Decimal("99.17")


def test_the_document_reads_itself(cases: Path) -> None:
    """The annex of the published document holds exactly two forms; each equals its hand-written example."""
    assert_the_examples(cases / PUBLISHED)


def assert_the_examples(document: Path) -> None:
    """Read a document, and find the two examples in it."""
    forms = read_forms(document)

    assert [form.layout for form in forms] == ["hubei-whole", "hubei-project"]
    for form, name in zip(forms, ("whole", "project"), strict=True):
        expected = attrs.evolve(bare(example(name).filing), printed=None)
        year = attrs.evolve(expected.definition, fiscal_year=2024)  # the document's headings print it
        assert attrs.evolve(form.filing, printed=None) == attrs.evolve(expected, definition=year)
        assert score(form.filing, load_ruleset("hubei-2020")).total == Decimal("99.17")
    assert [problem.code for form in forms for problem in form.problems] == ["TB22"]
