"""Scoring as a pure function: report = score(filing, ruleset)."""

from perfeval.scoring.codes import CODES
from perfeval.scoring.custom import register, registered
from perfeval.scoring.form import form_problems, score

__all__ = ["CODES", "form_problems", "register", "registered", "score"]
