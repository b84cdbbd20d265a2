"""Which fonts of this machine a PDF is set in, and which signs they have."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import typst

from perfeval.forms import codes
from perfeval.source import ProblemError

__all__ = ["LOST", "Faces", "faces_for", "installed"]

LOST = "〓"
"""What is printed for a sign that no font has: printers have always used it so, and every Chinese font has it. An empty
box would look like a box that was not ticked."""

_SONG = (
    "SimSun", "NSimSun", "Songti SC", "STSong", "FangSong", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC",
    "Source Han Serif CN", "AR PL UMing CN",
)  # fmt: skip
_HEI = (
    "SimHei", "Microsoft YaHei", "PingFang SC", "Heiti SC", "STHeiti", "Noto Sans CJK SC", "Noto Sans SC",
    "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback",
)  # fmt: skip
_CHINESE = (*_SONG, *_HEI)
_SIGNS = (
    "SimSun-ExtB", "Segoe UI Symbol", "Apple Symbols", "Noto Sans Symbols2", "Noto Sans Symbols", "Symbola", "DejaVu Sans",
    "OpenSymbol", "Times New Roman", "Arial Unicode MS",
)  # fmt: skip
_THIN = frozenset(("SimSun", "NSimSun", "FangSong"))
"""Faces without a bold cut: a title is set in a Hei face then."""


class Faces(NamedTuple):
    """The families of the text, the signs that each of them has, those of the title, and the signs that none has."""

    text: tuple[str, ...]
    signs: tuple[frozenset[str], ...]
    bold: tuple[str, ...]
    lost: frozenset[str]

    def together(self, text: str) -> bool:
        """Return whether one of the families has all signs of a text."""
        return any(signs.issuperset(text) for signs in self.signs)


class _Face(NamedTuple):
    """Where the regular cut of a family is."""

    path: str
    number: int


@lru_cache(maxsize=1)
def installed() -> dict[str, _Face]:
    """Return the font families that can be seen, each with its regular cut; fonts without a file are left out.

    >>> isinstance(installed(), dict)
    True
    """
    found: dict[str, tuple[int, _Face]] = {}
    for font in typst.Fonts().fonts():
        if font.path is None:
            continue
        # The nearest to an upright cut of weight 400.
        distance = abs(font.weight - 400) + (1000 if font.style != "normal" else 0)
        if font.family not in found or distance < found[font.family][0]:
            found[font.family] = (distance, _Face(str(font.path), font.index))
    return {family: face for family, (_, face) in found.items()}


def faces_for(signs: Iterable[str]) -> Faces:
    """Return the fonts in which signs are printed: a Song face, and others only for what it lacks.

    Args:
        signs: The signs of the form.

    Raises:
        ProblemError: Where no Chinese font is installed.
    """
    known = installed()
    chinese = [family for family in _CHINESE if family in known]
    if not chinese:
        raise ProblemError([codes.NO_FONT.problem("没有找到中文字体，写不了 PDF")])
    left = set(signs)
    used: list[str] = []
    for family in (*chinese, *(family for family in _SIGNS if family in known)):
        here = left & _covered(known[family])
        if here or not used:
            used.append(family)
            left -= here
        if not left:
            break
    heavy = [family for family in chinese if family in _HEI][:1] if chinese[0] in _THIN else []
    covered = tuple(_covered(known[family]) for family in used)
    return Faces(tuple(used), covered, (*heavy, *used), frozenset(left))


@lru_cache(maxsize=32)
def _covered(face: _Face) -> frozenset[str]:
    """Return the signs that a font has; none where its table of signs cannot be read."""
    try:
        data = Path(face.path).read_bytes()
        return frozenset(map(chr, _codes(data, _table(data, face.number))))
    except (OSError, struct.error, ValueError, IndexError):
        return frozenset()


def _table(data: bytes, index: int) -> int:
    """Return where the table of signs begins in a font file, which may be a collection."""
    start = 0
    if data[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
    (count,) = struct.unpack_from(">H", data, start + 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            return int(offset)
    message = "the font has no table of signs"
    raise ValueError(message)


def _codes(data: bytes, start: int) -> set[int]:
    """Return the code points of a table of signs: of its parts for Unicode, in the two formats that fonts use."""
    found: set[int] = set()
    (count,) = struct.unpack_from(">H", data, start + 2)
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * number)
        if platform != 0 and (platform, encoding) not in ((3, 1), (3, 10)):
            continue
        at = start + offset
        (kind,) = struct.unpack_from(">H", data, at)
        if kind == 12:
            (groups,) = struct.unpack_from(">I", data, at + 12)
            for first, last, glyph in struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * groups]):
                found.update(range(first + (not glyph), min(last, 0x10FFFF) + 1))
        elif kind == 4:
            found |= _segments(data, at)
    return found


def _segments(data: bytes, at: int) -> set[int]:
    """Return the code points of a table in format 4: segments, in which single signs may be missing."""
    found: set[int] = set()
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * double)
    ranges = struct.unpack_from(f">{count}H", data, at + 16 + 3 * double)
    for number, (first, last, delta, shift) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            if shift:
                place = at + 16 + 3 * double + 2 * number + shift + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", data, place)
            else:
                glyph = (code + delta) & 0xFFFF
            if glyph:
                found.add(code)
    return found
