"""The ecomap: drawing on it, its versions, and who cannot see it."""
