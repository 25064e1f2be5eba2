"""Months and forecasts kept in one SQLite file beside the workbooks, so that the follow-up remembers itself."""
