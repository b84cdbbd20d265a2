"""The real parts that these tests need."""

from __future__ import annotations

import shutil

import pytest


def program(name: str) -> str:
    """Return the path of a program, or skip and say how to get it."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed: make real-parts")
    return found
