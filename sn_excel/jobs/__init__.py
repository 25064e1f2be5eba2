"""The month's work, told in about ten lines each: read here first."""
