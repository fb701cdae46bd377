"""Tests of dossiers that need no database."""
