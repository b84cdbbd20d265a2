"""The commands of rule owners: compare, rulesets check, rulesets prove."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from perfeval.reading import load_ruleset, rulesets
from perfeval.testing import proving
from tests.effort import tries

ROOT = Path(__file__).parents[2]
PROJECT = str(ROOT / "examples/wuhan-12333-project-2024.yaml")
LINEAR = "id: ours\nextends: hubei-2020\nat_least: {shape: bands, of: ratio, bands: [{from: 100%, score: 100%}, {from: 95%, score: 80%}, {score: 0%}]}\n"


@pytest.fixture
def ours(tmp_path: Path) -> str:
    """Return the path of a rule set with bands in place of proportion."""
    path = tmp_path / "ours.yaml"
    path.write_text(LINEAR, encoding="utf-8")
    return str(path)


def test_compare_one_filing(run, ours: str) -> None:
    """One filing shows both totals, and each row that differs with both ways to its score."""
    status, out, err = run("compare", PROJECT, "--rulesets", "hubei-2020", ours)

    assert (status, err) == (0, "")
    assert out == (
        "《服务运行经费》在 2 个规则下：\n"
        "  hubei-2020  总分 99.17\n"
        "  ours        总分 94\n"
        "服务质量提升率：\n"
        "  hubei-2020  29.17   87.5% ÷ 90% × 30 = 29.1666… → 29.17(四舍五入)\n"
        "  ours        24      完成“87. 5%”，目标“≥90%”，按分档得 24 分\n"
    )


def test_compare_with_its_own_rule_set(run, ours: str) -> None:
    """One rule set alone is compared with the one that the filing names; a rule set without effect says so."""
    status, out, _ = run("compare", PROJECT, "--rulesets", ours)
    same = run("compare", PROJECT, "--rulesets", "hubei-2020")[1]

    assert status == 0
    assert "hubei-2020  总分 99.17" in out
    assert "各行得分都相同" in same


def test_compare_a_folder(run, ours: str) -> None:
    """A folder shows a line for each filing, and how many totals and grades move."""
    status, out, _ = run("compare", str(ROOT / "examples"), "--rulesets", "hubei-2020", ours)

    assert status == 0
    assert out.count("99.17") == 3
    assert out.rstrip().endswith("ours：总分不同 3 份，等级不同 0 份")


def test_compare_as_json(run, ours: str) -> None:
    """The JSON is versioned and holds totals, grades and every difference."""
    status, out, _ = run("compare", PROJECT, "--rulesets", "hubei-2020", ours, "--format", "json")
    shown = json.loads(out)

    assert status == 0
    assert shown["format"] == "perfeval-comparison-1"
    (comparison,) = shown["comparisons"]
    assert comparison["rulesets"] == ["hubei-2020", "ours"]
    assert comparison["moved_totals"] == [0, 1]
    assert comparison["forms"][0]["totals"] == ["99.17", "94.00"]
    assert comparison["forms"][0]["differences"][0]["scores"] == ["29.17", "24.00"]


def test_compare_says_why_there_is_no_total(run) -> None:
    """A rule set that a form does not fit has no total, and the first reason is told."""
    _, out, _ = run("compare", PROJECT, "--rulesets", "hubei-2020", "cn-2020")

    assert "cn-2020     总分 未定（预算执行的分值是 20，规则 cn-2020 规定为 10）" in out


def test_compare_what_cannot_be_read(run, tmp_path: Path) -> None:
    """A broken filing is told and does not stop the others; nothing readable is 2."""
    (tmp_path / "a.yaml").write_text("definition: 没有.yaml\n", encoding="utf-8")
    status, _, err = run("compare", PROJECT, str(tmp_path / "a.yaml"), "--rulesets", "cn-2020")
    nothing = run("compare", str(tmp_path / "a.yaml"), "--rulesets", "cn-2020")[0]

    assert (status, nothing) == (1, 2)
    assert "没有指标定义文件 没有.yaml" in err


def test_check_rule_sets(run, tmp_path: Path, ours: str) -> None:
    """A good file says what it holds; a gap is told with line and column; cases beside it are run."""
    gap = tmp_path / "gap.yaml"
    gap.write_text(
        LINEAR.replace("ours", "gap") + "grades: {优: '(90, 100]', 良: '[0, 90)'}\n", encoding="utf-8"
    )
    status, out, err = run("rulesets", "check", ours, str(gap))

    assert status == 1
    assert f"{ours}：无误。条款 7 条，方法 0 个\n" in out
    assert out.endswith("检查了 2 个规则，1 个有错误\n")
    assert f"{gap}:4:1: RS04 等级没有覆盖 90" in err
    assert run("rulesets", "check", str(gap))[0] == 2


def test_check_runs_the_cases_beside(run, tmp_path: Path, ours: str) -> None:
    """Cases that pass are counted; one that does not is told with its place."""
    cases = tmp_path / "ours.cases.yaml"
    cases.write_text(
        "- name: 分档\n  given: {points: 30, target: ≥90%, actual: 87.5%}\n  expect: {score: 24}\n",
        encoding="utf-8",
    )
    status, out, _ = run("rulesets", "check", ours)
    cases.write_text(cases.read_text(encoding="utf-8").replace("24", "25"), encoding="utf-8")
    wrong, _, err = run("rulesets", "check", ours)

    assert status == 0
    assert "，用例 1 个全部通过" in out
    assert wrong == 2
    assert f"{cases}:1:3: RS16 用例“分档”：得分应为 25，算得 24.00" in err
    assert run("check", str(cases))[0] == 1


def test_check_every_shipped_rule_set(run) -> None:
    """Without a name all shipped ones are checked, each with its cases."""
    status, out, err = run("rulesets", "check")

    assert (status, err) == (0, "")
    assert out.endswith("检查了 18 个规则，0 个有错误\n")
    assert out.count("全部通过") == 18


def test_prove_a_rule_set(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each law is told as it is proved; a refuted one shows its smallest filing, and a waived one its clause."""
    path = tmp_path / "bonus.yaml"
    path.write_text(
        "id: bonus\nextends: cn-2020\nat_least: {shape: proportional, cap: 120%}\n"
        "clauses: {c9: {where: 本市办法第九条, says: 超额有加分, basis: document}}\nwaived: {grade_partition: c9}\n",
        encoding="utf-8",
    )
    # What the command tells is tried here, not the laws: a fifth of its forms shows that.
    monkeypatch.setattr(proving, "checks_of", partial(proving.checks_of, max_examples=tries(40)))
    status, out, err = run("rulesets", "prove", str(path))

    assert status == 1
    assert "bonus  bounded  不成立：得分不低于零，不高于分值" in out
    assert "bonus  monotone  成立：做得更好，得分不会更低" in out
    assert "bonus  grade_partition  豁免（本市办法第九条：超额有加分）" in out
    assert "反例：得 108.00 分，分值是 90" in err


