"""What is logged, how it is written, and how it is read."""
