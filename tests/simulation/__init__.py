"""A cooperation of two countries, lived through day by day with a clock that moves."""
