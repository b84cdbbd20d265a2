"""The laws before rule sets that keep them, and before faults that people make."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfeval.exact import Fraction
from perfeval.model import RuleSet
from perfeval.reading import load_ruleset, parse_ruleset, ruleset_ids
from perfeval.scoring import register
from perfeval.testing import LAWS, check_laws, prove, specimen
from tests.effort import tries

test_the_specimen_keeps_its_laws = check_laws(specimen(), max_examples=tries(60))

WAIVED = [
    pytest.param(rules, law, id=f"{rules.id}-{law}")
    for rules in (specimen(), *map(load_ruleset, ruleset_ids()))
    for law in rules.waived
]


@pytest.mark.parametrize(("rules", "law"), WAIVED)
def test_a_waived_law_is_really_broken(rules: RuleSet, law: str) -> None:
    """A waiver that nothing needs would hide the next mistake: each waived law is refuted by the rule set."""
    assert prove(rules, law, max_examples=1000) is not None


FAULTS = {
    "cap": ("at_least: {shape: proportional, cap: 120%}", "bounded"),
    "direction": ("default_sign: {成本指标: at_least}", "cost_not_rewarded"),
    "falling": (
        "at_least: {shape: bands, of: ratio, bands: [{from: 100%, score: 0%}, {score: 100%}]}",
        "full_when_met",
    ),
    "harsh": ("over_fulfilment: {measure: ratio, steps: [{from: 150%, do: zero}]}", "monotone"),
    "generous": ("at_least: {shape: pass_fail, missed: 100%}", "missed_is_not_full"),
    "bonus without a grade": ("at_least: {shape: proportional, cap: 120%}", "grade_partition"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_users_rule_set_is_found(fault: str) -> None:
    """A cap, a direction, a ladder or a band that is wrong is refuted, whichever section it stands in."""
    section, law = FAULTS[fault]
    found = prove(parse_ruleset(f"id: mine\nextends: cn-2020\n{section}\n"), law)

    assert found is not None
    assert found.law.name == law
    assert "反例：" in found.text


def test_rules_written_in_python_go_through_the_same_laws() -> None:
    """A registered scoring function that keeps the laws passes; one with a fault is refuted like any rule."""
    honest = register(
        "kit-honest", lambda target, actual, sign, points: points * max(min(actual / target, 1), 0)
    )
    assert honest(Fraction(4), Fraction(1), "at_least", Fraction(8)) == 2
    register("kit-uncapped", lambda target, actual, sign, points: points * actual / target)
    text = "id: mine\nextends: cn-2020\nat_least: {{shape: custom, function: kit-{}}}\n"
    good, bad = (parse_ruleset(text.format(name)) for name in ("honest", "uncapped"))

    for law in ("bounded", "full_when_met", "monotone", "additive", "zero_floor"):
        assert prove(good, law) is None, law
    assert prove(bad, "bounded") is not None


def test_a_function_that_raises_is_a_refutation() -> None:
    """A scoring function that breaks off is reported as such, with the form that breaks it."""
    register("kit-divides", lambda target, actual, sign, points: points * target / actual)
    rules = parse_ruleset("id: mine\nextends: cn-2020\nat_least: {shape: custom, function: kit-divides}\n")
    found = prove(rules, "zero_floor")

    assert found is not None
    assert "计分中断：ZeroDivisionError" in found.text


def test_a_refutation_is_the_same_each_time() -> None:
    """No clock and no chance: the same rule set gives the same counterexample."""
    rules = parse_ruleset("id: mine\nextends: cn-2020\nat_least: {shape: proportional, cap: 120%}\n")
    first, second = prove(rules, "bounded"), prove(rules, "bounded")

    assert first is not None
    assert second is not None
    assert first.text == second.text


def test_every_law_says_what_it_stands_on() -> None:
    """Each law has a sentence, a source, and a test with a docstring of its own."""
    for law in LAWS.values():
        assert law.says
        assert law.source
        assert law.test.__doc__


def test_check_laws_finds_the_cases_beside(tmp_path: Path) -> None:
    """One call makes a test of each law and of each case beside the file, with readable ids."""
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\nextends: hubei-2020\n", encoding="utf-8")
    cases = "- name: 按比例\n  given: {points: 30, target: ≥90%, actual: 87.5%}\n  expect: {score: 29.17}\n"
    (tmp_path / "mine.cases.yaml").write_text(cases, encoding="utf-8")
    (mark,) = check_laws(path).pytestmark  # type: ignore[attr-defined]
    ids = [parameter.id for parameter in mark.args[1]]

    assert ids == [*(f"mine-{law}" for law in LAWS), "mine-case:按比例"]
