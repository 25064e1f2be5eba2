"""Text copied from a print becomes cells."""
