"""The grid over an open workbook, through xlwings alone."""
