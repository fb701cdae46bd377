"""Counting, telling and showing, with a database."""
