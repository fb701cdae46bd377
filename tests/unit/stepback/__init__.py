"""The laws of stepping back."""
