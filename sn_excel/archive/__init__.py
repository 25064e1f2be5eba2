"""Months and forecasts kept."""
