"""Reading, recognising and planning an import: no database."""
