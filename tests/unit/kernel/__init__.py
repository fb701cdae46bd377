"""Pure rules of the lowest floor."""
