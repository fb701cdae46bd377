"""Puts the demo town into the database: rows made of shapes, sent in bulk by the owner of the tables."""
