"""The reference pages of rule sets: clauses, decision tables, computed examples, differences from the parent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from perfeval.exact import trimmed
from perfeval.model import BASES, Case, Line, RuleSet, keys_of
from perfeval.reading import load_ruleset, ruleset_ids
from perfeval.reading.cases import cases_beside, load_cases
from perfeval.reading.rulesets import file_of
from perfeval.reading.writing import plain_data, yaml_text
from perfeval.rules.decisions import decision_tables
from perfeval.scoring import score
from perfeval.testing.frame import Frame

NOTE = "<!-- 由 make docs 从代码的记录生成，请勿手改 -->"
_HEAD = ("id", "title", "extends", "jurisdiction", "years", "document", "clauses", "waived")
_UNREAD = "原文没有人读过；以下各条所依据的是读到的东西，见“依据”。"


def index_page() -> str:
    """Return the list of all rule sets."""
    lines = [
        "# 计分规则",
        "",
        NOTE,
        "",
        "| 编号 | 名称 | 地区 | 适用年度 | 文件 | 原文 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name in ruleset_ids():
        rules = load_ruleset(name)
        read = "已核对" if rules.document.verified else "未核对"
        number = "不详" if rules.document.number == "unknown" else rules.document.number
        lines.append(
            f"| [{name}]({name}.md) | {rules.title} | {rules.jurisdiction} | {rules.years} | {number} | {read} |"
        )
    lines += ["", "没有自己规则、只有自己表样的省份，用国家的规则加本省的表样。", ""]
    return "\n".join(lines)


def ruleset_page(name: str) -> str:
    """Return the page of one rule set."""
    rules = load_ruleset(name)
    return "\n".join(
        [
            *_head(rules),
            *_rules(rules),
            *_decisions(rules),
            *_differences(rules),
            *_waived(rules),
            *_examples(rules),
            "",
        ]
    )


def _head(rules: RuleSet) -> Iterator[str]:
    """Yield title, jurisdiction, years and document."""
    number = "文号不详" if rules.document.number == "unknown" else rules.document.number
    title = "" if rules.document.title in (None, "unknown") else f"《{rules.document.title}》"
    yield from (f"# {rules.id}：{rules.title}", "", NOTE, "")
    yield f"适用于{rules.jurisdiction}，被评价年度 {rules.years}。文件：{number}{title}。" + (
        "" if rules.document.verified else _UNREAD
    )
    yield ""


def _rules(rules: RuleSet) -> Iterator[str]:
    """Yield each section beside the clauses that it stands on."""
    data = plain_data(rules)
    yield from ("## 规则和依据", "", "| 规则 | 写法 | 依据 |", "| --- | --- | --- |")
    for name, row in keys_of(RuleSet).items():
        if name in _HEAD or name.endswith("_clause") or name not in data:
            continue
        own = {"clause": data.get(f"{name}_clause")} if data.get(f"{name}_clause") else {}
        said = "<br>".join(_basis(rules, clause) for clause in dict.fromkeys(_clauses([data[name], own])))
        yield f"| {row.zh[0]}（`{name}`） | {_code(_bare(data[name]))} | {said} |"
    yield ""


def _decisions(rules: RuleSet) -> Iterator[str]:
    """Yield what each kind of row earns, read off the plans that the rows are scored by."""
    yield from ("## 计分表", "", "由计分所用的同一份规则写出。每张表自上而下，第一条符合的为准。", "")
    for table in decision_tables(rules):
        yield from (f"### {table.title}", "", "| 如果 | 得 | 依据 |", "| --- | --- | --- |")
        yield from (f"| {' | '.join(_cell(text) for text in line[:3])} |" for line in table.lines)
        yield ""


def _clauses(value: Any) -> Iterator[str]:
    """Yield the clauses that plain data names, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from (inner,) if key == "clause" else _clauses(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _clauses(inner)


def _bare(value: Any) -> Any:
    """Return plain data without its clauses, which stand in a column of their own."""
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items() if key != "clause"}
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _basis(rules: RuleSet, name: str) -> str:
    """Return a clause in one sentence."""
    clause = rules.clauses[name]
    checked = "已核对" if clause.verified else "未核对"
    return _cell(f"{clause.where}（{BASES[clause.basis][0]}，{checked}）：{clause.says}")


def _code(value: Any) -> str:
    """Return plain data as code inside a cell of a table."""
    if not isinstance(value, dict | list):
        return f"`{_cell(value)}`"
    lines = yaml_text(value).rstrip("\n").split("\n")
    return "<br>".join(f"`{_cell(line)}`" for line in lines)


def _cell(text: str) -> str:
    """Return a text for a cell of a table."""
    return text.replace("|", "\\|")


