"""The spreadsheet that a team keeps: from file to households, and back."""
