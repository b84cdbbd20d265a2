"""What the how-to pages show is what the program does."""

from __future__ import annotations

import itertools
import re
import shlex
from pathlib import Path

import pytest

from perfeval.cli import main
from perfeval.cli.explain import all_codes
from perfeval.model import LAWS
from perfeval.reading import load_ruleset
from perfeval.scoring import registered
from perfeval.testing import prove
from tests.docs.test_docs import blocks

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs/how-to"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which the commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answers(page: Path) -> list[str]:
    """Return what the console blocks of a page show as printed, without the commands."""
    shown = (block.split("\n", 1)[1] for block in blocks(page, "console") if "\n" in block)
    return [text for text in shown if text.strip()]


def test_write_your_rules(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rule set of the page loads, its cases pass, and the gap is told as shown."""
    page = HOW_TO / "write-your-rules.md"
    rules, gap, cases, named = blocks(page, "yaml")
    (told,) = blocks(page, "text")
    checked, with_cases = answers(page)[:2]
    Path("我市-2025.yaml").write_text(rules + "\n", encoding="utf-8")

    assert main(["rulesets", "check", "我市-2025.yaml"]) == 0
    assert capsys.readouterr().out.strip() == checked
    Path("我市-2025.cases.yaml").write_text(cases + "\n", encoding="utf-8")
    assert main(["rulesets", "check", "我市-2025.yaml"]) == 0
    assert capsys.readouterr().out.strip() == with_cases
    Path("我市-2025.yaml").write_text(f"{rules}\n{gap}\n", encoding="utf-8")
    assert main(["rulesets", "check", "我市-2025.yaml"]) == 2
    assert capsys.readouterr().err.strip() == told
    assert "ruleset:" in named


def test_compare_as_the_page_says(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of filings is compared under the national rule set and the one of the page."""
    (rules, *_) = blocks(HOW_TO / "write-your-rules.md", "yaml")
    Path("我市-2025.yaml").write_text(rules.replace("{from: 2025}", "{from: 2024}") + "\n", encoding="utf-8")

    assert main(["compare", str(ROOT / "examples"), "--rulesets", "cn-2020", "我市-2025.yaml"]) == 0
    assert "总分不同" in capsys.readouterr().out


def test_prove_your_rules(here: Path) -> None:
    """The faults of the page are refuted, with the text that is shown; the waiver of the page satisfies the law."""
    page = HOW_TO / "prove-your-rules.md"
    faulty, waiver, custom = blocks(page, "yaml")
    bounded, costs = blocks(page, "text")
    path = Path("我市-2025.yaml")
    path.write_text(faulty + "\n", encoding="utf-8")
    found, other = (prove(load_ruleset(path), law) for law in ("bounded", "cost_not_rewarded"))

    assert found is not None
    assert found.text == bounded
    assert other is not None
    assert other.text.startswith(costs)
    path.write_text(f"{faulty}\n{waiver}\n", encoding="utf-8")
    assert load_ruleset(path).waived == {"bounded": "t9"}
    assert prove(load_ruleset(path), "capped") is None
    assert "shape: custom" in custom
    assert len(LAWS) > 30


def test_functions_of_the_page(here: Path) -> None:
    """The Python of the page runs: the registered function keeps the laws, and its slip is found."""
    _, function, own_test = blocks(HOW_TO / "prove-your-rules.md", "python")
    exec(compile(function, "page", "exec"), {})  # it is our own page
    path = Path("mine.yaml")
    path.write_text(
        "id: mine\nextends: cn-2020\nat_least: {shape: custom, function: 我市算法}\n", encoding="utf-8"
    )

    assert "我市算法" in registered()
    assert prove(load_ruleset(path), "bounded") is None
    careless = function.replace("max(min(actual / target, 1), 0)", "min(actual / target, 1)").replace(
        "我市算法", "粗心算法"
    )
    exec(compile(careless, "page", "exec"), {})
    path.write_text(path.read_text(encoding="utf-8").replace("我市算法", "粗心算法"), encoding="utf-8")
    refuted = prove(load_ruleset(path), "bounded")
    assert refuted is not None
    assert "指标: -" in refuted.text
    names: dict[str, object] = {}
    exec(compile(own_test, "page", "exec"), names)
    names["test_no_score_above_its_points"]()  # type: ignore[operator]


def test_why_is_my_score(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence, the clause and the step of the page are what the commands print."""
    monkeypatch.chdir(ROOT)
    page = HOW_TO / "why-is-my-score.md"
    (sentence,) = blocks(page, "text")
    (step,) = blocks(page, "json")
    (explained,) = answers(page)

    assert main(["score", "examples/wuhan-12333-project-2024.yaml"]) == 0
    assert sentence in capsys.readouterr().out
    assert main(["explain", "hubei-2020.at_least"]) == 0
    assert capsys.readouterr().out.rstrip() == explained
    assert main(["score", "examples/wuhan-12333-project-2024.yaml", "--format", "json"]) == 0
    printed = re.sub(r"\s+", "", capsys.readouterr().out)
    assert re.sub(r"\s+", "", step) in printed
    text = page.read_text(encoding="utf-8")
    for code in ("SC01", "SC02", "SC03", "SC12", "AC19"):
        assert f"| {code} {all_codes()[code].what} |" in text


def _run(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command of a page and return what it printed."""
    there = re.sub(r"\b(examples|indicators)/", rf"{ROOT}/\1/", command)
    words = shlex.split(there.removeprefix("$ perfeval "))
    assert main(words) in (0, 1), command
    return capsys.readouterr().out


def test_your_layout(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The layout of the page is in order, prints a form, and its misspelt source is told as shown."""
    page = HOW_TO / "your-layout.md"
    (layout,) = blocks(page, "yaml")
    (told,) = blocks(page, "text")
    Path("我市项目.yaml").write_text(layout + "\n", encoding="utf-8")
    (shown,) = blocks(page, "console")
    check, checked, render, rendered = shown.split("\n")

    assert _run(check, capsys).strip() == checked
    assert _run(render, capsys).strip() == rendered
    Path("我市项目.yaml").write_text(
        layout.replace("分值: points, 得分: score, 原因", "分值: pionts, 得分: score, 原因") + "\n",
        encoding="utf-8",
    )
    assert main(["layouts", "check", "我市项目.yaml"]) == 1
    assert capsys.readouterr().out.strip() == told


@pytest.mark.parametrize("name", ["export-for-disclosure", "excel-to-checked-form"])
def test_forms_as_the_pages_say(here: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Each command of the page that shows an answer gives it, and every picture is there."""
    page = HOW_TO / f"{name}.md"
    for shown in blocks(page, "console"):
        lines = shown.split("\n")
        for command, answer in itertools.pairwise(lines):
            if command.startswith("$") and not answer.startswith("$"):
                assert _run(command, capsys).strip() == answer
    for picture in re.findall(r"!\[.*?\]\((.*?)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / picture).is_file()
    for code, what in re.findall(r"\| (TB\d\d) \| (.*?) \|", page.read_text(encoding="utf-8")):
        assert all_codes()[code].what == what
