"""The zip package of a workbook or document, opened with suspicion: a file from elsewhere may be made to do harm."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree as ET

import attrs

from perfeval.forms import codes
from perfeval.source import Code, Place, Problem, ProblemError

__all__ = ["COMPOUND", "MARK", "Package", "open_package", "refused"]

MARK = "perfeval"
"""The keyword of our own files: in them an empty cell is one, and never a way to say "as above"."""

_PARTS = 5_000
_PART = 60_000_000
_ALL = 200_000_000
_ELEMENTS = 1_500_000
"""Elements that a part may have: each takes ten times its bytes once it is read."""
COMPOUND = b"\xd0\xcf\x11\xe0"
"""The first bytes of a compound file: an encrypted workbook or document, or one of Office 97 under a new suffix."""
_OLD = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book", "WordDocument"))
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LINKED = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*\bTargetMode\s*=\s*[\"']External[\"'][^>]*>")
_MACROS = re.compile(r"(?:.*/)?vbaproject\.bin|xl/macrosheets/.+|(?:basic|scripts)/.+", re.IGNORECASE)
"""Those of Excel and Word, the old ones of Excel 4, and those of OpenDocument."""
_HARMLESS = re.compile(rb"\bType\s*=\s*[\"'][^\"']*/hyperlink[\"']")


@attrs.frozen
class Package:
    """An opened package whose parts are read one by one; nothing that they refer to is ever opened."""

    name: str
    problems: tuple[Problem, ...]
    _zip: zipfile.ZipFile = attrs.field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the paths of the parts."""
        return tuple(self._zip.namelist())

    def part(self, path: str) -> ET.Element | None:
        """Return the root of a part, or None where the package has no such part.

        Args:
            path: The path of the part inside the package.

        Raises:
            ProblemError: For a part that is damaged, that declares entities, or that is far larger than a form's.
        """
        data = self.content(path)
        if data is None:
            return None
        try:
            return ET.fromstring(data)
        except (ET.ParseError, LookupError, ValueError):  # an encoding that nobody knows is one of the latter
            raise refused(codes.DAMAGED, self.name, f"文件里的 {path} 已损坏") from None

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a part of XML that are safe to parse, or None where the package has no such part.

        Args:
            path: The path of the part inside the package.

        Raises:
            ProblemError: For a part that is damaged, that declares entities, or that is far larger than a form's.
        """
        if path not in self.names:
            return None
        data = _content(self._zip, path, self.name)
        if _DECLARED.search(data.replace(b"\x00", b"")):
            raise refused(codes.ENTITIES, self.name)
        if data.count(b"<") > _ELEMENTS:
            raise refused(codes.BOMB, self.name)
        return data


def open_package(data: bytes, name: str) -> Package:
    """Return the package of a workbook or document.

    Args:
        data: The bytes of the file.
        name: What it is called.

    Returns:
        The package; its problems tell of references to other files, which are never followed.

    Raises:
        ProblemError: For a file that is no package, damaged, encrypted, with macros, or far larger than it looks.
    """
    if data.startswith(COMPOUND):
        if _LOCKED not in data and any(old in data for old in _OLD):
            raise refused(codes.DAMAGED, name, "内容是 Office 97 的旧格式，与后缀不符")
        raise refused(codes.ENCRYPTED, name)
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
        entries = opened.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise refused(codes.DAMAGED, name) from None
    sizes = [entry.file_size for entry in entries]
    if len(entries) > _PARTS or sum(sizes) > _ALL or max(sizes, default=0) > _PART:
        raise refused(codes.BOMB, name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise refused(codes.ENCRYPTED, name)
    paths = opened.namelist()
    if any(_MACROS.fullmatch(path) for path in paths):
        raise refused(codes.MACROS, name)
    linked = any(
        not _HARMLESS.search(found)
        for path in paths
        if path.endswith(".rels")
        for found in _LINKED.findall(_content(opened, path, name))
    )
    problems = (attrs.evolve(codes.LINKED.problem(codes.LINKED.what), place=Place(name)),) if linked else ()
    return Package(name, problems, opened)


def _content(opened: zipfile.ZipFile, path: str, name: str) -> bytes:
    """Return the bytes of a part: no more than it may have, whatever its directory declares."""
    try:
        with opened.open(path) as part:
            data = part.read(_PART + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise refused(codes.DAMAGED, name, f"文件里的 {path} 已损坏") from None
    if len(data) > _PART:
        raise refused(codes.BOMB, name)
    return data


def refused(code: Code, name: str, fact: str = "") -> ProblemError:
    """Return the error of a file that is not read.

    Args:
        code: Why.
        name: What the file is called.
        fact: What was found, where it says more than the code.
    """
    return ProblemError([attrs.evolve(code.problem(fact or code.what), place=Place(name))])
