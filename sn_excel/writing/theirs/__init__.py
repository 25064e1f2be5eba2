"""Edits in the accountants' own workbook."""
