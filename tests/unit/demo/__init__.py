"""Tests of the demo town that need no database."""
