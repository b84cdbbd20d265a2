"""The kit is itself proved: every careless engine is found out, and by a form that anyone can follow."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from perfeval.model import LAWS as NAMED
from perfeval.model import Filing, RuleSet
from perfeval.reading import load_ruleset, parse_filing
from perfeval.testing import LAWS, MUTANTS, prove, specimen
from perfeval.testing.trial import Tried
from tests.effort import tries

FOLDER = Path(__file__).parent / "counterexamples"


def ruleset(name: str) -> RuleSet:
    """Return the rule set under which a mutant shows."""
    return specimen() if name == "specimen" else load_ruleset(name)


ONCE = ("remembering", "ambient_decimals")
"""Mutants whose scores never come again: by a running number, by the precision around the program."""
FORM = re.compile(r"复算）：\n((?:    .*\n)+)  得分：\n((?:    .*\n)*)")


def forms(text: str) -> list[tuple[Filing, list[str]]]:
    """Return the forms of a recorded counterexample, each with the sentences of its scores."""
    return [
        (parse_filing(textwrap.dedent(form)), textwrap.dedent(said).splitlines())
        for form, said in FORM.findall(text)
    ]


def size(text: str) -> int:
    """Return how many rows a person has to follow: those of all forms, without the one that takes what is left."""
    return sum(
        leaf.indicator.name != "其余" for filing, _ in forms(text) for leaf in filing.definition.leaves
    )


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_refuted_by_the_smallest_counterexample(
    name: str, request: pytest.FixtureRequest
) -> None:
    """The law finds the mutant within the default budget, by a form that is no larger than the recorded one."""
    mutant = MUTANTS[name]
    found = prove(ruleset(mutant.ruleset), mutant.law, engine=mutant.engine)

    assert found is not None
    recorded = FOLDER / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        recorded.write_text(found.text + "\n", encoding="utf-8")
    known = recorded.read_text(encoding="utf-8")
    assert known.splitlines()[0] == found.text.splitlines()[0]
    assert size(found.text + "\n") <= size(known)


@pytest.mark.parametrize("name", MUTANTS)
def test_a_recorded_counterexample_shows_the_mutant(name: str) -> None:
    """Scored by the mutant, the recorded forms come to exactly what was recorded."""
    mutant = MUTANTS[name]
    rules = ruleset(mutant.ruleset)
    known = forms((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
    assert known
    for filing, said in known:
        if said and name not in ONCE:
            assert list(Tried(filing, mutant.engine.score(filing, rules)).shown.scores) == said


@pytest.mark.parametrize(
    ("rules", "law"), sorted({(mutant.ruleset, mutant.law) for mutant in MUTANTS.values()})
)
def test_the_true_engine_keeps_the_law_that_finds_the_mutant(rules: str, law: str) -> None:
    """Under the same rule set the true engine keeps the law: it is the mutant that was refuted."""
    assert prove(ruleset(rules), law, max_examples=tries(100)) is None


def test_every_law_refutes_a_mutant() -> None:
    """No law is one that nothing could break; there are mutants enough; every law that has a name has a test."""
    assert {mutant.law for mutant in MUTANTS.values()} == set(LAWS) == set(NAMED)
    assert len(MUTANTS) >= 25


def test_no_recorded_counterexample_is_left_over() -> None:
    """Each recorded counterexample is that of a mutant."""
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(MUTANTS)
