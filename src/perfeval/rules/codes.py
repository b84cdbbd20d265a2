"""The problems that scoring can find: what stands between a row and its score, or a form and its total."""

from __future__ import annotations

from perfeval.source import Code

__all__ = ["CODES"]

# fmt: off
SC01 = Code("SC01", "score.direction-unknown", "error", "目标值没有符号，也没有写越大越好还是越小越好", "同一个数，作“≥”和作“≤”得分不同；规则没有为这一栏规定缺省方向时，不能猜。", "在该指标写 direction: at_least（越大越好）或 direction: at_most（越小越好），或在目标值前加上≥、≤", "target: 0.9%", "target: ≤0.9%")
SC02 = Code("SC02", "score.equal-exceeded", "error", "目标是“＝”，实际超过了目标值", "有的地方按“≥”给满分，有的要人工核定；规则没有写明时不能猜。", "若越多越好，把目标值的“＝”改为“≥”；或在规则的 equal 里写明 exceeded", "target: =12次，actual: 24次", "target: ≥12次")
SC03 = Code("SC03", "score.zero-target", "error", "目标值为零而没有达到，按比例计分要除以零", "有的地方给零分，有的不允许这样写；规则没有写明时不能猜。", "在该指标写 method: pass_fail（做到得满分，否则零分），或在规则里写 zero_target: pass_fail", "target: ≤0起，actual: 1起", "method: pass_fail")
SC04 = Code("SC04", "score.negative", "error", "完成值或目标值是负数，按比例计分没有意义", "有的地方把负的完成值当作零；规则没有写明时不能猜。", "核对数值；确为负数时，在规则里写 negative_actual，或在该指标写 method: pass_fail", "actual: -3%", "negative_actual: zero")
SC05 = Code("SC05", "score.strict-edge", "error", "目标是“＞”或“＜”，实际恰好等于该值", "严格的不等号不含端点，但很多表把它当“≥”“≤”用；规则没有写明时不能猜。", "若含端点，把目标值改为“≥”或“≤”；或在规则里写 strict_edge", "target: <5天，actual: 5天", "target: ≤5天")
SC06 = Code("SC06", "score.no-rule", "error", "规则没有写这一类目标怎么计分", "计分规则没有为这种符号或写法规定算法，不能替它选一个。", "在该指标写 method（规则里的方法名，或 pass_fail 等形状），或在规则里补上", "target: ≤5天（规则没有 at_most）", "at_most: {shape: reciprocal}")
SC07 = Code("SC07", "score.unknown-method", "error", "指标的 method 不是规则里的方法，也不是计分形状", "方法名写错时，不能换一种方法去算。", "改为规则里有的方法名或形状", "method: 比例", "method: proportional")
SC08 = Code("SC08", "score.method-mismatch", "error", "这种计分形状不适用于该目标的符号", "例如倒数法只用于“≤”；用在“≥”上会算出错误的分。", "换一种形状，或改正目标值的符号", "target: ≥90%，method: reciprocal", "method: proportional")
SC09 = Code("SC09", "score.kind-clash", "error", "目标值与完成值不是同一类，无法比较", "数量对文字、日期对百分数，没有共同的尺度。", "让两格写同一类内容；若由人判断，请在填报里写 tier（档次）和 score（得分）", "target: 12月底前完成，actual: 100%", "actual: 12月20日完成")
SC10 = Code("SC10", "score.kind-unscored", "error", "目标值能读出，但还没有计分形状给这一类内容打分", "这样的目标，计分规则没有给出算法。", "由单位判断完成情况，在填报里写 tier（met、partly_met、not_met）和 score（得分）", "target: 1次/周", "{actual: 每周1次, tier: met, score: 8}")
SC11 = Code("SC11", "score.tier-missing", "error", "定性指标没有写档次", "定性指标由单位判断属于哪一档；文字本身不能换算成分。", "在填报里写 tier: met（达成）、partly_met（部分达成）或 not_met（未达成），并写 score", "actual: 效果明显", "{actual: 效果明显, tier: met, score: 7.5}")
SC12 = Code("SC12", "score.tier-score-missing", "error", "定性指标写了档次，没有写得分", "规则只给出该档的得分区间，区间内的分由单位选定。", "在填报里写 score（得分）", "{tier: met}", "{tier: met, score: 7.5}")
SC13 = Code("SC13", "score.outside-tier", "error", "得分不在所选档次的区间内", "档次与得分矛盾，自评表会被退回。", "改得分，或改档次", "{tier: met, score: 5}（分值 8，区间 6.4～8）", "{tier: partly_met, score: 5}")
SC14 = Code("SC14", "score.filed-score", "error", "定量指标的得分由规则计算，填报里不能写 score", "写了得分又按规则计算，两者不一致时无从取舍。", "删去 score；公开表上印出的得分请写在 printed 里", "{actual: 87.5%, score: 30}", "{actual: 87.5%}")
SC15 = Code("SC15", "score.not-applicable", "error", "该指标填为不适用，规则没有写明不适用的分怎么办", "有的地方扣除该项分值后折算，有的给满分；规则没有写明时不能猜。", "填写实际完成值；或在规则里写 not_applicable: rescale（折算）或 full（满分）", "{not_applicable: 当年未开展}", "actual: 0次")
SC16 = Code("SC16", "score.target-missing", "error", "没有目标值，无法计分", "目标值空着时，完成多少算完成无从判断。", "填写目标值", "target:", "target: ≥80%")
SC17 = Code("SC17", "score.no-worst-end", "error", "完成值是一个范围，可能达到也可能没有达到，取不出用来计分的一端", "例如目标≥90%、完成≤87.5%：没有下限，无法按比例计分。", "填写确切的完成值", "target: ≥90%，actual: ≤87.5%", "actual: 87.5%")
SC18 = Code("SC18", "score.band-unit", "error", "分档按百分数写，完成值不是百分数（或相反）", "两种读法：0.9 可能是 0.9%，也可能是 90%。", "让完成值与分档用同一种写法", "bands: [{from: 90%, …}]，actual: 0.95", "actual: 95%")
SC19 = Code("SC19", "score.same-text", "error", "完成值只是照抄了目标值的文字，没有写档次", "“及时”对“及时”不能说明完成情况；规则没有写明照抄是否算达成。", "在填报里写 tier（档次）和 score（得分）", "target: 及时，actual: 及时", "{actual: 及时, tier: met, score: 8}")
SC20 = Code("SC20", "score.no-tiers", "error", "规则没有写这一档", "定性指标的得分区间由规则规定，没有区间就不能核对得分。", "在规则的 tiers 里写上该档的区间", "tier: met（规则没有 tiers）", "tiers: {met: {range: '[80%, 100%]'}}")
SC21 = Code("SC21", "score.no-band", "error", "分档没有覆盖该值", "该值不在任何一档之内，不能就近取一档。", "在规则的 bands 最后加一档不写 from 的", "bands: [{from: 90%, score: 100%}]", "bands: [{from: 90%, score: 100%}, {score: 0%}]")
SC22 = Code("SC22", "score.tier-contradicts-words", "error", "完成值的说法与填的档次不同", "完成值写的是一档，tier 填的是另一档，不知道以哪个为准。", "改成同一档", "完成值 达成预期指标，档次 部分达成", "完成值 达成预期指标，档次 达成")
SC23 = Code("SC23", "score.adjusted-without-approval", "warning", "按调整后的目标值计分，没有写批准文号", "目标值调整要经批准；表上的年初目标值栏仍印年初的目标值。", "在该指标写 approval（批准文号）", "调整后目标值: 100人", "调整后目标值: 100人，批准文号: 某财预〔2024〕1号")
SC24 = Code("SC24", "score.manual-missing", "error", "该行由人工定分，没有写得分", "规则规定这种情形由人定分；程序不能替人定。", "在填报里写 score（得分）和 score_reason（得分理由）", "{actual: 24次}", "{actual: 24次, score: 7, score_reason: 目标定得偏低}")
SC25 = Code("SC25", "score.manual-outside", "error", "人工定的得分不在 0 与分值之间", "得分不能为负，也不能高于分值；扣减的分数不能为负。", "改得分", "score: 9（分值 8）", "score: 8")
SC26 = Code("SC26", "score.manual-without-reason", "error", "人工定分、改分或扣分没有写理由", "改动得分要说得出为什么，否则复核时会被退回。", "在填报里写 score_reason（得分理由）", "{actual: 24次, score: 7}", "{actual: 24次, score: 7, score_reason: 目标定得偏低}")
SC27 = Code("SC27", "score.over-fulfilment", "warning", "完成值远高于目标值", "目标可能定得偏低，复核时常要说明。", "核对目标值和完成值；确实超额的，写明原因", "target: ≥60万人次，actual: 187.72万人次", "{actual: 187.72万人次, reason: 新增微信端服务}")
SC28 = Code("SC28", "score.custom-unknown", "error", "没有登记该名称的计分函数", "规则用到 Python 写的计分函数，程序里没有登记它。", "先用 perfeval.scoring.register 登记，再计分", "methods: {本市: {shape: custom, function: ours}}", "perfeval.scoring.register(\"ours\", ours)")
SC29 = Code("SC29", "score.tier-bound", "error", "得分恰在档次界限的舍入之间", "分值 8.33 的 80% 是 6.664，舍入为 6.66：得 6.66 分算不算达成，规则没有写明时不能猜。", "在规则的 rounding 里写 tier_bounds: exact，或写小数位", "score: 6.66（分值 8.33，80% 起）", "rounding: {tier_bounds: {places: 2}}")
SC30 = Code("SC30", "score.date-without-year", "error", "日期没有年份", "“1月15日”可能是当年，也可能是次年，早晚正好相反。", "写上年份", "actual: 1月15日", "actual: 2025年1月15日")
SC31 = Code("SC31", "score.year-inherited", "note", "目标日期没有年份，按评价年度读", "时限写在当年的目标里。", "不是当年的，写上年份", "target: 12月底前", "target: 2024年12月底前")
SC32 = Code("SC32", "score.no-calendar", "error", "没有可用的工作日历", "数工作日要知道哪些天放假、哪些天调休，不能只去掉周末。", "按提示安装或升级；个别日子与公布的不同，写在规则的 calendar 里", "（没有安装 chinesecalendar）", "pip install perfeval[workdays]")
SC33 = Code("SC33", "score.days-taken", "error", "由开始日期和完成日期数不出天数", "要两个写到日的日期，目标值的单位是工作日或天，与另填的完成值一致。", "核对两个日期、目标值的单位和完成值", "{started: 2024-05, finished: 2024-05-20}", "{started: 2024-05-06, finished: 2024-05-20}")
SC34 = Code("SC34", "score.deduction", "error", "规则没有扣减分数这一栏", "有的地方复核后可以扣减，有的没有；规则没有写明时不能扣。", "删去 deduction；或在规则里写 deduction: with_reason", "{actual: 24次, deduction: 2}", "deduction: with_reason")
SC35 = Code("SC35", "score.not-applicable-without-reason", "error", "填为不适用，没有写原因", "不适用的分值要折算或给满分，必须说得出为什么不适用。", "写 {not_applicable: 原因}", "actual: 不适用", "{not_applicable: 当年未开展}")

