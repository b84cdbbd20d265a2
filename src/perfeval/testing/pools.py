"""Values that break careless programs: each was wrong somewhere, in a system, a spreadsheet or a published form."""

from __future__ import annotations

__all__ = ["NASTY_CELLS", "NASTY_TEXTS", "TIES"]

TIES: tuple[tuple[str, str, str], ...] = (
    # points, target, actual: the exact score ends in half a cent
    ("1", "8", "1"),  # 0.125: half to even gives 0.12
    ("15", "96", "84"),  # 13.125: a binary float gives 13.12
    ("3", "1000", "335"),  # 1.005: a screen that rounds a binary float shows 1.00
    ("30", "243261.6", "46665.6836"),  # 5.755: B/A in 28 digits, then × w, gives 5.75
    (
        "10",
        "1.239",
        "1.231",
    ),  # equal behind their second place, where some systems cut off before they compare
    ("20", "12345", "1024"),  # a number that needs its thousands separator
    ("10", "903.81", "368.26"),  # a rate rounded to 0.01 % first gives one cent more
)
"""Points, target and actual of rows in which a careless order, rounding, comparison or reading shows."""

NASTY_CELLS: tuple[str, ...] = (
    "", " ", "-", "—", "/", "新增", "不适用", "一", "0", "-0", "=0件", "△4.11", "(4.11)", "Q100%", "290%", "83. 2%", "８３.２％", "≪5个工作日", "》=95％",
    "≥80%以上", "80%-90%", "±10%", "1次/季度", "12月底前", "2024.12", "26-05-15", "2024年2月30日", "是", "否", "达成预期指标", "效果明显", "完成", "约50人",
    "1,234", "12,34", "0.832", "187.72万人次", "十", "百分之八十五", "元/人、天", "1e5", "NaN", "∞", "9" * 80, "0." + "0" * 70 + "1", "\u200b5", "5\n6",
    "=1+1", "<script>", "a|b", '"', "'", "😀", "\u202e5",
)  # fmt: skip
"""Cells as people and scanners write them, and as nobody should."""

NASTY_TEXTS: tuple[str, ...] = (
    "=1+1", "+1", "@x", "<b>&amp;</b>", "a|b", "a,b", 'a"b', "a'b", "'", "😀", "#x", "a: b", "- a", "~", "null", "yes", "0123", "1:30", "{x}", "%d", "\\n",
    "一\n二", "  ", "（8分）", "其中", "x" * 200, "项目名称", "总分",
)  # fmt: skip
"""Texts for names and reasons."""
