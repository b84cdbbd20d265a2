"""What is checked when a rule set is loaded: a table with a gap or an overlap never comes to a score."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import attrs

from perfeval import model
from perfeval.exact import Fraction, digits
from perfeval.model import (
    Band,
    Bands,
    Ladder,
    Piecewise,
    Ratio,
    RuleSet,
    Shape,
    keys_of,
)
from perfeval.reading import codes
from perfeval.reading.records import Reader, aliases
from perfeval.reading.tree import Mapping, Node, Sequence
from perfeval.rules.coverage import Step, band_steps, covered, grade_steps, overtaken, tier_steps
from perfeval.source import Code, Mark, nearest

__all__ = ["check_ruleset", "shapes_in"]

_ZERO, _ONE = Fraction(0), Fraction(1)


def shapes_in(rules: RuleSet) -> Iterator[tuple[tuple[str, ...], Shape]]:
    """Yield every shape of a rule set with the way to it: `("methods", "满意度赋分")`, `("equal", "missed")`."""
    for name, row in keys_of(RuleSet).items():
        value = getattr(rules, name)
        if row.holds == "shape" and value is not None:
            yield (name,), value
        elif row.holds == "shapes":
            yield from (((name, method), shape) for method, shape in value.items())
        elif row.holds == "record" and value is not None:
            cls: Any = type(value)
            inner = keys_of(cls)
            found = ((key, getattr(value, key)) for key, held in inner.items() if held.holds == "shape")
            yield from (((name, key), shape) for key, shape in found if shape is not None)


def check_ruleset(reader: Reader, rules: RuleSet, node: Mapping, written: frozenset[str]) -> None:
    """Tell of what is wrong with the sections that a rule set writes itself; its parent's were checked before.

    Args:
        reader: Collects the problems.
        rules: The rule set, with what it inherits.
        node: The root of its file.
        written: The sections that the file writes.
    """
    check = _Check(reader, rules, node)
    if "grades" in written:
        check.grades()
    if "tiers" in written:
        check.tiers()
    for path, shape in shapes_in(rules):
        if path[0] in written:
            check.shape(path, shape)
    if "budget" in written:
        check.budget()
    if "over_fulfilment" in written and rules.over_fulfilment is not None:
        check.ladder(rules.over_fulfilment)
    if "waived" in written:
        check.waived()
    if written & {"weights", "budget", "total"}:
        check.weights()
    check.values(written)


@attrs.frozen
class _Check:
    """The checks of one rule set, each told at its place in the file."""

    reader: Reader
    rules: RuleSet
    node: Mapping

    def tell(self, code: Code, path: tuple[str | int, ...], fact: str, repair: str = "") -> None:
        """Tell of a problem at the place that *path* leads to, as far as the file has it."""
        self.reader.tell(code, _mark(self.node, path), fact, repair)

    def _table(
        self, path: tuple[str | int, ...], steps: list[Step], high: Fraction | None, *, percent: bool
    ) -> None:
        """Tell of gaps, overlaps and unreached steps of a table whose steps must not overlap."""
        found = covered(steps, _ZERO, high, percent=percent)
        for gap in found.gaps:
            self.tell(codes.GAP, path, f"{_zh(path)}没有覆盖 {gap}")
        for left, right, value in found.overlaps:
            self.tell(codes.OVERLAP, (*path, right), f"“{left}”与“{right}”都含 {value}")

    def grades(self) -> None:
        """Every total has exactly one grade."""
        steps = grade_steps(self.rules)
        percent = [name for name, held in self.rules.grades.items() if held.percent]
        if percent:
            self.tell(codes.MIXED, ("grades", percent[0]), "等级按总分划分，不写百分号", "写成 '[90, 100]'")
        elif steps:
            self._table(("grades",), steps, self.rules.total.value, percent=False)

    def tiers(self) -> None:
        """Every score has exactly one tier, the better tier holds the higher scores, no word names two."""
        tiers = self.rules.tiers
        for name in tiers:
            if name not in ("met", "partly_met", "not_met"):
                self.tell(
                    codes.UNKNOWN_KEY,
                    ("tiers", name),
                    f"没有“{name}”这一档",
                    "可用：met、partly_met、not_met",
                )
        numbers = [name for name, rule in tiers.items() if not rule.range.percent]
        if numbers:
            self.tell(
                codes.MIXED, ("tiers", numbers[0]), "档次按占分值的比例划分，要写百分号", "写成 '[80%, 100%]'"
            )
        elif tiers:
            self._table(("tiers",), tier_steps(self.rules), _ONE, percent=True)
        order = [name for name in ("met", "partly_met", "not_met") if name in tiers]
        for better, worse in pairwise(order):
            if tiers[better].range.low < tiers[worse].range.low:
                self.tell(codes.ORDER, ("tiers", better), f"“{better}”档的得分低于“{worse}”档")
        seen: dict[str, str] = {}
        for name, rule in tiers.items():
            for word in rule.words:
                if seen.setdefault(word, name) != name:
                    self.tell(
                        codes.OVERLAP,
                        ("tiers", name),
                        f"“{word}”既是“{seen[word]}”档的说法，又是“{name}”档的",
                    )

    def shape(self, path: tuple[str, ...], shape: Shape) -> None:
        """A shape can be worked out for every value, and none of its parts is idle."""
        if isinstance(shape, Bands | Piecewise) and shape.of == "actual" and path[0] != "methods":
            self.tell(
                codes.MIXED,
                path,
                "按实际值的表只能给单个指标用",
                "写进 methods，或改为 of: ratio（完成比例）",
            )
        if isinstance(shape, Bands):
            self._bands((*path, "bands"), shape.bands, None)
        elif isinstance(shape, Piecewise):
            self._anchors((*path, "anchors"), shape)
        elif isinstance(shape, Ratio):
            self._limits(path, shape)

    def _limits(self, path: tuple[str, ...], shape: Ratio) -> None:
        """The floor lies below the cap, and both are shares of the points."""
        cap, floor = shape.cap, shape.floor
        if floor is not None and not floor.percent:
            fact = f"{floor.text} 是占分值的比例，要写百分号"
            self.tell(codes.MIXED, (*path, "floor"), fact, f"写成 {floor.text}%")
        elif floor is not None and floor.value >= (cap.value if cap and cap.percent else _ONE):
            upper = f"上限 {cap.text}" if cap and cap.percent else " 100%"
            self.tell(codes.LIMITS, (*path, "floor"), f"门槛 {floor.text} 不低于{upper}，谁也得不到分")
        elif cap is not None and cap.percent and cap.value < 1:
            self.tell(codes.LIMITS, (*path, "cap"), f"上限 {cap.text} 低于分值，达到目标也得不了满分")

    def _bands(self, path: tuple[str, ...], bands: tuple[Band, ...], high: Fraction | None) -> None:
        """A band table holds every value once, from high to low."""
        for number, band in enumerate(bands):
            if sum(end is not None for end in (band.start, band.above, band.range)) > 1:
                self.tell(
                    codes.MIXED, (*path, number), "一档里 from（起）、above（高于）和 range（区间）只能写一个"
                )
                return
        ends = [end for band in bands for end in (band.start or band.above or band.range,) if end is not None]
        if len({end.percent for end in ends}) > 1:
            self.tell(codes.MIXED, path, "各档的界限有的写百分号有的没有", "写成同一种")
            return
        steps = band_steps(bands)
        found = covered(steps, _ZERO, high, percent=bool(ends) and ends[0].percent)
        for gap in found.gaps:
            self.tell(codes.GAP, path, f"没有一档含 {gap}", "补上一档；最后一档不写 from 即含其余")
        for left, right, value in found.overlaps:
            both = [step for step in steps if step.name in (left, right) and step.span.high is not None]
            if len(both) == 2:
                self.tell(codes.OVERLAP, path, f"“{left}”与“{right}”都含 {value}")
        for name in found.unreached:
            number = next(number for number, step in enumerate(steps) if step.name == name)
            self.tell(
                codes.UNREACHED,
                (*path, number),
                f"“{name}”这一档轮不到：前面的各档已经全部含了",
                "由高到低写",
            )

    def _anchors(self, path: tuple[str, ...], shape: Piecewise) -> None:
        """Anchors rise, there are two at least, and all are written in the same way."""
        anchors = shape.anchors
        if len(anchors) < 2:
            self.tell(codes.ORDER, path, "分段线性至少要两个点")
        if len({anchor.at.percent for anchor in anchors}) > 1:
            self.tell(codes.MIXED, path, "各点有的写百分号有的没有", "写成同一种")
        for number, (left, right) in enumerate(pairwise(anchors), 1):
            if left.at.value >= right.at.value:
                self.tell(
                    codes.ORDER,
                    (*path, number),
                    f"点 {right.at.text} 不高于前一点 {left.at.text}",
                    "由低到高写",
                )

    def budget(self) -> None:
        """The budget's bands hold every rate up to 100 %, and its points fit into the total."""
        rule = self.rules.budget
        if rule is None:
            return
        if rule.shape == "bands" or rule.bands:
            if rule.shape != "bands":
                self.tell(
                    codes.UNREACHED, ("budget", "bands"), "写了分档，形状却不是 bands", "写上 shape: bands"
                )
            self._bands(("budget", "bands"), rule.bands, _ONE)
        if rule.points.value > self.rules.total.value:
            self.tell(
                codes.SUM,
                ("budget", "points"),
                f"预算执行 {rule.points.text} 分，超过总分 {self.rules.total.text}",
            )

    def ladder(self, ladder: Ladder) -> None:
        """The steps rise, each says from where and what it needs, and none is idle."""
        ends = []
        for number, step in enumerate(ladder.steps):
            where = ("over_fulfilment", "steps", number)
            end = step.start or step.above
            if end is None or (step.start is not None and step.above is not None):
                self.tell(codes.MIXED, where, "一级里 from（起）和 above（高于）写且只写一个")
                return
            if not end.percent:
                self.tell(codes.MIXED, where, f"{end.text} 是比例，要写百分号", f"写成 {end.text}%")
            if (step.do in ("multiply", "subtract")) != (step.by is not None):
                self.tell(codes.MIXED, where, "乘以和扣减要写 by（数值），其他处理不写")
            ends.append(end)
        for number, (left, right) in enumerate(pairwise(ends), 1):
            if left.value > right.value:
                self.tell(
                    codes.ORDER,
                    ("over_fulfilment", "steps", number),
                    f"{right.text} 低于前一级 {left.text}",
                    "由低到高写",
                )
        for _ in overtaken(ladder):
            self.tell(codes.UNREACHED, ("over_fulfilment",), "两级改分的界限相同，前一级轮不到")

    def waived(self) -> None:
        """A waived law is a law, and names the clause that breaks it."""
        for name, clause in self.rules.waived.items():
            if name not in model.LAWS:
                near = nearest(name, model.LAWS)
                repair = f"是不是“{near}”？" if near else f"定律有：{'、'.join(model.LAWS)}"
                self.tell(codes.LAW_UNKNOWN, ("waived", name), f"没有“{name}”这条定律", repair)
            elif not clause:
                self.tell(codes.LAW_CLAUSE, ("waived", name), f"豁免“{name}”没有写所依据的条款")
            elif clause not in self.rules.clauses:
                self.tell(codes.CLAUSE_UNKNOWN, ("waived", name), f"waived 所依据的条款“{clause}”没有列出")

    def weights(self) -> None:
        """The points of the headings and of the budget make up the total."""
        rules = self.rules
        own = rules.budget.points.value if rules.budget else _ZERO
        for number, variant in enumerate(rules.weights.variants if rules.weights else ()):
            whole = sum((points.value for points in variant.values()), own)
            # Headings that no variant names, such as a management part, may take the rest.
            if whole > rules.total.value or (rules.budget is not None and whole != rules.total.value):
                fact = f"方案合计加预算执行为 {digits(whole)}，总分是 {rules.total.text}"
                self.tell(codes.SUM, ("weights", "variants", number), fact)

    def values(self, written: frozenset[str]) -> None:
        """Single values that a rule set cannot mean."""
        rules = self.rules
        years = rules.years
        if (
            "years" in written
            and years.start is not None
            and years.end is not None
            and years.start > years.end
        ):
            self.tell(codes.ORDER, ("years",), f"起始年度 {years.start} 晚于终止年度 {years.end}")
        places = rules.rounding.score
        if "rounding" in written and (places.mode == "none" or not 0 <= places.places <= 10):
            self.tell(codes.MIXED, ("rounding", "score"), "得分要印在表上，必须舍入到 0 至 10 位小数")
        if "total" in written and rules.total.value <= 0:
            self.tell(codes.SUM, ("total",), "总分要大于零")
        if "explain" in written:
            for key in ("execution_below", "total_below"):
                trigger = getattr(rules.explain, key)
                if trigger is not None and trigger.at is None:
                    self.tell(codes.MISSING_KEY, ("explain", key), f"{key} 缺少 at（界限）")


