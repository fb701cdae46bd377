"""The pictures of insight, from plain numbers."""
