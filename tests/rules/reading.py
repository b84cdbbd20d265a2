"""Rows read through a plan by its exact reader: what branch counts, and what it earns."""

from __future__ import annotations

from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.rules import Plan, Stage
from perfeval.scoring.exactly import Reader


class Said(NamedTuple):
    """What a plan says of a row: the exact score and its sentence, or the problem; where it stands, and its clause."""

    score: str
    """The exact score, or the code of the problem."""
    say: str = ""
    rule: str = ""
    clause: str | None = None


def pair(text: object) -> object:
    """Return a number as the exact reader takes it, any other thing as it is."""
    if isinstance(text, str) and text[-1:].isdigit():
        return Fraction(text).as_integer_ratio()
    return text


def read(plan: Plan | Stage, inputs: str = "", **row: object) -> Said:
    """Return what a plan says of a row: numbers are texts, what is left out is not given.

    Args:
        plan: The plan, or one stage.
        inputs: The names of what a stage is asked with.
        **row: What the row brings.
    """
    whole = plan if isinstance(plan, Plan) else Plan(tuple(inputs.split()), (plan,))
    values = tuple(pair(row.get(name)) for name in whole.inputs)
    assert set(row) <= set(whole.inputs), row
    reader = Reader(whole)
    branch, earned = reader.base(values)
    if earned is None:
        return Said(branch.code.code if branch.code else "", branch.say, branch.rule, branch.clause)
    score, clause = earned, branch.clause
    changed = reader.ladder(values, earned)
    if changed is not None:
        (branch, score), clause = changed, changed[0].clause or clause
    assert branch.code is None
    return Said(str(Fraction(*score)), branch.say, branch.rule, clause)
