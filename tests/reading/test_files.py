"""From bytes to text, and the tree."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from perfeval.reading import load_filing, parse_definition
from perfeval.reading import tree as tree_module
from perfeval.reading.files import LIMIT, decode
from perfeval.reading.tree import Mapping, Scalar, Sequence, read_tree
from perfeval.source import ProblemError, Source

TEXT = "title: 示例\nfiscal_year: 2024\nindicators: [{name: 人数, points: 8, target: ≥5人}]\n"


def codes_of(text: str) -> list[str]:
    """Return the codes of what is wrong with a YAML text."""
    with pytest.raises(ProblemError) as raised:
        read_tree(text, Source.of("a.yaml", text))
    return [problem.code for problem in raised.value.problems]


def test_a_byte_order_mark_is_accepted() -> None:
    """A file that Notepad saved as UTF-8 reads as one without the mark, with the same columns."""
    assert decode(b"\xef\xbb\xbf" + TEXT.encode(), "a.yaml") == TEXT


def test_windows_line_ends_read_the_same() -> None:
    """CRLF changes neither values nor places."""
    plain, windows = parse_definition(TEXT), parse_definition(TEXT.replace("\n", "\r\n"))

    assert windows == plain
    assert windows.indicators[0].origin is not None
    assert windows.indicators[0].origin.mark == (3, 14)


def test_a_hundred_megabytes_are_refused_by_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 100 MB is refused without being read."""
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(ProblemError) as raised:
        load_filing(large)

    assert LIMIT < 100 * 1024 * 1024
    assert str(raised.value).startswith(f"{large}: YM02 文件有 100 MB，超过 10 MB 的限制")


@pytest.mark.parametrize(
    ("name", "fact"), [("", "这是文件夹"), ("no.yaml", "没有这个文件"), ("a\0b.yaml", "文件打不开")]
)
def test_what_is_no_file(tmp_path: Path, name: str, fact: str) -> None:
    """A folder, a missing file and an impossible name are told, not raised as OSError."""
    with pytest.raises(ProblemError, match=fact):
        load_filing(f"{tmp_path}/{name}")


@pytest.mark.parametrize("name", ["填报.xlsx", "填报.DOCX", "自评表.pdf", "自评表.csv"])
def test_a_form_that_is_no_yaml_names_the_command_that_reads_it(tmp_path: Path, name: str) -> None:
    """Who scores the workbook that was filled in is told how to read it first, not to save it as UTF-8."""
    (tmp_path / name).write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(ProblemError) as raised:
        load_filing(tmp_path / name)

    (problem,) = raised.value.problems
    assert (problem.code, problem.fact) == ("YM25", f"这是 {Path(name).suffix} 文件，不是 YAML 文件")
    assert problem.repair == f"先读成填报文件：perfeval read {name} -o 读出"


@pytest.mark.parametrize("char", ["\u0085", "\u2028", "\x00", "\ud800"])
def test_characters_that_would_shift_lines_are_refused(char: str) -> None:
    """Line breaks that only YAML knows, NUL and lone surrogates have a place and a name."""
    with pytest.raises(ProblemError) as raised:
        parse_definition(TEXT + "code: a" + char)

    (problem,) = raised.value.problems
    assert problem.code == "YM04"
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (4, 8)


def test_texts_stay_as_typed() -> None:
    """Nothing is resolved: 22.50, 12:30, 2025-05-20, yes and 0x10 are texts, ~ is blank."""
    text = "[22.50, 12:30, 2025-05-20, yes, 0x10, ~, '~', '', null]"
    node = read_tree(text, Source.of("a.yaml", text))

    assert isinstance(node, Sequence)
    scalars = [item for item in node.items if isinstance(item, Scalar)]
    assert [item.text for item in scalars[:5]] == ["22.50", "12:30", "2025-05-20", "yes", "0x10"]
    assert [item.blank for item in scalars[5:]] == [True, False, True, True]


@pytest.mark.parametrize("depth", [100, 101, 100_000])
@pytest.mark.parametrize("bracket", ["[", "{a: ", "- "])
def test_depth_is_limited_without_a_crash(depth: int, bracket: str) -> None:
    """A hundred levels are read; one more, or a hundred thousand, is one problem."""
    closing = {"[": "]", "{a: ": "}", "- ": ""}[bracket]
    text = bracket * depth + "x" + closing * depth
    if depth == 100:
        read_tree(text, Source.of("a.yaml", text))
    else:
        assert codes_of(text) == ["YM06"]


def test_all_problems_come_in_one_go() -> None:
    """Traps of several lines are all reported, in the order of the file."""
    text = "title：示例\nfiscal_year: 2024\ncode: @1\nkind:project\nindicators: [{name: 人数, target: >=5}]\n"

    assert codes_of(text) == ["YM12", "YM18", "YM13", "YM11"]


@pytest.mark.parametrize(
    "text",
    ["a: |\n  1，2：3\n  x: y: z\n  \t缩进\nb: 1\n", "a: '3 #x'\n", 'a: "x: y"\n', "a: http://x\n", "a: 12:30\n", "# 注:释\na: 1 # 注\n", "a: >\n  长\n  文\n"],
)  # fmt: skip
def test_what_is_no_trap(text: str) -> None:
    """Literal blocks, quotes, addresses, times and comments with a blank are left alone."""
    assert isinstance(read_tree(text, Source.of("a.yaml", text)), Mapping)


def test_both_parsers_tell_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libyaml the traps have the same code and line, and a good text the same tree."""
    folder = Path(__file__).parents[1] / "bad"
    with_c, without = {}, {}
    for found, loader in ((with_c, yaml.CSafeLoader), (without, yaml.SafeLoader)):
        monkeypatch.setattr(tree_module, "_Loader", loader)
        for path in sorted(folder.glob("*.yaml")):
            if path.stem in ("gbk", "utf-16", "latin", "deep", "deeper"):
                continue
            text = path.read_text(encoding="utf-8")
            try:
                read_tree(text, Source.of(path.name, text))
            except ProblemError as error:
                found[path.stem] = [(p.code, p.place.line) for p in error.problems if p.place]

    assert with_c == without
    assert len(with_c) >= 30
