"""What the tests of the command share."""

from __future__ import annotations

import pytest

from perfeval.cli import main


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    """Return a function that runs the command: status, stdout, stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(arguments)
        except SystemExit as leave:
            status = int(leave.code or 0)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call
