"""A layout as data: what is printed where. The same records write a form and recognise one.

Everywhere the label or head that is printed comes first and what stands beside or below it second.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import attrs

from perfeval.model import key
from perfeval.model.definition import KINDS, MONEY_UNITS
from perfeval.source import Problem, Record

__all__ = [
    "Budget",
    "Column",
    "Fund",
    "Group",
    "Indicators",
    "Layout",
    "Matrix",
    "Pair",
    "Pairs",
    "Section",
    "Texts",
    "Total",
    "cell_of",
    "shares",
]

PURPOSES = {
    "self_evaluation": ("自评",),
    "targets": ("目标申报",),
    "monitoring": ("运行监控",),
}
"""The three forms of a budget's life: after the year, before it, and in its course."""


class Pair(NamedTuple):
    """A label and what stands beside it: one of the five.

    `source` is a field of definition or filing, or a template with places such as {total}; `field` the label of
    another column that a form prints; `choice` options, of which the chosen one is ticked; `literal` a text that is
    always the same; `sign` room for a signature or a seal, which is printed and never stored.
    """

    label: str
    source: str = ""
    field: str = ""
    choice: tuple[str, ...] = ()
    literal: str = ""
    sign: bool = False

    @property
    def template(self) -> bool:
        """Return whether the source is a text with places in it."""
        return "{" in self.source


class Column(NamedTuple):
    """A column of a block: its head, what stands below it, and the head that it shares with its neighbours."""

    head: str
    source: str
    group: str = ""


class Pairs(NamedTuple):
    """A row of labels with their texts."""

    pairs: tuple[Pair, ...]


class Texts(NamedTuple):
    """A label at the left, heads, and below them one row of texts."""

    label: str
    columns: tuple[Pair, ...]


class Fund(NamedTuple):
    """A row of the budget: its label, and whether it is the whole (`total`) or a fund that is part of it."""

    label: str
    role: str

    @property
    def name(self) -> str:
        """Return what the fund is called without the word that says that it is part of the row above."""
        return self.label.removeprefix("其中：").removeprefix("其中:").strip()


class Budget(NamedTuple):
    """The budget: a label at the left, the heads of the amounts, and a row for the whole and for each fund."""

    label: str
    columns: tuple[Column, ...]
    rows: tuple[Fund, ...] = ()
    name_head: str = ""
    name_beside_head: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """Return what the columns hold."""
        return tuple(column.source for column in self.columns)


class Indicators(NamedTuple):
    """The indicators: a label at the left, heads, and a row per indicator.

    `goal` is the left label of one of several goals with points of their own.
    """

    label: str
    columns: tuple[Column, ...]
    goal: str = ""
    points_in_name: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """Return what the columns hold."""
        return tuple(column.source for column in self.columns)

    @property
    def levels(self) -> tuple[Column, ...]:
        """Return the columns of the headings."""
        return tuple(column for column in self.columns if column.source.startswith("level"))

    @property
    def split(self) -> bool:
        """Return whether a target is printed in three columns: sign, number and unit."""
        return "number" in self.sources


class Total(NamedTuple):
    """The row of the total: points and score stand in the columns that the indicators have for them."""

    label: str


class Matrix(NamedTuple):
    """Questions with answers in columns; the definition knows nothing of them, the filing keeps each as a field."""

    label: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


class Group(NamedTuple):
    """A label at the left of several rows."""

    label: str
    rows: tuple[Section, ...]


Section = Pairs | Texts | Budget | Indicators | Total | Matrix | Group
"""A part of the form, from top to bottom."""


def cell_of(row: str, column: str) -> str:
    """Return under which label the filing keeps an answer of a matrix.

    >>> cell_of("下达及时性", "存在问题")
    '下达及时性：存在问题'
    """
    return f"{row}：{column}"


