"""The problems of layouts (LY) and of forms that are read back (TB)."""

from __future__ import annotations

from perfeval.source import Code

__all__ = ["CODES"]

# fmt: off
LAYOUT_UNKNOWN = Code("LY01", "layout.unknown", "error", "没有这个表样", "编号写错了，或者表样文件不在那里。", "perfeval layouts 列出全部编号；自己的表样写文件路径", "--layout hubei", "--layout hubei-project")
LAYOUT_ROW = Code("LY02", "layout.row", "error", "表样的这一行读不懂", "一行是几对“栏目: 内容”，或 budget，或 indicators。", "照 hubei-project 的写法改", "rows: [项目名称]", "rows:\n- [项目名称: title]")
LAYOUT_SOURCE = Code("LY03", "layout.source", "error", "表样里的内容来源不认识", "写错的来源会印成空格。", "改成认识的来源；表上别的栏目写 {field: 栏目名}", "项目名称: titel", "项目名称: title")
NO_LAYOUT = Code("LY04", "layout.none", "error", "计分规则没有指定这类表的表样", "不知道印成什么样子。", "用 --layout 指定表样", "", "--layout hubei-project")
LAYOUT_COLUMNS = Code("LY05", "layout.columns", "error", "表样的列不对", "各部分的列要能对齐，指标部分要有名称和目标值。", "照 hubei-project 的写法改", "columns: {name: 指标}", "columns: {name: 三级指标, target: 目标值}")
UNPLACED = Code("LY06", "layout.unplaced", "note", "填了而表样没有地方印的内容", "这张表没有这一栏，印出来的表上就没有它。", "需要印出时换一个表样，或把内容写到表上有的栏目里", "其他栏目: {评价结论: 好}", "")

NOT_A_FORM = Code("TB01", "table.not-a-form", "error", "文件里没有认得出的自评表", "没有一种表样的栏目都在表上。", "核对文件；自己的表样用 --layout 指定", "一张普通的表", "自评表")
UNREAD_ROW = Code("TB02", "table.unread-row", "warning", "表上有一行没有认出", "没有认出的内容不会读进来。", "核对这一行是不是表样里的栏目", "多出的一行", "")
LOST_SIGN = Code("TB03", "table.lost-sign", "error", "文件里有符号存成了“?”", "表格软件用 GBK 保存时，☑、≪ 等符号会变成 ?，原来是什么已经看不出。", "从原文件重新导出，存成“CSV UTF-8”", "?5个工作日", "≪5个工作日")
RECODED = Code("TB04", "table.recoded", "note", "文件是 GB18030 编码，按它读", "表格软件另存的 CSV 常是这种编码。", "如有符号变成 ?，请存成“CSV UTF-8”", "GB18030 的 CSV", "UTF-8 的 CSV")
NO_READER = Code("TB05", "table.no-reader", "error", "不能读写这种文件", "现在能读写的是 HTML 和 CSV。", "另存为 .html 或 .csv", "自评表.doc", "自评表.csv")
SEVERAL_FORMS = Code("TB06", "table.several-forms", "error", "文件里不止一张自评表", "read_form 只读一张。", "把每张表分开存", "两张表的网页", "一张表的网页")
UNREADABLE = Code("TB07", "table.unreadable", "error", "文件的编码认不出", "既不是 UTF-8，也不是 GB18030 或 UTF-16。", "从原文件重新导出，存成“CSV UTF-8”", "", "")
SAME_NAME = Code("TB08", "table.same-name", "note", "表上有同名的指标", "完成值按名称对应；同名的行要有各自的编号才不会混淆。", "在定义里给它们写上各自的 id", "两行都叫“完成率”", "{id: 完成率#2, name: 完成率}")
CHOICE = Code("TB09", "table.choice", "warning", "选项栏认不出选了哪一项", "选项后应是 ☑ 或 □，且只勾一项；认不出的不猜。", "核对原表，在 fields 里写上选中的一项", "1. 持续性项目 2. 新增性项目", "1. 持续性项目☑ 2. 新增性项目□")
# fmt: on

CODES: tuple[Code, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Code))
