"""The demo town in the database: loaded, counted, locked and opened."""
