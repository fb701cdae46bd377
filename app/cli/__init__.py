"""Commands: the demo town, import, keys, mail."""
