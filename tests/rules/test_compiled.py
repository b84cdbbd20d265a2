"""Plans are compiled once and kept beside their rule set: never stale, never in the way, never without end."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import attrs
import pytest

from perfeval.exact import Number, Rounding
from perfeval.model import (
    BudgetRule,
    Definition,
    Filing,
    Full,
    Linear,
    PassFail,
    Proportional,
    Reciprocal,
    Report,
    RuleSet,
    Share,
    Zero,
)
from perfeval.reading import load_ruleset, parse_filing
from perfeval.rules import Branch, Plan, Plans, Stage, compiled, plans_of
from perfeval.rules.expressions import EARNED, rounded
from perfeval.scoring import form, score
from perfeval.scoring.kinds import reader_of
from perfeval.scoring.rows import Rules
from tests.scoring.build import one_row

HALF = PassFail(missed=Share.parse("50%"))
RULES = RuleSet(id="compiled", at_least=Proportional(), at_most=Reciprocal(), methods={"甲": HALF}, budget=BudgetRule(points=Number.of("20")))  # fmt: skip
FORM = """
format: perfeval-form-1
title: 示例
fiscal_year: 2024
budget: {points: 20, money_unit: 万元, adjusted: 300, executed: 200}
indicators:
  - {name: 数量, points: 30, target: ≥90%}
  - {name: 时效, points: 25, target: ≤5天}
  - {name: 质量, points: 25, target: ≥8件}
actuals: {数量: 87.5%, 时效: 6天, 质量: 9件}
"""
ASKED: tuple[tuple[str, Callable[[Plans], Plan], str], ...] = (
    ("number", lambda plans: plans.number("at_least", HALF, percent=True), "target actual points filed reason"),
    ("bound", lambda plans: plans.bound("at_least", HALF, "below", percent=True), "target actual points filed reason"),
    ("interval", lambda plans: plans.interval(HALF, percent=True, low_closed=True, high_closed=False), "low high actual points filed reason"),
    ("deadline", lambda plans: plans.deadline(HALF), "deadline days points filed reason"),
    ("yes_no", lambda plans: plans.yes_no(HALF), "answer points filed reason"),
    ("alone", lambda plans: plans.alone(None, Full()), "points filed reason"),
    ("tier", Plans.tier, "tier points filed"),
    ("filed", Plans.filed, "points filed reason tier earned"),
    ("deducted", Plans.deducted, "points deduction reason earned"),
    ("not_applicable", Plans.not_applicable, "points"),
    ("execution", Plans.execution, "base executed points"),
    ("total", Plans.total, "sum counted left_out"),
    ("grade", Plans.grade, "total"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "ask", "inputs"), ASKED, ids=[name for name, *_ in ASKED])
def test_a_plan_is_written_once(name: str, ask: Callable[[Plans], Plan], inputs: str) -> None:
    """The same question gives the same plan; another rule set has one of its own; it says what it is asked with."""
    plans = Plans(RULES)
    plan = ask(plans)
    assert ask(plans) is plan
    assert plan.inputs == tuple(inputs.split())
    assert ask(Plans(RULES)) == plan
    assert ask(Plans(RULES)) is not plan
    (key,) = plans._kept
    assert (key if isinstance(key, str) else key[0]) == name  # type: ignore[index]
    if name not in ("total", "grade"):
        assert plan.stages[-1] == Stage("rounding", (Branch((), rounded(EARNED, Rounding(2, "half_up"))),))
    else:
        assert [stage.name for stage in plan.stages] == [name]


def test_different_questions_have_different_plans() -> None:
    """Everything that a plan depends on is part of its key."""
    plans = Plans(RULES)
    asked = [ask(plans) for _, ask, _ in ASKED]
    asked += [
        plans.number("above", HALF, percent=True),
        plans.number("at_least", None, percent=True),
        plans.number("at_least", HALF, percent=False),
        plans.bound("above", HALF, "below", percent=True),
        plans.bound("at_least", None, "below", percent=True),
        plans.bound("at_least", HALF, "at_most", percent=True),
        plans.bound("at_least", HALF, "below", percent=False),
        plans.interval(None, percent=True, low_closed=True, high_closed=False),
        plans.interval(HALF, percent=False, low_closed=True, high_closed=False),
        plans.interval(HALF, percent=True, low_closed=False, high_closed=False),
        plans.interval(HALF, percent=True, low_closed=True, high_closed=True),
        plans.deadline(None),
        plans.yes_no(None),
        plans.alone("below", Full()),
        plans.alone(None, Zero()),
    ]
    assert len({id(plan) for plan in asked}) == len(asked) == len(ASKED) + 15
    assert plans.number("at_least", PassFail(missed=Share.parse("50%")), percent=True) is asked[0]


def test_plans_are_kept_beside_their_rule_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule set has one set of plans; a changed one never meets the plans of the old one."""
    rules = attrs.evolve(RULES, id="kept")
    plans = plans_of(rules)
    assert plans_of(rules) is plans
    assert plans.rules is rules
    assert rules.kept == {"plans": plans}
    with monkeypatch.context() as patch:
        patch.setattr(compiled, "Plans", None)
        assert plans_of(rules) is plans  # and none other is made, to be thrown away
    old = plans.number("at_most", None, percent=False)
    changed = attrs.evolve(rules, at_most=Linear())
    assert plans_of(changed) is not plans
    assert plans_of(changed).number("at_most", None, percent=False) != old
    assert [one_row("≤4天", "5天", rules=each).lines[0].score for each in (rules, changed, rules)] == [
        80,
        75,
        80,
    ]
    same = attrs.evolve(rules)
    assert same == rules
    assert plans_of(same) is not plans


