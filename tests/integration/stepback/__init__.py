"""Stepping back: who carries what, stances, letting go, the lines that cross, and themes."""
