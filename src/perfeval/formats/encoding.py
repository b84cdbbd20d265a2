"""Bytes → text as office programs save it, and which signs a text file can hold."""

from __future__ import annotations

import re

import attrs

from perfeval.forms import codes
from perfeval.source import Place, Problem, ProblemError

__all__ = ["decoded", "storable"]

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def decoded(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """Return the text of a file, and a note where it was not UTF-8.

    Args:
        data: The bytes: UTF-8 with or without a mark, UTF-16 with a mark, else GB18030 (with a note).
        name: What the file is called.

    Raises:
        ProblemError: For bytes in another encoding.

    >>> decoded("表".encode("gb18030"), "f.txt")[0]
    '表'
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        problem = codes.UNREADABLE.problem(codes.UNREADABLE.what)
        raise ProblemError([attrs.evolve(problem, place=Place(name))]) from None
    return text, [attrs.evolve(codes.RECODED.problem(codes.RECODED.what), place=Place(name))]


def storable(text: str) -> str:
    r"""Return a text in which each sign that may not stand in XML is replaced by U+FFFD.

    Args:
        text: What a person typed or pasted.

    >>> storable("a\x00b")
    'a\ufffdb'
    """
    return _UNSEEN.sub("\ufffd", text)
