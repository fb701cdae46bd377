"""Meetings: agenda, decisions, absent partners, collisions and burden."""
