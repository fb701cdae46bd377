"""View objects of the household dossier: frozen, in words, with addresses of pages; no rows of tables."""