def test_a_reader_is_kept_beside_the_rule_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exact reader of a plan, and the rules as rows are scored by them, are made once."""
    rules = attrs.evolve(RULES, id="read")
    plan = plans_of(rules).number("at_least", None, percent=False)
    reader = reader_of(plan, rules)
    assert reader_of(plan, rules) is reader
    assert reader.plan is plan
    assert reader_of(plans_of(rules).tier(), rules) is not reader
    own = Rules.of(rules)
    assert set(rules.kept) == {"plans", "readers", "rules"}
    with monkeypatch.context() as patch:
        patch.setattr(Rules, "__init__", None)
        assert Rules.of(rules) is own
    assert own.plain("at_least", None, percent=False) is own.plain("at_least", None, percent=False) is reader


def test_plans_do_not_heap_up() -> None:
    """Of methods that rows write out themselves, 1024 plans and readers are kept, and then none."""
    rules = attrs.evolve(RULES, id="many")
    plans = plans_of(rules)
    first = plans.deadline(None)
    for number in range(1023):
        reader_of(plans.deadline(PassFail(missed=Share.parse(f"{number}"))), rules)
    assert plans.deadline(None) is first
    assert len(plans._kept) == 1024
    for number in range(2000, 2003):
        reader_of(plans.deadline(PassFail(missed=Share.parse(f"{number}"))), rules)
    assert len(plans._kept) == 3
    assert plans.deadline(None) is not first
    assert plans.deadline(None) == first
    assert len(rules.kept["readers"]) == 2  # 1023 before, and the first of three made it full
    assert one_row("≤4天", "5天", rules=rules).lines[0].score == 80


def test_rule_sets_do_not_heap_up_beside_a_definition() -> None:
    """A definition is kept prepared for 64 rule sets, and each is scored by its own."""
    filing = parse_filing(FORM)
    kept = filing.definition.kept
    all_rules = [
        attrs.evolve(RULES, id=f"rules-{number}", total=Number.of(str(number))) for number in range(65)
    ]
    for number, rules in enumerate(all_rules[:64], 1):
        score(filing, rules)
        assert len(kept) == number
    first = kept[id(all_rules[0])]
    score(filing, all_rules[0])
    assert kept[id(all_rules[0])] is first
    score(filing, all_rules[64])
    assert list(kept) == [id(all_rules[64])]
    assert kept[id(all_rules[64])].rules is all_rules[64]


def test_an_id_that_comes_again_is_another_rule_set() -> None:
    """What is kept under the id of a record is for that record only."""
    filing = parse_filing(FORM)
    rules, other = attrs.evolve(RULES, id="one"), attrs.evolve(RULES, id="two")
    filing.definition.kept[id(rules)] = form._Form(filing.definition, other)
    assert form._prepared(filing.definition, rules).rules is rules


def texts(report: Report) -> list[str]:
    """Return what a report says."""
    budget = report.budget
    return [str(report.total), *(line.explain() for line in report), budget.explain() if budget else ""]


def record(name: str) -> Any:
    """Return a rule set, a definition or a filing, read anew."""
    filing = parse_filing(FORM)
    return {"rules": attrs.evolve(RULES, id="own"), "definition": filing.definition, "filing": filing}[name]


@pytest.mark.parametrize("name", ["rules", "definition", "filing"])
def test_a_record_is_the_same_after_scoring(name: str) -> None:
    """What is kept beside a record is not compared, not pickled and not copied by a change."""
    new, used = record(name), record(name)
    before = pickle.dumps(used)
    rules = used if isinstance(used, RuleSet) else RULES
    filing = used if isinstance(used, Filing) else parse_filing(FORM)
    if isinstance(used, Definition):
        filing = attrs.evolve(filing, definition=used)
    score(filing, rules)
    assert used == new
    assert repr(used) == repr(new)
    assert len(pickle.dumps(used)) == len(before)
    again = pickle.loads(pickle.dumps(used))
    assert again == new
    if not isinstance(used, Filing):
        assert used.kept
        assert again.kept == {}
        assert attrs.evolve(used).kept == {}


def test_a_report_pickles() -> None:
    """Before its lines were asked for and after: the other process reads the same lines and explains them alike."""
    filing = parse_filing(FORM)
    lazy, read = score(filing, load_ruleset("hubei-2020")), score(filing, load_ruleset("hubei-2020"))
    due = texts(read)
    for report in (lazy, read):
        again = pickle.loads(pickle.dumps(report))
        assert texts(again) == due
        assert again.problems == read.problems
        assert (again.total, again.at_most, again.grade) == (read.total, read.at_most, read.grade)
    assert pickle.loads(pickle.dumps(lazy)) == read


def test_lines_that_are_built_late_are_equal() -> None:
    """A report that was read at once equals one that was not read until its definition met other rule sets."""
    filing = parse_filing(FORM)
    at_once, late = score(filing, RULES), score(filing, RULES)
    due = texts(at_once)
    for number in range(70):
        score(filing, attrs.evolve(RULES, id=f"other-{number}", at_most=Linear()))
    assert texts(late) == due
    assert late == at_once
    assert late.lines == at_once.lines
    assert late.parts is late.parts


ROWS = (("≥90%", "87.5%"), ("≤5天", "6天"), ("≥8件", "9件"), ("=3次", "2次"), ("80%-90%", "85%"))


@pytest.mark.parametrize("together", [True, False])
def test_threads_score_alike(together: bool) -> None:
    """Many threads that score the same, or their own, definitions and rule sets at once come to the same totals."""
    threads, rounds = 8, 12
    filing = parse_filing(FORM)
    due = [str(one_row(*row, rules=RULES).lines[0].score) for row in ROWS], texts(score(filing, RULES))
    barrier = Barrier(threads)

    def work(thread: int) -> list[tuple[list[str], list[str]]]:
        """Score every row under fresh rule sets, at the same time as the others."""
        found = []
        for number in range(rounds):
            rules = fresh[number] if together else attrs.evolve(RULES, id=f"{thread}-{number}")
            own = filing if together else parse_filing(FORM)
            barrier.wait()
            found.append(
                ([str(one_row(*row, rules=rules).lines[0].score) for row in ROWS], texts(score(own, rules)))
            )
        return found

    fresh = [attrs.evolve(RULES, id=f"fresh-{number}") for number in range(rounds)]
    with ThreadPoolExecutor(threads) as pool:
        for found in pool.map(work, range(threads)):
            assert found == [due] * rounds
