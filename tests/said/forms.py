"""The forms whose every sentence is approved: rows under several rule sets, budgets, and forms with a point of their own."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["BUDGETS", "FILED", "FORMS", "METHODS", "ROWS", "Row", "form", "rows"]


class Row(NamedTuple):
    """A row: target and actual, what else is filed, and further keys of the indicator."""

    target: str
    actual: str | None
    filed: str = ""
    keys: str = ""


ROWS = [
    *(Row(*cells) for cells in (
        ("≥90%", "87.5%"), ("≥90%", "90%"), ("≥50%", "10%"), ("≥50%", "15%"), ("≥100人", "120人"), ("≥100人", "150人"), ("≥100人", "151人"), ("≥100人", "200人"), ("≥100人", "301.235人"), ("≥100人", "950人"), ("≥90人", "200人"), ("≥0.5人", "0.6人"), ("≥1人", "2人"), ("≥0.5人", "2人"),
        (">5次", "5次"), (">5次", "6次"), ("<5天", "5天"), ("≤5天", "6天"), ("≤5天", "4天"), ("≤5天", "9天"), ("≤5天", "30天"), ("≤5天", "0天"), ("=100%", "100%"), ("=100%", "95%"), ("=100%", "80%"), ("=100%", "105%"), ("=5件", "7件"), ("=5件", "12件"), ("=5件", "4件"),
        ("100件", "80件"), ("100件", "100件"), ("100件", "≥80件"), ("100件", "80%"), ("80%-90%", "72%"), ("80%-90%", "80%"), ("80%-90%", "99%"), ("80%-90%", "85"), ("80%-90%", "≥95%"), ("80%-90%", "=85%"), ("80%-90%", "5天"), ("[80%,90%)", "90%"), ("(80%,90%]", "80%"), ("(80%,90%]", "90%"), ("80%-90%", "82%-84%"), ("±10%", "-12%"),
        ("≥0件", "-1件"), ("≤0件", "2件"), ("≤0件", "0件"), ("≥-5%", "-8%"), ("≤-5%", "-3%"), ("≥-5%", "3%"), ("≤-5%", "3%"), ("≥5件", "-1件"), ("=0件", "3件"), ("=0件", "-3件"), ("=-5件", "-3件"),
        ("是", "否"), ("是", "是"), ("是", "好"), ("6月底前", "2024年7月1日"), ("6月底前", "2024年7月15日"), ("6月底前", "2024年7月"), ("6月底前", "2024年6月30日"), ("2024年6月15日前", "2024年6月"), ("6月底前", "7月1日"), ("6月底前", "2024年6月"), ("2024年6月30日前", "2024年7月9日"), ("2023年12月底前", "1999年1月"), ("2005年12月底前", "2030年1月5日"),
        ("1次/季度", "3次"), ("1次/季度", "1次/半年"), ("1次/月", "每月1次"), ("≥2次/周", "100次"), ("≥1次/季度", "≥3次"), ("至少每季度1次", "3"),
        ("显著提升", "达成"), ("显著提升", "部分达成"), ("显著提升", "未达成"), ("显著提升", "显著提升"), ("显著提升", "有所提升"), ("显著提升", "95%"), ("≥90%", "较好"),
        ("≤2小时", "90分钟"), ("≤2小时", "180分钟"), ("≥3万元", "25000元"), ("≥80%", "75"), ("≥80%", "0.85"), ("≥60万人次", "700000"), ("≥5公里", "4千克"), ("≥80%", "≥85%"), ("≥80%", "≤85%"), ("≥80%", "≥70%"), ("≤5个工作日", "≤4个工作日"), ("≤5天", "<6天"), ("<5天", "<5天"), ("≥80%", ""), ("≥80%", None), ("", "5"), ("Q5", "4"), ("≥5", "约4"), ("≥5名专家", "4名专家"), ("约5", "各4"), ("≥5", "/"), ("≥5万", "4"), ("≥5万", "4万"),
    )),
    Row("≥5", "4", "tier: met"), Row("≥5", "4", "score: 6"), Row("≥5", "4", "score: 6, score_reason: 有误"), Row("≥5", "4", "score: 6, tier: met, score_reason: 有误"), Row("≥5", "4", "score: 11, score_reason: 有误"), Row("≥5", "4", "score: -1, score_reason: 有误"), Row("≥5", "4", "score: 0, score_reason: 有误"),
    Row("≥5", "4", "deduction: 0.5, score_reason: 不全"), Row("≥5", "4", "deduction: 9, score_reason: 不全"), Row("≥5", "4", "deduction: 0, score_reason: 不全"), Row("≥5", "4", "deduction: 3"), Row("≥5", "4", "deduction: -1, score_reason: 不全"), Row("≥5", "约4", "deduction: 1, score_reason: 不全, score: 3"),
    Row("提升", "较好", "tier: met"), Row("提升", "较好", "tier: met, score: 9"), Row("提升", "较好", "tier: met, score: 8"), Row("提升", "较好", "tier: met, score: 7.9"), Row("提升", "较好", "tier: met, score: 10"), Row("提升", "较好", "tier: partly_met, score: 6"), Row("提升", "较好", "tier: partly_met, score: 8"), Row("提升", "较好", "tier: not_met, score: 3"), Row("提升", "较好", "tier: not_met"), Row("提升", " 达成 ", "tier: not_met, score: 3"), Row("提升", None, "tier: met, score: 9"), Row("提升", "达成", "score: 9"),
    Row("≥5", None, "not_applicable: 未开展"), Row("≥5", "不适用"), Row("≥5", "N/A", "not_applicable: 未开展"),
    Row("≥5", "4", "target: ≥4"), Row("≥5", "3", "target: ≥4, approval: 财1号"), Row("≥5", "3", "target: 约4"), Row("约5", "3", "target: ≥4"),
    Row("≤5天", None, "started: 2024-03-01, finished: 2024-03-04"), Row("≤5日", None, "started: 2024-03-01, finished: 2024-03-09"), Row("≤5个工作日", None, "started: 2024-04-28, finished: 2024-05-08"), Row("≤5天", None, "started: 2024-03-05, finished: 2024-03-01"), Row("≤5天", None, "started: 2024-03-05, finished: 2024-03-05"), Row("≤5人", None, "started: 2024-03-01, finished: 2024-03-04"), Row("≤5天", "4天", "started: 2024-03-01, finished: 2024-03-04"), Row("≤5天", "3天", "started: 2024-03-01, finished: 2024-03-04"), Row("≤5天", "3天", "started: 2024-03-01"), Row("≤5个工作日", None, "started: 1999-04-30, finished: 1999-05-08"), Row("好", None, "started: 2024-03-01, finished: 2024-03-04"),
    Row("5件", "4件", "", "direction: at_least"), Row("5件", "4件", "", "direction: equal"), Row("≥5", "4", "reason: 天气, measures: 抢修"), Row("≥5", "4", "reason: 天气, measures: 加紧抢修设备"), Row("≥5", "4", "reason: 天气, measures: 加紧抢修全部设备"), Row("≥5", "4", "measures: 抢修"), Row("≥5", "16", "reason: 需求多"), Row("≥5", "4", "", "points: 0"), Row("≥5", "4", "", "points: 0.5"), Row("≥5", "4", "", "points: -5"), Row("≥5", "4", "", "points: "), Row("提升", "较好", "tier: met, score: 6.66", "points: 8.33"), Row("提升", "较好", "tier: met, score: 6.664", "points: 8.33"), Row("提升", "较好", "tier: met, score: 6.65", "points: 8.33"),
]  # fmt: skip
"""Targets with what was done: every kind of cell and every edge of the comparison, under each rule set."""

METHODS = [
    Row(target, actual, keys=f"method: {method}")
    for method, pairs in {
        "满意度": [("≥90%", "85%"), ("≥90%", "80%"), ("≥90%", "90%"), ("≥90%", "50%"), ("≥90件", "85件"), ("=5%", "95%"), ("≥90%", "≥85%"), ("≥90%", "-5%"), ("80%-90%", "85%"), ("80%-90%", "85"), ("≥90%", "85"), ("是", "否"), ("6月底前", "2024年6月3日")],
        "偏离": [("≥100件", "112件"), ("≥100件", "115件"), ("≥100件", "90件"), ("≤0件", "2件"), ("≥-4件", "-5件"), ("100件", "112件"), ("80%-90%", "85%"), ("6月底前", "2024年7月3日")],
        "分段": [("≥100件", "80件"), ("≥100件", "90件"), ("≥100件", "79件"), ("≥100件", "101件"), ("≥0件", "5件")],
        "分段实际": [("≥100件", "50件"), ("≥100件", "65件"), ("≥100件", "49件"), ("≥100件", "101件"), ("≥100%", "90%")],
        "扣分": [("≥10件", "7.5件"), ("≤0件", "2件"), ("≤0件", "5件"), ("≤0件", "9件"), ("≥10%", "7%"), ("≥10件", "10件"), ("是", "否"), ("是", "是"), ("6月底前", "2024年7月3日"), ("6月底前", "2024年6月3日"), ("6月底前", "2024年8月")],
        "扣百分": [("≥90%", "78%"), ("≥90%", "85%"), ("≥90件", "78件")],
        "扣比例": [("≥100件", "75件"), ("≥0件", "-5件"), ("≤100件", "275件")],
        "累加": [("≥5件", "3.5件"), ("≥5件", "7件"), ("≥5件", "-1件"), ("≥5件", "0件"), ("≥5件", "0.5件"), ("≥5%", "3%"), ("5件", "2件"), ("5件-9件", "7件"), ("5件-9件", "7")],
        "累加百分": [("≥90%", "35%"), ("≥90%", "0.5%")],
        "等级": [("好", "达成"), ("好", "随便"), ("≥5", "4")],
        "加分": [("≥100件", "110件"), ("≥100件", "150件"), ("≥100件", "120件"), ("≤100件", "90件"), ("100件", "90件"), ("≥0件", "3件"), ("≥-3件", "3件"), ("≥0.5件", "0.55件"), ("=5件", "6件"), (">5件", "5件")],
        "封顶": [("≤5天", "4天"), ("≤5天", "6天"), ("≤5天", "20天"), ("≤5天", "0天"), ("≥5天", "4天"), ("≤0天", "0天"), ("80%-90%", "95%"), ("80%-90%", "85%")],
        "直线": [("≤5天", "6天"), ("≤5天", "7天"), ("≤5天", "9天"), ("≤5天", "12天"), ("≥5天", "4天"), ("=5天", "6天"), ("6月底前", "2024年7月3日")],
        "直线封顶": [("≤5天", "4天"), ("≤5天", "5.5天"), ("≤5天", "9天"), ("≤5天", "10天")],
        "做到": [("≥5", "4"), ("≥5", "5"), ("是", "否"), ("80%-90%", "70%"), ("80%-90%", "85%"), ("5", "4"), ("6月底前", "2024年7月3日"), ("≤0件", "1件")],
        "全给": [("好", "差"), ("≥5", "1"), ("5", "6")],
        "不给": [("好", "好"), ("≥5", "6")],
        "本市": [("≥5", "4"), ("≥5", "6"), ("≥5", "≥4")],
        "外市": [("≥5", "4")],
        "比例": [("≥5", "4")],
        "分段实": [("≥5", "4")],
        "完全不同的名字": [("≥5", "4")],
        "完成比例赋分": [("≥5", "4"), ("≤5", "4"), ("≤5", "6")],
        "pass_fail": [("≥5", "4")],
        "{shape: pass_fail, missed: 3}": [("≥5", "4")],
    }.items()
    for target, actual in pairs
] + [
    Row("≥5", "4", "score: 7, score_reason: 评议", "method: 人工"), Row("≥5", "4", "", "method: 人工"), Row("好", "4", "score: 0, score_reason: 评议", "method: 人工"), Row("≥5", "4", "score: 10, score_reason: 评议", "method: 人工"), Row("≥5", "4", "score: 10.01, score_reason: 评议", "method: 人工"), Row("≥5", "4", "score: -1, score_reason: 评议", "method: 人工"), Row("≥5", "4", "score: 7", "method: 人工"), Row("≥5", "4", "score: 9, score_reason: 评议", "method: 等级"), Row("≥5", None, "score: 7, score_reason: 评议", "method: 人工"), Row("≥5", "4", "score: 7, score_reason: 评议, deduction: 2", "method: 人工"),
    Row("≥5", None, "tier: met, score: 9", "method: 等级"), Row("≥5", "", "tier: met, score: 9", "method: 等级"),
]  # fmt: skip
"""Rows that ask for a method of the rule set `full`, by its name or by that of a shape."""

_FUNDS = "money_unit: 万元, initial: 100, adjusted: 100, executed: 100"
BUDGETS = {
    "全部执行": f"{{points: 10, {_FUNDS}}}",
    "部分执行": "{points: 10, money_unit: 万元, initial: 120, adjusted: 150, executed: 101.5}",
    "门槛和界限": "{points: 10, money_unit: 万元, initial: 100, adjusted: 100, executed: 60}",
    "九成": "{points: 10, money_unit: 万元, initial: 125, adjusted: 100, executed: 90, reason: 压缩开支}",
    "执行过低": "{points: 10, money_unit: 万元, initial: 100, adjusted: 300, executed: 40}",
    "超过预算": "{points: 10, money_unit: 万元, initial: 100, adjusted: 100, executed: 130}",
    "超过小预算": "{points: 10, money_unit: 元, initial: 0.5, adjusted: 0.5, executed: 0.6}",
    "预算为零": "{points: 10, money_unit: 万元, initial: 0, adjusted: 0, executed: 0}",
    "零预算有支出": "{points: 10, money_unit: 万元, initial: 0, adjusted: 0, executed: 5}",
    "负数": "{points: 10, money_unit: 万元, initial: -5, adjusted: -5, executed: 5}",
    "负的执行数": "{points: 10, money_unit: 万元, initial: 5, adjusted: 5, executed: -5}",
    "没有预算数": "{points: 10, money_unit: 万元, executed: 5}",
    "没有执行数": "{points: 10, money_unit: 万元, initial: 5, adjusted: 5}",
    "执行数空着": "{points: 10, money_unit: 万元, initial: 5, adjusted: 5, executed: }",
    "零分值": "{points: 0, money_unit: 万元, initial: 5, adjusted: 5, executed: 4.9}",
    "没有读清": "{points: 10, money_unit: 万元, initial: 甲, adjusted: 约5, executed: 各5}",
    "没有单位": "{points: 10, initial: 5, adjusted: 5, executed: 4}",
    "单位不同": "{points: 10, money_unit: 万元, initial: 50000元, adjusted: 50000元, executed: 4.5}",
    "各项相加": "{points: 10, money_unit: 万元, rows: [{name: 财政拨款, initial: 60, adjusted: 60, executed: 50}, {name: 其中项, role: of_which, initial: 50, adjusted: 50, executed: 50}, {name: 其他资金, initial: 40, adjusted: 40, executed: 400000元}]}",
    "一行": "{points: 10, money_unit: 万元, rows: [{name: 财政拨款, initial: 60, adjusted: 60, executed: 50}]}",
    "各项不等于总额": f"{{points: 10, {_FUNDS}, rows: [{{name: 财政拨款, initial: 60, adjusted: 60, executed: 50}}, {{name: 其他资金, initial: 30, adjusted: 40, executed: 40}}]}}",
    "明细与其中": f"{{points: 10, {_FUNDS}, rows: [{{name: 甲, initial: 60, adjusted: 60, executed: 50}}, {{name: 乙, role: of_which, initial: 5, adjusted: 5, executed: 5}}, {{name: 丙, initial: 30, adjusted: 40, executed: 40}}]}}",
    "只有其中": f"{{points: 10, {_FUNDS}, rows: [{{name: 甲}}, {{name: 乙, role: of_which, initial: 5, adjusted: 5, executed: 5}}]}}",
    "其中大于总额": f"{{points: 10, {_FUNDS}, rows: [{{name: 本级, role: of_which, initial: 160, adjusted: 160, executed: 100}}, {{name: 转移, role: of_which, initial: 100, adjusted: 170, executed: 150}}, {{name: 全部, initial: 100, adjusted: 100}}]}}",
    "没有预算数的明细": "{points: 10, money_unit: 万元, initial: 5, executed: 5, rows: [{name: 财政拨款, initial: 4, adjusted: 4, executed: 4}]}",
    "一项没有填": "{points: 10, money_unit: 万元, rows: [{name: 财政拨款, adjusted: 60, initial: 60}, {name: 其他资金, initial: 40, adjusted: 约40, executed: 40}]}",
    "分值不符": "{points: 15, money_unit: 万元, initial: 100, adjusted: 100, executed: 90, reason: 压缩}",
    "没有分值": f"{{{_FUNDS}}}",
    "调整过": "{points: 10, money_unit: 元, initial: 1000, adjusted: 799, executed: 790}",
    "调整了一成": "{points: 10, money_unit: 元, initial: 1000, adjusted: 1100, executed: 1090}",
    "调整说明过长": "{points: 10, money_unit: 元, initial: 9, adjusted: 7, executed: 7, reason: 项目推迟到明年春天}",
}
"""Budgets of every kind: what is missing, zero, too much, or does not add up."""

FORMS = {
    "折算": ("full", "indicators: [{name: 甲, points: 50, target: ≥5}, {name: 乙, points: 40, target: ≥5}]\nactuals: {甲: {actual: 4.3, reason: 天气, measures: 抢修}, 乙: {not_applicable: 取消}}"),
    "全不适用": ("full", "indicators: [{name: 甲, points: 90, target: ≥5}]\nactuals: {甲: {not_applicable: 取消}}"),
    "没有填": ("full", "indicators: [{name: 甲, points: 40, target: ≥5}, {name: 乙, points: 25, target: ≥5}, {name: 丙, points: 25, target: ≥5}]\nactuals: {甲: 4, 乙: {not_applicable: 取消}}"),
    "差": ("full", "improvement_measures: 加强管理\ndeviation_reason: 天气\nindicators: [{name: 甲, points: 90, target: ≥5}]\nactuals: {甲: {actual: 3, reason: 天气, measures: 抢修}}"),
    "差而没有说明": ("full", "indicators: [{name: 甲, points: 90, target: ≥9}]\nactuals: {甲: {actual: 7, reason: 天气, measures: 抢修}}"),
    "八十": ("full", "indicators: [{name: 甲, points: 90, target: ≥9}]\nactuals: {甲: {actual: 7, reason: 天气, measures: 抢修}}\nbudget: {points: 10, money_unit: 万元, adjusted: 1, executed: 1}"),
    "七行": ("other", "indicators: [" + ", ".join(f"{{name: {name}, points: 15, target: ≥5}}" for name in "甲乙丙丁戊己") + "]\nactuals: {甲: 4, 乙: 4, 丙: 4, 丁: 4, 戊: 4, 己: 4}\ndeviation_reason: 连日的天气不好太多\nimprovement_measures: 连日加班赶工至今"),
    "分值为零": ("full", "indicators: [{name: 甲, points: 0, target: ≥5}, {name: 乙, points: 90, target: ≥5}]\nactuals: {甲: 4, 乙: 5}"),
    "没有分值": ("full", "indicators: [{name: 甲, target: ≥5}, {name: 乙, points: 90, target: ≥5}]\nactuals: {甲: 4, 乙: 5}"),
    "全无分值": ("full", "indicators: [{name: 甲, target: ≥5}, {name: 乙, target: ≥5}]\nactuals: {甲: {actual: 4, target: ≥3}, 乙: 5}\nbudget: {points: 10, money_unit: 万元, adjusted: 1, executed: 0.5}"),
    "预算无分值": ("none", "indicators: [{name: 甲, points: 5, target: ≥5}]\nactuals: {甲: 4}\nbudget: {money_unit: 万元, adjusted: 1, executed: 1}"),
    "无规则": ("none", "indicators: [{name: 甲, points: 50, target: ≥5}, {name: 乙, points: 50, target: 5}]\nactuals: {甲: 4, 乙: 4}\nfiscal_year: 2021"),
    "权重必须": ("none", "fiscal_year: 2021\nindicators: [{name: 产出指标(60分), children: [{name: 甲, points: 30, target: ≥5}, {name: 乙, points: 25, target: ≥5}]}, {name: 效益指标, children: [{name: 丙, points: 35, target: ≥5}]}]\nactuals: {甲: 4, 乙: 5, 丙: 6}"),
    "权重相符": ("none", "fiscal_year: 2021\nindicators: [{name: 产出指标(60分), children: [{name: 甲, points: 60, target: ≥5}]}, {name: 效益指标, children: [{name: 丙, points: 30, target: ≥5}]}]\nactuals: {甲: 4, 丙: 6}"),
    "权重参考": ("other", "indicators: [{name: 产出指标, children: [{name: 甲, points: 60, target: ≥5}, {name: 乙, target: ≥5}]}, {name: 效益指标, children: [{name: 丙, points: 30, target: ≥5}]}]\nactuals: {甲: 4, 乙: 5, 丙: 6}"),
    "没有栏目": ("other", "indicators: [{name: 产出指标, children: [{name: 甲, points: 60, target: ≥5}]}, {name: 丙, points: 30, target: ≥5}]\nactuals: {甲: 5, 丙: 5}"),
    "栏目": ("full", "indicators: [{name: 数量指标, children: [{name: 甲, points: 40, target: 5件}]}, {name: 成本指标, children: [{name: 乙, points: 30, target: 5元}]}, {name: 质量指标, children: [{name: 丙, points: 20, target: 5件}]}]\nactuals: {甲: 4件, 乙: 6元, 丙: 4件}"),
    "合计": ("other", "indicators: [{name: 甲, points: 45, target: ≥7}, {name: 乙, points: 45, target: ≥7}]\nactuals: {甲: 5, 乙: 4}\nbudget: {points: 10, money_unit: 万元, initial: 3, adjusted: 3, executed: 2.6}"),
    "精确合计": ("specimen", "indicators: [{name: 甲, points: 45, target: ≥7}, {name: 乙, points: 45, target: ≥7}]\nactuals: {甲: 6, 乙: 5}\nbudget: {points: 10, money_unit: 万元, initial: 3, adjusted: 3, executed: 2.6}"),
    "调整而总分高": ("other", "deviation_reason: 变\nindicators: [{name: 甲, points: 90, target: ≥7}]\nactuals: {甲: 7}\nbudget: {points: 10, money_unit: 万元, initial: 3, adjusted: 4, executed: 3, reason: 追加}"),
    "调整而没有说明": ("other", "indicators: [{name: 甲, points: 90, target: ≥7}]\nactuals: {甲: 7}\nbudget: {points: 10, money_unit: 万元, initial: 3, adjusted: 4, executed: 3}"),
    "调整而总分五十": ("other", "indicators: [{name: 甲, points: 90, target: ≥9}]\nactuals: {甲: 4}\nbudget: {points: 10, money_unit: 万元, initial: 3, adjusted: 4, executed: 3}"),
    "年度之外": ("other", "fiscal_year: 2012\nindicators: [{name: 甲, points: 80, target: ≥5}]\nactuals: {甲: 5}\nbudget: {points: 20, money_unit: 万元, initial: 3, executed: 3}"),
    "没有预算": ("full", "indicators: [{name: 甲, points: 100, target: ≥5}]\nactuals: {甲: 5}\nbudget: null"),
    "分行的预算": ("full", "indicators: [{name: 甲, points: 90, target: ≥5}]\nactuals: {甲: 5}\nbudget:\n  points: 10\n  money_unit: 万元\n  adjusted: 约5\n  executed: 各4"),
    "没有算法": ("unruled", "indicators: [{name: 甲, points: 90, target: ≥5}]\nactuals: {甲: 5}\nbudget:\n  points: 10\n  money_unit: 万元\n  adjusted: 5\n  executed: 4"),
    "分行的行": ("full", "indicators:\n- name: 甲\n  points: 90\n  target: 约5\n- name: 乙\n  points: 0\n  target: ≥5\n  method: 没有\nactuals:\n  甲:\n    reason: 天气\n    actual: 各5\n  乙:\n    reason: 天气\n    target: 约4\n    actual: 各3"),
    "调整目标分行": ("full", "indicators:\n- name: 甲\n  points: 90\n  target: ≥5\nactuals:\n  甲:\n    reason: 天气\n    target: 约4\n    actual: 各3"),
    "全部不适用": ("rescale", "indicators: [{name: 甲, points: 100, target: ≥5}]\nbudget: null\nactuals: {甲: {not_applicable: 取消}}"),
    "有空档": ("gaps", "indicators: [{name: 甲, points: 40, target: 提升}, {name: 乙, points: 50, target: 提升}]\nactuals: {甲: {tier: not_met, score: 3}, 乙: 达成}"),
    "没有等级": ("gaps", "indicators: [{name: 乙, points: 90, target: ≥5}]\nactuals: {乙: 5}"),
    "不适用给分": ("other", "indicators: [{name: 甲, points: 90, target: ≥7}]\nactuals: {甲: {not_applicable: 取消}}"),
}  # fmt: skip
"""Forms with a point of their own: the rule set, and what is written."""

FILED = {
    "预算在定义里": ("specimen", "budget: {points: 10, money_unit: 万元, initial: 100}", "budget: {money_unit: 万元, adjusted: 80, executed: 60}"),
    "只填了执行数": ("full", "budget: {points: 10, money_unit: 万元, initial: 100}", "budget: {money_unit: 万元, executed: 60}"),
    "没有填预算": ("specimen", "budget: {points: 10, money_unit: 万元, initial: 100}", "unit: 某局"),
    "没有预算一栏": ("bare", "overall_goal: 好", "budget: {money_unit: 万元, adjusted: 80, executed: 60}"),
    "都没有": ("bare", "overall_goal: 好", "unit: 某局"),
    "调整过": ("bare", "budget: {points: 10, money_unit: 万元, initial: 100}", "budget: {money_unit: 万元, adjusted: 80, executed: 60}\ndeviation_reason: 天气"),
    "预算为零": ("bare", "budget: {points: 10, money_unit: 万元, initial: 0}", "budget: {money_unit: 万元, adjusted: 1元, executed: 1元}"),
    "预算仍为零": ("full", "budget: {points: 10, money_unit: 万元, initial: 0}", "budget: {money_unit: 万元, adjusted: 0, executed: 0}"),
}  # fmt: skip
"""A definition's budget and a filing in a file of its own."""


def form(rules: str, body: str) -> str:
    """Return the text of a one-file form; what *body* does not write is filled in."""
    head = {
        "title": "示例",
        "fiscal_year": "2024",
        "ruleset": rules,
        "budget": BUDGETS["全部执行"],
    }
    rest = [f"{key}: {value}" for key, value in head.items() if f"{key}:" not in body.replace("{", "\n{")]
    written = [line for line in body.split("\n") if line != "budget: null"]
    return "\n".join(["format: perfeval-form-1", *rest, *written]) + "\n"


def rows(listed: list[Row]) -> str:
    """Return the indicators and actuals of rows, one a line, named by their number."""
    lines = ["indicators:"]
    for number, row in enumerate(listed, 1):
        keys = row.keys if "points:" in row.keys else f"points: 10, {row.keys}".rstrip(", ")
        lines.append(f"- {{name: '{number}', target: '{row.target}', {keys}}}")
    lines.append("actuals:")
    for number, row in enumerate(listed, 1):
        filed = [f"actual: '{row.actual}'"] if row.actual is not None else []
        filed += [row.filed] if row.filed else []
        if filed:
            lines.append(f"  '{number}': {{{', '.join(filed)}}}")
    return "\n".join(lines)
