"""A spreadsheet of our own: it reads the formulas of a written workbook and computes them as Excel does.

`syntax` turns the text of a formula into a tree and measures it, `values` holds the arithmetic of doubles in each of the
dialects, `functions` the functions, `calculator` the cells of one sheet; `workbook` opens what was written, `drawn` draws
rule sets and rows, `judged` compares what a workbook says with the engine.
"""
