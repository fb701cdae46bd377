"""`make prove`: every promise of the product's security, what was tried to break it, how often, and what failed."""
