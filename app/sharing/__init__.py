"""Giving access: disclosing one item, the clock of purposes, letting oneself in loudly, and knocking."""
