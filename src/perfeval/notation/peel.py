"""What stands around a number: signs, fillers, words that blur it. Peeled off from both ends of a cell."""

from __future__ import annotations

from typing import NamedTuple

from perfeval.notation.tables import APPROXIMATIONS, EACH, FILLERS, SIGNS, TAILS
from perfeval.notation.values import Sign

__all__ = ["Peeled", "Word", "peel"]

_OUTSIDE = "以外"


class Word(NamedTuple):
    """A word that was peeled off: what it is, and where it stands among the read characters."""

    role: str
    start: int
    end: int
    sign: Sign | None = None


class Peeled(NamedTuple):
    """The core of a cell, from *start* to *end*, and the words around it."""

    core: str
    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def signs(self) -> tuple[Word, ...]:
        """Return the signs, in the order of the cell."""
        return tuple(word for word in self.words if word.role == "sign")

    def first(self, role: str) -> Word | None:
        """Return the first word of a role, or None."""
        return next((word for word in self.words if word.role == role), None)


def _table(words: tuple[tuple[str, str, Sign | None], ...]) -> tuple[tuple[str, str, Sign | None], ...]:
    """Return words with the longest first: 不低于 must be tried before 低于."""
    return tuple(sorted(words, key=lambda word: -len(word[0])))


_BEFORE = _table(
    (
        *((word, "sign", sign.sign) for sign in SIGNS for word in sign.prefix),
        *((word, "filler", None) for word in FILLERS),
        *((word, "about", None) for word in APPROXIMATIONS),
        *((word, "each", None) for word in EACH),
    )
)
_BEHIND = _table(
    (
        *((word, "sign", sign.sign) for sign in SIGNS for word in sign.suffix),
        *((word, "filler", None) for word in TAILS),
        *((word, "about", None) for word in APPROXIMATIONS),
        (_OUTSIDE, "outside", None),
    )
)


def peel(chars: str) -> Peeled:
    """Return the core of *chars* without the words around it.

    >>> peel("控制在5%以内").core, [word.sign for word in peel("控制在5%以内").signs]
    ('5%', ['at_most'])
    """
    start, end = 0, len(chars)
    before, behind = [], []
    while start < end:
        for word, role, sign in _BEFORE:
            if chars.startswith(word, start, end):
                before.append(Word(role, start, start + len(word), sign))
                start += len(word)
                break
        else:
            break
    while end > start:
        for word, role, sign in _BEHIND:
            if chars.endswith(word, start, end):
                behind.append(Word(role, end - len(word), end, sign))
                end -= len(word)
                break
        else:
            break
    return Peeled(chars[start:end], start, end, (*before, *reversed(behind)))
