"""A workbook's plain formulas, computed."""
