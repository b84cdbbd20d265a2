"""Rounding in plain integers, and the digits that are printed."""

from __future__ import annotations

from perfeval.exact import Fraction
from perfeval.model import Places


def units(value: Fraction, places: int, mode: str) -> int:
    """Return how many units of the last place a value is, the rest rounded away."""
    scaled = abs(value) * 10**places
    number = scaled.numerator // scaled.denominator
    rest = scaled - number
    up = {
        "half_up": rest >= Fraction(1, 2),
        "half_even": rest > Fraction(1, 2) or (rest == Fraction(1, 2) and number % 2 == 1),
        "down": False,
    }[mode]
    return (number + up) * (-1 if value < 0 else 1)


def to_places(value: Fraction, places: Places) -> Fraction:
    """Return a value rounded as named, as a fraction; `none` leaves it exact."""
    if places.mode == "none":
        return value
    return Fraction(units(value, places.places, places.mode), 10**places.places)


def printed(value: Fraction, places: Places) -> str:
    """Return the digits of a score: always as many decimals as the rule set names."""
    number = units(value, places.places, places.mode)
    whole, rest = divmod(abs(number), 10**places.places)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole}.{rest:0{places.places}}" if places.places else f"{sign}{whole}"
