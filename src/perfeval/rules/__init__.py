"""What a rule set means: every row's score as a plan, compiled once, which each reader walks in its own way."""

from perfeval.rules.codes import CODES
from perfeval.rules.compiled import Plans, plans_of
from perfeval.rules.custom import register, registered
from perfeval.rules.expressions import Expression
from perfeval.rules.plan import Branch, Note, Plan, Stage

__all__ = [
    "CODES",
    "Branch",
    "Expression",
    "Note",
    "Plan",
    "Plans",
    "Stage",
    "plans_of",
    "register",
    "registered",
]