def shares(columns: int, parts: int) -> tuple[int, ...]:
    """Return over how many of the columns each of so many parts goes; the first ones are the wider.

    >>> shares(7, 3)
    (3, 2, 2)
    """
    return tuple(columns // parts + (number < columns % parts) for number in range(parts))


@attrs.frozen(repr=False)
class Layout(Record):
    """The form of one authority for one kind of self-evaluation."""

    id: str = key("text", "编号", doc="表样的编号", required=True)
    kind: str = key("choice", "类型", doc="项目、整体或转移支付", choices=KINDS, default="project")
    purpose: str = key(
        "choice", "用途", doc="自评、目标申报或运行监控", choices=PURPOSES, default="self_evaluation"
    )
    title: str = key(
        "text", "标题", doc="表题，{title} 处印项目或单位名称", required=True, example="'{title}项目自评表'"
    )
    subtitle: str = key("text", "副标题", doc="表题下的一行，如 ({year}年度)", default="")
    money_unit: str = key("choice", "金额单位", doc="表上金额的单位", choices=MONEY_UNITS, default="万元")
    scores: str = key(
        "choice",
        "得分写法",
        doc="得分去掉末尾的零，或保留两位小数",
        choices={"trimmed": ("去零",), "fixed": ("两位小数",)},
        default="trimmed",
    )
    page: str = key(
        "choice",
        "纸张方向",
        doc="A4 竖放或横放",
        choices={"portrait": ("竖放",), "landscape": ("横放",)},
        default="portrait",
    )
    verified: bool = key("flag", "已核对", doc="是否照真实的表核对过", default=True)
    above: tuple[Pair, ...] = key("custom", "表前", doc="表题与表格之间的栏目", default=())
    rows: tuple[Section, ...] = key("custom", "行", doc="由上到下的各行", required=True, default=())
    below: tuple[Pair, ...] = key("custom", "表后", doc="表格之后的栏目", default=())
    widths: tuple[int, ...] = key("custom", "列宽", doc="各列宽度之比", default=())
    limits: dict[str, int] = key("custom", "字数限制", doc="内容来源: 最多字数", factory=dict)
    problems: tuple[Problem, ...] = attrs.field(default=(), kw_only=True, eq=False, repr=False)

    @property
    def sections(self) -> Iterator[Section]:
        """Yield every part of the form, those of groups in their place."""
        for section in self.rows:
            yield from section.rows if isinstance(section, Group) else (section,)

    @property
    def pairs(self) -> Iterator[Pair]:
        """Yield every label with its text: above the form, on it and below it."""
        yield from self.above
        for section in self.sections:
            if isinstance(section, Pairs):
                yield from section.pairs
            elif isinstance(section, Texts):
                yield from section.columns
        yield from self.below

    @property
    def indicators(self) -> Indicators:
        """Return the block of the indicators; a layout that was loaded has one."""
        return next(section for section in self.sections if isinstance(section, Indicators))

    @property
    def budget(self) -> Budget | None:
        """Return the block of the budget, None where the form has none."""
        return next((section for section in self.sections if isinstance(section, Budget)), None)

    @property
    def width(self) -> int:
        """Return the number of columns: those of the indicators, and the label at their left."""
        return bool(self.indicators.label) + len(self.indicators.columns)

    def deepened(self, levels: int) -> Layout:
        """Return the layout with so many columns of headings, where its heads are numbered 一级指标, 二级指标, ….

        Args:
            levels: How many headings stand above the deepest row of a form.
        """
        block = self.indicators
        names = [column for column in block.columns if column.source in _DEPTHS]
        if levels <= len(block.levels) or [column.head for column in names] != list(_NUMBERED[: len(names)]):
            return self
        levels = min(levels, len(_NUMBERED) - 1)
        first = block.columns.index(names[0])
        added = [
            Column(_NUMBERED[depth], f"level{depth + 1}" if depth < levels else "name")
            for depth in range(levels + 1)
        ]
        columns = (*block.columns[:first], *added, *block.columns[first + len(names) :])
        widths = self.widths and (
            *self.widths[: first + 1], *[self.widths[first + 1]] * (len(added) - len(names)), *self.widths[first + 1 :]
        )  # fmt: skip
        deeper = block._replace(columns=columns)
        rows = tuple(deeper if section is block else section for section in self.rows)
        return attrs.evolve(self, rows=rows, widths=widths)


_NUMBERED = ("一级指标", "二级指标", "三级指标", "四级指标", "五级指标", "六级指标")
_DEPTHS = ("level1", "level2", "level3", "level4", "level5", "name")
