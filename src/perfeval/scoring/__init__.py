"""Scoring as a pure function: report = score(filing, ruleset)."""

from perfeval.scoring.codes import CODES
from perfeval.scoring.custom import register, registered
from perfeval.scoring.form import score

__all__ = ["CODES", "register", "registered", "score"]
