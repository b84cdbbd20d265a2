"""Three engines agree: the oracle, the engine of the working tree, and the engine as it was.

    python -m tests.oracle.agree --rows 1000000 --seed 1 --jobs 2
    python -m tests.oracle.agree --seed 1 --form 4711        # draws one form again and prints all about it

Exit 1 where a difference has no name.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import perfeval
from tests.effort import ENGINE_ROWS
from tests.oracle import before, shapes
from tests.oracle.draw import Form, forms
from tests.oracle.engine import as_line, report_of, verdict_of
from tests.oracle.form import Verdict, judge
from tests.oracle.met import met_with
from tests.oracle.verdict import READINGS

EVERY = frozenset(READINGS)
BLOCK = 3200
SHORT = 64
"""Forms of a block where one difference is enough."""
ROWS_PER_FORM = 4.2
"""A little fewer than there are, so that no run falls short."""
PLACES = ("status", "value", "score", "rule", "clause", "codes", "sign or rate")
FORM_PLACES = ("total", "at_most", "grade", "codes")


class Difference(NamedTuple):
    """Two engines say different things of one place of one form."""

    form: Form
    where: str
    engines: str
    what: str

    def __str__(self) -> str:
        """Return the difference with all that draws it again."""
        filing, at = self.form.filing, self.where.removeprefix("row ")
        head = f"seed {self.form.seed!r} form {self.form.index} {self.where}: {self.engines}\n    {self.what}"
        if not at.isdigit():
            return (
                f"{head}\n    budget {filing.definition.budget} filed {filing.budget}\n    {self.form.rules}"
            )
        leaf = filing.definition.leaves[int(at)]
        path = " / ".join(node.name for node in leaf.path)
        return (
            f"{head}\n    {path} {leaf.indicator}\n    {filing.actuals.get(leaf.key)}\n    {self.form.rules}"
        )


class Tally(NamedTuple):
    """What a run met, which differences have a name, and those that have none."""

    met: Counter[str]
    named: Counter[str]
    wrong: list[str]


def flat(verdict: Verdict) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every place of a verdict with what is said there."""
    for at, row in enumerate(verdict.rows):
        yield f"row {at}", row
    if verdict.budget is not None:
        yield "budget", verdict.budget
    yield "form", verdict.form


def against_oracle(form: Form, engine: Verdict, tally: Tally) -> Iterator[Difference]:
    """Yield where oracle and engine differ; what follows a reading that has a name is counted under it."""
    oracle = judge(form.filing, form.rules)
    if oracle == engine:
        return
    every = dict(flat(judge(form.filing, form.rules, EVERY)))
    ours, theirs = dict(flat(oracle)), dict(flat(engine))
    for where in [*ours, *(place for place in theirs if place not in ours)]:
        mine, other = ours.get(where, ()), theirs.get(where, ())
        if mine == other:
            continue
        if every.get(where) == other:
            tally.named[f"{_reading(form, where, other)} ({where.split()[0]})"] += 1
            continue
        places = FORM_PLACES if where == "form" else PLACES
        unlike = [f"{p}: {a!r} / {b!r}" for p, a, b in zip(places, mine, other, strict=False) if a != b]
        yield Difference(form, where, "oracle / engine", "; ".join(unlike) or f"{mine} / {other}")


def _reading(form: Form, where: str, said: tuple[str, ...]) -> str:
    """Return the name of the one reading that makes the oracle say the same at a place."""
    for name in READINGS:
        if dict(flat(judge(form.filing, form.rules, frozenset((name,))))).get(where) == said:
            return name
    return "several readings"


def against_before(form: Form, now: str, then: str, tally: Tally) -> Iterator[Difference]:
    """Yield where the engine and the engine as it was differ, in anything that a report says."""
    if now == then:
        return
    new, old = json.loads(now), json.loads(then)
    for where in sorted({*new, *old}):
        mine, other = new.get(where, {}), old.get(where, {})
        if mine == other:
            continue
        name = next((one.name for one in before.NAMED if one.explains(other, mine)), None)
        if name is not None:
            tally.named[f"engine as it was: {name}"] += 1
            continue
        unlike = [
            f"{key}: {mine.get(key)!r} / {other.get(key)!r}"
            for key in sorted({*mine, *other})
            if mine.get(key) != other.get(key)
        ]
        yield Difference(form, where, "engine / engine as it was", "\n    ".join(unlike))


def raised(form: Form, now: str, tally: Tally) -> Iterator[Difference]:
    """Yield where the engine raised instead of scoring or telling; what has a name is counted under it."""
    if '"raised"' not in now:
        return
    for where, said in json.loads(now).items():
        error = said.get("raised")
        if error in before.RAISED:
            tally.named[f"raised {error} ({where.split()[0]})"] += 1
        elif error:
            yield Difference(form, where, "engine", f"raised {error}")


