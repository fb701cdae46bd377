"""What may be told, which periods there are, and pictures of mixes: without a database."""
