"""Every SELECT of the screens that combine features; row-level security decides what comes back."""
