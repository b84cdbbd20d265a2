"""The known name that a mistyped one probably means."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["nearest"]


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """Return the name among *known* that *typed* is closest to, or None where none is close.

    >>> nearest("proportionl", ["pass_fail", "proportional"])
    'proportional'
    """
    # Only a mistake needs it: most runs never load difflib.
    from difflib import get_close_matches  # noqa: PLC0415

    found = get_close_matches(typed, list(known), n=1, cutoff=0.5 if len(typed) <= 3 else 0.6)
    return found[0] if found else None
