"""Documents of a household: letters, decisions, plans and photos, kept encrypted outside the database."""
