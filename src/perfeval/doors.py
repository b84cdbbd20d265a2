"""What a user calls: the rooms joined, from a file to a form and back. `perfeval` itself offers these names lazily."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import attrs

from perfeval.forms import Layout, Table, codes, fill, layout_ids, layout_of, load_layout
from perfeval.model import Definition, Filing, Report, RuleSet
from perfeval.reading import load_ruleset, ruleset_of
from perfeval.scoring import score as score_filing
from perfeval.source import Place, ProblemError, Source

if TYPE_CHECKING:
    from perfeval.forms import ReadForm
    from perfeval.model import Comparison

__all__ = ["blank", "compare_rulesets", "form_bytes", "form_of", "read_form", "read_forms", "render", "score"]


def score(filing: Filing, ruleset: str | RuleSet | None = None) -> Report:
    """Score a filing.

    Args:
        filing: What `load_filing` or `read_form` returned.
        ruleset: The id of a shipped rule set, the path of a file, or a rule set; None means the one that the
            filing's definition names.

    Returns:
        The report. Mistakes in the data never raise here: a row in error has no score and the form no total.

    Raises:
        ProblemError: Where no rule set is named, or it cannot be loaded.
        TypeError: For anything but a filing, such as its path.

    >>> import perfeval
    >>> report = perfeval.score(perfeval.load_filing("examples/wuhan-12333-project-2024.yaml"))
    >>> report.total
    Decimal('99.17')
    """
    if not isinstance(filing, Filing):
        message = f"score takes a Filing, as load_filing returns it, not {type(filing).__name__}"
        raise TypeError(message)
    rules = ruleset if isinstance(ruleset, RuleSet) else ruleset_of(filing, ruleset)
    return attrs.evolve(score_filing(filing, rules), show=_notebook)


def compare_rulesets(
    filings: Filing | Iterable[Filing], rulesets: Sequence[str | Path | RuleSet]
) -> Comparison:
    """Score the same filings under several rule sets: which rows differ and why, how many totals and grades move.

    Args:
        filings: One filing or many, as `load_filing` returns them.
        rulesets: Two or more: ids, paths of files, or rule sets. The first is the yardstick.

    Returns:
        One report per filing and rule set, with the rows that differ and the number of totals and grades that move.

    Raises:
        ProblemError: Where a rule set cannot be loaded.
        ValueError: For fewer than two rule sets.

    >>> import perfeval
    >>> filing = perfeval.load_filing("examples/wuhan-12333-project-2024.yaml")
    >>> found = perfeval.compare_rulesets(filing, ["hubei-2020", "system-2024"])
    >>> found.forms[0].totals, [difference.name for difference in found.forms[0].differences]
    ((Decimal('99.17'), None), ['服务外包人员人数', '电话投诉咨询服务人数'])
    """
    from perfeval.model import Comparison, FormComparison

    if len(rulesets) < 2:
        message = "compare_rulesets takes two rule sets or more"
        raise ValueError(message)
    rules = tuple(one if isinstance(one, RuleSet) else load_ruleset(one) for one in rulesets)
    filed = (filings,) if isinstance(filings, Filing) else tuple(filings)
    return Comparison(
        rules, tuple(FormComparison(tuple(score(filing, one) for one in rules)) for filing in filed)
    )


def _notebook(report: Report) -> str:
    """Return a report as HTML for a notebook."""
    from perfeval.formats import write_html

    return write_html(form_of(report, explained=True)).decode()


def form_of(
    report: Report, layout: str | None = None, *, explained: bool = False, live: bool = False
) -> Table:
    """Return the form of a report as a table.

    Args:
        report: The report.
        layout: The id or path of a layout; None means the one that the rule set names for this kind of form.
        explained: Whether the explanations of the scores are added.
        live: Whether cells carry their numbers and formulas, for a spreadsheet.

    Raises:
        ProblemError: Where there is no layout, or it cannot be loaded.
    """
    return fill(report, layout_of(report.filing, report.ruleset, layout), explained=explained, live=live)


def render(
    report: Report,
    path: str | Path,
    layout: str | None = None,
    *,
    merged: Literal["repeat", "blank"] = "blank",
    charts: bool = False,
) -> Path:
    """Write the form of a report into a file.

    Args:
        report: The report.
        path: The file; its suffix names the format: .html, .csv, .xlsx, .docx, .pdf, .md, .json.
        layout: The id or path of a layout; None means the one that the rule set names for this kind of form.
        merged: For CSV: whether the further cells of a merged area stay blank, or repeat its text.
        charts: For HTML and PDF: whether a page of charts is added.

    Returns:
        The path. An interruption leaves the old file or the new one, never a half.

    Raises:
        ProblemError: For a suffix that is no format or whose extra is not installed, and where there is no layout.
        OSError: Where the file cannot be written.

    >>> import perfeval, tempfile
    >>> report = perfeval.score(perfeval.load_filing("examples/wuhan-12333-project-2024.yaml"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     perfeval.render(report, f"{folder}/自评表.html").stat().st_size > 5000
    True
    """
    from perfeval.formats import write_file

    target = Path(path)
    write_file(target, form_bytes(report, target.suffix, layout, merged=merged, charts=charts))
    return target


def form_bytes(
    report: Report,
    suffix: str,
    layout: str | None = None,
    *,
    merged: Literal["repeat", "blank"] = "blank",
    charts: bool = False,
) -> bytes:
    """Return the form of a report in a format.

    Args:
        report: The report.
        suffix: The format, as for `render`.
        layout: The id or path of a layout; None means the one that the rule set names for this kind of form.
        merged: For CSV: whether the further cells of a merged area stay blank, or repeat its text.
        charts: For HTML and PDF: whether a page of charts is added.

    Raises:
        ProblemError: As for `render`.
    """
    from perfeval.formats import FORMATS, write_csv, write_json, write_table

    suffix = suffix.lower()
    if suffix == ".json":
        return write_json(report)
    table = form_of(
        report, layout, explained=suffix in FORMATS and FORMATS[suffix].explained, live=suffix == ".xlsx"
    )
    if charts and suffix in (".html", ".htm", ".pdf"):
        from perfeval.charts import charts as pictures

        table = table._replace(charts=pictures(report))
    if suffix == ".csv" and merged == "repeat":
        return write_csv(table, "repeat")
    return write_table(table, suffix)


def blank(
    definition: Definition, path: str | Path, layout: str | None = None, ruleset: str | None = None
) -> Path:
    """Write an empty form of a definition: indicators and targets, no actuals, no scores.

    An Excel workbook computes the scores while it is filled in; `read_form` reads it afterwards.

    Args:
        definition: What `load_definition` returned.
        path: The file; its suffix names the format, as for `render`.
        layout: The id or path of a layout; None means the one that the rule set names for this kind of form.
        ruleset: The id or path of a rule set; None means the one that the definition names.

    Returns:
        The path.

    Raises:
        ProblemError: As for `score` and `render`.
        OSError: Where the file cannot be written.
    """
    from perfeval.formats import write_file, write_table

    filing = Filing(definition=definition)
    rules = ruleset_of(filing, ruleset)
    target = Path(path)
    live = target.suffix.lower() == ".xlsx"
    empty = fill(score_filing(filing, rules), layout_of(filing, rules, layout), live=live)
    write_file(target, write_table(empty, target.suffix))
    return target


def read_forms(
    path: str | Path, layout: str | None = None, definition: Definition | None = None
) -> tuple[ReadForm, ...]:
    """Read every self-evaluation form in a file.

    Args:
        path: A file: .html, .csv, .xlsx, .xls, .ods, .docx, .pdf with text, .md, .txt or .tsv with tabulators, or .json
            that perfeval wrote.
        layout: The id or path of a layout; None means that all shipped ones are tried.
        definition: What the forms should be of: they are held against it, and their actuals stand under its rows.

    Returns:
        The forms in their order, each as a filing with its definition and the printed scores, with the problems
        of its cells. A form names no rule set: pass one to `score`.

    Raises:
        ProblemError: For a file that cannot be read, or has no form.
    """
    from perfeval.formats import read_tables
    from perfeval.forms import recognise

    name = str(path)
    if Path(path).suffix.lower() == ".json":
        return (_from_json(Path(path)),)
    layouts: tuple[Layout, ...] = tuple(load_layout(one) for one in ((layout,) if layout else layout_ids()))
    tables = read_tables(Path(path))
    found = tuple(_checked(form, name) for table in tables for form in recognise(table, layouts))
    if not found:
        problems = [problem for table in tables for problem in table.problems]
        missing = codes.NOT_A_FORM.problem(codes.NOT_A_FORM.what)
        raise ProblemError([*problems, attrs.evolve(missing, place=Place(name))])
    if definition is None:
        return found
    from perfeval.forms.matching import match

    return tuple(match(form, definition, Place(name)) for form in found)


def _from_json(path: Path) -> ReadForm:
    """Return the form in a report that was written as JSON."""
    from perfeval.formats import read_json
    from perfeval.forms import ReadForm
    from perfeval.reading.files import read_source

    source, text = read_source(path)
    filing = read_json(text.encode(), source.name)
    return ReadForm(filing, "", (*filing.definition.problems, *filing.problems))


def _checked(form: ReadForm, name: str) -> ReadForm:
    """Return a form with the problems of its points: what a file says is checked whichever way it came."""
    from perfeval.reading.definitions import check_indicators
    from perfeval.reading.records import Reader

    reader = Reader(Source.of(name, ""))
    check_indicators(reader, form.definition)
    told = tuple(attrs.evolve(problem, place=Place(name)) for problem in reader.problems)
    return attrs.evolve(form, problems=(*form.problems, *told))


def read_form(path: str | Path, layout: str | None = None, definition: Definition | None = None) -> ReadForm:
    """Read the only self-evaluation form in a file.

    Args:
        path: A file, as for `read_forms`.
        layout: The id or path of a layout; None means that all shipped ones are tried.
        definition: What the form should be of, as for `read_forms`.

    Returns:
        The form, as for `read_forms`.

    Raises:
        ProblemError: As for `read_forms`, and where the file has more than one form.

    >>> import perfeval, tempfile
    >>> report = perfeval.score(perfeval.load_filing("examples/wuhan-12333-project-2024.yaml"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     form = perfeval.read_form(perfeval.render(report, f"{folder}/自评表.csv"))
    >>> form.filing.printed.total, perfeval.score(form.filing, "hubei-2020").total
    ('99.17', Decimal('99.17'))
    """
    forms = read_forms(path, layout, definition)
    if len(forms) > 1:
        problem = codes.SEVERAL_FORMS.problem(f"文件里有 {len(forms)} 张自评表")
        raise ProblemError([attrs.evolve(problem, place=Place(str(path)))])
    return forms[0]
