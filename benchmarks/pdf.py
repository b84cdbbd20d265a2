"""A form as PDF, against Typst alone setting the same source."""

from __future__ import annotations

import itertools
from pathlib import Path

import typst

from benchmarks.ratio import Case, timed
from perfeval.formats.pdf import write
from perfeval.forms import Cell, Table

__all__ = ["cases"]

_COUNTER = itertools.count()


def cases() -> list[Case]:
    """Return the case: from a table to bytes, against a compiler with its fonts found and data that is ready."""
    template = (Path(write.__file__).parent / "form.typ").read_bytes()
    compiler = typst.Compiler(b"")

    def bare(data: dict[str, str]) -> None:
        """Set the template alone."""
        compiler.compile(template, format="pdf", sys_inputs=data, pdf_standards=["a-2u"], timestamp=0)

    # Between 1.04 and 1.19 in the runs of 2026-11-29: no worse than that.
    return [
        Case(
            "one form as PDF",
            1.2,
            timed(write.write_pdf, form),
            timed(bare, lambda: write.inputs(form())),
        )
    ]


def form() -> Table:
    """Return a form of 30 indicators that was not set before: what was is kept and costs nothing."""
    rows = [tuple(Cell(text, "head") for text in ("一级指标", "三级指标", "目标值", "完成值", "得分"))]
    for number in range(30):
        first = (Cell("产出指标(80分)", "heading", 30),) if not number else ()
        rows.append(
            (
                *first,
                Cell(f"第{next(_COUNTER)}项服务质量提升率(8分)", "name"),
                Cell("≥90%", "value"),
                Cell("87. 5%", "value"),
                Cell("29.17", "score"),
            )
        )
    rows.append((Cell("总分", "label", 1, 2), Cell("99.17分", "score", 1, 3)))
    return Table("自评表", (("单位", "甲"), ("日期", "乙")), tuple(rows), (2, 5, 3, 3, 2), ("写清楚",))
