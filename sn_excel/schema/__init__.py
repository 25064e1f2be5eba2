"""What our own sheets look like: names, headings, columns, rows; reading and writing both lean on it."""
