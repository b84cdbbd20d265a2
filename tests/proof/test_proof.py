"""Proofs are kept with what they met, and are told as stale once the code that they prove has changed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks import results

from tests.proof import __main__ as command
from tests.proof.parts import PARTS, Part, Proved, counted

Commit = Callable[[str], None]
PROVED = Proved({"rows": 7, "rows beside an edge": 2}, [])


def write_down(name: str, proved: Proved, root: Path) -> Path:
    """Write down what a part came to on the code as it is."""
    return command.written(name, proved, 3, results.stamp(command.PARTS[name].paths, root), root)


@pytest.fixture
def commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commit:
    """Return what changes a file of a checkout and commits it; there is one part, which proves the rules."""

    def git(*arguments: str) -> None:
        """Run git in the checkout."""
        named = ("-c", "user.name=a", "-c", "user.email=a@b")
        subprocess.run(["git", "-C", str(tmp_path), *named, *arguments], check=True, capture_output=True)

    def change(path: str) -> None:
        """Add a line to a file and commit it."""
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as out:
            out.write("1\n")
        git("add", path)
        git("commit", "-qm", path)

    part = Part("rules hold", "a second", ("src/perfeval/rules", "tests/oracle"), lambda jobs: PROVED)
    monkeypatch.setattr(command, "PARTS", {"few": part})
    monkeypatch.setattr(command, "EFFORT", 50)
    git("init", "-q")
    change("src/perfeval/rules/a.py")
    return change


def test_a_proof_becomes_stale(commit: Commit, tmp_path: Path) -> None:
    """A commit of the rules or of the oracle makes a proof stale, one of anything else does not."""
    assert command.shown(tmp_path) == ["proof few: never written down; make proof PROOF=few, a second"]
    write_down("few", PROVED, tmp_path)
    commit("src/perfeval/cli/a.py")
    (line,) = command.shown(tmp_path)
    assert line.startswith("proof few: 7 rows, 2 rows beside an edge at ")
    assert line.endswith(": of this code")
    commit("tests/oracle/draw.py")
    assert command.shown(tmp_path)[0].endswith(": STALE, 1 commits of what it proves are newer")
    commit("src/perfeval/rules/a.py")
    assert command.shown(tmp_path)[0].endswith(": STALE, 2 commits of what it proves are newer")
    write_down("few", PROVED, tmp_path)
    assert command.shown(tmp_path)[0].endswith(": of this code")


def test_a_proof_of_code_that_is_in_no_commit_is_stale(commit: Commit, tmp_path: Path) -> None:
    """What was proven of a changed file, or is changed since, is told as stale before anything is committed."""
    rules = tmp_path / "src/perfeval/rules/a.py"
    write_down("few", PROVED, tmp_path)
    rules.write_text("2\n", encoding="utf-8")
    assert command.shown(tmp_path)[0].endswith(": STALE, what it proves was changed")
    write_down("few", PROVED, tmp_path)
    commit("src/perfeval/rules/a.py")
    assert command.shown(tmp_path)[0].endswith(": STALE, of code that was not committed")


def test_a_commit_during_the_run_makes_it_stale(commit: Commit, tmp_path: Path) -> None:
    """A proof is of the code that it began with."""
    code = results.stamp(command.PARTS["few"].paths, tmp_path)
    commit("src/perfeval/rules/a.py")
    command.written("few", PROVED, 3, code, tmp_path)

    assert command.shown(tmp_path)[0].endswith(": STALE, 1 commits of what it proves are newer")


def test_without_git_the_age_is_not_known(
    commit: Commit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git is missing, or the folder is no checkout, a line says so instead of anything else."""
    write_down("few", PROVED, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    unknown = ": of unknown age, git is missing or does not know this folder"

    assert command.shown(tmp_path)[0].endswith(unknown)
    monkeypatch.undo()
    data = results.kept("proof-few", tmp_path)
    assert data is not None
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".git").rename(tmp_path / "gone")
    assert f": {results.age(data, ('src',), tmp_path / 'elsewhere')}" == unknown


def test_what_is_kept(commit: Commit, tmp_path: Path) -> None:
    """Commit, date, Python, how hard it tried, how long it took, how much it met of each kind, how much differed."""
    path = write_down("few", PROVED, tmp_path)
    data = results.kept("proof-few", tmp_path)

    assert path == tmp_path / "benchmarks" / "results" / "proof-few.json"
    assert data is not None
    assert {key: data[key] for key in ("changed", "effort", "seconds", "differences", "met")} == {
        "changed": False, "effort": 50, "seconds": 3, "differences": 0, "met": PROVED.met,
    }  # fmt: skip
    assert len(data["commit"]) == 40
    assert data["date"].count("-") == 2
    assert data["python"].startswith("3.")


def test_a_proof_that_failed_or_hardly_tried_says_so(
    commit: Commit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Differences stand in the line; so does an effort below that of a proof."""
    monkeypatch.setattr(command, "EFFORT", 2)
    write_down("few", Proved({"rows": 7}, ["row 3"]), tmp_path)

    assert "7 rows, 1 DIFFERENCES, with effort 2 only at " in command.shown(tmp_path)[0]


def test_the_command_fails_where_something_is_wrong(
    commit: Commit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One difference and the command ends with 1, after all parts; a part that is not there is misuse."""
    assert command.main([]) == 0
    bad = command.PARTS["few"]._replace(run=lambda jobs: Proved({"rows": 7}, ["row 3 differs"]))
    monkeypatch.setattr(command, "PARTS", {"bad": bad, **command.PARTS})
    assert command.main(["--jobs", "1"]) == 1
    out = capsys.readouterr().out
    assert "row 3 differs\nbad: 7 rows; 1 wrong" in out
    assert out.endswith("not proven: bad\n")
    assert command.main(["few"]) == 0
    with pytest.raises(SystemExit, match="2"):
        command.main(["none"])


def test_every_part_names_what_is_there() -> None:
    """The code that a part proves is in the checkout: a folder that was moved would never be stale."""
    for name, part in PARTS.items():
        assert [path for path in part.paths if not (results.ROOT / path).exists()] == [], name


def test_the_counts_of_pytest_are_read() -> None:
    """Passed, skipped and failed tests are counted, and what failed is named; a run without any failed as well."""
    text = (
        '<testsuites><testsuite><testcase classname="a" name="one"/><testcase classname="a" name="two">'
        '<skipped/></testcase><testcase classname="a" name="three"><failure/></testcase></testsuite></testsuites>'
    )

    assert counted(text, 1) == Proved({"passed": 1, "skipped": 1, "failure": 1}, ["a::three"])
    assert counted("<testsuites/>", 5) == Proved({}, ["pytest ended with 5"])
