"""What the SN_ functions answer in a cell."""
