"""What LibreOffice Calc shows of numbers and texts, against what is read from the files that it saves."""

from __future__ import annotations

import contextlib
import csv
import io
import random
import subprocess
import time
from pathlib import Path

import openpyxl
import pytest

from perfeval.formats import parse_tables
from perfeval.formats.spreadsheets.display import shown
from perfeval.formats.spreadsheets.xlsx_write import write_xlsx
from perfeval.source import ProblemError
from tests.effort import PATIENCE
from tests.formats.packages import packed, parts
from tests.formats.tables import NASTY, indicators, simple
from tests.real.parts import program

pytestmark = pytest.mark.real
# Left out is where Calc differs from Excel: `#.##`, 1.005 as 0%, a day before March 1900.
NUMBERS = (0, 1, 0.832, 2.675, 29.1666, -0.05, 1234567.5, 0.5, 44, 99.995, -1234.5, 12345678)
FORMATS = (
    "0", "0.00", "#,##0", "#,##0.00", "0%", "0.0%", "0.00%", '"≥"0%', '0"人"', "0\\人", "00000", "0.0#",
    "0.00E+00", "##0.0E+0", "# ?/?", "# ??/??", "#,##0;(#,##0)", '0.0;[Red]-0.0;"无"', "[>=0]0;-0.00", "#,##0,",
    '0.0"%"', "[$¥-804]#,##0.00", "#,##0.0,", "000-0000", "[>=0]0;(0)",
)  # fmt: skip
DAYS = (45356, 45356.588, 36525.999, 61.5)
CALENDAR = (
    "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "m/d/yy", "yyyy/m/d h:mm", "h:mm:ss", "[h]:mm", "mm:ss", "d-mmm-yy", "h:mm AM/PM",
    "dddd", "mmmm", "[$-804]aaaa", '[DBNum1][$-804]yyyy"年"m"月"d"日"',
)  # fmt: skip


def saved(folder: Path, data: bytes, kind: str, suffix: str) -> bytes:
    """Return a workbook as LibreOffice saves it in another kind."""
    path = folder / "a.xlsx"
    path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out"), str(path)],
        check=True, capture_output=True, timeout=PATIENCE,
    )  # fmt: skip
    return (folder / "out" / f"a.{suffix}").read_bytes()


def test_numbers_are_shown_as_libreoffice_shows_them(tmp_path: Path) -> None:
    """Every number in every format is what Calc displays, blanks that only take up room aside."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    cases = [(value, code) for code in FORMATS for value in NUMBERS]
    cases += [(value, code) for code in CALENDAR for value in DAYS]
    for row, (value, code) in enumerate(cases, 1):
        sheet.cell(row, 1, value).number_format = code
    out = io.BytesIO()
    book.save(out)
    text = saved(
        tmp_path, out.getvalue(), "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true", "csv"
    )
    printed = [row[0] if row else "" for row in csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))]
    wrong = [
        (value, code, own, other)
        for (value, code), other in zip(cases, printed, strict=True)
        if (own := shown(value, code).replace(" ", "")) != other.replace(" ", "")
    ]

    assert wrong == []


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_what_was_typed_survives(tmp_path: Path, kind: str) -> None:
    """Line breaks, blanks, tags and formulas typed as text are the same after LibreOffice, whatever it saves."""
    texts = [text for text in NASTY if "\r" not in text]
    data = saved(tmp_path, write_xlsx(simple(*texts, "end")), kind, kind)
    read = parse_tables(data, f"a.{kind}")[0]

    assert [row[1] for row in read.rows[1:-1]] == texts


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    """Whatever bytes of a saved workbook are changed, it is read as tables or refused as a problem, and soon."""
    good = saved(tmp_path, write_xlsx(indicators(5)), kind, kind)
    content, draw = parts(good) if kind == "ods" else {}, random.Random(1)
    start = time.process_time()
    for _ in range(300):
        bad = bytearray(content.get("content.xml", good))
        for _ in range(draw.randint(1, 6)):
            bad[draw.randrange(len(bad))] = draw.randrange(256)
        with contextlib.suppress(ProblemError):
            parse_tables(
                packed(content | {"content.xml": bytes(bad)}) if content else bytes(bad), f"a.{kind}"
            )

    assert time.process_time() - start < 60
