"""How printed words are compared: labels without their blanks, whatever the width of their brackets."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["matches", "parts", "plain"]

_WIDTHS = str.maketrans("（）：＊／＋％", "():*/+%")
_BLANK = re.compile(r"\s+")
_PLACE = re.compile(r"\{(\w+)\}")
_DROPPED = re.compile(r"([(（])\{(points|money_unit)\}([^{}()（）]*)([)）])")
_FORMS = {
    "points": r"\d{1,30}(?:\.\d{1,30})?",
    "number": r"\d{1,3}",
    "money_unit": "元|万元|亿元",
    "year": r"\d{4}",
    "month": r"\d{0,2}",
}
_EITHER = {
    "(": "[(（]",
    ")": "[)）]",
    "（": "[(（]",
    "）": "[)）]",
    ":": "[:：]",
    "：": "[:：]",
    "*": "[*＊]",
}


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a label as it is compared.

    Args:
        text: The label as printed.

    >>> plain("预算数 （A）")
    '预算数(A)'
    """
    return _BLANK.sub("", text).translate(_WIDTHS)


def matches(template: str, text: str) -> bool:
    """Return whether a printed text is a label.

    Args:
        template: The label of a layout, with its places in braces.
        text: What is printed.

    >>> matches("得分({points}分*执行率)", "得分 (20分*执行率)")
    True
    """
    return plain(template) == plain(text) if "{" not in template else parts(template, text) is not None


def parts(template: str, text: str) -> dict[str, str] | None:
    """Return what stands in the places of a label, or None where the text is another one.

    Brackets with points or a money unit may be missing, as a form without points prints them.

    Args:
        template: The label of a layout, with its places in braces.
        text: What is printed.

    >>> parts("预算执行情况({money_unit})({points}分)", "预算执行情况(万元) (20分)")
    {'money_unit': '万元', 'points': '20'}
    """
    found = _pattern(template).fullmatch(text)
    return (
        None
        if found is None
        else {name: held for name, held in found.groupdict().items() if held is not None}
    )


@lru_cache(maxsize=1024)
def _pattern(template: str) -> re.Pattern[str]:
    """Return the pattern of a label."""
    pattern, at = r"\s*", 0
    seen: set[str] = set()
    pieces = [(found.start(), found.end(), found) for found in _DROPPED.finditer(template)]
    spans = [(start, end) for start, end, _ in pieces]
    places = [
        (found.start(), found.end(), found)
        for found in _PLACE.finditer(template)
        if not any(start <= found.start() < end for start, end in spans)
    ]
    for start, end, found in sorted(pieces + places, key=lambda piece: piece[0]):
        pattern += _literal(template[at:start])
        name = found[2] if len(found.groups()) > 1 else found[1]
        held = _named(name, seen)
        if len(found.groups()) > 1:
            pattern += f"(?:[(（]{held}{_literal(found[3])}[)）]\\s*)?"
        else:
            pattern += held
        at = end
    return re.compile(pattern + _literal(template[at:]) + r"\s*", re.DOTALL)


def _named(name: str, seen: set[str]) -> str:
    """Return the group of a place; where a place comes twice the second one is not kept."""
    form = _FORMS.get(name, ".*")
    if name in seen:
        return f"(?:{form})"
    seen.add(name)
    return f"(?P<{name}>{form})"


def _literal(text: str) -> str:
    """Return the pattern of words between places: blanks may stand anywhere, brackets in either width."""
    # One blank before what a person typed is the label's own, further ones are theirs.
    ends = " ?" if text.endswith(" ") else ""
    return (
        "".join(_EITHER.get(char, re.escape(char)) + r"\s*" for char in text.strip())[: -3 if ends else None]
        + ends
    )
