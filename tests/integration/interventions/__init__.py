"""Interventions against the database: recording, the pause, the course, corrections, the catalogue."""
