"""The plain case, one number in the unit of its target and nothing else: it is read by the short way, all else is not."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from perfeval.exact import Number
from perfeval.model import Deduct, PassFail, Policy, Share, TiersShape
from perfeval.notation import read_target
from perfeval.scoring.rows import Prepared
from tests.scoring.build import NATIONAL, line

DEDUCT = Deduct(each=Share.parse("1%"), score=Share.parse("2"))
ADMITTING = attrs.evolve(
    NATIONAL,
    filed_score=Policy(do="with_reason"),
    deduction=Policy(do="with_reason"),
    not_applicable=Policy(do="full"),
)


class LongWay(Exception):  # noqa: N818  # it only says which way was taken
    """The row was read with care."""


@pytest.fixture
def no_long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the long way raise."""

    def raises(*row: object) -> None:
        """Say that the long way was taken."""
        raise LongWay

    monkeypatch.setattr(Prepared, "_scored", raises)


@pytest.mark.usefixtures("no_long_way")
@pytest.mark.parametrize(
    ("target", "actual", "method", "score"),
    [
        ("≥90%", "87.5%", None, "97.22"),
        ("≥90%", "95%", None, "100.00"),
        ("≤5天", "10天", None, "50.00"),
        ("≥4", "3", None, "75.00"),
        ("≥4万", "3万", None, "75.00"),
        ("≥4万元", "3万元", None, "75.00"),
        ("≥4万元", "30000元", None, "75.00"),
        ("≥4件", "3件", PassFail(), "0.00"),
        ("≥4件", "3件", "pass_fail", "0.00"),
        ("≥90%", "88%", DEDUCT, "96.00"),
    ],
)
def test_the_short_way(target: str, actual: str, method: Any, score: str) -> None:
    """A number in the unit of its target, by the rule set or a method that asks for numbers."""
    assert str(line(target, actual, rules=NATIONAL, method=method).score) == score


@pytest.mark.usefixtures("no_long_way")
@pytest.mark.parametrize(
    ("target", "actual", "more"),
    [
        ("≥4公里", "3500米", {}),
        ("≥4万", "35000", {}),
        ("≥4万", "3", {}),
        ("≥4件", "3", {}),
        ("≥4", "3件", {}),
        ("≥4件", "≥3件", {}),
        ("≥4件", "约3件", {}),
        ("≥4件", "好", {}),
        ("好", "3件", {}),
        ("≥4件", None, {"entry": {"reason": "未开展"}}),
        ("≥4件", None, {}),
        ("≥4件", "3件", {"entry": {"score": Number.of("7")}}),
        ("≥4件", "3件", {"entry": {"tier": "met"}}),
        ("≥4件", "3件", {"entry": {"deduction": Number.of("7")}}),
        ("≥4件", "3件", {"entry": {"target": read_target("≥3件")}}),
        ("≥4件", "3件", {"entry": {"not_applicable": "未开展"}}),
        ("≥4件", "3件", {"entry": {"started": "2024-05-06"}}),
        ("≥4件", "3件", {"entry": {"finished": "2024-05-06"}}),
        ("≥4件", "3件", {"method": "manual"}),
        ("≥4件", "3件", {"method": TiersShape()}),
        ("≥4件", "3件", {"method": "没有的方法"}),
        ("≥4件", "3件", {"points": "-1"}),
        ("4件", "3件", {}),
    ],
)
def test_the_long_way(target: str, actual: str | None, more: dict[str, Any]) -> None:
    """Another unit or size, a sign, a word, nothing, or anything else that was filed is read with care."""
    with pytest.raises(LongWay):
        line(target, actual, rules=ADMITTING, **more)


def test_an_adjusted_target_takes_the_sign_of_its_heading() -> None:
    """A target that was adjusted and has no sign of its own is read by the heading it stands under."""
    rules = attrs.evolve(NATIONAL, default_sign={"成本指标": "at_most"})
    row = line("≤4件", "5件", heading="成本指标", rules=rules, entry={"target": read_target("8件")})
    assert (row.sign, str(row.score)) == ("at_most", "100.00")
