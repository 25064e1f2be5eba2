"""Edits out of results."""
