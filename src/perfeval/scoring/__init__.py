"""Scoring as a pure function: report = score(filing, ruleset)."""

from perfeval.rules import CODES, register, registered
from perfeval.scoring.form import form_problems, score

__all__ = ["CODES", "form_problems", "register", "registered", "score"]
