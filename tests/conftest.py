"""What all tests share. How hard they try is one setting, `PERFEVAL_EFFORT`: see tests/effort.py."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import pytest

from tests import left_out, measured
from tests.effort import no_test_fails_for_time

no_test_fails_for_time()


def pytest_configure(config: pytest.Config) -> None:
    """Add what looks after the data of coverage, and what lists the tests that were left out."""
    config.pluginmanager.register(measured)
    config.pluginmanager.register(left_out)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of published forms that lies beside the checkout, or skip: for tests marked `shared` only."""
    folder = Path(os.environ.get("PERFEVAL_SHARED", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip("the folder ../shared (published forms and numeric cases) is not here")
    return folder


@pytest.fixture(scope="session")
def cases() -> Path:
    """Return the folder of figures and forms that the project keeps for its tests."""
    return Path(__file__).parent / "cases"


REMEMBERING = ("perfeval.exact", "perfeval.notation", "perfeval.rules", "perfeval.scoring")
"""The rooms that `make mutants` changes."""


def forget() -> None:
    """Forget what was read, rounded and compiled before, the plans beside every rule set and definition included."""
    for name, module in list(sys.modules.items()):
        if name.startswith(REMEMBERING):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    model = sys.modules.get("perfeval.model")
    if model is not None:
        kinds = (model.RuleSet, model.Definition)
        for record in gc.get_referrers(*kinds):
            if type(record) in kinds:
                record.kept.clear()


@pytest.fixture(scope="session", autouse=True)
def nothing_remembered() -> None:
    """Forget everything: `make mutants` runs the tests in a process that collected them before a mutant was on."""
    forget()


def pytest_runtest_setup() -> None:
    """Forget everything before each test whose functions `make mutants` notes down: none of them ran for another."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        forget()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes expected texts anew; look at the difference before you commit it."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the expected texts of tests/bad, tests/kit and tests/said anew",
    )
