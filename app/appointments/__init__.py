"""Appointments, and the second person who is asked to come along."""