_ZH = {"grades": "等级", "tiers": "档次"}


def _zh(path: tuple[str | int, ...]) -> str:
    """Return what a section is called."""
    return _ZH.get(str(path[0]), str(path[0]))


def _mark(node: Node, path: tuple[str | int, ...]) -> Mark:
    """Return the place that *path* leads to in a file, or as near to it as the file goes."""
    mark = node.mark
    for step in path:
        if isinstance(step, int) and isinstance(node, Sequence) and step < len(node.items):
            node = node.items[step]
            mark = node.mark
            continue
        found = (
            [(typed, value) for typed, value in node.items if _same(typed.text, str(step))]
            if isinstance(node, Mapping)
            else []
        )
        if not found:
            return mark
        mark, node = found[0][0].mark, found[0][1]
    return mark


def _same(typed: str, name: str) -> bool:
    """Return whether a typed key is the field *name* of a rule set, of a section or of a shape."""
    return typed == name or any(aliases(record).get(typed) == name for record in _records())


def _records() -> tuple[Any, ...]:
    """Return every record that a rule set file writes."""
    from perfeval.model import rules, shapes  # noqa: PLC0415  # only a rule set with a mistake needs them all

    found = (getattr(module, name) for module in (rules, shapes) for name in module.__all__)
    return (RuleSet, *(record for record in found if isinstance(record, type) and attrs.has(record)))
