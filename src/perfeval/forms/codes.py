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
NO_READER = Code("TB05", "table.no-reader", "error", "不能读写这种文件", "能读写 XLSX、DOCX、PDF、HTML、CSV、Markdown 和 JSON；XLS、ODS 和带制表符的文本只读。", "另存为 .xlsx、.docx、.pdf、.html 或 .csv", "自评表.doc", "自评表.csv")
SEVERAL_FORMS = Code("TB06", "table.several-forms", "error", "文件里不止一张自评表", "read_form 只读一张。", "把每张表分开存", "两张表的网页", "一张表的网页")
UNREADABLE = Code("TB07", "table.unreadable", "error", "文件的编码认不出", "既不是 UTF-8，也不是 GB18030 或 UTF-16。", "从原文件重新导出，存成“CSV UTF-8”", "", "")
SAME_NAME = Code("TB08", "table.same-name", "note", "表上有同名的指标", "完成值按名称对应；同名的行要有各自的编号才不会混淆。", "在定义里给它们写上各自的 id", "两行都叫“完成率”", "{id: 完成率#2, name: 完成率}")
CHOICE = Code("TB09", "table.choice", "warning", "选项栏认不出选了哪一项", "选项后应是 ☑ 或 □，且只勾一项；认不出的不猜。", "核对原表，在 fields 里写上选中的一项", "1. 持续性项目 2. 新增性项目", "1. 持续性项目☑ 2. 新增性项目□")
DAMAGED = Code("TB10", "table.damaged", "error", "文件已损坏，或不是后缀所说的格式", "打不开的内容不会猜。", "用 Excel、WPS 或 Word 打开，另存一份再读", "改名成 .xlsx 的图片", "")
ENCRYPTED = Code("TB11", "table.encrypted", "error", "文件加了密码", "没有密码读不出内容。", "打开文件，取消密码后另存", "加密的工作簿", "")
BOMB = Code("TB12", "table.too-large", "error", "文件展开后过大", "自评表不会这么大，这样的文件可能是恶意做的。", "核对文件的来源；只保留自评表所在的工作表", "", "")
MACROS = Code("TB13", "table.macros", "error", "文件里有宏", "自评表不需要宏，宏可能是恶意的。", "另存为不带宏的 .xlsx 或 .docx", "带宏的 .xlsm", "")
LINKED = Code("TB14", "table.linked", "warning", "文件引用了别的文件", "引用的文件一律不打开，格里的数按文件里存的读。", "核对引用来的数；在表格软件里断开链接后另存", "='[预算.xlsx]Sheet1'!A1", "")
ENTITIES = Code("TB15", "table.entities", "error", "文件里有 XML 实体声明", "正常的表没有这种声明，它可用来攻击读文件的程序。", "核对文件的来源，另存一份再读", "", "")
NO_EXTRA = Code("TB16", "table.no-extra", "error", "读写这种文件要装附加的包", "perfeval 本身不带这些包。", "pip install 'perfeval[xlsx]'", "", "")
NO_FONT = Code("TB17", "table.no-font", "error", "没有找到中文字体", "没有中文字体，PDF 上的汉字会变成方框。", "安装一种中文字体：Debian/Ubuntu 装 fonts-noto-cjk；Windows 自带宋体（SimSun）；macOS 自带宋体（Songti SC）", "", "")
NO_TEXT = Code("TB18", "table.no-text", "error", "PDF 里没有文字", "扫描件只有图像，读不出格里的内容。", "用原来的 Word 或 Excel 文件，或先做文字识别（OCR）再另存为 .docx", "扫描的 PDF", "")
NOT_COMPUTED = Code("TB19", "table.not-computed", "warning", "公式没有算出的结果", "写文件的程序没有算过公式，格里显示什么无从得知。", "用 Excel、WPS 打开，保存一次再读", "=A1*B1", "")
NOT_A_REPORT = Code("TB24", "table.not-a-report", "error", "不是 perfeval 写出的 JSON", "别的程序的 JSON 不知道哪一栏是什么。", "用 perfeval score --format json 或 render -o 文件.json 写出", "{}", "")
RENAMED = Code("TB25", "table.renamed", "warning", "表上的指标名称与定义不同", "改了名称就可能不是批复的那一项。", "与批复的目标表核对", "服务人数 改为 服务人次", "")
ROW_MISSING = Code("TB26", "table.row-missing", "error", "定义里的指标表上没有", "少一行，全表就没有总分。", "补上这一行", "", "")
ROW_ADDED = Code("TB27", "table.row-added", "error", "表上多出定义里没有的指标", "没有批复的指标不能计分，也没有读进来。", "删去这一行；确需增加时先改定义", "", "")
TARGET_CHANGED = Code("TB28", "table.target-changed", "error", "表上的目标值与定义不同", "目标值以批复的为准，改了就要有批准。", "改回批复的目标值；经批准调整的，写在“调整后目标值”里", "≥90% 改为 ≥80%", "")
POINTS_CHANGED = Code("TB29", "table.points-changed", "error", "表上的分值与定义不同", "分值以批复的为准。", "改回批复的分值", "30 改为 40", "")
SIGNED = Code("TB20", "table.signed", "note", "签字盖章栏里填了字", "签字盖章只印在表上，不是自评的数据。", "不需要改", "审核人：某某", "")
UNKNOWN_FORM = Code("TB21", "table.unknown-form", "note", "没有一种表样与这张表相同", "按各地通用的栏目名称读，认不出的栏目会列出。", "核对读出的内容；常用的表可以写成自己的表样，用 --layout 指定", "", "")
LEFT_LABEL = Code("TB22", "table.left-label", "note", "指标部分左边的栏目名称与表样不同", "指标照常读入，这一格的分值没有读。", "核对各行的分值", "年绩目(分)", "年度绩效目标(80分)")
FUSED = Code("TB23", "table.fused", "error", "一格里有几个数，分不开", "几栏的数挤在一格里，个数与栏数不同就无法对应。", "核对原表，把数分开填写", "732. 00 732", "732.00 | 732.00")
LONG_CELL = Code("TB30", "table.long-cell", "error", "一格里的文字太长", "Excel 一格最多 32,767 个字，多出的会丢失。", "把文字缩短，或写成 .docx、.html", "", "")
LONG_TEXT = Code("LY07", "layout.too-long", "warning", "文字超过表样的字数限制", "报送系统会截断或退回。", "删减文字", "", "")
# fmt: on

CODES: tuple[Code, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Code))
