"""Benchmarks: figures for the notes, and the faults that tests put into the real tables."""