def test_proving_without_the_kit(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the answer names what to install."""
    import sys

    monkeypatch.setitem(sys.modules, "perfeval.testing.proving", None)
    status, _, err = run("rulesets", "prove", "cn-2020")

    assert status == 2
    assert "RS14" in err
    assert "pip install perfeval[testing]" in err


def test_list_names_the_commands(run) -> None:
    """The list shows each rule set with its years and whether its text was read, and what can be done next."""
    status, out, _ = run("rulesets")

    assert status == 0
    assert "hubei-2020  湖北省绩效自评计分规则  湖北省  2020 年起  文号不详（原文未核对）" in out
    assert "perfeval rulesets check 文件" in out


def test_a_shipped_rule_set_is_checked_as_a_file_is(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start reads shipped rules without checking them again; the command checks every one."""
    text = rulesets.file_of(load_ruleset("cn-2020")).read_text(encoding="utf-8")
    (tmp_path / "cn-2020.yaml").write_text(text.replace("良: '[80, 90)'", "良: '[85, 90)'"), encoding="utf-8")
    monkeypatch.setattr(rulesets, "_SHIPPED", tmp_path)
    rulesets._load_shipped.cache_clear()
    rulesets.ruleset_ids.cache_clear()
    try:
        status, _, err = run("rulesets", "check", "cn-2020")
    finally:
        monkeypatch.undo()
        rulesets._load_shipped.cache_clear()
        rulesets.ruleset_ids.cache_clear()

    assert status == 2
    assert "没有覆盖" in err
