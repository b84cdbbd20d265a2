"""perfeval read: forms in files of any kind → definition and filing as YAML, and what they score."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

import attrs

from perfeval.forms import ReadForm
from perfeval.model import Definition
from perfeval.source import Problem, ProblemError, has_errors

__all__ = ["read"]

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')


def read(options: Namespace) -> int:
    """Read forms and write each as YAML; return 0, 1 where something was wrong, 2 where nothing was read.

    Args:
        options: The options of the command.
    """
    from perfeval.reading import load_definition

    definition = load_definition(options.definition) if options.definition else None
    found: list[ReadForm] = []
    wrong = False
    for path in _files(options.paths):
        try:
            forms = _forms(path, options, definition)
        except ProblemError as error:
            wrong = True
            _say(error.problems)
            continue
        for form in forms:
            _say(form.problems)
            found.append(form)
            failed = _write(form, path, len(found), options)
            wrong = wrong or failed or has_errors(form.problems)
    print(f"共读出 {len(found)} 张表", file=sys.stderr)
    return int(wrong) if found else 2


def _files(paths: Iterable[str]) -> list[Path]:
    """Return the files that the paths hold: a folder is searched for everything that can be read."""
    from perfeval.formats import FORMATS

    found: list[Path] = []
    for text in paths:
        path = Path(text)
        if path.is_dir():
            readable = (
                file for file in sorted(path.rglob("*")) if file.suffix.lower() in (*FORMATS, ".json")
            )
            found += [file for file in readable if file.is_file() and not file.name.startswith(("~$", "."))]
        else:
            found.append(path)
    return found


def _forms(path: Path, options: Namespace, definition: Definition | None) -> list[ReadForm]:
    """Return the forms of a file, with the year and the rule set that were named."""
    from perfeval.doors import read_forms

    forms = []
    for form in read_forms(path, options.layout, definition):
        own = form.definition
        year = options.year or own.fiscal_year
        rules = options.ruleset or own.ruleset or _implied(form.layout)
        if definition is None:
            own = attrs.evolve(own, fiscal_year=year, ruleset=rules)
        forms.append(attrs.evolve(form, filing=attrs.evolve(form.filing, definition=own)))
    return forms


def _implied(layout: str) -> str | None:
    """Return the rule set that a layout implies: the only shipped one that names it."""
    from perfeval.reading import load_ruleset, ruleset_ids

    named = [name for name in ruleset_ids() if layout and layout in load_ruleset(name).layouts.values()]
    return named[0] if len(named) == 1 else None


def _write(form: ReadForm, path: Path, number: int, options: Namespace) -> bool:
    """Write one form and say what it scores; return whether something was wrong."""
    from perfeval.doors import score
    from perfeval.formats import write_file
    from perfeval.reading import dump_definition, dump_form

    # A table of targets, on which nothing is filed yet, is a definition.
    filed = form.filing.budget is not None and form.filing.budget.executed is not None
    empty = not form.filing.actuals and not filed
    title = _FORBIDDEN.sub("_", form.definition.title)[:60].strip("_")
    target = Path(options.output) / f"{path.stem}-{number}{f'-{title}' if title else ''}.yaml"
    write_file(target, (dump_definition(form.definition) if empty else dump_form(form.filing)).encode())
    if empty:
        print(f"{target}：{form.definition.title}，{len(form.definition.leaves)} 项指标，没有填报，写成定义")
        return False
    printed = form.filing.printed.total if form.filing.printed else None
    shown = f"，表上印的总分 {printed}" if printed else ""
    head = f"{target}：{form.definition.title}，{len(form.definition.leaves)} 项指标{shown}"
    if form.definition.ruleset is None:
        print(f"{head}\n  不知道用哪个计分规则：perfeval read 加 --ruleset，或在写出的文件里写 ruleset")
        return False
    if form.definition.fiscal_year is None:
        print(f"{head}\n  表上没有印年度：perfeval read 加 --year，或在写出的文件里写 fiscal_year")
        return False
    try:
        report = score(form.filing)
    except ProblemError as error:
        print(head)
        _say(error.problems)
        return True
    total = report.total if report.total is not None else "未定"
    print(f"{head}，按 {form.definition.ruleset} 计分 {total}")
    return has_errors(report.problems)


def _say(problems: Iterable[Problem]) -> None:
    """Print problems to stderr."""
    for problem in problems:
        print(problem, file=sys.stderr)
