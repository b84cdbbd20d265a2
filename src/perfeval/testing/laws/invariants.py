"""Laws of what must not matter: the unit, the way of writing, the order, the neighbours, the surroundings."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from perfeval.exact import Fraction, ambient, digits
from perfeval.model import Filing, Indicator, Report
from perfeval.notation import SIGN_TEXT, Sign
from perfeval.testing.laws.proof import proves
from perfeval.testing.rows import Row, numbers, rows
from perfeval.testing.strategies import filings
from perfeval.testing.trial import Trial, Tried

# A target in the first unit, its actual in the second, of which so many make one of the first.
_CONVERSIONS = (
    ("万元", "元", 10000),
    ("%", "‰", 10),
    ("小时", "分钟", 60),
    ("公里", "米", 1000),
    ("万人次", "人次", 10000),
)
_SIGNS: dict[Sign, tuple[str, ...]] = {
    "at_least": ("≥", "＞=", ">=", "不低于", "不少于"),
    "above": (">", "＞", "大于", "超过"),
    "equal": ("=", "＝", "等于"),
    "at_most": ("≤", "≪", "<=", "不超过", "不高于"),
    "below": ("<", "＜", "小于", "低于"),
}
_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def _same(trial: Trial, fact: str, first: Tried, second: Tried) -> None:
    """Refute where the rows on trial of two forms differ."""
    low, high = first.line, second.line
    if (low.value, low.score) != (high.value, high.score):
        trial.refute(f"{fact}，得分由 {low.score} 变为 {high.score}", first, second)


@proves("unit_invariant")
def unit_invariant(trial: Trial) -> None:
    """An actual in another unit of the same kind earns the same: 5,000 元 are 0.5 万元."""
    own, other, times = trial.draw(st.sampled_from(_CONVERSIONS))
    row = attrs.evolve(trial.draw(rows(trial.rules, methods="none")), unit=own)
    converted = row.placed(actual=f"{digits(row.actual * times)}{other}")
    _same(trial, f"完成值写成{other}", trial.row(row), trial.row(converted))
    if trial.rules.budget is not None:
        spent = trial.draw(numbers(0, 100))
        first, second = (
            trial.rows([], trial.frame.spent("100", text))
            for text in (digits(spent), f"{digits(spent * 10000)}元")
        )
        _agree(trial, "执行数写成元", first, second)


@proves("notation_invariant")
def notation_invariant(trial: Trial) -> None:
    """Words for signs, full-width digits, thousands separators and a blank behind the point change nothing."""
    row = trial.draw(rows(trial.rules))
    for actual in (row.actual_text.translate(_WIDE), row.actual_text.replace(".", ". ")):
        _written(trial, row, actual)
    large = attrs.evolve(row, target=row.target * 1000, actual=row.actual * 1000)
    whole, point, rest = digits(large.actual).partition(".")
    _written(trial, large, f"{int(whole):,}{point}{rest}{row.unit}")


def _written(trial: Trial, row: Row, actual: str) -> None:
    """Refute where another way of writing sign and actual earns something else."""
    target = row.target_text
    if row.sign is not None:
        target = trial.draw(st.sampled_from(_SIGNS[row.sign])) + target.removeprefix(SIGN_TEXT[row.sign])
    written = row.placed(target, actual)
    _same(trial, f"目标写成“{target}”，完成值写成“{actual}”", trial.row(row), trial.row(written))


@proves("bound_by_its_worst")
def bound_by_its_worst(trial: Trial) -> None:
    """An actual filed as a bound (`≤6个工作日`) earns no more than any exact actual within the bound."""
    row = trial.draw(rows(trial.rules, signs=("at_least", "at_most"), methods="none"))
    step = trial.draw(numbers(0, 3))
    inside = row.actual + step if row.upward else max(row.actual - step, Fraction(0))
    bound = ("≥" if row.upward else "≤") + row.actual_text
    bounded, exactly = trial.row(row.placed(actual=bound)), trial.row(attrs.evolve(row, actual=inside))
    low, high = bounded.line.value, exactly.line.value
    if low is not None and high is not None and low > high:
        fact = f"完成值“{bound}”得 {bounded.line.score}，其中的 {exactly.actual} 只得 {exactly.line.score}"
        trial.refute(fact, bounded, exactly)


def _outcome(report: Report) -> dict[str, object]:
    """Return what a form came to: each row by its key, the budget, the total, the grade."""
    rows_ = {line.leaf.key: (line.status, line.value, line.score) for line in report}
    budget = None if report.budget is None else (report.budget.value, report.budget.score)
    return {**rows_, "预算执行": budget, "总分": report.total, "等级": report.grade}


def _agree(trial: Trial, fact: str, first: Tried, second: Tried) -> None:
    """Refute where two forms come to different things."""
    one, other = _outcome(first.report), _outcome(second.report)
    for name, value in one.items():
        if other.get(name) != value:
            trial.refute(f"{fact}，“{name}”由 {_shown(value)} 变为 {_shown(other.get(name))}", first, second)


def _shown(value: object) -> str:
    """Return an outcome in words."""
    return str(value[-1]) if isinstance(value, tuple) else str(value)


def _filed(trial: Trial) -> Tried:
    """Return a form of any rows, scored."""
    filing = trial.draw(filings(trial.rules))
    return Tried(filing, trial.score(filing))


@proves("order_invariant")
def order_invariant(trial: Trial) -> None:
    """The same rows in another order come to the same scores and the same total."""
    first = _filed(trial)
    definition = first.filing.definition
    turned = attrs.evolve(definition, indicators=_reversed(definition.indicators))
    filing = attrs.evolve(first.filing, definition=turned)
    _agree(trial, "行倒过来排", first, Tried(filing, trial.score(filing)))


def _reversed(nodes: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """Return a tree with everything the other way round."""
    return tuple(attrs.evolve(node, children=_reversed(node.children)) for node in reversed(nodes))


@proves("independent")
def independent(trial: Trial) -> None:
    """What is filed for one row does not move the score of another."""
    half = Fraction(1, 2)
    row = trial.draw(rows(trial.rules, standing="missed", share=half))
    other = attrs.evolve(trial.draw(rows(trial.rules, share=half)), name="另一行")
    first = trial.rows([row, other])
    for done in (Fraction(0), other.target / 2, other.target):
        second = trial.rows([row, attrs.evolve(other, actual=done)])
        _same(trial, f"另一行的完成值由 {other.actual_text} 改为 {digits(done)}{other.unit}", first, second)


@proves("context_free")
def context_free(trial: Trial) -> None:
    """The decimal precision around the program does not matter."""
    first = _filed(trial)
    precision = trial.draw(st.integers(1, 40))
    with ambient(precision):
        again = Tried(first.filing, trial.score(first.filing))
    _agree(trial, f"程序的小数精度设为 {precision} 位", first, again)


@proves("deterministic")
def deterministic(trial: Trial) -> None:
    """The same form comes to the same scores and the same sentences, each time it is asked."""
    first = _filed(trial)
    again = Tried(first.filing, trial.score(first.filing))
    _agree(trial, "再算一遍", first, again)
    said, repeated = ([line.explain() for line in tried.report] for tried in (first, again))
    if said != repeated:
        differing = next((one, two) for one, two in zip(said, repeated, strict=True) if one != two)
        trial.refute(f"再算一遍，说明由“{differing[0]}”变为“{differing[1]}”", first, again)


@proves("text_round_trip")
def text_round_trip(trial: Trial) -> None:
    """Written down and read again, a form comes to the same."""
    first = _filed(trial)
    filing: Filing = trial.engine.parse(trial.engine.dump(first.filing))
    _agree(trial, "写成文件再读回", first, Tried(filing, trial.score(filing)))
