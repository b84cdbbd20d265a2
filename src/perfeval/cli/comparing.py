"""`perfeval compare`: the same filings under several rule sets, as text or JSON."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from perfeval.cli.inputs import load_all, say
from perfeval.doors import compare_rulesets
from perfeval.exact import Decimal, trimmed
from perfeval.model import Comparison, FormComparison, RuleSet
from perfeval.reading import load_ruleset
from perfeval.source import pad, width

__all__ = ["compare"]


def compare(options: Namespace) -> int:
    """Compare filings under rule sets; one rule set alone is compared with each filing's own."""
    loaded = load_all(options.paths, None)
    rules = tuple(load_ruleset(name) for name in options.rulesets)
    filings = [(item.name, item.report) for item in loaded if item.report is not None]
    groups: dict[tuple[str, ...], list[tuple[str, FormComparison]]] = {}
    compared: dict[tuple[str, ...], Comparison] = {}
    for name, report in filings:
        used = rules if len(rules) > 1 else (report.ruleset, *rules)
        found = compare_rulesets(report.filing, used)
        key = tuple(one.id for one in used)
        groups.setdefault(key, []).append((name, found.forms[0]))
        compared[key] = Comparison(used, tuple(form for _, form in groups[key]))
    if options.format == "json":
        import json

        data = [_data(compared[key], [name for name, _ in forms]) for key, forms in groups.items()]
        shown = {"format": "perfeval-comparison-1", "comparisons": data}
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        for key, forms in groups.items():
            _print(compared[key], [name for name, _ in forms])
    say(problem for item in loaded if item.report is None for problem in item.problems)
    return 2 if not filings else int(len(filings) < len(loaded))


def _print(comparison: Comparison, names: list[str]) -> None:
    """Print one comparison: the rows that differ of one form, one line each for many, and what moves."""
    ids = [rules.id for rules in comparison.rulesets]
    if len(names) == 1:
        _print_form(comparison.forms[0], comparison.rulesets)
        return
    wide = max(width(name) for name in (*names, "文件"))
    columns = [max(width(one), 12) for one in ids]
    print("  ".join([pad("文件", wide), *(pad(one, size) for one, size in zip(ids, columns, strict=True))]))
    for name, form in zip(names, comparison.forms, strict=True):
        cells = [pad(_outcome(form, number), size) for number, size in enumerate(columns)]
        print("  ".join([pad(name, wide), *cells]).rstrip())
    print(f"共 {len(names)} 份，与 {ids[0]} 相比：")
    for number, one in enumerate(ids[1:], 1):
        print(
            f"  {one}：总分不同 {comparison.moved_totals[number]} 份，等级不同 {comparison.moved_grades[number]} 份"
        )


def _print_form(form: FormComparison, rulesets: tuple[RuleSet, ...]) -> None:
    """Print which rows of one form differ, and why."""
    print(f"《{form.title}》在 {len(rulesets)} 个规则下：")
    wide = max(width(rules.id) for rules in rulesets)
    for number, rules in enumerate(rulesets):
        print(f"  {pad(rules.id, wide)}  总分 {_outcome(form, number, why=True)}")
    if not form.differences:
        print("各行得分都相同")
    for difference in form.differences:
        print(f"{difference.name}：")
        for rules, score, sentence in zip(rulesets, difference.scores, difference.sentences, strict=True):
            print(f"  {pad(rules.id, wide)}  {pad(_shown(score), 6)}  {sentence}")


def _outcome(form: FormComparison, number: int, *, why: bool = False) -> str:
    """Return total and grade under one rule set; without a total, the first reason where that is asked for."""
    total, grade, report = form.totals[number], form.grades[number], form.reports[number]
    if total is not None:
        return f"{trimmed(total)} {grade or ''}".rstrip()
    errors = [problem.fact for problem in report.problems if problem.severity == "error"]
    return f"未定（{errors[0]}）" if why and errors else "未定"


def _shown(score: Decimal | None) -> str:
    """Return a score, or a dash."""
    return "—" if score is None else trimmed(score)


def _data(comparison: Comparison, names: list[str]) -> dict[str, Any]:
    """Return a comparison as plain data."""
    return {
        "rulesets": [rules.id for rules in comparison.rulesets],
        "moved_totals": list(comparison.moved_totals),
        "moved_grades": list(comparison.moved_grades),
        "forms": [
            {
                "file": name,
                "title": form.title,
                "totals": [None if total is None else str(total) for total in form.totals],
                "grades": list(form.grades),
                "differences": [
                    {
                        "name": difference.name,
                        "scores": [None if score is None else str(score) for score in difference.scores],
                        "sentences": list(difference.sentences),
                    }
                    for difference in form.differences
                ],
            }
            for name, form in zip(names, comparison.forms, strict=True)
        ],
    }
