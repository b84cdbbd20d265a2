"""Rule set files: the shipped ones by id, own ones by path; `extends` replaces a section whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs

from perfeval.exact import Number
from perfeval.model import Range, RuleSet, Share, keys_of
from perfeval.reading import codes
from perfeval.reading.definitions import FORMAT
from perfeval.reading.files import read_source
from perfeval.reading.records import Reader, aliases
from perfeval.reading.tree import Mapping, Scalar, read_tree
from perfeval.source import Origin, ProblemError, Source, has_errors, nearest

__all__ = ["file_of", "is_path", "load_ruleset", "parse_ruleset", "ruleset_ids"]

# Not importlib.resources, which costs a tenth of a start: a wheel is always unpacked.
_SHIPPED = Path(__file__).parents[1] / "rulesets"


@lru_cache(maxsize=1)
def ruleset_ids() -> tuple[str, ...]:
    """Return the ids of the shipped rule sets, sorted.

    >>> "hubei-2020" in ruleset_ids()
    True
    """
    names = (entry.name for entry in _SHIPPED.iterdir())
    return tuple(
        sorted(
            name.removesuffix(".yaml")
            for name in names
            if name.endswith(".yaml") and not name.endswith(".cases.yaml")
        )
    )


def is_path(name: str) -> bool:
    """Return whether a rule set is named by its file: it has a slash or ends in .yaml.

    >>> is_path("./mine.yaml"), is_path("hubei-2020")
    (True, False)
    """
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))


def file_of(rules: RuleSet) -> Path | None:
    """Return the file that a rule set was read from, None for one that was built or read from a text.

    Args:
        rules: The rule set.

    >>> file_of(load_ruleset("hubei-2020")).name
    'hubei-2020.yaml'
    """
    if rules.origin is None:
        return None
    name = rules.origin.source.name
    shipped = _SHIPPED / name
    path = shipped if name == f"{rules.id}.yaml" and rules.id in ruleset_ids() else Path(name)
    return path if path.is_file() else None


def load_ruleset(name: str | Path, base: Path | None = None) -> RuleSet:
    """Load a rule set.

    Args:
        name: The id of a shipped rule set (`hubei-2020`), or the path of a file (it has a / or ends in .yaml).
        base: The folder that a path starts from; the working directory where None.

    Returns:
        The rule set, with what it inherits.

    Raises:
        ProblemError: For an unknown id, and for a file with any error: a rule that could not be read must not be
            left out of a score.

    >>> load_ruleset("hubei-2020").at_most
    Reciprocal(cap=None, floor=None, clause='n2')
    """
    if isinstance(name, Path) or is_path(name):
        path = Path(name) if base is None else base / name
        return _load_file(path, ())
    return _load_shipped(name)


def parse_ruleset(text: str, name: str = "<text>") -> RuleSet:
    r"""Read a rule set from its text.

    Args:
        text: The YAML text.
        name: What the text is called in problems; a path in `extends` starts from the working directory.

    Raises:
        ProblemError: As for `load_ruleset`.

    >>> parse_ruleset("id: mine\nextends: hubei-2020\ngrades: {优: '[0, 100]'}").at_most
    Reciprocal(cap=None, floor=None, clause='n2')
    """
    return _read(text, Source.of(name, text), None, ())


@lru_cache(maxsize=64)
def _load_shipped(name: str) -> RuleSet:
    """Return a shipped rule set; they do not change while a program runs."""
    if name not in ruleset_ids():
        near = nearest(name, ruleset_ids())
        repair = f"是不是“{near}”？perfeval rulesets 列出全部编号" if near else ""
        raise ProblemError([codes.RULESET_UNKNOWN.problem(f"没有编号为“{name}”的计分规则", repair)])
    text = (_SHIPPED / f"{name}.yaml").read_text(encoding="utf-8")
    # Every shipped file is checked before a release (`perfeval rulesets check`), not again at every start.
    return _read(text, Source.of(f"{name}.yaml", text), None, (), checked=True)


def _load_file(path: Path, below: tuple[Path, ...]) -> RuleSet:
    """Return the rule set of a file; *below* are the files that extend it."""
    source, text = read_source(path)
    return _read(text, source, path, (*below, path.resolve()))


def _read(
    text: str, source: Source, path: Path | None, chain: tuple[Path, ...], *, checked: bool = False
) -> RuleSet:
    """Return the rule set of a text; what was *checked* before is only read."""
    reader = Reader(source)
    node = read_tree(text, source, reader.problems)
    if not isinstance(node, Mapping):
        reader.tell(codes.NOT_MAPPING, node.mark, codes.NOT_MAPPING.what)
        raise ProblemError(reader.problems)
    values, marks = reader.fields(keys_of(RuleSet), aliases(RuleSet), node, {}, FORMAT)
    if "id" not in values:
        reader.tell(codes.MISSING_KEY, node.mark, "缺少 id（编号）", "补上计分规则的编号，例如 id: 我市-2025")
    values["origin"] = Origin(source, node.mark, marks)
    parent = _parent(reader, values.get("extends"), marks, path, chain)
    rules = _inherit(reader, parent, values, node)
    _check_clauses(reader, rules, marks)
    if not checked and not has_errors(reader.problems):
        from perfeval.reading.rulechecks import check_ruleset

        written = frozenset(values) if parent is not None else frozenset(keys_of(RuleSet))
        check_ruleset(reader, rules, node, written)
    if has_errors(reader.problems):
        raise ProblemError(reader.problems)
    return rules


def _parent(
    reader: Reader,
    name: str | None,
    marks: dict[str, tuple[int, int]],
    path: Path | None,
    chain: tuple[Path, ...],
) -> RuleSet | None:
    """Return the rule set that this one extends."""
    if name is None:
        return None
    mark = marks["extends"]
    if not is_path(name):
        if name not in ruleset_ids():
            near = nearest(name, ruleset_ids())
            repair = f"是不是“{near}”？" if near else ""
            reader.tell(codes.RULESET_UNKNOWN, mark, f"没有编号为“{name}”的计分规则", repair, len(name))
            return None
        return _load_shipped(name)
    target = (path.parent if path else Path()) / name
    if target.resolve() in chain:
        reader.tell(codes.RULESET_CYCLE, mark, f"继承绕成了圈：{name}", length=len(name))
        return None
    if not target.is_file():
        reader.tell(codes.RULESET_UNKNOWN, mark, f"没有计分规则文件 {name}", length=len(name))
        return None
    return _load_file(target, chain)


def _inherit(reader: Reader, parent: RuleSet | None, values: dict[str, Any], node: Mapping) -> RuleSet:
    """Return the rule set: each section as written, else as inherited; one written as null is removed.

    The parent's clauses come along as far as a rule stands on them.
    """
    if parent is None:
        return RuleSet(**{"id": "", **values})
    names = aliases(RuleSet)
    removed = {
        names[key.text]
        for key, value in node.items
        if key.text in names and isinstance(value, Scalar) and value.blank
    }
    fresh = RuleSet(id="")
    empty = {name: getattr(fresh, name) for name in removed if name not in values}
    # A section written anew does not stand on the clause of the one that it replaces.
    empty |= {f"{name}_clause": None for name in (*values, *removed) if f"{name}_clause" in names}
    own = values.get("clauses", {})
    rules = attrs.evolve(parent, **{"extends": None, **empty, **values})
    inherited = {clause for section, clause in clauses_used(rules) if section not in values}
    for name in own:
        if name in inherited and own[name] != parent.clauses.get(name):
            fact = f"条款“{name}”与上级规则 {parent.id} 的同号，继承来的规则仍要用上级的那一条"
            reader.tell(codes.CLAUSE_TWICE, values["origin"].marks["clauses"], fact)
    used = {clause for _, clause in clauses_used(rules)}
    borrowed = {name: clause for name, clause in parent.clauses.items() if name in used and name not in own}
    return attrs.evolve(rules, clauses={**borrowed, **own})


def _check_clauses(reader: Reader, rules: RuleSet, marks: dict[str, tuple[int, int]]) -> None:
    """Tell of rules that stand on a clause which is not listed."""
    for section, clause in clauses_used(rules):
        if clause not in rules.clauses:
            near = nearest(clause, rules.clauses)
            repair = (
                f"是不是“{near}”？"
                if near
                else f"在 clauses 里写上 {clause}: {{where: …, says: …, basis: …}}"
            )
            mark = marks.get(section, (1, 1))
            reader.tell(codes.CLAUSE_UNKNOWN, mark, f"{section} 所依据的条款“{clause}”没有列出", repair)


def clauses_used(rules: RuleSet) -> Iterator[tuple[str, str]]:
    """Yield each section of a rule set that stands on a clause, with the clause."""
    for name in keys_of(RuleSet):
        if name == "clauses":
            continue
        value = getattr(rules, name)
        if name.endswith("_clause") and value is not None:
            yield name.removesuffix("_clause"), value
        elif name == "waived":
            yield from ((name, clause) for clause in value.values() if clause)
        else:
            yield from ((name, clause) for clause in _clauses_in(value))


def _clauses_in(value: Any) -> Iterator[str]:
    """Yield the clauses that a section names, at any depth."""
    if value is None or isinstance(value, str | bool | Number | Range | Share):
        return  # most values are plain, and each rule set is walked four times
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            yield from _clauses_in(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            inner = getattr(value, field.name)
            if field.name == "clause" and inner is not None:
                yield inner
            elif not isinstance(inner, str):
                yield from _clauses_in(inner)
