"""`perfeval explain`: problem codes and rules in words."""

from __future__ import annotations

from perfeval import forms, notation, reading, scoring
from perfeval.model import BASES, RuleSet, keys_of
from perfeval.reading import load_ruleset, ruleset_ids
from perfeval.reading.writing import plain_data, yaml_text
from perfeval.rules.decisions import Table, decision_tables, tables_of
from perfeval.source import Code, ProblemError, nearest, pad, width

__all__ = ["all_codes", "explained", "ruleset_line"]

_HEADINGS = ("如果", "得", "依据")
_WIDEST = 56
"""Columns that a cell may take before it pushes those behind it to the right."""
_SEVERITIES = {"error": "错误", "warning": "提醒", "note": "提示"}


def all_codes() -> dict[str, Code]:
    """Return the catalogue records of all rooms by their code."""
    rooms = (reading.CODES, notation.CODES, scoring.CODES, forms.CODES)
    return {code.code: code for codes in rooms for code in codes}


def explained(what: str) -> str:
    """Return the explanation of a problem code, a rule set, or one rule (`hubei-2020.at_most`).

    Raises:
        ProblemError: For something that is neither.
    """
    codes = all_codes()
    if what.upper() in codes:
        return _code(codes[what.upper()])
    name, _, rule = what.partition(".") if not what.endswith(".yaml") else (what, "", "")
    if name in ruleset_ids() or "/" in what or what.endswith(".yaml"):
        rules = load_ruleset(name if name in ruleset_ids() else what)
        return _rule(rules, rule) if rule else _rules(rules)
    near = nearest(what, [*codes, *ruleset_ids()])
    repair = f"是不是“{near}”？" if near else "写问题编码（如 TG03）或计分规则（perfeval rulesets 列出全部）"
    raise ProblemError([reading.codes.RULESET_UNKNOWN.problem(f"没有“{what}”这个编码或规则", repair)])


def _code(code: Code) -> str:
    """Return the record of a problem code."""
    lines = [
        f"{code.code} {code.what}（{_SEVERITIES[code.severity]}）",
        f"  为什么：{code.why}",
        f"  怎么改：{code.repair}",
    ]
    if code.bad:
        lines.append(f"  不好：{code.bad}")
    if code.good:
        lines.append(f"  好：{code.good}")
    return "\n".join(lines)


def ruleset_line(rules: RuleSet) -> str:
    """Return a rule set in one line."""
    start, end = rules.years.start, rules.years.end
    years = f"{start}–{end}" if end else f"{start} 年起" if start else "不限年度"
    checked = "原文已核对" if rules.document.verified else "原文未核对"
    number = "文号不详" if rules.document.number == "unknown" else rules.document.number
    return f"{rules.id}  {rules.title or ''}  {rules.jurisdiction or ''}  {years}  {number}（{checked}）"


def _rules(rules: RuleSet) -> str:
    """Return a rule set with its clauses."""
    lines = [ruleset_line(rules), "", "依据："]
    for name, clause in rules.clauses.items():
        checked = "已核对" if clause.verified else "未核对"
        lines.append(f"  {name}  {clause.where}（{BASES[clause.basis][0]}，{checked}）：{clause.says}")
    return "\n".join(
        [
            *lines,
            "",
            "规则：",
            *_indented(yaml_text(plain_data(rules, skip=("clauses", "origin")))),
            "",
            *_decided(decision_tables(rules)),
        ]
    )


def _rule(rules: RuleSet, name: str) -> str:
    """Return one rule with its clause.

    Raises:
        ProblemError: For a rule that the rule set has not.
    """
    section, _, inner = name.partition(".")
    data = plain_data(rules)
    if section not in data or (inner and inner not in data[section]):
        known = nearest(section, keys_of(RuleSet))
        repair = f"是不是“{known}”？" if known else f"有：{'、'.join(data)}"
        raise ProblemError([reading.codes.RULESET_UNKNOWN.problem(f"规则 {rules.id} 里没有“{name}”", repair)])
    shown = data[section][inner] if inner else data[section]
    lines = [f"规则 {rules.id} 的 {name}：", *_indented(yaml_text({name: shown}))]
    clause = rules.clauses.get(shown.get("clause", "")) if isinstance(shown, dict) else None
    if clause is not None:
        checked = "已核对" if clause.verified else "未核对"
        lines.append(f"  依据{clause.where}（{BASES[clause.basis][0]}，{checked}）：{clause.says}")
    tables = tables_of(rules, name)
    return "\n".join([*lines, "", *_decided(tables)] if tables else lines)


def _decided(tables: tuple[Table, ...]) -> list[str]:
    """Return decision tables as lines whose columns stand below each other."""
    lines = [line for table in tables for line in table.lines]
    # Nothing stands behind a problem, which may be as long as it is.
    first = _column(_HEADINGS[0], [line.when for line in lines])
    second = _column(_HEADINGS[1], [line.earns for line in lines if line.basis])

    def row(when: str, earns: str, basis: str) -> str:
        """Return a line of a table."""
        return f"    {pad(when, first)}  {pad(earns, second)}  {basis}".rstrip()

    shown = ["计分表（每类自上而下，第一条符合的为准）：", row(*_HEADINGS)]
    for table in tables:
        shown += [f"  {table.title}：", *(row(*line[:3]) for line in table.lines)]
    return shown


def _column(heading: str, cells: list[str]) -> int:
    """Return how many terminal columns a column of a table takes."""
    return min(_WIDEST, max(map(width, (heading, *cells))))


def _indented(text: str) -> list[str]:
    """Return the lines of a text, indented."""
    return [f"  {line}" for line in text.rstrip("\n").split("\n")]
