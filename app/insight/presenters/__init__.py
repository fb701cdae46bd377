"""View objects of insight: frozen, in words, with addresses of pages; what pages share is in ``frame``."""
