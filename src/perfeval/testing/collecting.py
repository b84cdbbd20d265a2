"""Laws and cases as pytest's tests: one call in a test file, or the option of the plugin."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from perfeval.model import RuleSet
from perfeval.reading import load_ruleset
from perfeval.testing.proving import BUDGET, Check, checks_of

__all__ = ["check_laws"]


def check_laws(*rulesets: str | Path | RuleSet, max_examples: int = BUDGET) -> Callable[..., None]:
    """Return a test function for pytest: each law and each case of each rule set is a test of its own.

    Args:
        *rulesets: Ids of shipped rule sets, paths of files, or rule sets.
        max_examples: How many forms each law is tried with.

    Raises:
        ProblemError: For a rule set or a file of cases that cannot be read.

    >>> test_my_rules = check_laws("cn-2020")  # in a test file: pytest finds it by its name
    >>> test_my_rules.__name__
    'test_laws'
    """
    loaded = [one if isinstance(one, RuleSet) else load_ruleset(one) for one in rulesets]
    tests = [_parameter(rules, check) for rules in loaded for check in checks_of(rules, max_examples)]

    @pytest.mark.parametrize("check", tests)
    def test_laws(check: Check) -> None:
        """The rule set keeps the law, or comes to what the case expects."""
        wrong = check.run()
        if wrong is not None:
            pytest.fail(wrong, pytrace=False)

    return test_laws


def _parameter(rules: RuleSet, check: Check) -> Any:
    """Return a check with its readable id; a waived law is skipped with its clause."""
    marks = [] if check.waived is None else [pytest.mark.skip(reason=f"豁免：{check.waived}")]
    return pytest.param(check, id=f"{rules.id}-{check.name}", marks=marks)