AC31 = Code("AC31", "actual.missing", "warning", "没有填实际完成值，本行不计分，全表没有总分", "没填不等于零：不能当零分，也不能当满分。", "填写实际完成值", "actual:", "actual: 83.2%")

FD01 = Code("FD01", "funds.missing", "warning", "没有填预算数或执行数，预算执行不计分，全表没有总分", "没填不等于零。", "在填报的 budget 里写 adjusted（预算数）和 executed（执行数）", "budget: {adjusted: 337.12}", "budget: {money_unit: 万元, adjusted: 337.12, executed: 337.12}")
FD02 = Code("FD02", "funds.zero-base", "error", "预算数为零，执行率要除以零", "有的地方算 100%，有的算 0；规则没有写明时不能猜。", "核对预算数；确为零时，在规则的 budget 里写明 zero_base", "adjusted: 0, executed: 0", "zero_base: full")
FD03 = Code("FD03", "funds.above-100", "error", "执行数大于预算数，执行率超过 100%", "有的地方封顶，有的不允许；规则没有写明时不能猜。", "核对预算数与执行数；确实超过时，在规则的 budget 里写明 above_100", "adjusted: 100, executed: 100.01", "above_100: cap")
FD04 = Code("FD04", "funds.negative", "error", "预算数或执行数是负数", "负的金额没有执行率。", "核对金额", "executed: -1", "executed: 1")
FD05 = Code("FD05", "funds.rows", "error", "资金明细相加不等于总额", "组成总额的各行（不含其中项）之和应等于总额。", "核对各行金额；包含在另一行里的，写 role: of_which（其中）", "总额 100，各行 60 + 50", "总额 110，各行 60 + 50")
FD07 = Code("FD07", "funds.no-rule", "error", "规则没有写明预算执行怎么计分", "规则只给出了分值，没有给出算法，不能替它选一个。", "换用写明了算法的规则，或在自己的规则里写 budget 的 shape", "budget: {points: 10, shape: problem}", "budget: {points: 10, shape: proportional}")
FD06 = Code("FD06", "funds.of-which", "error", "其中项大于总额", "其中项是总额的一部分。", "核对金额", "总额 0，其中 90", "总额 90，其中 90")

