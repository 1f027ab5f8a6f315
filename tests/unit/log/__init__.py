"""Lines of the log: what they may hold, and what nobody can make of them."""
