"""Exports in: text, CSV, XLSX, SIE and configuration become sheets and records."""
