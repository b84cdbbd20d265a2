"""Frozen records: one method shows them, one compares those that a file writes."""

from __future__ import annotations

import attrs

from perfeval.model import Indicator, Proportional, Reciprocal
from perfeval.notation import read_target
from perfeval.source import Place, Record


@attrs.frozen(repr=False)
class Ours(Record):
    """A record with a field that is not shown."""

    text: str
    hidden: int = attrs.field(default=0, repr=False)


@attrs.frozen
class Theirs:
    """The same record as attrs shows it."""

    text: str
    hidden: int = attrs.field(default=0, repr=False)


def test_a_record_is_shown_as_attrs_shows_it() -> None:
    """The shown text makes the record again, and leaves out what attrs would leave out."""
    assert repr(Ours("甲", 2)) == repr(Theirs("甲", 2)).replace("Theirs", "Ours")
    assert repr(Place("a", 1)) == "Place(file='a', line=1, column=0, cell='')"


def test_records_of_a_file_are_compared_by_what_they_say() -> None:
    """Equal fields of one class are equal and hash alike; the place in the file does not count, the class does."""
    one, same = (Indicator(name="人数", target=read_target("≥5人")) for _ in range(2))
    placed = attrs.evolve(one, origin=object())

    assert one == same == placed
    assert hash(one) == hash(same) == hash(placed)
    assert one != attrs.evolve(one, name="人次")
    assert Proportional() != Reciprocal()
    assert one != "人数"
