"""The Excel add-in: building, installing, doctor."""
