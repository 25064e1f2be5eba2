"""The package of a workbook, edited part by part without losing anything."""
