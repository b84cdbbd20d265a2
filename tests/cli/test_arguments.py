"""Mistakes in the arguments: whatever argparse would say in English is said in Chinese, with the way out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = str(ROOT / "examples/wuhan-12333-project-2024.yaml")
MISTAKES = {
    "": "缺少参数：命令",
    "scor": "命令 不能是“scor”，可选：",
    "two words": "命令 不能是“two words”，可选：",
    "it's": "命令 不能是“it's”，可选：",
    "score": "缺少参数：文件",
    "score a -x": "不认识的参数：-x",
    "score a --format": "--format 后面缺少内容",
    "score a --format xml": "--format 不能是“xml”，可选：",
    "score a --format|two words": "--format 不能是“two words”，可选：",
    "score a --format=": "--format 不能是“”，可选：",
    "score a --form json": "不认识的参数：--form json",
    "score a -hx": "-h/--help 后面不能带内容“x”",
    "--version=2": "--version 后面不能带内容“2”",
    "render a": "缺少参数：-o/--output",
    "render a -o": "-o/--output 后面缺少内容",
    "render a -o b --charts=1": "--charts 后面不能带内容“1”",
    "render a -o b --charts=it's": "--charts 后面不能带内容“it's”",
    "render a -o b --merged both": "--merged 不能是“both”，可选：",
    "read a -o b --year": "--year 后面缺少内容",
    "read a -o b --year abc": "--year 不能是“abc”，写四位数字的年度，例如 2024",
    "read a -o b --year -5": "--year 不能是“-5”，写四位数字的年度，例如 2024",
    "read a -o b --year 24": "--year 不能是“24”，写四位数字的年度，例如 2024",
    "compare a --rulesets": "--rulesets 后面缺少内容",
    "rulesets prov": "做什么 不能是“prov”，可选：",
    "layouts|check it": "做什么 不能是“check it”，可选：",
    "init a b": "不认识的参数：b",
}
ENGLISH = re.compile(
    r"\b(?:argument|arguments|expected|invalid|required|choose|from|value|ignored|explicit|int)\b"
)


@pytest.mark.parametrize("typed", MISTAKES)
def test_mistakes_in_chinese(run, typed: str) -> None:
    """Misuse leaves with 2, one Chinese sentence and the command that shows the usage."""
    first, bar, last = typed.partition("|")
    arguments = (
        [*first.split(), last] if bar else [typed] if typed in ("two words", "it's") else typed.split()
    )
    status, out, err = run(*arguments)

    assert (status, out) == (2, "")
    assert err.startswith(MISTAKES[typed])
    assert err.endswith(" --help 显示用法\n")
    assert not ENGLISH.search(err)


def test_a_year_is_taken(run, tmp_path: Path) -> None:
    """A year of four digits is the year of a form that prints none."""
    page = tmp_path / "a.html"
    run("render", PROJECT, "-o", str(page))
    status, _, _ = run(
        "read", str(page), "-o", str(tmp_path / "出"), "--year", "2023", "--ruleset", "hubei-2020"
    )

    assert status == 0
    (written,) = (tmp_path / "出").iterdir()
    assert "2023" in written.read_text(encoding="utf-8")
