"""The silent traps of YAML: lines that it reads otherwise than the people who wrote them, or not at all.

Each is looked for line by line, outside of literal blocks, and answered with what to type instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from perfeval.reading import codes
from perfeval.source import Code

__all__ = ["Trap", "mend", "syntax_problems", "traps"]

_BLOCK = re.compile(r"(?:^|[:\-]\s+)[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_ENTRY = re.compile(r"(\s*(?:-\s+)*)(?:([^\s:\"'#{\[][^:]*?)\s*:\s+)?(\S.*?)\s*$")
_FLOW_VALUE = re.compile(r"([{,]\s*[^\s:,{}\[\]\"']+:\s+)([^\"'{\[,}][^,}]*)")
_FLOW_RANGE = re.compile(r"[:,]\s+(\[[^\[\](){}]*\)|\([^\[\](){}]*\])")
_WIDE_COMMA = re.compile(r"(?<=[^{},，])(，)(?=\s*[^\s:,，{}]+:\s[^{]*\})")
_NO_COLON = re.compile(r"(\s*(?:-\s+)*\{?\s*)([^\s:：,，{}\[\]\"'#|]{1,20})([:：])(?!//)\s*(\S.*?)?\s*$")
_HASH = re.compile(r"\S\s+(#[^\s#].*)$")


class Trap(NamedTuple):
    """One trap: which it is, where, and what to type instead.

    `mended` is what could stand there so that the rest of the file can be looked at in the same go; empty where
    nothing can be said for certain. What was mended is never used: it only lets further mistakes be found.
    """

    code: Code
    line: int
    column: int
    length: int
    fact: str
    repair: str
    mended: str = ""


def traps(text: str, *, lonely: bool = False) -> list[Trap]:
    """Return the traps that YAML does not notice: tabs and wide blanks as indentation, comments that cut a value.

    Args:
        text: The text of the file.
        lonely: Look for `键：值` and `键:值` too, which are beyond doubt only in a line that YAML did not take
            for a key.
    """
    looks = (_wrong_colon,) if lonely else (_indentation, _comment)
    return [trap for number, line in _lines(text) for look in looks for trap in look(number, line)]


def syntax_problems(text: str, error: yaml.MarkedYAMLError) -> list[Trap]:
    """Return why a text is not YAML: the traps that explain it, else the place where the parser gave up."""
    found = [trap for number, line in _lines(text) for trap in _first(number, line)]
    known = [*found, *traps(text)]
    if known:
        return found
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = text.split("\n")
    column = mark.column + 1 if mark else 1
    unclosed = "flow" in (error.context or "") or "quoted" in (error.context or "")
    if unclosed or line > len(lines) or not lines[line - 1].strip():
        # The parser notices a missing bracket or quote much later: point to where it was opened.
        opened = error.context_mark or mark
        line, column = (opened.line + 1, opened.column + 1) if opened else (1, 1)
    return [Trap(codes.SYNTAX, line, column, 1, _translated(error), "")]


def mend(text: str, found: list[Trap]) -> str:
    """Return a text with its traps mended where that is certain; lines stay where they are.

    >>> mend("a: @x", [Trap(codes.START, 1, 4, 2, "", "", "'@x'")])
    "a: '@x'"
    """
    lines = text.split("\n")
    for trap in sorted(found, key=lambda trap: -trap.column):
        if trap.mended:
            line, start = lines[trap.line - 1], trap.column - 1
            lines[trap.line - 1] = line[:start] + trap.mended + line[start + trap.length :]
    return "\n".join(lines)


def _translated(error: yaml.MarkedYAMLError) -> str:
    """Return in Chinese what the parser says."""
    said = f"{error.context or ''} {error.problem or ''}"
    for words, fact in (
        ("escape", "双引号里的反斜杠 \\ 写法不对，请改用单引号"),
        ("quoted scalar", "引号没有合上"),
        ("flow sequence", "方括号 [ ] 没有合上，或里面缺逗号"),
        ("flow mapping", "大括号 { } 没有合上，或里面缺逗号"),
        ("mapping values are not allowed", "这里不应有“键: 值”：多半是上一行的冒号或缩进不对"),
        ("sequence entries are not allowed", "这里不应有以“-”开头的列表项"),
        ("simple key", "这一行不是“键: 值”，也不是上一行的续写"),
        ("block mapping", "这一行的缩进与上面的键没有对齐，或者引号后还有文字"),
        ("block collection", "这一行的缩进与上面的“-”没有对齐"),
        ("directive", "以 % 开头的行没有加引号"),
    ):
        if words in said:
            return fact
    return "这里的写法读不懂"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that is not in a literal block, a comment or blank."""
    inside: int | None = None
    for number, line in enumerate(text.split("\n"), 1):
        line = line.rstrip("\r")  # noqa: PLW2901  # the file may come from Windows
        if not line.strip(" "):
            continue
        indent = len(line) - len(line.lstrip(" "))
        if inside is not None and indent > inside:
            continue
        inside = indent if _BLOCK.search(line) else None
        if not line.lstrip().startswith("#"):
            yield number, line


def _first(number: int, line: str) -> list[Trap]:
    """Return the first trap of a line that a parser stumbles over."""
    for look in (_value, _wide_comma, _flow_values, _wrong_colon, _second_colon):
        found = list(look(number, line))
        if found:
            return found
    return []


