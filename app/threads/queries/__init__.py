"""Every SELECT of questions; row-level security decides which of them the asker reads."""
