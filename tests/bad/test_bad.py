"""Every kind of mistake, with the whole of what is printed for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfeval.cli import main

FOLDER = Path(__file__).parent
INPUTS = sorted(path.name for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("name", INPUTS)
def test_the_whole_block_is_as_expected(
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    pytestconfig: pytest.Config,
) -> None:
    """`perfeval check` prints exactly the expected blocks, says so by its exit code, and never a traceback."""
    monkeypatch.chdir(FOLDER)
    status = main(["check", name])
    printed = capsys.readouterr()
    expected = FOLDER / f"{Path(name).stem}.txt"
    if pytestconfig.getoption("--update-golden"):
        expected.write_text(printed.out, encoding="utf-8")

    assert printed.out == expected.read_text(encoding="utf-8")
    assert printed.err == ""
    # A warning alone leaves the file clean.
    assert status == 0 if "错误 0" in printed.out else status in (1, 2)
    assert "perfeval explain" in printed.out


def test_there_are_sixty_kinds() -> None:
    """At least sixty different kinds of mistake are kept here, and each has its expected text."""
    assert len(INPUTS) >= 60
    assert {path.stem for path in FOLDER.glob("*.txt")} == {Path(name).stem for name in INPUTS}
