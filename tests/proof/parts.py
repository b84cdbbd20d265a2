"""The parts of the proof: each says what it proves, of which code, and counts what it met and what was wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from xml.etree import ElementTree as ET

from benchmarks.results import ROOT

from tests.effort import ENGINE_ROWS, EXACT_ROWS, FORMS, LAW_EXAMPLES, RULE_SETS

__all__ = ["PARTS", "Part", "Proved", "counted"]

SEED = "1"
NUMBERS = tuple(f"src/perfeval/{name}" for name in ("rules", "scoring", "notation", "model", "exact.py"))
WORKBOOKS = (*NUMBERS, "src/perfeval/forms", "src/perfeval/formats/spreadsheets")
OWN = ("tests/oracle", "tests/spreadsheet/test_drawn.py", "tests/property/test_wrong_rows.py")
"""What other parts run in a way of their own."""


class Proved(NamedTuple):
    """What a part met, by kind, and what was wrong: nothing, where it is proven."""

    met: dict[str, int]
    wrong: list[str]


class Part(NamedTuple):
    """A part of the proof: `takes` is how long on two cores, `paths` is the code that a result speaks of."""

    proves: str
    takes: str
    paths: tuple[str, ...]
    run: Callable[[int], Proved]


def _engines(jobs: int) -> Proved:
    """Compare oracle, engine and the engine as it was."""
    from tests.oracle import agree, before
    from tests.oracle.test_agree import unmet

    source = before.extracted()
    tally = agree.run(ENGINE_ROWS, SEED, jobs, source)
    print(agree.told(tally))
    without = [] if source else [f"git does not know {before.COMMIT} here: two engines are no three"]
    without += [f"no row met {name}" for name in unmet(tally)]
    named = {f"named {name}": times for name, times in sorted(tally.named.items())}
    rows = {"rows": tally.met["rows"], "forms": tally.met["forms"]}
    return Proved({**rows, **dict(sorted(tally.met.items())), **named}, [*without, *tally.wrong])


def _formulas(jobs: int) -> Proved:
    """Judge the formulas of workbooks under drawn and shipped rule sets."""
    from perfeval.reading import ruleset_ids
    from tests.spreadsheet.test_drawn import SHAPES

    parts = max(1, RULE_SETS // 50)
    asked = [(part, "") for part in range(parts)] + [(0, name) for name in ruleset_ids()]
    met: Counter[str] = Counter({"drawn rule sets": parts * (RULE_SETS // parts)})
    met["shipped rule sets"] = len(asked) - parts
    wrong: list[str] = []
    with ProcessPoolExecutor(jobs) as pool:
        for counts, failures in pool.map(_judged, asked):
            met.update(counts)
            wrong += failures
    wrong += [f"no cell met {shape}" for shape in sorted(SHAPES) if not met[f"{shape} right"]]
    return Proved(dict(met), wrong)


def _judged(asked: tuple[int, str]) -> tuple[Counter[str], list[str]]:
    """Return what one block of drawn rule sets, or one shipped rule set, comes to."""
    from tests.spreadsheet.trials import drawn_trials, shipped_trials, tallied

    part, name = asked
    with TemporaryDirectory() as folder:
        place, count = Path(folder), RULE_SETS // max(1, RULE_SETS // 50)
        tally = tallied(shipped_trials(place, name, FORMS) if name else drawn_trials(place, part, count))
    met: Counter[str] = Counter()
    for (kind, _, said), times in tally.counts.items():
        met["cells"] += times
        met[f"{kind.split()[0]} {said.partition(':')[0]}"] += times
    return met, [tally.failures()] if tally.wrong else []


def _exactness(jobs: int) -> Proved:
    """Compare rows of each kind with decimal arithmetic."""
    from tests.property.test_wrong_rows import KINDS, compared

    met, wrong = {}, []
    with ProcessPoolExecutor(min(jobs, len(KINDS))) as pool:
        for make, (faults, careless) in zip(KINDS, pool.map(compared, KINDS), strict=True):
            name = make.__name__
            met |= {f"{name} rows": EXACT_ROWS, f"{name} wrong in binary floats": careless}
            wrong += [f"{name}: {fault}" for fault in faults]
    return Proved(met, wrong)


def _laws(jobs: int) -> Proved:
    """Try every law of every shipped rule set."""
    rulesets = ("--perfeval-rulesets", "src/perfeval/rulesets", "--perfeval-examples", str(LAW_EXAMPLES))
    proved = _pytest(jobs, *rulesets)
    return proved._replace(met={"forms a law": LAW_EXAMPLES, **proved.met})


def _planted(jobs: int) -> Proved:
    """Plant every mistake in the rules."""
    from tests.mutation.mistakes import MISTAKES
    from tests.mutation.planted import found

    with ProcessPoolExecutor(jobs) as pool:
        seen = list(zip(MISTAKES, pool.map(found, MISTAKES), strict=True))
    for mistake, what in sorted(seen, key=lambda pair: pair[1].rows):
        print(f"{what.rows:>7} rows  {mistake.file}: {mistake.what}")
    wrong = [f"not seen: {mistake.file}: {mistake.what}" for mistake, what in seen if not what.red]
    most = max(what.rows for _, what in seen)
    return Proved({"mistakes": len(seen), "rows to the last one": most}, wrong)


def _tests(jobs: int) -> Proved:
    """Run all other tests, with as many examples as the effort says."""
    left = [option for path in (*OWN, "tests/mutation/test_planted.py") for option in ("--ignore", path)]
    return _pytest(jobs, "-m", "not real and not shared", *left)


def _pytest(jobs: int, *options: str) -> Proved:
    """Run pytest and return its counts and the names of what failed."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "said.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-n", str(jobs), "--dist", "worksteal", *options]
        run = subprocess.run([*command, f"--junitxml={path}"], cwd=ROOT, env={**os.environ}, check=False)
        if not path.is_file():
            return Proved({}, [f"pytest ended with {run.returncode} and said nothing"])
        return counted(path.read_text(encoding="utf-8"), run.returncode)


