"""Laws of what residents ask about their own data."""
