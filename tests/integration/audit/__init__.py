"""The log: sealing, verifying, partitions, and what it gives away."""
