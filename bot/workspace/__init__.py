"""A Slack of one's own on loopback, for development, demos and tests; it knows nothing of Jordbro."""
