"""A worksheet part: its cells in and out."""