def _differences(rules: RuleSet) -> Iterator[str]:
    """Yield what the rule set says otherwise than its parent."""
    if rules.origin is None or (parent := _parent(rules)) is None:
        return
    own, other = (_bare(plain_data(one)) for one in (rules, load_ruleset(parent)))
    names = [name for name in keys_of(RuleSet) if name not in _HEAD and not name.endswith("_clause")]
    changed = [name for name in names if own.get(name) != other.get(name)]
    yield from (f"## 与 [{parent}]({parent}.md) 不同的地方", "")
    if not changed:
        yield from ("没有不同。", "")
        return
    yield from ("| 规则 | 这里 | 那里 |", "| --- | --- | --- |")
    for name in changed:
        row = keys_of(RuleSet)[name]
        cells = ("没有写" if one.get(name) is None else _code(one[name]) for one in (own, other))
        yield f"| {row.zh[0]}（`{name}`） | {' | '.join(cells)} |"
    yield ""


def _parent(rules: RuleSet) -> str | None:
    """Return the id of the rule set that this one extends."""
    path = file_of(rules)
    lines = path.read_text(encoding="utf-8").splitlines() if path is not None else []
    return next(
        (line.removeprefix("extends:").strip() for line in lines if line.startswith("extends:")), None
    )


def _waived(rules: RuleSet) -> Iterator[str]:
    """Yield the laws that the rule set waives, with their clauses."""
    if not rules.waived:
        return
    yield from ("## 豁免的定律", "")
    yield from (f"- `{law}`：{_basis(rules, clause)}" for law, clause in rules.waived.items())
    yield ""


def _examples(rules: RuleSet) -> Iterator[str]:
    """Yield the cases beside the rule set, as the engine computes them."""
    path = file_of(rules)
    beside = cases_beside(path) if path is not None else None
    yield from (
        "## 例子",
        "",
        "由程序算出；与规则旁的用例一致。",
        "",
        "| 例 | 已知 | 结果 |",
        "| --- | --- | --- |",
    )
    for case in load_cases(beside) if beside is not None else ():
        yield f"| {_cell(case.name)} | {_given(case)} | {_cell(_came_to(case, rules))} |"
    yield ""


def _given(case: Case) -> str:
    """Return what a case gives, in some words."""
    given = case.given
    if given.total is not None:
        return f"总分 {given.total.text}"
    parts = [
        f"{f'{row.heading}：' if row.heading else ''}{row.indicator.points.text if row.indicator.points else ''} 分，"
        f"{row.indicator.target.text if row.indicator.target else ''}，完成 {_filed(row.entry)}"
        for row in given.rows
    ]
    if given.budget is not None:
        names = {"initial": "年初", "adjusted": "预算", "executed": "执行"}
        amounts = {name: getattr(given.budget, name) for name in names}
        parts.append("，".join(f"{names[name]} {amount.text}" for name, amount in amounts.items() if amount))
    if given.year is not None:
        parts.append(f"{given.year} 年度")
    return _cell("；".join(parts))


def _filed(entry: Any) -> str:
    """Return what was filed for a row, in some words."""
    if entry is None:
        return "没有填"
    if entry.not_applicable:
        return f"不适用（{entry.not_applicable}）"
    actual = entry.actual.text if entry.actual else "（文字未填）"
    tier = {"met": "达成", "partly_met": "部分达成", "not_met": "未达成"}.get(entry.tier or "")
    more = [f"{tier}档" if tier else "", f"定为 {entry.score.text}" if entry.score else ""]
    more += [f"扣减 {entry.deduction.text}" if entry.deduction else ""]
    return "，".join([actual, *(one for one in more if one)])


def _came_to(case: Case, rules: RuleSet) -> str:
    """Return what a case comes to, with the way to it."""
    given = case.given
    if given.total is not None:
        held = [name for name, range_ in rules.grades.items() if range_.holds(given.total.value)]
        return held[0] if held else "没有等级"
    filing = Frame(rules).filing(given.rows, given.budget)
    if given.year is not None:
        filing = attrs.evolve(filing, definition=attrs.evolve(filing.definition, fiscal_year=given.year))
    report = score(filing, rules)
    keys = [row.indicator.key for row in given.rows]
    asked = [line for line in report if line.leaf.key in keys]
    subject = asked[0] if len(asked) == 1 else report.budget if not asked else None
    told = [] if subject is None else [subject.explain()]
    if case.expect.total is not None and report.total is not None:
        told.append(f"总分 {trimmed(report.total)}{f'，{report.grade}' if report.grade else ''}")
    return "；".join([*told, *_problems(report, asked, case)])


def _problems(report: Any, asked: list[Line], case: Case) -> Iterator[str]:
    """Yield the problems that a case expects, in words."""
    wanted = case.expect.problem or ()
    for problem in report.problems:
        if problem.code in wanted and not any(problem.fact in line.explain() for line in asked):
            yield f"{problem.code} {problem.fact}"


PAGES = {
    "README.md": index_page,
    **{f"{name}.md": (lambda name=name: ruleset_page(name)) for name in ruleset_ids()},
}
"""File name → page."""
