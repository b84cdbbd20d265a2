"""Reading the plans of a rule set as decision tables: 如果 …，得 …，依据 …; from top to bottom, the first line that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from perfeval.exact import Fraction
from perfeval.model import BASES, Deduct, RuleSet, Shape, TiersShape, keys_of
from perfeval.model.filing import TIERS
from perfeval.notation import Sign
from perfeval.rules import codes, form
from perfeval.rules.compiled import Plans, plans_of
from perfeval.rules.expressions import ACTUAL, TARGET, ZERO, Test
from perfeval.rules.kinds import WORDLESS
from perfeval.rules.listed import (
    NUMBERS,
    SHOWN,
    SIGNS,
    Group,
    exactly,
    folded,
    grouped,
    named_signs,
    only,
    reached_of,
    rows_of,
    same_tier,
    signless,
)
from perfeval.rules.plan import Branch, Note, Stage
from perfeval.rules.regions import Row
from perfeval.rules.words import NAMES, earned, said

__all__ = ["Decision", "Table", "decision_tables", "tables_of"]


class Decision(NamedTuple):
    """A line of a table: when it counts, what is earned (or which problem stands in the way), and on what it stands.

    `rule` is where in the rule set it stands: `at_least`, `tiers.met`.
    """

    when: str
    earns: str
    basis: str = ""
    rule: str = ""


class Table(NamedTuple):
    """What the rows of one kind earn; `rule` is the section of the rule set that is asked first."""

    title: str
    rule: str
    lines: tuple[Decision, ...]


def decision_tables(rules: RuleSet) -> tuple[Table, ...]:
    """Return a table for every kind of row that a rule set scores.

    Args:
        rules: The rule set.
    """
    return tuple(table for table in _Written(rules).tables() if table.lines)


def tables_of(rules: RuleSet, name: str) -> tuple[Table, ...]:
    """Return the tables of one rule: those of its section, and those that it has a line in.

    Args:
        rules: The rule set.
        name: Where in the rule set it stands: `at_most`, `methods.满意度赋分`, `zero_target`.
    """
    own = f"{name}."
    return tuple(
        table
        for table in decision_tables(rules)
        if own.startswith(f"{table.rule}.") or any(f"{line.rule}.".startswith(own) for line in table.lines)
    )


class _Written:
    """The tables of one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.plans: Plans = plans_of(rules)

    def tables(self) -> Iterator[Table]:
        """Yield the tables in the order of a form: rows by their targets, the budget execution, the total."""
        yield from self._pair("at_least", "above")
        yield from self._pair("at_most", "below")
        yield Table("目标为 ＝", "equal", self._lines(self._branches("equal")))
        yield self._unsigned()
        yield self._interval()
        yield self._deadline()
        yield Table("目标为是或否", "yes_no", self._lines(self.plans.yes_no(None).stages[0].branches))
        yield Table("定性目标（填档次）", "tiers", self._tiers())
        for name, method in self.rules.methods.items():
            yield from self._method(name, method)
        yield self._ladder()
        yield self._by_filing()
        yield self._budget()
        yield self._total()
        yield Table("等级", "grades", self._grades())

    def _lines(self, branches: Iterable[Branch], names: Mapping[str, str] = NAMES) -> tuple[Decision, ...]:
        """Return branches as lines; neighbours that earn the same on the same grounds are one line."""
        lines: list[Decision] = []
        before: frozenset[Test] = frozenset()
        for branch in folded(branches):
            line, tests = self._line(branch, names), frozenset(branch.tests)
            if not lines or lines[-1][1:] != line[1:]:
                lines.append(line)
            elif tests <= before:
                lines[-1] = line
            else:
                either = "；或" if "，" in lines[-1].when + line.when else "，或"
                lines[-1] = line._replace(when=f"{lines[-1].when}{either}{line.when}")
            before = tests
            if not tests:
                break
        if len(lines) == 1 and not before:
            lines = [lines[0]._replace(when="任何情形")]
        return tuple(lines)

    def _line(self, branch: Branch, names: Mapping[str, str]) -> Decision:
        """Return a branch as a line."""
        when = said(branch.tests, names) or "其余"
        if branch.code is not None:
            return Decision(when, f"不计分：{branch.code.code} {branch.code.what}")
        earns = "只列出，不计分" if branch.earns is None else earned(branch.earns, names)
        if branch.say == "manual":
            earns = "由人定分：填报的得分（0 至分值，写明理由）；没有填的不计分"
        return Decision(when, earns, self._basis(branch.rule, branch.clause), branch.rule)

    def _basis(self, rule: str, clause: str | None) -> str:
        """Return the name of a rule and the clause that it stands on."""
        section = keys_of(RuleSet).get(rule.split(".", maxsplit=1)[0])
        name = "达到目标" if rule == "met" else f"{section.zh[0]}（{rule}）" if section else ""
        found = self.rules.clauses.get(clause or "")
        if found is None:
            return name
        checked = "已核对" if found.verified else "未核对"
        return f"{name}{'，' if name else ''}{found.where}（{BASES[found.basis][0]}，{checked}）"

    def _stage(self, sign: Sign | None, method: Shape | None) -> Stage:
        """Return what a number against a number earns before it is rounded."""
        stage = self.plans.number(sign, method, percent=False).stages[0]
        if any(branch.code is codes.SC18 for branch in stage.branches):
            stage = self.plans.number(sign, method, percent=True).stages[0]
        return Stage(stage.name, tuple(folded(stage.branches)))

    def _branches(self, sign: Sign | None) -> list[Branch]:
        """Return the branches of a sign that some row reaches."""
        return reached_of(self._stage(sign, None), NUMBERS)

    def _pair(self, lax: Sign, strict: Sign) -> Iterator[Table]:
        """Yield one table for a sign and its strict one where only an actual on the target parts them, else two."""
        own, other = self._branches(lax), self._branches(strict)
        on_edge = [branch for branch in other if ACTUAL.equals(TARGET) in branch.tests]
        rest = self._lines(signless(branch, strict) for branch in other if branch not in on_edge)
        if rest == self._lines(signless(branch, lax) for branch in own):
            # Under the strict sign an actual on the target has not met it: its line is read first.
            lines = self._lines([*(only((strict,), branch) for branch in on_edge), *own])
            yield Table(f"目标为 {SHOWN[lax]} 或 {SHOWN[strict]}", lax, lines)
        else:
            yield Table(f"目标为 {SHOWN[lax]}", lax, self._lines(own))
            yield Table(f"目标为 {SHOWN[strict]}", lax, self._lines(other))

    def _unsigned(self) -> Table:
        """Return the table of targets without a sign: what their heading says, and where that says nothing."""
        by_sign: dict[str, list[str]] = {}
        for heading, sign in self.rules.default_sign.items():
            by_sign.setdefault(sign, []).append(heading)
        basis = self._basis("default_sign", self.rules.default_sign_clause)
        read = [
            Decision(f"列在{'、'.join(headings)}下", f"按 {SHOWN[sign]} 计分", basis, "default_sign")  # type: ignore[index]  # a sign
            for sign, headings in by_sign.items()
        ]
        return Table("目标没有符号", "default_sign", (*read, *self._lines(self._branches(None))))

    def _interval(self) -> Table:
        """Return the table of intervals; an actual on an end that does not belong to it has a line of its own."""
        ends = ((-2, -1), (-1, 0), (-1, 1), (0, 0), (0, 1), (1, 2))
        rows = rows_of({"low": Fraction(low), "high": Fraction(high)} for low, high in ends)
        plans = self.plans
        closed = plans.interval(None, percent=False, low_closed=True, high_closed=True).stages[0]
        opened = plans.interval(None, percent=False, low_closed=False, high_closed=False).stages[0]
        on_end = self._lines(branch for branch in opened.branches if branch not in closed.branches)
        only = (
            line._replace(when="区间不含端点，而完成值恰等于端点", earns=f"不计分：{codes.SC05.code}")
            for line in on_end
        )
        return Table("目标为区间", "interval", (*only, *self._lines(reached_of(closed, rows))))

    def _deadline(self) -> Table:
        """Return the table of deadlines."""
        shape = self.rules.deadline
        workday = isinstance(shape, Deduct) and shape.days == "workday"
        names = {**NAMES, "days": "逾期的工作日数" if workday else "逾期的天数"}
        return Table(
            "目标为时限", "deadline", self._lines(self.plans.deadline(None).stages[0].branches, names)
        )

    def _tiers(self) -> tuple[Decision, ...]:
        """Return the lines of tiers; each problem, which the code tells well, has one line for all of them."""
        scored: list[Branch] = []
        stopped: dict[str, Decision] = {}
        for branch in self.plans.tier().stages[0].branches:
            if branch.code is not None:
                if branch.code is not codes.SC20 or len(self.rules.tiers) < len(TIERS):
                    line = Decision(branch.code.what, f"不计分：{branch.code.code}")
                    stopped.setdefault(branch.code.code, line)
            elif not any(same_tier(branch, other) for other in scored):
                scored.append(exactly(branch))
        return (*self._lines(scored), *stopped.values()) if scored else ()

    def _method(self, name: str, method: Shape) -> Iterator[Table]:
        """Yield the tables of a method: one, unless signs are scored by different lines."""
        title, rule = f"方法“{name}”", f"methods.{name}"
        if isinstance(method, WORDLESS | TiersShape):
            lines = self._lines(self.plans.alone(None, method).stages[0].branches)
            if isinstance(method, TiersShape):
                lines = (Decision("填了档次", "按定性目标的档次计分", self._basis("", method.clause), rule),)
            yield Table(title, rule, lines)
            return
        groups: list[Group] = []
        for sign in SIGNS:
            stage = self._stage(sign, method)
            if stage.branches[-1].code is not codes.SC08:
                own = [signless(branch, sign) for branch in stage.branches]
                met = [signless(branch, sign) for branch in reached_of(stage, NUMBERS)]
                grouped(groups, sign, own, met)
        for group in groups:
            some = f"（目标为 {named_signs(group.signs)}）" if len(group.signs) < len(SIGNS) else ""
            yield Table(f"{title}{some}", rule, self._lines(group.branches()))

    def _ladder(self) -> Table:
        """Return what becomes of the score, and what is told, the further an actual lies above its target."""
        ladder = self.rules.over_fulfilment
        sign = ladder.signs[0] if ladder and ladder.signs else "at_least"
        stages = self.plans.number(sign, None, percent=False).stages  # type: ignore[arg-type]  # a sign
        stage = next((stage for stage in stages if stage.name == "over_fulfilment"), None)
        if ladder is None or stage is None:
            return Table("超额完成", "over_fulfilment", ())
        above = TARGET > ZERO
        changed = [b._replace(tests=tuple(t for t in b.tests if t != above)) for b in stage.branches]
        basis = self._basis("over_fulfilment", ladder.clause)
        told = (self._told(note, above, basis) for note in stage.notes)
        signs = f"目标为 {named_signs(ladder.signs)}，且" if ladder.signs else ""
        return Table(f"超额完成（{signs}目标值大于零）", "over_fulfilment", (*self._lines(changed), *told))

    def _told(self, note: Note, above: Test, basis: str) -> Decision:
        """Return a note as a line: it changes no score."""
        when = said(test for test in note.tests if test != above)
        asks = "得分不变，须说明原因" if note.unless == "reason" else "得分不变，提醒"
        return Decision(when, f"{asks}：{note.code.code}", basis, "over_fulfilment")

    def _by_filing(self) -> Table:
        """Return what a filing may change, as far as the rule set admits it."""
        rules, plans = self.rules, self.plans
        asked = (
            (rules.filed_score.do, "定量指标另填了得分", plans.filed()),
            (rules.deduction.do, "另填了扣减分数和理由", plans.deducted()),
            (rules.not_applicable.do, "填为不适用", plans.not_applicable()),
        )
        lines = []
        for do, when, plan in asked:
            for branch in folded(plan.stages[0].branches) if do != "problem" else ():
                if branch.code is None:
                    line = self._line(branch, NAMES)._replace(when=when)
                    left_out = branch.say == "left_out"
                    lines.append(line._replace(earns="分值不计入，总分按其余分值折算") if left_out else line)
        return Table("填报另有说明的行", "filed_score", tuple(lines))

    def _budget(self) -> Table:
        """Return what the budget execution earns."""
        rule, execution = self.rules.budget, self.plans.execution().stages[0]
        if rule is None:
            return Table("预算执行", "budget", (Decision("任何情形", "只列出，不计分"),))
        initial = rule.base == "initial"
        names = {**NAMES, "base": "年初预算数"} if initial else NAMES
        rows = [Row({"base": Fraction(base), "points": Fraction(10)}, "executed") for base in (-1, 0, 100)]
        title = f"预算执行（预算数取{'年初' if initial else '调整后的'}预算数）"
        return Table(title, "budget", self._lines(reached_of(execution, rows), names))

    def _total(self) -> Table:
        """Return how a row and a form are rounded, and how a sum becomes the total."""
        rules, plans = self.rules, self.plans
        names = {**NAMES, "sum": _SUMS[form.adds(rules)], "earned": "算得的分"}
        clause, left_out = rules.rounding.clause, rules.not_applicable
        score = plans.yes_no(None).stages[-1].branches[0]._replace(rule="rounding.score", clause=clause)
        lines = [self._line(score, names)._replace(when="每行得分、预算执行得分")]
        for branch in plans.total().stages[0].branches:
            if branch.rule == "total":
                own = self._line(branch._replace(rule="rounding.total", clause=clause), names)
                lines.append(own._replace(when="总分"))
            elif left_out.do == "rescale":
                own = self._line(branch._replace(tests=(), clause=left_out.clause), names)
                lines.append(own._replace(when="总分，有不适用的行"))
        return Table("舍入和总分", "rounding", tuple(lines))

    def _grades(self) -> tuple[Decision, ...]:
        """Return the grades."""
        lines = [self._line(branch, NAMES) for branch in self.plans.grade().stages[0].branches]
        return tuple(line._replace(earns=line.rule.removeprefix("grades.")) for line in lines)


_SUMS = {
    form.Adds(printed_rows=True, printed_budget=True): "各行得分与预算执行得分之和",
    form.Adds(printed_rows=True, printed_budget=False): "各行得分与未舍入的预算执行得分之和",
    form.Adds(printed_rows=False, printed_budget=False): "各行与预算执行未舍入的得分之和",
}
