"""The problems of files: YM the YAML itself, FM what stands in it, PT points, RS rule sets."""

from __future__ import annotations

from perfeval.source import Code

__all__ = ["CODES"]

# fmt: off
MISSING_FILE = Code("YM01", "yaml.no-file", "error", "文件打不开", "路径写错了，或者没有读的权限。", "核对路径和文件名", "perfeval score 没有这个.yaml", "perfeval score 自评.yaml")
TOO_LARGE = Code("YM02", "yaml.too-large", "error", "文件超过 10 MB", "一份自评表只有几十 KB，这么大的多半不是自评表。", "核对是不是选错了文件", "100 MB 的文件", "几十 KB 的文件")
ENCODING = Code("YM03", "yaml.encoding", "error", "文件不是 UTF-8 编码", "Windows 的记事本和表格软件常存成 GBK 或 UTF-16，硬读会丢符号（≪、☑ 变成 ?）。", "用记事本打开，另存为，编码选 UTF-8", "GBK 编码的文件", "UTF-8 编码的文件")
CONTROL = Code("YM04", "yaml.control-character", "error", "文件里有不可见的控制字符", "多半是从别的软件粘贴来的，或者这不是文本文件。", "删去该字符重新输入", "目标值里有 NUL", "≥80%")
SYNTAX = Code("YM05", "yaml.syntax", "error", "这里的写法读不懂", "缩进、冒号、引号或括号不成结构。", "核对这一行和上一行的缩进、冒号和引号", "- name: x\n a: b", "- name: x\n  a: b")
TOO_DEEP = Code("YM06", "yaml.too-deep", "error", "嵌套超过 100 层", "自评表只有几层，这么深的多半不是自评表。", "核对文件内容", "[[[[…", "三级指标")
ANCHOR = Code("YM07", "yaml.anchor", "error", "用了 & 或 *（YAML 的引用）", "引用让人看不见真正的内容，所以不收；“*重点”也会被当成引用。", "写出完整的内容；要原样的 & 或 *，整段加引号", "name: *重点", "name: '*重点'")
TAG = Code("YM08", "yaml.tag", "error", "用了 !（YAML 的类型标记）", "“!=5”会被当成类型标记，值就丢了。", "整段加引号", "target: !=5", "target: '!=5'")
DOCUMENTS = Code("YM09", "yaml.documents", "error", "一个文件里有几份文档", "“---”把文件切成了几份，后面的会被忽略。", "分成几个文件，或删去“---”", "a: 1\n---\nb: 2", "a: 1")
DUPLICATE = Code("YM10", "yaml.duplicate-key", "error", "同一个键写了两次", "两个值只能用一个，用哪个都可能错。", "删去其中一个", "points: 8\n分值: 8", "points: 8")
BLOCK_SIGN = Code("YM11", "yaml.greater-than", "error", "以 > 开头的值没有加引号", "YAML 把行首的 > 当作多行文字的记号：>=80% 读不出，>5 读成空。", "加引号：'>=80%'，或写 ≥80%", "target: >=80%", "target: '>=80%'")
FULL_COLON = Code("YM12", "yaml.full-width-colon", "error", "键后面是全角冒号", "YAML 只认半角冒号加一个空格。", "改成半角冒号加空格", "分值：8", "分值: 8")
NO_BLANK = Code("YM13", "yaml.no-blank-after-colon", "error", "冒号后面没有空格", "YAML 要求冒号后有一个空格，否则整段是一个词。", "在冒号后加一个空格", "分值:8", "分值: 8")
DASH = Code("YM14", "yaml.bare-dash", "error", "值只写了一个横线，或以横线加空格开头", "YAML 把横线当作列表的记号。", "没有填就留空；要原样的横线，加引号 '-'", "完成值: -", "完成值: '-'")
COMMENT = Code("YM15", "yaml.comment-cuts", "error", "“ #”后面的文字被当作注释，没有读进来", "YAML 里空格加 # 是注释的开头。", "整段加引号；真是注释的，在 # 后加一个空格", "完成值: 3项 #其中1项延期", "完成值: '3项 #其中1项延期'")
COMMA = Code("YM16", "yaml.comma-cuts", "error", "{ } 里的逗号把值切成了两段", "大括号里的半角逗号分开两个键。", "整段加引号", "{actual: 1,234人}", "{actual: '1,234人'}")
RANGE = Code("YM17", "yaml.bare-range", "error", "以括号开头的值没有加引号", "YAML 把方括号当作列表，半开区间的括号不成对。", "加引号", "range: [50%, 80%)", "range: '[50%, 80%)'")
START = Code("YM18", "yaml.reserved-start", "error", "值以 YAML 保留的符号开头", "% @ ` 不能作没有引号的开头。", "加引号", "target: %5", "target: '%5'")
QUOTED_START = Code("YM19", "yaml.text-after-quote", "error", "引号后面还有文字", "值以引号开头，引号一合上就结束了。", "整段再加一层单引号", "name: \"优秀\"率", "name: '\"优秀\"率'")
TAB = Code("YM20", "yaml.tab", "error", "缩进用了制表符（Tab）", "制表符有多宽各软件不同，YAML 不收。", "改成空格", "\tpoints: 8", "  points: 8")
WIDE_BLANK = Code("YM21", "yaml.wide-blank", "error", "缩进用了全角空格", "全角空格不算缩进，会变成键名的一部分。", "改成半角空格", "　points: 8", "  points: 8")
EMPTY = Code("YM22", "yaml.empty", "error", "文件是空的", "没有可读的内容。", "perfeval init 可以生成一份样例", "", "格式: perfeval-form-1")
COLON_INSIDE = Code("YM23", "yaml.colon-inside", "error", "值里有冒号加空格，没有加引号", "YAML 把第二个“: ”当作又一个键。", "整段加引号", "name: 比例: 高", "name: '比例: 高'")
WIDE_COMMA = Code("YM24", "yaml.full-width-comma", "error", "{ } 里的两个键之间是全角逗号", "大括号里只有半角逗号分开两个键，全角逗号是值的一部分。", "改成半角逗号", "{金额单位: 万元，分值: 20}", "{金额单位: 万元, 分值: 20}")

