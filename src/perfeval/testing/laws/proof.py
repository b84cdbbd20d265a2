"""How a law and its test come together."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from perfeval.model import LAWS as NAMED
from perfeval.model import Law
from perfeval.testing.trial import Trial

__all__ = ["Proof", "proves", "tests"]

_TESTS: dict[str, Callable[[Trial], None]] = {}


@attrs.frozen
class Proof(Law):
    """A law with its test: the test draws forms, has them scored, and calls `Trial.refute` where the law is broken."""

    test: Callable[[Trial], None]


def proves(name: str) -> Callable[[Callable[[Trial], None]], Callable[[Trial], None]]:
    """Return a decorator that makes a function the test of a law.

    Args:
        name: The law.

    Raises:
        KeyError: For a name that is no law.
    """
    law = NAMED[name]

    def register(test: Callable[[Trial], None]) -> Callable[[Trial], None]:
        """Keep the test under the law's name."""
        _TESTS[law.name] = test
        return test

    return register


def tests() -> dict[str, Proof]:
    """Return every law that has a test, in the order of the laws."""
    return {
        name: Proof(law.name, law.says, law.source, _TESTS[name])
        for name, law in NAMED.items()
        if name in _TESTS
    }
