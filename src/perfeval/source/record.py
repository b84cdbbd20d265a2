"""What every frozen record has in common."""

from __future__ import annotations

import attrs

__all__ = ["Record"]


class Record:
    """The base of frozen attrs records: one method shows all of them.

    attrs would write and compile a `__repr__` for each of sixty classes whenever the command starts, a tenth of its
    time, for a text that only a developer reads. A record says `@attrs.frozen(repr=False)` and inherits this one.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """Return what the record would be made by, as attrs writes it."""
        known = attrs.fields(type(self))  # type: ignore[arg-type]  # each subclass is a record of attrs
        shown = (f"{field.name}={getattr(self, field.name)!r}" for field in known if field.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"
