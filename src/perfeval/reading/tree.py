"""The placed tree of a YAML text: scalars, mappings and sequences as typed, each with its line and column.

Built from parse events, never by constructing objects: 22.50 stays 22.50, and anchors, aliases and tags, which
`yaml.compose` hides, are seen and refused. An explicit stack instead of recursion keeps deep nesting harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs
import yaml

from perfeval.reading import codes
from perfeval.reading.files import refuse_control
from perfeval.source import Code, Mark, Place, Problem, ProblemError, Source

if TYPE_CHECKING:
    from perfeval.reading.traps import Trap

__all__ = ["DEPTH", "Mapping", "Node", "Scalar", "Sequence", "placed", "read_tree"]

DEPTH = 100
"""Levels of nesting that a file may have."""

# Nine files of ten have neither a tab or wide blank as indentation nor a comment without a blank behind #: they need
# no second look at their lines, and a program that reads them need not load the traps at all.
_SUSPECT = re.compile(r"^ *[\t\u3000\xa0]|\S[ \t]+#[^\s#]", re.MULTILINE)
_TOO_DEEP = "nesting depth"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@attrs.define(eq=False, repr=False)
class Scalar:
    """A text as typed. `plain` is false for a quoted or block text, where nothing stands for blank."""

    text: str
    mark: Mark
    plain: bool = True
    block: bool = False
    folded: bool = False

    @property
    def blank(self) -> bool:
        """Return whether nothing was written: an empty value, `~` or `null`, or an empty text in quotes."""
        return not self.text or (self.plain and self.text in ("~", "null", "Null", "NULL"))


@attrs.define(eq=False, repr=False)
class Mapping:
    """Keys and values in the order of the file; duplicate keys have been refused."""

    mark: Mark
    items: list[tuple[Scalar, Node]]


@attrs.define(eq=False, repr=False)
class Sequence:
    """Values in the order of the file."""

    mark: Mark
    items: list[Node]


Node = Scalar | Mapping | Sequence


def placed(code: Code, source: Source, mark: Mark, fact: str, repair: str = "", length: int = 1) -> Problem:
    """Return a problem at a mark of a file, with *length* characters marked."""
    line, column = mark
    shown = source.line(line)
    spans = ((column - 1, column - 1 + length),) if shown else ()
    problem = code.problem(fact, repair, shown=shown, spans=spans)
    return attrs.evolve(problem, place=Place(source.name, line, column))


def read_tree(text: str, source: Source, told: list[Problem] | None = None) -> Node:
    """Return the placed tree of a YAML text.

    Args:
        text: The YAML text.
        source: The file that it stands in.
        told: Takes the problems where a tree is left to look for further mistakes in; what is found there must not
            be used, as a value may have been cut. None means that any problem raises.

    Raises:
        ProblemError: For a text that is not YAML, or YAML that says something else than it seems to (a value cut by
            `#`, swallowed by `>`, split at a comma …): all that was found, in the order of the file.
    """
    refuse_control(text, source.name)
    found = _traps(text) if _SUSPECT.search(text) else []
    comments = {trap.line: trap for trap in found if trap.code is codes.COMMENT}
    builder = _Builder(source, comments)
    problems = [_trapped(trap, source) for trap in found if trap.code is not codes.COMMENT]
    try:
        builder.build(_events(text))
    except yaml.MarkedYAMLError as error:
        if _TOO_DEEP in (error.problem or "") and error.problem_mark is not None:
            # The parser looks 1,000 levels ahead and gives up before it hands out the first: up to where it stopped
            # it shows where our own limit is passed.
            builder.build(_events(text[: error.problem_mark.index]))
            raise ProblemError(builder.problems) from None
        from perfeval.reading.traps import syntax_problems

        traps = syntax_problems(text, error)
        problems += [_trapped(trap, source) for trap in traps]
        builder = _again(text, source, comments, traps)
    problems += builder.problems
    if builder.root is None and not problems:
        problems.append(placed(codes.EMPTY, source, (1, 1), codes.EMPTY.what))
    problems = sorted(set(problems), key=lambda p: (p.place.line, p.place.column) if p.place else (0, 0))
    if builder.root is None or (problems and told is None):
        raise ProblemError(problems)
    if told is not None:
        told += problems
    return builder.root


def _again(text: str, source: Source, comments: dict[int, Trap], found: list[Trap]) -> _Builder:
    """Return what is built of a text whose traps are mended; nothing where it still is no YAML."""
    from perfeval.reading.traps import mend

    builder = _Builder(source, comments, found)
    try:
        builder.build(_events(mend(text, found)))
    except yaml.MarkedYAMLError:
        builder.root = None
    return builder


def _traps(text: str, *, lonely: bool = False) -> list[Trap]:
    """Return the silent traps of a text."""
    from perfeval.reading.traps import traps

    return traps(text, lonely=lonely)


def _events(text: str) -> Iterator[Any]:
    """Yield the parse events of a text."""
    # Not yaml.parse, which asks before each event whether there is one: twice the calls for the same events.
    loader = _Loader(text)
    try:
        next_event = loader.get_event
        while (event := next_event()).__class__ is not yaml.StreamEndEvent:
            yield event
    finally:
        loader.dispose()


def _trapped(trap: Trap, source: Source) -> Problem:
    """Return the problem of a trap."""
    return placed(trap.code, source, (trap.line, trap.column), trap.fact, trap.repair, trap.length)


class _Builder:
    """Builds the tree from parse events; what must be refused is collected and left out."""

    def __init__(self, source: Source, comments: dict[int, Trap], mended: list[Trap] | None = None) -> None:
        self.source = source
        self._mended = sorted(mended or (), key=lambda trap: (trap.line, trap.column))
        self.comments = comments
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._stack: list[Mapping | Sequence] = []
        self._keys: list[dict[str, Scalar]] = []
        self._key: list[Scalar | None] = []
        self._flow: list[bool] = []
        self._cut: list[Scalar] = []

    def build(self, events: Iterator[Any]) -> None:
        """Take in the events up to the end of the text, the first error or the depth limit."""
        self._build(events)
        self._lonely_text()

    def _lonely_text(self) -> None:
        """Look for `键：值` in a text that is nothing but lines of it."""
        if isinstance(self.root, Scalar) and self.root.plain:
            for trap in _traps("\n".join(self.source.lines), lonely=True):
                self.problems.append(_trapped(trap, self.source))

    def _build(self, events: Iterator[Any]) -> None:
        """Take in the events one by one."""
        documents = 0
        for event in events:
            kind = event.__class__
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if len(self._stack) >= DEPTH:
                    self._refuse(codes.TOO_DEEP, event, f"从这里起嵌套超过 {DEPTH} 层")
                    self.root = None
                    return
                self._open(event, mapping=kind is yaml.MappingStartEvent)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close()
            elif kind is yaml.AliasEvent:
                self._refuse(codes.ANCHOR, event, f"“*{event.anchor}”会被当作引用", len(event.anchor) + 1)
                self._add(Scalar("", self._at(event.start_mark)))
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents == 2:
                    self._refuse(codes.DOCUMENTS, event, codes.DOCUMENTS.what, 3)
                    self.root = None
                    return

    def _open(self, event: Any, *, mapping: bool) -> None:
        """Open a mapping or a sequence."""
        self._refuse_properties(event)
        mark = self._at(event.start_mark)
        node: Mapping | Sequence = Mapping(mark, []) if mapping else Sequence(mark, [])
        self._add(node)
        self._stack.append(node)
        self._keys.append({})
        self._key.append(None)
        self._flow.append(bool(event.flow_style))

    def _close(self) -> None:
        """Close the innermost mapping or sequence."""
        self._stack.pop()
        self._keys.pop()
        self._key.pop()
        self._flow.pop()

    def _scalar(self, event: Any) -> None:
        """Take in a text."""
        start, end, style = event.start_mark, event.end_mark, event.style
        if event.anchor or event.tag:
            self._refuse_properties(event)
        plain = not style
        if style == ">":
            self._folded(event)
        elif plain and self._key and self._flow[-1] and start.index == end.index:
            self._cut_by_comma(event)
        elif plain and end.line != start.line:
            self._swallowed_lines(event)
        mark = self._at(start) if self._mended else (start.line + 1, start.column + 1)
        if self.comments and plain:
            self._cut_by_comment(event.value, end)
        self._add(Scalar(event.value, mark, plain, style in ("|", ">"), style == ">"))

    def _add(self, node: Node) -> None:
        """Put a node where it belongs: the root, a sequence, or a mapping's key or value."""
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self._key[-1]
        if key is None:
            self._key[-1] = node if isinstance(node, Scalar) else self._complex_key(node)
            return
        self._key[-1] = None
        known = self._keys[-1]
        if any(key is cut for cut in self._cut):
            return
        if key.text in known:
            fact = f"键“{key.text}”写了两次，第一次在第 {known[key.text].mark[0]} 行"
            self.problems.append(placed(codes.DUPLICATE, self.source, key.mark, fact, length=len(key.text)))
        else:
            known[key.text] = key
            parent.items.append((key, node))

    def _complex_key(self, node: Node) -> Scalar:
        """Refuse a list or mapping as a key."""
        self.problems.append(placed(codes.SYNTAX, self.source, node.mark, "键只能是文字"))
        return Scalar("", node.mark)

    def _at(self, mark: Any) -> Mark:
        """Return line and column from 1, as they were before the traps of the line were mended."""
        line, column = mark.line + 1, mark.column + 1
        for trap in self._mended:
            if trap.line == line and trap.mended and column > trap.column:
                column -= len(trap.mended) - trap.length
        return (line, column)

    def _refuse(self, code: Code, event: Any, fact: str, length: int = 1, repair: str = "") -> None:
        """Collect a problem at the start of an event."""
        self.problems.append(placed(code, self.source, self._at(event.start_mark), fact, repair, length))

    def _refuse_properties(self, event: Any) -> None:
        """Refuse an anchor or a tag."""
        if event.anchor:
            self._refuse(codes.ANCHOR, event, f"“&{event.anchor}”会被当作引用的名字", len(event.anchor) + 1)
        if event.tag:
            line = self.source.line(event.start_mark.line + 1)[event.start_mark.column :]
            shown = re.split(r"[,}\]]|\s#", line)[0].rstrip()
            self._refuse(
                codes.TAG, event, f"“{shown}”会被当作类型标记，值就丢了", len(shown), f"加引号：'{shown}'"
            )

    def _folded(self, event: Any) -> None:
        """Refuse `>5`: YAML reads it as the head of a block of text."""
        mark = self._at(event.start_mark)
        head = self.source.line(mark[0])[mark[1] - 1 :].strip()
        if head[1:2].isdigit():
            self._refuse(
                codes.BLOCK_SIGN, event, f"“{head}”没有加引号，会读成空", len(head), f"加引号：'{head}'"
            )

    def _cut_by_comma(self, event: Any) -> None:
        """Refuse a key without a value inside { }: a comma has cut a value in two, or a colon lacks its blank."""
        key = self._key[-1]
        if not isinstance(self._stack[-1], Mapping) or key is None:
            return
        line = self.source.line(key.mark[0])
        after = line[key.mark[1] - 1 + len(key.text) :].lstrip() if key.plain else ":"
        if after.startswith(":"):
            return
        self._cut.append(key)
        head, colon, tail = key.text.partition(":")
        if not colon:
            head, colon, tail = key.text.partition("：")
        if colon and head and tail:
            code = codes.NO_BLANK if colon == ":" else codes.FULL_COLON
            fact = f"“{key.text}”的冒号后没有空格" if colon == ":" else f"“{key.text}”用了全角冒号"
            repair = f"写成“{head}: {tail}”"
            self.problems.append(placed(code, self.source, key.mark, fact, repair, len(key.text)))
            return
        before = self._stack[-1].items[-1:]
        value = before[0][1].text if before and isinstance(before[0][1], Scalar) else ""
        joined = f"{value},{key.text}"
        fact = f"逗号把“{joined}”切成了两段，“{key.text}”被当作一个键"
        self.problems.append(
            placed(codes.COMMA, self.source, key.mark, fact, f"整段加引号：'{joined}'", len(key.text))
        )

    def _swallowed_lines(self, event: Any) -> None:
        """Refuse a line `键：值` that YAML takes for the continuation of the value above it."""
        for number in range(event.start_mark.line + 2, event.end_mark.line + 2):
            for trap in _traps(self.source.line(number), lonely=True):
                self.problems.append(_trapped(trap._replace(line=number), self.source))

    def _cut_by_comment(self, value: str, end: Any) -> None:
        """Report the text behind ` #` that a plain value has lost."""
        trap = self.comments.get(end.line + 1)
        column = self._at(end)[1] - 1
        if trap is None or self.source.line(trap.line)[column : trap.column - 1].strip():
            return
        typed = f"{value}{self.source.line(trap.line)[column:]}".rstrip()
        repair = f"整段加引号：'{typed}'；真是注释的，在 # 后加一个空格"
        self.problems.append(_trapped(trap._replace(repair=repair), self.source))
