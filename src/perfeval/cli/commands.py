"""What each command does. Results go to stdout, problems to stderr."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from perfeval.cli.inputs import Loaded, load_all, say, status_of
from perfeval.source import ProblemError, has_errors

__all__ = ["blank", "check", "compare", "explain", "init", "layouts", "read", "render", "rulesets", "score"]


def score(options: Namespace) -> int:
    """Score filings: one as its form with explanations, several as one line each."""
    loaded = load_all(options.paths, options.ruleset)
    if options.format == "json":
        return _as_json(loaded, several=_several(options.paths, loaded))
    if _several(options.paths, loaded):
        _summary(loaded)
    elif loaded[0].report is not None:
        _one(loaded[0], options.layout)
    for item in loaded:
        say(item.problems)
    return status_of(loaded)


def _several(paths: list[str], loaded: list[Loaded]) -> bool:
    """Return whether more than one filing was asked for: a folder with one file is still a folder."""
    return len(loaded) > 1 or len(paths) > 1 or Path(paths[0]).is_dir()


def _as_json(loaded: list[Loaded], *, several: bool) -> int:
    """Print reports as JSON."""
    import json

    from perfeval.formats import problem_data, report_data

    data = [
        report_data(item.report)
        if item.report is not None
        else {
            "format": "perfeval-problems-1",
            "file": item.name,
            "problems": [problem_data(p) for p in item.problems],
        }
        for item in loaded
    ]
    shown = {"format": "perfeval-reports-1", "reports": data} if several else data[0]
    print(json.dumps(shown, ensure_ascii=False, indent=1))
    return status_of(loaded)


def _one(item: Loaded, layout: str | None) -> None:
    """Print one form with the explanation of every score."""
    from perfeval.doors import form_of
    from perfeval.formats import write_text
    from perfeval.forms import explanations, layout_of, unplaced

    if item.report is None:
        return
    try:
        table = form_of(item.report, layout, explained=True)
    except ProblemError as error:
        if layout is not None or item.report.filing.definition.kind in item.report.ruleset.layouts:
            say(error.problems)
            item.failed = True
            return
        # A rule set without a form still scores: the scores are said in lines.
        print(
            f"{item.report.filing.definition.title}（规则 {item.report.ruleset.id} 没有指定表样，只列得分；--layout 可以指定）"
        )
        explained = explanations(item.report)
    else:
        print(write_text(table))
        say(unplaced(item.report, layout_of(item.report.filing, item.report.ruleset, layout)))
        explained = list(table.explanations)
    if explained:
        print(f"计分说明（规则 {item.report.ruleset.id}）:")
    for explanation in explained:
        print(f"  {explanation.name}: {explanation.sentence}")


def _summary(loaded: list[Loaded]) -> None:
    """Print one line per filing."""
    from perfeval.source import pad, width

    names = max(width(item.name) for item in loaded)
    for item in loaded:
        print(f"{pad(item.name, names)}  {item.outcome}")
    done = sum(item.report is not None and item.report.total is not None for item in loaded)
    print(f"共 {len(loaded)} 份，{done} 份有总分")


def render(options: Namespace) -> int:
    """Write forms: one into a file, several into a folder."""
    from perfeval.cli.rendering import render as run

    return run(options)


def read(options: Namespace) -> int:
    """Read forms out of files, and write them as YAML."""
    from perfeval.cli.reading import read as run

    return run(options)


def blank(options: Namespace) -> int:
    """Write an empty form."""
    from perfeval.doors import blank as write
    from perfeval.reading import load_definition

    definition = load_definition(options.path)
    say(definition.problems)
    print(write(definition, options.output, options.layout, options.ruleset))
    return int(has_errors(definition.problems))


def check(options: Namespace) -> int:
    """Check files of any kind."""
    loaded = load_all(options.paths, options.ruleset, every_kind=True)
    # A definition and every filing that names it have its problems in common: each is told once.
    problems = list({str(problem): problem for item in loaded for problem in item.problems}.values())
    if options.format == "json":
        import json

        from perfeval.formats import problem_data

        shown = {"format": "perfeval-problems-1", "problems": [problem_data(problem) for problem in problems]}
        print(json.dumps(shown, ensure_ascii=False, indent=1))
        return status_of(loaded)
    for problem in problems:
        print(problem)
    counts = {
        severity: sum(problem.severity == severity for problem in problems)
        for severity in ("error", "warning", "note")
    }
    print(
        f"检查了 {len(loaded)} 个文件：错误 {counts['error']}，提醒 {counts['warning']}，提示 {counts['note']}"
    )
    return status_of(loaded)


def explain(options: Namespace) -> int:
    """Explain a problem code, a rule set, or one rule of it."""
    from perfeval.cli.explain import explained

    print(explained(options.what))
    return 0


def compare(options: Namespace) -> int:
    """Compare filings under several rule sets."""
    from perfeval.cli.comparing import compare as run

    return run(options)


def rulesets(options: Namespace) -> int:
    """List the shipped rule sets, check rule files, or prove rule sets."""
    from perfeval.cli.explain import ruleset_line
    from perfeval.cli.proving import check_files, prove
    from perfeval.reading import load_ruleset, ruleset_ids

    if options.action == "check":
        return check_files(options.paths)
    if options.action == "prove":
        return prove(options.paths)
    for name in ruleset_ids():
        print(ruleset_line(load_ruleset(name)))
    print("perfeval explain 编号 显示规则的全文和依据；perfeval rulesets check 文件 检查您自己的规则")
    return 0


def layouts(options: Namespace) -> int:
    """List the shipped layouts, or check layout files."""
    from perfeval.forms import layout_ids, load_layout

    if options.action == "check":
        return _check_layouts(options.paths)
    for name in layout_ids():
        layout = load_layout(name)
        title = layout.title.replace("{title}", "……")
        checked = "" if layout.verified else "（未核对）"
        print(f"{name}  {title}  金额单位 {layout.money_unit}{checked}")
    print("perfeval layouts check 文件 检查您自己的表样；--layout 文件 用它出表")
    return 0


def _check_layouts(paths: list[str]) -> int:
    """Check layout files; say what is wrong with each."""
    from perfeval.forms import load_layout

    if not paths:
        print("没有写文件名\n  perfeval layouts check 文件", file=sys.stderr)
        return 2
    wrong = 0
    for path in paths:
        try:
            layout = load_layout(Path(path))
        except ProblemError as error:
            wrong += 1
            for problem in error.problems:
                print(problem)
        else:
            print(f"{path}：没有发现问题（{layout.id}，{layout.width} 列）")
    return int(wrong > 0)


def init(options: Namespace) -> int:
    """Write the starter files; files that are there already are left alone."""
    from perfeval.cli.starter import FILES
    from perfeval.formats import write_file

    folder = Path(options.folder)
    there = [name for name in FILES if (folder / name).exists()]
    if there:
        print(
            f"已有文件 {'、'.join(there)}，没有改动任何文件\n  换一个文件夹：perfeval init 新文件夹",
            file=sys.stderr,
        )
        return 2
    for name, text in FILES.items():
        write_file(folder / name, text.encode())
        print(folder / name)
    print(f"\n试一试：perfeval score {folder / next(iter(FILES))}")
    return 0
