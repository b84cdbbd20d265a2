"""From bytes on disk to text: UTF-8 or a problem that names the encoding."""

from __future__ import annotations

import re
from pathlib import Path

from perfeval.reading import codes
from perfeval.source import Code, Place, Problem, ProblemError, Source

__all__ = ["CASES_SUFFIX", "LIMIT", "decode", "read_source", "refuse_control", "whole_file"]

LIMIT = 10 * 1024 * 1024
"""Bytes that a file may have; a form has some tens of thousands."""

_FORMS = frozenset(
    (
        ".xlsx",
        ".xlsm",
        ".xls",
        ".et",
        ".ods",
        ".docx",
        ".doc",
        ".wps",
        ".pdf",
        ".ofd",
        ".html",
        ".htm",
        ".csv",
        ".tsv",
    )
)
"""Suffixes of forms as offices exchange them: people score what they have filled in."""
CASES_SUFFIX = ".cases.yaml"
"""How a file of cases ends, which stands beside a rule set."""

# Line breaks that YAML knows and no editor shows (U+0085, U+2028) would shift every line number.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def whole_file(code: Code, name: str, fact: str, repair: str = "") -> Problem:
    """Return a problem about a file as a whole."""
    problem = code.problem(fact, repair)
    return Problem(problem.code, problem.severity, problem.fact, problem.repair, Place(name))


def read_source(path: Path) -> tuple[Source, str]:
    """Return the lines and the text of a file.

    Raises:
        ProblemError: For a file that is missing, a folder, too large, no YAML file, or not UTF-8.
    """
    name = str(path)
    data = _bytes(path, name)
    if isinstance(data, Problem):
        raise ProblemError([data])
    if path.suffix.lower() in _FORMS:
        fact = f"这是 {path.suffix} 文件，不是 YAML 文件"
        raise ProblemError(
            [whole_file(codes.NOT_YAML, name, fact, f"先读成填报文件：perfeval read {path.name} -o 读出")]
        )
    text = decode(data, name)
    return Source.of(name, text), text


def _bytes(path: Path, name: str) -> bytes | Problem:
    """Return the bytes of a file, or why they cannot be had; a large file is not read."""
    try:
        if path.is_dir():
            return whole_file(codes.MISSING_FILE, name, "这是文件夹，不是文件", "写出文件夹里的文件名")
        size = path.stat().st_size
        if size > LIMIT:
            return whole_file(codes.TOO_LARGE, name, f"文件有 {size / 2**20:.0f} MB，超过 10 MB 的限制")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        fact = "没有这个文件" if isinstance(error, FileNotFoundError) else "文件打不开"
        return whole_file(codes.MISSING_FILE, name, fact)


def decode(data: bytes, name: str) -> str:
    """Return the text of *data*; a byte-order mark is accepted.

    Raises:
        ProblemError: Where it is not UTF-8 (GBK and UTF-16 are named), or holds control characters.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ProblemError([_encoding(name, "UTF-16")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProblemError([_encoding(name, _guess(data), data.count(b"\n", 0, error.start) + 1)]) from None
    refuse_control(text, name)
    return text


def refuse_control(text: str, name: str) -> None:
    """Raise where *text* holds a control character.

    Raises:
        ProblemError: With the place of the first one.
    """
    found = _CONTROL.search(text)
    if found:
        raise ProblemError([_control(name, text, found.start())])


def _encoding(name: str, encoding: str, line: int = 1) -> Problem:
    """Return the problem of a file in another encoding."""
    fact = (
        f"文件是 {encoding} 编码，不是 UTF-8" if encoding else f"文件不是 UTF-8 编码（第 {line} 行起读不出）"
    )
    return whole_file(codes.ENCODING, name, fact)


def _guess(data: bytes) -> str:
    """Return GBK where the bytes decode as such and give Chinese, else nothing."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GBK" if re.search(r"[\u4e00-\u9fff]", text) else ""


def _control(name: str, text: str, index: int) -> Problem:
    """Return the problem of a control character, at its place."""
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1)
    fact = f"这里有不可见的控制字符（U+{ord(text[index]):04X}）"
    problem = codes.CONTROL.problem(fact)
    return Problem(problem.code, problem.severity, fact, problem.repair, Place(name, line, column + 1))
