"""How a row is scored: the closed set of shapes, as data.

A rule set names a shape for each sign and each edge, and further ones as `methods` that single indicators ask for.
A shape with `whole` says what a met target earns too; the others are asked only where the target was missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import attrs

from perfeval.exact import Fraction
from perfeval.model.keys import Keyed, key
from perfeval.model.ranges import Range, Share

__all__ = [
    "SHAPES",
    "SHAPES_ZH",
    "Anchor",
    "Band",
    "Bands",
    "Count",
    "Custom",
    "Deduct",
    "Full",
    "Linear",
    "Manual",
    "PassFail",
    "Piecewise",
    "Proportional",
    "Ratio",
    "Reciprocal",
    "Shape",
    "TiersShape",
    "Zero",
]

_OF = {"actual": ("实际值",), "ratio": ("完成比例",), "deviation": ("偏离度",)}


def _clause() -> str | None:
    """Return the field that names the clause a rule stands on."""
    return key("text", "依据", doc="所依据的条款，在 clauses 中说明")  # type: ignore[no-any-return]


@attrs.frozen(eq=False, repr=False)
class Full(Keyed):
    """满分: all points."""

    whole: ClassVar[bool] = True
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class Zero(Keyed):
    """零分: nothing."""

    whole: ClassVar[bool] = True
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class PassFail(Keyed):
    """直接赋分: met → all points, else 0 or what `missed` says."""

    whole: ClassVar[bool] = False
    missed: Share | None = key(
        "parsed", "未达到", doc="未达到时的得分：百分数为占分值的比例；不写为零分", of=Share
    )
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class Ratio(Keyed):
    """What the three shapes in proportion share: the score is held at the cap, and is nothing below the floor.

    With a cap of its own a shape is `whole`: `120%` grants a bonus above the target, `5` holds a row at 5 points.
    """

    cap: Share | None = key(
        "parsed",
        "上限",
        doc="得分上限：points 即分值，120% 即超额有加分；写数即最多几分，不高于分值",
        of=Share,
        absent=("points", "分值"),
        example="120%",
    )
    floor: Share | None = key("parsed", "门槛", doc="得分比例低于它的得零分，如 60%", of=Share, example="60%")
    clause: str | None = _clause()

    @property
    def whole(self) -> bool:
        """Return whether the cap says what a met target earns."""
        return self.cap is not None

    def most(self, points: Fraction) -> Fraction:
        """Return the most that a row of so many points may earn: a cap in points only ever lowers it."""
        if self.cap is None:
            return points
        return self.cap.of(points) if self.cap.percent else min(self.cap.value, points)


@attrs.frozen(eq=False, repr=False)
class Proportional(Ratio):
    """完成比例赋分: points × actual ÷ target."""


@attrs.frozen(eq=False, repr=False)
class Reciprocal(Ratio):
    """反向指标 by ratio: points × target ÷ actual."""


@attrs.frozen(eq=False, repr=False)
class Linear(Ratio):
    """反向指标 linear: points × (1 − (actual − target) ÷ target), 0 from twice the target on."""


@attrs.frozen(eq=False, repr=False)
class Band(Keyed):
    """One step of a band table: from or above a value, or in a range, this score."""

    start: Share | None = key("parsed", "起", doc="从该值起（含）；最后一档不写", of=Share, en="from")
    above: Share | None = key("parsed", "高于", doc="高于该值（不含）", of=Share)
    range: Range | None = key("parsed", "区间", doc="或写成区间，端点开闭写明", of=Range)
    score: Share = key("parsed", "得分", doc="得分：百分数为占分值的比例，数为分", of=Share, required=True)


@attrs.frozen(eq=False, repr=False)
class Bands(Keyed):
    """分档赋分: the first band that holds the value gives the score.

    `of` says what is looked up: the actual itself, the ratio actual ÷ target, or the deviation |actual − target| ÷
    target.
    """

    whole: ClassVar[bool] = True
    of: str = key("choice", "依", doc="按实际值、完成比例还是偏离度分档", choices=_OF, default="actual")
    bands: tuple[Band, ...] = key("records", "档", doc="由高到低的各档", of=Band, required=True, default=())
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class Anchor(Keyed):
    """One point of a piecewise linear rule: at this value, this score."""

    at: Share = key("parsed", "处", doc="在该值处", of=Share, required=True)
    score: Share = key("parsed", "得分", doc="得分：百分数为占分值的比例，数为分", of=Share, required=True)


@attrs.frozen(eq=False, repr=False)
class Piecewise(Keyed):
    """分段线性 between anchors (保底、目标、挑战): on the straight line between the two next to the value."""

    whole: ClassVar[bool] = True
    of: str = key("choice", "依", doc="按实际值还是完成比例", choices=_OF, default="actual")
    anchors: tuple[Anchor, ...] = key(
        "records", "锚点", doc="由低到高的各点", of=Anchor, required=True, default=()
    )
    below: str = key(
        "choice",
        "低于首点",
        doc="低于第一点时",
        choices={"problem": ("报错",), "zero": ("零分",), "hold": ("同首点",)},
        default="problem",
    )
    above: str = key(
        "choice",
        "高于末点",
        doc="高于最后一点时",
        choices={"problem": ("报错",), "zero": ("零分",), "hold": ("同末点",)},
        default="problem",
    )
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class Deduct(Keyed):
    """缺项扣分: for every `each` that is missing, `score` less, never below 0."""

    whole: ClassVar[bool] = False
    each: Share = key(
        "parsed", "每差", doc="每差多少；百分数用于百分数的目标，或 of: ratio", of=Share, required=True
    )
    score: Share = key("parsed", "扣分", doc="扣多少：百分数为占分值的比例，数为分", of=Share, required=True)
    part: str = key(
        "choice",
        "不足一份",
        doc="差的不足一份时：按比例、不计、按一份计",
        choices={"proportional": ("按比例",), "drop": ("不计",), "whole": ("按一份计",)},
        required=True,
    )
    of: str = key(
        "choice",
        "依",
        doc="差额按完成值的单位，还是占目标值的比例",
        choices={"actual": ("实际值",), "ratio": ("完成比例",)},
        default="actual",
    )
    days: str = key(
        "choice",
        "日数",
        doc="用于时限：按日历日还是工作日数",
        choices={"calendar": ("日", "天"), "workday": ("工作日",)},
        default="calendar",
    )
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class Count(Keyed):
    """按数累加: for every `each` that was done, `score` more, not above the points."""

    whole: ClassVar[bool] = True
    each: Share = key("parsed", "每完成", doc="每完成多少", of=Share, required=True)
    score: Share = key("parsed", "得分", doc="得多少：百分数为占分值的比例，数为分", of=Share, required=True)
    part: str = key(
        "choice",
        "不足一份",
        doc="不足一份时：按比例、不计",
        choices={"proportional": ("按比例",), "drop": ("不计",)},
        required=True,
    )
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class TiersShape(Keyed):
    """评判等级赋分: the filing gives the tier and, inside it, the score."""

    whole: ClassVar[bool] = True
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class Manual(Keyed):
    """人工定分: the filing gives the score, inside the points, and why."""

    whole: ClassVar[bool] = True
    clause: str | None = _clause()


@attrs.frozen(eq=False, repr=False)
class Custom(Keyed):
    """自定义: a Python function, registered by name with `perfeval.scoring.register`."""

    whole: ClassVar[bool] = True
    function: str = key("text", "函数", doc="登记的名称", required=True)
    clause: str | None = _clause()


Shape = (
    Full
    | Zero
    | PassFail
    | Proportional
    | Reciprocal
    | Linear
    | Bands
    | Piecewise
    | Deduct
    | Count
    | TiersShape
    | Manual
    | Custom
)

SHAPES: Mapping[str, type[Shape]] = {
    "full": Full,
    "zero": Zero,
    "pass_fail": PassFail,
    "proportional": Proportional,
    "reciprocal": Reciprocal,
    "linear": Linear,
    "bands": Bands,
    "piecewise": Piecewise,
    "deduct": Deduct,
    "count": Count,
    "tiers": TiersShape,
    "manual": Manual,
    "custom": Custom,
}
"""The name of a shape in a file → its record."""

SHAPES_ZH: Mapping[str, str] = {
    "满分": "full",
    "零分": "zero",
    "直接赋分": "pass_fail",
    "完成比例赋分": "proportional",
    "反比": "reciprocal",
    "线性扣减": "linear",
    "分档赋分": "bands",
    "分段线性": "piecewise",
    "缺项扣分": "deduct",
    "按数累加": "count",
    "评判等级赋分": "tiers",
    "人工定分": "manual",
    "自定义": "custom",
}
"""The Chinese name of a shape → its name."""
