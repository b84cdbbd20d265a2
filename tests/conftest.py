"""What all tests share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of published forms and cases that lies beside the checkout, or skip."""
    folder = Path(os.environ.get("PERFEVAL_SHARED", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip("the folder ../shared (published forms and numeric cases) is not here")
    return folder


@pytest.fixture(scope="session", autouse=True)
def nothing_remembered() -> None:
    """Forget what was read and rounded before: `make mutants` runs the tests again in a process that ran them already."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("perfeval.exact", "perfeval.notation", "perfeval.scoring")):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes expected texts anew; look at the difference before you commit it."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the expected texts of tests/bad, tests/kit and tests/said anew",
    )
