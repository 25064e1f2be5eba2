"""Where people press and type."""
