"""What a row earns, as an expression of a spreadsheet: the same case distinctions as the engine makes."""

from __future__ import annotations

from perfeval.exact import Fraction
from perfeval.forms.decimals import NOTHING, decimal
from perfeval.forms.figures import figure_of
from perfeval.forms.row_formula import Row, in_bands
from perfeval.forms.table import Figure
from perfeval.model import BudgetLine, Entry, Line
from perfeval.model.filing import TIERS
from perfeval.model.rules import Places

__all__ = ["number_in", "rate_of", "rounded", "score_of", "tier_choices"]

_LITERAL = 250
"""Characters that a text in a formula may have."""


def rounded(expression: str, places: Places) -> str:
    """Return an expression rounded once; where it is a text it stays one.

    A spreadsheet counts in binary: the first rounding takes its dust away, the second is the rule set's.

    Args:
        expression: A number, or `""`.
        places: How the rule set rounds.
    """
    if places.mode not in ("half_up", "down"):
        return ""
    function = "ROUND" if places.mode == "half_up" else "ROUNDDOWN"
    if expression == NOTHING:
        return expression
    return f"IFERROR({function}(ROUND({expression},10),{places.places}),{NOTHING})"


def _guarded(cells: dict[str, str], value: Fraction | None) -> str:
    """Return a number that holds as long as some cells say what they say now.

    Args:
        cells: The texts of cells by their keys.
        value: The number, None for nothing.
    """
    if value is None or any(len(text) > _LITERAL for text in cells.values()):
        return NOTHING
    tests = [_same(key, text) for key, text in cells.items()]
    test = tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"
    return f"IF({test},{decimal(value)},{NOTHING})"


def _same(key: str, text: str) -> str:
    """Return whether a cell still says what it was written with: a number, or a text."""
    figure = figure_of(text) if key.startswith("budget.") else None
    if figure is not None and figure.value is not None:
        return f"{{{key}}}={decimal(figure.value)}"
    quoted = text.replace('"', '""')
    return f'EXACT({{{key}}},"{quoted}")'


def tier_choices(line: Line) -> tuple[str, ...]:
    """Return what a unit may choose from in the row of a target that is no number.

    Args:
        line: The row.
    """
    qualitative = line.target is not None and line.target.kind == "text"
    return tuple(words[0] for words in TIERS.values()) if qualitative and line.ruleset.tiers else ()


def score_of(line: Line, number: str, keys: set[str]) -> str:
    """Return what a row earns, not rounded; `""` where nothing can be computed.

    Args:
        line: The row.
        number: Its number on the form.
        keys: The cells that the form has.
    """
    cell = f"row{number}.actual"
    entry = line.entry
    if cell not in keys or not line.points:
        return ""
    typed = entry.actual.text if entry and entry.actual else ""
    kept = _kept(line, cell, typed)
    if entry is not None and (
        entry.tier
        or entry.score
        or entry.deduction
        or entry.started
        or entry.finished
        or entry.not_applicable
    ):
        return kept
    row = Row.of(line, f"{{{cell}}}")
    expression = row.expression() if row is not None else None
    if row is None or expression is None:
        return _tiers(line, cell, kept)
    test = f"ISNUMBER({row.cell})"
    if row.doubtful:
        test = f"AND({test},OR({row.cell}=0,ABS({row.cell})>1))"
    return f"IF({test},{expression},{NOTHING if number_in(entry) else kept})"


def _kept(line: Line, cell: str, typed: str) -> str:
    """Return the score that the row has now, for as long as its actual stays as it is."""
    if not typed.strip():
        return NOTHING
    figure = number_in(line.entry)
    if figure is not None and figure.value is not None:
        same = f"{{{cell}}}={decimal(figure.value)}"
        return NOTHING if line.value is None else f"IF({same},{decimal(line.value)},{NOTHING})"
    return _guarded({cell: typed}, line.value)


def number_in(entry: Entry | None) -> Figure | None:
    """Return the number that the cell of an actual holds; one with a sign is a range, which no number says.

    Args:
        entry: What was filed for the row.
    """
    actual = entry.actual if entry else None
    return figure_of(actual.text) if actual and actual.kind == "number" and actual.sign is None else None


def _tiers(line: Line, cell: str, otherwise: str) -> str:
    """Return the scores of the words of tiers that have one, else what stands now."""
    if line.target is None or line.target.kind != "text":
        return otherwise
    for name, rule in reversed(tuple(line.ruleset.tiers.items())):
        if rule.score is not None and line.points is not None:
            words = ",".join(f'{{{cell}}}="{word}"' for word in dict.fromkeys((*TIERS[name], *rule.words)))
            otherwise = f"IF(OR({words}),{decimal(rule.score.of(line.points))},{otherwise})"
    return otherwise


def rate_of(line: BudgetLine, amounts: dict[str, str], *, rated: bool) -> str:
    """Return the execution rate, or what it earns, by the cells of the amounts; "" where they are not on the form.

    Args:
        line: The execution row.
        amounts: The texts of the amounts by their keys.
        rated: Whether the rate itself is asked for, and not the score.
    """
    rule = line.ruleset.budget
    keys = [f"budget.{rule.base if rule else 'adjusted'}", "budget.executed"]
    if any(key not in amounts for key in keys):
        return ""
    texts = {key: amounts[key] for key in keys}
    if any(text.strip() and figure_of(text) is None for text in texts.values()):
        return _guarded(texts, line.rate if rated else line.value)
    base, executed = (f"{{{key}}}" for key in keys)
    numbers = f"ISNUMBER({base}),ISNUMBER({executed}),{base}>=0,{executed}>=0"
    if rated:
        return f"IF(AND({numbers},{base}>0),{executed}/{base},{NOTHING})"
    score = _earned(line, base, executed) if rule is not None and line.points else NOTHING
    return f"IF(AND({numbers}),{score},{NOTHING})"


def _earned(line: BudgetLine, base: str, executed: str) -> str:
    """Return what the execution earns."""
    rule, points = line.ruleset.budget, line.points
    if rule is None or points is None or rule.shape == "problem":
        return NOTHING
    rate, places = f"{executed}/{base}", line.ruleset.rounding.rate
    if places is not None:
        rate = f"ROUND(ROUND({rate}*100,10),{places.places})/100"
    if rule.above_100.do != "zero":
        rate = f"MIN({rate},1)"
    score = (
        in_bands(rule.bands, f"ROUND({rate},12)", points)
        if rule.shape == "bands"
        else f"{rate}*{decimal(points)}"
    )
    if rule.floor is not None:
        score = f"IF(ROUND({rate},12)<{decimal(rule.floor.value)},0,{score})"
    beyond = {"zero": "0", "problem": NOTHING}.get(rule.above_100.do)
    if beyond is not None:
        score = f"IF({executed}>{base},{beyond},{score})"
    at_zero = [
        NOTHING if policy.do == "problem" else decimal(points) if policy.do == "full" and not spent else "0"
        for policy, spent in ((rule.zero_base, False), (rule.zero_base_spent, True))
    ]
    return f"IF({base}=0,IF({executed}=0,{at_zero[0]},{at_zero[1]}),{score})"
