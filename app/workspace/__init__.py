"""Screens that combine features: today, caseload, the dossier page, search."""
