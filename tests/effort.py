"""How hard the tests try: one setting for every test that draws examples.

`PERFEVAL_EFFORT` is a whole number by which each count of examples is multiplied. Each test names the count that takes
a second or so, and asks `tries` for it:

- `make test` runs with 1: some dozens of examples a property, 20,000 rows a kind against the oracle. Minutes.
- `make proof` runs with 50: thousands of examples a property, a million rows a kind, 5,000 forms a law. Hours.

Tests of properties, of whole worlds of forms and of attacks read it, so that a new one is quick in the first and
thorough in the second without a switch of its own.
"""

from __future__ import annotations

import os

from hypothesis import settings

__all__ = ["EFFORT", "PATIENCE", "no_test_fails_for_time", "tries"]

EFFORT = int(os.environ.get("PERFEVAL_EFFORT", "1"))
"""By how much every count of examples is multiplied."""


PATIENCE = 900
"""After so many seconds a program that a test started is taken for hung; a busy machine is no reason to fail."""


def tries(quick: int) -> int:
    """Return how many examples to draw where *quick* of them are enough for every day."""
    return quick * EFFORT


def no_test_fails_for_time() -> None:
    """Set what a property without settings of its own takes: how long an example takes is never a failure.

    A machine may be busy with other things, and coverage makes everything slower; what must be fast is measured by
    `make bench`, as ratios.
    """
    settings.register_profile("perfeval", max_examples=tries(50), deadline=None)
    settings.load_profile("perfeval")
