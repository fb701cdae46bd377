"""Small wins: who adds and reads them, what they are weighed by, and where they open a page."""
