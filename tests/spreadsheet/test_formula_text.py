"""Formulas written out: which text each part of a computed cell becomes."""

from __future__ import annotations

import pytest

from perfeval.exact import Fraction, Rounding
from perfeval.formats.spreadsheets.formula_text import formula_text
from perfeval.forms.computed import AnyOf, Computed, IsNumber, Reads, cell_of, when
from perfeval.rules.expressions import Expression, ceil, constant, floor, least, rounded

A, B = cell_of("a"), cell_of("b")
TWO_PLACES = cell_of("a", Rounding(2))
ONE, TWO = constant(1), constant(2)
WRITTEN: tuple[tuple[Computed, str], ...] = (
    (None, ""),
    (ONE, "1"),
    (A, "F7"),
    (A * TWO, "F7*2"),
    ((A + ONE) * TWO, "(F7+1)*2"),
    (A - (B - ONE), "F7-(G7-1)"),
    (A / (B / TWO), "F7/(G7/2)"),
    (when([IsNumber("a")], ONE), 'IF(ISNUMBER(F7),1,"")'),
    (when([IsNumber("a"), IsNumber("b")], ONE), 'IF(AND(ISNUMBER(F7),ISNUMBER(G7)),1,"")'),
    (when([IsNumber("a"), IsNumber("b"), IsNumber("c")], ONE), 'IF(COUNT(F7,G7,H7)=3,1,"")'),
    (
        when([IsNumber("a"), IsNumber("b"), IsNumber("c"), A < B], ONE),
        'IF(AND(COUNT(F7,G7,H7)=3,F7<G7),1,"")',
    ),
    (Expression("+", (A, B, cell_of("c"))), "SUM(F7,G7,H7)"),
    (least(A, ONE) * TWO, "MIN(F7,1)*2"),
    (least(ONE, TWO), "1"),
    (when([Reads("a", '"达成"')], ONE, TWO), 'IF(EXACT(F7,"""达成"""),1,2)'),
    (when([AnyOf((Reads("a", "是"),))], ONE), 'IF(EXACT(F7,"是"),1,"")'),
    (when([AnyOf((Reads("a", "是"), Reads("b", "否")))], ONE), 'IF(OR(EXACT(F7,"是"),EXACT(G7,"否")),1,"")'),
    (when([A.equals(constant(0))], ONE), 'IF(F7=0,1,"")'),
    (when([A.equals(B)], ONE), 'IF(F7=G7,1,"")'),
    (when([], ONE, TWO), "1"),
    (when([IsNumber("a")], ONE, ONE), "1"),
    (floor(TWO_PLACES), "ROUNDDOWN(ROUND(F7,12),0)"),
    (ceil(TWO_PLACES), "ROUNDUP(ROUND(F7,12),0)"),
    (  # near a tie no cell is short enough to tell
        rounded(A * B / constant(10**12), Rounding(2)),
        'IF(AND(ABS(MOD(F7*G7/1000000000000*100,1)-0.5)<1E-7,TRUE),"",ROUND(ROUND(F7*G7/1000000000000,12),2))',
    ),
    (when([Reads("a", "长" * 251)], ONE), ""),
    (constant(Fraction(1, 10**16) + 1), ""),
)


@pytest.mark.parametrize(("computed", "text"), WRITTEN)
def test_what_is_written(computed: Computed, text: str) -> None:
    """Tests, numbers and brackets as they stand; nothing where a text is too long or a number has too many digits."""
    assert formula_text(computed, {"a": "F7", "b": "G7", "c": "H7"}.__getitem__) == text
