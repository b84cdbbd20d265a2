"""Cases beside a rule set: what is given, and what must come out."""

from __future__ import annotations

from typing import NamedTuple

import attrs

from perfeval.exact import Number
from perfeval.model.definition import Indicator
from perfeval.model.filing import BudgetFiled, Entry, Filing
from perfeval.model.keys import key, origin
from perfeval.source import Origin, Record

__all__ = ["Case", "Expect", "Given", "Placed"]


class Placed(NamedTuple):
    """A row to be put on a form: its indicator, what was filed for it, and the heading above it."""

    indicator: Indicator
    entry: Entry | None
    heading: str = ""


@attrs.frozen(repr=False)
class Given(Record):
    """What a case gives: the keys of a row stand beside these, or several rows under `rows`."""

    rows: tuple[Placed, ...] = key("custom", "各行", doc="几行，各写一行的键", default=())
    heading: str | None = key("text", "栏目", doc="行所在的栏目，如 成本指标")
    budget: BudgetFiled | None = key("record", "预算执行情况", "预算", doc="预算执行", of=BudgetFiled)
    year: int | None = key("integer", "评价年度", doc="评价年度；不写用规则适用的年度")
    total: Number | None = key("number", "总分", doc="直接给出总分，只问等级")
    filing_path: str | None = key(
        "text", "填报", doc="填报文件或一表一文件的路径，从用例文件算起", en="filing"
    )
    filing: Filing | None = None


@attrs.frozen(repr=False)
class Expect(Record):
    """What must come out: each key that is written is compared, and nothing else."""

    score: Number | None = key("number", "得分", doc="行的得分；没有行的，预算执行的得分")
    exact: Number | None = key("number", "精确得分", doc="舍入前的得分")
    rate: str | None = key("text", "执行率", doc="精确的执行率", example="63.3281…%")
    total: Number | None = key("number", "总分", doc="总分")
    grade: str | None = key("text", "等级", doc="等级；没有等级写 没有")
    problem: tuple[str, ...] | None = key("texts", "问题", doc="应报的问题编码；写 [] 即不应有错误和提醒")


@attrs.frozen(repr=False)
class Case(Record):
    """One case: its name, what is given, and what must come out."""

    name: str = key("text", "名称", doc="用例的名称，一句话", required=True, example="未达标按比例")
    given: Given = key("custom", "已知", doc="已知的内容", required=True)
    expect: Expect = key("record", "应得", doc="应得的结果", of=Expect, required=True)
    origin: Origin | None = origin()
