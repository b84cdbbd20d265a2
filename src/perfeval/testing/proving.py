"""Proving: hundreds of forms per law, and the smallest one that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, Verbosity, given, reporting, settings
from hypothesis import strategies as st

from perfeval.model import RuleSet
from perfeval.reading.cases import cases_beside, load_cases
from perfeval.reading.rulesets import file_of
from perfeval.testing.cases import run_case
from perfeval.testing.laws import LAWS
from perfeval.testing.trial import Engine, Refutation, Refuted, Trial

__all__ = ["BUDGET", "Check", "checks_of", "prove"]

BUDGET = 200
"""How many forms a law is tried with."""


def prove(
    ruleset: RuleSet, law: str, *, engine: Engine | None = None, max_examples: int = BUDGET
) -> Refutation | None:
    r"""Look for a form under a rule set that breaks a law.

    Args:
        ruleset: The rule set.
        law: The name of the law.
        engine: What scores, writes and prints; perfeval's own where None.
        max_examples: How many forms are tried. The forms are the same each time.

    Returns:
        The smallest form found, or None where every one kept the law.

    Raises:
        KeyError: For a name that is no law.

    >>> from perfeval.reading import load_ruleset, parse_ruleset
    >>> prove(load_ruleset("cn-2020"), "bounded") is None
    True
    >>> bonus = parse_ruleset("id: mine\nrounding: {total: sum_of_scores}\nat_least: {shape: proportional, cap: 120%}")
    >>> prove(bonus, "bounded").fact
    '得 120.00 分，分值是 100'
    """
    proof = LAWS[law]
    used = engine or Engine()

    @settings(
        max_examples=max_examples,
        database=None,
        derandomize=True,
        deadline=None,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @given(st.data())
    def trial(data: st.DataObject) -> None:
        """Try the law once."""
        proof.test(Trial(ruleset, used, data))

    # Hypothesis would print what it drew; the refutation says it in words.
    with reporting.with_reporter(lambda text: None):
        try:
            trial()
        except Refuted as refuted:
            return Refutation(proof, ruleset.id, refuted.fact, refuted.shown)
    return None


class Check(NamedTuple):
    """One thing to check of a rule set: a law or a case. `run` returns what is wrong, None where nothing is.

    `waived` says why a law is not asked for.
    """

    name: str
    says: str
    run: Callable[[], str | None]
    waived: str | None = None


def checks_of(ruleset: RuleSet, max_examples: int = BUDGET) -> Iterator[Check]:
    """Yield every check of a rule set: each law, then each case of the file beside it.

    Args:
        ruleset: The rule set.
        max_examples: How many forms each law is tried with.

    Raises:
        ProblemError: For a file of cases that cannot be read.

    >>> from perfeval.reading import load_ruleset
    >>> [check.name for check in checks_of(load_ruleset("cn-2020"))][0]
    'bounded'
    """
    for law in LAWS.values():
        yield Check(law.name, law.says, _proof(ruleset, law.name, max_examples), _waived(ruleset, law.name))
    path = file_of(ruleset)
    beside = cases_beside(path) if path is not None else None
    for case in load_cases(beside) if beside is not None else ():
        yield Check(f"case:{case.name}", case.name, lambda case=case: _told(run_case(case, ruleset)))  # type: ignore[misc]


def _proof(ruleset: RuleSet, law: str, max_examples: int) -> Callable[[], str | None]:
    """Return a function that proves a law, and returns its refutation as text."""

    def run() -> str | None:
        """Prove the law."""
        found = prove(ruleset, law, max_examples=max_examples)
        return None if found is None else found.text

    return run


def _waived(ruleset: RuleSet, law: str) -> str | None:
    """Return the clause for which a law is waived."""
    name = ruleset.waived.get(law)
    if name is None:
        return None
    clause = ruleset.clauses[name]
    return f"{clause.where}：{clause.says}"


def _told(problems: tuple[object, ...]) -> str | None:
    """Return problems as text, None where there are none."""
    return "\n".join(str(problem) for problem in problems) or None
