"""A workbook's package: members, relationships, markup, saving."""
