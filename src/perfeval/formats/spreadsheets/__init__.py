"""Spreadsheets: a workbook with live formulas is written; xlsx, xls and ods are read as they are displayed."""
