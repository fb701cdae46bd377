"""Tests of questions that need no database."""
