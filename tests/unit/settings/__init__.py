"""Settings: what is told of those that cannot be used, and what is told of none."""
