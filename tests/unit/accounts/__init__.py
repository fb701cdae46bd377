"""Tests of organisations and accounts that need no database."""
