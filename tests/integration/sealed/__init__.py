"""The sealed compartment: who reads it, what the database holds of it, and what nobody else notices."""
