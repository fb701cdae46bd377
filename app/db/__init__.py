"""The database: its base and types, the session that carries the principal, the policies, and the embedded server."""