NOT_MAPPING = Code("FM01", "form.not-mapping", "error", "这里应是“键: 值”", "只有键和值才知道写的是什么。", "写成“键: 值”", "- 8", "points: 8")
UNKNOWN_KEY = Code("FM02", "form.unknown-key", "error", "不认识的键", "写错的键会被当作没有写。", "改成认识的键，或删去", "分植: 8", "分值: 8")
MISSING_KEY = Code("FM03", "form.missing-key", "error", "缺少必需的键", "没有它就算不出，或说不清是哪张表。", "补上", "（没有 title）", "title: 服务运行经费")
WRONG_KIND = Code("FM04", "form.wrong-kind", "error", "值的形式不对", "此处只能是一种形式：文字、列表或“键: 值”。", "改成应有的形式", "title: [a]", "title: a")
NOT_NUMBER = Code("FM05", "form.not-number", "error", "应是一个数", "分值要参加计算，单位和文字请去掉。", "只写数字", "points: 8分", "points: 8")
NOT_CHOICE = Code("FM06", "form.not-choice", "error", "不在可选的值里", "此处只有几个固定的值。", "从可选的值里选一个", "kind: 工程", "kind: project")
BAD_VALUE = Code("FM07", "form.bad-value", "error", "值的写法不对", "写法不对就不知道是什么意思。", "按例子写", "range: 80~90", "range: '[80, 90)'")
UNKNOWN_FORMAT = Code("FM08", "form.unknown-format", "error", "看不出这是哪一种文件", "定义、填报、一表一文件和计分规则的键各不相同。", "写上 format:", "format: perfeval-9", "format: perfeval-form-1")
OTHER_FORMAT = Code("FM09", "form.other-format", "error", "文件的种类不对", "这里要的是另一种文件。", "换一个文件", "把定义当作填报", "填报文件")
NOT_UNIQUE = Code("FM10", "form.not-unique", "error", "两个指标同名而没有编号", "填报时不知道完成值是哪一行的。", "给其中一个加 id（编号）", "两个“满意度”", "{id: a, name: 满意度}")
NO_INDICATOR = Code("FM11", "form.no-such-indicator", "error", "没有这个指标", "完成值找不到对应的行，会丢掉。", "核对指标名称", "服务外包人数: 51人", "服务外包人员人数: 51人")
NOT_FILED = Code("FM12", "form.not-filed", "warning", "有指标没有填完成值", "没有填不等于零，缺一行就没有总分。", "补上完成值；确实不适用的写 {not_applicable: 原因}", "", "服务外包人员人数: 51人")
NO_DEFINITION = Code("FM13", "form.no-definition", "error", "填报没有指明指标定义", "没有指标和分值就无法计分。", "写上 definition: 定义文件的路径", "", "definition: indicators/a.yaml")
NO_INDICATORS = Code("FM14", "form.no-indicators", "error", "没有指标", "没有指标的表没有可计分的内容。", "写上 indicators", "indicators: []", "indicators: [{name: …}]")
INNER_TARGET = Code("FM15", "form.inner-target", "error", "有下级的指标又写了目标值", "只有末级指标计分；这一行的目标值不会用到。", "删去目标值，或删去下级", "{name: a, target: 5, children: […]}", "{name: a, children: […]}")
TABLE_HEAD = Code("FM16", "form.table-head", "error", "指标表的表头认不出", "认不出列名就不知道每格是什么。", "用：一级指标 | 二级指标 | 三级指标 | 分值 | 年初目标值 | 实际完成值", "甲 | 乙", "三级指标 | 分值 | 年初目标值 | 实际完成值")
TABLE_CELLS = Code("FM17", "form.table-cells", "error", "这一行的格数与表头不同", "少一格或多一格，后面的格就错位了。", "用 | 补齐或删去；格内要写 | 时写 \\|", "a | b", "a | b | c")
TABLE_NAME = Code("FM18", "form.table-name", "error", "这一行没有指标名称", "没有名称的行无法填报。", "补上名称；合并的上级格可以留空", "产出 | 数量 |  | 8", "产出 | 数量 | 人数 | 8")
NO_RULESET = Code("FM19", "form.no-ruleset", "error", "没有指明计分规则", "各地的规则不同，不能替您选。", "在定义里写 ruleset: hubei-2020，或用 --ruleset 指定", "", "ruleset: hubei-2020")
DATE_KIND = Code("FM20", "form.not-a-date", "warning", "日期读不出", "填报日期按原样印出，但读不出是哪一天。", "写成 2025-05-20 或 2025年5月20日", "filed_on: 五月", "filed_on: 2025-05-20")

