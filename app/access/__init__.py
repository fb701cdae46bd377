"""Who may see and do what: the matrix as data, the policy as pure functions. No database and no Flask here."""
