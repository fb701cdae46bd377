"""Stepping back: who carries what, the stance over time, letting go of a network that stands, and the lines that cross."""
