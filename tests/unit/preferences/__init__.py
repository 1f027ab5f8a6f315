"""Settings, how long a pause is, and how urgent an action: the rules without a store."""
