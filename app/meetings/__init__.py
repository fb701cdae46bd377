"""Meetings about several households: the agenda makes itself, and the minutes are the dossiers."""