def _indentation(number: int, line: str) -> Iterator[Trap]:
    """Yield a tab or a wide blank in the indentation."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        yield Trap(codes.TAB, number, indent.index("\t") + 1, 1, "缩进里有制表符（Tab）", "改成空格")
    elif indent.strip(" "):
        column = len(indent) - len(indent.lstrip(" ")) + 1
        yield Trap(
            codes.WIDE_BLANK, number, column, len(indent) - column + 1, "缩进里有全角空格", "改成半角空格"
        )


def _comment(number: int, line: str) -> Iterator[Trap]:
    """Yield a comment without a blank behind #: probably text that was meant to be read."""
    found = _HASH.search(line)
    if found:
        cut = found[1]
        fact = f"“{cut}”被当作注释，没有读进来"
        yield Trap(
            codes.COMMENT,
            number,
            found.start(1) + 1,
            len(cut),
            fact,
            "整段加引号；真是注释的，在 # 后加一个空格",
        )


# How a plain value may begin that YAML reads otherwise; each with the fact.
_STARTS: tuple[tuple[re.Pattern[str], Code, str], ...] = (
    (re.compile(r">(?![+-]?$)"), codes.BLOCK_SIGN, "“{}”以 > 开头而没有加引号"),
    (re.compile(r"-(?:\s|$)"), codes.DASH, "“{}”以横线开头，会被当作列表"),
    (re.compile(r"\[.*\)$|\(.*\]$"), codes.RANGE, "“{}”的括号不成对，会被当作列表"),
    (re.compile(r"[%@`]"), codes.START, "“{}”的开头是 YAML 保留的符号"),
    (re.compile(r"[*&](?!\S+\s)"), codes.ANCHOR, "“{}”会被当作引用"),
    (re.compile(r"!"), codes.TAG, "“{}”会被当作类型标记"),
)
_QUOTED = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')(\s*[^\s#,}\]].*)$")


def _value(number: int, line: str) -> Iterator[Trap]:
    """Yield a value that begins with a sign of YAML."""
    found = _ENTRY.match(line)
    if not found or (found[2] is None and "-" not in found[1]):
        return
    yield from _start(number, found.start(3), found[3])


def _start(number: int, column: int, value: str) -> Iterator[Trap]:
    """Yield the trap of one value, which begins at *column* (from 0)."""
    quoted = _QUOTED.match(value)
    if quoted:
        fact = f"{quoted[1]} 后面还有“{quoted[2].strip()}”，引号一合上值就结束了"
        quote = _single(value)
        yield Trap(codes.QUOTED_START, number, column + 1, len(value), fact, f"整段加单引号：{quote}", quote)
        return
    for pattern, code, fact in _STARTS:
        if pattern.match(value):
            repair = f"加引号：{_single(value)}"
            if code is codes.BLOCK_SIGN and value.startswith(">="):
                repair += f"，或写 ≥{value[2:].strip()}"
            if code is codes.DASH and value == "-":
                repair = codes.DASH.repair
            yield Trap(code, number, column + 1, len(value), fact.format(value), repair, _single(value))
            return


def _single(value: str) -> str:
    """Return a value in single quotes."""
    return "'" + value.replace("'", "''") + "'"


def _flow_values(number: int, line: str) -> Iterator[Trap]:
    """Yield values inside { } that begin with a sign of YAML."""
    for found in _FLOW_RANGE.finditer(line):
        yield from _start(number, found.start(1), found[1])
    for found in _FLOW_VALUE.finditer(line):
        value = found[2].rstrip()
        if not value.startswith("-"):
            yield from _start(number, found.start(2), value)


def _wide_comma(number: int, line: str) -> Iterator[Trap]:
    """Yield a full-width comma between two keys inside { }."""
    for found in _WIDE_COMMA.finditer(line):
        at = found.start(1)
        yield Trap(
            codes.WIDE_COMMA, number, at + 1, 1, "大括号里的两个键之间是全角逗号", "改成半角逗号", ", "
        )


def _wrong_colon(number: int, line: str) -> Iterator[Trap]:
    """Yield a key with a full-width colon, or without a blank behind its colon."""
    found = _NO_COLON.match(line)
    if not found or (found[3] == ":" and not found[4]) or re.match(r"\s", line[found.end(3) :]):
        return
    code: Code = codes.FULL_COLON if found[3] == "：" else codes.NO_BLANK
    fact = f"“{found[2]}”后面是全角冒号" if found[3] == "：" else f"“{found[2]}:”后面没有空格"
    length = found.end(3) - found.start(2)
    yield Trap(
        code,
        number,
        found.start(2) + 1,
        length,
        fact,
        f"写成“{found[2]}: {found[4] or ''}”".replace(" ”", "”"),
        f"{found[2]}: ",
    )


def _second_colon(number: int, line: str) -> Iterator[Trap]:
    """Yield a plain value that has a colon and a blank inside."""
    found = _ENTRY.match(line)
    if found and found[2] and re.match(r"[^\"'{\[|>#]", found[3]) and re.search(r":(\s|$)", found[3]):
        fact = f"值“{found[3]}”里有冒号加空格，会被当作又一个键"
        yield Trap(
            codes.COLON_INSIDE,
            number,
            found.start(3) + 1,
            len(found[3]),
            fact,
            f"整段加引号：{_single(found[3])}",
            _single(found[3]),
        )
