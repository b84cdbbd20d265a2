"""`perfeval check`: what is wrong with a form is told before anybody files it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

DEFINITION = """\
format: perfeval-definition-1
title: 示例
fiscal_year: 2024
ruleset: hubei-2020
budget: {points: 10, money_unit: 万元}
indicators:
- {name: 人数, points: 80, target: ≥5人}
"""
HEADINGS = """\
title: 示例
fiscal_year: 2024
ruleset: henan-2024
budget: {points: 10, money_unit: 万元}
indicators:
- {name: 产出指标, children: [{name: a, points: 40, target: ≥5人}]}
- {name: 成本指标, children: [{name: b, points: 10, target: ≤5元}]}
- {name: 效益指标, children: [{name: c, points: 25, target: ≥5人}]}
- {name: 满意度指标, children: [{name: d, points: 5, target: ≥90%}]}
"""


def written(folder: Path, text: str) -> str:
    """Return the path of a definition of this text."""
    path = folder / "定义.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_points_of_a_definition_alone(run, tmp_path: Path) -> None:
    """80 + 10 of 100: a definition is held against its rule set's total and budget points, each at its place."""
    path = written(tmp_path, DEFINITION)
    status, out, _ = run("check", path)

    assert status == 1
    assert f"{path}:5:18: PT22 预算执行的分值是 10，规则 hubei-2020 规定为 20\n" in out
    assert f"{path}:7:1: PT21 全表分值合计 90，规则 hubei-2020 的总分是 100\n" in out
    assert out.endswith("检查了 1 个文件：错误 2，提醒 0，提示 0\n")


def test_weights_of_a_definition_alone(run, tmp_path: Path) -> None:
    """The points of the headings are held against those that the rule set prescribes."""
    path = written(tmp_path, HEADINGS)

    assert f"{path}:6:1: PT25 一级指标的分值是 产出指标 40" in run("check", path)[1]


def test_year_and_another_rule_set(run, tmp_path: Path) -> None:
    """A year that the rules do not cover is told, and --ruleset holds the definition against other rules."""
    early = DEFINITION.replace("2024", "2015").replace("points: 10", "points: 20")

    assert "RS31" in run("check", written(tmp_path, early))[1]
    out = run("check", written(tmp_path, DEFINITION), "--ruleset", "cn-2020")[1]
    assert "PT22" not in out
    assert "PT21 全表分值合计 90，规则 cn-2020 的总分是 100" in out


@pytest.mark.parametrize(
    "text",
    [
        DEFINITION.replace("ruleset: hubei-2020\n", ""),
        DEFINITION.replace("points: 80, ", "").replace("points: 10, ", ""),
        DEFINITION.replace("points: 10", "points: 20"),
    ],
)
def test_nothing_to_hold_it_against(run, tmp_path: Path, text: str) -> None:
    """A definition that names no rules, one without points and one that adds up are clean."""
    assert run("check", written(tmp_path, text))[:2] == (0, "检查了 1 个文件：错误 0，提醒 0，提示 0\n")


def test_rules_that_are_not_there(run, tmp_path: Path) -> None:
    """A definition whose rule set does not exist is told so where it names it."""
    path = written(tmp_path, DEFINITION.replace("hubei-2020", "hubei-2200"))
    status, out, _ = run("check", path)

    assert status == 1
    assert f"{path}:4:10: RS" in out


def test_a_problem_is_told_once(run, tmp_path: Path) -> None:
    """A definition and the filings that name it have one problem between them, told and counted once."""
    written(tmp_path, DEFINITION)
    for name in "ab":
        filing = tmp_path / f"{name}.yaml"
        filing.write_text("定义: 定义.yaml\n完成值: {人数: 5人}\n", encoding="utf-8")
    out = run("check", str(tmp_path))[1]
    found = json.loads(run("check", str(tmp_path), "--format", "json")[1])["problems"]

    assert out.count("PT21 ") == 1
    assert [problem["code"] for problem in found].count("PT21") == 1
