"""The log, without a database."""
