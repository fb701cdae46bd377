"""The laws of giving access, without a database."""
