"""Bringing in the spreadsheet that a team keeps."""
