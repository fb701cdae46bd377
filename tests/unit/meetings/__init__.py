"""The laws of meetings."""
