"""What a written workbook says of typed numbers, held against the engine: the same digits, nothing, or wrong."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

import perfeval
from perfeval.model import BudgetFiled, Definition, Entry, Filing, Report, RuleSet
from perfeval.notation import read_actual, read_amount
from perfeval.reading import parse_definition
from perfeval.scoring import score
from tests.spreadsheet.calculator import Sheet
from tests.spreadsheet.drawn import Form as DrawnForm
from tests.spreadsheet.drawn import Row, Rules
from tests.spreadsheet.marks import amounts, digits_of, typed
from tests.spreadsheet.values import DIALECTS, Value
from tests.spreadsheet.workbook import Form

__all__ = ["Met", "Tally", "Trial", "digit_class", "verdict"]

_MONTH = re.compile(r"(19|20)\d\d\.(0?[1-9]|1[0-2])")
_CLASSES = ((8, "≤8"), (11, "9-11"), (99, "12-15"))


def digit_class(digits: int) -> str:
    """Return the class that a count of digits falls in."""
    return next(name for most, name in _CLASSES if digits <= most)


@attrs.frozen
class Met:
    """One cell that was judged: its address, after what was typed, what the engine says and what each dialect."""

    at: str
    kind: str
    digits: str
    verdict: str
    near: str
    told: str
    expected: Any
    found: tuple[Value, ...]


def verdict(expected: Any, found: tuple[Value, ...]) -> str:
    """Return `right`, `left` (no number, so the program is asked), or what is wrong.

    Args:
        expected: The engine's number, None where it has none.
        found: What the cell shows in each dialect.
    """
    numbers = [value for value in found if isinstance(value, float)]
    if any(value not in ("", None) and not isinstance(value, float) for value in found):
        return "wrong: an error or a text"
    if expected is None:
        return "wrong: a number where the engine has none" if numbers else "right"
    if any(value != float(expected) for value in numbers):
        return "wrong: another number" if len(set(found)) == 1 else "wrong: another number in one dialect"
    return "right" if len(numbers) == len(found) else "left"


def _near(value: Fraction | None, rules: RuleSet) -> str:
    """Return how near an exact score lies to the edge of a rounding: on it, by a trillionth, a millionth, or further."""
    if value is None:
        return "none"
    places = rules.rounding.score
    last = value * 10**places.places
    off = abs(last - round(last) if places.mode == "down" else abs(last - last.__floor__()) - Fraction(1, 2))
    if not off:
        return "on"
    return next(
        (name for far, name in ((10**-9, "<1e-9"), (10**-6, "<1e-6"), (10**-3, "<1e-3")) if off < far), "far"
    )


@attrs.define
class Tally:
    """What was met so far, and what was wrong."""

    counts: Counter[tuple[str, str, str]] = attrs.field(factory=Counter)
    nears: Counter[str] = attrs.field(factory=Counter)
    wrong: list[Met] = attrs.field(factory=list)

    def add(self, met: Met) -> None:
        """Count one cell."""
        self.counts[met.kind, met.digits, met.verdict] += 1
        self.nears[met.near] += 1
        if met.verdict.startswith("wrong"):
            self.wrong.append(met)

    def of(self, verdict: str, digits: str | None = None, *, rows: bool = False) -> int:
        """Return how many cells had a verdict: all, those of a class of digits, those of indicators alone."""
        return sum(
            count
            for (kind, held, said), count in self.counts.items()
            if said.startswith(verdict)
            and digits in (None, held)
            and not (rows and kind in ("budget", "total"))
        )

    def failures(self, most: int = 40) -> str:
        """Return what was wrong: one example of each kind, class and distance, the most frequent first."""
        groups: dict[tuple[str, ...], list[Met]] = {}
        for met in self.wrong:
            groups.setdefault((met.kind, met.digits, met.verdict, met.near), []).append(met)
        lines = []
        for key, held in sorted(groups.items(), key=lambda pair: -len(pair[1]))[:most]:
            one = held[0]
            lines.append(f"{len(held)} × {key}: engine {one.expected}, cell {one.found}\n    {one.told}")
        return "\n".join([f"{len(self.wrong)} cells are wrong", *lines, self.table()])

    def table(self) -> str:
        """Return the counts as lines: per kind and class right, left, wrong."""
        lines = [f"{'kind':<34}{'digits':>8}{'right':>9}{'left':>8}{'wrong':>8}"]
        for kind, digits in sorted({(kind, digits) for kind, digits, _ in self.counts}):
            held = [
                sum(
                    n
                    for (k, d, said), n in self.counts.items()
                    if (k, d) == (kind, digits) and said.startswith(word)
                )
                for word in ("right", "left", "wrong")
            ]
            lines.append(f"{kind:<34}{digits:>8}{held[0]:>9}{held[1]:>8}{held[2]:>8}")
        return "\n".join([*lines, f"distance from a tie: {dict(self.nears.most_common())}"])


class Trial:
    """A blank form under a rule set, as a workbook, and numbers to type into it."""

    def __init__(self, folder: Path, rules: Rules, form: DrawnForm, scored_by: RuleSet, path: str) -> None:
        """Write the blank form and open it."""
        self.rules, self.form, self.ruleset = rules, form, scored_by
        self.definition: Definition = parse_definition(form.text())
        book = perfeval.blank(self.definition, folder / "blank.xlsx", "cn-project", path)
        self.written = Form.of(book, [row.name for row in form.rows])
        self.sheets = [Sheet(self.written.cells, dialect) for dialect in DIALECTS]
        self.kinds = [_kind(row, rules) for row in form.rows]

    def typings(self, draw: random.Random, count: int, digits: int) -> Iterator[Typing]:
        """Return what is typed, form after form; now and then a cell stays empty."""
        columns = [amounts(draw, row, self.rules, count, digits) for row in self.form.rows]
        for held in zip(*columns, strict=True):
            texts = tuple(None if draw.random() < 0.01 else text for text in held)
            yield Typing(texts, _budget(draw, self.rules, digits) if self.form.budget else {})

    def report(self, typing: Typing) -> Report:
        """Return what the engine says."""
        named = {leaf.indicator.name: leaf.key for leaf in self.definition.leaves}
        entries = {
            named[row.name]: Entry(actual=read_actual(f"{text}{row.unit}"))
            for row, text in zip(self.form.rows, typing.actuals, strict=True)
            if text is not None
        }
        filed = {key: read_amount(text, "万元") for key, text in typing.budget.items()}
        budget = BudgetFiled(money_unit="万元", **filed) if filed else None
        return score(Filing(definition=self.definition, actuals=entries, budget=budget), self.ruleset)

    def cells(self, typing: Typing) -> dict[str, Value]:
        """Return the cells that are typed into."""
        cells: dict[str, Value] = {
            address: float(Fraction(text) / (100 if row.unit == "%" else 1))
            for address, row, text in zip(self.written.actuals, self.form.rows, typing.actuals, strict=True)
            if text is not None
        }
        return cells | {self.written.budget[key]: float(text) for key, text in typing.budget.items()}

    def after(self, typing: Typing) -> list[Sheet]:
        """Return the sheet in each dialect after something was typed."""
        cells = self.cells(typing)
        return [sheet.changed(cells) for sheet in self.sheets]

    def judged(self, typing: Typing) -> list[Met]:
        """Return every cell that is computed after something was typed, with its verdict.

        The total is asked only where no other cell is wrong: else it says the same failure again.
        """
        report, sheets = self.report(typing), self.after(typing)
        met: list[Met] = []
        lines = zip(
            self.form.rows,
            self.kinds,
            typing.actuals,
            self.written.scores,
            _lines(report, self.form),
            strict=True,
        )
        for row, kind, text, address, line in lines:
            digits = digit_class(max(digits_of(text or "0"), digits_of(row.target)))
            told = f"{row.node()} ← {text}; exact {line.value}; {self.told(row)}"
            met.append(self._met(sheets, address, kind, digits, line.score, line.value, told))
        told = f"{dict(typing.budget)} {self.rules.get('budget')} {self.rules['rounding']}"
        digits = digit_class(max((digits_of(text) for text in typing.budget.values()), default=1))
        if report.budget is not None:
            line, address = report.budget, self.written.budget["score"]
            met.append(self._met(sheets, address, "budget", digits, line.score, line.value, told))
        if not any(one.verdict.startswith("wrong") for one in met):
            met.append(self._met(sheets, self.written.total, "total", digits, report.total, None, told))
        return met

    def _met(
        self,
        sheets: list[Sheet],
        address: str,
        kind: str,
        digits: str,
        score: Any,
        exact: Fraction | None,
        told: str,
    ) -> Met:
        """Return a cell with its verdict."""
        found = tuple(sheet.value(address) for sheet in sheets)
        near = "total" if kind == "total" else _near(exact, self.ruleset)
        return Met(address, kind, digits, verdict(score, found), near, told, score, found)

    def told(self, row: Row) -> str:
        """Return what of the rule set a row is scored by."""
        names = [
            "rounding",
            "over_fulfilment",
            "strict_edge",
            "zero_target",
            "negative_target",
            "negative_actual",
        ]
        names += [] if row.method else ["at_least", "at_most", "equal"]
        return json.dumps(
            {name: self.rules[name] for name in names if name in self.rules}, ensure_ascii=False
        )


@attrs.frozen
class Typing:
    """What is typed into one form: an actual for each row, None for none, and amounts."""

    actuals: tuple[str | None, ...]
    budget: Mapping[str, str]


def _lines(report: Report, form: DrawnForm) -> list[Any]:
    """Return the lines of a report in the order of the form's rows."""
    by_name = {line.leaf.indicator.name: line for line in report.lines}
    return [by_name[row.name] for row in form.rows]