PT21 = Code("PT21", "points.total", "error", "全表分值合计与规则的总分不一致", "分值合计不对时，各行得分相加不是百分制的总分。", "核对各行分值和预算执行的分值", "分值合计 110", "分值合计 100")
PT22 = Code("PT22", "points.budget", "error", "预算执行的分值与规则不一致", "预算执行的分值由规则规定。", "改正 budget 里的 points，或换用相应的规则", "budget: {points: 10}（湖北为 20）", "budget: {points: 20}")
PT23 = Code("PT23", "points.missing", "error", "其他行有分值，本行没有", "缺一行分值，这一行无法计分，合计也不可信。", "填写分值", "{name: …, target: ≥80%}", "{name: …, points: 8, target: ≥80%}")
PT24 = Code("PT24", "points.negative", "error", "分值是负数", "分值不能为负。", "改正分值", "points: -8", "points: 8")
PT25 = Code("PT25", "points.weights", "note", "一级指标的分值与规则的方案不同", "规则给出了一级指标的分值；规定“原则上”的可以调整，必须遵守的不行。", "核对一级指标的分值", "产出指标 60（规则 50）", "产出指标 50")
PT26 = Code("PT26", "points.all-left-out", "error", "全部分值都填为不适用，折算要除以零", "没有一行适用的表没有总分。", "核对不适用的行", "每行都填不适用", "至少一行填完成值")

RN01 = Code("RN01", "narrative.reason-missing", "error", "规则要求说明的事没有说明", "缺少说明的表会被退回。", "写上原因（reason 或 偏差原因分析）；规则要求的，也写改进措施", "{actual: 87.5%}", "{actual: 87.5%, reason: 新系统上线较晚}")
RN02 = Code("RN02", "narrative.too-long", "error", "说明超过规则的字数", "超过字数的说明，系统不收。", "缩短到规定的字数以内", "（120 字的原因，规则限 100 字）", "（100 字以内）")
RN03 = Code("RN03", "narrative.text-missing", "error", "定性指标没有写完成情况", "规则要求定性指标用文字说明完成情况。", "在 actual 里写完成情况", "{tier: met, score: 8}", "{actual: 制度已印发执行, tier: met, score: 8}")

RS31 = Code("RS31", "ruleset.years", "error", "评价年度不在规则适用的年度之内", "规则只对它写明的年度有效，换一年分值和算法都可能不同。", "换用该年度的规则", "fiscal_year: 2015，ruleset: hubei-2020", "fiscal_year: 2024")

# fmt: on

CODES: tuple[Code, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Code))
