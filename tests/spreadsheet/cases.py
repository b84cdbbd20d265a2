"""Formulas with what every spreadsheet program says of them, beside a few cells."""

from __future__ import annotations

from tests.spreadsheet.values import Error, Value

__all__ = ["CASES", "CELLS", "DUST"]

CELLS: dict[str, Value] = {"A1": 1.0, "A2": -2.5, "A3": "甲", "A4": True, "B1": 10.0, "B2": 20.0, "B3": "5"}
"""A5 and B4 are empty."""
_VALUE, _DIVIDED = Error("#VALUE!"), Error("#DIV/0!")
CASES: list[tuple[str, Value]] = [
    # Precedence, signs, percent.
    ("=1+2*3", 7.0), ("=(1+2)*3", 9.0), ("=-2^2", 4.0), ("=2^3^2", 64.0), ("=50%*2", 1.0), ("=8/4/2", 1.0), ("=7-4-2", 1.0),
    ("=-B1%", -0.1), ("=1=1=TRUE", True), ('="a"&1+1', "a2"), ("=1<2&3", True), ("=1.5E2", 150.0), ("=--A1", 1.0),
    # Kinds: numbers < texts < truths; nothing is 0 and an empty text.
    ('=1<"1"', True), ('="z"<TRUE', True), ("=99<FALSE", True), ("=A5=0", True), ('=A5=""', True), ("=A5=FALSE", True),
    ('=""=0', False), ('="ABC"="abc"', True), ('=EXACT("A","a")', False), ('=EXACT(A3,"甲")', True), ("=A3<>1", True),
    ("=A5<1", True), ("=A5", 0.0), ('=EXACT(1,"1")', True), ("=B3=5", False),
    # Coercion and errors.
    ("=B3+1", 6.0), ("=A3+1", _VALUE), ('=""+1', _VALUE), ("=A4+1", 2.0), ("=1/0", _DIVIDED), ("=A1/A5", _DIVIDED),
    ("=IFERROR(1/0,9)", 9.0), ('=IFERROR("",9)', ""), ("=IFERROR(5,1/0)", 5.0), ("=ISNUMBER(1/0)", False), ("=NOPE(1)", Error("#NAME?")),
    ('=IF("x",1,2)', _VALUE), ("=IF(A5,1,2)", 2.0), ("=IF(0.1,1)", 1.0), ("=IF(FALSE,1)", False), ("=IF(TRUE,1,1/0)", 1.0),
    ("=AND(TRUE,1)", True), ("=AND(A1,A3)", True), ("=OR(FALSE,0)", False), ("=NOT(0)", True), ("=AND(FALSE,1/0)", _DIVIDED),
    ("=OR(A1:A4)", True), ("=ISBLANK(A5)", True), ('=ISBLANK("")', False), ("=ISTEXT(A3)", True), ("=ISTEXT(A1)", False),
    ("=ISNUMBER(B3)", False), ("=ISNUMBER(A4)", False), ("=ISNUMBER(A5)", False), ("=N(A3)", 0.0), ("=N(A4)", 1.0), ("=0^0", Error("#NUM!")),
    # Rounding.
    ("=ROUND(2.5,0)", 3.0), ("=ROUND(-2.5,0)", -3.0), ("=ROUND(29.165,2)", 29.17), ("=ROUND(1234.5,-2)", 1200.0), ("=ROUND(0.5,0)", 1.0),
    ("=ROUNDUP(2.001,2)", 2.01), ("=ROUNDUP(-2.1,0)", -3.0), ("=ROUNDDOWN(2.999,2)", 2.99), ("=ROUNDDOWN(-2.9,0)", -2.0),
    ("=INT(2.9)", 2.0), ("=INT(-2.1)", -3.0), ("=TRUNC(-2.9)", -2.0), ("=TRUNC(2.987,2)", 2.98), ("=ROUND(ROUND(0.285*100,10),0)", 29.0),
    ("=MOD(7,3)", 1.0), ("=MOD(-7,3)", 2.0), ("=MOD(7,-3)", -2.0), ("=MOD(7,0)", _DIVIDED), ("=FLOOR(7.5,2)", 6.0), ("=CEILING(7.5,2)", 8.0),
    ("=ABS(A2)", 2.5), ("=SIGN(A2)", -1.0), ("=LOG10(1000)", 3.0), ("=LOG10(0)", Error("#NUM!")),
    # Many cells.
    ("=SUM(A1:B3)", 28.5), ("=SUM(A1,B3,A3)", 1.0), ('=SUM("5",TRUE)', 6.0), ("=COUNT(A1:B4)", 4.0), ("=COUNTA(A1:B4)", 7.0),
    ("=COUNT(A1,1/0,A3)", 1.0), ("=MIN(A1:A5)", -2.5), ("=MAX(A3,A5)", 0.0), ("=MIN(A1,5,B1)", 1.0), ("=SUMPRODUCT(A1:A2,B1:B2)", -40.0),
    ('=MIN("x",1)', _VALUE), ("=LEN(A3)", 1.0),
]  # fmt: skip
DUST: list[tuple[str, tuple[Value, ...]]] = [
    ("=0.1+0.2=0.3", (False, True, True)), ("=0.1+0.2-0.3=0", (False, True, True)), ("=0.3-0.1-0.2", (-2.7755575615628914e-17, 0.0, 0.0)),
    ("=ROUNDDOWN(8.94-8,2)", (0.93, 0.94, 0.94)), ("=INT((0.1+0.7)*10)", (7.0, 8.0, 8.0)), ("=ROUND(2.675,2)", (2.68, 2.68, 2.68)),
    ("=ROUND(1.005,2)", (1.01, 1.01, 1.01)), ("=ROUND(0.285*100,0)", (28.0, 29.0, 28.0)), ("=9.99999999999999<10", (True, True, False)),
    ("=9.9999999999999<10", (True, True, True)), ("=TRUNC((0.1+0.7)*10)", (7.0, 8.0, 8.0)), ("=1/3*3=1", (True, True, True)),
]  # fmt: skip
"""Formulas with what each dialect says, where the last of them is LibreOffice's."""