def _kind(row: Row, rules: Rules) -> str:
    """Return what a row is counted under: its shape, and whether a ladder stands above it."""
    shape: Any = row.method
    if isinstance(shape, str):
        shape = rules.get("methods", {}).get(shape)
    if shape is None and row.sign == "equal":
        shape = rules.get("equal", {}).get("missed") or rules.get("at_least")
    elif shape is None:
        default = rules.get("default_sign", {}).get(row.heading)
        sign = row.sign or default
        shape = rules.get("at_most" if sign in ("at_most", "below") else "at_least") if sign else None
    name = "none" if not isinstance(shape, dict) else shape["shape"]
    parts = [str(shape[key]) for key in ("of", "part") if isinstance(shape, dict) and key in shape]
    return " ".join([name, *parts, *(["+ladder"] if rules.get("over_fulfilment") else [])])


def _budget(draw: random.Random, rules: Rules, digits: int) -> dict[str, str]:
    """Return the amounts of a budget: below, at and above 100 %, at the ends of its bands and floor, on ties, zeros."""
    rule = rules["budget"]
    base = Fraction(
        draw.choice(
            (
                "0",
                "100",
                "337.12",
                "300",
                "7",
                str(draw.randint(1, 99999)),
                typed(Fraction(draw.randint(1, 10**8), 100)),
            )
        )
    )
    rates = [Fraction(1), Fraction(draw.randint(0, 1300), 1000), Fraction(0)]
    texts = [band.get("from") or band.get("above") for band in rule.get("bands", ())] + [rule.get("floor")]
    rates += [Fraction(text.rstrip("%")) / 100 for text in texts if text]
    last = 10 ** rules["rounding"]["score"]["places"]
    tie = (draw.randint(0, int(Fraction(rule["points"]) * last)) + Fraction(draw.randint(0, 1), 2)) / last
    rates.append(tie / Fraction(rule["points"]))
    if places := rules["rounding"].get("rate"):
        rates.append(
            (draw.randint(0, 10 ** (places["places"] + 2)) + Fraction(1, 2)) / 10 ** (places["places"] + 2)
        )
    places_typed = min(2 if digits <= 8 else 6, max(digits - len(str(int(base))), 0))
    unit = Fraction(1, 10**places_typed)
    executed = base * draw.choice(rates) // unit * unit + draw.choice((0, 0, 1)) * unit
    if not base:
        executed = Fraction(draw.choice((0, 5)))
    other = "initial" if rule["base"] == "adjusted" else "adjusted"
    found = {rule["base"]: typed(base), other: typed(base * 2), "executed": typed(executed)}
    # A bare 2024.12 is a month to whoever reads it: the engine refuses it, and no formula can know.
    return {key: f"{text}1" if _MONTH.fullmatch(text) else text for key, text in found.items()}
