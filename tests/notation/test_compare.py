"""Target against actual."""

from __future__ import annotations

import pytest

from perfeval.exact import Fraction, exact
from perfeval.notation import Measure, Span, align, read_actual, read_target
from perfeval.source import has_errors


@pytest.mark.parametrize(
    ("target", "actual", "goal", "done", "codes"),
    [
        ("≥80%", "83.2%", 80, "83.2", []),
        ("44人", "51名", 44, 51, []),
        ("≤2小时", "90分钟", 2, "1.5", []),
        ("≥3‰", "0.4%", 3, 4, []),
        ("≤90万元", "90", 900000, 900000, ["AC20"]),
        ("≤90", "90万元", 900000, 900000, ["AC20"]),
        ("≥50个", "50", 50, 50, ["AC20"]),
        ("≥90%", "95", 90, 95, ["AC20"]),
        ("≥90%", "0", 90, 0, ["AC20"]),
        ("60万人次", "187.72", 600000, 1877200, ["AC20"]),
        ("20万", "30万", 200000, 300000, []),
        ("20万", "3千", 200000, 3000, []),
        ("20万", "15", 200000, 150000, ["AC20"]),
    ],
)
def test_one_unit_for_both(target: str, actual: str, goal: object, done: object, codes: list[str]) -> None:
    """Units convert, a bare number inherits the other's unit with a note."""
    pair = align(read_target(target), read_actual(actual))

    assert not has_errors(pair.problems)
    assert (pair.target, pair.actual.low) == (exact(goal), exact(done))  # type: ignore[arg-type]
    assert [problem.code for problem in pair.problems] == codes


@pytest.mark.parametrize(
    ("target", "actual", "code"),
    [
        ("44人", "51%", "AC18"),
        ("≤5个工作日", "5天", "AC18"),
        ("5名专家", "5人", "AC18"),
        ("20万", "5人", "AC18"),
        ("≥90%", "0.875", "AC19"),
        ("≥5‰", "0.004", "AC19"),
        ("≥90%", "1", "AC19"),
        ("0.9", "95%", "AC19"),
        ("60万人次", "600000", "AC21"),
        ("90万元", "900000", "AC21"),
        ("20万", "200000", "AC21"),
    ],
)
def test_what_cannot_be_compared(target: str, actual: str, code: str) -> None:
    """Units that do not convert, a share or a percentage, with or without 万: asked, never guessed."""
    pair = align(read_target(target), read_actual(actual))

    assert [problem.code for problem in pair.problems] == [code]
    assert has_errors(pair.problems)


def test_words_are_not_aligned() -> None:
    """Aligning words is misuse."""
    with pytest.raises(TypeError, match="of kind number"):
        align(Measure("好", "text"), read_actual("5"))


@pytest.mark.parametrize(
    ("actual", "sign", "met", "worst"),
    [
        ("≤5天", "at_most", True, 5),
        ("≤6天", "at_most", False, 6),
        ("<5天", "below", True, 5),
        ("≤5天", "below", False, 5),
        ("<4天", "below", True, 4),
        ("≥5天", "below", False, None),
        ("≥5天", "at_most", False, None),
        ("≥5天", "at_least", True, 5),
        ("≥4天", "at_least", False, 4),
        (">5天", "above", True, 5),
        ("≥5天", "above", False, 5),
        (">6天", "above", True, 6),
        ("≤5天", "above", False, None),
        ("≤5天", "at_least", False, None),
        ("=5天", "equal", True, 5),
        ("≤5天", "equal", False, None),
    ],
)
def test_an_actual_with_a_sign_is_a_set(actual: str, sign: str, met: bool, worst: int | None) -> None:
    """The whole set must meet the target 5天; else its worst end counts, if it has one."""
    pair = align(read_target("5天"), read_actual(actual))

    assert pair.met(sign) is met  # type: ignore[arg-type]
    assert pair.worst(sign) == worst  # type: ignore[arg-type]


def test_a_span_of_a_point() -> None:
    """Without a sign the set is one value."""
    assert Span.of(None, Fraction(5)) == Span(Fraction(5), Fraction(5))
