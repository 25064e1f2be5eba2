"""Edits that make our own sheets."""
