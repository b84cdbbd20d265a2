"""perfeval render: one form into a file, many into a folder, several at a time."""

from __future__ import annotations

import os
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

from perfeval.cli.inputs import Input, files_of, load
from perfeval.model import Report
from perfeval.source import Problem, ProblemError, has_errors

__all__ = ["render"]

_FEW = 8
"""Forms that are written one after the other: starting workers would take longer."""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
"""What no file name on Windows may hold."""
_PLACES = ("year", "unit", "title", "name")


class _Job(NamedTuple):
    """A file to render, and how."""

    one: Input
    ruleset: str | None
    layout: str | None
    suffix: str
    pattern: str
    merged: str
    charts: bool


class _Done(NamedTuple):
    """What came of a job: the bytes with the name of their file, or none, and what is to be said."""

    source: str
    file: Path
    data: bytes | None
    problems: tuple[Problem, ...]


def render(options: Namespace) -> int:
    """Write forms; return 0, 1 where something was wrong, 2 where nothing could be written.

    Args:
        options: The options of the command.
    """
    files = files_of(options.paths)
    output = Path(options.output)
    several = len(files) > 1 or any(Path(path).is_dir() for path in options.paths) or output.is_dir()
    pattern = options.name or "{name}"
    unknown = [place for place in re.findall(r"\{(.*?)\}", pattern) if place not in _PLACES]
    if unknown:
        known = "、".join(f"{{{place}}}" for place in _PLACES)
        print(f"--name 里不认识的占位 {{{unknown[0]}}}\n  可用的：{known}", file=sys.stderr)
        return 2
    named = Path(pattern).suffix
    suffix = f".{options.format}" if options.format else (named or ".html") if several else output.suffix
    pattern = pattern.removesuffix(named)
    jobs = [
        _Job(one, options.ruleset, options.layout, suffix, pattern, options.merged, options.charts)
        for one in files
    ]
    return _write(jobs, output, several=several)


def _write(jobs: list[_Job], output: Path, *, several: bool) -> int:
    """Do the jobs and write what came of them; what failed is listed at the end."""
    from perfeval.formats import write_file

    written: dict[Path, str] = {}
    failed: list[str] = []
    wrong = False
    for number, done in enumerate(_results(jobs), 1):
        target = output / done.file if several else output
        for problem in done.problems:
            print(problem, file=sys.stderr)
        wrong = wrong or has_errors(done.problems)
        if done.data is None:
            failed.append(f"{done.source}：没有写出，原因见上")
        elif target in written:
            failed.append(f"{done.source}：{target} 已由 {written[target]} 写出，没有覆盖")
        else:
            write_file(target, done.data)
            written[target] = done.source
            print(target)
        if several and sys.stderr.isatty():
            print(f"\r{number}/{len(jobs)}", end="", file=sys.stderr, flush=True)
    if failed and several:
        print(f"{len(jobs)} 份中有 {len(failed)} 份没有写出：", file=sys.stderr)
        for line in failed:
            print(f"  {line}", file=sys.stderr)
        if any("没有覆盖" in line for line in failed):
            print("  同名的文件：改文件名，或用 --name '{unit}-{title}' 区分", file=sys.stderr)
    return int(wrong or bool(failed)) if written else 2


def _results(jobs: list[_Job]) -> Iterator[_Done]:
    """Yield what came of each job, in their order; many are done several at a time."""
    workers = min(os.cpu_count() or 1, len(jobs))
    if len(jobs) <= _FEW or workers < 2:
        yield from map(_do, jobs)
        return
    with ProcessPoolExecutor(workers) as pool:
        waiting = {pool.submit(_do, job): number for number, job in enumerate(jobs)}
        ready: dict[int, _Done] = {}
        following = 0
        for future in as_completed(waiting):
            ready[waiting[future]] = future.result()
            while following in ready:
                yield ready.pop(following)
                following += 1


def _do(job: _Job) -> _Done:
    """Load, score and render one file."""
    from perfeval.doors import form_bytes
    from perfeval.forms import layout_of, unplaced

    loaded = load(job.one, job.ruleset)
    if loaded.report is None:
        return _Done(loaded.name, Path(), None, loaded.problems)
    report = loaded.report
    file = job.one.below / f"{_named(job.pattern, report, job.one.path)}{job.suffix}"
    try:
        data = form_bytes(report, job.suffix, job.layout, merged=job.merged, charts=job.charts)  # type: ignore[arg-type]
        told = unplaced(report, layout_of(report.filing, report.ruleset, job.layout))
    except ProblemError as error:
        return _Done(loaded.name, file, None, (*loaded.problems, *error.problems))
    return _Done(loaded.name, file, data, (*loaded.problems, *told))


def _named(pattern: str, report: Report, path: Path) -> str:
    """Return the name of a file by its pattern, without signs that a file name may not hold."""
    definition = report.filing.definition
    places = {
        "year": str(definition.fiscal_year or ""),
        "unit": report.filing.unit or report.filing.implementing_unit or definition.implementing_unit or "",
        "title": definition.title,
        "name": path.stem,
    }
    filled = re.sub(r"\{(\w+)\}", lambda found: places[found[1]], pattern)
    return _FORBIDDEN.sub("_", filled).strip(" .")[:120] or path.stem
