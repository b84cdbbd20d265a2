"""`make test` runs on any machine: no test of the product needs a folder outside the project."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
FOLDER = "shared"


def names_the_folder(source: str) -> bool:
    """Return whether a test module reads the folder beside the checkout: by its fixture, its path or its variable."""
    tree = ast.parse(source)
    fixtures = {
        argument.arg for node in ast.walk(tree) if isinstance(node, ast.arguments) for argument in node.args
    }
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    paths = any(text == FOLDER or f"../{FOLDER}" in text or "PERFEVAL_SHARED" in text for text in texts)
    return FOLDER in fixtures or paths


def is_marked(source: str) -> bool:
    """Return whether every test of a module carries the mark `shared`."""
    return any(
        isinstance(node, ast.Attribute) and ast.unparse(node) == f"pytest.mark.{FOLDER}"
        for statement in ast.parse(source).body
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "pytestmark"
        for node in ast.walk(statement.value)
    )


def needs_what_is_not_here(source: str) -> bool:
    """Return whether a module would fail, or skip unseen, on a machine without the folder."""
    return names_the_folder(source) and not is_marked(source)


def test_only_marked_tests_need_the_folder() -> None:
    """No test module without the mark names the folder, and those with the mark do: `make test` runs without it."""
    own = Path(__file__)
    sources = {path: path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py") if path != own}

    assert [path.name for path, source in sources.items() if needs_what_is_not_here(source)] == []
    marked = [source for source in sources.values() if is_marked(source)]
    assert marked
    assert all(map(names_the_folder, marked))


@pytest.mark.parametrize(
    "planted",
    [
        "def test_a(shared: Path) -> None: ...",
        "def test_a(tmp_path, shared) -> None: ...",
        "ROOT = Path(__file__).parents[2] / 'shared'",
        "ROOT = Path('../shared/cases')",
        "ROOT = os.environ['PERFEVAL_SHARED']",
        "@pytest.mark.shared\ndef test_a(shared): ...\ndef test_b(shared): ...",
        "pytestmark = pytest.mark.real\ndef test_a(shared): ...",
    ],
)
def test_a_planted_need_is_found(planted: str) -> None:
    """However a module without the mark reaches for the folder, it is found; with the mark it may."""
    assert needs_what_is_not_here(planted)
    assert not needs_what_is_not_here(
        f"pytestmark = [pytest.mark.shared]\n{planted.replace('pytestmark', 'other')}"
    )


def test_the_product_names_no_folder_of_ours() -> None:
    """Nothing of the package, of its examples and its benchmarks reads the folder."""
    root = TESTS.parent
    for path in (*root.glob("src/**/*.py"), *root.glob("benchmarks/*.py"), *root.glob("docs/*.py")):
        text = path.read_text(encoding="utf-8")
        assert f"../{FOLDER}" not in text, path
        assert "PERFEVAL_SHARED" not in text, path
