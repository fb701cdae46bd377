"""Forms about the household: fields and their sentences, no queries. Choices are handed in."""
