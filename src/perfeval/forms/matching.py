"""A form that was read, held against the definition it should be of: what was changed on it is told."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from perfeval.forms import codes
from perfeval.forms.recognition import ReadForm
from perfeval.forms.recognition.words import plain
from perfeval.model import Definition, Entry, Leaf
from perfeval.notation import Measure
from perfeval.source import Code, Place, Problem

__all__ = ["match"]


def match(form: ReadForm, definition: Definition, place: Place) -> ReadForm:
    """Return a form as one of a definition: its actuals under the definition's rows, and what differs as problems.

    Args:
        form: What was read.
        definition: What should have been filled in.
        place: The file that was read.

    Returns:
        The form with the definition itself: targets and points are those of the definition, whatever the form says.
    """
    pairs, missing, added = _paired(definition.leaves, form.definition.leaves)
    problems = [*_renamed(pairs), *_changed(pairs)]
    problems += [_told(codes.ROW_MISSING, f"“{leaf.indicator.name}”在表上没有", leaf.key) for leaf in missing]
    problems += [_told(codes.ROW_ADDED, f"“{leaf.indicator.name}”在定义里没有", leaf.key) for leaf in added]
    entries: dict[str, Entry] = {}
    scores: dict[str, str] = {}
    printed = form.filing.printed
    for own, read in pairs:
        if read.key in form.filing.actuals:
            entries[own.key] = form.filing.actuals[read.key]
        if printed is not None and read.key in printed.scores:
            scores[own.key] = printed.scores[read.key]
    filing = attrs.evolve(
        form.filing,
        definition=definition,
        actuals=entries,
        printed=attrs.evolve(printed, scores=scores) if printed is not None else None,
    )
    placed = tuple(attrs.evolve(problem, place=place) for problem in problems)
    return attrs.evolve(form, filing=filing, problems=(*form.problems, *placed))


Pairs = list[tuple[Leaf, Leaf]]


def _paired(own: tuple[Leaf, ...], read: tuple[Leaf, ...]) -> tuple[Pairs, list[Leaf], list[Leaf]]:
    """Return the rows that belong together: by name, then those left over that stand at the same place."""
    pairs: Pairs = []
    rest = list(read)
    missing: list[Leaf] = []
    for leaf in own:
        names = (plain(leaf.indicator.name), plain(leaf.key))
        found = next((other for other in rest if plain(other.indicator.name) in names), None)
        if found is None:
            missing.append(leaf)
        else:
            rest.remove(found)
            pairs.append((leaf, found))
    for leaf in list(missing):
        at = own.index(leaf)
        other = read[at] if at < len(read) and read[at] in rest else None
        if other is not None and _text(other.indicator.target) == _text(leaf.indicator.target):
            missing.remove(leaf)
            rest.remove(other)
            pairs.append((leaf, other))
    return pairs, missing, rest


def _text(measure: Measure | None) -> str:
    """Return a target as it is compared."""
    return plain(measure.text) if measure else ""


def _renamed(pairs: Pairs) -> Iterator[Problem]:
    """Yield the rows whose names were changed."""
    for own, read in pairs:
        if plain(own.indicator.name) != plain(read.indicator.name):
            fact = f"定义里是“{own.indicator.name}”，表上是“{read.indicator.name}”"
            yield _told(codes.RENAMED, fact, own.key)


def _changed(pairs: Pairs) -> Iterator[Problem]:
    """Yield the rows whose targets or points were changed."""
    for own, read in pairs:
        target, printed = own.indicator.target, read.indicator.target
        if _text(target) != _text(printed) and (
            target is None
            or printed is None
            or target.quantity != printed.quantity
            or target.sign != printed.sign
            or target.quantity is None
        ):
            fact = f"“{own.indicator.name}”的目标值定义为“{target.text if target else ''}”，表上是“{printed.text if printed else ''}”"
            yield _told(codes.TARGET_CHANGED, fact, own.key)
        due, points = own.indicator.points, read.indicator.points
        if due is not None and points is not None and due.value != points.value:
            fact = f"“{own.indicator.name}”的分值定义为 {due.text}，表上是 {points.text}"
            yield _told(codes.POINTS_CHANGED, fact, own.key)


def _told(code: Code, fact: str, about: str) -> Problem:
    """Return a problem about a row."""
    return code.problem(fact, about=about)
