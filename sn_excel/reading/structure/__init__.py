"""How a table's rows hang together: levels, sums, pages."""
