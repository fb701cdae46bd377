"""The plan on pages and on paper."""
