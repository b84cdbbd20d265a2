"""Running the cases beside a rule set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

from perfeval.exact import Fraction, Number, digits
from perfeval.model import BudgetLine, Case, Expect, Line, Report, RuleSet
from perfeval.reading import codes
from perfeval.reading.cases import load_cases
from perfeval.scoring import score
from perfeval.source import Problem
from perfeval.testing.frame import Frame

__all__ = ["check_cases", "run_case"]

_NONE = "没有"


def check_cases(path: Path, rules: RuleSet) -> tuple[Problem, ...]:
    """Return what the cases of a file come to otherwise than expected.

    Args:
        path: The file of cases.
        rules: The rule set that they are run under.

    Raises:
        ProblemError: For a file that cannot be read.
    """
    return tuple(problem for case in load_cases(path) for problem in run_case(case, rules))


def run_case(case: Case, rules: RuleSet) -> tuple[Problem, ...]:
    """Return what a case comes to otherwise than expected; nothing where it passes.

    Args:
        case: The case.
        rules: The rule set.

    >>> from perfeval.exact import Number
    >>> from perfeval.model import Given
    >>> from perfeval.reading import load_ruleset
    >>> case = Case(name="九十分", given=Given(total=Number.of("90")), expect=Expect(grade="良"))
    >>> print(run_case(case, load_ruleset("cn-2020"))[0].fact)
    用例“九十分”：等级应为 良，算得 优
    """
    wrong = _of_grade(case, rules) if case.given.total is not None else _of_report(case, _report(case, rules))
    facts = (f"用例“{case.name}”：{fact}" for fact in wrong)
    return tuple(codes.CASE_FAILED.problem(fact).at(case.origin) for fact in facts)


def _of_grade(case: Case, rules: RuleSet) -> Iterator[str]:
    """Yield how the grade of a total differs."""
    total = case.given.total.value if case.given.total else Fraction(0)
    held = [name for name, range_ in rules.grades.items() if range_.holds(total)] or [_NONE]
    if held != [case.expect.grade]:
        yield f"等级应为 {case.expect.grade}，算得 {'、'.join(held)}"


def _report(case: Case, rules: RuleSet) -> Report:
    """Return the report of what a case gives, on a form that has whatever else the rule set wants."""
    given = case.given
    filing = given.filing or Frame(rules).filing(given.rows, given.budget)
    if given.year is not None:
        filing = attrs.evolve(filing, definition=attrs.evolve(filing.definition, fiscal_year=given.year))
    return score(filing, rules)


def _of_report(case: Case, report: Report) -> Iterator[str]:
    """Yield in words what came out otherwise than expected."""
    given, expect = case.given, case.expect
    keys = {row.indicator.key for row in given.rows}
    asked = [line for line in report if line.leaf.key in keys]
    yield from _of_subject(expect, asked[0] if asked else report.budget)
    total = None if report.total is None else Fraction(report.total)
    yield from _compared("总分", expect.total, total, str(report.total or _NONE))
    if expect.grade is not None and (report.grade or _NONE) != expect.grade:
        yield f"等级应为 {expect.grade}，算得 {report.grade or _NONE}"
    if expect.problem is not None:
        yield from _of_problems(expect.problem, list(_problems(case, report, asked)))


def _of_problems(expected: tuple[str, ...], told: list[Problem]) -> Iterator[str]:
    """Yield which problem was not told, and which one was and should not have been."""
    known = {problem.code for problem in told}
    yield from (f"应报 {code}，没有报" for code in expected if code not in known)
    if not expected:
        yield from (f"不应有问题，报了 {one.code} {one.fact}" for one in told if one.severity != "note")


def _of_subject(expect: Expect, subject: Line | BudgetLine | None) -> Iterator[str]:
    """Yield how score, exact value and rate of a row differ."""
    why = f"（{subject.explain()}）" if subject is not None else ""
    score_ = subject.score if subject is not None else None
    value = subject.value if subject is not None else None
    printed = None if score_ is None else Fraction(score_)
    yield from _compared("得分", expect.score, printed, f"{_NONE if score_ is None else score_}{why}")
    exactly = _NONE if value is None else digits(value, 8)
    yield from _compared("精确得分", expect.exact, value, f"{exactly}{why}")
    rate = subject.rate if isinstance(subject, BudgetLine) else None
    shown = _NONE if rate is None else f"{digits(rate * 100)}%"
    if expect.rate not in (None, shown):
        yield f"执行率应为 {expect.rate}，算得 {shown}"


def _compared(name: str, expected: Number | None, value: Fraction | None, shown: str) -> Iterator[str]:
    """Yield how a number differs from what was expected of it."""
    if expected is not None and value != expected.value:
        yield f"{name}应为 {expected.text}，算得 {shown}"


def _problems(case: Case, report: Report, asked: list[Line]) -> Iterator[Problem]:
    """Yield the problems that a case is about: those of its rows and its budget; of the form where that is given."""
    if case.given.filing is not None:
        yield from report.problems
        return
    yield from (problem for line in asked for problem in line.problems)
    if case.given.budget is not None and report.budget is not None:
        yield from report.budget.problems
    if case.given.year is not None or len(case.given.rows) != 1 or case.expect.total is not None:
        yield from report.own_problems
