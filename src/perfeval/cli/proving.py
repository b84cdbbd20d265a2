"""`perfeval rulesets check` and `prove`: whether a rule set holds together, and whether it keeps the laws."""

from __future__ import annotations

import sys
from pathlib import Path

from perfeval.cli.inputs import say
from perfeval.model import RuleSet
from perfeval.reading import codes, load_ruleset, ruleset_ids
from perfeval.reading.cases import cases_beside, load_cases
from perfeval.reading.rulesets import file_of
from perfeval.source import ProblemError

__all__ = ["check_files", "prove"]


def check_files(paths: list[str]) -> int:
    """Check rule files and the cases beside them; all shipped ones where none is named."""
    names = paths or ruleset_ids()
    failed = 0
    for name in names:
        try:
            rules = _load(name)
            cases = _cases(rules)
        except ProblemError as error:
            say(error.problems)
            failed += 1
            continue
        waived = f"，豁免定律 {len(rules.waived)} 条" if rules.waived else ""
        print(f"{name}：无误。条款 {len(rules.clauses)} 条，方法 {len(rules.methods)} 个{waived}{cases}")
    print(f"检查了 {len(names)} 个规则，{failed} 个有错误")
    return 0 if not failed else 2 if failed == len(names) else 1


def _load(name: str) -> RuleSet:
    """Return a rule set by its id, or by the path of its file however it ends; a shipped one is checked as a file is."""
    shipped = file_of(load_ruleset(name)) if name in ruleset_ids() else None
    return load_ruleset(shipped or Path(name))


def _cases(rules: RuleSet) -> str:
    """Run the cases beside a rule set; return how many there are, in words.

    Raises:
        ProblemError: With the cases that come to something else.
    """
    path = file_of(rules)
    beside = cases_beside(path) if path is not None else None
    if beside is None:
        return ""
    from perfeval.testing.cases import check_cases

    wrong = check_cases(beside, rules)
    if wrong:
        raise ProblemError(wrong)
    return f"，用例 {len(load_cases(beside))} 个全部通过"


def prove(paths: list[str]) -> int:
    """Prove rule sets against every law that they do not waive, and run their cases.

    A refuted law is shown with the smallest filing that breaks it.
    """
    try:
        from perfeval.testing.proving import checks_of
    except ImportError:
        raise ProblemError([codes.NO_KIT.problem(codes.NO_KIT.what)]) from None
    refuted = 0
    for name in paths or ruleset_ids():
        rules = _load(name)
        for check in checks_of(rules):
            if check.waived is not None:
                print(f"{rules.id}  {check.name}  豁免（{check.waived}）")
                continue
            wrong = check.run()
            print(f"{rules.id}  {check.name}  {'不成立' if wrong else '成立'}：{check.says}", flush=True)
            if wrong is not None:
                refuted += 1
                print(wrong, file=sys.stderr)
    return int(refuted > 0)