FILED_TWICE = Code("FM21", "form.filed-twice", "error", "同一个指标填了两个完成值", "两个值只能用一个，用哪个都可能错；两个都不用。", "删去其中一个", "表里 51人，逐项说明里又写 完成值: 10人", "只在表里写 51人")
TABLE_BLOCK = Code("FM22", "form.table-not-literal", "error", "指标表没有写在“指标: |”下面", "只有竖线“|”开头的块逐行保留；“>”会把几行并成一行。", "在“指标:”后写一个空格和竖线：指标: |", "指标: >", "指标: |")

CHILDREN_SUM = Code("PT01", "points.children-sum", "error", "下级分值之和不等于上级分值", "分值加不上去，总分就不是 100。", "核对这一组的分值", "上级 40，下级 24+8", "上级 32，下级 24+8")
GOAL_SUM = Code("PT02", "points.goal-sum", "error", "指标分值之和不等于该目标的分值", "分值加不上去，总分就不是 100。", "核对该目标下的分值", "目标 50，指标 40", "目标 40，指标 40")
NAME_AND_COLUMN = Code("PT03", "points.name-and-column", "error", "名称里的分值与分值列不同", "两个分值只能有一个是对的。", "改成一致", "人数(8分) | 10", "人数(8分) | 8")

RULESET_UNKNOWN = Code("RS01", "ruleset.unknown", "error", "没有这个计分规则", "编号写错了，或者规则文件不在那里。", "perfeval rulesets 列出全部编号；自己的规则写文件路径（如 ./我的规则.yaml）", "ruleset: hubei", "ruleset: hubei-2020")
RULESET_CYCLE = Code("RS02", "ruleset.cycle", "error", "计分规则的继承绕成了圈", "绕圈的继承没有起点。", "改掉其中一个 extends", "a 继承 b，b 继承 a", "a 继承 cn-2020")
CLAUSE_UNKNOWN = Code("RS03", "ruleset.clause-unknown", "error", "所依据的条款没有列出", "每条规则都要能说出依据。", "在 clauses 里写上该条款", "at_least: {clause: n9}", "clauses: {n9: …}")
GAP = Code("RS04", "ruleset.gap", "error", "有的值不在任何一档", "落在空隙里的得分或总分没有结果；“90以上、80–89”之间的 89.5 就是这样。", "让相邻两档的端点相接，一边含、一边不含", "优: '[90, 100]'，良: '[80, 89]'", "优: '[90, 100]'，良: '[80, 90)'")
OVERLAP = Code("RS05", "ruleset.overlap", "error", "有的值同属两档", "同属两档的值算哪一档，不能猜。", "让端点只属于一档", "优: '[90, 100]'，良: '[80, 90]'", "优: '[90, 100]'，良: '[80, 90)'")
UNREACHED = Code("RS06", "ruleset.unreached", "error", "有一档永远轮不到", "轮不到的规则多半是写错了次序或界限。", "由高到低写，或改正界限", "bands: [{from: 60%, …}, {from: 90%, …}]", "bands: [{from: 90%, …}, {from: 60%, …}]")
ORDER = Code("RS07", "ruleset.order", "error", "次序不对", "各档、各点、各级要按次序写，颠倒的多半写错了数。", "按次序写", "years: {from: 2024, to: 2020}", "years: {from: 2020, to: 2024}")
LIMITS = Code("RS08", "ruleset.limits", "error", "上限与门槛矛盾", "门槛不低于上限时谁也得不到分；上限低于分值时达到目标也得不了满分。", "改正上限或门槛", "{cap: 50%, floor: 60%}", "{floor: 60%}")
LAW_UNKNOWN = Code("RS09", "ruleset.law-unknown", "error", "没有这条定律", "写错的定律不会被证明，也不会被豁免。", "改为已有的定律", "waived: {monoton: c1}", "waived: {monotone: c1}")
LAW_CLAUSE = Code("RS10", "ruleset.law-without-clause", "error", "豁免定律没有写条款", "规则可以不合常理，但要有条款这样规定。", "写上条款：waived: {定律: 条款}", "waived: {monotone: ''}", "waived: {monotone: c5}")
MIXED = Code("RS11", "ruleset.mixed", "error", "规则里的值写法不对或互相矛盾", "比例与分、起与高于混写，有两种读法。", "按提示改", "bands: [{from: 90%, …}, {from: 80, …}]", "bands: [{from: 90%, …}, {from: 80%, …}]")
SUM = Code("RS12", "ruleset.sum", "error", "分值与总分不符", "规则自己的分值加不成总分，按它填的表也加不成。", "改正分值", "产出 60、效益 30、预算执行 20", "产出 50、效益 30、预算执行 20")
CLAUSE_TWICE = Code("RS13", "ruleset.clause-twice", "error", "条款编号与上级规则的相同，内容不同", "继承来的规则仍依据上级规则的条款，同一个编号就指向两条。", "换一个编号", "上级和本级都有 c1", "本级改用 s1")
# fmt: on

CODES: tuple[Code, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Code))
