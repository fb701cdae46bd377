"""The laws of small wins."""
