"""Organisations, their accounts and functions, signing in, and server-side sessions."""
