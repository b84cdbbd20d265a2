"""The numeric cases 02, 03, 04 and 07 of tests/cases, under rule sets as a user writes them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import attrs
import pytest

import perfeval
from perfeval.exact import Fraction, Number, exact
from perfeval.model import BudgetLine, Line, Report, RuleSet
from perfeval.notation import read_amount
from perfeval.reading import parse_ruleset
from perfeval.scoring import score
from perfeval.source import ProblemError
from perfeval.testing.frame import Frame, placed


def rows(cases: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of one case file, and never none."""
    with (cases / name).open(encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    assert found
    return found


def rules_of(text: str) -> RuleSet:
    """Return the rule set of a text, which need not say what every rule set says."""
    return parse_ruleset(f"id: case\nrounding: {{total: sum_of_scores}}\n{text}")


def line(rules: RuleSet, target: str, actual: str | None, points: str = "100", **more: Any) -> Line:
    """Return the line of a form with one row."""
    report = score(Frame(rules).filing([placed(target, actual, exact(points), **more)]), rules)
    return report.lines[0]


# A scheme of 03 → the rule set that says it, as grades of a total of so many points.
GRADES = {
    "grade 90/80/60": (100, "{优: '[90, 100]', 良: '[80, 90)', 中: '[60, 80)', 差: '[0, 60)'}"),
    "grade 80/70/60 (older)": (100, "{优: '[80, 100]', 良: '[70, 80)', 中: '[60, 70)', 差: '[0, 60)'}"),
    "traffic light < 70 / ≤ 90 / > 90": (100, "{red: '[0, 70)', yellow: '[70, 90]', green: '(90, 100]'}"),
    "letters AA ≥ 90, A ≥ 80, BB ≥ 70, B ≥ 60, CC ≥ 50, C ≥ 30, else D": (
        100,
        "{AA: '[90, 100]', A: '[80, 90)', BB: '[70, 80)', B: '[60, 70)', CC: '[50, 60)', C: '[30, 50)', D: '[0, 30)'}",
    ),
    "monitor v = actual ÷ (target ÷ 12 × month) × 100: < 60 red, < 80 yellow, < 120 green, ≥ 120 blue": (
        200,
        "{red: '[0, 60)', yellow: '[60, 80)', green: '[80, 120)', blue: '[120, 200]'}",
    ),
    "achievement bands with closed ends 59.99/60 … 105/105.01": (
        200,
        "{critical: '[0, 59.99]', attention: '[60, 79.99]', near: '[80, 94.99]', achieved: '[95, 105]', exceeded: '[105.01, 200]'}",
    ),
    "grade with > 90 at the top and 80–<90 below": (100, "{优: '(90, 100]', 良: '[80, 90)', 中: '[0, 80)'}"),
    "quality 1–1.99, 2–2.99, 3–3.99, 4–…": (
        10,
        "{a: '[0, 1.99]', b: '[2, 2.99]', c: '[3, 3.99]', d: '[4, 10]'}",
    ),
    "buckets with two-decimal ends (…–1.99, 2.00–…)": (10, "{a: '[0, 1.99]', b: '[2, 10]'}"),
    "score 2 for 80.1–99.9 %, 3 for 100 %, 4 for 100.1–119.9 %": (
        200,
        "{one: '[0, 80]', two: '[80.1, 99.9]', three: '[100, 100]', four: '[100.1, 119.9]', five: '[120, 200]'}",
    ),
}
CLOSED = "achievement bands with closed ends 59.99/60 … 105/105.01"
RATING = "rating ≥130→5, 115–129→4, 90–114→3, 51–89→2, 1–50→1"
TIERS = "qualitative, weight 8: 达成 [6.40, 8.00] 部分达成 [4.80, 6.40) 未达成 [0, 4.80)"
OUTSIDE = ("03-11", "03-12")


def test_bands_as_published(cases: Path) -> None:
    """Every scheme of 03 gives the label or the score that is expected, and each gap is told when it is loaded."""
    seen = set()
    for row in rows(cases, "03-bands.csv"):
        scheme, value, expected = row["scheme"], row["value"], row["expected"]
        if row["id"].startswith(OUTSIDE):
            continue
        seen.add(row["id"])
        if expected == "GAP":
            assert gaps(*GRADES[scheme]), row
        elif scheme == TIERS:
            assert tier(value) == expected, row
        elif scheme == RATING:
            assert rating(value) == exact(expected), row
        elif scheme == CLOSED:
            # A scheme with gaps is not loaded; its ends are those of the scheme without them.
            assert grade(200, _closed_up(), value) == expected, row
        else:
            assert grade(*GRADES[scheme], value) == expected, row

    assert len(seen) == 63 - 10


def _closed_up() -> str:
    """Return the achievement bands with ends that meet."""
    return "{critical: '[0, 60)', attention: '[60, 80)', near: '[80, 95)', achieved: '[95, 105]', exceeded: '(105, 200]'}"


def gaps(total: int, grades: str) -> bool:
    """Return whether the loader tells of a gap in a scheme, and of nothing else."""
    try:
        rules_of(f"total: {total}\ngrades: {grades}\n")
    except ProblemError as error:
        return {problem.code for problem in error.problems} == {"RS04"}
    return False


def grade(total: int, grades: str, value: str) -> str | None:
    """Return the grade of a form that earns *value*."""
    rules = rules_of(f"total: {total}\ngrades: {grades}\nat_least: {{shape: proportional}}\n")
    report: Report = score(Frame(rules).filing([placed(f"≥{total}", value, Fraction(total))]), rules)
    return report.grade


def tier(value: str) -> str:
    """Return the only tier in which a score of eight points is taken."""
    rules = rules_of(
        "tiers: {met: {range: '[80%, 100%]'}, partly_met: {range: '[60%, 80%)'}, not_met: {range: '[0%, 60%)'}}\n"
    )
    names = {"met": "达成", "partly_met": "部分达成", "not_met": "未达成"}
    held = [
        names[name]
        for name in names
        if line(rules, "显著提升", "已提升", "8", tier=name, score=Number.of(value)).score is not None
    ]
    (only,) = held
    return only


def rating(value: str) -> Fraction | None:
    """Return the score of an achievement in percent."""
    bands = "[{from: 130%, score: 5}, {from: 115%, score: 4}, {from: 90%, score: 3}, {from: 51%, score: 2}, {from: 1%, score: 1}, {score: 0}]"
    rules = rules_of(f"methods: {{评级: {{shape: bands, of: ratio, bands: {bands}}}}}\n")
    return line(rules, "≥100", value, "5", method="评级").value


ACHIEVED = "at_least: {shape: proportional, cap: 200%}\nat_most: {shape: reciprocal, cap: 200%}\n"
SCOPE = ("07-01", "07-02", "07-03", "07-04", "07-05", "07-11", "07-12", "07-13", "07-20", "07-30", "07-31")


def test_other_systems_figures(cases: Path) -> None:
    """The rows of 07 that are about scoring come to the published figures, recomputed exactly."""
    seen = set()
    for row in rows(cases, "07-missing-zero-rollup.csv"):
        number = row["id"][:5]
        if number not in SCOPE:
            continue
        seen.add(number)
        given = dict(part.split("=") for part in row["inputs"].split(";") if "=" in part)
        assert CHECKS[number](row, given), row

    assert seen == set(SCOPE)


def achievement(row: dict[str, str], given: dict[str, str]) -> bool:
    """Check an achievement in percent: of a hundred points, with a bonus above the target."""
    sign = "≤" if "lower is better" in row["rule"] else "≥"
    places = len(row["expected"].partition(".")[2])
    text = f"id: case\nrounding: {{score: {{places: {places}}}, total: sum_of_scores}}\n{ACHIEVED}"
    rules = parse_ruleset(text)
    got = line(rules, f"{sign}{given['t']}", given["a"]).score
    return got is not None and exact(got) == exact(row["expected"])


def missing(row: dict[str, str], given: dict[str, str]) -> bool:
    """Check that a missing actual has no score, and the form no total."""
    rules = rules_of("at_least: {shape: proportional}\n")
    report = score(Frame(rules).filing([placed(f"≥{given['t']}", given["a"], Fraction(100))]), rules)
    return (report.lines[0].status, report.total, row["expected"]) == ("missing", None, "MISSING")


def budget_use(row: dict[str, str], given: dict[str, str]) -> bool:
    """Check the use of a budget in percent."""
    rules = rules_of("budget: {points: 10}\n")
    spent = Frame(rules).spent(given["budget"], given["spent"])
    budget = score(Frame(rules).filing([], spent), rules).budget
    return isinstance(budget, BudgetLine) and budget.rate == exact(row["expected"]) / 100


def incomplete(row: dict[str, str], given: dict[str, str]) -> bool:
    """Check that one row that does not apply and one that is not known give no total."""
    rules = rules_of("at_least: {shape: proportional}\nnot_applicable: rescale\n")
    half = Fraction(50)
    held = [
        placed("≥1", None, half, name="甲", not_applicable="当年未开展"),
        placed("≥1", None, half, name="乙"),
    ]
    report = score(Frame(rules).filing(held), rules)
    return [one.status for one in report] == ["not_applicable", "missing"] and report.total is None


def company(row: dict[str, str], given: dict[str, str]) -> bool:
    """Check a point for each percent, from 0 up to a cap of 120."""
    rules = rules_of("at_least: {shape: proportional, cap: 120%}\n")
    return line(rules, "≥100%", f"{row['inputs']}%").value == exact(row["expected"])


def service_level(row: dict[str, str], given: dict[str, str]) -> bool:
    """Check points × rate, before it is rounded."""
    points, rate = row["inputs"].split("×")
    rules = rules_of("at_least: {shape: proportional}\n")
    return line(rules, "≥1", rate, points).value == exact(row["expected"])


CHECKS = {
    **dict.fromkeys(SCOPE[:5], achievement),
    "07-11": missing,
    "07-12": budget_use,
    "07-13": achievement,
    "07-20": incomplete,
    "07-30": company,
    "07-31": service_level,
}


POLICIES = {
    "02-19": {"zero_target: {shape: pass_fail}": "0", "zero_target: {shape: pass_fail, missed: 50%}": "4"},
    "02-21": {"equal: {exceeded: {shape: full}}": "8", "equal: {exceeded: {shape: zero}}": "0"},
    "02-22": {"negative_actual: {shape: zero}": "0", "negative_actual: {shape: pass_fail, missed: 25%}": "2"},
    "02-23": {"strict_edge: {shape: full}": "8", "strict_edge: {shape: zero}": "0"},
    "04-09": {"budget: {points: 10, above_100: cap}": "10", "budget: {points: 10, above_100: zero}": "0"},
    "04-10": {"budget: {points: 10, zero_base: full}": "10", "budget: {points: 10, zero_base: zero}": "0"},
}
SIGNS = {"le_any": "≤", "eq": "=", "ge": "≥", "lt": "<"}


@pytest.mark.parametrize("case", POLICIES)
def test_a_policy_row_is_decided_by_whichever_rule_set_names_it(cases: Path, case: str) -> None:
    """Each POLICY row of 02 and 04 has a score under two rule sets that name different policies, and none without."""
    name = "02-positive-reverse-equal.csv" if case.startswith("02") else "04-budget-execution.csv"
    row = next(row for row in rows(cases, name) if row["id"] == case)
    assert "POLICY" in (row.get("expected"), row.get("expected_score"))
    for section, expected in {"": None, **POLICIES[case]}.items():
        if case.startswith("04"):
            rules = rules_of(section or "budget: {points: 10}\n")
            spent = Frame(rules).spent(row["budget"], row["executed"])
            subject: Line | BudgetLine | None = score(Frame(rules).filing([], spent), rules).budget
        else:
            rules = rules_of(
                f"at_least: {{shape: proportional}}\nat_most: {{shape: reciprocal}}\n{section}\n"
            )
            subject = line(rules, SIGNS[row["rule"]] + row["target"], row["actual"], row["weight"])
        assert subject is not None
        assert subject.value == (None if expected is None else exact(expected)), section
        assert expected is not None or any(problem.severity == "error" for problem in subject.problems)


def test_the_seed_by_its_initial_budget() -> None:
    """With 483.41 as the initial budget and as the base, the seed's execution earns 13.95 and the total is 93.12."""
    root = Path(__file__).parents[2]
    filing = perfeval.load_filing(root / "examples/wuhan-12333-project-2024.yaml")
    assert filing.budget is not None
    initial = attrs.evolve(filing.budget, initial=read_amount("483.41", "万元"))
    filing = attrs.evolve(filing, budget=initial)
    by_initial = parse_ruleset(
        "id: by-initial\nextends: hubei-2020\nbudget: {points: 20, base: initial, above_100: cap}\n"
    )
    found = perfeval.compare_rulesets(filing, ["hubei-2020", by_initial])
    (form,) = found.forms

    assert [str(total) for total in form.totals] == ["99.17", "93.12"]
    assert [(one.name, [str(value) for value in one.scores]) for one in form.differences] == [
        ("预算执行情况", ["20.00", "13.95"])
    ]
    assert "337.12 ÷ 483.41" in form.differences[0].sentences[1]
    assert found.moved_totals == (0, 1)