def counted(text: str, code: int) -> Proved:
    """Return the counts that pytest wrote down, and the names of what failed.

    Args:
        text: What pytest wrote, as JUnit's XML.
        code: What it ended with.
    """
    met: Counter[str] = Counter()
    wrong = []
    for case in ET.fromstring(text).iter("testcase"):
        outcome = next((one.tag for one in case if one.tag in ("failure", "error", "skipped")), "passed")
        met[outcome] += 1
        if outcome in ("failure", "error"):
            wrong.append(f"{case.get('classname')}::{case.get('name')}")
    if code and not wrong:
        wrong.append(f"pytest ended with {code}")
    return Proved(dict(met), wrong)


PARTS: dict[str, Part] = {
    "engines": Part(
        "oracle, engine and the engine as it was say the same of a million drawn rows",
        "about 15 minutes",
        (*NUMBERS, "tests/oracle"),
        _engines,
    ),
    "formulas": Part(
        "workbooks show the digits of the engine under two thousand drawn rule sets and all shipped ones",
        "about 10 minutes",
        (*WORKBOOKS, "tests/spreadsheet"),
        _formulas,
    ),
    "exactness": Part(
        "not one of a million rows of each of three kinds differs from decimal arithmetic",
        "about 5 minutes",
        (*NUMBERS, "tests/property/test_wrong_rows.py", "benchmarks/rows.py"),
        _exactness,
    ),
    "laws": Part(
        "every law of every shipped rule set holds on five thousand forms",
        "about 90 minutes",
        (*NUMBERS, "src/perfeval/rulesets", "src/perfeval/testing"),
        _laws,
    ),
    "planted": Part(
        "the oracle sees every mistake that is planted in the building of plans",
        "about 2 minutes",
        (*NUMBERS, "tests/oracle", "tests/mutation/mistakes.py", "tests/mutation/planted.py"),
        _planted,
    ),
    "tests": Part(
        "every other test holds with fifty times the examples",
        "hours",
        ("src", "tests"),
        _tests,
    ),
}
