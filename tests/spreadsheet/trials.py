"""Trials by the dozen: drawn rule sets, and the shipped ones with forms that fit them."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import yaml

from perfeval.reading import load_ruleset
from perfeval.source import ProblemError
from tests.spreadsheet.drawn import Form, Rules, drawn_form, drawn_rules, with_total
from tests.spreadsheet.judged import Tally, Trial

__all__ = ["drawn_trials", "file_of", "shipped_trials", "tallied", "trial_of"]

_TYPED = ((8, 20), (11, 5), (15, 5))
"""How many times a form is filled in with numbers of at most so many digits."""


def trial_of(folder: Path, rules: Rules, form: Form) -> Trial:
    """Return a trial of a rule set that is written down as a file.

    Args:
        folder: Where the files are written.
        rules: The rule set.
        form: The form.

    Raises:
        ProblemError: Where the loader does not take the rule set.
    """
    path = folder / "rules.yaml"
    path.write_text(json.dumps(rules, ensure_ascii=False), encoding="utf-8")
    return Trial(folder, rules, form, load_ruleset(path), str(path))


def drawn_trials(folder: Path, seed: int, count: int) -> Iterator[tuple[Trial, random.Random]]:
    """Return trials of so many drawn rule sets; those that hold no water are drawn again.

    Args:
        folder: Where the files are written.
        seed: What the generator begins with.
        count: How many.
    """
    found = 0
    for number in itertools.count():
        draw = random.Random(f"{seed} {number}")
        rules = drawn_rules(draw)
        form = drawn_form(draw, rules)
        try:
            trial = trial_of(folder, with_total(rules, form), form)
        except ProblemError:
            continue
        yield trial, draw
        found += 1
        if found == count:
            return


def file_of(name: str) -> Rules:
    """Return a shipped rule set as its file and those it extends have it: a section replaces a section whole."""
    text = (resources.files("perfeval") / "rulesets" / f"{name}.yaml").read_text(encoding="utf-8")
    own: Rules = _as_text(yaml.load(text, Loader=yaml.BaseLoader))
    parent = file_of(own["extends"]) if "extends" in own else {}
    merged = {**parent, **own}
    rounding = {"score": {"places": 2, "mode": "half_up"}, **merged.get("rounding", {})}
    for places in ("score", "rate"):
        if isinstance(rounding.get(places), dict):
            rounding[places] = {**rounding[places], "places": int(rounding[places]["places"])}
        elif places in rounding:
            del rounding[places]
    return {key: value for key, value in {**merged, "rounding": rounding}.items() if value is not None}


def _as_text(data: Any) -> Any:
    """Return a file's data, an explicit null as None: every other value stays the text it was."""
    if isinstance(data, dict):
        return {key: _as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_text(one) for one in data]
    return None if data in ("null", "~") else data


def shipped_trials(folder: Path, name: str, count: int) -> Iterator[tuple[Trial, random.Random]]:
    """Return trials of forms under a shipped rule set.

    Args:
        folder: Where the files are written.
        name: Its id.
        count: How many forms.
    """
    rules, ruleset = file_of(name), load_ruleset(name)
    year = ruleset.years.start or ruleset.years.end or 2025
    methods = [*rules.get("methods", {}), "pass_fail", "proportional", "reciprocal", "linear"]
    for number in range(count):
        draw = random.Random(f"{name} {number}")
        form = drawn_form(draw, rules, methods)
        total = Fraction(rules["total"]) - Fraction(form.budget or 0)
        cuts = sorted(draw.sample(range(1, int(total * 4)), len(form.rows) - 1))
        ends = [0, *cuts, int(total * 4)]
        rows = tuple(
            attrs.evolve(row, points=f"{(high - low) / 4:g}")
            for row, (low, high) in zip(form.rows, itertools.pairwise(ends), strict=True)
        )
        yield Trial(folder, rules, attrs.evolve(form, rows=rows, year=year), ruleset, name), draw


def tallied(trials: Iterator[tuple[Trial, random.Random]]) -> Tally:
    """Return what trials come to when their forms are filled in again and again.

    Args:
        trials: With the generator that goes on drawing.
    """
    tally = Tally()
    for trial, draw in trials:
        for digits, times in _TYPED:
            for typing in trial.typings(draw, times, digits):
                for met in trial.judged(typing):
                    tally.add(met)
    return tally
