"""The ecomap without a database: where everybody stands."""
