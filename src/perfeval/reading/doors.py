"""The doors of the room: files in, records out."""

from __future__ import annotations

from pathlib import Path

import attrs

from perfeval.model import Definition, Filing, RuleSet
from perfeval.reading import codes
from perfeval.reading.definitions import read_definition
from perfeval.reading.files import read_source
from perfeval.reading.filings import read_filing
from perfeval.reading.kinds import FileKind, kind_of
from perfeval.reading.records import Reader
from perfeval.reading.rulesets import is_path, load_ruleset
from perfeval.reading.tree import Mapping, Node, placed, read_tree
from perfeval.source import Mark, Origin, Problem, ProblemError, Source

__all__ = ["file_kind", "load_definition", "load_filing", "parse_definition", "parse_filing", "ruleset_of"]

_NAMES: dict[FileKind, str] = {
    "definition": "指标定义",
    "filing": "填报",
    "form": "一表一文件",
    "ruleset": "计分规则",
    "layout": "表样",
}


def load_definition(path: str | Path) -> Definition:
    """Load a definition, or the definition in a one-file form.

    Args:
        path: The YAML file.

    Returns:
        The definition; what is wrong with it but leaves it usable is in its `problems`.

    Raises:
        ProblemError: Where nothing usable is left: no such file, not UTF-8, not YAML, another kind of file.
    """
    source, text = read_source(Path(path))
    return _definition(text, source)


def parse_definition(text: str, name: str = "<text>") -> Definition:
    r"""Read a definition from its text.

    Args:
        text: The YAML text.
        name: What the text is called in problems.

    Raises:
        ProblemError: As for `load_definition`.

    >>> definition = parse_definition("title: 示例\nfiscal_year: 2024\nindicators: [{name: 人数, target: 44人}]")
    >>> definition.leaves[0].key
    '人数'
    """
    return _definition(text, Source.of(name, text))


def load_filing(path: str | Path) -> Filing:
    """Load a filing and the definition that it names, or a one-file form.

    Args:
        path: The YAML file; the path of the definition in it starts from its folder.

    Returns:
        The filing with its definition; what is wrong but leaves it usable is in the `problems` of both.

    Raises:
        ProblemError: Where nothing usable is left of the file or of its definition.
    """
    source, text = read_source(Path(path))
    return _filing(text, source, Path(path).parent)


def parse_filing(text: str, name: str = "<text>", base: str | Path = ".") -> Filing:
    """Read a filing or a one-file form from its text.

    Args:
        text: The YAML text.
        name: What the text is called in problems.
        base: The folder that the path of its definition starts from.

    Raises:
        ProblemError: As for `load_filing`.
    """
    return _filing(text, Source.of(name, text), Path(base))


def file_kind(path: Path) -> FileKind | None:
    """Return which kind of perfeval file *path* is, or None where it is none that can be read."""
    try:
        source, text = read_source(path)
        return kind_of(Reader(source), read_tree(text, source, []))
    except ProblemError:
        return None


def ruleset_of(filing: Filing, override: str | None = None) -> RuleSet:
    """Return the rule set that a filing is scored by.

    Args:
        filing: The filing; its definition names an id, or a path that starts from the definition's folder.
        override: An id or path that is used instead.

    Raises:
        ProblemError: Where neither names one, and for a rule set that cannot be loaded.
    """
    if override is not None:
        return load_ruleset(override)
    definition = filing.definition
    origin = definition.origin
    if definition.ruleset is None:
        raise ProblemError([codes.NO_RULESET.problem(codes.NO_RULESET.what).at(origin)])
    base = Path(origin.source.name).parent if origin else None
    if base is not None and is_path(definition.ruleset) and not (base / definition.ruleset).exists():
        fact = f"没有计分规则文件 {definition.ruleset}"
        repair = "核对路径：从指标定义所在的文件夹算起"
        raise ProblemError([codes.RULESET_UNKNOWN.problem(fact, repair).at(origin, "ruleset")])
    try:
        return load_ruleset(definition.ruleset, base if is_path(definition.ruleset) else None)
    except ProblemError as error:
        if not is_path(definition.ruleset) and origin is not None:
            raise ProblemError([_placed(problem, filing) for problem in error.problems]) from None
        raise


def _placed(problem: Problem, filing: Filing) -> Problem:
    """Return a problem about the name of the rule set where the definition writes it."""
    return problem if problem.place else problem.at(filing.definition.origin, "ruleset")


def _definition(text: str, source: Source) -> Definition:
    """Return the definition of a text."""
    reader = Reader(source)
    node = read_tree(text, source, reader.problems)
    broken = len(reader.problems)
    kind = kind_of(reader, node)
    if kind == "form" and isinstance(node, Mapping):
        from perfeval.reading.oneform import read_form

        filing = read_form(reader, node)
        # What is wrong with the form is wrong with its definition, as nothing else is asked for.
        definition: Definition | None = attrs.evolve(filing.definition, problems=filing.problems)
    elif kind == "definition":
        definition = read_definition(reader, node)
    else:
        raise _other(reader, kind, "definition", node)
    if definition is None or broken:
        raise _broken(reader, broken)
    return definition


def _filing(text: str, source: Source, base: Path) -> Filing:
    """Return the filing of a text."""
    reader = Reader(source)
    node = read_tree(text, source, reader.problems)
    broken = len(reader.problems)
    kind = kind_of(reader, node)
    filing: Filing | None
    if kind == "form" and isinstance(node, Mapping):
        from perfeval.reading.oneform import read_form

        filing = read_form(reader, node)
    elif kind == "filing" and isinstance(node, Mapping):
        filing = read_filing(reader, node, lambda path, mark: _named_definition(reader, path, mark, base))
    else:
        raise _other(reader, kind, "filing", node)
    # A value that YAML has cut must not be scored, however much of the file is left.
    if filing is None or broken:
        raise _broken(reader, broken)
    return filing


def _broken(reader: Reader, told: int) -> ProblemError:
    """Return the error for a file whose first *told* problems are those of its YAML; their echoes are left out."""
    lines = {problem.place.line for problem in reader.problems[:told] if problem.place}
    later = reader.problems[told:]
    return ProblemError(
        [*reader.problems[:told], *(p for p in later if not p.place or p.place.line not in lines)]
    )


def _named_definition(reader: Reader, path: str, mark: Mark, base: Path) -> Definition:
    """Return the definition that a filing names.

    Raises:
        ProblemError: With the problems of the filing so far and those of the definition.
    """
    target = base / path
    if not target.exists():
        fact = f"没有指标定义文件 {path}"
        repair = "核对路径：从本文件所在的文件夹算起"
        problem = codes.MISSING_FILE.problem(fact, repair).at(Origin(reader.source, mark, {"": mark}))
        raise ProblemError([*reader.problems, problem])
    try:
        return load_definition(target)
    except ProblemError as error:
        raise ProblemError([*reader.problems, *error.problems]) from None


def _other(reader: Reader, kind: FileKind | None, wanted: FileKind, node: Node) -> ProblemError:
    """Return the error for a file of another kind than the wanted one."""
    if kind is not None:
        fact = f"这是{_NAMES[kind]}文件，这里要的是{_NAMES[wanted]}文件"
        reader.problems.append(placed(codes.OTHER_FORMAT, reader.source, node.mark, fact))
    return ProblemError(reader.problems)
