"""Proofs that the seconds of every day cannot give: `python -m tests.proof`."""
