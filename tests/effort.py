"""How hard the tests try: one setting for every test that draws examples.

`PERFEVAL_EFFORT` is a whole number, and nothing else is read from it anywhere:

- 1, for every day: some dozens of examples a property, thousands of rows against an oracle. Minutes.
- 50, as `make proof` sets it: each test that asks `tries` draws fifty times as many, and those that ask `proof` as many
  as a proof needs. Hours.

Each test names the count that takes a second or so, and asks `tries` for it; one whose proof has a number of its own
asks `proof`. So a new one is quick in the first and thorough in the second without a switch of its own.
"""

from __future__ import annotations

import os

__all__ = [
    "EFFORT",
    "ENGINE_ROWS",
    "EXACT_ROWS",
    "FORMS",
    "LAW_EXAMPLES",
    "PATIENCE",
    "RULE_SETS",
    "THOROUGH",
    "no_test_fails_for_time",
    "proof",
    "read",
    "tries",
]

THOROUGH = 50
"""The effort of `make proof`."""


def read(text: str) -> int:
    """Return the effort that a text sets.

    Args:
        text: What PERFEVAL_EFFORT says.

    Raises:
        ValueError: For anything but a whole number from 1 on.
    """
    if not text.strip().isdecimal() or int(text) < 1:
        message = (
            f"PERFEVAL_EFFORT is {text!r}; it is a whole number by which the tests try harder: "
            f"1 every day, {THOROUGH} for a proof"
        )
        raise ValueError(message)
    return int(text)


EFFORT = read(os.environ.get("PERFEVAL_EFFORT", "1"))
"""By how much every count of examples is multiplied."""

PATIENCE = 900
"""After so many seconds a program that a test started is taken for hung; a busy machine is no reason to fail."""


def tries(quick: int, effort: int = EFFORT) -> int:
    """Return how many examples to draw where *quick* of them are enough for every day.

    Args:
        quick: The count for every day.
        effort: By how much it is multiplied.
    """
    return quick * effort


def proof(*, quick: int, thorough: int, effort: int = EFFORT) -> int:
    """Return how many examples to draw where a proof needs so many and no more.

    Args:
        quick: The count for every day; with a little more effort it is multiplied, up to the other.
        thorough: The count of a proof.
        effort: The effort.
    """
    return thorough if effort >= THOROUGH else min(quick * effort, thorough)


ENGINE_ROWS = proof(quick=3_000, thorough=1_000_000)
"""Rows on which oracle, engine and the engine as it was are compared."""
RULE_SETS = proof(quick=40, thorough=2_000)
"""Drawn rule sets whose formulas are judged in workbooks."""
FORMS = proof(quick=5, thorough=60)
"""Forms under each shipped rule set whose formulas are judged."""
EXACT_ROWS = tries(20_000)
"""Rows of each of three kinds that are compared with the decimal oracle."""
LAW_EXAMPLES = tries(100)
"""Forms on which each law of each shipped rule set is tried."""


def no_test_fails_for_time() -> None:
    """Set what a property without settings of its own takes: how long an example takes is never a failure.

    A machine may be busy with other things, and coverage makes everything slower; what must be fast is measured by
    `make bench`, as ratios.
    """
    from hypothesis import settings  # the oracle asks for its count in processes that need nothing of this

    settings.register_profile("perfeval", max_examples=tries(50), deadline=None)
    settings.load_profile("perfeval")
