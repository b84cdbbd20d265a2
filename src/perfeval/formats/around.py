"""The lines around the tables of a document: which stand above a table, and which below it."""

from __future__ import annotations

__all__ = ["Around"]


class Around:
    """Collects the lines between tables.

    A line between two tables stands below the first and above the second. A heading, or a new page, ends what belongs
    to the first and begins what belongs to the second; headings that follow each other stand together.

    >>> around = Around()
    >>> around.heading("附件")
    >>> around.heading("自评表")
    >>> around.line("单位: 甲")
    >>> above, below = around.table()
    >>> around.line("备注:")
    >>> above, below
    (('附件', '自评表', '单位: 甲'), ['备注:'])
    """

    def __init__(self) -> None:
        self._above: list[str] = []
        self._below: list[str] = []
        self._headed = False

    def line(self, text: str) -> None:
        """Take in a line of text; blank ones count for nothing.

        Args:
            text: What it says.
        """
        if text.strip():
            self._above.append(text)
            self._below.append(text)
            self._headed = False

    def heading(self, text: str) -> None:
        """Take in a heading.

        Args:
            text: What it says.
        """
        if not self._headed:
            self.end()
        if text.strip():
            self._above.append(text)
        self._headed = True

    def end(self) -> None:
        """Begin anew, as on a new page."""
        self._above, self._below = [], []

    def table(self) -> tuple[tuple[str, ...], list[str]]:
        """Begin a table: return the lines above it, and the list that the lines below it will be in."""
        above = tuple(self._above)
        self.end()
        self._headed = False
        return above, self._below
