"""What a layout may print, each under its name with its meaning: for reading layouts, for help, for recognition."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["BUDGET_COLUMNS", "CAUSE", "INDICATOR_COLUMNS", "LIKELIHOOD", "PLACES", "ROLES", "SOURCES", "TICK"]

SOURCES: Mapping[str, str] = {
    "title": "项目名称；整体自评为单位名称",
    "code": "项目编码",
    "unit": "填报单位",
    "filed_on": "填报日期",
    "as_of": "监控截止日期",
    "fiscal_year": "评价年度",
    "supervising_department": "主管部门",
    "implementing_unit": "实施单位",
    "midterm_goal": "中期（长期）目标",
    "overall_goal": "年度总体目标",
    "overall_result": "总体目标完成情况",
    "deviation_reason": "偏差大或目标未完成原因分析",
    "improvement_measures": "改进措施及结果应用方案",
    "sign": "签字盖章处，只印不存",
}
"""What may stand beside a label: the fields of definition and filing."""

INDICATOR_COLUMNS: Mapping[str, str] = {
    "level1": "一级指标",
    "level2": "二级指标",
    "level3": "三级指标，指标名称为四级时",
    "level4": "四级指标，指标名称为五级时",
    "name": "指标名称",
    "points": "分值",
    "midterm": "中期指标值",
    "target": "年初目标值",
    "adjusted_target": "调整后的目标值",
    "sign": "目标值的符号（与 number、unit 一起用）",
    "number": "目标值的数",
    "unit": "目标值的计量单位",
    "actual": "实际完成值",
    "forecast": "全年预计完成值",
    "score": "得分",
    "coefficient": "得分系数（得分占分值的百分比）",
    "how": "得分计算方法，由程序写出",
    "reason": "偏差原因",
    "measures": "改进措施",
    "reasons": "偏差原因和改进措施同在一栏",
    "core": "是否核心指标",
    "meaning": "指标解释",
    "source": "数据来源",
    "note": "备注",
}
"""What may stand in a column of the indicators."""

LIKELIHOOD = "likelihood."
"""likelihood.certain, .possible, .impossible: a column that is ticked where the target is so likely to be met."""
CAUSE = "cause."
"""cause.经费保障: a column that is ticked where this is among the causes of a deviation."""
TICK = "√"
"""What a ticked column holds."""

BUDGET_COLUMNS: Mapping[str, str] = {
    "midterm": "中期资金",
    "initial": "年初预算数",
    "adjusted": "全年（调整后）预算数",
    "executed": "全年执行数",
    "forecast": "全年预计执行数",
    "points": "分值",
    "rate": "执行率",
    "score": "得分",
    "how": "得分计算方法，由程序写出",
    "reason": "原因",
}
"""What may stand in a column of the budget."""

ROLES: Mapping[str, str] = {"total": "总额", "of_which": "其中的一项", "part": "组成总额的一项"}
"""What a row of the budget is."""

PLACES: Mapping[str, str] = {
    "title": "项目名称",
    "year": "评价年度",
    "month": "监控截止的月份",
    "money_unit": "金额单位",
    "total": "总分",
    "grade": "等级",
}
"""What may stand in braces in any label; those of blocks print {points} too, those of goals {number} and {text}."""
