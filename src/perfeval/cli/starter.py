"""The files that `perfeval init` writes: they score at once, and every line says what it is for."""

from __future__ import annotations

__all__ = ["FILES"]

_FORM = """\
# 一张自评表写在一个文件里。改成您自己的内容，然后运行：perfeval score 我的自评表.yaml
# “#”后面是注释。冒号后要有一个空格。
格式: perfeval-form-1
评价年度: 2024
规则: hubei-2020            # 计分规则；perfeval rulesets 列出全部
类型: 项目                  # 项目、整体或转移支付
项目名称: 示例培训
主管部门: 示例主管部门
实施单位: 示例单位
单位名称: 示例单位
填报日期: 2025-05-20
其他栏目: {项目类别: 部门预算项目, 项目属性: 持续性项目, 项目类型: 常年性项目}
预算执行情况: {金额单位: 万元, 分值: 20, 预算数: 100, 执行数: 95}

# 指标表照着纸质表填：列之间用 | 隔开；一级、二级指标与上一行相同的留空；没有填的完成值留空（不等于 0）。
指标: |
  一级指标 | 二级指标 | 三级指标 | 分值 | 年初目标值 | 实际完成值
  产出指标(40分) | 数量指标(20分) | 培训人数 | 20 | ≥100人 | 120人
   | 质量指标(20分) | 培训合格率 | 20 | ≥90% | 85.5%
  效益指标(30分) | 社会效益指标(30分) | 参训人员就业率 | 30 | ≥60% | 66%
  满意度指标(10分) | 服务对象满意度指标(10分) | 参训人员满意度 | 10 | ≥95% | 96%

偏差大或目标未完成原因分析: 培训合格率未达到目标，原因是部分学员缺课。
改进措施及结果应用方案: 加强考勤管理。
"""

_DEFINITION = """\
# 指标定义：年初写一次，全年不变。填报文件用 definition 指向它。
format: perfeval-definition-1
id: example-training-2024
title: 示例培训
kind: project               # project 项目，whole 整体，transfer 转移支付
fiscal_year: 2024           # 被评价的年度
ruleset: hubei-2020         # 计分规则
supervising_department: 示例主管部门
implementing_unit: 示例单位
budget: {points: 20, money_unit: 万元}
indicators:
- name: 产出指标
  points: 40                # 上级的分值可以不写；写了就核对是否等于下级之和
  children:
  - name: 数量指标
    children:
    - {name: 培训人数, points: 20, target: ≥100人}
  - name: 质量指标
    children:
    - {name: 培训合格率, points: 20, target: ≥90%}
- name: 效益指标
  children:
  - name: 社会效益指标
    children:
    - {name: 参训人员就业率, points: 30, target: ≥60%}
- name: 满意度指标
  children:
  - name: 服务对象满意度指标
    children:
    - {name: 参训人员满意度, points: 10, target: ≥95%}
"""

_FILING = """\
# 填报：年底写实际完成值。没有填的行不要写，也不要写 0。
format: perfeval-filing-1
definition: 指标定义.yaml
unit: 示例单位
filed_on: 2025-05-20
budget: {money_unit: 万元, adjusted: 100, executed: 95}
actuals:
  培训人数: 120人
  培训合格率: 85.5%
  参训人员就业率: 66%
  参训人员满意度: 96%
deviation_reason: 培训合格率未达到目标，原因是部分学员缺课。
improvement_measures: 加强考勤管理。
"""

FILES: dict[str, str] = {"我的自评表.yaml": _FORM, "填报.yaml": _FILING, "指标定义.yaml": _DEFINITION}
"""File name → text."""
