"""The pages of the household; each module hangs its routes on the desk of the package."""
