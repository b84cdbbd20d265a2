"""A form as PDF, against Typst alone setting the same source."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import typst

from perfeval.formats.pdf import write
from perfeval.forms import Cell, Table

GROUP = "one form as PDF (at most 1.3x the baseline)"
COUNTER = itertools.count()


def form() -> Table:
    """Return a form of 30 indicators that was not set before: what was is kept and costs nothing."""
    rows = [tuple(Cell(text, "head") for text in ("一级指标", "三级指标", "目标值", "完成值", "得分"))]
    for number in range(30):
        first = (Cell("产出指标(80分)", "heading", 30),) if not number else ()
        rows.append(
            (
                *first,
                Cell(f"第{next(COUNTER)}项服务质量提升率(8分)", "name"),
                Cell("≥90%", "value"),
                Cell("87. 5%", "value"),
                Cell("29.17", "score"),
            )
        )
    rows.append((Cell("总分", "label", 1, 2), Cell("99.17分", "score", 1, 3)))
    return Table("自评表", (("单位", "甲"), ("日期", "乙")), tuple(rows), (2, 5, 3, 3, 2), ("写清楚",))


@pytest.mark.benchmark(group=GROUP)
def test_baseline_typst(benchmark: Any) -> None:
    """The baseline: the compiler with its fonts found, the template, and data that is ready."""
    template = (Path(write.__file__).parent / "form.typ").read_bytes()
    compiler = typst.Compiler(b"")

    def ready() -> tuple[tuple[()], dict[str, Any]]:
        return (), {"sys_inputs": write.inputs(form())}

    def bare(sys_inputs: dict[str, str]) -> bytes:
        return bytes(
            compiler.compile(
                template, format="pdf", sys_inputs=sys_inputs, pdf_standards=["a-2u"], timestamp=0
            )
        )

    assert benchmark.pedantic(bare, setup=ready, rounds=40, warmup_rounds=3).startswith(b"%PDF")


@pytest.mark.benchmark(group=GROUP)
def test_pdf(benchmark: Any) -> None:
    """From a table to bytes: texts made ready, fonts looked up, set."""

    def ready() -> tuple[tuple[Table], dict[str, Any]]:
        return (form(),), {}

    assert benchmark.pedantic(write.write_pdf, setup=ready, rounds=40, warmup_rounds=3).startswith(b"%PDF")
