"""The household dossier: its verbs, and who cannot."""
