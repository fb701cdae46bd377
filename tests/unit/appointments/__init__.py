"""Tests of appointments that need no database."""
