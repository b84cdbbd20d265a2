"""Write the reference pages and the JSON Schemas from the records that they describe: `make docs`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

from perfeval.cli.explain import all_codes
from perfeval.model import (
    SHAPES,
    SHAPES_ZH,
    Anchor,
    Band,
    BudgetFiled,
    BudgetPlan,
    Case,
    Definition,
    Entry,
    Expect,
    Filing,
    FundRow,
    Given,
    Goal,
    Indicator,
    OfWhich,
    Printed,
    PrintedBudget,
    RuleSet,
    Waiver,
    keys_of,
    rules,
)
from perfeval.notation import SIGN_TEXT, format_measure, read_target, tables
from perfeval.reading.records import file_key
from perfeval.reading.schema import write_schemas

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(Path(__file__).parent))
import ruleset_pages  # noqa: E402  # it stands beside this file, which no package holds

_NOTE = "<!-- 由 make docs 从代码的记录生成，请勿手改 -->"
_RULES: tuple[type, ...] = tuple(
    record for name in rules.__all__ if attrs.has(record := getattr(rules, name)) and record is not RuleSet
)
_FILES: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("指标定义（perfeval-definition-1）", (Definition, BudgetPlan, FundRow, Goal, Indicator, OfWhich)),
    ("填报（perfeval-filing-1）", (Filing, BudgetFiled, Entry, Waiver, Printed, PrintedBudget)),
    ("计分规则（perfeval-ruleset-1）", (RuleSet, *_RULES, *SHAPES.values(), Band, Anchor)),
    ("计分规则旁的用例（*.cases.yaml，一个列表）", (Case, Given, Expect)),
)
_HOLDS = {
    "text": "文字", "number": "数", "integer": "整数", "flag": "是/否", "date": "日期", "target": "目标值", "actual": "完成值",
    "amount": "金额", "choice": "可选值", "record": "一组键", "records": "列表", "texts": "文字的列表", "fields": "栏目: 文字",
    "choices": "名称: 可选值", "named": "名称: 一组键", "choice_list": "可选值的列表", "numbers": "名称: 数 的列表", "method": "名称或计分形状", "parsed": "文字", "ranges": "名称: 区间", "shape": "计分形状",
    "shapes": "名称: 计分形状", "custom": "列表",
}  # fmt: skip
_TITLES = {
    "Definition": "定义本身", "BudgetPlan": "预算（年初）", "FundRow": "资金明细行", "Goal": "分项目标", "Indicator": "指标", "OfWhich": "其中项",
    "Filing": "填报本身", "BudgetFiled": "预算执行", "Entry": "一个指标的完成情况", "Waiver": "已知事项", "Printed": "公开的表上印出的结果",
    "PrintedBudget": "印出的执行率和得分", "RuleSet": "规则本身", "Years": "适用年度", "Document": "文件", "Clause": "条款",
    "RoundingRule": "舍入", "Places": "一处舍入", "BudgetRule": "预算执行的计分", "EqualRule": "“=”的计分", "TierRule": "定性档次",
    "Policy": "一个词的规定", "Weights": "一级指标的分值", "IntervalRule": "区间目标的计分", "Ladder": "超额完成", "LadderStep": "超额完成的一级",
    "Trigger": "一项说明要求", "ExplainRule": "说明要求", "Calendar": "日历",
    "Band": "分档的一档", "Anchor": "分段线性的一点", "Case": "一个用例",
    "Given": "已知的内容；一行的用例直接写该行的键（分值、目标值、完成值、档次、得分…）", "Expect": "应得的结果",
    **{SHAPES[name].__name__: f"形状 {name}：{zh}" for zh, name in SHAPES_ZH.items()},
}  # fmt: skip
_KINDS = {
    "number": "数", "interval": "区间", "date": "日期", "frequency": "频次", "yes_no": "是否", "text": "文字", "blank": "没有填",
    "not_applicable": "不适用", "unclear": "报错",
}  # fmt: skip
_EXAMPLES = (
    "≥80%", "≪5个工作日", "83. 2%", "８５．５％", "不低于85%", "98%以上", "5天以内", "超过5天", "187.72万人次", "≤90万元", "两次", "五个工作日",
    "百分之八十五", "400元/人、天", "1,234人", "△4.11", "①5", "实际布防6架", "80%-90%", "±10%", "[80%, 90%)", "2024年12月底前", "6月底前",
    "2026/01/03", "1次/季度", "是", "显著提升", "-", "/", "不适用", "=0件", "Q100%", "一", "约50人", "≥80%以上", "12,34", "(4.11)", "26-05-15",
    "2024.12", "各1次", "完成3项，其中1项延期", "5名专家",
)  # fmt: skip
_SEVERITIES = {"error": "错误", "warning": "提醒", "note": "提示"}


def keys_page() -> str:
    """Return the page of all file keys."""
    lines = ["# 文件里的键", "", _NOTE, "", "每个键有英文名和中文名，写哪个都可以；同一个键不能写两次。", ""]
    for title, records in _FILES:
        lines += [f"## {title}", ""]
        for record in records:
            lines += [f"### {record.__name__} {_TITLES[record.__name__]}".rstrip(), ""]
            lines += [
                "| 键 | 中文名 | 内容 | 说明 | 例 |",
                "| --- | --- | --- | --- | --- |",
                *_rows(record),
                "",
            ]
    return "\n".join(lines)


def _rows(record: type) -> Iterator[str]:
    """Yield one line per key of a record."""
    for name, row in keys_of(record).items():
        held = _HOLDS[row.holds]
        if row.choices:
            options = "；".join("、".join((name, *others)) for name, others in row.choices.items())
            held = f"{held}：{options}"
        if row.of is not None and row.holds in ("record", "records", "named"):
            held = f"{held} {row.of.__name__}"
        doc = f"{row.doc}{'（必需）' if row.required else ''}"
        cells = (
            f"`{file_key(name, row)}`",
            "、".join(row.zh),
            held,
            doc,
            f"`{row.example}`" if row.example else "",
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def problems_page() -> str:
    """Return the page of all problem codes."""
    lines = ["# 问题编码", "", _NOTE, "", "`perfeval explain 编码` 在命令行显示同样的内容。", ""]
    for code in sorted(all_codes().values(), key=lambda code: code.code):
        lines += [
            f"## {code.code} {code.what.replace('{}', '')}",
            "",
            f"{_SEVERITIES[code.severity]}，`{code.name}`。{code.why}",
            "",
            f"怎么改：{code.repair}",
            "",
        ]
        if code.bad or code.good:
            lines += ["```text", f"不好：{code.bad}", f"好　：{code.good}", "```", ""]
    return "\n".join(lines)


def units_page() -> str:
    """Return the page of all units."""
    lines = [
        "# 单位",
        "",
        _NOTE,
        "",
        "同一类的单位互相换算；不在表内的单位按原字比较。金额一律换算成元。",
        "",
        "| 单位 | 也写作 | 类 | 换算 |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| {unit.name} | {'、'.join(unit.aliases)} | {unit.dimension} | {unit.factor if unit.dimension else ''} |"
        for unit in tables.UNITS
    ]
    scales = "、".join(f"{word}（{value}）" for word, value in tables.SCALES.items())
    return "\n".join([*lines, "", f"数与单位之间的量词：{scales}。", ""])


def notation_page() -> str:
    """Return the page of signs and words."""
    lines = [
        "# 目标值和完成值的写法",
        "",
        _NOTE,
        "",
        "## 符号",
        "",
        "| 读作 | 数前 | 数后 |",
        "| --- | --- | --- |",
    ]
    lines += [
        f"| {SIGN_TEXT[word.sign]} | {' '.join(f'`{one}`' for one in word.prefix)} | {' '.join(f'`{one}`' for one in word.suffix)} |"
        for word in tables.SIGNS
    ]
    words = (
        ("不改变数的词（数前）", tables.FILLERS), ("不改变数的词（数后）", tables.TAILS), ("约数，一律报错", tables.APPROXIMATIONS),
        ("合计不明，一律报错", tables.EACH), ("占位，读作没有填", tables.PLACEHOLDERS),
    )  # fmt: skip
    for title, held in words:
        lines += ["", f"## {title}", "", "、".join(f"`{word}`" for word in held)]
    lines += [
        "",
        "## 例子",
        "",
        "下表由程序读出。",
        "",
        "| 写法 | 读作 | 规范写法 | 提示 |",
        "| --- | --- | --- | --- |",
    ]
    for text in _EXAMPLES:
        measure = read_target(text)
        normal = (
            format_measure(measure)
            if measure.kind not in ("unclear", "blank", "text", "not_applicable")
            else ""
        )
        told = "；".join(f"{problem.code} {problem.fact}" for problem in measure.problems)
        lines.append(f"| `{text}` | {_KINDS[measure.kind]} | {normal} | {told} |")
    return "\n".join([*lines, ""])


PAGES: dict[str, Callable[[], str]] = {
    "keys.md": keys_page,
    "problems.md": problems_page,
    "units.md": units_page,
    "notation.md": notation_page,
    **{f"rulesets/{name}": page for name, page in ruleset_pages.PAGES.items()},
}


def main(folder: Path) -> None:
    """Write every page into a folder."""
    (folder / "rulesets").mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page().rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(ROOT / "docs" / "reference")
    write_schemas(ROOT / "src" / "perfeval" / "schemas")
    sys.stdout.write("docs/reference, src/perfeval/schemas\n")
