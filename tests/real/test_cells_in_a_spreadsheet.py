"""What a person sees who opens the CSV with a double click: no import dialog, no column set to text."""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path

import pytest

from perfeval.formats import read_csv, write_csv
from perfeval.forms import Cell, Table
from tests.effort import PATIENCE
from tests.real.test_real_parts import program

pytestmark = pytest.mark.real

AS_PRINTED = (
    "=100%",
    "=5件",
    "=0",
    "-5",
    "-",
    "--",
    "≥80%",
    "≪5个工作日",
    "83. 2%",
    "187.72万人次",
    "☑",
    "-5%",
    "29.17",
)

NEVER_RUN = ("=1+1", "+1+1", "-1+1", "@SUM(1,1)", " =1+1", '=HYPERLINK("x")', "'=1")


def test_cells_look_as_printed_and_run_nothing(tmp_path: Path) -> None:
    """Signs, numbers and dashes are shown as printed; nothing that begins like a formula is worked out; all read back."""
    texts = (*AS_PRINTED, *NEVER_RUN)
    table = Table("表", (), tuple((Cell("栏", "label"), Cell(text, "value")) for text in texts), (1, 1))
    (tmp_path / "a.csv").write_bytes(write_csv(table))
    subprocess.run(
        [program("soffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--infilter=CSV:44,34,76,1", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
         "--outdir", str(tmp_path / "out"), str(tmp_path / "a.csv")],
        check=True, capture_output=True, timeout=PATIENCE,
    )  # fmt: skip
    data = (tmp_path / "out" / "a.csv").read_bytes()
    shown = [row[1] for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))][1:]

    assert tuple(shown[: len(AS_PRINTED)]) == AS_PRINTED
    assert tuple(shown[len(AS_PRINTED) :]) == tuple(f"'{text}" for text in NEVER_RUN)
    assert [row[1] for row in read_csv(data, "a.csv")[0].rows][1:] == list(texts)
