"""Tests of interventions that need no database."""
