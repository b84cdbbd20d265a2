"""Frozen records: what a definition, a filing, a rule set and a report are. Invariants only, no reading, no scoring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfeval.lazy import lazy
from perfeval.model.definition import BudgetPlan, Definition, FundRow, Goal, Indicator, Leaf, OfWhich
from perfeval.model.filing import BudgetFiled, Entry, Filing, Printed, PrintedBudget, Waiver
from perfeval.model.keys import Holds, Key, key, keys_of
from perfeval.model.ranges import Range, Share
from perfeval.model.report import BudgetLine, Line, Parts, Report, Status, Step
from perfeval.model.rules import (
    BASES,
    BudgetRule,
    Calendar,
    Clause,
    Document,
    EqualRule,
    ExplainRule,
    IntervalRule,
    Ladder,
    LadderStep,
    Places,
    Policy,
    RoundingRule,
    TierRule,
    Trigger,
    Weights,
    Years,
)
from perfeval.model.ruleset import RuleSet
from perfeval.model.shapes import (
    SHAPES,
    SHAPES_ZH,
    Anchor,
    Band,
    Bands,
    Count,
    Custom,
    Deduct,
    Full,
    Linear,
    Manual,
    PassFail,
    Piecewise,
    Proportional,
    Ratio,
    Reciprocal,
    Shape,
    TiersShape,
    Zero,
)

if TYPE_CHECKING:
    from perfeval.model.cases import Case, Expect, Given, Placed
    from perfeval.model.comparison import Comparison, Difference, FormComparison
    from perfeval.model.laws import LAWS, Law

__all__ = [
    "BASES",
    "LAWS",
    "SHAPES",
    "SHAPES_ZH",
    "Anchor",
    "Band",
    "Bands",
    "BudgetFiled",
    "BudgetLine",
    "BudgetPlan",
    "BudgetRule",
    "Calendar",
    "Case",
    "Clause",
    "Comparison",
    "Count",
    "Custom",
    "Deduct",
    "Definition",
    "Difference",
    "Document",
    "Entry",
    "EqualRule",
    "Expect",
    "ExplainRule",
    "Filing",
    "FormComparison",
    "Full",
    "FundRow",
    "Given",
    "Goal",
    "Holds",
    "Indicator",
    "IntervalRule",
    "Key",
    "Ladder",
    "LadderStep",
    "Law",
    "Leaf",
    "Line",
    "Linear",
    "Manual",
    "OfWhich",
    "Parts",
    "PassFail",
    "Piecewise",
    "Placed",
    "Places",
    "Policy",
    "Printed",
    "PrintedBudget",
    "Proportional",
    "Range",
    "Ratio",
    "Reciprocal",
    "Report",
    "RoundingRule",
    "RuleSet",
    "Shape",
    "Share",
    "Status",
    "Step",
    "TierRule",
    "TiersShape",
    "Trigger",
    "Waiver",
    "Weights",
    "Years",
    "Zero",
    "key",
    "keys_of",
]

# What scoring a form never needs is made when it is first used.
__getattr__, _ = lazy(
    __name__,
    {
        "cases": ("Case", "Expect", "Given", "Placed"),
        "comparison": ("Comparison", "Difference", "FormComparison"),
        "laws": ("LAWS", "Law"),
    },
)


def __dir__() -> list[str]:
    """Return the names of the room."""
    return list(__all__)
