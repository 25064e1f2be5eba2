"""Numbers out of numbers: plain values in, plain values out."""
