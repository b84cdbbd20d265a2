"""Measured ratios; every baseline stands in the same run as what it is compared with."""
