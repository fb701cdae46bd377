"""Setting up an organisation: the eight steps before it takes part (VNG, domain.md 1.11)."""
