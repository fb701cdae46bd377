"""Insight: numbers about mixes, orders and load, at the size of a town, that never show a household."""
