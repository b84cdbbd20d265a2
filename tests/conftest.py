"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of published forms and cases that lies beside the checkout, or skip."""
    folder = Path(os.environ.get("PERFEVAL_SHARED", Path(__file__).parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip("the folder ../shared (published forms and numeric cases) is not here")
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes expected texts anew; look at the difference before you commit it."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the expected texts of tests/bad, tests/kit and tests/said anew",
    )
