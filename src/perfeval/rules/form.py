"""The plan of a form: what its total is the sum of, how it is rescaled and rounded, and its grade."""

from __future__ import annotations

from typing import NamedTuple

from perfeval.model import RuleSet
from perfeval.rules.expressions import ZERO, Expression, constant, rounded
from perfeval.rules.plan import Branch, Stage

__all__ = ["Adds", "adds", "grade", "total"]

SUM, COUNTED = Expression("input", name="sum"), Expression("input", name="counted")
LEFT_OUT, TOTAL = Expression("input", name="left_out"), Expression("input", name="total")


class Adds(NamedTuple):
    """What is added to a total: of each row and of the budget execution, the score as printed or the exact value."""

    printed_rows: bool
    printed_budget: bool


def adds(rules: RuleSet) -> Adds:
    """Return what the total is the sum of.

    Args:
        rules: The rule set.
    """
    kind = rules.rounding.total
    return Adds(kind != "exact_sum", kind == "sum_of_scores")


def total(rules: RuleSet) -> Stage:
    """Return how a sum becomes the total: rescaled where rows were left out, rounded once.

    Args:
        rules: The rule set; the form brings the sum, the points that count and how many rows were left out.
    """
    rounding = rules.rounding.score.rounding
    whole = constant(rules.total.value)
    rescaled = Branch((LEFT_OUT > ZERO,), rounded(SUM * whole / COUNTED, rounding), "not_applicable")
    # The sum of rounded scores has their places already; anything else is rounded here, once.
    return Stage("total", (rescaled, Branch((), rounded(SUM, rounding), "total")))


def grade(rules: RuleSet) -> Stage:
    """Return the grades, each as the branch of the totals that it holds.

    Args:
        rules: The rule set.
    """
    branches = []
    for label, held in rules.grades.items():
        low, high = constant(held.low), constant(held.high)
        tests = (
            low <= TOTAL if held.low_closed else low < TOTAL,
            high >= TOTAL if held.high_closed else high > TOTAL,
        )
        branches.append(Branch(tests, TOTAL, f"grades.{label}", rules.grades_clause))
    return Stage("grade", tuple(branches))
