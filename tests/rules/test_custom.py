"""Functions that a unit registers: one for a name, and exact."""

from __future__ import annotations

import pytest

from perfeval.exact import Fraction
from perfeval.notation import Sign
from perfeval.rules import register, registered
from perfeval.rules.custom import call

ONE = Fraction(1)


def whole(target: Fraction, actual: Fraction, sign: Sign | None, points: Fraction) -> int:
    """Return an int."""
    return 3


def test_a_name_belongs_to_one_function() -> None:
    """The same may come again; another is refused by name, and the first stays."""
    assert register("custom-whole", whole) is whole
    assert register("custom-whole", whole) is whole
    with pytest.raises(ValueError, match=r"^another scoring function is registered as 'custom-whole'$"):
        register("custom-whole", lambda *row: ONE)
    assert call("custom-whole", ONE, ONE, None, ONE) == 3


def test_the_names_are_sorted() -> None:
    """Whatever order they came in."""
    register("custom-z", whole)
    register("custom-a", whole)
    names = registered()
    assert names == tuple(sorted(names))
    assert {"custom-a", "custom-z"} <= set(names)


def test_a_call_is_exact() -> None:
    """The function is given the row in its order; what it returns is a Fraction whatever it was."""
    register(
        "custom-row",
        lambda target, actual, sign, points: (target - actual) * points if sign == "below" else 7,
    )
    assert call("custom-row", Fraction(5), Fraction(2), "below", Fraction(4)) == 12
    assert type(call("custom-row", Fraction(5), Fraction(2), None, Fraction(4))) is Fraction


@pytest.mark.parametrize(("score", "text"), [(0.5, "0.5"), (True, "True"), ("7", "'7'"), (None, "None")])
def test_what_is_not_exact_is_refused(score: object, text: str) -> None:
    """A float, a bool, a text and nothing raise: they are no exact scores."""
    register(f"custom-{text}", lambda *row: score)  # type: ignore[arg-type, return-value]
    with pytest.raises(TypeError) as raised:
        call(f"custom-{text}", ONE, ONE, None, ONE)
    assert str(raised.value) == (
        f"the scoring function {f'custom-{text}'!r} returned {text}; return a Fraction or an int, which are exact"
    )
