"""Our own sheets read back: what people typed and set."""
