"""The pytest plugin: `pytest --perfeval-rulesets rules/` collects each law and each case of each rule set as a test.

It is loaded with every run of pytest, so that it imports neither hypothesis nor the engine before it is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from perfeval.testing.proving import Check

__all__ = ["pytest_addoption", "pytest_collect_file", "pytest_configure"]

_OPTION = "perfeval_rulesets"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("perfeval", "rules of budget-performance self-evaluations")
    group.addoption(
        "--perfeval-rulesets",
        action="append",
        default=[],
        metavar="PATH",
        dest=_OPTION,
        help="a rule set's file, or a folder of them: each law and each case becomes a test",
    )
    group.addoption(
        "--perfeval-examples",
        type=int,
        metavar="N",
        help="how many forms each law is tried with (200)",
    )


def _asked(config: pytest.Config) -> list[Path]:
    """Return the files and folders of rule sets that were asked for."""
    return [(config.invocation_params.dir / path).resolve() for path in config.getoption(_OPTION)]


def pytest_configure(config: pytest.Config) -> None:
    """Let pytest look where the rule sets are; a run that names nothing else runs only them."""
    asked = [str(path) for path in _asked(config)]
    if asked:
        named = config.args_source is pytest.Config.ArgsSource.ARGS
        config.args = [*(config.args if named else []), *asked]


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return the tests of a file that may be a rule set, where it was asked for."""
    if file_path.suffix not in (".yaml", ".yml") or file_path.name.endswith(".cases.yaml"):
        return None
    asked = _asked(parent.config)
    if not any(path == file_path or path in file_path.parents for path in asked):
        return None
    return _RuleSetFile.from_parent(parent, path=file_path)


class _RuleSetFile(pytest.File):
    """A rule set's file: its laws and its cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield one test per law and per case; of a file that cannot be loaded, one that says why."""
        from perfeval.reading import file_kind, load_ruleset  # noqa: PLC0415  # only now is it asked for
        from perfeval.source import ProblemError  # noqa: PLC0415
        from perfeval.testing.proving import BUDGET, Check, checks_of  # noqa: PLC0415

        if file_kind(self.path) not in ("ruleset", None):
            return
        examples = self.config.getoption("perfeval_examples") or BUDGET
        try:
            checks = list(checks_of(load_ruleset(self.path), examples))
        except ProblemError as error:
            text = str(error)
            checks = [Check("load", "规则文件读不出", lambda: text)]
        for check in checks:
            yield _CheckItem.from_parent(self, name=check.name, check=check)


class _CheckItem(pytest.Item):
    """One law or one case of one rule set."""

    def __init__(self, *, check: Check, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.check = check

    def runtest(self) -> None:
        """Run the check."""
        if self.check.waived is not None:
            pytest.skip(f"豁免：{self.check.waived}")
        wrong = self.check.run()
        if wrong is not None:
            pytest.fail(wrong, pytrace=False)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Return where the test comes from."""
        return self.path, None, f"{self.path.stem}: {self.name}"
