"""Tables out of cells."""
