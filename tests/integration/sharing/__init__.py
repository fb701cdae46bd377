"""Giving access: disclosing, the clock of purposes, letting oneself in, knocking."""
