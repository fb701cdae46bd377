"""The people around the household, with the minimum of data, and what they offer of their own accord."""
