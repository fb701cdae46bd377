"""The stories of the product, lived in a real browser: one file per story, on one demo town that all of them share."""
