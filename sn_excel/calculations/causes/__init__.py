"""Sums that should tie, and what one change of a figure explains when they do not."""
