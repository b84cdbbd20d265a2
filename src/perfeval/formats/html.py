"""Table → one self-contained HTML file that looks like the official form and prints on A4."""

from __future__ import annotations

import re
from html import escape

from perfeval.forms import OPEN, Cell, Table

__all__ = ["write_html"]

# A form is black on white in a Song face. Rows are never cut at the foot of a page.
_STYLE = """
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5em 1em; max-width: 210mm; color: #000; background: #fff; line-height: 1.45;
  font-family: SimSun, "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", serif; }
body.wide { max-width: 297mm; }
h1 { font-size: 1.35rem; text-align: center; margin: 0 0 .8em; font-weight: 700; }
.lines { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .2em 2em; margin: .4em 0; font-size: .9rem; }
.subtitle { text-align: center; margin: -.5em 0 .6em; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .875rem; }
th, td { border: 1px solid #000; padding: .35em .4em; font-weight: 400; text-align: center; vertical-align: middle;
  overflow-wrap: anywhere; white-space: pre-wrap; }
td.text, td.name { text-align: left; }
tr { break-inside: avoid; }
.points { white-space: nowrap; }
a { color: inherit; text-decoration: underline dotted; text-underline-offset: .2em; }
a:focus-visible { outline: 2px solid #000; outline-offset: 2px; }
.notes, .chart { margin: 1.5em 0 0; break-inside: avoid; }
.notes + .chart, table + .chart { break-before: page; }
.chart svg { width: 100%; height: auto; }
.why { font-size: .8rem; margin: .8em 0 0; }
.notes p { margin: 0 0 .2em; }
.notes ol, .why ol { margin: 0; padding-left: 1.8em; }
.why { border-top: 1px solid #999; padding-top: .6em; }
.why h2 { font-size: .95rem; margin: 0 0 .4em; }
.why li { margin-bottom: .3em; break-inside: avoid; }
.why li:target { background: #eee; }
.why .rule { display: block; color: #444; margin: 0; }
.why p.rule { margin-top: .6em; }
@media print {
  body { padding: 0 1px; max-width: none; line-height: 1.35; }
  h1 { font-size: 15pt; }
  table, .lines { font-size: 9.5pt; }
  th, td { padding: .25em .3em; }
  .notes, .why { font-size: 8pt; }
  a { text-decoration: none; }
  .why { break-before: page; border-top: 0; }
}
""".strip()

_WIDE = ' class="wide"'
_HEAD = (
    '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8"/>\n<meta name="generator" content="perfeval"/>\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
    f"<style>\n{_STYLE}\n</style>\n"
)
# (40分) at the end of a name stays on one line.
_POINTS = re.compile(r"(\([\d.]+分[^()<>]*\))\Z")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMED = frozenset(("label", "heading", "name"))
_CLASSES = {"text": ' class="text"', "name": ' class="name"'}


def write_html(table: Table) -> bytes:
    """Return a table as an HTML file.

    Args:
        table: The form; where it holds explanations each score links to its own.

    Returns:
        UTF-8 bytes: one file without scripts, pictures or addresses; everything that a person typed is escaped.

    >>> b'<td>&lt;b&gt;</td>' in write_html(Table("表", (), ((Cell("<b>", "value"),),), (1,)))
    True
    """
    title = _text(table.title)
    line = title.replace("<br/>", " ")
    turned = "landscape" if table.landscape else "portrait"
    page = f"<style>@page {{ size: A4 {turned}; margin: 15mm 14mm; }}</style>\n"
    parts = [
        f"{_HEAD}{page}<title>{line}</title>\n</head>\n<body{_WIDE if table.landscape else ''}>\n<main>\n<h1>{title}</h1>\n"
    ]
    if table.subtitle:
        parts.append(f'<p class="subtitle">{_text(table.subtitle)}</p>\n')
    parts += _lines(table.above)
    parts.append(f'<table aria-label="{line}">\n<colgroup>{_columns(table.widths)}</colgroup>\n<tbody>\n')
    for row in table.rows:
        parts += ("<tr>", *map(_cell, row), "</tr>\n")
    parts.append("</tbody>\n</table>\n")
    parts += _lines(table.below)
    if table.notes:
        items = "".join(f"<li>{_text(note)}</li>" for note in table.notes)
        parts.append(f'<section class="notes"><p>备注:</p><ol>{items}</ol></section>\n')
    parts += [f'<section class="chart">{chart}</section>\n' for chart in table.charts]
    if table.explanations:
        parts.append(_explanations(table))
    parts.append("</main>\n</body>\n</html>\n")
    return "".join(parts).encode()


def _lines(lines: tuple[tuple[str, str], ...]) -> list[str]:
    """Return the labels with texts that stand above or below the table."""
    spans = "".join(f"<span>{_text(label)}: {_text(text)}</span>" for label, text in lines)
    return [f'<p class="lines">{spans}</p>\n'] if lines else []


def _text(text: str) -> str:
    """Return a text escaped, its line breaks kept."""
    if text.isalnum():
        return text
    escaped = escape(text)
    if _UNSEEN.search(escaped):
        # A bare return would be read as a line break; the other signs may not stand in XML at all.
        escaped = _UNSEEN.sub("\ufffd", escaped.replace("\r", "&#13;"))
    return escaped.replace("\n", "<br/>") if "\n" in escaped else escaped


def _columns(widths: tuple[int, ...]) -> str:
    """Return the columns with their widths in percent."""
    total = sum(widths)
    return "".join(f'<col style="width:{width * 100 // total}%"/>' for width in widths)


def _cell(cell: Cell) -> str:
    """Return one cell; labels and heads are header cells with their scope."""
    spans = ""
    if cell.rows > 1:
        spans = f' rowspan="{cell.rows}"'
    if cell.columns > 1:
        spans += f' colspan="{cell.columns}"'
    text = _text(cell.text)
    role = cell.role
    if text[-1:] == ")" and role in _NAMED:
        text = _POINTS.sub(r'<span class="points">\1</span>', text)
    if role == "head":
        return f'<th scope="col"{spans}>{text}</th>'
    if role in ("label", "heading"):
        return f'<th scope="{"rowgroup" if cell.rows > 1 else "row"}"{spans}>{text}</th>'
    if cell.explained:
        shown = text or OPEN
        text = f'<a href="#why-{cell.explained}" id="{cell.explained}" title="为什么">{shown}</a>'
    return f"<td{_CLASSES.get(role, '')}{spans}>{text}</td>"


def _explanations(table: Table) -> str:
    """Return the list of explanations, each linked back to its score, and below it the clauses that they name."""
    items = []
    for explanation in table.explanations:
        rule = f'<span class="rule">{_text(explanation.rule)}</span>' if explanation.rule else ""
        items.append(
            f'<li id="why-{explanation.id}"><a href="#{explanation.id}">{_text(explanation.name)}</a>: '
            f"{_text(explanation.sentence)}{rule}</li>"
        )
    body = "\n".join(items)
    bases = "".join(f'<p class="rule">{_text(basis)}</p>\n' for basis in table.bases)
    return f'<section class="why" aria-label="计分说明"><h2>计分说明</h2><ol>\n{body}\n</ol>\n{bases}</section>\n'
