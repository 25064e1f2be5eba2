"""The words everything hangs on: amounts, periods, places, sheets, tables, edits, findings."""
