"""The oracle stands apart: it shares no code with what it judges."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ORACLE = ("verdict", "rounding", "shapes", "numbers", "words", "rows", "funds", "reasons", "form")
DRAWN = ("draw", "draw_rules", "draw_shapes", "cells", "notable")
RECORDS = ("perfeval.exact", "perfeval.model", "perfeval.notation")


def imported(name: str) -> set[str]:
    """Return every module that a module of this folder imports, wherever the import stands."""
    tree = ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("name", ORACLE)
def test_the_oracle_imports_records_only(name: str) -> None:
    """The oracle knows records, cells and numbers, and other modules of the oracle."""
    allowed = {*RECORDS, *(f"tests.oracle.{other}" for other in ORACLE)}
    ours = {
        module for module in imported(name) if module.split(".")[0] in ("perfeval", "tests", "benchmarks")
    }

    assert ours <= allowed


@pytest.mark.parametrize("name", DRAWN)
def test_the_generator_shares_nothing_with_the_kit(name: str) -> None:
    """What is drawn comes neither from the engine nor from the strategies of the kit."""
    ours = {module for module in imported(name) if module.startswith("perfeval")}

    assert ours <= {*RECORDS, "perfeval.source", "perfeval.reading"}


def test_the_engine_is_not_even_loaded() -> None:
    """A process that imports the oracle has no module of the engine in it."""
    code = (
        "import sys, tests.oracle.form; "
        "print([name for name in sys.modules if name.split('.')[1:2] in (['scoring'], ['rules'], ['testing'])])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=HERE.parents[1], check=True
    )

    assert run.stdout.strip() == "[]"


def test_no_module_is_forgotten() -> None:
    """Every module of this folder is part of the oracle, of the generator, or of what drives them."""
    drivers = {"__init__", "agree", "before", "engine", "met"}
    modules = {path.stem for path in HERE.glob("*.py") if not path.stem.startswith("test_")}

    assert modules == {*ORACLE, *DRAWN, *drivers}
