"""What the pages say is what the program does."""

from __future__ import annotations

import doctest
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from perfeval.cli import main
from perfeval.cli.explain import all_codes
from perfeval.forms import layout_ids
from perfeval.reading import ruleset_ids
from perfeval.testing import LAWS, MUTANTS

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def generator() -> ModuleType:
    """Return the program that writes the reference pages."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["README.md"])
def test_examples_of_the_readme(page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every Python example of the README gives what it shows."""
    text = (ROOT / page).read_text(encoding="utf-8").replace("out/", f"{tmp_path.as_posix()}/")
    monkeypatch.chdir(ROOT)
    found = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(found)

    assert len(found.examples) >= 8
    assert runner.summarize().failed == 0


@pytest.mark.parametrize("name", generator().PAGES)
def test_generated_pages_are_up_to_date(name: str) -> None:
    """A reference page is what the records give; `make docs` writes it anew."""
    page = (ROOT / "docs/reference" / name).read_text(encoding="utf-8")

    assert page == generator().PAGES[name]().rstrip() + "\n"


def test_every_code_is_on_the_page_of_problems() -> None:
    """The page of problems has a heading for each code."""
    page = (ROOT / "docs/reference/problems.md").read_text(encoding="utf-8")

    assert [code for code in all_codes() if f"\n## {code} " not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page names a file that is there."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def blocks(path: Path, language: str) -> list[str]:
    """Return the fenced blocks of a language on a page."""
    found = re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    return [block.rstrip("\n") for block in found]


def test_tutorial_shows_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tutorial's commands run, and what it quotes is what they print."""
    monkeypatch.chdir(tmp_path)
    page = ROOT / "docs/tutorial/first-form.md"
    scored, mistake = blocks(page, "text")

    assert main(["init", "我的自评"]) == 0
    assert capsys.readouterr().out.rstrip() in page.read_text(encoding="utf-8")
    assert main(["score", "我的自评/我的自评表.yaml"]) == 0
    assert scored in capsys.readouterr().out

    monkeypatch.chdir("我的自评")
    form = Path("我的自评表.yaml")
    form.write_text(form.read_text(encoding="utf-8").replace("85.5%", "0.855"), encoding="utf-8")
    assert main(["score", "我的自评表.yaml"]) == 1
    assert mistake in capsys.readouterr().err
    assert main(["render", "我的自评表.yaml", "-o", "自评表.html"]) == 1
    assert main(["blank", "指标定义.yaml", "-o", "空表.html"]) == 0


def test_chinese_readme_shows_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The form and the mistake on the Chinese README are real."""
    page = ROOT / "README.zh-CN.md"
    (form,) = blocks(page, "yaml")
    (mistake,) = blocks(page, "text")
    monkeypatch.chdir(tmp_path)
    Path("自评表.yaml").write_text(form.replace("≥80%", "≥80%以上") + "\n", encoding="utf-8")
    main(["check", "自评表.yaml"])
    out = capsys.readouterr().out

    assert mistake in out
    for line in blocks(page, "console")[0].split("\n")[2:]:
        if "…" not in line.split("29.1666…")[0]:
            main(["score", str(ROOT / "examples/wuhan-12333-project-2024.yaml")])
            assert line.strip() in capsys.readouterr().out


def test_the_changelog_counts_right() -> None:
    """The numbers of rule sets, laws and careless engines in the changelog are those of the package."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"{len(LAWS)} laws with their proofs" in text
    assert f"{len(MUTANTS)} careless engines" in text
    assert ("Eighteen rule sets" in text) == (len(ruleset_ids()) == 18)
    assert ("Fourteen layouts" in text) == (len(layout_ids()) == 14)


def test_no_page_names_this_machine() -> None:
    """No page or file of the package names a folder of the machine it was written on."""
    words = re.compile("/(?:root|work|home|tmp)/")
    files = [
        *PAGES,
        *(ROOT / "examples").rglob("*.yaml"),
        *(ROOT / "indicators").rglob("*.yaml"),
        ROOT / "Makefile",
    ]

    assert [path.name for path in files if words.search(path.read_text(encoding="utf-8"))] == []
