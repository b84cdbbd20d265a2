"""The arguments of the command, with help and mistakes in Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import NoReturn, TypeAlias

from perfeval import __version__

__all__ = ["parser"]

_FORMATS = ("html", "csv", "xlsx", "docx", "pdf", "md", "json")
_SUFFIXES = "、".join(f".{name}" for name in _FORMATS)
_NAMED = r"argument (\S+): (.*)"
_MISTAKES = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"invalid choice: (['\"]?)(.*)\1 \(choose from (.*)\)", r"不能是“\2”，可选：\3"),
    (r"expected (?:one|at least one) argument", "后面缺少内容"),
    (r"ignored explicit argument (['\"])(.*)\1", r"后面不能带内容“\2”"),
)
"""What argparse says of the mistakes that the arguments of this command allow; ours are Chinese already."""


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **options)  # type: ignore[arg-type]
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份帮助")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and leave with 2."""
        named = re.fullmatch(_NAMED, message, re.DOTALL)
        name, fact = named.groups() if named else ("", message)
        for pattern, chinese in _MISTAKES:
            fact = re.sub(pattern, chinese, fact, flags=re.DOTALL)
        self.exit(2, f"{name} {fact}".lstrip() + f"\n  {self.prog} --help 显示用法\n")


_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001  # the only name of what add_subparsers gives


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help that begins with 用法, on lines of a fixed width: asking the terminal loads half of shutil."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100, max_help_position=28)

    def _format_usage(self, usage, actions, groups, prefix) -> str:  # type: ignore[no-untyped-def]
        return super()._format_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def parser(first: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of the commands; each sets `run`, which takes the options and returns the exit code.

    Args:
        first: The first argument. Where it is a command, only that one's parser is made: start-up time is a promise,
            and ten parsers take as long as a form.
    """
    top = _Parser(
        prog="perfeval",
        description="预算绩效自评：计分、说明、检查、出表。",
        epilog="退出码：0 无误；1 有错误；2 什么都读不出，或用法不对。\n第一次用：perfeval init",
    )
    top.add_argument("--version", action="version", version=f"perfeval {__version__}", help="显示版本")
    commands = top.add_subparsers(
        title="命令", metavar="命令", required=True, dest="命令", parser_class=_Parser
    )
    for name, add in _COMMANDS.items():
        if first not in _COMMANDS or name == first:
            add(commands)
    return top


def _score(commands: _Commands) -> None:
    """Add the command that scores."""
    one = _command(commands, "score", "计分：给出自评表、各行得分的说明和总分", "score")
    one.add_argument("paths", metavar="文件", nargs="+", help="填报文件，或放填报文件的文件夹")
    _choices(one)
    one.add_argument("--format", choices=("text", "json"), default="text", help="输出的格式，默认 text")


def _render(commands: _Commands) -> None:
    """Add the command that writes forms."""
    one = _command(commands, "render", "出表：把自评表写成网页、Excel、Word、PDF 等文件", "render")
    one.add_argument("paths", metavar="文件", nargs="+", help="填报文件，或放填报文件的文件夹")
    one.add_argument(
        "-o", "--output", metavar="文件", required=True, help=f"写到哪里：{_SUFFIXES} 文件；多份时写文件夹"
    )
    _choices(one)
    one.add_argument("--format", choices=_FORMATS, help="写到文件夹时的格式，默认 html")
    one.add_argument(
        "--name",
        metavar="式样",
        help="写到文件夹时的文件名，如 '{year}-{unit}-{title}.xlsx'；{name} 是原文件名",
    )
    one.add_argument("--charts", action="store_true", help="HTML 和 PDF 另加图：各指标得分、失分、预算执行")
    one.add_argument(
        "--merged",
        choices=("repeat", "blank"),
        default="blank",
        help="CSV 里合并的格：blank 留空（默认），repeat 重复",
    )


def _blank(commands: _Commands) -> None:
    """Add the command that writes an empty form."""
    one = _command(commands, "blank", "空表：只有指标和目标值，供填报", "blank")
    one.add_argument("path", metavar="文件", help="指标定义文件")
    one.add_argument("-o", "--output", metavar="文件", required=True, help=f"写到哪个 {_SUFFIXES} 文件")
    _choices(one)


def _read(commands: _Commands) -> None:
    """Add the command that reads forms."""
    one = _command(commands, "read", "读表：把 Excel、Word、PDF、网页里的自评表读成填报文件", "read")
    one.add_argument("paths", metavar="文件", nargs="+", help="放有自评表的文件，或文件夹")
    one.add_argument("-o", "--output", metavar="文件夹", required=True, help="填报文件写到哪个文件夹")
    one.add_argument("--definition", metavar="定义", help="与这份定义核对：改了的目标值、分值、名称会列出")
    one.add_argument("--year", metavar="年度", type=_year, help="表上没有印年度时，评价的是哪一年")
    _choices(one)


def _check(commands: _Commands) -> None:
    """Add the command that checks files."""
    one = _command(commands, "check", "检查：文件的结构、分值和填报有没有问题", "check")
    one.add_argument("paths", metavar="文件", nargs="+", help="定义、填报、计分规则或表样文件，或文件夹")
    one.add_argument("--ruleset", metavar="规则", help="用另一个计分规则")
    one.add_argument("--format", choices=("text", "json"), default="text", help="输出的格式，默认 text")


def _explain(commands: _Commands) -> None:
    """Add the command that explains codes and rules."""
    one = _command(commands, "explain", "解释一个问题编码，或一个计分规则及其依据", "explain")
    one.add_argument("what", metavar="编码或规则", help="例如 TG03、hubei-2020、hubei-2020.at_most")


def _compare(commands: _Commands) -> None:
    """Add the command that compares rule sets."""
    one = _command(
        commands, "compare", "比较：同样的填报用几个规则各计一遍，哪些行不同、总分和等级动了多少", "compare"
    )
    one.add_argument("paths", metavar="文件", nargs="+", help="填报文件，或放填报文件的文件夹")
    one.add_argument(
        "--rulesets",
        metavar="规则",
        nargs="+",
        required=True,
        help="编号或文件路径；只写一个时，与填报自己的规则比较",
    )
    one.add_argument("--format", choices=("text", "json"), default="text", help="输出的格式，默认 text")


def _rulesets(commands: _Commands) -> None:
    """Add the command about rule sets."""
    one = _command(
        commands,
        "rulesets",
        "列出计分规则；rulesets check 文件：检查规则；rulesets prove 规则：证明规则守定律",
        "rulesets",
    )
    one.add_argument(
        "action",
        metavar="做什么",
        nargs="?",
        choices=("list", "check", "prove"),
        default="list",
        help="list 列出（默认）；check 检查缺口、重叠、轮不到的档；prove 用大量例子证明规则守定律",
    )
    one.add_argument("paths", metavar="规则", nargs="*", help="规则文件，或规则的编号")


def _layouts(commands: _Commands) -> None:
    """Add the command about layouts."""
    one = _command(commands, "layouts", "列出表样；layouts check 文件：检查自己的表样", "layouts")
    one.add_argument(
        "action",
        metavar="做什么",
        nargs="?",
        choices=("list", "check"),
        default="list",
        help="list 列出（默认）；check 检查",
    )
    one.add_argument("paths", metavar="表样", nargs="*", help="表样文件")


def _init(commands: _Commands) -> None:
    """Add the command that writes the starter files."""
    one = _command(commands, "init", "生成带注释的样例：一表一文件，以及定义和填报", "init")
    one.add_argument(
        "folder", metavar="文件夹", nargs="?", default=".", help="写到哪个文件夹，默认当前文件夹"
    )


def _year(text: str) -> int:
    """Return a year; argparse says the sentence of the error after the option's name."""
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        message = f"不能是“{text}”，写四位数字的年度，例如 2024"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _choices(command: argparse.ArgumentParser) -> None:
    """Add the options that choose a rule set and a layout."""
    command.add_argument("--ruleset", metavar="规则", help="用另一个计分规则：编号或文件路径")
    command.add_argument("--layout", metavar="表样", help="用另一个表样：编号或文件路径")


def _command(commands: _Commands, name: str, help_text: str, function: str) -> argparse.ArgumentParser:
    """Add a command whose function is imported when it runs: start-up time is a promise."""

    def run(options: argparse.Namespace) -> int:
        """Import the command's function and call it."""
        from perfeval.cli import commands as functions

        chosen: Callable[[argparse.Namespace], int] = getattr(functions, function)
        return chosen(options)

    added = commands.add_parser(name, help=help_text, description=help_text)
    added.set_defaults(run=run)
    return added


_COMMANDS: dict[str, Callable[[_Commands], None]] = {
    "score": _score,
    "render": _render,
    "blank": _blank,
    "read": _read,
    "check": _check,
    "explain": _explain,
    "compare": _compare,
    "rulesets": _rulesets,
    "layouts": _layouts,
    "init": _init,
}
"""The commands in the order of the help."""
