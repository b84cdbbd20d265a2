"""The house: imports go one way, the doors are few, every public name is documented."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import perfeval

PACKAGE = Path(perfeval.__file__).parent
# From the bottom to the top; a room may import those before it.
ROOMS = (
    "lazy",
    "exact",
    "source",
    "notation",
    "model",
    "rules",
    "reading",
    "scoring",
    "forms",
    "charts",
    "formats",
    "doors",
    "testing",
    "cli",
)
ONLY = {
    "yaml": "reading",
    "decimal": "exact",
    "fractions": "exact",
    "hypothesis": "testing",
    "pytest": "testing",
}
SCHEMA_TOOL = "perfeval.reading.schema"


def modules() -> list[str]:
    """Return every module of the package."""
    found = pkgutil.walk_packages([str(PACKAGE)], "perfeval.")
    return ["perfeval", *(module.name for module in found if module.name != "perfeval.__main__")]


def imports(module: str) -> list[tuple[str, bool]]:
    """Return what a module imports, and whether it is for type checking only."""
    source = Path(inspect.getsourcefile(importlib.import_module(module)) or "")
    tree = ast.parse(source.read_text(encoding="utf-8"))
    typed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) in typed) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.module, id(node) in typed))
            if node.module == "perfeval":
                found += [
                    (f"perfeval.{alias.name}", id(node) in typed)
                    for alias in node.names
                    if alias.name in ROOMS
                ]
    return found


def at_start(module: str) -> list[str]:
    """Return which modules of ours a module imports when it is itself imported."""
    source = Path(inspect.getsourcefile(importlib.import_module(module)) or "")
    body = ast.parse(source.read_text(encoding="utf-8")).body
    named = [
        (node.module or "", alias.name)
        for node in body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    known = set(modules())
    # `from perfeval.notation import codes` imports the module codes, not what the room offers.
    return [f"{room}.{name}" if f"{room}.{name}" in known else room for room, name in named if room in known]


def room_of(module: str) -> str | None:
    """Return the room of a module of ours."""
    parts = module.split(".")
    return parts[1] if parts[0] == "perfeval" and len(parts) > 1 and parts[1] in ROOMS else None


@pytest.mark.parametrize("module", [name for name in modules() if name != "perfeval"])
def test_no_import_runs_upward(module: str) -> None:
    """A module imports only its own room and those below it, and only its room's libraries."""
    own = room_of(module)
    assert own is not None, f"{module} is in no room: add it to the list, or move it"
    for name, _ in imports(module):
        room = room_of(name)
        assert room is None or ROOMS.index(room) <= ROOMS.index(own), f"{module} imports {name} upward"
        owner = ONLY.get(name.split(".")[0])
        assert owner in (None, own), f"only {owner} may import {name}, not {module}"


def test_no_module_imports_itself_round() -> None:
    """The imports of modules have no circle."""
    graph = {name: set(at_start(name)) for name in modules()}
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way, name))
        if name not in done:
            for other in graph.get(name, ()):
                walk(other, (*way, name))
            done.add(name)

    for name in graph:
        walk(name, ())


def test_doors_are_few_and_documented() -> None:
    """At most twenty public names; none is called like a room; each has a docstring; dir() lists them."""
    assert len(perfeval.__all__) <= 20
    assert not {*ROOMS, "rulesets", "layouts", "schemas"} & set(perfeval.__all__)
    assert set(perfeval.__all__) <= set(dir(perfeval))
    for name in perfeval.__all__:
        assert inspect.getdoc(getattr(perfeval, name)), name
    with pytest.raises(AttributeError, match="nothing"):
        _ = perfeval.nothing


def public_functions() -> list[tuple[str, object]]:
    """Return the functions that the rooms offer by their __all__."""
    found = []
    for name in ROOMS:
        module = importlib.import_module(f"perfeval.{name}")
        for public in module.__all__:
            value = getattr(module, public)
            if inspect.isfunction(inspect.unwrap(value)):
                found.append((f"{name}.{public}", value))
    return found


@pytest.mark.parametrize(
    ("name", "function"), public_functions(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_public_functions_say_what_they_take(name: str, function: object) -> None:
    """A public function of a room has types and a docstring that says its arguments and its errors."""
    plain = inspect.unwrap(function)  # type: ignore[arg-type]
    signature = inspect.signature(plain)
    doc = inspect.getdoc(plain) or ""

    assert signature.return_annotation is not inspect.Signature.empty
    assert all(one.annotation is not inspect.Parameter.empty for one in signature.parameters.values())
    assert doc.endswith(".") or ">>>" in doc or "\n" in doc
    for parameter in signature.parameters:
        assert (
            f"{parameter}:" in doc
            or (len(signature.parameters) == 1 and f"*{parameter}*" in doc)
            or ">>>" in doc
        ), f"{name}: {parameter}"


def test_files_fit_in_a_head() -> None:
    """No file has more than 400 lines, and at least half of them have at most 200."""
    lengths = {path: len(path.read_text(encoding="utf-8").split("\n")) for path in PACKAGE.rglob("*.py")}

    assert max(lengths.values()) <= 400, max(lengths, key=lengths.__getitem__)
    assert sum(length <= 200 for length in lengths.values()) * 2 >= len(lengths)


def test_every_test_has_a_sentence() -> None:
    """Every test of this suite has a docstring of one sentence or more."""
    bare = [
        f"{path.name}:{node.name}"
        for path in Path(__file__).parents[1].rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]

    assert bare == []


def test_the_package_is_not_the_source_folder() -> None:
    """`make test` runs against the installed wheel: what is tested is what a user gets."""
    import os

    if os.environ.get("PYTHONPATH", "").rstrip("/").endswith("src"):
        pytest.skip("run against the source folder on purpose (PYTHONPATH=src)")
    assert "site-packages" in str(PACKAGE)
    assert {path.name for path in PACKAGE.glob("*/*.yaml")} >= {"hubei-2020.yaml", "hubei-project.yaml"}
    assert (PACKAGE / "py.typed").exists()
