"""The pytest plugin, run as a user runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RULES = "id: mine\nextends: cn-2020\n"
CASES = "- name: 按比例\n  given: {points: 30, target: ≥90%, actual: 87.5%}\n  expect: {score: SCORE}\n"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a folder, as from a shell."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--perfeval-examples=5", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a good rule set, its cases, and a file of another kind."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/mine.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "rules/mine.cases.yaml").write_text(CASES.replace("SCORE", "29.17"), encoding="utf-8")
    (tmp_path / "rules/form.yaml").write_text(
        "title: 别的文件\nindicators: [{name: a, target: ≥1}]\n", encoding="utf-8"
    )
    return tmp_path


def test_each_law_and_case_is_a_test(folder: Path) -> None:
    """Every law and every case has its readable id; files of other kinds are left alone."""
    done = run(folder, "--perfeval-rulesets", "rules", "-v")

    assert done.returncode == 0, done.stdout
    assert "rules/mine.yaml::bounded PASSED" in done.stdout
    assert "rules/mine.yaml::case:按比例 PASSED" in done.stdout
    assert "form.yaml" not in done.stdout


def test_a_fault_is_told_in_words(folder: Path) -> None:
    """A refuted law, a wrong case and a broken file each fail with what finance staff can read, without a traceback."""
    (folder / "rules/mine.cases.yaml").write_text(CASES.replace("SCORE", "29.16"), encoding="utf-8")
    (folder / "rules/bonus.yaml").write_text(
        RULES.replace("mine", "bonus") + "at_least: {shape: proportional, cap: 120%}\n", encoding="utf-8"
    )
    (folder / "rules/gap.yaml").write_text(
        RULES.replace("mine", "gap") + "grades: {优: '(90, 100]', 良: '[0, 90)'}\n", encoding="utf-8"
    )
    done = run(
        folder, "--perfeval-rulesets", "rules", "--perfeval-examples=100", "-k", "bounded or case or load"
    )

    assert done.returncode == 1
    assert "规则 bonus 不守定律 bounded：得分不低于零，不高于分值" in done.stdout
    assert "得 108.00 分，分值是 90" in done.stdout
    assert "RS16 用例“按比例”：得分应为 29.16，算得 29.17" in done.stdout
    assert "RS04 等级没有覆盖 90" in done.stdout
    assert "Traceback" not in done.stdout


def test_waived_laws_are_skipped_with_their_clause(folder: Path) -> None:
    """A waived law shows as skipped, and says which clause breaks it."""
    rules = (
        "clauses: {c9: {where: 本市办法第九条, says: 超额有加分, basis: document}}\nwaived: {bounded: c9}\n"
    )
    (folder / "rules/mine.yaml").write_text(RULES + rules, encoding="utf-8")
    done = run(folder, "--perfeval-rulesets", "rules/mine.yaml", "-rs", "-k", "bounded")

    assert done.returncode == 0, done.stdout
    assert "豁免：本市办法第九条：超额有加分" in done.stdout


def test_without_the_option_nothing_is_loaded(folder: Path) -> None:
    """The plugin's own import brings in neither hypothesis nor the engine, and collects nothing unasked."""
    lines = (
        "import sys, perfeval.testing.plugin",
        "loaded = {name.partition('.')[0] for name in sys.modules} | set(sys.modules)",
        "print(sorted(loaded & {'hypothesis', 'attrs', 'yaml', 'perfeval.scoring', 'perfeval.reading', 'perfeval.model'}))",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() in ("[]", "['attrs']")  # pytest itself may bring attrs
    assert run(folder, "rules").returncode == 5


def test_named_tests_run_beside_the_rule_sets(folder: Path) -> None:
    """Test files that are named run too; a run that names none runs only the rule sets."""
    (folder / "test_own.py").write_text("def test_own():\n    assert True\n", encoding="utf-8")
    both = run(folder, "test_own.py", "--perfeval-rulesets", "rules", "-v", "-k", "own or bounded")
    only = run(folder, "--perfeval-rulesets", "rules", "-v", "-k", "own or bounded")

    assert "test_own.py::test_own PASSED" in both.stdout
    assert "mine.yaml::bounded PASSED" in both.stdout
    assert "test_own" not in only.stdout