def compare(block: tuple[int, int], seed: str, source: Path | None) -> Tally:
    """Compare the engines on the forms from one index up to another.

    Args:
        block: The first index, and the one after the last.
        seed: The seed of the forms.
        source: The folder of the engine as it was; None leaves it out.
    """
    tally = Tally(Counter(), Counter(), [])
    shapes.ASKED.clear()
    old: Iterable[str | None] = before.lines(source, seed, *block) if source else repeat(None)
    for form, then in zip(forms(seed, *block), old, strict=False):
        report = report_of(form.filing, form.rules)
        verdict = verdict_of(report)
        found = [*against_oracle(form, verdict, tally)]
        now = as_line(report)
        found += raised(form, now, tally)
        if then is not None:
            found += against_before(form, now, then, tally)
        tally.wrong.extend(str(difference) for difference in found)
        met_with(form, verdict, tally.met)
    tally.met.update({f"shape {name}": times for name, times in shapes.ASKED.items()})
    return tally


def run(rows: int, seed: str, jobs: int = 1, source: Path | None = None) -> Tally:
    """Compare the engines on at least so many drawn rows.

    Args:
        rows: How many rows.
        seed: The seed of the forms.
        jobs: How many processes share the work.
        source: The folder of the engine as it was; None leaves it out.
    """
    number = int(rows / ROWS_PER_FORM) + 1
    blocks = [(start, min(start + BLOCK, number)) for start in range(0, number, BLOCK)]
    total = Tally(Counter(), Counter(), [])
    work = partial(compare, seed=seed, source=source)
    if jobs == 1:
        tallies: Iterable[Tally] = map(work, blocks)
        return _summed(total, tallies)
    with ProcessPoolExecutor(jobs) as pool:
        return _summed(total, pool.map(work, blocks))


def first_fault(rows: int, seed: str) -> Tally:
    """Compare oracle and engine until they differ: all that a planted mistake must do is be seen.

    Args:
        rows: At how many drawn rows to give up.
        seed: The seed of the forms.
    """
    total, start = Tally(Counter(), Counter(), []), 0
    while total.met["rows"] < rows and not total.wrong:
        _summed(total, [compare((start, start + SHORT), seed, None)])
        start += SHORT
    return total


def _summed(total: Tally, tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    for done, tally in enumerate(tallies, 1):
        if sys.stderr.isatty() or done % 10 == 0:
            rows = total.met["rows"] + tally.met["rows"]
            wrong = len(total.wrong) + len(tally.wrong)
            print(f"{rows} rows, {wrong} differences without a name", file=sys.stderr, flush=True)
        total.met.update(tally.met)
        total.named.update(tally.named)
        total.wrong.extend(tally.wrong)
    return total


def told(tally: Tally, most: int = 20) -> str:
    """Return what a run met and found, for people."""
    groups: dict[str, list[str]] = {}
    for key, times in sorted(tally.met.items()):
        group, _, name = key.partition(" ")
        groups.setdefault(group, []).append(f"{name or '-'} {times}")
    text = [f"{group}: {', '.join(items)}" for group, items in groups.items()]
    text += [f"named: {name}: {times}" for name, times in sorted(tally.named.items())]
    text += [
        f"  {name}: {why}"
        for name, why in READINGS.items()
        if any(key.startswith(name) for key in tally.named)
    ]
    text += [f"  raised {error}: {why}" for error, why in before.RAISED.items()]
    text += [f"  engine as it was: {one.name}: {one.reason}" for one in before.NAMED]
    text += tally.wrong[:most]
    return "\n".join([*text, f"differences without a name: {len(tally.wrong)}"])


def show(seed: str, index: int) -> str:
    """Return one form with what oracle and engine say of it."""
    form = next(forms(seed, index, index + 1))
    report = report_of(form.filing, form.rules)
    said: dict[str, Any] = {
        "rules": str(form.rules),
        "rows": [f"{leaf} {form.filing.actuals.get(leaf.key)}" for leaf in form.filing.definition.leaves],
        "filing": str(form.filing),
        "oracle": judge(form.filing, form.rules),
        "oracle by the readings of the engine": judge(form.filing, form.rules, EVERY),
        "engine": verdict_of(report),
        "all": json.loads(as_line(report)),
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=ENGINE_ROWS)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--form", type=int, help="draw this form again, and print all about it")
    parser.add_argument(
        "--alone", action="store_true", help="without the engine as it was; stop at the first fault"
    )
    options = parser.parse_args()
    if options.form is not None:
        print(show(options.seed, options.form))
        return 0
    print(f"engine: {Path(perfeval.__file__).parent}")
    if options.alone:
        print(told(found := first_fault(options.rows, options.seed), most=1))
        return 1 if found.wrong else 0
    source = before.extracted()
    print(f"engine as it was: {source or f'left out, for git does not know the commit {before.COMMIT} here'}")
    started = time.monotonic()
    tally = run(options.rows, options.seed, options.jobs, source)
    print(told(tally))
    print(f"{tally.met['rows']} rows in {time.monotonic() - started:.0f} s, seed {options.seed}")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
