"""Layout files: the shipped ones by id, own ones by path."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from perfeval.forms import codes
from perfeval.forms.layout import Layout
from perfeval.forms.layout_file import read_layout
from perfeval.model import Filing, RuleSet
from perfeval.reading.files import read_source
from perfeval.reading.rulesets import is_path
from perfeval.source import ProblemError, Source, nearest

__all__ = ["layout_ids", "layout_of", "load_layout"]

# Not importlib.resources, which costs a tenth of a start: a wheel is always unpacked.
_SHIPPED = Path(__file__).parents[1] / "layouts"


@lru_cache(maxsize=1)
def layout_ids() -> tuple[str, ...]:
    """Return the ids of the shipped layouts, sorted.

    >>> "hubei-project" in layout_ids()
    True
    """
    names = (entry.name for entry in _SHIPPED.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def load_layout(name: str | Path) -> Layout:
    """Load a layout.

    Args:
        name: The id of a shipped layout, or the path of a file (a Path, or a text with a / or ending in .yaml).

    Raises:
        ProblemError: For an unknown id, and for a file with any error.

    >>> load_layout("hubei-project").money_unit
    '万元'
    """
    if not isinstance(name, Path) and not is_path(name):
        return _load_shipped(name)
    source, text = read_source(Path(name))
    return read_layout(text, source)


@lru_cache(maxsize=32)
def _load_shipped(name: str) -> Layout:
    """Return a shipped layout; they do not change while a program runs."""
    if name not in layout_ids():
        near = nearest(name, layout_ids())
        repair = f"是不是“{near}”？perfeval layouts 列出全部编号" if near else ""
        raise ProblemError([codes.LAYOUT_UNKNOWN.problem(f"没有编号为“{name}”的表样", repair)])
    text = (_SHIPPED / f"{name}.yaml").read_text(encoding="utf-8")
    return read_layout(text, Source.of(f"{name}.yaml", text))


def layout_of(filing: Filing, rules: RuleSet, override: str | None = None) -> Layout:
    """Return the layout of a form: the one asked for, else the rule set's for this kind of form.

    Args:
        filing: The filing; one with `as_of` is made in the course of the year and has the layout `monitoring`.
        rules: The rule set.
        override: The id or path of another layout.

    Raises:
        ProblemError: Where the rule set names none, and for a layout that cannot be loaded.
    """
    kind = "monitoring" if filing.as_of else filing.definition.kind
    name = override or rules.layouts.get(kind)
    if name is None:
        fact = f"规则 {rules.id} 没有指定 {kind} 类的表样"
        repair = f"用 --layout 指定，例如 --layout {layout_ids()[0]}；perfeval layouts 列出全部表样"
        raise ProblemError([codes.NO_LAYOUT.problem(fact, repair)])
    return load_layout(name)
