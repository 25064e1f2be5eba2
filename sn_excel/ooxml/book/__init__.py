"""The parts of a workbook beside its sheets' cells."""
