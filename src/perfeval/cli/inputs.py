"""The files that a command is given: single ones and folders, each loaded or with the problems that prevent it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import attrs

from perfeval.doors import score
from perfeval.model import Definition, Filing, Report
from perfeval.reading import codes, file_kind, load_definition, load_filing, load_ruleset, ruleset_of
from perfeval.reading.files import CASES_SUFFIX
from perfeval.scoring import form_problems
from perfeval.source import Place, Problem, ProblemError, has_errors

__all__ = ["Input", "Loaded", "files_of", "load", "load_all", "say", "status_of"]


class Input(NamedTuple):
    """A file to load, and in which folder below the one that was asked for it lies."""

    path: Path
    below: Path = Path()


@attrs.define(eq=False, repr=False)
class Loaded:
    """One input: its report where it has one, and everything found."""

    name: str
    report: Report | None = None
    problems: tuple[Problem, ...] = ()
    failed: bool = False
    below: Path = Path()

    @property
    def outcome(self) -> str:
        """Return the outcome in some words."""
        if self.report is None:
            return "读不出"
        errors = sum(problem.severity == "error" for problem in self.problems)
        mistakes = f"，错误 {errors} 个" if errors else ""
        if self.report.total is not None:
            grade = f" {self.report.grade}" if self.report.grade else ""
            return f"{self.report.total}{grade}{mistakes}"
        if not self.report.filing.definition.scored:
            return f"不计分的表{mistakes}"
        most = f"（最多 {self.report.at_most}）" if self.report.at_most is not None else ""
        return f"总分未定{most}{mistakes}"


def load_all(paths: Iterable[str], ruleset: str | None, *, every_kind: bool = False) -> list[Loaded]:
    """Return what the paths hold; a folder is searched for filings.

    Args:
        paths: Files and folders.
        ruleset: The rule set to score by, None for each filing's own.
        every_kind: Whether definitions, rule sets and layouts are loaded too, for checking.

    Raises:
        ProblemError: Where a folder holds nothing that could be loaded.
    """
    return [load(one, ruleset, every_kind=every_kind) for one in files_of(paths, every_kind=every_kind)]


def files_of(paths: Iterable[str], *, every_kind: bool = False) -> list[Input]:
    """Return the files that the paths hold; a folder is searched for filings.

    Args:
        paths: Files and folders.
        every_kind: Whether definitions, rule sets and layouts are looked for too.

    Raises:
        ProblemError: Where a folder holds nothing that could be loaded.
    """
    found: list[Input] = []
    for text in paths:
        path = Path(text)
        if not text or not path.is_dir():
            found.append(Input(path))
            continue
        inside = [file for file in sorted(path.rglob("*.y*ml")) if file.is_file()]
        files = [file for file in inside if every_kind or _filed(file)]
        if not files:
            problem = codes.MISSING_FILE.problem(
                "文件夹里没有填报文件（.yaml）", "核对文件夹；perfeval init 可以生成样例"
            )
            raise ProblemError([attrs.evolve(problem, place=Place(text))])
        found += [Input(file, file.relative_to(path).parent) for file in files]
    return found


def _filed(file: Path) -> bool:
    """Return whether a file in a folder is a filing, or may have been meant as one: broken files are not skipped."""
    return file_kind(file) in ("filing", "form", None)


def load(one: Input, ruleset: str | None, *, every_kind: bool = False) -> Loaded:
    """Return what a file holds, or the problems that prevent it.

    Args:
        one: The file.
        ruleset: The rule set to score by, None for the filing's own.
        every_kind: Whether definitions, rule sets and layouts are loaded too.
    """
    loaded = _load(one.path, ruleset, every_kind=every_kind)
    loaded.below = one.below
    return loaded


def _load(path: Path, ruleset: str | None, *, every_kind: bool) -> Loaded:
    """Return one input."""
    name = str(path)
    try:
        if path == Path():
            raise ProblemError(
                [codes.MISSING_FILE.problem("没有写文件名", "写出填报文件，或放填报文件的文件夹")]
            )
        if every_kind and path.name.endswith(CASES_SUFFIX):
            return Loaded(name, problems=_wrong_cases(path))
        kind = file_kind(path) if every_kind else None
        if kind == "definition":
            return Loaded(name, problems=_wrong_definition(load_definition(path), ruleset))
        if kind == "ruleset":
            load_ruleset(path)
            return Loaded(name)
        if kind == "layout":
            from perfeval.forms import load_layout

            load_layout(str(path) if "/" in name or "\\" in name else f"./{name}")
            return Loaded(name)
        filing = load_filing(path)
        report = score(filing, ruleset)
        return Loaded(name, report, report.problems)
    except ProblemError as error:
        return Loaded(name, None, error.problems, failed=True)


def _wrong_definition(definition: Definition, ruleset: str | None) -> tuple[Problem, ...]:
    """Return what is wrong with a definition, alone and under its rule set: nobody should file a form to learn it."""
    if not definition.scored or (ruleset is None and definition.ruleset is None):
        return definition.problems
    try:
        rules = ruleset_of(Filing(definition=definition), ruleset)
    except ProblemError as error:
        return (*definition.problems, *error.problems)
    return (*definition.problems, *form_problems(definition, rules))


def _wrong_cases(path: Path) -> tuple[Problem, ...]:
    """Return what the cases of a file come to otherwise than expected, under the rule set that they stand beside."""
    from perfeval.testing.cases import check_cases

    return check_cases(path, load_ruleset(path.with_name(f"{path.name.removesuffix(CASES_SUFFIX)}.yaml")))


def say(problems: Iterable[Problem]) -> None:
    """Print problems to stderr."""
    for problem in problems:
        print(problem, file=sys.stderr)


def status_of(loaded: list[Loaded]) -> int:
    """Return the exit code: 2 where nothing could be read, 1 where there is an error, else 0."""
    if all(item.failed for item in loaded):
        return 2
    return int(any(item.failed or has_errors(item.problems) for item in loaded))
